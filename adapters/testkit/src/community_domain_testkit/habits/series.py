"""Habits of series: plans for the weeks around the beginning, and dates that change."""

from datetime import date, timedelta

import attrs
from hypothesis import strategies as st

from community_domain.activities import (
    ActivityOffered,
    CancelOccurrence,
    CheckIn,
    Filling,
    FillSeats,
    GenerateOccurrences,
    MoveOccurrence,
    OccurrenceGenerated,
    OccurrenceScheduled,
    PlanSeries,
    Recurrence,
    ScheduleOccurrence,
    SeriesPlanned,
    SignUp,
    Weekday,
)

from ..founding import BEGINNING
from ..moves import Edge, Move
from .activities import scheduled
from .telling import HOUR, NOW, Cast, Habits, Overrides, period_ahead, topic, wished

__all__ = ["SERIES"]

FIRST = BEGINNING.date()
SINCE, UNTIL = FIRST - timedelta(days=2), FIRST + timedelta(days=15)
DAYS = [FIRST + timedelta(days=number) for number in (-2, 0, 1, 3, 7, 15, 40)]
RULE = Recurrence(FIRST, 1, weekdays=(Weekday.MONDAY, Weekday.SATURDAY), count=4)


def _plan(series: str, activity: str, rule: Recurrence = RULE, begins: str = "09:00") -> Move:
    """A series whose freed seats are offered."""
    return wished(
        PlanSeries,
        series_id=series,
        activity_id=activity,
        recurrence=rule,
        begins=begins,
        minutes=60,
        capacity=2,
        filling=Filling.BY_OFFER,
    )


def _generate(series: str, until: date = UNTIL) -> Move:
    return wished(GenerateOccurrences, series_id=series, since=SINCE, until=until)


def _planned_again(cast: Cast) -> list[Move]:
    """A series is planned, made, planned otherwise for other days, and made again."""
    series, activity = cast.new("series"), cast.pool("activity")[0]
    rule = Recurrence(FIRST, 1, weekdays=(Weekday.MONDAY, Weekday.SUNDAY), count=5)
    return [
        _plan(series, activity),
        _generate(series),
        _plan(series, activity, rule, "10:00"),
        _generate(series),
        _plan(series, cast.pool("activity")[-1]),
    ]


def _too_much(cast: Cast) -> list[Move]:
    """Every day for long is more than one stretch; and a day of it is there already."""
    series, activity = cast.new("series"), cast.pool("activity")[0]
    taken = f"{series}-{FIRST + timedelta(days=1):%Y%m%d}"
    return [
        _plan(series, activity, Recurrence(FIRST, 1, "days", count=200)),
        _generate(series, FIRST + timedelta(days=100)),
        scheduled(cast, taken, 6 * HOUR),
        _generate(series),
    ]


def _called_off(cast: Cast) -> list[Move]:
    """Two sign up and one comes, then it is called off, and signed up for in vain."""
    where = {"occurrence_id": cast.new("occurrence")}
    move = wished(MoveOccurrence, **where, period=period_ahead(3 * HOUR, HOUR))
    return [
        attrs.evolve(scheduled(cast, where["occurrence_id"], HOUR)),
        wished(SignUp, **where, member_id=cast.adult),
        wished(SignUp, **where, member_id=cast.other),
        move,
        attrs.evolve(wished(CheckIn, **where, member_id=cast.adult, at=NOW), after=Edge(HOUR / 4)),
        wished(CancelOccurrence, **where, reason="one"),
        wished(SignUp, **where, member_id=cast.minor),
        wished(FillSeats, **where),
    ]


def _moved(cast: Cast) -> list[Move]:
    """A date without sign-ups is moved."""
    where = {"occurrence_id": cast.new("occurrence")}
    return [
        scheduled(cast, where["occurrence_id"], 6 * HOUR),
        wished(MoveOccurrence, **where, period=period_ahead(3 * HOUR, HOUR)),
    ]


def _overrides(_: Cast) -> Overrides:
    days = st.sampled_from(DAYS)
    return {
        (Recurrence, "first"): days,
        (Recurrence, "last"): st.none() | days,
        (Recurrence, "every"): st.sampled_from([1, 1, 2]),
        (Recurrence, "count"): st.sampled_from([None, 1, 3, 8, 60]),
        (GenerateOccurrences, "since"): days,
        (GenerateOccurrences, "until"): days,
        (PlanSeries, "begins"): st.sampled_from(["09:00", "23:30", "02:30"]),
        (PlanSeries, "minutes"): st.sampled_from([60, 120]),
        (PlanSeries, "capacity"): st.sampled_from([1, 2, None]),
        (PlanSeries, "opens_hours"): st.sampled_from([None, None, 48]),
        (PlanSeries, "closes_minutes"): st.sampled_from([0, 0, 1]),
    }


SERIES = Habits(
    weights={PlanSeries: 2, GenerateOccurrences: 3},
    topics={
        PlanSeries: (topic(ActivityOffered, "activity_id"), topic(SeriesPlanned, "series_id")),
        GenerateOccurrences: (topic(SeriesPlanned, "series_id"),),
        MoveOccurrence: (topic(OccurrenceScheduled, "occurrence_id"),),
        CancelOccurrence: (topic(OccurrenceScheduled, "occurrence_id"),),
        SignUp: (topic(OccurrenceGenerated, "occurrence_id"),),
        ScheduleOccurrence: (topic(OccurrenceGenerated, "occurrence_id"),),
    },
    plots=(_planned_again, _too_much, _called_off, _moved),
    overrides=_overrides,
)
