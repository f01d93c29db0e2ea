"""Looks at incidents: who tells of them, and what becomes of the duty to report them."""

from datetime import timedelta

from community_domain import Envelope, System
from community_domain.safety import (
    SAFETY_OFFICER,
    IncidentId,
    IncidentRecorded,
    ReportingDutyMet,
    ReportingDutyMissed,
)

from .known import Known, SliceOnlooker, demand

__all__ = ["IncidentsOnlooker"]


class IncidentsOnlooker(SliceOnlooker):
    """R47."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            IncidentRecorded: self.recorded,
            ReportingDutyMet: self.met,
            ReportingDutyMissed: self.missed,
        }
        self.incidents: dict[IncidentId, IncidentRecorded] = {}
        self.settled: list[IncidentId] = []
        """Of which somebody said that they were reported."""
        self.overdue: list[IncidentId] = []

    def recorded(self, event: IncidentRecorded, envelope: Envelope) -> None:
        """A person tells what happened to a person, and how long there is to report it."""
        at = envelope.context.at
        demand(event.incident_id not in self.incidents, "one incident", event)
        people = (event.recorder_id, event.concerned_id)
        demand(all(self.known.is_person(who) for who in people), "R47", event)
        demand(event.what.strip() and event.at <= at, "R47", event)
        guards = self.known.guardians.get(event.recorder_id, [])
        demand(envelope.context.actor in (event.recorder_id, *guards), "R43", event)
        hours = self.setting(f"safety.report-{event.severity.value}-hours")
        wanted = at + timedelta(hours=hours) if hours else None
        demand(event.report_by == wanted, "R47", (event, hours))
        self.incidents[event.incident_id] = event

    def met(self, event: ReportingDutyMet, envelope: Envelope) -> None:
        """Who has the duty says to whom it was reported; late is told as late."""
        incident, actor = self.incidents[event.incident_id], envelope.context.actor
        office = [self.known.has_role(actor, role) for role in ("coordinator", SAFETY_OFFICER)]
        demand(any(office), "R43", event)
        demand(event.incident_id not in self.settled and event.body.strip(), "R47", event)
        demand(incident.at <= event.at <= envelope.context.at, "R47", (event, incident))
        demand(incident.report_by is not None, "R47", (event, incident))
        in_time = incident.report_by is not None and event.at < incident.report_by
        demand(event.late is not in_time, "R47", (event, incident))
        self.settled.append(event.incident_id)

    def missed(self, event: ReportingDutyMissed, envelope: Envelope) -> None:
        """The time for it is over, and nobody said that it was reported."""
        incident, context = self.incidents[event.incident_id], envelope.context
        demand(isinstance(context.actor, System), "R43", event)
        demand(
            event.report_by == incident.report_by and event.report_by <= context.at, "R47", event
        )
        demand(event.incident_id not in [*self.settled, *self.overdue], "R47", event)
        self.overdue.append(event.incident_id)
