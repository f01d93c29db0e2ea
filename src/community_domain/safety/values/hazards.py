"""Hazards: what they are, how bad, how far they have come, and what others say of them."""

from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from ...community.values import SubjectId
from ...kernel import bounded, identifier, value
from ...tasks.values import Evidence

__all__ = [
    "BEFORE_WORK",
    "OVER",
    "BodyKind",
    "Claims",
    "DatedEvidence",
    "HazardId",
    "HazardKind",
    "HazardStage",
    "OutsideBody",
    "ReferenceId",
    "Severity",
    "Site",
    "SiteKind",
    "SourceId",
]

HazardId = NewType("HazardId", str)
SourceId = NewType("SourceId", str)
ReferenceId = NewType("ReferenceId", str)
identifier(HazardId, tag="hazard")
identifier(SourceId, tag="source")
identifier(ReferenceId, tag="reference")


class HazardKind(StrEnum):
    """What sort of hazard it is."""

    BLOCKED_ROUTE = "blocked-escape-route"
    WIRING = "stray-wiring"
    LOOSE_FIXTURE = "loose-fixture"
    FALLING_OBJECT = "falling-object"
    FIRE_EQUIPMENT = "fire-equipment"
    LIGHTING = "lighting"
    WAYS = "ways"
    WATER = "water"
    OTHER = "other"

    @property
    def zh(self) -> str:
        """What it is called in Chinese."""
        return {
            "blocked-escape-route": "堵塞疏散通道",
            "stray-wiring": "飞线",
            "loose-fixture": "外挂物松动",
            "falling-object": "高空坠物",
            "fire-equipment": "消防设施",
            "lighting": "照明",
            "ways": "道路",
            "water": "给排水",
        }.get(self.value, "其他")


class SiteKind(StrEnum):
    """What sort of place something is at."""

    BUILDING = "building"
    STAIRWELL = "stairwell"
    PLACE = "place"

    @property
    def zh(self) -> str:
        """What it is called in Chinese."""
        return {"building": "楼栋", "stairwell": "楼道"}.get(self.value, "地点")


@value
class Site:
    """One place of the community: a building, a stairwell, or another."""

    kind: SiteKind
    subject: SubjectId
    """Its id."""


class Severity(StrEnum):
    """How bad it is; no minor works on what is severe."""

    SLIGHT = "slight"
    SERIOUS = "serious"
    SEVERE = "severe"

    @property
    def zh(self) -> str:
        """What it is called in Chinese."""
        return {"slight": "轻微", "serious": "一般"}.get(self.value, "严重")


class HazardStage(StrEnum):
    """How far a hazard has come."""

    REPORTED = "reported"
    IMPORTED = "imported as reported"
    ASSESSED = "assessed"
    ASSIGNED = "assigned"
    RECTIFIED = "rectified"
    VERIFIED = "verified"
    CLOSED = "closed"
    REJECTED = "rejected"
    MERGED = "merged into another"

    @property
    def zh(self) -> str:
        """What it is called in Chinese."""
        return {
            "reported": "已上报",
            "imported as reported": "已导入（按上报）",
            "assessed": "已研判",
            "assigned": "已派办",
            "rectified": "已整改",
            "verified": "已核验",
            "closed": "已销号",
            "rejected": "不予受理",
        }.get(self.value, "已并入")


BEFORE_WORK = (
    HazardStage.REPORTED,
    HazardStage.IMPORTED,
    HazardStage.ASSESSED,
    HazardStage.ASSIGNED,
)
"""Nobody said that it is rectified."""
OVER = (HazardStage.CLOSED, HazardStage.REJECTED, HazardStage.MERGED)
"""Nobody deals with it any more."""


class BodyKind(StrEnum):
    """What sort of body a hazard is handed to."""

    PROPERTY_COMPANY = "property-company"
    FIRE_SERVICE = "fire-service"

    @property
    def zh(self) -> str:
        """What it is called in Chinese."""
        return {"property-company": "物业公司"}.get(self.value, "消防部门")


@value
class OutsideBody:
    """Who deals with a hazard that the community does not deal with itself."""

    kind: BodyKind
    name: str = bounded(high=200)


@value
class DatedEvidence:
    """A piece of evidence, and when it came to be."""

    evidence: Evidence
    at: datetime


@value
class Claims:
    """What a record from elsewhere says of a hazard, word for word; nobody here vouches for it."""

    reported_at: datetime
    kind: str = bounded(high=200)
    what: str = bounded(high=1_000)
    status: str = bounded(high=200)
    where: str | None = bounded(high=500, default=None)
    came_by: str | None = bounded(high=200, default=None)
    """How the report reached whoever keeps the records."""
    body: str | None = bounded(high=200, default=None)
    """Who was to deal with it."""
    investigated_at: datetime | None = None
    closed_at: datetime | None = None
    cancelled_at: datetime | None = None
    target: date | None = None
    """The day by which it was to be done."""
