"""The hazards that the tests of safety tell of, and the people around them."""

from datetime import datetime, timedelta

from community_domain_testkit import BEGINNING, FOUNDER

from community_domain import Event, MemberId
from community_domain.community import (
    BuildingAdded,
    BuildingId,
    PlaceAdded,
    PlaceId,
    Scope,
    ScopeKind,
    StairwellAdded,
    StairwellId,
    SubjectId,
)
from community_domain.members import (
    COORDINATOR,
    TUTOR,
    HouseholdId,
    HouseholdJoined,
    MemberKind,
    MemberRegistered,
    RoleGranted,
)
from community_domain.safety import (
    Claims,
    DatedEvidence,
    HazardAssessed,
    HazardAssigned,
    HazardId,
    HazardImported,
    HazardKind,
    HazardRectified,
    HazardReported,
    HazardVerified,
    ReferenceId,
    Severity,
    Site,
    SiteKind,
    SourceId,
)
from community_domain.tasks import Evidence, EvidenceKind
from tests.stories import ADULT, CHILD, adult, neighbourhood

__all__ = [
    "ASSESSED",
    "ASSIGNED",
    "CITY",
    "CLAIMS",
    "DONE",
    "HALL",
    "HERE",
    "IMPORTED",
    "IN_HALL",
    "IN_NORTH",
    "IN_SOUTH",
    "NEIGHBOUR",
    "NORTH",
    "NUMBER",
    "ON_STAIRS",
    "OTHERS",
    "POT",
    "RECTIFIED",
    "REPORTED",
    "SCHOOL",
    "SOUTH",
    "STAIRS",
    "TEAM",
    "TUTORS",
    "VERIFIED",
    "WARDEN",
    "WIRES",
    "assessed",
    "later",
    "living_together",
    "shown",
]

POT, WIRES, OTHERS = (HazardId(name) for name in ("pot-1", "wires-1", "others-1"))
NORTH, SOUTH = BuildingId("north"), BuildingId("south")
STAIRS, HALL = StairwellId("north-1"), PlaceId("hall")
CITY, NUMBER = SourceId("city"), ReferenceId("1049265")
WARDEN, NEIGHBOUR, TUTORS, SCHOOL = (
    MemberId(name) for name in ("warden-1", "neighbour-1", "tutor-1", "school-1")
)
TEAM = (ADULT, CHILD)


def later(minutes: int) -> datetime:
    """So many minutes after stories begin."""
    return BEGINNING + timedelta(minutes=minutes)


DONE = later(60)
"""When the work was done."""


def shown(at: datetime = DONE) -> tuple[DatedEvidence, ...]:
    """A photograph."""
    return (DatedEvidence(Evidence(EvidenceKind.AFTER, "a" * 64, "image/jpeg"), at),)


def assessed(hazard_id: HazardId = POT, severity: Severity = Severity.SERIOUS) -> Event:
    """A thing that may fall."""
    return HazardAssessed(hazard_id, HazardKind.FALLING_OBJECT, severity)


def living_together(*members: MemberId) -> tuple[Event, ...]:
    """One home."""
    return tuple(HouseholdJoined(HouseholdId("home-1"), one, STAIRS) for one in members)


IN_NORTH, IN_SOUTH, ON_STAIRS, IN_HALL = (
    Site(kind, SubjectId(one))
    for kind, one in (
        (SiteKind.BUILDING, NORTH),
        (SiteKind.BUILDING, SOUTH),
        (SiteKind.STAIRWELL, STAIRS),
        (SiteKind.PLACE, HALL),
    )
)
CLAIMS = Claims(
    reported_at=later(-600),
    kind="LIGHT-OUT",
    what="Single light out",
    status="CLOSED",
    where="ward 16",
    closed_at=later(-60),
)
HERE = (
    *neighbourhood(),
    BuildingAdded(NORTH, "North"),
    BuildingAdded(SOUTH, "South"),
    StairwellAdded(STAIRS, NORTH, "First"),
    PlaceAdded(HALL, "Hall"),
    *(one for who in (WARDEN, NEIGHBOUR, TUTORS) for one in adult(who)),
    MemberRegistered(SCHOOL, MemberKind.INSTITUTION, "School 1", None, None),
    RoleGranted(WARDEN, COORDINATOR, Scope(ScopeKind.BUILDING, SubjectId(NORTH))),
    RoleGranted(TUTORS, TUTOR, Scope()),
)
"""A neighbourhood with two buildings; one has a warden, its coordinator."""
REPORTED = (*HERE, HazardReported(POT, CHILD, "A flower pot", NORTH, STAIRS, None, None))
IMPORTED = (*HERE, HazardImported(OTHERS, CITY, NUMBER, CLAIMS, None, None, None))
ASSESSED = (*REPORTED, assessed())
ASSIGNED = (*ASSESSED, HazardAssigned(POT, TEAM, BEGINNING))
RECTIFIED = (*ASSIGNED, HazardRectified(POT, TEAM, DONE, shown()))
VERIFIED = (*RECTIFIED, HazardVerified(POT, TEAM, FOUNDER))
