"""Entries of the hours ledger, certificates, and when a record is late."""

from enum import StrEnum
from typing import NewType

from ..kernel import Setting, identifier

__all__ = [
    "RECORDED_WITHIN",
    "CertificateId",
    "CertificateStanding",
    "DisputeStanding",
    "EntryId",
]

EntryId = NewType("EntryId", str)
CertificateId = NewType("CertificateId", str)
identifier(EntryId, tag="entry")
identifier(CertificateId, tag="certificate")

RECORDED_WITHIN = Setting(
    "service.recorded-within-working-days", 10, "working days", "R31", high=250
)


class CertificateStanding(StrEnum):
    """What somebody who checks a certificate is told."""

    ISSUED = "issued"
    OUTDATED = "outdated"
    """An entry it counts was corrected since; it waits to be issued anew."""
    REPLACED = "replaced"
    REVOKED = "revoked"

    @property
    def zh(self) -> str:
        """What it is called in Chinese."""
        return {"issued": "有效", "outdated": "待更正", "replaced": "已更换"}.get(
            self.value, "已撤销"
        )


class DisputeStanding(StrEnum):
    """How far a dispute about an entry has come."""

    NONE = "not disputed"
    DISPUTED = "disputed"
    UPHELD = "upheld"
    """A coordinator answered that it is right; an appeal is open to the member."""
    APPEALED = "appealed"
    SETTLED = "upheld on appeal"

    @property
    def zh(self) -> str:
        """What it is called in Chinese."""
        return {
            "not disputed": "未提出异议",
            "disputed": "异议待答复",
            "upheld": "已维持",
            "appealed": "申诉待答复",
        }.get(self.value, "申诉后已维持")
