"""Recording incidents, and what became of the duty to report them."""

from collections.abc import Iterator

from ...community.refusals import PlaceUnknown
from ...community.state import Places, Settings
from ...kernel import Context, Event, Read, decides, system
from ...members.policies import must_be_a_natural_person, self_or_guardian
from ...members.state import Standing
from ..commands import MeetReportingDuty, MissReportingDuty, RecordIncident
from ..events import IncidentRecorded, ReportingDutyMet, ReportingDutyMissed
from ..policies import must_have_happened_since, recorded_incident, report_by, with_the_duty
from ..refusals import DutyStillOpen, IncidentExists, NoDutyToReport, ReportedAlready
from ..state import Incident

__all__ = ["meet_reporting_duty", "miss_reporting_duty", "record_incident"]


@decides(by=self_or_guardian("recorder_id"), backfills=True)
def record_incident(command: RecordIncident, context: Context, read: Read) -> Iterator[Event]:
    """Record what happened, as anybody who is a member may, and until when to report it (R47).

    No consent is asked for: who was present may always say what they saw.
    """
    incident, settings = read(Incident(command.incident_id), Settings())
    if incident.recorded is not None:
        if _tells_the_same(incident.recorded, command):
            return
        raise IncidentExists(command.incident_id)
    for standing in read.each((Standing(command.recorder_id), Standing(command.concerned_id))):
        must_be_a_natural_person(standing)
    must_have_happened_since(command.at, None, context)
    if command.place_id is not None and command.place_id not in read(Places()).places:
        raise PlaceUnknown(command.place_id)
    yield IncidentRecorded(
        command.incident_id,
        command.recorder_id,
        command.concerned_id,
        command.what,
        command.severity,
        command.at,
        command.place_id,
        report_by(command.severity, context.at, settings),
    )


@decides(by=with_the_duty, backfills=True)
def meet_reporting_duty(
    command: MeetReportingDuty, context: Context, read: Read
) -> Iterator[Event]:
    """Record that an incident was reported, and whether that was late; late is not never (R47)."""
    incident, recorded = recorded_incident(command.incident_id, read)
    if (met := incident.met) is not None:
        if (met.body, met.at) == (command.body, command.at):
            return
        raise ReportedAlready(command.incident_id, met.body, met.at)
    if recorded.report_by is None:
        raise NoDutyToReport(command.incident_id)
    must_have_happened_since(command.at, recorded.at, context)
    late = command.at >= recorded.report_by
    yield ReportingDutyMet(command.incident_id, command.body, command.at, late)


@decides(by=system)
def miss_reporting_duty(
    command: MissReportingDuty, context: Context, read: Read
) -> Iterator[Event]:
    """Record that a duty ran out before anybody said that it was met (R47)."""
    incident, recorded = recorded_incident(command.incident_id, read)
    if recorded.report_by is None:
        raise NoDutyToReport(command.incident_id)
    if incident.met is not None or incident.missed:
        return
    if context.at < recorded.report_by:
        raise DutyStillOpen(command.incident_id, recorded.report_by)
    yield ReportingDutyMissed(command.incident_id, recorded.report_by)


def _tells_the_same(recorded: IncidentRecorded, command: RecordIncident) -> bool:
    """Whether a command says what was recorded already."""
    names = ("recorder_id", "concerned_id", "what", "severity", "at", "place_id")
    return all(getattr(recorded, name) == getattr(command, name) for name in names)
