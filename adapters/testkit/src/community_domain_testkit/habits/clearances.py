"""Habits of clearances: who may work with minors on which days, and who is a tutor."""

from datetime import date, timedelta

import attrs
from hypothesis import strategies as st

from community_domain import MemberId, System
from community_domain.community import ChangeSettings
from community_domain.members import (
    CLEARANCE_REQUIRED,
    COORDINATOR,
    TUTOR,
    ClearanceRecorded,
    GrantRole,
    RecordClearance,
    RegisterMember,
    ReleaseTutor,
    RevokeRole,
    RoleGranted,
    WithdrawClearance,
)
from community_domain.shifts import (
    DefinePosition,
    ReleaseUncleared,
    ReviewClearance,
    ScheduleShift,
    ShiftTaken,
    TakeShift,
)

from ..founding import FOUNDER
from ..moves import Move, OnDay
from .telling import ADULT_BIRTHDAYS, HOUR, Cast, Habits, Overrides, period_ahead, topic, wished

__all__ = ["CLEARANCES"]

CLOCK = System("clock")
LONG_AGO, FAR = date(2024, 1, 1), date(2030, 1, 1)
SOON = (date(2024, 6, 1), date(2024, 6, 2), date(2024, 6, 3))
"""Days on which most stories are told."""


def _paper(cast: Cast, who: MemberId, since: date = LONG_AGO, until: date = FAR) -> Move:
    """Somebody may work with minors for some days."""
    named = {"clearance_id": cast.new("clearance"), "member_id": who}
    words = {"kind": "one", "issued_by": "one", "evidence": None}
    return wished(RecordClearance, **named, **words, since=since, until=until)


def _withdrawn(who: MemberId, clearance_id: str) -> Move:
    named = {"clearance_id": clearance_id, "member_id": who}
    return wished(WithdrawClearance, **named, reason="one")


def _without_any(cast: Cast, who: MemberId) -> list[Move]:
    """Clearances are asked for, and somebody loses all that stories know of."""
    return [
        wished(ChangeSettings, settings=(CLEARANCE_REQUIRED.at(1),)),
        *(_withdrawn(who, paper) for paper in cast.pool("clearance")),
    ]


def _prologue(cast: Cast) -> list[Move]:
    """Everybody of age may work with minors; of the founder another coordinator says so."""
    office = {"member_id": cast.adult, "role": COORDINATOR}
    founder = attrs.evolve(_paper(cast, FOUNDER), by=cast.adult)
    if not cast.adults:
        return []
    return [
        *(_paper(cast, who) for who in cast.adults),
        wished(GrantRole, **office),
        founder,
        wished(RevokeRole, **office),
    ]


def _beside_minors(cast: Cast) -> list[Move]:
    """Two are with minors, one loses the clearance, comes back with another, for good this time."""
    where, position = {"shift_id": cast.new("shift")}, {"position_id": cast.new("position")}
    planned = {"period": period_ahead(HOUR, HOUR), "least": 1, "most": 4}
    take = wished(TakeShift, **where, member_id=cast.adult)
    return [
        wished(DefinePosition, **position, title="one"),
        wished(ScheduleShift, **where, **position, **planned),
        _paper(cast, cast.other),
        wished(TakeShift, **where, member_id=cast.other),
        take,
        *(wished(TakeShift, **where, member_id=who) for who in cast.minors),
        *_without_any(cast, cast.adult),
        take,
        _paper(cast, cast.adult, SOON[0], SOON[-1]),
        take,
        _withdrawn(cast.adult, cast.new("clearance")),
        _paper(cast, cast.adult),
    ]


def _tutoring(cast: Cast) -> list[Move]:
    """Who is cleared becomes a tutor; what nobody recorded is withdrawn; one vouches for oneself.

    A few days later the clearance has run out.
    """
    tutor = wished(GrantRole, member_id=cast.adult, role=TUTOR)
    release = wished(ReleaseTutor, member_id=cast.adult)
    return [
        *_without_any(cast, cast.adult),
        _withdrawn(cast.adult, cast.new("clearance")),
        tutor,
        _paper(cast, cast.adult, SOON[0], SOON[-1]),
        tutor,
        _paper(cast, FOUNDER),
        attrs.evolve(release, by=CLOCK, after=timedelta(days=3)),
    ]


def _run_out(cast: Cast) -> list[Move]:
    """A newcomer is a tutor for as long as the one clearance counts."""
    who = {"member_id": MemberId(cast.new("member", 30))}
    named = {**who, "clearance_id": cast.new("clearance", 7), "kind": "one", "issued_by": "one"}
    days = {"since": LONG_AGO, "until": OnDay(timedelta(days=1)), "evidence": None}
    release = attrs.evolve(wished(ReleaseTutor, **who), by=CLOCK, after=timedelta(days=3))
    return [
        wished(ChangeSettings, settings=(CLEARANCE_REQUIRED.at(1),)),
        wished(RegisterMember, **who, name="one", born=ADULT_BIRTHDAYS[0]),
        wished(RecordClearance, **named, **days),
        wished(GrantRole, **who, role=TUTOR),
        release,
    ]


def _overrides(cast: Cast) -> Overrides:
    adults = st.sampled_from([*cast.adults, FOUNDER])
    return {
        (RecordClearance, "member_id"): adults,
        (RecordClearance, "since"): st.sampled_from([LONG_AGO, LONG_AGO, *SOON[1:]]),
        (RecordClearance, "until"): st.sampled_from([FAR, FAR, *SOON[1:]]),
        (RecordClearance, "evidence"): st.none(),
        (WithdrawClearance, "member_id"): adults,
    }


CLEARANCES = Habits(
    actors={
        RecordClearance: (FOUNDER,),
        WithdrawClearance: (FOUNDER,),
        ReleaseTutor: (CLOCK,),
        ReviewClearance: (CLOCK,),
        ReleaseUncleared: (CLOCK,),
    },
    topics={
        RecordClearance: (
            topic(ClearanceRecorded, "clearance_id", "member_id"),
            topic((ShiftTaken, RoleGranted), "member_id"),
        ),
        WithdrawClearance: (topic(ClearanceRecorded, "clearance_id", "member_id"),),
        ReleaseTutor: (topic(RoleGranted, "member_id"),),
        ReviewClearance: (topic(ShiftTaken, "member_id"),),
        ReleaseUncleared: (topic(ShiftTaken, "shift_id", "member_id"),),
    },
    biting={"member.clearance-required": (0, 1)},
    plots=(_beside_minors, _tutoring, _run_out),
    prologue=_prologue,
    overrides=_overrides,
)
