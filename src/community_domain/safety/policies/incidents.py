"""Whose duty incidents are, until when they have to be reported, and what can be told of them."""

from datetime import datetime, timedelta

from ...community.state import Settings
from ...kernel import Context, Hint, InvalidValue, Problem, Read, must_have_happened
from ...members.policies import coordinator, role
from ..events import IncidentRecorded
from ..refusals import IncidentUnknown
from ..state import Incident
from ..values import (
    REPORT_GRAVE_HOURS,
    REPORT_SERIOUS_HOURS,
    REPORT_SLIGHT_HOURS,
    SAFETY_OFFICER,
    IncidentId,
    IncidentSeverity,
)

__all__ = ["must_have_happened_since", "recorded_incident", "report_by", "with_the_duty"]

HOURS = {
    IncidentSeverity.SLIGHT: REPORT_SLIGHT_HOURS,
    IncidentSeverity.SERIOUS: REPORT_SERIOUS_HOURS,
    IncidentSeverity.GRAVE: REPORT_GRAVE_HOURS,
}
with_the_duty = role(SAFETY_OFFICER) | coordinator()
"""Who reads what is recorded of incidents, and says what became of the duty to report them."""


def report_by(severity: IncidentSeverity, at: datetime, settings: Settings) -> datetime | None:
    """Until when an incident recorded at an instant has to be reported; None if never (R47)."""
    hours = settings[HOURS[severity]]
    return at + timedelta(hours=hours) if hours else None


def recorded_incident(incident_id: IncidentId, read: Read) -> tuple[Incident, IncidentRecorded]:
    """An incident, which was recorded.

    Raises:
        IncidentUnknown: It was not.
    """
    incident = read(Incident(incident_id))
    if incident.recorded is None:
        raise IncidentUnknown(incident_id)
    return incident, incident.recorded


def must_have_happened_since(at: datetime, begun: datetime | None, context: Context) -> None:
    """Refuse what would happen only after it is told, or before what it follows from."""
    must_have_happened(at, context)
    if begun is not None and at < begun:
        hint = Hint(f"It happened at {begun}.", f"事件发生于 {begun}。")
        raise InvalidValue("at", str(at), Problem.TOO_EARLY, hint)
