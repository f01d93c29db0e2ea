"""What happened to records of service. The names are storage formats: they never change."""

from datetime import date, datetime

from ..kernel import Event, LocalPeriod, MemberId, Period, event, personal
from .values import CertificateId, EntryId

__all__ = [
    "CertificateIssued",
    "CertificateOutdated",
    "CertificateRevoked",
    "EntryAppealed",
    "EntryDisputed",
    "EntryReversed",
    "EntryUpheld",
    "HoursCredited",
    "WorkingDaysSet",
]


@event("service.working-days-set", everywhere=True)
class WorkingDaysSet(Event):
    """From now on these are the working days: Monday to Friday, but for what is named."""

    days_off: tuple[date, ...]
    make_up_days: tuple[date, ...]
    """Worked although they would be off."""


@event("service.hours-credited")
class HoursCredited(Event):
    """An entry of the hours ledger: so much of a member's time was volunteer service."""

    entry_id: EntryId
    member_id: MemberId
    minutes: int
    """Whole minutes: what is counted, rounded down, less the break."""
    worked: Period
    """From when to when the member served."""
    local: LocalPeriod
    """The same, as the clocks of the community showed it."""
    counted: tuple[Period, ...]
    """The parts of it that no other entry counts."""
    break_minutes: int
    work: str
    """What it was for, as its tag: `shift:…` or `task:…`."""
    title: str
    place: str | None
    recorder: str
    """Who recorded it."""
    late: bool
    """Recorded later than within the working days that the community allows."""
    forgotten: bool
    """Nobody checked out; the planned end was taken."""
    confirmed: bool
    """A coordinator vouches for the time, which may lie outside the plan."""
    corrects: EntryId | None
    """The entry that this one stands for since it was reversed."""


@event("service.entry-reversed")
class EntryReversed(Event):
    """An entry counts no longer; the ledger keeps it, and what stands for it."""

    entry_id: EntryId
    member_id: MemberId
    minutes: int
    """What it had counted."""
    reason: str


@event("service.entry-disputed")
class EntryDisputed(Event):
    """A member says that their entry is wrong."""

    entry_id: EntryId
    member_id: MemberId
    reason: str = personal(subject="member_id")


@event("service.entry-upheld")
class EntryUpheld(Event):
    """Somebody who answers for the records looked at an entry and says that it is right."""

    entry_id: EntryId
    member_id: MemberId
    reason: str = personal(subject="member_id")
    upheld_by: MemberId


@event("service.entry-appealed")
class EntryAppealed(Event):
    """A member asks that somebody else looks at an entry that was upheld."""

    entry_id: EntryId
    member_id: MemberId
    reason: str = personal(subject="member_id")


@event("service.certificate-issued")
class CertificateIssued(Event):
    """The ledger of a member, as it stood at a position, was certified."""

    certificate_id: CertificateId
    member_id: MemberId
    recording_body: str
    minutes: int
    entries: tuple[str, ...]
    """The ids of the entries that count; as text, because hundreds of tags would find nothing."""
    position: int
    """Of the log: the ledger folded up to here has this total."""
    awarded: datetime
    """When the first of a row of certificates that replaced each other was issued."""
    replaces: CertificateId | None


@event("service.certificate-outdated")
class CertificateOutdated(Event):
    """An entry that a certificate counts was corrected."""

    certificate_id: CertificateId
    member_id: MemberId
    entry_id: EntryId


@event("service.certificate-revoked")
class CertificateRevoked(Event):
    """A certificate holds no longer, and says so when it is checked."""

    certificate_id: CertificateId
    member_id: MemberId
    reason: str
