"""Who served: shifts with their holders, and what became of each place.

What became of it is folded by the core's own `Duty`, so figures and decisions agree.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar

import attrs

from community_domain import Event, MemberId, Recorded
from community_domain.activities import ActivityId
from community_domain.shifts import Duty, ShiftHandedOver, ShiftId, ShiftScheduled

from .folding import Handler, Projection, steps_of
from .pages import PAGE, Page
from .rolls import Roll

__all__ = ["DutyFigures", "Rosters"]

Id = TypeVar("Id", bound=str)

TURNS = steps_of(Duty)
"""What each event does to a duty."""
OPEN = "open"
"""No outcome yet."""


@attrs.frozen
class DutyFigures(Generic[Id]):
    """What was counted for a person, a shift, or all shifts of an activity."""

    of: Id
    position: int
    """Where it came into the figures; 0 when it did not."""
    places: int
    """Places held: taken, and neither handed over nor released."""
    served: int
    absent: int
    """Those that stand; contested ones stand until they are lifted."""
    excused: int
    open: int
    """Places of which nobody has told yet what became of them."""


@attrs.define
class Rosters(Projection):
    """Shifts and who was on them; folding is linear, counting is done when it is asked for."""

    planned: dict[ShiftId, ShiftScheduled] = attrs.field(
        factory=dict[ShiftId, ShiftScheduled], init=False
    )
    """Title, period and place behind each id, in the order of planning."""
    _shifts: Roll[ShiftId] = attrs.field(factory=Roll[ShiftId], init=False, repr=False)
    _persons: Roll[MemberId] = attrs.field(factory=Roll[MemberId], init=False, repr=False)
    _of_activity: dict[ActivityId, list[ShiftId]] = attrs.field(
        factory=dict[ActivityId, list[ShiftId]], init=False, repr=False
    )
    _on: dict[ShiftId, dict[MemberId, Duty]] = attrs.field(
        factory=dict[ShiftId, dict[MemberId, Duty]], init=False, repr=False
    )
    _by: dict[MemberId, dict[ShiftId, Duty]] = attrs.field(
        factory=dict[MemberId, dict[ShiftId, Duty]], init=False, repr=False
    )

    def handlers(self) -> Mapping[type[Event], Handler]:
        """Plans make rows, all that turns a duty makes figures."""
        return {
            **dict.fromkeys(TURNS, self._turn),
            ShiftHandedOver: self._hand_over,
            ShiftScheduled: self._plan,
        }

    def person(self, member_id: MemberId) -> DutyFigures[MemberId]:
        """A member's figures, over all shifts; all 0 without a place ever held."""
        since = self._persons.positions.get(member_id, 0)
        return _figures(member_id, since, self._by.get(member_id, {}).values())

    def shift(self, shift_id: ShiftId) -> DutyFigures[ShiftId]:
        """The figures of one shift; all 0 when it was not planned."""
        since = self._shifts.positions.get(shift_id, 0)
        return _figures(shift_id, since, self._on.get(shift_id, {}).values())

    def activity(self, activity_id: ActivityId) -> DutyFigures[ActivityId]:
        """The figures of all shifts of an activity together; all 0 when it has none."""
        shifts = self._of_activity.get(activity_id, [])
        since = self._shifts.positions[shifts[0]] if shifts else 0
        duties = (duty for shift in shifts for duty in self._on.get(shift, {}).values())
        return _figures(activity_id, since, duties)

    def served(self, shift_id: ShiftId) -> tuple[MemberId, ...]:
        """Who was on duty at a shift, in the order in which they got their places."""
        duties = self._on.get(shift_id, {}).items()
        return tuple(member_id for member_id, duty in duties if duty.outcome == "attended")

    def served_at(self, activity_id: ActivityId) -> tuple[MemberId, ...]:
        """Who was on duty at any shift of an activity, each once."""
        shifts = self._of_activity.get(activity_id, [])
        return tuple(dict.fromkeys(one for shift in shifts for one in self.served(shift)))

    def shifts_of(self, member_id: MemberId) -> tuple[ShiftId, ...]:
        """Where a member was on duty, in the order in which they got their places."""
        duties = self._by.get(member_id, {}).items()
        return tuple(shift_id for shift_id, duty in duties if duty.outcome == "attended")

    def shifts(self, *, after: int = 0, size: int = PAGE) -> Page[DutyFigures[ShiftId]]:
        """Every shift, in the order of planning; see `page_of`."""
        return self._shifts.page(self.shift, after=after, size=size, folded=self.position)

    def persons(self, *, after: int = 0, size: int = PAGE) -> Page[DutyFigures[MemberId]]:
        """Everybody who ever had a place, in the order of their first; see `page_of`."""
        return self._persons.page(self.person, after=after, size=size, folded=self.position)

    def _plan(self, recorded: Recorded[ShiftScheduled]) -> None:
        event = recorded.event
        self.planned[event.shift_id] = event
        self._shifts.enter(event.shift_id, recorded.position)
        if event.activity_id is not None:
            self._of_activity.setdefault(event.activity_id, []).append(event.shift_id)

    def _hand_over(self, recorded: Recorded[ShiftHandedOver]) -> None:
        self._turned(recorded, recorded.event.giver_id)

    def _turn(self, recorded: Recorded[Any]) -> None:
        self._turned(recorded, recorded.event.member_id)

    def _turned(self, recorded: Recorded[Any], member_id: MemberId) -> None:
        shift_id: ShiftId = recorded.event.shift_id
        duties = self._on.setdefault(shift_id, {})
        duty = duties.get(member_id)
        if duty is None:
            duty = duties[member_id] = Duty(shift_id, member_id)
            self._by.setdefault(member_id, {})[shift_id] = duty
            self._persons.enter(member_id, recorded.position)
        TURNS[type(recorded.event)](duty, recorded.event)


def _figures(of: Id, position: int, duties: Iterable[Duty]) -> DutyFigures[Id]:
    places, outcomes = 0, Counter[str]()
    for duty in duties:
        places += duty.holds
        if duty.outcome or duty.holds:
            outcomes[duty.outcome or OPEN] += 1
    return DutyFigures(
        of,
        position,
        places,
        served=outcomes["attended"],
        absent=outcomes["absent"],
        excused=outcomes["excused"],
        open=outcomes[OPEN],
    )
