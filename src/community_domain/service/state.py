"""What decisions read about records of service."""

from bisect import bisect_left, bisect_right, insort
from datetime import date, datetime, timedelta
from operator import itemgetter

from ..kernel import MemberId, Period, State, folded, on, state
from .events import (
    CertificateIssued,
    CertificateOutdated,
    CertificateRevoked,
    EntryAppealed,
    EntryDisputed,
    EntryReversed,
    EntryUpheld,
    HoursCredited,
    WorkingDaysSet,
)
from .values import CertificateId, CertificateStanding, DisputeStanding, EntryId

__all__ = ["Certificate", "Certificates", "Dispute", "Entry", "HoursLedger", "WorkingDays"]

CERTIFICATES = (CertificateIssued, CertificateOutdated, CertificateRevoked)
ENTRIES = (HoursCredited, EntryReversed)
DISPUTES = (EntryDisputed, EntryUpheld, EntryAppealed)
SATURDAY = 5
"""Days of the week before it are working days; Monday is 0."""
A_DAY = timedelta(days=1)
ENDS = itemgetter(0)


@state
class WorkingDays(State):
    """The working-day calendar: Monday to Friday, but for what is named."""

    days_off: dict[date, None] = folded(factory=dict)
    make_up_days: dict[date, None] = folded(factory=dict)

    elsewhere = "Only the calendar says which days are worked"

    def works(self, day: date) -> bool:
        """Whether people work on a day."""
        usually = day.weekday() < SATURDAY and day not in self.days_off
        return usually or day in self.make_up_days

    def more_than(self, number: int, after: date, until: date) -> bool:
        """Whether more working days than so many lie after a day, up to and with another."""
        day = after
        while day < until and number >= 0:
            day += A_DAY
            number -= self.works(day)
        return number < 0

    @on
    def changed(self, event: WorkingDaysSet) -> None:
        self.days_off = dict.fromkeys(event.days_off)
        self.make_up_days = dict.fromkeys(event.make_up_days)


@state
class Entry(State):
    """One entry of the hours ledger, and what became of it."""

    entry_id: EntryId
    credited: HoursCredited | None = folded(None)
    reason: str | None = folded(None)
    """Why it was reversed; None while it counts."""
    corrected_by: EntryId | None = folded(None)

    ignores = {"An entry stays, whatever is said of it": (CertificateOutdated, *DISPUTES)}
    elsewhere = "Only the ledger makes entries"

    @on
    def hours_credited(self, event: HoursCredited) -> None:
        if event.entry_id == self.entry_id:
            self.credited = event
        if event.corrects == self.entry_id:
            self.corrected_by = event.entry_id

    @on
    def entry_reversed(self, event: EntryReversed) -> None:
        self.reason = event.reason


@state
class Dispute(State):
    """What was said about whether an entry is right."""

    entry_id: EntryId
    standing: DisputeStanding = folded(DisputeStanding.NONE)
    last: EntryDisputed | EntryUpheld | EntryAppealed | None = folded(None)
    """What was said last."""
    upheld_by: MemberId | None = folded(None)
    """Who answered last."""

    ignores = {
        "An entry is made, corrected and certified whether or not it is disputed": (
            *ENTRIES,
            CertificateOutdated,
        )
    }
    elsewhere = "Only what is said of an entry disputes it"

    @on
    def disputed(self, event: EntryDisputed) -> None:
        self.last, self.standing = event, DisputeStanding.DISPUTED

    @on
    def upheld(self, event: EntryUpheld) -> None:
        again = self.standing is DisputeStanding.APPEALED
        self.standing = DisputeStanding.SETTLED if again else DisputeStanding.UPHELD
        self.last, self.upheld_by = event, event.upheld_by

    @on
    def appealed(self, event: EntryAppealed) -> None:
        self.last, self.standing = event, DisputeStanding.APPEALED


