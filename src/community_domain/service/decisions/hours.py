"""The working-day calendar, entries of the hours ledger, and their corrections."""

from collections.abc import Iterator

from ...community.state import Settings
from ...kernel import (
    Context,
    Event,
    InvalidValue,
    LocalPeriod,
    Period,
    Problem,
    Read,
    System,
    decides,
    must_have_happened,
    refused,
    replaced,
    system,
)
from ...members.policies import coordinator
from ...shifts.policies import its_coordinator
from ...shifts.refusals import NotOnDuty, ShiftUnknown
from ...shifts.state import Duty, Plan
from ...tasks.state import Work
from ..commands import CorrectEntry, CreditDuty, CreditTask, SetWorkingDays
from ..events import CertificateOutdated, EntryReversed, WorkingDaysSet
from ..policies import Served, hours_for, must_not_be_own, whole_minutes
from ..refusals import (
    EntryCorrected,
    EntryExists,
    EntryUnknown,
    MoreThanServed,
    NoService,
    NothingToCredit,
    NotVerified,
    StillOnDuty,
)
from ..state import Certificates, Entry, HoursLedger, WorkingDays

__all__ = ["correct_entry", "credit_duty", "credit_task", "set_working_days"]


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
    must_have_happened(worked.end, context, "worked")
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
