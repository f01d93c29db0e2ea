"""Looks at certificates: what they certify was in the ledger, and is, or they say otherwise."""

import attrs

from community_domain import Envelope, Event, Recorded
from community_domain.service import (
    CertificateId,
    CertificateIssued,
    CertificateOutdated,
    CertificateRevoked,
)

from .known import Known, SliceOnlooker, demand
from .service import ServiceOnlooker

__all__ = ["CertificatesOnlooker"]


@attrs.define
class Paper:
    """A certificate, as an onlooker remembers it."""

    issued: CertificateIssued
    outdated: bool = False
    ended: bool = False
    """Revoked or replaced."""


class CertificatesOnlooker(SliceOnlooker):
    """R30."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            CertificateIssued: self.issued,
            CertificateOutdated: self.outdated,
            CertificateRevoked: self.revoked,
        }
        self.papers: dict[CertificateId, Paper] = {}

    def issued(self, event: CertificateIssued, envelope: Envelope) -> None:
        """Its total is that of the ledger where it says, and now; somebody certifies it."""
        service = self.other(ServiceOnlooker)
        demand(event.certificate_id not in self.papers, "R30: one certificate", event)
        demand(event.position < self.known.position, "R30", event)
        for position in (event.position, self.known.position):
            total = service.total(event.member_id, position)
            demand(0 < event.minutes == total, "R30", (event, position, total))
        counting = [service.entries[one] for one in service.counting]
        mine = [one.entry_id for one in counting if one.member_id == event.member_id]
        demand(sorted(event.entries) == sorted(mine), "R30", (event, mine))
        demand(event.recording_body.strip(), "R30", event)
        self.papers[event.certificate_id] = Paper(event)
        if event.replaces is None:
            demand(event.awarded == envelope.context.at, "R30", event)
        else:
            old = self.papers[event.replaces]
            demand(old.outdated and not old.ended, "R30", (event, old))
            same = ("member_id", "recording_body", "awarded")
            kept = all(getattr(old.issued, name) == getattr(event, name) for name in same)
            demand(kept, "R30", (event, old))
            old.ended = True

    def outdated(self, event: CertificateOutdated, _: Envelope) -> None:
        """An entry that it counts was corrected."""
        paper = self.papers[event.certificate_id]
        demand(not paper.ended and not paper.outdated, "R30", event)
        demand(event.entry_id in paper.issued.entries, "R30", event)
        paper.outdated = True

    def revoked(self, event: CertificateRevoked, _: Envelope) -> None:
        """It holds no longer, for good, and why."""
        paper = self.papers[event.certificate_id]
        demand(not paper.ended and event.reason.strip(), "R30", event)
        paper.ended = True

    def done(self, rows: list[Recorded[Event]]) -> None:
        """Whatever a certificate that holds counts, counts."""
        counting = self.other(ServiceOnlooker).counting
        for paper in self.papers.values():
            holds = not (paper.ended or paper.outdated)
            gone = [one for one in paper.issued.entries if holds and one not in counting]
            demand(not gone, "R30", (rows, paper, gone))
