"""Looks at risky work: who was told of it, of age, trained and insured when they were assigned."""

from datetime import date, datetime, timedelta

import attrs

from community_domain import Envelope, Event, MemberId, Recorded
from community_domain.risk import (
    InsuranceRecorded,
    PositionMarkedRisky,
    ProtectionLost,
    Risk,
    RiskAcknowledged,
    TaskMarkedRisky,
    TrainingRecorded,
)
from community_domain.shifts import ShiftReleased, ShiftTaken
from community_domain.tasks import TaskReleased, TaskSentBack, TaskTaken

from .known import Known, SliceOnlooker, demand
from .shifts import Duty, ShiftsOnlooker
from .tasks import TasksOnlooker

__all__ = ["RiskOnlooker"]

TASKS = (TaskMarkedRisky, TaskTaken, TaskSentBack)
CODES = ("risk-not-acknowledged", "training-missing", "insurance-missing")
MICROSECOND = timedelta(microseconds=1)


@attrs.define
class Told:
    """What is told of some work, and the version that each member acknowledged last."""

    risk: Risk
    version: int
    acknowledged: dict[MemberId, int] = attrs.Factory(dict[MemberId, int])


class RiskOnlooker(SliceOnlooker):
    """R45."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            PositionMarkedRisky: self.position_marked,
            TaskMarkedRisky: self.task_marked,
            RiskAcknowledged: self.acknowledged,
            TrainingRecorded: self.trained,
            InsuranceRecorded: self.insured,
            ShiftTaken: self.shift_taken,
            ShiftReleased: self.shift_released,
            TaskTaken: self.task_taken,
            TaskReleased: self.task_released,
        }
        self.told: dict[str, Told] = {}
        """By the id of the position or the task, after what kind of work it is."""
        self.trainings: dict[tuple[MemberId, str], tuple[date, date | None]] = {}
        self.policies: dict[tuple[MemberId, str], tuple[date, date]] = {}

    def position_marked(self, event: PositionMarkedRisky, _: Envelope) -> None:
        """Of a position something is told, anew or for the first time."""
        self.marked(f"position {event.position_id}", event)

    def task_marked(self, event: TaskMarkedRisky, _: Envelope) -> None:
        """Of a task something is told, anew or for the first time."""
        self.marked(f"task {event.task_id}", event)

    def marked(self, work: str, event: PositionMarkedRisky | TaskMarkedRisky) -> None:
        """Versions count what is told, except where less is asked for in the same words."""
        before, risk = self.told.get(work), event.risk
        if before is None:
            demand(event.version == 1, "R45", event)
            self.told[work] = Told(risk, 1)
            return
        old = before.risk
        demand(risk != old, "R45: nothing new", event)
        same = risk.words == old.words and all(one in old.trainings for one in risk.trainings)
        eased = same and (old.insured or not risk.insured)
        demand(event.version == before.version + (not eased), "R45", (event, before))
        before.risk, before.version = risk, event.version

    def acknowledged(self, event: RiskAcknowledged, envelope: Envelope) -> None:
        """An adult says in person that they were told what is told now."""
        position = event.position_id is not None
        demand(position == (event.task_id is None), "R45: one work", event)
        told = self.told[f"position {event.position_id}" if position else f"task {event.task_id}"]
        demand(envelope.context.actor == event.member_id, "R45: in person", event)
        demand(not self.known.is_minor(event.member_id, envelope.context.at), "R45: age", event)
        demand(self.known.is_person(event.member_id), "R45: a person", event)
        demand(event.version == told.version, "R45: what is told now", (event, told))
        told.acknowledged[event.member_id] = event.version

    def trained(self, event: TrainingRecorded, envelope: Envelope) -> None:
        """Somebody is trained, as another says."""
        demand(envelope.context.actor != event.member_id, "R45: another's word", event)
        self.trainings[event.member_id, event.training] = (event.since, event.until)

    def insured(self, event: InsuranceRecorded, envelope: Envelope) -> None:
        """Somebody is insured, as another says."""
        demand(envelope.context.actor != event.member_id, "R45: another's word", event)
        self.policies[event.member_id, event.policy] = (event.since, event.until)

    def shift_taken(self, event: ShiftTaken, _: Envelope) -> None:
        """Whoever is on a risky shift is ready for it."""
        duty = self.other(ShiftsOnlooker).duties[event.shift_id]
        lacks = self.lacks_of_duty(event.member_id, duty)
        demand(not lacks, "R45", (event, lacks))

    def task_taken(self, event: TaskTaken, envelope: Envelope) -> None:
        """Whoever takes a risky task is ready for it."""
        now = envelope.context.at
        lacks = self.lacks(event.member_id, f"task {event.task_id}", now, now)
        demand(not lacks, "R45", (event, lacks))

    def shift_released(self, event: ShiftReleased, _: Envelope) -> None:
        """Who is released for want of something lacks it."""
        duty = self.other(ShiftsOnlooker).duties[event.shift_id]
        lacks = self.lacks_of_duty(event.member_id, duty)
        demand(event.reason not in CODES or event.reason in lacks, "R45", (event, lacks))

    def task_released(self, event: TaskReleased, envelope: Envelope) -> None:
        """Who is released for want of something lacks it."""
        now = envelope.context.at
        lacks = self.lacks(event.member_id, f"task {event.task_id}", now, now)
        demand(event.reason not in CODES or event.reason in lacks, "R45", (event, lacks))

    def lacks_of_duty(self, member: MemberId, duty: Duty) -> list[str]:
        """What keeps somebody from a shift, for its risk."""
        work = f"position {duty.plan.position_id}"
        return self.lacks(member, work, duty.period.start, duty.period.end - MICROSECOND)

    def lacks(self, member: MemberId, work: str, start: datetime, last: datetime) -> list[str]:
        """What keeps somebody from risky work, day by day."""
        if work not in self.told:
            return []
        told, day, found = self.told[work], self.known.day(start), list[str]()
        if self.known.is_minor(member, start):
            found.append("risky-for-minors")
        if told.acknowledged.get(member) != told.version:
            found.append("risk-not-acknowledged")
        while day <= self.known.day(last):
            if not all(self.is_trained(member, one, day) for one in told.risk.trainings):
                found.append("training-missing")
            if told.risk.insured and not self.is_insured(member, day):
                found.append("insurance-missing")
            day += timedelta(days=1)
        return found

    def is_trained(self, member: MemberId, training: str, day: date) -> bool:
        """Whether a training counts on a day."""
        since, until = self.trainings.get((member, training), (date.max, None))
        return since <= day and (until is None or day <= until)

    def is_insured(self, member: MemberId, day: date) -> bool:
        """Whether a policy covers a day."""
        return any(
            who == member and since <= day <= until
            for (who, _), (since, until) in self.policies.items()
        )

    def done(self, rows: list[Recorded[Event]]) -> None:
        """After what was told or lost, nobody who lacks something is on a shift ahead."""
        at = max(row.envelope.context.at for row in rows)
        events = [row.event for row in rows]
        if any(isinstance(event, PositionMarkedRisky | ProtectionLost) for event in events):
            for duty in self.other(ShiftsOnlooker).duties.values():
                held = [one for one in duty.holders if one not in duty.came]
                ahead = duty.period.start > at and duty.cancelled is None
                unready = [one for one in held if ahead and self.lacks_of_duty(one, duty)]
                demand(not unready, "R45", (events, unready))
        for event in events:
            if isinstance(event, TASKS):
                self.is_in_ready_hands(event)

    def is_in_ready_hands(self, event: TaskMarkedRisky | TaskTaken | TaskSentBack) -> None:
        """Who has a risky task and has not handed in work was told of it."""
        job = self.other(TasksOnlooker).jobs[event.task_id]
        told = self.told.get(f"task {event.task_id}")
        for member in job.holders if told and not job.cancelled else ():
            idle = not job.of(member).waits and job.of(member).verified is None
            ready = not told or told.acknowledged.get(member) == told.version
            demand(not idle or ready, "R45", (event, member))
