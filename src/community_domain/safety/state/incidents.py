"""What decisions read about incidents."""

from ...kernel import State, folded, on, state
from ..events import IncidentRecorded, ReportingDutyMet, ReportingDutyMissed
from ..values import IncidentId, ReportingDuty

__all__ = ["Incident"]


@state
class Incident(State):
    """An incident, and what became of the duty to report it: for those with the duty only."""

    incident_id: IncidentId
    recorded: IncidentRecorded | None = folded(None)
    """None while there is no such incident."""
    met: ReportingDutyMet | None = folded(None)
    missed: bool = folded(False)
    """Nobody had said in time that it was met; this stays so when somebody says it later."""

    elsewhere = "An incident stands for itself"

    @property
    def duty(self) -> ReportingDuty:
        """What became of the duty to report it."""
        if self.met is not None:
            return ReportingDuty.MET_LATE if self.met.late else ReportingDuty.MET
        if self.recorded is None or self.recorded.report_by is None:
            return ReportingDuty.NONE
        return ReportingDuty.MISSED if self.missed else ReportingDuty.OPEN

    @on
    def was_recorded(self, event: IncidentRecorded) -> None:
        self.recorded = event

    @on
    def duty_met(self, event: ReportingDutyMet) -> None:
        self.met = event

    @on
    def duty_missed(self, event: ReportingDutyMissed) -> None:
        self.missed = True
