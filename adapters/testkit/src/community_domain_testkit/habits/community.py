"""Habits of the community as a whole: founding, settings, places."""

from hypothesis import strategies as st

from community_domain import Domain
from community_domain.community import (
    AddBuilding,
    AddPlace,
    AddStairwell,
    BuildingAdded,
    ChangeSettings,
    FoundCommunity,
    RemoveStairwell,
    StairwellAdded,
)

from ..founding import FOUNDER
from .telling import ADULT_BIRTHDAYS, Cast, Habits, Overrides, topic

__all__ = ["COMMUNITY", "ZONES"]

ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Pacific/Kiritimati", "UTC")
"""Zones with and without clock changes, with odd offsets, and far to the east."""


def _overrides(_: Cast) -> Overrides:
    return {
        (FoundCommunity, "founder_id"): st.just(FOUNDER),
        (FoundCommunity, "founder_born"): st.just(ADULT_BIRTHDAYS[0]),
        (FoundCommunity, "settings"): st.just(()),
    }


def _words(_: Domain) -> Overrides:
    return {(FoundCommunity, "zone"): st.sampled_from(ZONES)}


COMMUNITY = Habits(
    weights={ChangeSettings: 2},
    topics={
        AddBuilding: (),
        AddPlace: (),
        AddStairwell: (topic(BuildingAdded, "building_id"),),
        RemoveStairwell: (topic(StairwellAdded, "stairwell_id"),),
    },
    overrides=_overrides,
    words=_words,
)
