"""Laws of the hours ledger: whatever is credited and corrected, held against sets of seconds."""

from datetime import timedelta
from itertools import count, pairwise

import attrs
from community_domain_testkit import FOUNDER, founded
from community_domain_testkit import given as story
from hypothesis import given
from hypothesis import strategies as st

from community_domain import STANDARD, Command, Community, Event, LocalPeriod, Period, Refusal
from community_domain.service import (
    Certificate,
    CertificateId,
    CertificateIssued,
    CertificateStanding,
    CorrectEntry,
    CreditDuty,
    CreditTask,
    EntryId,
    EntryReversed,
    HoursCredited,
    HoursLedger,
    IssueCertificate,
)
from community_domain.shifts import DutyBegun, DutyEnded, PositionId, ShiftId, ShiftScheduled
from community_domain.tasks import TaskId, TaskVerified
from tests.stories import ADULT, GUARDIAN, PERIOD, adult

SPAN = 4 * 3600
"""All of it happens within so many seconds."""
AFTER = PERIOD.start + timedelta(days=1)
Stretch = tuple[int, int]
"""A start and a length, in seconds."""


def period(stretch: Stretch) -> Period:
    """A stretch as a period."""
    start = PERIOD.start + timedelta(seconds=stretch[0])
    return Period(start, start + timedelta(seconds=stretch[1]))


def seconds(stretch: Stretch) -> set[int]:
    """Each second of a stretch."""
    return set(range(stretch[0], sum(stretch)))


@attrs.frozen
class Duty:
    """A shift as it was planned, and attended."""

    number: int
    plan: Stretch
    there: Stretch
    break_minutes: int

    def events(self) -> tuple[Event, ...]:
        """What is recorded of it."""
        shift_id, stay = ShiftId(f"shift-{self.number}"), period(self.there)
        return (
            planned(shift_id, period(self.plan), self.break_minutes),
            DutyBegun(shift_id, ADULT, stay.start),
            DutyEnded(shift_id, ADULT, None, stay.end, forgotten=False),
        )

    def counts(self, *, confirmed: bool) -> set[int]:
        """The seconds of it that may count."""
        return seconds(self.there) if confirmed else seconds(self.there) & seconds(self.plan)


@attrs.frozen
class Task:
    """Verified work, and when it was done."""

    number: int
    worked: Stretch
    break_minutes: int = 0

    def events(self) -> tuple[Event, ...]:
        """What is recorded of it."""
        task_id = TaskId(f"task-{self.number}")
        worked = period(self.worked)
        return (TaskVerified(task_id, ADULT, GUARDIAN, 1, worked, "Notices", True, None),)  # noqa: FBT003 - an event

    def counts(self, *, confirmed: bool) -> set[int]:
        """The seconds of it that may count."""
        return seconds(self.worked)


@attrs.frozen
class Credit:
    """Somebody credits a service by its place in the list."""

    which: int
    confirmed: bool


@attrs.frozen
class Correct:
    """Somebody corrects a live entry by its place among them."""

    which: int
    minutes: int
    worked: Stretch | None


