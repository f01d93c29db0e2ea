"""Habits of incidents: what happened to whom, and whether it was reported in time."""

from typing import Any

import attrs
from hypothesis import strategies as st

from community_domain import System
from community_domain.members import GrantRole
from community_domain.safety import (
    REPORT_GRAVE_HOURS,
    SAFETY_OFFICER,
    IncidentRecorded,
    IncidentSeverity,
    MeetReportingDuty,
    MissReportingDuty,
    RecordIncident,
)

from ..founding import FOUNDER
from ..moves import Later, Move, Who
from .telling import HOUR, NOW, Cast, Habits, Overrides, topic, wished

__all__ = ["INCIDENTS"]

CLOCK = System("clock")


def _recorded(cast: Cast, number: int = 0, **fields: Any) -> Move:
    """An adult tells what happened to a minor."""
    told = {
        "incident_id": cast.new("incident", number),
        "recorder_id": cast.adult,
        "concerned_id": cast.minor,
        "what": "one",
        "severity": IncidentSeverity.GRAVE,
        "at": Later(-HOUR),
        "place_id": None,
    }
    return attrs.evolve(wished(RecordIncident, **{**told, **fields}), by=Who.NAMED)


def _met(cast: Cast, number: int = 0, body: str = "one") -> Move:
    incident_id = cast.new("incident", number)
    return wished(MeetReportingDuty, incident_id=incident_id, body=body, at=NOW)


def _missed(cast: Cast, number: int = 0) -> Move:
    move = wished(MissReportingDuty, incident_id=cast.new("incident", number))
    return attrs.evolve(move, by=CLOCK)


def _in_time(cast: Cast) -> list[Move]:
    """A grave incident is reported at once, by who has the duty, and to nobody else."""
    return [
        wished(GrantRole, member_id=cast.other, role=SAFETY_OFFICER),
        _recorded(cast),
        _recorded(cast, what="other"),
        _missed(cast),
        attrs.evolve(_met(cast), by=cast.other),
        _met(cast, body="other"),
    ]


def _too_late(cast: Cast) -> list[Move]:
    """Nobody reports a grave incident for a long time, and then somebody does."""
    return [
        _recorded(cast),
        attrs.evolve(_missed(cast), after=3 * HOUR),
        _met(cast),
    ]


def _no_duty(cast: Cast) -> list[Move]:
    """A scratch need not be reported, and what nobody recorded cannot be."""
    return [
        _recorded(cast, 1, severity=IncidentSeverity.SLIGHT),
        _met(cast, 1),
        _missed(cast, 1),
        _met(cast, 2),
    ]


def _overrides(cast: Cast) -> Overrides:
    people = st.sampled_from([*cast.adults, *cast.minors, FOUNDER])
    return {
        (RecordIncident, "recorder_id"): people,
        (RecordIncident, "concerned_id"): people,
        (RecordIncident, "place_id"): st.sampled_from([None, None, *cast.pool("place")[:1]]),
    }


INCIDENTS = Habits(
    weights={RecordIncident: 3, MeetReportingDuty: 3, MissReportingDuty: 2},
    actors={
        RecordIncident: (Who.NAMED, Who.NAMED, Who.GUARDIAN, FOUNDER),
        MissReportingDuty: (CLOCK,),
    },
    topics={
        RecordIncident: (),
        MeetReportingDuty: (topic(IncidentRecorded, "incident_id"),),
        MissReportingDuty: (topic(IncidentRecorded, "incident_id"),),
    },
    tight=(REPORT_GRAVE_HOURS.at(2),),
    biting={
        "safety.report-slight-hours": (0, 1),
        "safety.report-serious-hours": (0, 2),
        "safety.report-grave-hours": (1, 2),
    },
    plots=(_in_time, _too_late, _no_duty),
    overrides=_overrides,
)
