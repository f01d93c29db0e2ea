"""Deciding again: the recorded command, on the recorded history, under the recorded version."""

from collections.abc import Iterator
from copy import copy as copied
from datetime import date, timedelta
from typing import Any, cast

import attrs
import pytest
from community_domain_testkit import BEGINNING, FOUNDER
from community_domain_testkit.histories import History, histories
from hypothesis import given

from community_domain import (
    STANDARD,
    Boundary,
    Command,
    Community,
    Context,
    DecidedAgain,
    Domain,
    Event,
    EventLog,
    Finding,
    InvalidValue,
    MemberId,
    MemoryLog,
    Problem,
    Read,
    Recorded,
    Slice,
    Unreadable,
    anyone,
    command,
    decided_again,
    decides,
    event,
    policy,
)
from community_domain.activities import (
    ActivityId,
    OccurrenceId,
    OfferActivity,
    ScheduleOccurrence,
    SeatConfirmed,
    SignUp,
)
from community_domain.community import FoundCommunity
from community_domain.members import Profile, RegisterMember
from tests.stories import GAMES, PERIOD, SPORTS_DAY, counting

BORN = date(1985, 1, 1)
HOUR = timedelta(hours=1)


@event("bell.rung")
class BellRung(Event):
    """A bell rang."""

    times: int


@command("bell.ring")
class RingBell(Command):
    """Ring a bell."""

    times: int


@decides(by=anyone)
def ring_bell(wish: RingBell, context: Context, read: Read) -> Iterator[Event]:
    """Ring as often as is wished."""
    yield BellRung(wish.times)


@decides(by=anyone, version=2)
def ring_bell_otherwise(wish: RingBell, context: Context, read: Read) -> Iterator[Event]:
    """A later release rings twice as often, and says that it is another decision."""
    yield BellRung(2 * wish.times)


@decides(by=anyone)
def ring_bell_unsaid(wish: RingBell, context: Context, read: Read) -> Iterator[Event]:
    """The same change, with nothing said."""
    yield BellRung(2 * wish.times)


@decides(by=anyone)
def ring_bell_seldom(wish: RingBell, context: Context, read: Read) -> Iterator[Event]:
    """A change that refuses what was done."""
    if wish.times:
        raise InvalidValue("times", str(wish.times), Problem.TOO_LARGE)
    yield BellRung(wish.times)


@policy("quiet-hours")
def quiet_hours(wish: RingBell, context: Context, read: Read) -> None:
    """What an app came to ask for later."""
    raise InvalidValue("times", str(wish.times), Problem.TOO_LARGE)


def bell(decision: Any, *policies: Any) -> Domain:
    """The standard domain with a bell."""
    told = ((BellRung,), (RingBell,), (), (decision,), (), policies)
    return STANDARD + Slice("bell", *told, refusals=(), settings=())


@pytest.fixture
def log() -> MemoryLog:
    """A sports day with one seat, and a bell that was rung."""
    made = MemoryLog()
    community = Community(made, bell(ring_bell), ids=counting())
    hands = community.acting(FOUNDER)
    wishes = (
        FoundCommunity("Community 1", "Asia/Shanghai", FOUNDER, "Founder", BORN),
        RegisterMember(MemberId("adult-1"), "Adult 1", BORN),
        RegisterMember(MemberId("adult-2"), "Adult 2", BORN),
        OfferActivity(GAMES, "Games"),
        ScheduleOccurrence(SPORTS_DAY, GAMES, PERIOD, 1),
        SignUp(SPORTS_DAY, MemberId("adult-1")),
        SignUp(SPORTS_DAY, MemberId("adult-2")),
        RingBell(3),
    )
    for number, wish in enumerate(wishes):
        hands.execute(wish, at=BEGINNING + number * HOUR)
    return made


def differing(log: EventLog, domain: Domain) -> list[DecidedAgain]:
    """The decisions that do not come out the same."""
    return [one for one in decided_again(log, domain) if one.finding is not Finding.SAME]


