"""Looks at tasks: who has them, what was handed in, and who accepts it."""

from typing import Any

import attrs

from community_domain import Envelope, Event, MemberId, Period, Recorded
from community_domain.tasks import (
    EvidenceKind,
    EvidenceRequired,
    TaskCancelled,
    TaskId,
    TaskLeft,
    TaskPosted,
    TaskReleased,
    TaskSentBack,
    TaskSubmitted,
    TaskTaken,
    TaskVerified,
)

from .known import Known, SliceOnlooker, demand, silenced

__all__ = ["TasksOnlooker", "Work"]


@attrs.define
class Work:
    """What a member handed in for a task: all of it, the last one last."""

    submitted: list[TaskSubmitted] = attrs.Factory(list[TaskSubmitted])
    waits: bool = False
    verified: TaskVerified | None = None


@attrs.define
class Job:
    """A task, as an onlooker remembers it."""

    posted: TaskPosted
    evidence: tuple[EvidenceKind, ...]
    cancelled: bool = False
    holders: list[MemberId] = attrs.Factory(list[MemberId])
    work: dict[MemberId, Work] = attrs.Factory(dict[MemberId, Work])

    def of(self, member: MemberId) -> Work:
        """The work of one member on it."""
        return self.work.setdefault(member, Work())

    def holds_all(self, handed_in: TaskSubmitted) -> bool:
        """Whether evidence of each kind that is asked for now is there."""
        kinds = [one.kind for one in handed_in.evidence]
        return all(kind in kinds for kind in self.evidence)

    @property
    def performers(self) -> list[MemberId]:
        """Whoever has the task, or ever handed in work on it."""
        return [*self.holders, *(who for who, work in self.work.items() if work.submitted)]


class TasksOnlooker(SliceOnlooker):
    """R3, R4, R32."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            TaskPosted: self.posted,
            EvidenceRequired: self.asks_for,
            TaskTaken: self.taken,
            TaskLeft: self.left,
            TaskReleased: self.released,
            TaskSubmitted: self.handed_in,
            TaskSentBack: self.sent_back,
            TaskVerified: self.verified,
            TaskCancelled: self.called_off,
        }
        self.jobs: dict[TaskId, Job] = {}

    def posted(self, event: TaskPosted, _: Envelope) -> None:
        """A task is posted once."""
        demand(event.task_id not in self.jobs, "one task", event)
        self.jobs[event.task_id] = Job(event, event.evidence)

    def asks_for(self, event: EvidenceRequired, _: Envelope) -> None:
        """From now on other evidence is needed."""
        demand(not self.jobs[event.task_id].cancelled, "R32", event)
        self.jobs[event.task_id].evidence = event.evidence

    def taken(self, event: TaskTaken, envelope: Envelope) -> None:
        """Who may take part takes a task that is open and has room."""
        job = self.jobs[event.task_id]
        demand(not job.cancelled, "a task is closed for good", event)
        demand(event.member_id not in job.holders, "one task once", event)
        demand(len(job.holders) < job.posted.most, "a task has room", event)
        demand(self.known.may_take_part(event.member_id, envelope.context.at), "R3", event)
        job.holders.append(event.member_id)

    def left(self, event: TaskLeft, _: Envelope) -> None:
        """Who gives a task up has handed in nothing that waits."""
        self.gives_up(event)

    def released(self, event: TaskReleased, envelope: Envelope) -> None:
        """A task is taken back from who may not take part, or is not ready, or as it is no more."""
        self.gives_up(event)
        may = self.known.may_take_part(event.member_id, envelope.context.at)
        demand(not may or event.reason != "consent-missing", "R4", event)

    def gives_up(self, event: TaskLeft | TaskReleased) -> None:
        """Only a holder without work that waits, or was accepted, has it no longer."""
        job = self.jobs[event.task_id]
        work = job.of(event.member_id)
        demand(event.member_id in job.holders, "one task once", event)
        demand(not work.waits and work.verified is None, "R32", event)
        job.holders.remove(event.member_id)

    def handed_in(self, event: TaskSubmitted, envelope: Envelope) -> None:
        """A holder hands in work with its evidence, again when it was sent back."""
        job, at = self.jobs[event.task_id], envelope.context.at
        work = job.of(event.member_id)
        demand(event.member_id in job.holders and not job.cancelled, "R32", event)
        demand(not work.waits and work.verified is None, "R32", event)
        demand(self.known.may_take_part(event.member_id, at), "R3", event)
        demand(event.worked is None or event.worked.end <= at, "R26", event)
        demand(job.holds_all(event), "R32", (event, job.evidence))
        work.submitted.append(event)
        work.waits = True

    def sent_back(self, event: TaskSentBack, envelope: Envelope) -> None:
        """Work that waits is sent back by another, with a reason."""
        job = self.jobs[event.task_id]
        self.judges(job, event, envelope)
        demand(event.reason.strip(), "R32", event)
        job.of(event.member_id).waits = False

    def verified(self, event: TaskVerified, envelope: Envelope) -> None:
        """Work that waits is accepted by another, if the evidence is there, as it was told."""
        job = self.jobs[event.task_id]
        self.judges(job, event, envelope)
        work = job.of(event.member_id)
        last: Any = work.submitted[-1]
        demand(job.holds_all(last), "R32", (event, job.evidence))
        demand(event.submission == len(work.submitted), "R32: history", event)
        told = (event.worked, event.title, event.service, event.place_id)
        posted = job.posted
        meant: tuple[Period | None, ...] = (last.worked,)
        demand(told[:1] == meant, "events are self-contained", event)
        demand(
            told[1:] == (posted.title, posted.service, posted.place_id),
            "events are self-contained",
            event,
        )
        work.waits, work.verified = False, event

    def judges(self, job: Job, event: TaskSentBack | TaskVerified, envelope: Envelope) -> None:
        """Who judges work has no part in it, nor lives with who has (R32)."""
        work = job.of(event.member_id)
        demand(work.waits and work.verified is None, "R32", event)
        demand(envelope.context.actor == event.verifier_id, "R40", event)
        near = [
            one for one in job.performers if self.known.are_one_household(event.verifier_id, one)
        ]
        demand(not near, "R32", (event, near))

    def called_off(self, event: TaskCancelled, _: Envelope) -> None:
        """A task is cancelled once, and left by who handed in nothing."""
        job = self.jobs[event.task_id]
        demand(not job.cancelled, "a task is closed for good", event)
        idle = [who for who in job.holders if not job.of(who).waits and not job.of(who).verified]
        demand(not idle, "a task is closed for good", (event, idle))
        job.cancelled = True

    def done(self, rows: list[Recorded[Event]]) -> None:
        """Who lost a consent has nothing to do any more, but for what was handed in (R4)."""
        at = max(row.envelope.context.at for row in rows)
        for row in rows:
            member = silenced(row.event)
            if member is None or self.known.may_take_part(member, at):
                continue
            for job in self.jobs.values():
                open_work = not job.of(member).waits and job.of(member).verified is None
                demand(not (member in job.holders and open_work), "R4", row.event)
