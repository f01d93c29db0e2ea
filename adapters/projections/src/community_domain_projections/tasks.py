"""Tasks: what was to be done, and by whom it was done."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import attrs

from community_domain import Event, MemberId, Recorded
from community_domain.plans import PlanId, PlannedTaskPosted
from community_domain.tasks import (
    TaskId,
    TaskLeft,
    TaskPosted,
    TaskReleased,
    TaskSentBack,
    TaskSubmitted,
    TaskTaken,
    TaskVerified,
)

from .folding import Handler, Projection

__all__ = ["Stage", "Tasks"]


class Stage(StrEnum):
    """How far a performer has come with a task."""

    TAKEN = "taken"
    HANDED_IN = "handed in"
    SENT_BACK = "sent back"
    VERIFIED = "verified"


STAGES: Mapping[type[Event], Stage | None] = {
    TaskTaken: Stage.TAKEN,
    TaskSubmitted: Stage.HANDED_IN,
    TaskSentBack: Stage.SENT_BACK,
    TaskVerified: Stage.VERIFIED,
    TaskLeft: None,
    TaskReleased: None,
}
"""Where each event brings a performer; nowhere who is rid of the task."""


@attrs.define
class Tasks(Projection):
    """Tasks in the order of posting, and how far each performer has come."""

    posted: dict[TaskId, TaskPosted] = attrs.field(factory=dict[TaskId, TaskPosted], init=False)
    planned: dict[TaskId, PlannedTaskPosted] = attrs.field(
        factory=dict[TaskId, PlannedTaskPosted], init=False
    )
    """The plan, day and stairwell of each task that a plan posted."""
    performers: dict[TaskId, dict[MemberId, Stage]] = attrs.field(
        factory=dict[TaskId, dict[MemberId, Stage]], init=False
    )
    """Everybody who has the task, or did it, with their stage."""
    _by: dict[MemberId, dict[TaskId, None]] = attrs.field(
        factory=dict[MemberId, dict[TaskId, None]], init=False, repr=False
    )

    _plans: dict[PlanId, list[PlannedTaskPosted]] = attrs.field(
        factory=dict[PlanId, list[PlannedTaskPosted]], init=False, repr=False
    )

    def handlers(self) -> Mapping[type[Event], Handler]:
        """Posts make rows, the rest moves performers on."""
        return {
            **dict.fromkeys(STAGES, self._move),
            TaskPosted: self._post,
            PlannedTaskPosted: self._plan,
        }

    def of_plan(self, plan_id: PlanId) -> tuple[PlannedTaskPosted, ...]:
        """The tasks that a plan posted, in the order of posting."""
        return tuple(self._plans.get(plan_id, ()))

    def done(self, task_id: TaskId) -> tuple[MemberId, ...]:
        """Whose work on a task was verified, in the order in which they took it."""
        performers = self.performers.get(task_id, {}).items()
        return tuple(member_id for member_id, stage in performers if stage is Stage.VERIFIED)

    def done_by(self, member_id: MemberId) -> tuple[TaskId, ...]:
        """The tasks for which a member's work was verified, in the order of verifying."""
        return tuple(self._by.get(member_id, {}))

    def _post(self, recorded: Recorded[TaskPosted]) -> None:
        self.posted[recorded.event.task_id] = recorded.event

    def _plan(self, recorded: Recorded[PlannedTaskPosted]) -> None:
        self.planned[recorded.event.task_id] = recorded.event
        self._plans.setdefault(recorded.event.plan_id, []).append(recorded.event)

    def _move(self, recorded: Recorded[Any]) -> None:
        event = recorded.event
        performers = self.performers.setdefault(event.task_id, {})
        stage = STAGES[type(event)]
        if stage is None:
            performers.pop(event.member_id, None)
            return
        performers[event.member_id] = stage
        if stage is Stage.VERIFIED:
            self._by.setdefault(event.member_id, {})[event.task_id] = None
