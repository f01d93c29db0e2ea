"""What time asks for: a duty to report that ran out was missed."""

from collections.abc import Iterator
from datetime import datetime

from ..kernel import Command, Deadlines, Pending, deadlines, folded, on
from .commands import MissReportingDuty
from .events import IncidentRecorded, ReportingDutyMet, ReportingDutyMissed

__all__ = ["ReportingDeadlines"]


@deadlines
class ReportingDeadlines(Deadlines):
    """Every duty to report that nobody said was met is missed when it runs out (R47)."""

    to_miss: Pending = folded(factory=Pending)

    def due(self, at: datetime) -> Iterator[Command]:
        """Duties to miss, those that ran out first before the others."""
        yield from self.to_miss.due(at)

    @on
    def recorded(self, event: IncidentRecorded) -> None:
        if event.report_by is not None:
            self.to_miss.put(MissReportingDuty(event.incident_id), event.report_by)

    @on
    def settled(self, event: ReportingDutyMet | ReportingDutyMissed) -> None:
        self.to_miss.strike(MissReportingDuty(event.incident_id))
