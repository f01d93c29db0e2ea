"""Certificates of the hours ledger: issued, issued anew, revoked."""

from collections.abc import Iterator

from ...community.refusals import NotFounded
from ...community.state import Settings
from ...kernel import Context, Event, Read, decides, refused, replaced
from ...members.policies import coordinator, must_be_registered, self_or_guardian
from ...members.state import Standing
from ..commands import IssueCertificate, ReissueCertificate, RevokeCertificate
from ..events import CertificateIssued, CertificateRevoked
from ..policies import its_holder
from ..refusals import (
    CertificateExists,
    CertificateHolds,
    CertificateUnknown,
    HoldsNoLonger,
    NothingToCertify,
)
from ..state import Certificate, HoursLedger
from ..values import CertificateStanding

__all__ = ["issue_certificate", "reissue_certificate", "revoke_certificate"]


@decides(by=self_or_guardian("member_id") | coordinator())
def issue_certificate(command: IssueCertificate, context: Context, read: Read) -> Iterator[Event]:
    """Certify the ledger as it stands at the position read (R30)."""
    certificate, ledger, settings = read(
        Certificate(command.certificate_id), HoursLedger(command.member_id), Settings()
    )
    if settings.name is None:
        raise NotFounded
    body = command.recording_body or settings.name
    if body != settings.name and not coordinator().ask(command, context, read):
        raise refused(context.actor, "IssueCertificate.recording_body", coordinator())
    if (known := certificate.issued) is not None:
        told = (known.member_id, known.recording_body, known.replaces)
        if told == (command.member_id, body, None):
            return
        raise CertificateExists(command.certificate_id)
    must_be_registered(read(Standing(command.member_id)))
    _must_have_hours(ledger)
    yield CertificateIssued(
        command.certificate_id,
        command.member_id,
        body,
        ledger.minutes,
        tuple(ledger.entries),
        read.position,
        awarded=context.at,
        replaces=None,
    )


@decides(by=its_holder | coordinator())
def reissue_certificate(
    command: ReissueCertificate, context: Context, read: Read
) -> Iterator[Event]:
    """Certify the corrected ledger under a new id; the first date of issue stays (R30)."""
    old, new = read(Certificate(command.certificate_id), Certificate(command.new_certificate_id))
    if old.issued is None:
        raise CertificateUnknown(command.certificate_id)
    if old.replaced_by == command.new_certificate_id:
        return
    if new.issued is not None:
        raise CertificateExists(command.new_certificate_id)
    _must_hold(old)
    if not old.outdated:
        raise CertificateHolds(command.certificate_id)
    ledger = read(HoursLedger(old.issued.member_id))
    _must_have_hours(ledger)
    yield replaced(
        old.issued,
        certificate_id=command.new_certificate_id,
        minutes=ledger.minutes,
        entries=tuple(ledger.entries),
        position=read.position,
        replaces=command.certificate_id,
    )


@decides(by=coordinator())
def revoke_certificate(command: RevokeCertificate, context: Context, read: Read) -> Iterator[Event]:
    """Revoke a certificate, with a reason that is told to whoever checks it (R30)."""
    certificate = read(Certificate(command.certificate_id))
    if certificate.issued is None:
        raise CertificateUnknown(command.certificate_id)
    if certificate.revoked is None:
        _must_hold(certificate)
        member_id = certificate.issued.member_id
        yield CertificateRevoked(command.certificate_id, member_id, command.reason)


def _must_have_hours(ledger: HoursLedger) -> None:
    """Refuse to certify nothing."""
    if ledger.minutes == 0:
        raise NothingToCertify(ledger.member_id)


def _must_hold(certificate: Certificate) -> None:
    """Refuse what was revoked or replaced."""
    standing = certificate.standing
    if standing is CertificateStanding.REVOKED or standing is CertificateStanding.REPLACED:
        raise HoldsNoLonger(certificate.certificate_id, standing)
