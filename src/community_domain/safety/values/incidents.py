"""Incidents: how bad they are, and what became of the duty to report them."""

from enum import StrEnum
from typing import NewType

from ...kernel import Setting, identifier

__all__ = [
    "REPORT_GRAVE_HOURS",
    "REPORT_SERIOUS_HOURS",
    "REPORT_SLIGHT_HOURS",
    "SAFETY_OFFICER",
    "IncidentId",
    "IncidentSeverity",
    "ReportingDuty",
]

IncidentId = NewType("IncidentId", str)
identifier(IncidentId, tag="incident")

SAFETY_OFFICER = "safety-officer"
"""The permission role of those who deal with incidents beside the coordinators."""

A_YEAR = 8_784
"""Hours; no duty to report runs longer."""
REPORT_SLIGHT_HOURS = Setting("safety.report-slight-hours", 0, "hours", "R47", high=A_YEAR)
REPORT_SERIOUS_HOURS = Setting("safety.report-serious-hours", 24, "hours", "R47", high=A_YEAR)
REPORT_GRAVE_HOURS = Setting("safety.report-grave-hours", 1, "hours", "R47", high=A_YEAR)
"""Within so many hours of being recorded an incident is reported; 0 where there is no duty to."""


class IncidentSeverity(StrEnum):
    """How bad an incident was."""

    SLIGHT = "slight"
    """A scratch: somebody there could deal with it."""
    SERIOUS = "serious"
    """Somebody needed a doctor, or could have."""
    GRAVE = "grave"
    """A life was lost or in danger, or something like it."""

    @property
    def zh(self) -> str:
        """What it is called in Chinese."""
        return {"slight": "轻微", "serious": "较重"}.get(self.value, "严重")


class ReportingDuty(StrEnum):
    """What became of the duty to report an incident."""

    NONE = "none"
    OPEN = "open"
    MET = "met"
    MISSED = "missed"
    MET_LATE = "met-late"

    @property
    def zh(self) -> str:
        """What it is called in Chinese."""
        return {"none": "无", "open": "待报告", "met": "已报告", "missed": "逾期未报"}.get(
            self.value, "逾期补报"
        )
