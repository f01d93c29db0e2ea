"""Faulty logs: what goes wrong is repeatable, and a caller that insists notices nothing of it."""

import pickle
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, cast

import attrs
import pytest
from community_domain_storage import open_log
from community_domain_testkit import (
    BEGINNING,
    FOUNDER,
    POSSIBLE,
    AcknowledgementLost,
    Crashed,
    EventLogContract,
    Fault,
    FaultAt,
    Faults,
    FaultyLog,
    History,
    Point,
    WrappedLog,
    founded,
)

from community_domain import (
    STANDARD,
    Command,
    CommandId,
    Community,
    Condition,
    Conflict,
    Context,
    Criterion,
    Envelope,
    Event,
    EventLog,
    Issue,
    MemberId,
    MemoryLog,
    Outcome,
    Period,
    Read,
    Recorded,
    Refusal,
    Slice,
    System,
    Writer,
    anyone,
    command,
    decides,
    event,
)
from community_domain.activities import (
    ActivityId,
    HeadsCounted,
    OccurrenceId,
    OfferActivity,
    ScheduleOccurrence,
    Seats,
    SignUp,
    Withdraw,
)
from community_domain.members import RegisterMember

NewLog = Callable[[], EventLog]
Restart = Callable[[FaultyLog], object]
RATES = Faults(delays=50, crashes=10, conflicts=60, lost=60, twice=60)
ENDLESS = 1_000
"""Who tries more often than this does not come to an end."""


class TestWithoutFaults(EventLogContract):
    """Around a good log it is a good log, as long as nothing goes wrong."""

    share = 0.05

    @pytest.fixture
    def new_log(self) -> NewLog:
        """Around one in memory."""
        return lambda: FaultyLog(MemoryLog())


class LosesRows(WrappedLog):
    """Forgets every third transaction, and tells nobody."""

    def __init__(self) -> None:
        super().__init__(FaultyLog(MemoryLog()))
        self._numbers = count(1)

    @contextmanager
    def writing(self) -> Generator[Writer]:
        """Undone behind the caller's back."""
        with suppress(ZeroDivisionError), super().writing() as writer:
            yield writer
            _ = 1 / (next(self._numbers) % 3)


def test_a_log_that_loses_rows_is_found(finds: Callable[..., bool]) -> None:
    """What was acknowledged and is not there is what the contract of logs is about."""
    assert finds(EventLogContract, "test_writers_side_by_side_leave_no_gap", LosesRows)


def rows_of(log: EventLog) -> list[tuple[int, Event, Envelope]]:
    """All that two logs of one history have in common; each has a clock of its own."""
    return [(row.position, row.event, row.envelope) for row in log.read()]


def back(log: FaultyLog) -> None:
    """The log comes back as it is."""
    log.restarted()


def insist(
    community: Community, issue: Issue, *, restart: Restart = back, minting: bool = False
) -> Outcome | Refusal:
    """Send a command until it is known what became of it.

    Args:
        community: Over a faulty log.
        issue: The command.
        restart: Brings a crashed log back.
        minting: Whether each attempt gets an id of its own, which is the mistake.
    """
    for attempt in range(ENDLESS):
        again = CommandId(f"{issue.command_id}-again-{attempt}")
        sent = attrs.evolve(issue, command_id=again) if minting and attempt else issue
        try:
            return community.execute(sent)
        except Refusal as refusal:
            return refusal
        except Crashed:
            assert isinstance(community.log, FaultyLog)
            restart(community.log)
        except (Conflict, AcknowledgementLost):
            pass
    raise AssertionError(f"{issue} does not come to an end")


def told_again(history: History, log: FaultyLog, **how: Any) -> None:
    """Issue all commands of a history again."""
    community = Community(log, history.domain)
    for told in history.told:
        if told.issue:
            found = insist(community, told.issue, **how)
            assert isinstance(found, type(told.result))


def seeded(thorough: bool) -> range:  # noqa: FBT001 - a fixture
    """Seeds enough to meet every fault at every point."""
    return range(400 if thorough else 40)


def test_who_insists_tells_the_same_history(few: tuple[History, ...], *, thorough: bool) -> None:
    """Sent under its own id until it is acknowledged, a command has its effect once, in its place.

    Every fault is met on the way, wherever it can happen while something is recorded.
    """
    met: set[tuple[Fault, Point]] = set()
    for seed in seeded(thorough):
        history = few[seed % len(few)]
        log = FaultyLog(MemoryLog(), attrs.evolve(RATES, seed=seed))
        told_again(history, log)
        assert rows_of(log.inner) == rows_of(history.log), f"seed {seed}"
        met |= {(one.fault, one.point) for one in log.happened}
    possible = {(fault, point) for fault, points in POSSIBLE.items() for point in points}
    assert possible - met == {one for one in possible if one[1] is Point.IN_SUBSCRIPTION}


