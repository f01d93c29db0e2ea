"""The people and occasions that the tests of the slices tell their stories with."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count

from community_domain_testkit import BEGINNING, founded

from community_domain import Event, LocalPeriod, MemberId, Period, SettingValue
from community_domain.activities import (
    ActivityId,
    ActivityOffered,
    OccurrenceId,
    OccurrenceScheduled,
    SeatConfirmed,
    WaitlistJoined,
)
from community_domain.members import (
    CLEARANCE_REQUIRED,
    ClearanceId,
    ClearanceRecorded,
    ConsentGranted,
    ConsentKind,
    EmergencyContactNamed,
    GuardianLinked,
    LittleTeacherEnrolled,
    MemberKind,
    MemberRegistered,
)

__all__ = [
    "ADULT",
    "BOTH",
    "CHILD",
    "GAMES",
    "GUARDIAN",
    "OTHER",
    "PERIOD",
    "SPORTS_DAY",
    "adult",
    "at_start",
    "child",
    "clearance",
    "consent",
    "counting",
    "neighbourhood",
    "scheduled",
    "seat",
    "waiter",
]

GUARDIAN, ADULT, CHILD, OTHER = (
    MemberId(name) for name in ("guardian-1", "adult-1", "child-1", "child-2")
)
GAMES, SPORTS_DAY = ActivityId("games"), OccurrenceId("sports-day")
PERIOD = Period(datetime(2024, 6, 26, 1, tzinfo=UTC), datetime(2024, 6, 26, 4, tzinfo=UTC))
"""Nine to twelve in Shanghai."""
BOTH = (ConsentKind.DATA, ConsentKind.TAKING_PART)
RUNS_OUT = BEGINNING + timedelta(days=366)


def counting() -> Callable[[], str]:
    """Ids in a row."""
    numbers = count(1)
    return lambda: f"command-{next(numbers)}"


def at_start(minutes: int = 0) -> datetime:
    """An instant so many minutes after the start of the occasion."""
    return PERIOD.start + timedelta(minutes=minutes)


def adult(member_id: MemberId, born: date = date(1985, 1, 1)) -> tuple[Event, ...]:
    """A registered adult."""
    return (MemberRegistered(member_id, MemberKind.PERSON, f"Person {member_id}", born, None),)


def consent(
    member_id: MemberId,
    kind: ConsentKind,
    giver: MemberId = GUARDIAN,
    until: datetime = RUNS_OUT,
    version: int = 1,
) -> Event:
    """A consent as a guardian gave it."""
    return ConsentGranted(member_id, giver, kind, version, until)


def clearance(
    member_id: MemberId,
    since: date = date(2024, 1, 1),
    until: date = date(2024, 12, 31),
    clearance_id: str = "paper",
) -> Event:
    """A clearance of an adult for some days, by default all of 2024."""
    of = ClearanceId(f"{clearance_id}-{member_id}")
    return ClearanceRecorded(of, member_id, "certificate", "The police", since, until, None)


def child(
    member_id: MemberId,
    *consents: ConsentKind,
    guardian: MemberId = GUARDIAN,
    born: date = date(2014, 5, 5),
) -> tuple[Event, ...]:
    """An enrolled child with a guardian, the consents given for it, and a grandmother to call."""
    return (
        MemberRegistered(member_id, MemberKind.PERSON, f"Person {member_id}", born, None),
        LittleTeacherEnrolled(member_id),
        GuardianLinked(member_id, guardian),
        *(consent(member_id, kind, guardian) for kind in consents),
        EmergencyContactNamed(member_id, "Person grandmother-1", "grandmother", "555-0100"),
    )


def scheduled(  # noqa: PLR0913 - as many as the event has
    occurrence_id: OccurrenceId = SPORTS_DAY,
    capacity: int | None = None,
    *,
    period: Period = PERIOD,
    opens: datetime | None = None,
    closes: datetime | None = None,
    place: str | None = None,
) -> tuple[Event, ...]:
    """An occurrence of the games."""
    local = LocalPeriod.of(period, "Asia/Shanghai")
    when = closes or period.start
    return (OccurrenceScheduled(occurrence_id, GAMES, period, local, place, capacity, opens, when),)


def seat(member_id: MemberId, occurrence_id: OccurrenceId = SPORTS_DAY) -> Event:
    """A seat taken."""
    return SeatConfirmed(occurrence_id, member_id, PERIOD)


def waiter(member_id: MemberId, priority: int = 0) -> Event:
    """A place on the waitlist of the sports day."""
    return WaitlistJoined(SPORTS_DAY, member_id, priority)


def neighbourhood(*settings: SettingValue, cleared: bool = False) -> tuple[Event, ...]:
    """A founded community with a guardian, another adult, and two children with consents.

    It asks for no clearances (R46), unless a test says so: then the other adult holds one.
    """
    asked = CLEARANCE_REQUIRED.at(int(cleared))
    return (
        *founded(asked, *settings),
        *adult(GUARDIAN),
        *adult(ADULT),
        *((clearance(ADULT),) if cleared else ()),
        *child(CHILD, *BOTH),
        *child(OTHER, *BOTH),
        ActivityOffered(GAMES, "Games"),
    )
