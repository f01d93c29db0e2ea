"""What the log alone tells: nothing here knows a plan, or where it came from."""

from collections.abc import Mapping
from datetime import date, timedelta

import attrs
from community_domain_projections import Handler, People, Projection

from community_domain import Event, EventLog, LocalPeriod, MemberId, Recorded, local_date, zone
from community_domain.community import CommunityFounded, PlaceAdded, PlaceId
from community_domain.shifts import (
    PositionDefined,
    PositionId,
    ShiftCancelled,
    ShiftHandedOver,
    ShiftId,
    ShiftReleased,
    ShiftScheduled,
    ShiftTaken,
)

__all__ = ["Camp", "Figures", "Tally", "replayed"]

HOUR = timedelta(hours=1)


@attrs.define
class Tally:
    """Figures about some shifts."""

    shifts: int = 0
    needed: int = 0
    """Places: the least that each shift needs."""
    offered: int = 0
    """Places: the most that each shift takes."""
    taken: int = 0
    empty: int = 0
    """Shifts that nobody took."""
    below_minimum: int = 0
    """Shifts that fewer took than they need, empty ones included."""
    missing: int = 0
    """Places that they lack to their minimum."""
    full: int = 0
    crossing_midnight: int = 0
    over_clock_change: int = 0
    """Shifts during which the clocks are changed."""
    person_hours: float = 0.0
    """Places taken times the length of the shift."""

    def add(self, shift: ShiftScheduled, taken: int) -> None:
        """Count one more shift."""
        length = shift.period.end - shift.period.start
        self.shifts += 1
        self.needed += shift.least
        self.offered += shift.most
        self.taken += taken
        self.empty += taken == 0
        self.below_minimum += taken < shift.least
        self.missing += max(shift.least - taken, 0)
        self.full += taken >= shift.most
        self.crossing_midnight += _crosses_midnight(shift.local)
        self.over_clock_change += _over_clock_change(shift.local)
        self.person_hours += taken * (length / HOUR)


@attrs.frozen
class Figures:
    """What became of a camp."""

    total: Tally
    positions: dict[str, Tally]
    """By title, in the order in which they were defined."""
    days: dict[date, Tally]
    """By the local day on which the shift begins, in order."""
    venues: int
    without_venue: int
    """Shifts that are nowhere in particular."""
    cancelled: int
    """Shifts that were called off, and count nowhere else."""
    volunteers: int
    minors: int
    on_duty: int
    """Volunteers with a shift at least."""
    minors_on_duty: int
    taken_by_minors: int
    """Places."""
    most_shifts: int
    """That one volunteer took."""
    most_hours: float
    """That one volunteer took."""
    events: int
    """In the log."""


@attrs.define
class Camp(Projection):
    """The shifts there are, and who is on them."""

    founders: dict[MemberId, None] = attrs.field(factory=dict[MemberId, None], init=False)
    places: dict[PlaceId, str] = attrs.field(factory=dict[PlaceId, str], init=False)
    titles: dict[PositionId, str] = attrs.field(factory=dict[PositionId, str], init=False)
    shifts: dict[ShiftId, ShiftScheduled] = attrs.field(
        factory=dict[ShiftId, ShiftScheduled], init=False
    )
    holders: dict[ShiftId, dict[MemberId, ShiftTaken]] = attrs.field(
        factory=dict[ShiftId, dict[MemberId, ShiftTaken]], init=False
    )
    cancelled: int = attrs.field(default=0, init=False)

    def handlers(self) -> Mapping[type[Event], Handler]:
        """Whatever makes a shift, or puts somebody on it or takes them off it."""
        return {
            CommunityFounded: self._founded,
            PlaceAdded: self._added,
            PositionDefined: self._defined,
            ShiftScheduled: self._scheduled,
            ShiftTaken: self._taken,
            ShiftReleased: self._released,
            ShiftHandedOver: self._handed_over,
            ShiftCancelled: self._cancelled,
        }

    @property
    def taken(self) -> tuple[ShiftTaken, ...]:
        """Every place that is taken."""
        return tuple(taken for holders in self.holders.values() for taken in holders.values())

    def _founded(self, recorded: Recorded[CommunityFounded]) -> None:
        self.founders[recorded.event.founder_id] = None

    def _added(self, recorded: Recorded[PlaceAdded]) -> None:
        self.places[recorded.event.place_id] = recorded.event.name

    def _defined(self, recorded: Recorded[PositionDefined]) -> None:
        self.titles[recorded.event.position_id] = recorded.event.title

    def _scheduled(self, recorded: Recorded[ShiftScheduled]) -> None:
        self.shifts[recorded.event.shift_id] = recorded.event
        self.holders[recorded.event.shift_id] = {}

    def _taken(self, recorded: Recorded[ShiftTaken]) -> None:
        event = recorded.event
        self.holders[event.shift_id][event.member_id] = event

    def _released(self, recorded: Recorded[ShiftReleased]) -> None:
        event = recorded.event
        self.holders.get(event.shift_id, {}).pop(event.member_id, None)

    def _handed_over(self, recorded: Recorded[ShiftHandedOver]) -> None:
        self.holders[recorded.event.shift_id].pop(recorded.event.giver_id, None)

    def _cancelled(self, recorded: Recorded[ShiftCancelled]) -> None:
        shift_id = recorded.event.shift_id
        self.cancelled += 1
        del self.shifts[shift_id], self.holders[shift_id]


def replayed(log: EventLog) -> Figures:
    """Fold a log from its first event on."""
    camp = Camp().fold(log)
    people = People().fold(log, as_of=camp.position)
    hours: dict[MemberId, list[float]] = {}
    for taken in camp.taken:
        length = taken.period.end - taken.period.start
        hours.setdefault(taken.member_id, []).append(length / HOUR)
    total, positions, days = _tallies(camp)
    return Figures(
        total,
        positions,
        days,
        venues=len(camp.places),
        without_venue=sum(shift.place_id is None for shift in camp.shifts.values()),
        cancelled=camp.cancelled,
        volunteers=len(people.persons.keys() - camp.founders.keys()),
        minors=len(people.little_teachers),
        on_duty=len(hours),
        minors_on_duty=len(hours.keys() & people.little_teachers.keys()),
        taken_by_minors=sum(taken.minor for taken in camp.taken),
        most_shifts=max(map(len, hours.values()), default=0),
        most_hours=max(map(sum, hours.values()), default=0.0),
        events=camp.position,
    )


def _tallies(camp: Camp) -> tuple[Tally, dict[str, Tally], dict[date, Tally]]:
    """All shifts together, by position and by day."""
    total, days = Tally(), dict[date, Tally]()
    positions = {title: Tally() for title in camp.titles.values()}
    for shift in sorted(camp.shifts.values(), key=lambda one: one.period.start):
        taken = len(camp.holders[shift.shift_id])
        day = local_date(shift.period.start, shift.local.zone)
        position = positions[camp.titles[shift.position_id]]
        for tally in (total, position, days.setdefault(day, Tally())):
            tally.add(shift, taken)
    return total, positions, days


def _crosses_midnight(local: LocalPeriod) -> bool:
    """Whether it touches two local days; what ends at midnight does not."""
    last = local.resolved.end - timedelta.resolution
    return local_date(local.resolved.start, local.zone) != local_date(last, local.zone)


def _over_clock_change(local: LocalPeriod) -> bool:
    """Whether the clocks are changed while it lasts."""
    clocks = zone(local.zone)
    start, end = (at.astimezone(clocks) for at in (local.resolved.start, local.resolved.end))
    return start.utcoffset() != end.utcoffset()