def test_a_file_that_is_opened_again_tells_the_same_history(
    few: tuple[History, ...], tmp_path: Path
) -> None:
    """The same over SQLite, where a crash closes the file and a new process opens it."""
    met: set[Fault] = set()
    for seed, history in enumerate(few):
        url = f"sqlite:///{tmp_path}/{seed}.db"

        def opened(url: str = url) -> EventLog:
            return open_log(url, community="community-1", durability="process")

        def restart(log: FaultyLog, opened: NewLog = opened) -> None:
            log.close()
            log.restarted(opened())

        log = FaultyLog(opened(), attrs.evolve(RATES, seed=seed))
        with closing(log):
            told_again(history, log, restart=restart)
            assert rows_of(log.inner) == rows_of(history.log)
            met |= {one.fault for one in log.happened}
    assert met == set(Fault)


def test_a_new_id_at_each_attempt_is_known_by_its_effect(few: tuple[History, ...]) -> None:
    """Nobody acting in between, a command of the library that had its effect has no other."""
    for seed, history in enumerate(few):
        log = FaultyLog(MemoryLog(), attrs.evolve(RATES, seed=seed))
        told_again(history, log, minting=True)
        assert [row.event for row in log.inner.read()] == history.events


@pytest.mark.parametrize("minting", [False, True])
def test_a_new_id_at_each_attempt_does_it_again(*, minting: bool) -> None:
    """Somebody withdraws what the caller does not know to be there: a new id takes it once more."""
    day, games = OccurrenceId("sports-day"), ActivityId("games")
    lost = FaultAt(Fault.LOST, Point.AFTER_COMMIT, 3)
    log = FaultyLog(MemoryLog(), Faults(script=(lost,)))
    log.inner.append(founded(), envelope("founded"))
    hands = Community(log, STANDARD).acting(FOUNDER, clock=lambda: BEGINNING)
    hands.execute(OfferActivity(games, "Games"), command_id="offer")
    period = Period(BEGINNING.replace(day=20), BEGINNING.replace(day=21))
    hands.execute(ScheduleOccurrence(day, games, period), command_id="schedule")
    sign_up = hands.issue(SignUp(day, FOUNDER), command_id="sign-up")
    with pytest.raises(AcknowledgementLost, match="under the same id"):
        hands.community.execute(sign_up)
    hands.execute(Withdraw(day, FOUNDER), command_id="withdraw")
    again = attrs.evolve(sign_up, command_id=CommandId("other")) if minting else sign_up
    assert hands.community.execute(again).repeated is not minting
    assert (FOUNDER in hands.community.state(Seats(day)).confirmed) is minting


@event("cheer.cheered")
class Cheered(Event):
    """Somebody cheered."""

    member_id: MemberId


@command("cheer.cheer")
class Cheer(Command):
    """Cheer; as often as one likes."""

    member_id: MemberId


@decides(by=anyone)
def cheer(command: Cheer, _: Context, __: Read) -> Iterator[Event]:
    """Without a look at what was cheered before."""
    yield Cheered(command.member_id)


CHEERING = STANDARD + Slice("cheer", (Cheered,), (Cheer,), (), (cheer,), (), (), (), ())


@pytest.mark.parametrize(
    ("fault", "minting", "cheers"),
    [(Fault.LOST, False, 1), (Fault.LOST, True, 2), (Fault.TWICE, False, 2)],
)
def test_what_does_not_look_at_its_own_effect_is_doubled(
    fault: Fault, *, minting: bool, cheers: int
) -> None:
    """A decision outside its own boundary is not protected against a caller who mints ids.

    Nor against a driver that sends twice by itself: no log looks at command ids for it.
    """
    log = FaultyLog(MemoryLog(), Faults(script=(FaultAt(fault, Point.AFTER_COMMIT),)))
    hands = Community(log, CHEERING).acting(FOUNDER, clock=lambda: BEGINNING)
    insist(hands.community, hands.issue(Cheer(FOUNDER), command_id="cheer"), minting=minting)
    assert len(list(log.inner.read())) == cheers


