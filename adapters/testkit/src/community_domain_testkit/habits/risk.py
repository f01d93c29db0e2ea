"""Habits of risk: work that is marked risky, who was told of it, and who is protected."""

from datetime import date, timedelta

import attrs
from hypothesis import strategies as st

from community_domain import System
from community_domain.risk import (
    AcknowledgeRisk,
    AcknowledgeTaskRisk,
    InsuranceRecorded,
    MarkPositionRisky,
    MarkTaskRisky,
    PositionMarkedRisky,
    RecordInsurance,
    RecordTraining,
    ReleaseUnprotected,
    ReleaseUntold,
    Risk,
    RiskAcknowledged,
    TaskMarkedRisky,
    TrainingRecorded,
)
from community_domain.shifts import DefinePosition, PositionDefined, ScheduleShift, TakeShift
from community_domain.tasks import PostTask, TakeTask, TaskPosted, TaskTaken

from ..founding import FOUNDER
from ..moves import Move, Who
from .telling import HOUR, Cast, Habits, Overrides, period_ahead, topic, wished

__all__ = ["RISK"]

CLOCK = System("clock")
PLAIN = Risk("one")
"""Told, and nothing else is needed."""
HARD = Risk("one", ("one",), insured=True)
OTHER = Risk("other", ("one",), insured=True)
LONG_AGO, FAR = date(2024, 1, 1), date(2030, 1, 1)
SOON = (date(2024, 6, 1), date(2024, 6, 2), date(2024, 6, 3))
"""Days on which most stories are told."""


def _protected(cast: Cast, until: date = FAR) -> list[Move]:
    """An adult is trained, and insured until some day."""
    who = {"member_id": cast.adult, "since": LONG_AGO}
    return [
        wished(RecordTraining, **who, training="one"),
        wished(RecordInsurance, **who, policy="one", until=until),
    ]


def _acknowledged(cast: Cast, version: int, **work: str) -> Move:
    """An adult was told, or says so."""
    kind = AcknowledgeTaskRisk if "task_id" in work else AcknowledgeRisk
    told = wished(kind, member_id=cast.adult, version=version, **work)
    return attrs.evolve(told, by=Who.NAMED)


def _risky_shift(cast: Cast) -> list[Move]:
    """A shift is taken once all is there, told anew, taken again, and the insurance is gone."""
    position, shift = {"position_id": cast.new("position")}, {"shift_id": cast.new("shift")}
    planned = {"period": period_ahead(6 * HOUR, HOUR), "least": 1, "most": 3}
    take = wished(TakeShift, **shift, member_id=cast.adult)
    return [
        wished(DefinePosition, **position, title="one"),
        wished(ScheduleShift, **shift, **position, **planned),
        wished(TakeShift, **shift, member_id=cast.other),
        _acknowledged(cast, 1, **position),
        wished(MarkPositionRisky, **position, risk=HARD),
        wished(TakeShift, **shift, member_id=cast.minor),
        take,
        _acknowledged(cast, 1, **position),
        take,
        *_protected(cast),
        take,
        wished(MarkPositionRisky, **position, risk=OTHER),
        _acknowledged(cast, 1, **position),
        _acknowledged(cast, 2, **position),
        take,
        *_protected(cast, until=LONG_AGO),
        take,
        wished(RecordTraining, member_id=FOUNDER, training="one", since=LONG_AGO),
    ]


def _risky_task(cast: Cast) -> list[Move]:
    """A task becomes risky, is taken again, and a day later the insurance has run out."""
    task, who = {"task_id": cast.new("task")}, {"member_id": cast.adult}
    gone = wished(ReleaseUnprotected, **who, **task)
    return [
        wished(PostTask, **task, title="one", most=2, service=True),
        wished(TakeTask, **task, **who),
        wished(MarkTaskRisky, **task, risk=HARD),
        _acknowledged(cast, 1, **task),
        *_protected(cast, until=SOON[-1]),
        wished(TakeTask, **task, **who),
        wished(TakeTask, **task, member_id=cast.minor),
        attrs.evolve(gone, by=CLOCK, after=timedelta(days=3)),
    ]


def _overrides(cast: Cast) -> Overrides:
    risks = st.sampled_from([PLAIN, PLAIN, PLAIN, HARD, OTHER, Risk("other")])
    adults = st.sampled_from([*cast.adults, FOUNDER])
    policies, since = st.sampled_from(["one", "other"]), st.sampled_from([LONG_AGO, *SOON[1:]])
    until = st.sampled_from([FAR, FAR, *SOON[1:]])
    nothing = st.none()
    return {
        (MarkPositionRisky, "risk"): risks,
        (MarkTaskRisky, "risk"): risks,
        (AcknowledgeRisk, "member_id"): adults,
        (AcknowledgeRisk, "version"): st.sampled_from([1, 1, 2]),
        (AcknowledgeTaskRisk, "member_id"): adults,
        (AcknowledgeTaskRisk, "version"): st.sampled_from([1, 1, 2]),
        (RecordTraining, "training"): st.sampled_from(["one", "one", "other"]),
        (RecordTraining, "since"): since,
        (RecordTraining, "until"): st.none() | until,
        (RecordInsurance, "policy"): policies,
        (RecordInsurance, "since"): since,
        (RecordInsurance, "until"): until,
        (ReleaseUntold, "shift_id"): nothing,
        (ReleaseUntold, "task_id"): nothing,
        (ReleaseUnprotected, "shift_id"): nothing,
        (ReleaseUnprotected, "task_id"): nothing,
    }


RISK = Habits(
    weights={AcknowledgeRisk: 4, AcknowledgeTaskRisk: 2, RecordInsurance: 2, RecordTraining: 2},
    actors={
        AcknowledgeRisk: (Who.NAMED,),
        AcknowledgeTaskRisk: (Who.NAMED,),
        RecordTraining: (FOUNDER,),
        RecordInsurance: (FOUNDER,),
        ReleaseUntold: (CLOCK,),
        ReleaseUnprotected: (CLOCK,),
    },
    topics={
        MarkPositionRisky: (topic(PositionDefined, "position_id"),),
        MarkTaskRisky: (topic(TaskPosted, "task_id"),),
        AcknowledgeRisk: (topic(PositionMarkedRisky, "position_id", "version"),),
        AcknowledgeTaskRisk: (topic(TaskMarkedRisky, "task_id", "version"),),
        RecordTraining: (topic((RiskAcknowledged, TrainingRecorded), "member_id"),),
        RecordInsurance: (topic((RiskAcknowledged, InsuranceRecorded), "member_id"),),
        ReleaseUntold: (topic(TaskMarkedRisky, "task_id"),),
        ReleaseUnprotected: (topic(TaskTaken, "member_id", "task_id"),),
    },
    plots=(_risky_shift, _risky_task),
    overrides=_overrides,
)
