"""Habits of shifts: few places, skills seldom asked for, and the limits of long days.

Long because each plot is told whole: it is the story of one limit that chance seldom meets.
"""

from datetime import date, timedelta
from typing import Any

import attrs
from hypothesis import strategies as st

from community_domain import Domain, System
from community_domain.community import ChangeSettings
from community_domain.members import ConsentKind, GrantRole, RevokeConsent, UnlinkGuardian
from community_domain.shifts import (
    MINORS_PER_ADULT,
    MINUTES_A_DAY,
    OVERRIDER,
    AbsenceRecorded,
    AcceptStandIn,
    AskStandIn,
    AssignDespiteLimits,
    BeginDuty,
    CallInSick,
    CancelShift,
    CloseDuty,
    ContestAbsence,
    DeclineStandIn,
    DefinePosition,
    DutyBegun,
    EndDuty,
    LiftAbsence,
    PositionDefined,
    RecordAbsence,
    RecordSkill,
    ReleaseFromShift,
    ReleaseShifts,
    ReviewCover,
    ScheduleShift,
    ScheduleStandingDuty,
    ShiftScheduled,
    ShiftTaken,
    StandInAsked,
    TakeShift,
)

from ..founding import FOUNDER
from ..moves import About, Edge, Later, Move, OnDay, Who
from .telling import AROUND, HOUR, NOW, Cast, Habits, Overrides, period_ahead, topic, wished

__all__ = ["SHIFTS"]

SOMEBODY = (FOUNDER, *Who)
BY_THE_CLOCK = (FOUNDER, System("clock"))
SKILLS = ("one", "other")
"""The texts that wishes are made of."""
NIGHTS = tuple(OnDay(number * 24 * HOUR) for number in (1, 2, 3))
"""Of standing duties: from tomorrow on."""


def _prologue(cast: Cast) -> list[Move]:
    """A position open to all, and a shift that an adult takes."""
    return [
        wished(DefinePosition, position_id=cast.new("position"), title="one"),
        _shift(cast, 0, 6 * HOUR, 2 * HOUR),
        _taken(cast, 0, cast.adult),
    ]


def _shift(cast: Cast, number: int, ahead: timedelta, length: timedelta, **fields: Any) -> Move:
    """A shift of the first position."""
    named = {"shift_id": cast.new("shift", number), "position_id": cast.new("position")}
    planned = {"period": period_ahead(ahead, length), "least": 1, "most": 2}
    return wished(ScheduleShift, **{**named, **planned, **fields})


def _open_to_all(cast: Cast, **fields: Any) -> Move:
    return wished(DefinePosition, position_id=cast.new("position"), title="one", **fields)


def _taken(cast: Cast, number: int, member: str) -> Move:
    return wished(TakeShift, shift_id=cast.new("shift", number), member_id=member)


def _handed_over(cast: Cast) -> list[Move]:
    """Two are asked to stand in; one declines, the other takes over and goes there."""
    giver = {"shift_id": cast.new("shift"), "member_id": cast.adult}
    return [
        _open_to_all(cast),
        _shift(cast, 0, HOUR, 2 * HOUR),
        _taken(cast, 0, cast.adult),
        wished(AskStandIn, **giver, stand_in_id=FOUNDER),
        wished(DeclineStandIn, **giver, stand_in_id=FOUNDER),
        wished(AskStandIn, **giver, stand_in_id=cast.other),
        attrs.evolve(wished(AcceptStandIn, **giver, stand_in_id=cast.other), by=Who.OTHER),
        wished(AskStandIn, **{**giver, "member_id": cast.other}, stand_in_id=cast.other),
    ]


def _uncovered(cast: Cast) -> list[Move]:
    """The adult beside a minor falls ill, and another comes."""
    where = {"shift_id": cast.new("shift")}
    return [
        _open_to_all(cast),
        _shift(cast, 0, 2 * HOUR, 2 * HOUR),
        _taken(cast, 0, cast.adult),
        _taken(cast, 0, cast.minor),
        attrs.evolve(wished(CallInSick, **where, member_id=cast.adult), by=Who.NAMED),
        _taken(cast, 0, cast.last_minor),
        _taken(cast, 0, cast.other),
    ]


