"""The working-day calendar, entries of the hours ledger and corrections, certificates."""

from collections.abc import Iterator

from ..community.refusals import NotFounded
from ..community.state import Settings
from ..kernel import (
    Context,
    Event,
    Hint,
    InvalidValue,
    LocalPeriod,
    Period,
    Problem,
    Read,
    System,
    decides,
    refused,
    replaced,
    system,
)
from ..members.policies import coordinator, self_or_guardian
from ..shifts.policies import its_coordinator
from ..shifts.refusals import NotOnDuty, ShiftUnknown
from ..shifts.state import Duty, Plan
from ..tasks.state import Work
from .commands import (
    CorrectEntry,
    CreditDuty,
    CreditTask,
    IssueCertificate,
    ReissueCertificate,
    RevokeCertificate,
    SetWorkingDays,
)
from .events import (
    CertificateIssued,
    CertificateOutdated,
    CertificateRevoked,
    EntryReversed,
    WorkingDaysSet,
)
from .policies import Served, hours_for, its_holder, must_not_be_own, whole_minutes
from .refusals import (
    CertificateExists,
    CertificateHolds,
    CertificateUnknown,
    EntryCorrected,
    EntryExists,
    EntryUnknown,
    HoldsNoLonger,
    MoreThanServed,
    NoService,
    NothingToCertify,
    NothingToCredit,
    NotVerified,
    StillOnDuty,
)
from .state import Certificate, Certificates, Entry, HoursLedger, WorkingDays
from .values import CertificateStanding

__all__ = [
    "correct_entry",
    "credit_duty",
    "credit_task",
    "issue_certificate",
    "reissue_certificate",
    "revoke_certificate",
    "set_working_days",
]


@decides(by=coordinator())
def set_working_days(command: SetWorkingDays, context: Context, read: Read) -> Iterator[Event]:
    """Set the working-day calendar; what was recorded late before stays so (R31)."""
    known = read(WorkingDays())
    off, make_up = dict.fromkeys(command.days_off), dict.fromkeys(command.make_up_days)
    for day in make_up:
        if day in off:
            raise InvalidValue("make_up_days", str(day), Problem.REPEATED)
    if (known.days_off, known.make_up_days) != (off, make_up):
        yield WorkingDaysSet(command.days_off, command.make_up_days)


@decides(by=its_coordinator | system)
def credit_duty(command: CreditDuty, context: Context, read: Read) -> Iterator[Event]:
    """Credit attendance within the plan, or all of it where a coordinator confirms (R26).

    Who did not come, or has not gone yet, earns nothing; a forgotten check-out counts until the
    planned end, and is flagged.
    """
    shift_id, member_id = command.shift_id, command.member_id
    plan, duty = read(Plan(shift_id), Duty(shift_id, member_id))
    scheduled = plan.scheduled
    if scheduled is None:
        raise ShiftUnknown(shift_id)
    if command.confirmed:
        if isinstance(context.actor, System):
            raise refused(context.actor, "CreditDuty.confirmed", its_coordinator)
        must_not_be_own(member_id, context, read)
    if duty.came is None:
        raise NotOnDuty(shift_id, member_id)
    if duty.went is None:
        raise StillOnDuty(shift_id, member_id)
    work, start, end = f"shift:{shift_id}", duty.came, duty.went
    if not command.confirmed:
        start = max(start, scheduled.period.start)
        end = min(end, plan.cancelled or scheduled.period.end)
    if start >= end:
        raise NothingToCredit(work, member_id)
    served = Served(
        member_id,
        work,
        scheduled.title,
        scheduled.place_id,
        Period(start, end),
        scheduled.break_minutes,
        duty.forgotten,
        command.confirmed,
    )
    yield from hours_for(command.entry_id, served, context, read)


@decides(by=coordinator() | system)
def credit_task(command: CreditTask, context: Context, read: Read) -> Iterator[Event]:
    """Credit the time that verified work took, where the task is volunteer service (R26, R28)."""
    verified = read(Work(command.task_id, command.member_id)).verified
    if verified is None:
        raise NotVerified(command.task_id, command.member_id)
    if not verified.service:
        raise NoService(command.task_id)
    work = f"task:{command.task_id}"
    if verified.worked is None:
        raise NothingToCredit(work, command.member_id)
    served = Served(command.member_id, work, verified.title, verified.place_id, verified.worked)
    yield from hours_for(command.entry_id, served, context, read)


@decides(by=coordinator())
def correct_entry(command: CorrectEntry, context: Context, read: Read) -> Iterator[Event]:
    """Reverse an entry and credit the right one instead; certificates of it are outdated (R27)."""
    entry, new = read(Entry(command.entry_id), Entry(command.new_entry_id))
    before, known = entry.credited, new.credited
    if before is None:
        raise EntryUnknown(command.entry_id)
    must_not_be_own(before.member_id, context, read)
    worked = command.worked or before.worked
    if known is not None:
        told = (known.corrects, known.minutes, known.worked)
        if told == (command.entry_id, command.minutes, worked):
            return
        raise EntryExists(command.new_entry_id)
    if entry.corrected_by is not None:
        raise EntryCorrected(command.entry_id, entry.corrected_by)
    if worked.end > context.at:
        hint = Hint(f"Now is {context.at}.", f"现在是 {context.at}。")
        raise InvalidValue("worked", str(worked.end), Problem.IN_FUTURE, hint)
    ledger, certificates, settings = read(
        HoursLedger(before.member_id), Certificates(before.member_id), Settings()
    )
    counted = ledger.uncounted(worked, besides=command.entry_id) if command.minutes else ()
    if command.minutes > (most := whole_minutes(counted)):
        raise MoreThanServed(command.minutes, most)
    yield EntryReversed(command.entry_id, before.member_id, before.minutes, command.reason)
    yield replaced(
        before,
        entry_id=command.new_entry_id,
        minutes=command.minutes,
        worked=worked,
        local=LocalPeriod.of(worked, settings.zone),
        counted=counted,
        break_minutes=0,
        recorder=str(context.actor),
        forgotten=False,
        confirmed=True,
        corrects=command.entry_id,
    )
    for certificate_id, issued in certificates.holding.items():
        if command.entry_id in issued.entries:
            yield CertificateOutdated(certificate_id, before.member_id, command.entry_id)


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
