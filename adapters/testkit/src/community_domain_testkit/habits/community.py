"""Habits of the community as a whole: founding, settings, places."""

from hypothesis import strategies as st

from community_domain import Domain
from community_domain.activities import OfferActivity
from community_domain.community import (
    AddActivityToCampaign,
    AddBuilding,
    AddPlace,
    AddStairwell,
    AddTaskToCampaign,
    BeginCampaign,
    BuildingAdded,
    ChangeSettings,
    EndCampaign,
    FoundCommunity,
    RemoveStairwell,
    StairwellAdded,
)
from community_domain.tasks import PostTask

from ..founding import FOUNDER
from ..moves import Move
from .telling import ADULT_BIRTHDAYS, Cast, Habits, Overrides, topic, wished

__all__ = ["COMMUNITY", "ZONES"]

ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Pacific/Kiritimati", "UTC")
"""Zones with and without clock changes, with odd offsets, and far to the east."""


def _campaign(cast: Cast) -> list[Move]:
    """A campaign gathers an activity and a task, ends, and takes nothing more in."""
    campaign, activity, task = (cast.new(tag) for tag in ("campaign", "activity", "task"))
    late = {"campaign_id": campaign, "activity_id": cast.pool("activity")[0]}
    return [
        wished(OfferActivity, activity_id=activity, title="one"),
        wished(PostTask, task_id=task, title="one", most=1),
        wished(BeginCampaign, campaign_id=campaign, title="one"),
        wished(AddActivityToCampaign, campaign_id=campaign, activity_id=activity),
        wished(AddTaskToCampaign, campaign_id=campaign, task_id=task),
        wished(EndCampaign, campaign_id=campaign),
        wished(AddActivityToCampaign, **late),
    ]


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
    plots=(_campaign,),
    overrides=_overrides,
    words=_words,
)