def _left_early(cast: Cast) -> list[Move]:
    """The adult goes before the minors do, and one of them arrives."""
    where = {"shift_id": cast.new("shift")}
    return [
        wished(ChangeSettings, settings=(MINORS_PER_ADULT.at(1),)),
        _open_to_all(cast),
        _shift(cast, 0, HOUR, 2 * HOUR),
        _taken(cast, 0, cast.adult),
        _taken(cast, 0, cast.minor),
        attrs.evolve(
            wished(BeginDuty, **where, member_id=cast.adult, at=NOW), after=Edge(HOUR / 2)
        ),
        wished(EndDuty, **where, member_id=cast.adult, at=NOW),
        wished(BeginDuty, **where, member_id=cast.minor, at=NOW),
    ]


def _taken_off(cast: Cast) -> list[Move]:
    """One is taken off before the shift; another is there already, and is not."""
    where = {"shift_id": cast.new("shift"), "reason": "one"}
    begin = wished(BeginDuty, shift_id=where["shift_id"], member_id=cast.other, at=NOW)
    return [
        _open_to_all(cast),
        _shift(cast, 0, HOUR, 2 * HOUR),
        _taken(cast, 0, cast.adult),
        wished(ReleaseFromShift, **where, member_id=cast.adult),
        _taken(cast, 0, cast.other),
        attrs.evolve(begin, after=Edge(HOUR / 2)),
        wished(ReleaseFromShift, **where, member_id=cast.other),
    ]


def _overridden(cast: Cast) -> list[Move]:
    """Somebody without the skill is put on a shift all the same."""
    return [
        wished(GrantRole, member_id=FOUNDER, role=OVERRIDER),
        wished(
            DefinePosition,
            position_id=cast.new("position", 1),
            title="one",
            all_of=SKILLS[:1],
        ),
        _shift(cast, 0, 6 * HOUR, HOUR, position_id=cast.new("position", 1)),
        _open_to_all(cast),
        _shift(cast, 1, 6 * HOUR, HOUR),
        _taken(cast, 0, cast.adult),
        wished(
            AssignDespiteLimits,
            shift_id=cast.new("shift"),
            member_id=cast.adult,
            reason="one",
        ),
        wished(
            AssignDespiteLimits, shift_id=cast.new("shift", 1), member_id=cast.other, reason="one"
        ),
    ]


def _tired(cast: Cast) -> list[Move]:
    """Too little rest between two days, and too many hours in one."""
    return [
        _open_to_all(cast),
        _shift(cast, 0, 8 * HOUR, 4 * HOUR),
        _shift(cast, 1, 17 * HOUR, 2 * HOUR),
        _shift(cast, 2, 12 * HOUR, 5 * HOUR),
        *(_taken(cast, number, cast.adult) for number in (0, 1, 2)),
    ]


def _childhood(cast: Cast) -> list[Move]:
    """A minor is too young for one shift, has a short day for others, and loses a consent."""
    position = cast.new("position", 1)
    consent = {"member_id": cast.minor, "giver_id": cast.guardian, "kind": ConsentKind.DATA}
    return [
        wished(ChangeSettings, settings=(MINUTES_A_DAY.at(60),)),
        _open_to_all(cast),
        wished(DefinePosition, position_id=position, title="one", youngest=18),
        _shift(cast, 0, HOUR, HOUR),
        _shift(cast, 1, HOUR, 2 * HOUR),
        _shift(cast, 2, HOUR, HOUR, position_id=position),
        _taken(cast, 1, cast.adult),
        _taken(cast, 1, cast.minor),
        _taken(cast, 2, cast.minor),
        _taken(cast, 0, cast.other),
        _taken(cast, 0, cast.minor),
        attrs.evolve(wished(RevokeConsent, **consent), by=Who.OTHER),
        wished(ChangeSettings, settings=(MINUTES_A_DAY.at(MINUTES_A_DAY.default),)),
    ]


def _on_end(cast: Cast) -> list[Move]:
    """Two shifts in a row are longer than the position allows."""
    position = cast.new("position", 1)
    return [
        wished(DefinePosition, position_id=position, title="one", longest=90),
        _shift(cast, 0, HOUR, HOUR, position_id=position),
        _shift(cast, 1, 2 * HOUR, HOUR, position_id=position),
        _taken(cast, 0, cast.adult),
        _taken(cast, 1, cast.adult),
    ]


