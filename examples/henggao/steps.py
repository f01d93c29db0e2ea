"""What chapters of the story are made of: who wants what, and when."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from random import Random

import attrs

from community_domain import Actor, Command, MemberId, Period, System
from community_domain.activities import ActivityId
from community_domain.community import PlaceId
from community_domain.service import CreditDuty, EntryId
from community_domain.shifts import (
    BeginDuty,
    EndDuty,
    PositionId,
    ScheduleShift,
    ShiftId,
    TakeShift,
)
from community_domain.tasks import Evidence, EvidenceKind

from .drawing import Child, Family, People, Resident
from .facts import Facts

__all__ = [
    "COMMITTEE",
    "ENTRY",
    "PHOTOGRAPHS",
    "RECORDER",
    "Duty",
    "Scene",
    "Step",
    "photographs",
]

COMMITTEE = MemberId("committee")
"""Founds the community and is its coordinator: stands for the residents' committee."""
RECORDER = System("recorder")
"""Credits hours, once duties are over and work is verified."""
MORNING, ENROLLED, EVENING = time(9), time(17), time(18)
ENTRY = "entry-"
"""How ids of entries in the hours ledger begin."""
PHOTOGRAPHS = (EvidenceKind.BEFORE, EvidenceKind.AFTER)


def photographs(of: str, kinds: Iterable[EvidenceKind] = PHOTOGRAPHS) -> tuple[Evidence, ...]:
    """Photographs of nothing: a digest stands for the bytes, which the log never holds."""
    return tuple(
        Evidence(kind, sha256(f"{of} {kind}".encode()).hexdigest(), "image/jpeg") for kind in kinds
    )


@attrs.frozen
class Step:
    """A command as somebody issues it."""

    at: datetime
    actor: Actor
    command: Command


@attrs.frozen
class Duty:
    """A shift, with who is on it: adults first, so that no minor is ever without one."""

    shift_id: ShiftId
    position_id: PositionId
    period: Period
    title: str
    place_id: PlaceId
    adults: Sequence[Resident]
    children: Sequence[Child] = ()
    activity_id: ActivityId | None = None


@attrs.frozen
class Scene:
    """The stage for all chapters: facts, people, and chance."""

    facts: Facts
    people: People
    seed: int

    def chance(self, of: str) -> Random:
        """Chance for one thing, whatever the other things ask of theirs."""
        return Random(f"henggao {self.seed} {of}")  # noqa: S311 - a story, no secret

    @property
    def tutors(self) -> Sequence[Family]:
        """The families of the tutors, each of whom is the first parent."""
        return self.people.families[: self.facts.little_teachers.tutors]

    def at(self, day: date, clock: time = MORNING, *, days: int = 0) -> datetime:
        """An instant so many days after a day."""
        return self.facts.neighbourhood.at(day + timedelta(days=days), clock)

    def before(self, day: date, days: int, clock: time = MORNING) -> datetime:
        """An instant so many days before a day, but not before everybody is enrolled."""
        enrolled = self.at(self.facts.neighbourhood.founded, ENROLLED, days=1)
        return max(self.at(day, clock, days=-days), enrolled)

    def committee(self, at: datetime, *commands: Command) -> Iterator[Step]:
        """What the committee wants at one instant."""
        for command in commands:
            yield Step(at, COMMITTEE, command)

    def campaigners(self, part: str, number: int) -> Sequence[Family]:
        """So many families for a part of the civility campaign; no family has two parts."""
        families, start = list(self.people.families), 0
        self.chance("civility").shuffle(families)
        for name, needed in self.facts.parts_of_campaign():
            if name == part:
                return families[start : start + number]
            start += needed
        raise LookupError(f"{part} is no part of the campaign")

    def duties(self, duties: Iterable[Duty], day: date) -> Iterator[Step]:
        """Shifts planned ten days before, taken five days before, served, and credited a day later.

        The last adult of each shift forgets to check out.
        """
        for duty in duties:
            everybody = len(duty.adults) + len(duty.children)
            plan = ScheduleShift(
                duty.shift_id,
                duty.position_id,
                duty.period,
                max(everybody // 2, 1),
                everybody,
                duty.place_id,
                activity_id=duty.activity_id,
                title=duty.title,
            )
            yield from self.committee(self.before(day, 10), plan)
            yield from self.served(duty, day)

    def served(self, duty: Duty, day: date) -> Iterator[Step]:
        """A shift that is planned is taken, served and credited; see `duties`."""
        shift_id, period = duty.shift_id, duty.period
        on_it = [(one.member_id, one.member_id) for one in duty.adults]
        on_it += [(one.guardian_id, one.member_id) for one in duty.children]
        forgets = duty.adults[-1].member_id
        for actor, member_id in on_it:
            yield Step(self.before(day, 5, EVENING), actor, TakeShift(shift_id, member_id))
            begin = BeginDuty(shift_id, member_id, period.start)
            yield Step(period.start, actor, begin)
            if member_id != forgets or len(on_it) == 1:
                yield Step(period.end, actor, EndDuty(shift_id, member_id, period.end))
            entry_id = EntryId(f"{ENTRY}{shift_id}-{member_id}")
            credit = CreditDuty(entry_id, shift_id, member_id)
            yield Step(self.at(day, days=1), RECORDER, credit)
