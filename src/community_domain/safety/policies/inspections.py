"""Who runs an inspection, who goes along, and what can still be said of an item."""

from typing import Any

from ...community.state import Places, Settings
from ...community.values import BuildingId, ScopeKind, StairwellId, SubjectId
from ...kernel import Context, Grant, MemberId, Read, Right
from ...members.policies import is_gone, is_minor, obstacle_to_taking_part, role_within
from ...members.state import Standing
from ...members.values import COORDINATOR
from ...shifts.values import MINORS_NEED_ADULTS, MINORS_PER_ADULT
from ..events import InspectionStarted
from ..refusals import (
    InspectionComplete,
    InspectionUnknown,
    ItemSettled,
    ItemUnknown,
    NotOnTeam,
    SiteNotInspected,
    TeamNeedsAdults,
)
from ..state import Inspection
from ..values import InspectionId, ItemId, Site, SiteKind

__all__ = [
    "coordinator_of_inspection",
    "coordinator_of_sites",
    "inspection_team",
    "must_be_a_sound_team",
    "must_be_open_to_answers",
    "must_be_within",
    "must_look_oneself",
    "started_inspection",
    "the_one_building",
]


def the_one_building(sites: tuple[Site, ...], read: Read) -> BuildingId | None:
    """The building that all sites are in, or are; None where they are not in one."""
    found = {_building_around(site, read): None for site in sites}
    return next(iter(found)) if len(found) == 1 else None


def _building_around(site: Site, read: Read) -> BuildingId | None:
    if site.kind is SiteKind.BUILDING:
        return BuildingId(site.subject)
    known = read(Places()).stairwells.get(StairwellId(site.subject))
    return known[0] if known and site.kind is SiteKind.STAIRWELL else None


def _building_of_sites(subject: Any, read: Read) -> BuildingId | None:
    return the_one_building(subject.sites, read)


def _building_of_inspection(subject: Any, read: Read) -> BuildingId | None:
    started = read(Inspection(subject.inspection_id)).started
    return started.building_id if started else None


coordinator_of_sites = Right(
    "a coordinator of the building that all the places are in",
    "全部地点所在楼栋的负责人",
    role_within(COORDINATOR, ScopeKind.BUILDING, _building_of_sites),
    ("sites",),
)
"""A coordinator of the community, or of the one building that is inspected."""

coordinator_of_inspection = Right(
    "a coordinator of the inspection's building",
    "巡查所在楼栋的负责人",
    role_within(COORDINATOR, ScopeKind.BUILDING, _building_of_inspection),
    ("inspection_id",),
)
"""A coordinator of the community, or of the one building that is inspected."""


def _ask_team(subject: object, context: Context, read: Read) -> Grant | None:
    inspection_id: InspectionId = getattr(subject, "inspection_id")  # noqa: B009 - any command
    started = read(Inspection(inspection_id)).started
    went = started is not None and context.actor in started.team
    return Grant() if went and not is_gone(context.actor, read) else None


inspection_team = Right("one of the inspection's team", "巡查队员", _ask_team, ("inspection_id",))
"""Whoever was sent to look."""


def started_inspection(
    inspection_id: InspectionId, read: Read
) -> tuple[Inspection, InspectionStarted]:
    """An inspection, which was started.

    Raises:
        InspectionUnknown: It was not.
    """
    inspection = read(Inspection(inspection_id))
    if inspection.started is None:
        raise InspectionUnknown(inspection_id)
    return inspection, inspection.started


def must_be_a_sound_team(
    inspection_id: InspectionId, team: tuple[MemberId, ...], context: Context, read: Read
) -> None:
    """Refuse a team with somebody who may not take part (R3), or with too few adults (R7)."""
    settings, minors = read(Settings()), 0
    for standing in read.each(Standing(one) for one in team):
        if (obstacle := obstacle_to_taking_part(standing, context.at, settings)) is not None:
            raise obstacle
        minors += is_minor(standing, context.at, settings)
    adults, per_adult = len(team) - minors, settings[MINORS_PER_ADULT]
    if settings[MINORS_NEED_ADULTS] and minors > adults * per_adult:
        raise TeamNeedsAdults(inspection_id, minors, adults, per_adult)


def must_be_open_to_answers(
    inspection: Inspection, started: InspectionStarted, item_id: ItemId
) -> None:
    """Refuse an item of another version, one that is settled, and what comes too late (R34)."""
    if all(item.item_id != item_id for item in started.items):
        raise ItemUnknown(started.inspection_id, item_id, started.checklist_id, started.version)
    if inspection.complete:
        raise InspectionComplete(started.inspection_id)
    if inspection.is_settled(item_id):
        raise ItemSettled(started.inspection_id, item_id)


def must_look_oneself(
    started: InspectionStarted, member_id: MemberId, context: Context, read: Read
) -> None:
    """Refuse the word of who was not sent (R34), or may take part no longer (R3)."""
    if member_id not in started.team:
        raise NotOnTeam(started.inspection_id, member_id)
    standing, settings = read(Standing(member_id), Settings())
    if (obstacle := obstacle_to_taking_part(standing, context.at, settings)) is not None:
        raise obstacle


def must_be_within(started: InspectionStarted, site: Site, read: Read) -> None:
    """Refuse a place that is neither inspected nor in a building that is (R34)."""
    if site in started.sites:
        return
    building_id = _building_around(site, read)
    around = building_id and Site(SiteKind.BUILDING, SubjectId(building_id))
    if around not in started.sites:
        raise SiteNotInspected(started.inspection_id, site.subject)