STRETCHES = st.tuples(st.integers(0, SPAN), st.integers(1, SPAN // 2))
SERVICES = st.lists(
    st.builds(Duty, st.integers(1, 5), STRETCHES, STRETCHES, st.integers(0, 40))
    | st.builds(Task, st.integers(1, 5), STRETCHES),
    min_size=1,
    max_size=5,
    unique_by=lambda service: (type(service), service.number),
)
CREDITS = st.builds(Credit, st.integers(0, 4), st.booleans())
CORRECTIONS = st.builds(Correct, st.integers(0, 4), st.integers(0, 150), st.none() | STRETCHES)
MOVES = st.lists(CREDITS | CREDITS | CORRECTIONS | st.just("certify"), max_size=12)


class Reckoning:
    """The ledger as somebody would keep it with sets of seconds."""

    def __init__(self) -> None:
        self.live: dict[EntryId, tuple[str, set[int], set[int], int]] = {}
        """Work, worked, counted and minutes of each entry that counts."""

    @property
    def minutes(self) -> int:
        """The total."""
        return sum(minutes for _, _, _, minutes in self.live.values())

    def credit(self, entry_id: EntryId, work: str, worked: set[int], break_minutes: int) -> bool:
        """Enter a service; whether that may be."""
        counted = worked.difference(*(taken for _, _, taken, _ in self.live.values()))
        minutes = len(counted) // 60 - break_minutes
        if minutes <= 0 or work in {known for known, *_ in self.live.values()}:
            return False
        self.live[entry_id] = (work, worked, counted, minutes)
        return True

    def correct(self, old: EntryId, new: EntryId, minutes: int, told: set[int] | None) -> bool:
        """Let an entry stand for another; whether that may be."""
        work, before, _, _ = self.live[old]
        worked = before if told is None else told
        others = [taken for entry, (_, _, taken, _) in self.live.items() if entry != old]
        counted = worked.difference(*others) if minutes else set[int]()
        if minutes > len(counted) // 60:
            return False
        del self.live[old]
        self.live[new] = (work, worked, counted, minutes)
        return True


@given(SERVICES, MOVES)
def test_r26_the_ledger_is_what_sets_of_seconds_say(
    services: list[Duty | Task], moves: list[Credit | Correct | str]
) -> None:
    """What is accepted, what is refused, and the totals, after each move and at each position."""
    told = [event for service in services for event in service.events()]
    log = story(*founded(), *adult(ADULT), *told).log()
    community = Community(log, STANDARD)
    numbers, reckoning = count(1), Reckoning()

    def accepted(command: Command) -> bool:
        try:
            community.acting(FOUNDER).execute(
                command, at=AFTER, command_id=f"command-{next(numbers)}"
            )
        except Refusal:
            return False
        return True

    for number, move in enumerate(moves):
        entry_id = EntryId(f"entry-{number}")
        match move:
            case Credit(which, confirmed):
                service = services[which % len(services)]
                if isinstance(service, Duty):
                    work = f"shift-{service.number}"
                    command: Command = CreditDuty(entry_id, ShiftId(work), ADULT, confirmed)
                else:
                    work = f"task-{service.number}"
                    command = CreditTask(entry_id, TaskId(work), ADULT)
                counts = service.counts(confirmed=confirmed)
                expected = reckoning.credit(entry_id, work, counts, service.break_minutes)
                assert accepted(command) == expected
            case Correct(which, minutes, worked) if reckoning.live:
                old = list(reckoning.live)[which % len(reckoning.live)]
                told_so = None if worked is None else period(worked)
                command = CorrectEntry(old, entry_id, minutes, "wrong", told_so)
                expected = reckoning.correct(
                    old, entry_id, minutes, None if worked is None else seconds(worked)
                )
                assert accepted(command) == expected
            case _:
                issue = IssueCertificate(CertificateId(f"certificate-{number}"), ADULT)
                assert accepted(issue) == (reckoning.minutes > 0)
        ledger = community.state(HoursLedger(ADULT))
        assert ledger.minutes == reckoning.minutes
        assert {entry: one.minutes for entry, one in ledger.entries.items()} == {
            entry: minutes for entry, (_, _, _, minutes) in reckoning.live.items()
        }
    must_add_up(community)


def must_add_up(community: Community) -> None:
    """The log's own sums: entries less reversals, no instant twice, certificates as pinned."""
    events = [row.event for row in community.log.read()]
    ledger = community.state(HoursLedger(ADULT))
    credited = sum(event.minutes for event in events if isinstance(event, HoursCredited))
    reversed_ = sum(event.minutes for event in events if isinstance(event, EntryReversed))
    assert ledger.minutes == credited - reversed_
    parts = sorted(
        (part.start, part.end) for entry in ledger.entries.values() for part in entry.counted
    )
    assert all(end <= start for (_, end), (start, _) in pairwise(parts))
    for issued in [event for event in events if isinstance(event, CertificateIssued)]:
        then = community.state(HoursLedger(ADULT), as_of=issued.position)
        assert (issued.minutes, issued.entries) == (then.minutes, tuple(then.entries))
        still = set(issued.entries) <= ledger.entries.keys()
        standing = community.state(Certificate(issued.certificate_id)).standing
        assert standing is (CertificateStanding.ISSUED if still else CertificateStanding.OUTDATED)


def planned(shift_id: ShiftId, plan: Period, break_minutes: int) -> ShiftScheduled:
    """A shift that takes whoever comes."""
    return ShiftScheduled(
        shift_id=shift_id,
        position_id=PositionId("gate"),
        activity_id=None,
        place_id=None,
        title="Gate",
        period=plan,
        local=LocalPeriod.of(plan, "Asia/Shanghai"),
        least=0,
        most=1,
        break_minutes=break_minutes,
        youngest=0,
        longest=None,
        all_of=(),
        any_of=(),
    )
