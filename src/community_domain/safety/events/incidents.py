"""What happened about incidents. The names are storage formats: they never change."""

from datetime import datetime

from ...community.values import PlaceId
from ...kernel import Event, MemberId, event, personal
from ..values import IncidentId, IncidentSeverity

__all__ = ["IncidentRecorded", "ReportingDutyMet", "ReportingDutyMissed"]


@event("safety.incident-recorded")
class IncidentRecorded(Event):
    """Something happened to somebody."""

    incident_id: IncidentId
    recorder_id: MemberId
    """Who was present and says so."""
    concerned_id: MemberId
    """To whom it happened."""
    what: str = personal(subject="concerned_id")
    severity: IncidentSeverity
    at: datetime
    """When it happened."""
    place_id: PlaceId | None
    report_by: datetime | None
    """Before this instant it has to be reported; none where there is no duty to."""


@event("safety.reporting-duty-met")
class ReportingDutyMet(Event):
    """An incident was reported to whom it had to be."""

    incident_id: IncidentId
    body: str
    """To whom."""
    at: datetime
    """When it was reported."""
    late: bool
    """Not before the duty ran out."""


@event("safety.reporting-duty-missed")
class ReportingDutyMissed(Event):
    """The duty to report an incident ran out, and nobody had said that it was met."""

    incident_id: IncidentId
    report_by: datetime