def envelope(name: str) -> Envelope:
    """The envelope of a decision, whatever it was about."""
    wish = RegisterMember(MemberId("member-1"), "Member 1", date(1980, 1, 1))
    return Envelope(wish, CommandId(name), Context(BEGINNING, System("test")), 1, "2026a")


def heads(number: int) -> HeadsCounted:
    """Something that happened."""
    return HeadsCounted(OccurrenceId("sports-day"), "guests", number)


EVERYTHING = (Criterion((HeadsCounted.spec.name,), ()),)


def use(log: FaultyLog) -> None:
    """Pass every point but that of subscriptions."""
    for number in range(1, 4):
        condition = Condition(EVERYTHING, number - 1)
        log.append([heads(number)], envelope(f"c-{number}"), condition)
    assert len(list(log.read())) == 3
    with log.writing() as writer:
        assert len(list(writer.read(None))) == 3


def test_the_same_seed_and_calls_give_the_same_faults(few: tuple[History, ...]) -> None:
    """A failure is met again; another seed meets others, and no rate meets none."""

    def met(faults: Faults) -> list[FaultAt]:
        log = FaultyLog(MemoryLog(), faults)
        told_again(few[0], log)
        return log.happened

    first = met(attrs.evolve(RATES, seed=7))
    assert first
    assert met(attrs.evolve(RATES, seed=7)) == first
    assert met(attrs.evolve(RATES, seed=8)) != first
    assert met(Faults(script=first)) == first
    assert met(Faults(seed=7)) == []


def test_what_happens_at_a_point_depends_on_no_other() -> None:
    """A look at the head more or less does not move the faults of what is recorded."""
    faults = Faults(seed=3, lost=300)
    met: list[list[FaultAt]] = []
    for looks in (False, True):
        log = FaultyLog(MemoryLog(), faults)
        for number in range(20):
            if looks:
                log.head()
            with suppress(AcknowledgementLost):
                log.append([heads(number)], envelope(f"c-{number}"))
        met.append(log.happened)
    assert met[0] == met[1] != []


@pytest.mark.parametrize("point", [one for one in Point if one is not Point.IN_SUBSCRIPTION])
def test_a_crash_leaves_what_was_recorded(point: Point) -> None:
    """The transaction it happens in is there as a whole or not at all, and the log is dead."""
    log = FaultyLog(MemoryLog(), Faults(script=(FaultAt(Fault.CRASH, point),)))
    with pytest.raises(Crashed, match=point.value):
        use(log)
    for ask in (log.head, log.read, lambda: log.append([heads(9)], envelope("c-9"))):
        with pytest.raises(Crashed):
            ask()
    recorded = {Point.AFTER_COMMIT: 1, Point.BEFORE_READING: 3, Point.WHILE_READING: 3}
    assert log.restarted().head().position == recorded.get(point, 0)
    assert log.happened == [FaultAt(Fault.CRASH, point)]


@pytest.mark.parametrize("point", POSSIBLE[Fault.CONFLICT])
def test_a_conflict_records_nothing(point: Point) -> None:
    """Nobody was faster, and the caller cannot know."""
    log = FaultyLog(MemoryLog(), Faults(script=(FaultAt(Fault.CONFLICT, point),)))
    with pytest.raises(Conflict):
        use(log)
    assert log.head().position == 0


@pytest.mark.parametrize(("point", "there"), [(Point.BEFORE_COMMIT, 0), (Point.AFTER_COMMIT, 1)])
def test_a_lost_acknowledgement_leaves_all_or_nothing(point: Point, there: int) -> None:
    """The caller is told the same, whether it was recorded or not."""
    log = FaultyLog(MemoryLog(), Faults(script=(FaultAt(Fault.LOST, point),)))
    with pytest.raises(AcknowledgementLost, match="whether it did is unknown"):
        use(log)
    assert log.head().position == there


def test_sent_twice_it_conflicts_with_itself() -> None:
    """The second one finds what the first one recorded, and its answer is the one that is told."""
    log = FaultyLog(MemoryLog(), Faults(script=(FaultAt(Fault.TWICE, Point.AFTER_COMMIT),)))
    with pytest.raises(Conflict):
        log.append([heads(1)], envelope("a"), Condition(EVERYTHING, 0))
    assert log.head().position == 1


