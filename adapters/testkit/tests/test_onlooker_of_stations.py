"""The onlooker of stations and of outreach: whatever breaks a rule of theirs is noticed."""

from datetime import date, timedelta
from itertools import count

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
)
from community_domain.activities import (
    ActivityId,
    Audience,
    CheckedIn,
    GroupFormed,
    GroupJoined,
    GroupLeft,
    GroupsDrawn,
    OccurrenceId,
    OccurrenceScheduled,
    OutreachConfirmed,
    OutreachHeld,
    OutreachId,
    OutreachKind,
    RoundFinished,
    RoundsPlanned,
    RoundStarted,
    ScoreCorrected,
    ScoreRecorded,
    SeatConfirmed,
    StationClosed,
    StationId,
    StationSetUp,
    Visit,
)
from community_domain.members import LittleTeacherEnrolled, MemberKind, MemberRegistered

ONE, TWO, LATE = (MemberId(f"adult-{number}") for number in (1, 2, 3))
DAY = OccurrenceId("sports-day")
RINGS, ROPE = StationId("rings"), StationId("rope")
PERIOD = Period(BEGINNING, BEGINNING + timedelta(hours=3))
LOCAL = LocalPeriod.of(PERIOD, "Asia/Shanghai")
PAST = Period(BEGINNING - timedelta(hours=3), BEGINNING)
Told = tuple[tuple[Event, ...], ...]


def post(station_id: StationId) -> Event:
    """A station for one group, where rings are counted."""
    return StationSetUp(DAY, station_id, "Station", 1, "rings", least_wins=False, keeper_id=None)


def seat(member: MemberId) -> Event:
    """A seat."""
    return SeatConfirmed(DAY, member, PERIOD)


def planned(*visits: tuple[int, int, StationId]) -> Event:
    """Rounds."""
    return RoundsPlanned(DAY, tuple(Visit(*visit) for visit in visits))


ALL = ((1, 1, RINGS), (1, 2, ROPE), (2, 1, ROPE), (2, 2, RINGS))
POSTS = (post(RINGS), post(ROPE))
GROUPS = (GroupsDrawn(DAY, 2), GroupFormed(DAY, 1, (ONE,)), GroupFormed(DAY, 2, (TWO,)))
DRAWN = (*GROUPS, planned(*ALL))
START = (RoundStarted(DAY, 1, (Visit(*ALL[0]), Visit(*ALL[1])), BEGINNING),)
ENDED = (RoundFinished(DAY, 1, BEGINNING),)
IN = (CheckedIn(DAY, ONE, BEGINNING),)
ON: Told = (POSTS, DRAWN, IN, START)
SCORE = ScoreRecorded(DAY, RINGS, 1, 1, ONE, 7, "rings")
RAIN = StationClosed(DAY, ROPE, "rain")


def corrected(number: int, supersedes: int, value: int = 8) -> tuple[Event, ...]:
    """A correction of the score."""
    return (ScoreCorrected(DAY, RINGS, 1, 1, ONE, value, "rings", number, supersedes, "why"),)


def see(*decisions: tuple[Event, ...], by: MemberId = FOUNDER) -> None:
    """Show an onlooker a sports day to which two have signed up, decision by decision."""
    log, numbers = MemoryLog(), count(1)
    people = [
        MemberRegistered(one, MemberKind.PERSON, "Somebody", date(1990, 1, 1), None)
        for one in (ONE, TWO, LATE)
    ]
    scheduled = OccurrenceScheduled(
        DAY, ActivityId("games"), PERIOD, LOCAL, None, None, None, PERIOD.end
    )
    onlooker = Onlooker()
    for events in (founded(), people, [scheduled], [seat(ONE), seat(TWO)], *decisions):
        name = CommandId(f"given-{next(numbers)}")
        before = log.head().position
        log.append(events, Envelope(RecordAsGiven(), name, Context(BEGINNING, by), 1, "none"))
        onlooker.see(log.read(after=before))


