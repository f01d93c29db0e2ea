"""Looks at plans of tasks: which day and which stairwells have theirs, by the wall clock."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import attrs

from community_domain import Envelope, Event, Recorded
from community_domain.community import BuildingId, StairwellId
from community_domain.plans import (
    PlanId,
    PlannedDayPosted,
    PlannedDaySkipped,
    PlannedTaskPosted,
    PostingPaused,
    TaskPlanEnded,
    TasksPlanned,
)
from community_domain.tasks import TaskId, TaskPosted

from .known import Known, SliceOnlooker, demand
from .notices import NoticesOnlooker
from .tasks import TasksOnlooker

__all__ = ["PlansOnlooker"]


@attrs.define
class Calendar:
    """A plan, as an onlooker remembers it."""

    planned: TasksPlanned
    days: list[date]
    """Of its rule, all of them."""
    tasks: dict[tuple[date, StairwellId], TaskId] = attrs.Factory(
        dict[tuple[date, StairwellId], TaskId]
    )
    posted: set[tuple[date, BuildingId]] = attrs.Factory(set[tuple[date, BuildingId]])
    skipped: set[date] = attrs.Factory(set[date])
    over: bool = False


class PlansOnlooker(SliceOnlooker):
    """R15 and R23 of plans."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            TasksPlanned: self.planned,
            PlannedTaskPosted: self.task_posted,
            PostingPaused: self.paused,
            PlannedDayPosted: self.day_posted,
            PlannedDaySkipped: self.skipped,
            TaskPlanEnded: self.ended,
        }
        self.calendars: dict[PlanId, Calendar] = {}
        self.halfway: dict[tuple[PlanId, date, BuildingId], StairwellId] = {}

    def planned(self, event: TasksPlanned, envelope: Envelope) -> None:
        """A plan that goes on stays with its building; what it posted and skips stays too."""
        before = self.calendars.get(event.plan_id)
        demand(event.since == envelope.context.at, "events are self-contained", event)
        days = list(event.recurrence.days())
        if before is None:
            self.calendars[event.plan_id] = Calendar(event, days)
            return
        demand(not before.over, "R23", event)
        demand(before.planned.building_id == event.building_id, "one plan", event)
        before.planned, before.days = event, days

    def begins(self, calendar: Calendar, day: date) -> datetime:
        """When the clocks of the place show the hour of the plan."""
        clock = time.fromisoformat(calendar.planned.begins)
        wall = datetime.combine(day, clock, ZoneInfo(self.known.zone))
        return wall.astimezone(UTC)

    def is_day(self, calendar: Calendar, day: date, at: datetime, what: object) -> None:
        """A day of the rule that had not begun when it was planned, and after which none has."""
        demand(not calendar.over, "R23", what)
        demand(day in calendar.days, "R15", what)
        demand(self.begins(calendar, day) >= calendar.planned.since, "R15", what)
        later = [one for one in calendar.days if one > day and self.begins(calendar, one) <= at]
        demand(not later, "R15", (what, later[:1]))

    def is_due(
        self,
        event: PlannedTaskPosted | PostingPaused | PlannedDayPosted,
        envelope: Envelope,
    ) -> Calendar:
        """A day that has begun, is not skipped, and is posted once in a building of the plan."""
        calendar, at = self.calendars[event.plan_id], envelope.context.at
        self.is_day(calendar, event.day, at, event)
        demand(self.begins(calendar, event.day) <= at, "R15", event)
        demand(event.day not in calendar.skipped, "R15", event)
        demand((event.day, event.building_id) not in calendar.posted, "R15", event)
        demand(calendar.planned.building_id in (None, event.building_id), "one plan", event)
        return calendar

    def task_posted(self, event: PlannedTaskPosted, envelope: Envelope) -> None:
        """One task for each stairwell of the building, as it was planned."""
        calendar = self.is_due(event, envelope)
        there = self.other(NoticesOnlooker).there
        demand(there.get(event.stairwell_id) == event.building_id, "R15", event)
        demand((event.day, event.stairwell_id) not in calendar.tasks, "R15", event)
        posted, plan = self.other(TasksOnlooker).jobs[event.task_id].posted, calendar.planned
        told = (posted.title, posted.most, posted.evidence, posted.service)
        meant = (plan.title, plan.most, plan.evidence, plan.service)
        demand(told == meant, "events are self-contained", (event, posted))
        calendar.tasks[event.day, event.stairwell_id] = event.task_id

    def paused(self, event: PostingPaused, envelope: Envelope) -> None:
        """It goes on behind where it was left off."""
        self.is_due(event, envelope)
        key = (event.plan_id, event.day, event.building_id)
        demand(self.halfway.get(key, "") < event.after, "posting goes on", event)
        self.halfway[key] = event.after

    def day_posted(self, event: PlannedDayPosted, envelope: Envelope) -> None:
        """No stairwell that is there is left out, unless its task was there before."""
        calendar = self.is_due(event, envelope)
        jobs = self.other(TasksOnlooker).jobs
        for stairwell, building in self.other(NoticesOnlooker).there.items():
            name = TaskId(f"{event.plan_id}-{event.day:%Y%m%d}-{stairwell}")
            has = (event.day, stairwell) in calendar.tasks or name in jobs
            demand(building != event.building_id or has, "R15", (event, stairwell))
        calendar.posted.add((event.day, event.building_id))
        self.halfway.pop((event.plan_id, event.day, event.building_id), None)

    def skipped(self, event: PlannedDaySkipped, envelope: Envelope) -> None:
        """A day that has no tasks yet, for a reason, once."""
        calendar = self.calendars[event.plan_id]
        self.is_day(calendar, event.day, envelope.context.at, event)
        demand(event.reason.strip() and event.day not in calendar.skipped, "R15", event)
        demand(event.day not in [day for day, _ in calendar.posted], "R15", event)
        calendar.skipped.add(event.day)

    def ended(self, event: TaskPlanEnded, _: Envelope) -> None:
        """Once."""
        demand(not self.calendars[event.plan_id].over, "R23", event)
        self.calendars[event.plan_id].over = True

    def done(self, rows: list[Recorded[Event]]) -> None:
        """Nothing is left halfway, and what a plan posted is tied to it."""
        demand(not self.halfway, "posting goes on", self.halfway)
        events = [row.event for row in rows]
        tied = {one.task_id for one in events if isinstance(one, PlannedTaskPosted)}
        for row in rows:
            by_a_plan = row.envelope.command.spec.name.startswith("plan.")
            if isinstance(row.event, TaskPosted) and by_a_plan:
                demand(row.event.task_id in tied, "a task tells its stairwell", row.event)
