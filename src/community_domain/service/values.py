"""Entries of the hours ledger, certificates, and when a record is late."""

from enum import StrEnum
from typing import NewType

from ..kernel import Setting, identifier

__all__ = ["RECORDED_WITHIN", "CertificateId", "CertificateStanding", "EntryId"]

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
