"""What may be wanted about incidents."""

from datetime import datetime

from ...community.values import PlaceId
from ...kernel import Command, MemberId, bounded, command, personal
from ..values import IncidentId, IncidentSeverity

__all__ = ["MeetReportingDuty", "MissReportingDuty", "RecordIncident"]


@command("safety.record-incident")
class RecordIncident(Command):
    """Say what happened to somebody, as one who was present."""

    incident_id: IncidentId
    recorder_id: MemberId
    concerned_id: MemberId
    """To whom it happened."""
    what: str = personal(subject="concerned_id")
    severity: IncidentSeverity
    at: datetime
    """When it happened."""
    place_id: PlaceId | None = None


@command("safety.meet-reporting-duty")
class MeetReportingDuty(Command):
    """Say to whom an incident was reported, and when."""

    incident_id: IncidentId
    body: str = bounded(high=200)
    """To whom: the school, the town, the police."""
    at: datetime
    """When it was reported."""


@command("safety.miss-reporting-duty")
class MissReportingDuty(Command):
    """Let it be said that an incident was not reported in time."""

    incident_id: IncidentId
