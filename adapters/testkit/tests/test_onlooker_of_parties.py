"""The onlooker sees whole decisions, so it knows when a party is torn apart."""

from datetime import date, timedelta
from itertools import groupby

import pytest
from community_domain_testkit import (
    BEGINNING,
    FOUNDER,
    Onlooker,
    RecordAsGiven,
    RuleBroken,
    founded,
)

from community_domain import (
    CommandId,
    Context,
    Envelope,
    Event,
    LocalPeriod,
    MemberId,
    MemoryLog,
    Period,
    System,
)
from community_domain.activities import (
    ActivityId,
    CapacityChanged,
    OccurrenceId,
    OccurrenceScheduled,
    PartyFormed,
    PartyId,
    SeatConfirmed,
    SeatLeft,
    WaitlistJoined,
    WaitlistLeft,
)
from community_domain.members import MemberKind, MemberRegistered

ADULT, GUARDIAN = MemberId("adult-1"), MemberId("guardian-1")
SPORTS_DAY = OccurrenceId("sports-day")
PERIOD = Period(BEGINNING + timedelta(hours=1), BEGINNING + timedelta(hours=2))
LOCAL = LocalPeriod.of(PERIOD, "Asia/Shanghai")
NEIGHBOUR = MemberId("neighbour")
FORMED = PartyFormed(SPORTS_DAY, PartyId("pair"), (ADULT, GUARDIAN))
FOUNDER_IN = (SeatConfirmed(SPORTS_DAY, FOUNDER, PERIOD),)
FOUNDER_OUT = SeatLeft(SPORTS_DAY, FOUNDER, late=True)


def seat(member: MemberId) -> SeatConfirmed:
    """A seat."""
    return SeatConfirmed(SPORTS_DAY, member, PERIOD)


def place(member: MemberId) -> WaitlistJoined:
    """A place in line."""
    return WaitlistJoined(SPORTS_DAY, member, 0)


IN_LINE = (FORMED, place(ADULT), place(GUARDIAN))
Decisions = tuple[tuple[Event, ...], ...]


def people() -> list[Event]:
    """Three adults."""
    return [
        MemberRegistered(one, MemberKind.PERSON, "Somebody", date(1990, 1, 1), None)
        for one in (ADULT, GUARDIAN, NEIGHBOUR)
    ]


def see(*decisions: tuple[Event, ...]) -> None:
    """Show an onlooker a sports day with two seats, decision by decision."""
    log = MemoryLog()
    scheduled = OccurrenceScheduled(
        SPORTS_DAY, ActivityId("games"), PERIOD, LOCAL, None, 2, None, PERIOD.start
    )
    begun = (founded(), people(), [scheduled])
    for number, events in enumerate([*begun, *decisions]):
        context = Context(BEGINNING, System("given"))
        name = CommandId(f"given-{number}")
        log.append(events, Envelope(RecordAsGiven(), name, context, 1, "none"))
    onlooker = Onlooker()
    for _, rows in groupby(log.read(), key=lambda row: row.envelope.command_id):
        onlooker.see(rows)


@pytest.mark.parametrize(
    ("rule", "decisions"),
    [
        ("R13", ((FORMED,),)),
        ("R13", ((FORMED, seat(ADULT)),)),
        ("R13", (FOUNDER_IN, (FORMED, seat(ADULT), place(GUARDIAN)))),
        ("R13", (FOUNDER_IN, IN_LINE, (seat(ADULT),))),
        ("R11", ((FORMED, place(ADULT), place(GUARDIAN)),)),
        ("R12", (FOUNDER_IN, IN_LINE, (FOUNDER_OUT,))),
        ("R12", (FOUNDER_IN, IN_LINE, (WaitlistLeft(SPORTS_DAY, ADULT),))),
        ("R12", (FOUNDER_IN, IN_LINE, (CapacityChanged(SPORTS_DAY, 3), seat(NEIGHBOUR)))),
        ("R8", (FOUNDER_IN, (FORMED, seat(ADULT), seat(GUARDIAN)))),
        ("R9", ((seat(ADULT),), IN_LINE)),
        ("R9", (FOUNDER_IN, IN_LINE, IN_LINE)),
    ],
)
def test_what_tears_a_party_apart_is_noticed(rule: str, decisions: Decisions) -> None:
    """Half a party confirmed, overtaken, left beside free seats, or counted twice."""
    with pytest.raises(RuleBroken, match=rf"\b{rule}\b"):
        see(*decisions)


def test_what_keeps_a_party_together_is_let_pass() -> None:
    """Confirmed at once or waiting; passed by one who fits; smaller by one; let in as a whole."""
    see((FORMED, seat(ADULT), seat(GUARDIAN)))
    see(FOUNDER_IN, IN_LINE, (seat(NEIGHBOUR),))
    see(FOUNDER_IN, IN_LINE, (WaitlistLeft(SPORTS_DAY, ADULT), seat(GUARDIAN)))
    see(FOUNDER_IN, IN_LINE, (FOUNDER_OUT, seat(ADULT), seat(GUARDIAN)))
    see(FOUNDER_IN, IN_LINE, (CapacityChanged(SPORTS_DAY, 3), seat(ADULT), seat(GUARDIAN)))
