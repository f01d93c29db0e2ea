"""What is wished of the app, and how often: what makes its users meet."""

from datetime import timedelta

import attrs
from community_domain_testkit import FOUNDER, Cast, Habits, Move, Moves, Who, wished
from community_domain_testkit.habits.activities import ACTIVITIES
from community_domain_testkit.habits.community import COMMUNITY
from community_domain_testkit.habits.members import MEMBERS
from community_domain_testkit.habits.shifts import SHIFTS
from community_domain_testkit.habits.telling import Overrides, period_ahead
from hypothesis import strategies as st

from community_domain.activities import RecordPresence, ScheduleOccurrence, SignUp, Withdraw
from community_domain.shifts import DefinePosition, RecordAbsence, ScheduleShift, TakeShift

from .endpoints import ENDPOINTS

__all__ = ["MOVES"]

AHEAD = tuple(timedelta(hours=hours) for hours in (6, 14, 20, 22, 24, 72, 120))
"""From now to a beginning: long enough for people to sign up, and often up to a midnight."""
LENGTHS = tuple(timedelta(hours=hours) for hours in (1, 2, 4))


def _scheduled(cast: Cast, ahead: timedelta, seats: int) -> Move:
    """An occurrence of the first activity."""
    return wished(
        ScheduleOccurrence,
        occurrence_id=cast.new("occurrence"),
        activity_id=cast.pool("activity")[0],
        period=period_ahead(ahead, LENGTHS[0]),
        capacity=seats,
    )


def _evening(cast: Cast) -> list[Move]:
    """Something takes place in some days, with seats for three, and somebody comes."""
    where = {"occurrence_id": cast.new("occurrence")}
    return [_scheduled(cast, AHEAD[-1], 3), wished(SignUp, **where, member_id=cast.adult)]


def _freed_seat(cast: Cast) -> list[Move]:
    """Somebody waits for a seat, and whoever has it gives it up."""
    where = {"occurrence_id": cast.new("occurrence")}
    return [
        _scheduled(cast, AHEAD[-1], 1),
        wished(SignUp, **where, member_id=cast.adult),
        wished(SignUp, **where, member_id=cast.other),
        wished(Withdraw, **where, member_id=cast.adult),
    ]


def _roll_call(cast: Cast) -> list[Move]:
    """Somebody comes, and a coordinator notes it afterwards."""
    who = {"occurrence_id": cast.new("occurrence"), "member_id": cast.adult}
    noted = attrs.evolve(wished(RecordPresence, **who), after=AHEAD[0] + LENGTHS[0])
    return [_scheduled(cast, AHEAD[0], 3), wished(SignUp, **who), noted]


def _missed_shift(cast: Cast) -> list[Move]:
    """Two take a shift, and one of them does not come."""
    shift = {"shift_id": cast.new("shift")}
    position = {"position_id": cast.new("position")}
    period = period_ahead(AHEAD[0], LENGTHS[0])
    missed = wished(RecordAbsence, **shift, member_id=cast.other)
    return [
        wished(DefinePosition, **position, title="one"),
        wished(ScheduleShift, **shift, **position, period=period, least=1, most=2),
        wished(TakeShift, **shift, member_id=cast.adult),
        wished(TakeShift, **shift, member_id=cast.other),
        attrs.evolve(missed, after=AHEAD[0] + LENGTHS[0]),
    ]


def _overrides(_: Cast) -> Overrides:
    periods = st.builds(period_ahead, st.sampled_from(AHEAD), st.sampled_from(LENGTHS))
    return {
        (ScheduleOccurrence, "period"): periods,
        (ScheduleOccurrence, "capacity"): st.sampled_from([1, 2, 2, 3, None]),
        (ScheduleOccurrence, "opens"): st.none(),
        (ScheduleOccurrence, "closes"): st.none(),
        (SignUp, "priority"): st.sampled_from([*[0] * 9, 1]),
    }


EVENINGS = Habits(
    weights={SignUp: 60, ScheduleOccurrence: 8, TakeShift: 8},
    actors={SignUp: (FOUNDER, FOUNDER, FOUNDER, Who.NAMED, Who.GUARDIAN)},
    plots=(_evening, _evening, _evening, _freed_seat, _roll_call, _missed_shift),
    overrides=_overrides,
)
OF_THE_LIBRARY = tuple(
    attrs.evolve(one, plots=()) for one in (COMMUNITY, MEMBERS, ACTIVITIES, SHIFTS)
)
"""Without its plots, which are about rules: those are not what is tested here."""

MOVES = Moves(
    adults=5,
    minors=1,
    occurrences=3,
    kinds=tuple(ENDPOINTS.values()),
    habits=(*OF_THE_LIBRARY, EVENINGS),
)
"""Of a few people who all want the same; the app is asked for what it has endpoints for."""