def test_what_was_undone_is_not_sent_again() -> None:
    """A part of a transaction that was taken back is no part of what a driver repeats."""
    log = FaultyLog(MemoryLog(), Faults(script=(FaultAt(Fault.TWICE, Point.AFTER_COMMIT),)))
    with log.writing() as writer:
        writer.append([heads(1)], envelope("a"))
        with suppress(ZeroDivisionError), writer.savepoint():
            writer.append([heads(2)], envelope("b"))
            _ = 1 / 0
    assert [row.event for row in log.read()] == [heads(1), heads(1)]


def test_what_records_nothing_passes_no_commit() -> None:
    """Whoever only looks in a transaction is never told that something was perhaps recorded."""
    log = FaultyLog(MemoryLog(), Faults(lost=1000, conflicts=1000, twice=1000))
    with log.writing() as writer:
        assert list(writer.read(None)) == []
    assert log.happened == []


def test_delays_take_the_time_of_who_sleeps() -> None:
    """Nobody sleeps unless told how: a test stays fast, or lets something else go on meanwhile."""
    slept: list[float] = []
    for sleep in (None, slept.append):
        log = FaultyLog(MemoryLog(), Faults(delays=1000), sleep=sleep)
        use(log)
        assert {one.fault for one in log.happened} == {Fault.DELAY}
    assert len(slept) == len(log.happened) > 0
    assert all(0 < seconds < 1 for seconds in slept)


def test_a_subscription_tells_a_row_twice() -> None:
    """Whoever listens has to look at positions."""
    log = FaultyLog(MemoryLog(), Faults(script=(FaultAt(Fault.TWICE, Point.IN_SUBSCRIPTION, 2),)))
    use(log)
    with log.subscribe() as subscription:
        assert [next(subscription).position for _ in range(4)] == [1, 2, 2, 3]


def test_a_crash_in_a_subscription_ends_it() -> None:
    """The row is not told; whoever listens begins anew behind the last one."""
    log = FaultyLog(MemoryLog(), Faults(script=(FaultAt(Fault.CRASH, Point.IN_SUBSCRIPTION, 2),)))
    use(log)
    with log.subscribe() as subscription:
        assert next(subscription).position == 1
        with pytest.raises(Crashed):
            next(subscription)
    with log.restarted().subscribe(after=1) as subscription:
        assert next(subscription).position == 2


def test_a_log_that_is_back_hides_no_crash_from_who_listens() -> None:
    """Whoever listened must begin anew, however soon the log is there again."""
    log = FaultyLog(MemoryLog(), Faults(script=[FaultAt(Fault.CRASH, Point.BEFORE_APPEND)]))
    with log.subscribe() as subscription:
        with pytest.raises(Crashed):
            log.append([heads(1)], envelope("a"))
        log.restarted()
        with pytest.raises(Crashed):
            next(subscription)


def test_a_crash_elsewhere_ends_who_waits() -> None:
    """A listener that waits on a dead log would wait for ever."""
    log = FaultyLog(MemoryLog(), Faults(script=(FaultAt(Fault.CRASH, Point.BEFORE_APPEND),)))
    heard: list[Recorded[Event] | Crashed] = []
    listening = threading.Event()

    def listen() -> None:
        with log.subscribe() as subscription:
            listening.set()
            try:
                heard.extend(subscription)
            except Crashed as crashed:
                heard.append(crashed)

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    assert listening.wait(10)
    with pytest.raises(Crashed):
        log.append([heads(1)], envelope("a"))
    listener.join(10)
    assert [type(one) for one in heard] == [Crashed]


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: FaultAt(Fault.CONFLICT, Point.BEFORE_READING), "say BEFORE_APPEND, BEFORE_COMMIT"),
        (lambda: FaultAt(Fault.CRASH, Point.BEFORE_READING, 0), "nth=0 counts from 1"),
        (lambda: FaultAt(cast(Any, "crash"), Point.BEFORE_READING), "'fault' must be <enum"),
        (lambda: FaultAt(Fault.CRASH, cast(Any, "reading")), "'point' must be <enum"),
        (lambda: Faults(lost=1001), "'lost' must be <= 1000"),
        (lambda: Faults(crashes=-1), "'crashes' must be >= 0"),
    ],
)
def test_what_cannot_happen_is_refused(make: Callable[[], object], problem: str) -> None:
    """A script that asks for what never happens would prove nothing."""
    with pytest.raises((TypeError, ValueError), match=problem):
        make()


@pytest.mark.parametrize(
    "error", [Crashed(Point.BEFORE_COMMIT), AcknowledgementLost(Point.AFTER_COMMIT)], ids=str
)
def test_errors_travel(error: Exception) -> None:
    """An error comes out of another process as it went in."""
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own bytes
