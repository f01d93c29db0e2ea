"""Stories in which commands have effect: what those of several slices have in common."""

from datetime import date, datetime, timedelta

import attrs
from community_domain_testkit import BEGINNING, FOUNDER, Given, founded
from community_domain_testkit import given as story

from community_domain import Command, LocalPeriod, MemberId, Period, System
from community_domain.activities import ActivityId, OccurrenceId, OfferActivity, ScheduleOccurrence
from community_domain.community import AddBuilding, AddStairwell, BuildingId, StairwellId
from community_domain.members import (
    ClearanceId,
    ClearanceRecorded,
    ConsentKind,
    ConsentRevoked,
    EmergencyContactNamed,
    EnrolMinor,
    HouseholdId,
    RegisterMember,
)
from community_domain.service import EntryId, HoursCredited
from community_domain.shifts import (
    BeginDuty,
    DefinePosition,
    PositionId,
    ScheduleShift,
    ShiftId,
    TakeShift,
)
from community_domain.tasks import Evidence, EvidenceKind, PostTask, RequestId, TakeTask, TaskId
from tests.market.fair import THEIRS

__all__ = [
    "ACTIVITY",
    "ADULT",
    "BORN",
    "BUILDING",
    "CHILD",
    "CLEARED",
    "CLOCK",
    "CONSENTS",
    "CREDITED",
    "ENDS",
    "ENTRY",
    "FIRST_ENTRY",
    "HOUR",
    "HOUSEHOLD",
    "LOST",
    "NEW_ENTRY",
    "OCCURRENCE",
    "ON_DUTY",
    "ON_SHIFT",
    "OTHER",
    "PAPERS",
    "PEOPLE",
    "PLANNED",
    "POSITION",
    "POSTED",
    "PROOF",
    "REQUEST",
    "SERVED",
    "SHIFT",
    "STAIRWELL",
    "STARTS",
    "TAKEN",
    "TASK",
    "THIS_YEAR",
    "Example",
]

ADULT, OTHER, CHILD = MemberId("adult-1"), MemberId("adult-2"), MemberId("child-1")
ACTIVITY, OCCURRENCE = ActivityId("activity-1"), OccurrenceId("occurrence-1")
BUILDING, STAIRWELL = BuildingId("building-1"), StairwellId("stairwell-1")
HOUSEHOLD, BORN = HouseholdId("household-1"), date(1990, 1, 1)
HOUR = timedelta(hours=1)
STARTS, ENDS = BEGINNING + 48 * HOUR, BEGINNING + 50 * HOUR
CONSENTS = (ConsentKind.DATA, ConsentKind.TAKING_PART)
CLOCK = System("clock")
SERVED = Period(BEGINNING - 3 * HOUR, BEGINNING)
ENTRY = HoursCredited(
    EntryId("entry-1"),
    CHILD,
    180,
    SERVED,
    LocalPeriod.of(SERVED, "Asia/Shanghai"),
    (SERVED,),
    0,
    "shift:gate",
    "Gate",
    None,
    "founder",
    late=False,
    forgotten=False,
    confirmed=False,
    corrects=None,
)
FIRST_ENTRY, NEW_ENTRY = EntryId("entry-1"), EntryId("entry-2")
PAPERS = {who: ClearanceId(f"paper-{who}") for who in (FOUNDER, ADULT)}
THIS_YEAR = (date(2024, 1, 1), date(2024, 12, 31))
CLEARED = tuple(
    ClearanceRecorded(paper, who, "certificate", "The police", *THIS_YEAR, None)
    for who, paper in PAPERS.items()
)
PEOPLE = story(
    *founded(),
    RegisterMember(ADULT, "Adult", BORN),
    RegisterMember(OTHER, "Other", BORN),
    EnrolMinor(CHILD, ADULT, "Child", date(2014, 1, 1), CONSENTS),
    AddBuilding(BUILDING, "North"),
    AddStairwell(STAIRWELL, BUILDING, "First"),
    OfferActivity(ACTIVITY, "Sports day"),
    ScheduleOccurrence(OCCURRENCE, ACTIVITY, Period(STARTS, ENDS), capacity=1),
    EmergencyContactNamed(CHILD, "Third", "grandmother", "555-0100"),
    *CLEARED,
)
CREDITED = PEOPLE.and_given(ENTRY)
TASK, REQUEST = TaskId("task-1"), RequestId("request-1")
POSTED = PEOPLE.and_done(PostTask(TASK, "Clear the yard"))
TAKEN = POSTED.and_done(TakeTask(TASK, CHILD), by=ADULT)
POSITION, SHIFT = PositionId("position-1"), ShiftId("shift-1")
PLANNED = PEOPLE.and_given(
    DefinePosition(POSITION, "Steward"),
    ScheduleShift(SHIFT, POSITION, Period(STARTS, ENDS), 1, 2),
)
ON_SHIFT = PLANNED.and_done(TakeShift(SHIFT, ADULT), by=ADULT)
ON_DUTY = ON_SHIFT.and_done(BeginDuty(SHIFT, ADULT, STARTS), by=ADULT, at=STARTS)
PROOF = (Evidence(EvidenceKind.DOCUMENT, "a" * 64, "application/pdf"),)
LOST = ConsentRevoked(THEIRS[0], THEIRS[1], ConsentKind.TAKING_PART)


@attrs.frozen
class Example:
    """A story in which a command has effect."""

    given: Given
    command: Command
    by: MemberId | System = FOUNDER
    at: datetime = BEGINNING
