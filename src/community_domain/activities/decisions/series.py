"""Series: their plan, and the occurrences that follow from it; dates that change."""

from collections.abc import Iterator
from datetime import date
from itertools import dropwhile, islice, takewhile

from ...community.state import Settings
from ...kernel import Context, Event, LocalPeriod, Read, decides
from ...members.policies import coordinator
from ..commands import CancelOccurrence, GenerateOccurrences, MoveOccurrence, PlanSeries
from ..events import (
    CapacityChanged,
    FillingChanged,
    OccurrenceCancelled,
    OccurrenceGenerated,
    OccurrenceMoved,
    OccurrenceScheduled,
    OfferReleased,
    SeatReleased,
    SeriesPlanned,
)
from ..policies import (
    as_planned,
    coordinator_of_series,
    its_coordinator,
    must_take_place,
    planned,
)
from ..refusals import (
    ActivityUnknown,
    HasSignUps,
    OccurrenceCalledOff,
    OccurrenceExists,
    OccurrenceOver,
    SeriesExists,
    SeriesUnknown,
    TooManyDates,
)
from ..state import Arrivals, Offering, Schedule, Seats, Series
from ..values import Filling, OccurrenceId

__all__ = ["cancel_occurrence", "generate_occurrences", "move_occurrence", "plan_series"]

DATES = 25
"""More dates than this are more than one decision reads, which looks at each in two states."""
NOT_PLANNED = "no day of the series any more"


@decides(by=coordinator("activity_id"), backfills=True)
def plan_series(command: PlanSeries, context: Context, read: Read) -> Iterator[Event]:
    """Let an activity recur; a series that is there recurs otherwise from now on."""
    offering, series = read(Offering(command.activity_id), Series(command.series_id))
    if offering.title is None:
        raise ActivityUnknown(command.activity_id)
    if series.plan is not None and series.plan.activity_id != command.activity_id:
        raise SeriesExists(command.series_id)
    new = SeriesPlanned(
        command.series_id,
        command.activity_id,
        command.recurrence,
        command.begins,
        command.minutes,
        command.place,
        command.capacity,
        command.filling,
        command.opens_hours,
        command.closes_minutes,
    )
    if series.plan != new:
        yield new


@decides(by=coordinator_of_series, backfills=True)
def generate_occurrences(
    command: GenerateOccurrences, context: Context, read: Read
) -> Iterator[Event]:
    """Bring a stretch in line with its plan, but for exceptions, sign-ups and the past (R15)."""
    series, settings = read(Series(command.series_id), Settings())
    plan = series.plan
    if plan is None:
        raise SeriesUnknown(command.series_id)
    later = dropwhile(lambda day: day < command.since, plan.recurrence.days())
    within = takewhile(lambda day: day <= command.until, later)
    wanted = list(islice(within, DATES + 1))
    made = [day for day in series.generated if command.since <= day <= command.until]
    every = sorted({*wanted, *made})
    if len(every) > DATES:
        raise TooManyDates(command.series_id, DATES)
    for day in every:
        new = as_planned(plan, day, settings.zone)
        if day not in series.generated:
            yield from _generated(plan, day, new, context, read)
        elif _follows_the_plan(new.occurrence_id, context, read):
            if day in wanted:
                yield from _in_line(plan, new, context, read)
            else:
                yield OccurrenceCancelled(new.occurrence_id, context.at, NOT_PLANNED)


@decides(by=its_coordinator)
def move_occurrence(command: MoveOccurrence, context: Context, read: Read) -> Iterator[Event]:
    """Give an occurrence another date, which is not past, while nobody has signed up (R15)."""
    occurrence_id, old = command.occurrence_id, planned(command.occurrence_id, read)
    if command.period == old.period:
        return
    must_take_place(occurrence_id, read)
    seats, settings = read(Seats(occurrence_id), Settings())
    for ends in (old.period.end, command.period.end):
        if ends <= context.at:
            raise OccurrenceOver(occurrence_id, ends)
    if number := len(seats.confirmed) + len(seats.waiting):
        raise HasSignUps(occurrence_id, number)
    later = command.period.start - old.period.start
    yield OccurrenceMoved(
        occurrence_id,
        command.period,
        LocalPeriod.of(command.period, settings.zone),
        old.place,
        old.opens and old.opens + later,
        min(old.closes + later, command.period.end),
        exception=True,
    )


@decides(by=its_coordinator)
def cancel_occurrence(command: CancelOccurrence, context: Context, read: Read) -> Iterator[Event]:
    """Cancel for good, and release who has not arrived: nobody is a no-show by it (R15, R23)."""
    occurrence_id, ends = command.occurrence_id, planned(command.occurrence_id, read).period.end
    seats, arrivals = read(Seats(occurrence_id), Arrivals(occurrence_id))
    if seats.cancelled:
        return
    if context.at >= ends:
        raise OccurrenceOver(occurrence_id, ends)
    yield OccurrenceCancelled(occurrence_id, context.at, command.reason)
    reason = OccurrenceCalledOff.code
    for member_id in seats.confirmed:
        if member_id not in arrivals.members:
            yield SeatReleased(occurrence_id, member_id, reason)
    for number, offer in seats.offers.items():
        if offer.outcome is None:
            yield OfferReleased(occurrence_id, number, tuple(offer.members), reason)


def _generated(
    plan: SeriesPlanned, day: date, new: OccurrenceScheduled, context: Context, read: Read
) -> Iterator[Event]:
    """A new occurrence for a day of the series that is not over."""
    if new.period.end <= context.at:
        return
    if read(Schedule(new.occurrence_id)).scheduled is not None:
        raise OccurrenceExists(new.occurrence_id)
    yield new
    yield OccurrenceGenerated(plan.series_id, new.occurrence_id, day)
    if plan.filling is not Filling.AUTOMATIC:
        yield FillingChanged(new.occurrence_id, plan.filling)


def _follows_the_plan(occurrence_id: OccurrenceId, context: Context, read: Read) -> bool:
    """Whether an occurrence moves with its series: no exception, ahead, and nobody signed up."""
    schedule, seats = read(Schedule(occurrence_id), Seats(occurrence_id))
    if schedule.scheduled is None or schedule.cancelled or schedule.exception:
        return False
    is_ahead = context.at < schedule.scheduled.period.start
    return is_ahead and not seats.confirmed and not seats.waiting


def _in_line(
    plan: SeriesPlanned, new: OccurrenceScheduled, context: Context, read: Read
) -> Iterator[Event]:
    """What brings an occurrence to where its plan has it now, unless that is past."""
    occurrence_id = new.occurrence_id
    seats, old = read(Seats(occurrence_id)), planned(occurrence_id, read)
    is_there = (old.period, old.place, old.opens, old.closes) == (
        new.period,
        new.place,
        new.opens,
        new.closes,
    )
    if not is_there and new.period.end > context.at:
        yield OccurrenceMoved(
            occurrence_id,
            new.period,
            new.local,
            new.place,
            new.opens,
            new.closes,
            exception=False,
        )
    if seats.capacity != new.capacity:
        yield CapacityChanged(occurrence_id, new.capacity)
    if seats.filling is not plan.filling:
        yield FillingChanged(occurrence_id, plan.filling)
