"""Offering, scheduling, and how many seats there are."""

from collections.abc import Iterator

from ...community.state import Settings
from ...kernel import (
    Context,
    Event,
    LocalPeriod,
    Read,
    decides,
)
from ...members.policies import (
    coordinator,
)
from ..commands import (
    ChangeCapacity,
    OfferActivity,
    ScheduleOccurrence,
)
from ..events import (
    ActivityOffered,
    CapacityChanged,
    OccurrenceScheduled,
)
from ..policies import (
    its_coordinator,
    must_take_place,
    planned,
    seats_go_to_waiters,
)
from ..refusals import (
    ActivityExists,
    ActivityUnknown,
    OccurrenceExists,
    OccurrenceOver,
)
from ..state import Offering, Schedule, Seats

__all__ = ["change_capacity", "offer_activity", "schedule_occurrence"]


@decides(by=coordinator(), backfills=True)
def offer_activity(command: OfferActivity, context: Context, read: Read) -> Iterator[Event]:
    """Offer an activity once."""
    title = read(Offering(command.activity_id)).title
    if title is None:
        yield ActivityOffered(command.activity_id, command.title)
    elif title != command.title:
        raise ActivityExists(command.activity_id)


@decides(by=coordinator("activity_id"), backfills=True)
def schedule_occurrence(
    command: ScheduleOccurrence, context: Context, read: Read
) -> Iterator[Event]:
    """Give an activity a date that is not past, in UTC and as its clocks will show it (R15)."""
    offering, schedule, settings = read(
        Offering(command.activity_id), Schedule(command.occurrence_id), Settings()
    )
    if offering.title is None:
        raise ActivityUnknown(command.activity_id)
    new = OccurrenceScheduled(
        command.occurrence_id,
        command.activity_id,
        command.period,
        LocalPeriod.of(command.period, settings.zone),
        command.place,
        command.capacity,
        command.opens,
        command.closes or command.period.start,
    )
    if schedule.scheduled == new:
        return
    if schedule.scheduled is not None:
        raise OccurrenceExists(command.occurrence_id)
    if command.period.end <= context.at:
        raise OccurrenceOver(command.occurrence_id, command.period.end)
    yield new


@decides(by=its_coordinator)
def change_capacity(command: ChangeCapacity, context: Context, read: Read) -> Iterator[Event]:
    """Change the capacity: evict nobody (R10), fill what became free (R12)."""
    scheduled, seats = planned(command.occurrence_id, read), read(Seats(command.occurrence_id))
    if context.at >= scheduled.period.end:
        raise OccurrenceOver(command.occurrence_id, scheduled.period.end)
    if command.capacity == seats.capacity:
        return
    must_take_place(command.occurrence_id, read)
    yield CapacityChanged(command.occurrence_id, command.capacity)
    taken = len(seats.confirmed) + len(seats.held)
    free = len(seats.waiting) if command.capacity is None else command.capacity - taken
    yield from seats_go_to_waiters(seats, free, context, read)