def altered(log: MemoryLog, position: int, **envelope: Any) -> MemoryLog:
    """A copy of a log with another envelope at one position."""
    copy = MemoryLog()
    for row in log.read():
        told = attrs.evolve(row.envelope, **envelope) if row.position == position else row.envelope
        copy.append([row.event], told)
    return copy


def without(log: MemoryLog, kind: type[Event]) -> MemoryLog:
    """A copy of a log in which the first such event is missing."""
    copy, left_out = MemoryLog(), False
    for row in log.read():
        if type(row.event) is kind and not left_out:
            left_out = True
        else:
            copy.append([row.event], row.envelope)
    return copy


@given(history=histories())
def test_r41_whatever_was_decided_comes_out_the_same(history: History) -> None:
    """Each command leads to the recorded events once more, follow-ups and backfills too."""
    found = list(decided_again(history.log, STANDARD))
    assert [one.finding for one in found] == [Finding.SAME] * len(found)
    rows = [row for one in found for row in one.recorded]
    assert rows == list(history.log.read())
    assert [made for one in found for made in one.anew] == [row.event for row in rows]


def test_r41_another_version_is_no_divergence(log: MemoryLog) -> None:
    """What was decided by another version cannot be decided again, and that is said."""
    [found] = differing(log, bell(ring_bell_otherwise))
    assert found.finding is Finding.OTHER_VERSION
    assert found.envelope.command == RingBell(3)
    assert found.anew == ()


def test_r41_a_change_that_says_nothing_is_found(log: MemoryLog) -> None:
    """Other events under the same version are what an audit looks for."""
    [found] = differing(log, bell(ring_bell_unsaid))
    assert found.finding is Finding.OTHER
    assert [row.event for row in found.recorded] == [BellRung(3)]
    assert found.anew == (BellRung(6),)


def test_r41_what_would_be_refused_is_found(log: MemoryLog) -> None:
    """With the refusal."""
    [found] = differing(log, bell(ring_bell_seldom))
    assert found.finding is Finding.REFUSED
    assert isinstance(found.refusal, InvalidValue)


def test_r41_a_policy_of_an_app_is_left_out(log: MemoryLog) -> None:
    """It may have come later than the decision."""
    assert differing(log, bell(ring_bell, quiet_hours)) == []


def test_r41_a_history_that_lacks_an_event_is_found(log: MemoryLog) -> None:
    """Without the first seat, the second member would not have had to wait."""
    [found] = differing(without(log, SeatConfirmed), bell(ring_bell))
    assert found.finding is Finding.OTHER
    assert found.envelope.command == SignUp(SPORTS_DAY, MemberId("adult-2"))


def test_r41_an_actor_without_the_right_is_found(log: MemoryLog) -> None:
    """Whoever stands in the envelope must have been allowed to issue the command."""
    [offered] = [
        one for one in decided_again(log, bell(ring_bell)) if one.command_id == "command-4"
    ]
    context = attrs.evolve(offered.envelope.context, actor=MemberId("adult-1"))
    forged = altered(log, offered.recorded[0].position, context=context)
    [found] = differing(forged, bell(ring_bell))
    assert found.finding is Finding.REFUSED


def test_r41_another_time_zone_database_is_no_divergence(log: MemoryLog) -> None:
    """Only where the events differ, of course; where they do not, nothing is to be said."""
    position = log.head().position
    older = altered(log, position, tzdata="2001a")
    assert differing(older, bell(ring_bell)) == []
    [found] = differing(older, bell(ring_bell_unsaid))
    assert found.finding is Finding.OTHER_TZDATA


def without_values_of(log: MemoryLog, member: str) -> MemoryLog:
    """A copy of a log as it reads when the key of a member is destroyed."""
    copy = MemoryLog()
    for row in log.read():
        envelope = attrs.evolve(row.envelope, command=unreadable(row.envelope.command, member))
        copy.append([unreadable(row.event, member)], envelope)
    return copy


def unreadable(thing: Any, member: str) -> Any:
    """An event or command as it reads then; no check stands in the way of what is stored."""
    lost = [name for name, about in thing.spec.personal.items() if getattr(thing, about) == member]
    read = copied(thing)
    for name in lost:
        object.__setattr__(read, name, Unreadable.ERASED)
    return read


