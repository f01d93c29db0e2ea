"""What may be wanted of records of service."""

from datetime import date

from ..kernel import Command, MemberId, Period, bounded, command, personal
from ..shifts.values import ShiftId
from ..tasks.values import TaskId
from .values import CertificateId, EntryId

__all__ = [
    "AppealEntry",
    "CorrectEntry",
    "CreditDuty",
    "CreditTask",
    "DisputeEntry",
    "IssueCertificate",
    "ReissueCertificate",
    "RevokeCertificate",
    "SetWorkingDays",
    "UpholdEntry",
]


@command("service.set-working-days")
class SetWorkingDays(Command):
    """Say which days are working days, where it is not Monday to Friday; replaces what was said."""

    days_off: tuple[date, ...]
    """Public holidays."""
    make_up_days: tuple[date, ...] = ()
    """Worked although they would be off, as at weekends beside long holidays."""


@command("service.credit-duty")
class CreditDuty(Command):
    """Credit the hours of a member who was on duty and has gone."""

    entry_id: EntryId
    shift_id: ShiftId
    member_id: MemberId
    confirmed: bool = False
    """Early arrival and overstaying count too; a coordinator vouches for them."""


@command("service.credit-task")
class CreditTask(Command):
    """Credit the hours of verified work on a task."""

    entry_id: EntryId
    task_id: TaskId
    member_id: MemberId


@command("service.correct-entry")
class CorrectEntry(Command):
    """Reverse an entry and put the right one in its place."""

    entry_id: EntryId
    new_entry_id: EntryId
    minutes: int
    """What should count, in whole minutes; 0 when nothing should."""
    reason: str
    worked: Period | None = None
    """When the member served, where that was wrong too."""


@command("service.dispute-entry")
class DisputeEntry(Command):
    """Say that one's entry in the hours ledger is wrong."""

    entry_id: EntryId
    member_id: MemberId
    reason: str = personal(subject="member_id")


@command("service.uphold-entry")
class UpholdEntry(Command):
    """Answer a dispute or an appeal: the entry is right. Who finds it wrong corrects it."""

    entry_id: EntryId
    member_id: MemberId
    reason: str = personal(subject="member_id")


@command("service.appeal-entry")
class AppealEntry(Command):
    """Ask that another coordinator looks at an entry that was upheld."""

    entry_id: EntryId
    member_id: MemberId
    reason: str = personal(subject="member_id")


@command("service.issue-certificate")
class IssueCertificate(Command):
    """Certify what the hours ledger says of a member now."""

    certificate_id: CertificateId
    member_id: MemberId
    recording_body: str | None = bounded(high=200, default=None)
    """Who keeps and certifies the record; the community by default, and another is a
    coordinator's to name."""


@command("service.reissue-certificate")
class ReissueCertificate(Command):
    """Issue an outdated certificate anew; the old one says that it was replaced."""

    certificate_id: CertificateId
    new_certificate_id: CertificateId


@command("service.revoke-certificate")
class RevokeCertificate(Command):
    """Declare that a certificate holds no longer."""

    certificate_id: CertificateId
    reason: str