def _absent(cast: Cast) -> list[Move]:
    """Nobody comes; it is recorded, contested and lifted."""
    who = {"shift_id": cast.new("shift"), "member_id": cast.adult}
    return [
        _open_to_all(cast),
        _shift(cast, 0, HOUR, HOUR),
        _taken(cast, 0, cast.adult),
        attrs.evolve(wished(RecordAbsence, **who), after=Edge(HOUR)),
        attrs.evolve(wished(ContestAbsence, **who, statement="one"), by=Who.NAMED),
        wished(LiftAbsence, **who, reason="one"),
    ]


def _standing(cast: Cast) -> list[Move]:
    """A duty of some nights is planned, one of them called off, another taken; and it goes on."""
    duty = {"duty_id": cast.new("standing-duty"), "position_id": cast.new("position")}
    hours = {"begins": "20:00", "ends": "06:00", "least": 1, "most": 2}
    plan = {**duty, **hours, "first": NIGHTS[0]}
    taken = wished(TakeShift, shift_id=cast.new("shift"), member_id=cast.adult)
    called_off = wished(CancelShift, shift_id=cast.new("shift"), reason="one")
    return [
        _open_to_all(cast),
        wished(ScheduleStandingDuty, **plan, last=NIGHTS[1]),
        attrs.evolve(taken, about=_scheduled(1)),
        attrs.evolve(called_off, about=_scheduled(0)),
        wished(ScheduleStandingDuty, **plan, last=NIGHTS[2]),
        attrs.evolve(taken, about=_scheduled(0)),
    ]


def _scheduled(back: int) -> About:
    """The shift that was scheduled last, or one before it."""
    return About((ShiftScheduled,), (("shift_id", "shift_id"),), back)


def _not_ended(cast: Cast) -> list[Move]:
    """Somebody forgets to check out, and time does it."""
    who = {"shift_id": cast.new("shift"), "member_id": cast.adult}
    close = attrs.evolve(wished(CloseDuty, **who), by=System("clock"))
    return [
        _open_to_all(cast),
        _shift(cast, 0, HOUR, HOUR),
        _taken(cast, 0, cast.adult),
        attrs.evolve(wished(BeginDuty, **who, at=NOW), after=Edge(HOUR / 2)),
        attrs.evolve(close, after=Edge(HOUR)),
    ]


def _overrides(cast: Cast) -> Overrides:
    happened = st.sampled_from([NOW, *map(Later, AROUND)])
    skills = st.sampled_from([(), (), (), (), SKILLS[:1], SKILLS])
    places = st.sampled_from([None, None, *cast.pool("place")[:2]])
    until = st.sampled_from([None, None, date(2024, 6, 1), date(2030, 1, 1)])
    clocks, texts = st.sampled_from(["20:00", "06:00", "02:30", "12:00"]), st.none()
    return {
        (DefinePosition, "youngest"): st.sampled_from([0, 0, 0, 0, 14, 18]),
        (DefinePosition, "longest"): st.sampled_from([None, None, None, 60, 240]),
        (DefinePosition, "all_of"): skills,
        (DefinePosition, "any_of"): skills,
        (RecordSkill, "skill"): st.sampled_from(SKILLS),
        (RecordSkill, "until"): until,
        (ScheduleShift, "least"): st.sampled_from([0, 1, 1, 2]),
        (ScheduleShift, "most"): st.sampled_from([1, 2, 3, 3]),
        (ScheduleShift, "place_id"): places,
        (ScheduleShift, "break_minutes"): st.sampled_from([0, 0, 0, 30, 60]),
        (ScheduleShift, "activity_id"): st.sampled_from([None, *cast.pool("activity")[:1]]),
        (ScheduleShift, "title"): texts,
        (ScheduleStandingDuty, "first"): st.sampled_from(NIGHTS),
        (ScheduleStandingDuty, "last"): st.sampled_from([*NIGHTS, OnDay(8 * 24 * HOUR)]),
        (ScheduleStandingDuty, "begins"): clocks,
        (ScheduleStandingDuty, "ends"): clocks,
        (ScheduleStandingDuty, "least"): st.sampled_from([0, 1]),
        (ScheduleStandingDuty, "most"): st.sampled_from([1, 2, 3]),
        (ScheduleStandingDuty, "place_id"): places,
        (ScheduleStandingDuty, "break_minutes"): st.sampled_from([0, 0, 30]),
        (ScheduleStandingDuty, "activity_id"): st.none(),
        (ScheduleStandingDuty, "title"): texts,
        (BeginDuty, "at"): happened,
        (EndDuty, "at"): happened,
    }