def test_r41_what_was_erased_is_no_divergence(log: MemoryLog) -> None:
    """Neither the command that held the values, nor what was decided on them; all else is."""
    found = differing(without_values_of(log, "adult-1"), bell(ring_bell))
    assert [one.finding for one in found] == [Finding.ERASED] * 2
    assert isinstance(found[0].envelope.command, RegisterMember)
    assert isinstance(found[1].envelope.command, SignUp)
    assert found[1].recorded[0].event == SeatConfirmed(SPORTS_DAY, MemberId("adult-1"), PERIOD)


@decides(by=anyone)
def ring_bell_by_name(wish: RingBell, context: Context, read: Read) -> Iterator[Event]:
    """Ring once for each letter of a name: what cannot be done when it is gone."""
    yield BellRung(len(cast(str, read(Profile(MemberId("adult-1"))).name)))


def test_r41_a_decision_that_breaks_on_what_was_erased_is_no_divergence(log: MemoryLog) -> None:
    """Where the name can be read, the same decision is one."""
    [found] = differing(log, bell(ring_bell_by_name))
    assert found.finding is Finding.OTHER
    erased = differing(without_values_of(log, "adult-1"), bell(ring_bell_by_name))
    assert [one.finding for one in erased] == [Finding.ERASED] * 3


@decides(by=anyone)
def ring_bell_and_break(wish: RingBell, context: Context, read: Read) -> Iterator[Event]:
    """A defect of its own."""
    yield BellRung(wish.times // 0)


def test_a_defect_is_not_taken_for_erased(log: MemoryLog) -> None:
    """A decision that breaks on what everybody can read is shown as it breaks."""
    with pytest.raises(ZeroDivisionError):
        differing(without_values_of(log, "adult-1"), bell(ring_bell_and_break))


def test_r41_later_decisions_are_compared_on_what_is_recorded(log: MemoryLog) -> None:
    """One divergence is one finding, not the first of many."""
    activity, occurrence = ActivityId("walk"), OccurrenceId("walk-1")
    community = Community(log, bell(ring_bell))
    hands = community.acting(FOUNDER)
    later = BEGINNING + timedelta(days=1)
    hands.execute(OfferActivity(activity, "Walk"), at=later, command_id="walk")
    schedule = ScheduleOccurrence(occurrence, activity, PERIOD, 5)
    hands.execute(schedule, at=later, command_id="walk-1")
    [found] = differing(log, bell(ring_bell_unsaid))
    assert found.command_id == "command-8"


def test_as_far_as_is_asked(log: MemoryLog) -> None:
    """The rest is neither read nor decided."""
    found = list(decided_again(log, bell(ring_bell), until=3))
    assert [row.position for one in found for row in one.recorded] == [1, 2, 3]


class CountingLog(MemoryLog):
    """A log that counts the rows it shows."""

    shown = 0

    def read(
        self, boundary: Boundary | None = None, *, after: int = 0, until: int | None = None
    ) -> Iterator[Recorded[Event]]:
        """Count what is looked at."""
        for row in super().read(boundary, after=after, until=until):
            self.shown += 1
            yield row


def test_work_is_linear_in_events() -> None:
    """Twice the decisions of one kind show twice the rows, not four times."""
    shown: list[int] = []
    for size in (100, 200):
        log = CountingLog()
        hands = Community(log, STANDARD, ids=counting()).acting(FOUNDER)
        found = FoundCommunity("Community 1", "UTC", FOUNDER, "Founder", BORN)
        hands.execute(found, at=BEGINNING)
        for number in range(size):
            register = RegisterMember(MemberId(f"adult-{number}"), "Adult", BORN)
            hands.execute(register, at=BEGINNING)
        log.shown = 0
        assert all(one.finding is Finding.SAME for one in decided_again(log, STANDARD))
        shown.append(log.shown)
    assert shown[1] <= 2 * shown[0]