@pytest.mark.parametrize(
    ("rule", "decisions"),
    [
        ("R16", (POSTS, GROUPS)),
        ("R16", (POSTS, (*GROUPS, planned(*ALL[:3])))),
        ("R16", (POSTS, (*GROUPS, planned(*ALL, (3, 1, RINGS))))),
        ("R16", (POSTS, (*GROUPS, planned((1, 1, RINGS), (1, 2, RINGS), *ALL[1:3])))),
        ("R16", (POSTS, (*GROUPS, planned((1, 1, RINGS), (1, 1, ROPE), *ALL[1:2], ALL[3])))),
        ("R16", (POSTS, DRAWN, (planned(*((one[0] + 1, *one[1:]) for one in ALL)),))),
        ("R16", (POSTS, DRAWN, (RAIN,))),
        ("R16", (POSTS, DRAWN, (RoundStarted(DAY, 2, (), BEGINNING),))),
        ("R16", (*ON, GROUPS)),
        ("R16", (*ON, START)),
        ("R16", (POSTS, POSTS)),
        ("R16", ((RAIN,),)),
        ("R16", (POSTS, DRAWN, ENDED)),
        ("one group each", (POSTS, (GroupsDrawn(DAY, 1), GroupFormed(DAY, 1, (LATE,))))),
        ("groups are balanced", (POSTS, (*GROUPS[:2], GroupFormed(DAY, 2, ())))),
        ("groups follow seats", (POSTS, DRAWN, (seat(LATE),))),
        ("groups follow seats", (POSTS, DRAWN, (GroupLeft(DAY, 1, ONE),))),
        ("R17", (POSTS, DRAWN, (seat(LATE), GroupJoined(DAY, 1, LATE, 2)))),
        ("R17", (POSTS, DRAWN, IN, (SCORE,))),
        ("R17", (POSTS, DRAWN, START, (SCORE,))),
        ("R17", (*ON, (ScoreRecorded(DAY, ROPE, 1, 1, ONE, 7, "rings"),))),
        ("R17", (*ON, (ScoreRecorded(DAY, RINGS, 1, 1, TWO, 7, "rings"),))),
        ("R17", (*ON, (SCORE,), (SCORE,))),
        ("R17", (*ON, (SCORE,), corrected(3, 2))),
        ("R17", (*ON, (SCORE,), corrected(2, 1, 7))),
        ("R17", (*ON, (SCORE,), corrected(2, 1), corrected(2, 1, 9))),
    ],
)
def test_what_breaks_a_rotation_is_noticed(rule: str, decisions: Told) -> None:
    """Left out, twice, two at a time, out of turn; scores of who was not there, or overwritten."""
    with pytest.raises(RuleBroken, match=rf"^{rule}\b"):
        see(*decisions)


def test_who_keeps_no_score_is_noticed() -> None:
    """A player writes down what they reached."""
    with pytest.raises(RuleBroken, match="R43"):
        see(*ON, (SCORE,), by=ONE)


def test_a_rotation_that_breaks_no_rule_is_let_pass() -> None:
    """Played, scored, corrected; joined late; dropped for rain."""
    joined = (seat(LATE), GroupJoined(DAY, 1, LATE, 1))
    see(*ON, (SCORE,), corrected(2, 1), corrected(3, 2, 7), joined, ENDED, (RAIN, planned(ALL[3])))


def held(
    teacher: MemberId, kind: OutreachKind = OutreachKind.TALK, period: Period = PAST
) -> tuple[Event, ...]:
    """An outreach to some neighbours."""
    told = (Audience.NEIGHBOURS, 5, period, LOCAL, None, None, ())
    return (OutreachHeld(OutreachId("talk"), teacher, "Fire", kind, *told),)


TAUGHT: Told = ((LittleTeacherEnrolled(ONE),), held(ONE))
SURE = (OutreachConfirmed(OutreachId("talk"), ONE, FOUNDER),)


@pytest.mark.parametrize(
    ("rule", "decisions"),
    [
        ("a little teacher teaches", (held(TWO),)),
        ("one outreach", (*TAUGHT, held(ONE))),
        ("what is made is shown", (*TAUGHT[:1], held(ONE, OutreachKind.BOARD))),
        ("R40", (*TAUGHT, (OutreachConfirmed(OutreachId("talk"), ONE, TWO),))),
        ("one confirmation", (*TAUGHT, SURE, SURE)),
    ],
)
def test_outreach_that_was_none_is_noticed(rule: str, decisions: Told) -> None:
    """Not by a little teacher, told or confirmed twice, or shown by nothing."""
    with pytest.raises(RuleBroken, match=f"^{rule}"):
        see(*decisions)


def test_outreach_that_is_ahead_is_noticed() -> None:
    """What is told is over; what was told and confirmed passes."""
    with pytest.raises(RuleBroken, match="outreach is over"):
        see(*TAUGHT[:1], held(ONE, period=PERIOD))
    see(*TAUGHT, SURE)