def _words(_: Domain) -> Overrides:
    """The days of a standing duty are in order, and few."""
    days = [date(2024, 6, number) for number in (1, 2, 3)]
    weeks = st.integers(0, 14).map(lambda more: days[-1] + timedelta(days=more))
    return {
        (ScheduleStandingDuty, "first"): st.sampled_from(days),
        (ScheduleStandingDuty, "last"): weeks,
    }


SHIFTS = Habits(
    weights={
        TakeShift: 14,
        ScheduleShift: 6,
        BeginDuty: 6,
        AskStandIn: 4,
        AssignDespiteLimits: 4,
        RecordAbsence: 4,
        AcceptStandIn: 3,
        CloseDuty: 3,
        ContestAbsence: 3,
        EndDuty: 3,
        LiftAbsence: 3,
        CallInSick: 2,
        DeclineStandIn: 2,
        RecordSkill: 2,
    },
    actors={
        TakeShift: SOMEBODY,
        CallInSick: (Who.NAMED, Who.GUARDIAN),
        ReleaseShifts: (System("clock"),),
        AskStandIn: (Who.NAMED, Who.GUARDIAN, FOUNDER),
        AcceptStandIn: (Who.OTHER, Who.OTHER, Who.GUARDIAN),
        DeclineStandIn: (Who.OTHER, Who.OTHER, Who.GUARDIAN),
        BeginDuty: SOMEBODY,
        EndDuty: SOMEBODY,
        CloseDuty: BY_THE_CLOCK,
        RecordAbsence: BY_THE_CLOCK,
        ReviewCover: BY_THE_CLOCK,
        ContestAbsence: (Who.NAMED, Who.GUARDIAN),
    },
    topics={
        DefinePosition: (),
        RecordSkill: (),
        ScheduleShift: (topic(PositionDefined, "position_id"),),
        ScheduleStandingDuty: (topic(PositionDefined, "position_id"),),
        TakeShift: (topic(ShiftScheduled, "shift_id"),),
        AssignDespiteLimits: (topic(ShiftScheduled, "shift_id"),),
        CancelShift: (topic(ShiftScheduled, "shift_id"),),
        ReviewCover: (topic(ShiftTaken, "shift_id"),),
        CallInSick: (topic(ShiftTaken, "shift_id", "member_id"),),
        ReleaseFromShift: (topic(ShiftTaken, "shift_id", "member_id"),),
        ReleaseShifts: (topic(ShiftTaken, "member_id"),),
        AskStandIn: (topic(ShiftTaken, "shift_id", "member_id"),),
        AcceptStandIn: (topic(StandInAsked, "shift_id", "member_id", "stand_in_id"),),
        DeclineStandIn: (topic(StandInAsked, "shift_id", "member_id", "stand_in_id"),),
        BeginDuty: (topic(ShiftTaken, "shift_id", "member_id"),),
        EndDuty: (topic(DutyBegun, "shift_id", "member_id"),),
        CloseDuty: (topic(DutyBegun, "shift_id", "member_id"),),
        RecordAbsence: (topic(ShiftTaken, "shift_id", "member_id"),),
        ContestAbsence: (topic(AbsenceRecorded, "shift_id", "member_id"),),
        LiftAbsence: (topic(AbsenceRecorded, "shift_id", "member_id"),),
        # Who is on a shift is who may lose the right to it.
        UnlinkGuardian: (topic(ShiftTaken, "member_id"),),
        RevokeConsent: (topic(ShiftTaken, "member_id"),),
    },
    biting={
        "shift.minors-earliest-minute": (0, 600),
        "shift.minors-latest-minute": (720, 1_440),
        "shift.minors-minutes-a-day": (60, 1_500),
        "shift.minors-need-adults": (0, 1),
        "shift.minors-per-adult": (1,),
        "shift.hours-in-24": (2, 24),
        "shift.rest-hours": (0, 24),
    },
    tight=(MINORS_PER_ADULT.at(1),),
    plots=(
        _handed_over,
        _uncovered,
        _left_early,
        _taken_off,
        _overridden,
        _tired,
        _childhood,
        _on_end,
        _absent,
        _standing,
        _not_ended,
    ),
    prologue=_prologue,
    overrides=_overrides,
    words=_words,
)
