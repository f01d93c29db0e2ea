"""Who runs a hazard, who works on it, and who may say that it is gone."""

from collections.abc import Iterable

from ...community.refusals import PlaceUnknown
from ...community.state import Places, Settings
from ...community.values import BuildingId, PlaceId, ScopeKind, StairwellId
from ...kernel import Context, Grant, MemberId, Read, Right, System
from ...members.policies import (
    household_of,
    is_gone,
    is_minor,
    obstacle_to_taking_part,
    role,
    role_within,
)
from ...members.state import Standing
from ...members.values import COORDINATOR, TUTOR
from ..refusals import (
    EvidenceFromLater,
    HazardUnknown,
    MinorsOnSevereHazard,
    MinorsWithoutAdult,
    WrongStage,
)
from ..state import Hazard
from ..values import DatedEvidence, HazardId, HazardStage, Severity, Site, SiteKind

__all__ = [
    "coordinator_of_hazard",
    "hazard_known",
    "hazard_team",
    "hazard_verifier",
    "minors_among",
    "must_be_at",
    "must_be_fit_for",
    "must_be_there_already",
    "places_at",
    "shares_the_work",
]


Ids = tuple[BuildingId | None, StairwellId | None, PlaceId | None]
NOWHERE: Ids = (None, None, None)


def _hazard_of(subject: object, read: Read) -> Hazard:
    hazard_id: HazardId = getattr(subject, "hazard_id")  # noqa: B009 - any command
    return read(Hazard(hazard_id))


def _building_of(subject: object, read: Read) -> BuildingId | None:
    first = _hazard_of(subject, read).first
    return first.building_id if first else None


coordinator_of_hazard = Right(
    "a coordinator of the hazard's building",
    "隐患所在楼栋的负责人",
    role_within(COORDINATOR, ScopeKind.BUILDING, _building_of),
    ("hazard_id",),
)
"""A coordinator of the community, or of the building where the hazard is."""

hazard_verifier = coordinator_of_hazard | role(TUTOR)
"""Whose word it takes that a danger is gone."""


def _ask_team(subject: object, context: Context, read: Read) -> Grant | None:
    team = _hazard_of(subject, read).team
    if context.actor in team:
        return None if is_gone(context.actor, read) else Grant()
    if isinstance(context.actor, System):
        return None
    for standing in read.each(Standing(one) for one in team):
        theirs = context.actor in standing.guardians
        if theirs and is_minor(standing, context.at, read(Settings())):
            return Grant(standing.member_id)
    return None


hazard_team = Right(
    "one of those whom the hazard is assigned to, or a guardian of theirs",
    "隐患的派办成员本人或其监护人",
    _ask_team,
    ("hazard_id",),
)
"""Whoever is to rectify it."""


def hazard_known(hazard_id: HazardId, read: Read) -> Hazard:
    """The hazard, which was reported or imported.

    Raises:
        HazardUnknown: It was not.
    """
    hazard = read(Hazard(hazard_id))
    if hazard.first is None:
        raise HazardUnknown(hazard_id)
    return hazard


def must_be_at(hazard: Hazard, *stages: HazardStage) -> None:
    """Refuse what comes before its time, or after it (R33)."""
    if hazard.stage not in stages:
        raise WrongStage(hazard.hazard_id, hazard.stage, stages)


def places_at(site: Site | None, read: Read) -> Ids:
    """The ids of the place, each in the field of its kind, and of the building around it.

    Raises:
        PlaceUnknown: There is no such place.
    """
    if site is None:
        return NOWHERE
    places, subject = read(Places()), site.subject
    match site.kind:
        case SiteKind.BUILDING:
            if (building_id := BuildingId(subject)) in places.buildings:
                return building_id, None, None
        case SiteKind.STAIRWELL:
            if (stairwell_id := StairwellId(subject)) in places.stairwells:
                return places.stairwells[stairwell_id][0], stairwell_id, None
        case SiteKind.PLACE:
            if (place_id := PlaceId(subject)) in places.places:
                return None, None, place_id
    raise PlaceUnknown(subject)


def minors_among(members: Iterable[MemberId], context: Context, read: Read) -> list[MemberId]:
    """Those who are under age on the day (R1)."""
    settings, standings = read(Settings()), read.each(Standing(one) for one in members)
    return [one.member_id for one in standings if is_minor(one, context.at, settings)]


def must_be_fit_for(
    hazard: Hazard, members: tuple[MemberId, ...], context: Context, read: Read
) -> None:
    """Refuse a team of whom one may not take part (R3), or that minors may not be in (R33)."""
    settings = read(Settings())
    for standing in read.each(Standing(one) for one in members):
        if (obstacle := obstacle_to_taking_part(standing, context.at, settings)) is not None:
            raise obstacle
    minors = minors_among(members, context, read)
    if minors and hazard.assessed and hazard.assessed.severity is Severity.SEVERE:
        raise MinorsOnSevereHazard(hazard.hazard_id, Severity.SEVERE, minors[0])
    if len(minors) == len(members):
        raise MinorsWithoutAdult(hazard.hazard_id)


def must_be_there_already(
    hazard_id: HazardId, evidence: Iterable[DatedEvidence], context: Context
) -> None:
    """Refuse evidence from what is still to come (R33)."""
    for one in evidence:
        if one.at > context.at:
            raise EvidenceFromLater(hazard_id, one.at, context.at)


def shares_the_work(hazard: Hazard, member_id: MemberId, read: Read) -> bool:
    """Whether somebody rectified a hazard, or lives now with one who did (R32, R33).

    It is their own households that are looked at: a team may be large.
    """
    return any(one in hazard.team for one in household_of(member_id, read))