@state
class HoursLedger(State):
    """The entries that count for a member, and the time they have taken up."""

    member_id: MemberId
    entries: dict[EntryId, HoursCredited] = folded(factory=dict)
    """Those not reversed, in the order of recording."""
    by_work: dict[str, EntryId] = folded(factory=dict)
    counted: list[tuple[datetime, datetime, EntryId]] = folded(factory=list)
    """The time that entries count, as end and start, by the ends; no two share an instant."""

    ignores = {
        "What is certified was credited before": CERTIFICATES,
        "What is disputed counts until it is corrected": DISPUTES,
    }
    elsewhere = "Only the ledger counts hours, and nothing changes them from outside"

    @property
    def minutes(self) -> int:
        """The total, in whole minutes."""
        return sum(entry.minutes for entry in self.entries.values())

    def uncounted(self, period: Period, *, besides: EntryId | None = None) -> tuple[Period, ...]:
        """The parts of a period that no entry counts.

        Args:
            period: When somebody served.
            besides: An entry that is to be reversed, so that its time is free.
        """
        parts: list[Period] = []
        start = period.start
        for index in range(bisect_right(self.counted, start, key=ENDS), len(self.counted)):
            ends, begins, entry_id = self.counted[index]
            if begins >= period.end:
                break
            if entry_id != besides:
                if start < begins:
                    parts.append(Period(start, begins))
                start = max(start, ends)
        if start < period.end:
            parts.append(Period(start, period.end))
        return tuple(parts)

    @on
    def hours_credited(self, event: HoursCredited) -> None:
        self._let_go(event.entry_id)
        self.entries[event.entry_id] = event
        self.by_work[event.work] = event.entry_id
        for part in event.counted:
            insort(self.counted, (part.end, part.start, event.entry_id))

    @on
    def entry_reversed(self, event: EntryReversed) -> None:
        self._let_go(event.entry_id)

    def _let_go(self, entry_id: EntryId) -> None:
        entry = self.entries.pop(entry_id, None)
        if entry is not None:
            if self.by_work.get(entry.work) == entry_id:
                del self.by_work[entry.work]
            for part in entry.counted:
                del self.counted[bisect_left(self.counted, (part.end, part.start, entry_id))]


@state
class Certificate(State):
    """A certificate, for whoever checks it."""

    certificate_id: CertificateId
    issued: CertificateIssued | None = folded(None)
    outdated: bool = folded(False)
    replaced_by: CertificateId | None = folded(None)
    revoked: str | None = folded(None)
    """The reason."""

    elsewhere = "Only what is said of certificates changes them"

    @property
    def standing(self) -> CertificateStanding | None:
        """Whether it holds; None when there is no such certificate."""
        if self.issued is None:
            return None
        if self.revoked is not None:
            return CertificateStanding.REVOKED
        if self.replaced_by is not None:
            return CertificateStanding.REPLACED
        return CertificateStanding.OUTDATED if self.outdated else CertificateStanding.ISSUED

    @on
    def certificate_issued(self, event: CertificateIssued) -> None:
        if event.certificate_id == self.certificate_id:
            self.issued = event
        if event.replaces == self.certificate_id:
            self.replaced_by = event.certificate_id

    @on
    def certificate_outdated(self, event: CertificateOutdated) -> None:
        self.outdated = True

    @on
    def certificate_revoked(self, event: CertificateRevoked) -> None:
        self.revoked = event.reason


@state
class Certificates(State):
    """The certificates of a member that hold."""

    member_id: MemberId
    holding: dict[CertificateId, CertificateIssued] = folded(factory=dict)

    ignores = {
        "A correction says itself which certificates it outdates": ENTRIES,
        "What is disputed counts until it is corrected": DISPUTES,
    }
    elsewhere = "Only what is said of certificates changes them"

    @on
    def certificate_issued(self, event: CertificateIssued) -> None:
        self.holding[event.certificate_id] = event

    @on
    def holds_no_longer(self, event: CertificateOutdated | CertificateRevoked) -> None:
        self.holding.pop(event.certificate_id, None)
