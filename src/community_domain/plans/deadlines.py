"""What time asks for: the tasks of the last day that has begun, in each building."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from ..community.events import BuildingAdded, CommunityFounded
from ..community.values import BuildingId
from ..kernel import Command, Deadlines, deadlines, folded, on
from .commands import PostPlannedTasks
from .events import PlannedDayPosted, PlannedDaySkipped, TaskPlanEnded, TasksPlanned
from .state import latest_day
from .values import PlanId

__all__ = ["PlanDeadlines"]


@deadlines
class PlanDeadlines(Deadlines):
    """From its hour on each day of a plan is posted, building by building (R15).

    Whoever holds the clock may have been away: only the last day that has begun is due then, so
    that nobody finds a month of tasks on one morning.
    """

    zone: str = folded("UTC")
    buildings: dict[BuildingId, None] = folded(factory=dict)
    plans: dict[PlanId, TasksPlanned] = folded(factory=dict)
    skipped: dict[PlanId, set[date]] = folded(factory=dict)
    posted: dict[tuple[PlanId, BuildingId], date] = folded(factory=dict)
    """The last day that a building has tasks of."""
    last: dict[PlanId, date] = folded(factory=dict)
    """The last day that any building has tasks of."""

    def due(self, at: datetime) -> Iterator[Command]:
        """Days to post, plan by plan."""
        for plan_id, planned in self.plans.items():
            day = latest_day(planned, at, self.zone)
            if day is None or day in self.skipped.get(plan_id, ()):
                continue
            for building_id in self._planned_for(planned):
                if self.posted.get((plan_id, building_id), date.min) < day:
                    yield PostPlannedTasks(plan_id, day, building_id)

    def _planned_for(self, planned: TasksPlanned) -> Iterable[BuildingId]:
        return self.buildings if planned.building_id is None else (planned.building_id,)

    @on
    def founded(self, event: CommunityFounded) -> None:
        self.zone = event.zone

    @on
    def building_added(self, event: BuildingAdded) -> None:
        self.buildings[event.building_id] = None
        for plan_id, day in self.last.items():
            # What the others had before it was there is not made up for.
            self.posted.setdefault((plan_id, event.building_id), day)

    @on
    def tasks_planned(self, event: TasksPlanned) -> None:
        self.plans[event.plan_id] = event

    @on
    def day_posted(self, event: PlannedDayPosted) -> None:
        self.posted[event.plan_id, event.building_id] = event.day
        self.last[event.plan_id] = event.day

    @on
    def day_skipped(self, event: PlannedDaySkipped) -> None:
        self.skipped.setdefault(event.plan_id, set()).add(event.day)

    @on
    def ended(self, event: TaskPlanEnded) -> None:
        self.plans.pop(event.plan_id, None)
