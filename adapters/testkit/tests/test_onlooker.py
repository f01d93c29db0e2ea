"""The onlooker and the machine: whatever breaks a rule is noticed, and named."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from community_domain_testkit import (
    BEGINNING,
    FOUNDER,
    CommunityMachine,
    Moves,
    Onlooker,
    RuleBroken,
    founded,
    given,
    issued,
    together,
)
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from community_domain import (
    STANDARD,
    Context,
    Decision,
    Domain,
    Event,
    LocalPeriod,
    MemberId,
    Period,
    Read,
)
from community_domain.activities import (
    ActivityId,
    CheckedIn,
    CheckedOut,
    NoShowContested,
    NoShowLifted,
    NoShowRecorded,
    OccurrenceId,
    OccurrenceScheduled,
    OfferActivity,
    PresenceRecorded,
    RecordNoShow,
    ScheduleOccurrence,
    SeatConfirmed,
    SeatLeft,
    SeatReleased,
    Seats,
    SignUp,
    WaitlistJoined,
    WaitlistLeft,
)
from community_domain.community import FoundCommunity, Scope, SettingsChanged
from community_domain.members import (
    COORDINATOR,
    TRAVEL_GAP,
    ConsentGranted,
    ConsentKind,
    ConsentRevoked,
    GuardianLinked,
    MemberKind,
    MemberRegistered,
    RestrictData,
    RestrictionGround,
    RoleRevoked,
)

HOUR = timedelta(hours=1)
ADULT, CHILD = MemberId("adult-1"), MemberId("child-1")
HERE, THERE, FREE, NEXT = (OccurrenceId(f"occurrence-{number}") for number in (1, 2, 3, 4))
PERIOD = Period(BEGINNING + HOUR, BEGINNING + 2 * HOUR)
AFTERWARDS = Period(BEGINNING + 2 * HOUR, BEGINNING + 3 * HOUR)
OVERLAPPING = Period(BEGINNING + HOUR, BEGINNING + 3 * HOUR)
UNTIL = BEGINNING + timedelta(days=100)


def scheduled(
    occurrence: OccurrenceId, period: Period, capacity: int | None, place: str | None = None
) -> Event:
    """An occurrence of some activity."""
    local = LocalPeriod.of(period, "Asia/Shanghai")
    return OccurrenceScheduled(
        occurrence, ActivityId("activity-1"), period, local, place, capacity, None, period.end
    )


def member(member_id: MemberId, born: date) -> Event:
    """Somebody."""
    return MemberRegistered(member_id, MemberKind.PERSON, "Somebody", born, None)


BEGUN = (
    *founded(),
    member(ADULT, date(1990, 1, 1)),
    member(CHILD, date(2014, 1, 1)),
    GuardianLinked(CHILD, ADULT),
    scheduled(HERE, PERIOD, 1, "north"),
    scheduled(THERE, OVERLAPPING, None),
    scheduled(FREE, PERIOD, None),
    scheduled(NEXT, AFTERWARDS, None, "south"),
)
GAP = SettingsChanged((TRAVEL_GAP.at(30),))
SEAT = SeatConfirmed(HERE, ADULT, PERIOD)
CONSENTS = tuple(
    ConsentGranted(CHILD, ADULT, kind, 1, UNTIL)
    for kind in (ConsentKind.DATA, ConsentKind.TAKING_PART)
)


def see(*events: Event, at: timedelta = 0 * HOUR) -> None:
    """Show the events to an onlooker, one move each, the last one at its own instant."""
    log = given(*BEGUN, *events[:-1]).and_given(events[-1], at=BEGINNING + at).log()
    rows = list(log.read())
    onlooker = Onlooker()
    onlooker.see(rows[: len(founded())])
    for row in rows[len(founded()) :]:
        onlooker.see([row])


BREACHES: list[tuple[str, tuple[Event, ...], timedelta]] = [
    ("R3", (SeatConfirmed(HERE, CHILD, PERIOD),), 0 * HOUR),
    ("R3", (*CONSENTS[:1], SeatConfirmed(HERE, CHILD, PERIOD)), 0 * HOUR),
    ("R3", (ConsentGranted(CHILD, FOUNDER, ConsentKind.DATA, 1, UNTIL),), 0 * HOUR),
    ("R2", (ConsentGranted(CHILD, ADULT, ConsentKind.DATA, 2, UNTIL),), 0 * HOUR),
    (
        "R4",
        (
            *CONSENTS,
            SeatConfirmed(HERE, CHILD, PERIOD),
            ConsentRevoked(CHILD, ADULT, ConsentKind.DATA),
        ),
        0 * HOUR,
    ),
    ("R4", (SEAT, SeatReleased(HERE, ADULT, "whim")), 0 * HOUR),
    ("R5", (GuardianLinked(CHILD, ADULT),), 0 * HOUR),
    ("R5", (GuardianLinked(CHILD, CHILD),), 0 * HOUR),
    ("R8", (SEAT, SeatConfirmed(HERE, FOUNDER, PERIOD)), 0 * HOUR),
    ("R9", (SEAT, SEAT), 0 * HOUR),
    ("R9", (SEAT, SeatLeft(HERE, FOUNDER, late=True)), 0 * HOUR),
    ("R11", (WaitlistJoined(HERE, ADULT, 0),), 0 * HOUR),
    (
        "R12",
        (SEAT, WaitlistJoined(HERE, FOUNDER, 0), SeatLeft(HERE, ADULT, late=True)),
        0 * HOUR,
    ),
    ("R14", (SEAT, SeatLeft(HERE, ADULT, late=False)), 0 * HOUR),
    ("R14", (SEAT, SeatLeft(HERE, ADULT, late=True)), HOUR),
    ("R15", (scheduled(HERE, PERIOD, 1),), 0 * HOUR),
    ("R18", (SEAT, SeatConfirmed(THERE, ADULT, OVERLAPPING)), 0 * HOUR),
    ("R18", (GAP, SEAT, SeatConfirmed(NEXT, ADULT, AFTERWARDS)), 0 * HOUR),
    ("R24", (SEAT, CheckedIn(HERE, ADULT, BEGINNING + HOUR)), 0 * HOUR),
    (
        "R24",
        (SEAT, CheckedIn(HERE, ADULT, BEGINNING), CheckedIn(HERE, ADULT, BEGINNING)),
        HOUR,
    ),
    (
        "R24",
        (
            SEAT,
            CheckedIn(HERE, ADULT, BEGINNING),
            CheckedOut(HERE, ADULT, BEGINNING - HOUR, forgotten=False),
        ),
        0 * HOUR,
    ),
    ("R25", (CheckedIn(HERE, ADULT, BEGINNING),), HOUR),
    ("R25", (SEAT, NoShowRecorded(HERE, ADULT)), HOUR),
    ("R25", (SEAT, CheckedIn(HERE, ADULT, BEGINNING), NoShowRecorded(HERE, ADULT)), 2 * HOUR),
    ("R25", (SEAT, PresenceRecorded(HERE, ADULT)), 0 * HOUR),
    ("R25", (SEAT, NoShowContested(HERE, ADULT, "I came")), 2 * HOUR),
    ("R25", (SEAT, NoShowLifted(HERE, ADULT, "It rained")), 2 * HOUR),
    ("R43", (RoleRevoked(FOUNDER, COORDINATOR, Scope()),), 0 * HOUR),
    ("R44", (SEAT,), -HOUR),
]


@pytest.mark.parametrize(
    ("rule", "events", "at"),
    BREACHES,
    ids=[f"{number}-{rule}" for number, (rule, _, _) in enumerate(BREACHES)],
)
def test_what_breaks_a_rule_is_noticed(rule: str, events: tuple[Event, ...], at: timedelta) -> None:
    """An onlooker who misses a breach would call a broken library sound."""
    with pytest.raises(RuleBroken, match=rf"\b{rule}\b"):
        see(*events, at=at)


def test_what_breaks_no_rule_is_let_pass() -> None:
    """An onlooker who cries at what is allowed would be switched off."""
    see(
        *CONSENTS,
        SeatConfirmed(HERE, CHILD, PERIOD),
        WaitlistJoined(HERE, ADULT, 0),
        WaitlistLeft(HERE, ADULT),
        SeatConfirmed(THERE, ADULT, OVERLAPPING),
        SeatConfirmed(NEXT, FOUNDER, AFTERWARDS),
        SeatConfirmed(FREE, FOUNDER, PERIOD),
        SeatLeft(HERE, CHILD, late=True),
    )


def everybody_gets_a_seat(command: SignUp, _: Context, read: Read) -> Iterator[Event]:
    """Confirm whoever asks, whatever the rules say."""
    seats = read(Seats(command.occurrence_id))
    if seats.scheduled and command.member_id not in seats.confirmed:
        yield SeatConfirmed(command.occurrence_id, command.member_id, seats.scheduled.period)


def with_decision(domain: Domain, kind: type[Any], function: Any) -> Domain:
    """The domain with another function for one decision."""

    def changed(decision: Decision[Any]) -> Decision[Any]:
        return attrs.evolve(decision, function=function) if decision.command is kind else decision

    slices = [
        attrs.evolve(part, decisions=tuple(map(changed, part.decisions))) for part in domain.slices
    ]
    return attrs.evolve(domain, slices=tuple(slices))


class LaxMachine(CommunityMachine):
    """A community where everybody gets a seat."""

    moves = Moves(with_decision(STANDARD, SignUp, everybody_gets_a_seat))


def test_the_machine_finds_a_broken_decision() -> None:
    """A decision that lost its rules is found by chance alone, in any run."""
    with pytest.raises(RuleBroken, match=r"R3|R8|R9|R18"):
        run_state_machine_as_test(
            LaxMachine,
            settings=settings(
                max_examples=100,
                stateful_step_count=30,
                database=None,
                phases=[Phase.generate],
                report_multiple_bugs=False,
                suppress_health_check=[HealthCheck.too_slow],
            ),
        )
    assert LaxMachine.tally is not CommunityMachine.tally
    assert LaxMachine.tally.accepted["SignUp"]
    assert "FoundCommunity" not in LaxMachine.tally.missed(STANDARD)


def test_what_was_issued_together_is_told_apart() -> None:
    """What is past may be recorded beside a restriction, and is no doing of it."""
    over = BEGINNING + timedelta(days=2)
    day = OccurrenceId("occurrence-1")
    CommunityMachine.retell(
        (
            issued(
                "move-1",
                FoundCommunity("one", "UTC", FOUNDER, "one", date(1980, 1, 1)),
                by=FOUNDER,
                at=BEGINNING,
            ),
            issued(
                "move-2", OfferActivity(ActivityId("activity-1"), "one"), by=FOUNDER, at=BEGINNING
            ),
            issued(
                "move-3",
                ScheduleOccurrence(
                    day,
                    ActivityId("activity-1"),
                    Period(over - timedelta(hours=2), over - timedelta(hours=1)),
                ),
                by=FOUNDER,
                at=BEGINNING,
            ),
            issued("move-4", SignUp(day, FOUNDER), by=FOUNDER, at=BEGINNING),
            together(
                issued("move-5", RecordNoShow(day, FOUNDER), by=FOUNDER, at=over),
                issued(
                    "move-6",
                    RestrictData(FOUNDER, RestrictionGround.ACCURACY_CONTESTED, "one"),
                    by=FOUNDER,
                    at=over,
                ),
            ),
        )
    )
