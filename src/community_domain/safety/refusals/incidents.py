"""Why something about incidents may not happen."""

from datetime import datetime

from ...kernel import Kind, Refusal, refusal
from ..values import IncidentId

__all__ = [
    "DutyStillOpen",
    "IncidentExists",
    "IncidentUnknown",
    "NoDutyToReport",
    "ReportedAlready",
]


@refusal(
    "incident-unknown",
    kind=Kind.MISSING,
    en="There is no incident {incident_id}; record it first.",
    zh="没有编号为 {incident_id} 的事件；请先记录。",
)
class IncidentUnknown(Refusal):
    """The community recorded no such incident."""

    incident_id: IncidentId


@refusal(
    "incident-exists",
    kind=Kind.CONFLICT,
    en="{incident_id} already names another incident; choose a new id.",
    zh="{incident_id} 已是另一起事件的编号；请换新编号。",
)
class IncidentExists(Refusal):
    """The id names an incident with other particulars."""

    incident_id: IncidentId


@refusal(
    "no-duty-to-report",
    kind=Kind.RULE,
    rule="R47",
    en="There is no duty to report {incident_id}; nothing has to be said of it.",
    zh="事件 {incident_id} 无报告义务；无须登记。",
)
class NoDutyToReport(Refusal):
    """Incidents of that severity are not reported in this community."""

    incident_id: IncidentId


@refusal(
    "reported-already",
    kind=Kind.CONFLICT,
    rule="R47",
    en="{incident_id} was reported to {body} at {at} already; that met the duty.",
    zh="事件 {incident_id} 已于 {at} 报告 {body}；义务已履行。",
)
class ReportedAlready(Refusal):
    """The duty to report is met once."""

    incident_id: IncidentId
    body: str
    at: datetime


@refusal(
    "duty-still-open",
    kind=Kind.RULE,
    rule="R47",
    en="There is time to report {incident_id} until {report_by}; nothing is missed before.",
    zh="事件 {incident_id} 的报告期限为 {report_by}；此前不算逾期。",
)
class DutyStillOpen(Refusal):
    """A duty is missed when it has run out, and not before."""

    incident_id: IncidentId
    report_by: datetime
