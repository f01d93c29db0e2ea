"""Looks at service: which minutes count, once, and on whose word; what certificates say."""

from datetime import date, datetime, timedelta

import attrs

from community_domain import Envelope, Event, MemberId, Period, Recorded, System
from community_domain.service import (
    CertificateIssued,
    CertificateOutdated,
    EntryReversed,
    HoursCredited,
    WorkingDaysSet,
)
from community_domain.shifts import DutyBegun, DutyEnded, ShiftCancelled, ShiftScheduled
from community_domain.tasks import TaskVerified

from .known import Known, SliceOnlooker, demand

__all__ = ["ServiceOnlooker"]

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
WEEKDAYS = range(5)
"""Monday to Friday."""


@attrs.define
class Account:
    """The entries that count for one member, and the certificates that were not touched since."""

    entries: dict[str, HoursCredited] = attrs.Factory(dict[str, HoursCredited])
    certificates: dict[str, CertificateIssued] = attrs.Factory(dict[str, CertificateIssued])

    @property
    def minutes(self) -> int:
        """The total."""
        return sum(entry.minutes for entry in self.entries.values())


class ServiceOnlooker(SliceOnlooker):
    """R26, R27, R28, R30, R31."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.accounts: dict[MemberId, Account] = {}
        self.reversed: dict[str, EntryReversed] = {}
        self.plans: dict[str, Period] = {}
        self.came: dict[tuple[str, MemberId], datetime] = {}
        self.stays: dict[tuple[str, MemberId], Period | None] = {}
        """From when to when somebody was on duty; None when for no time at all."""
        self.verified: dict[tuple[str, MemberId], TaskVerified] = {}
        self.off: list[date] = []
        self.made_up: list[date] = []
        self.position = 0
        self.sees = {
            WorkingDaysSet: self.calendar_set,
            ShiftScheduled: self.planned,
            ShiftCancelled: self.cancelled,
            DutyBegun: self.begun,
            DutyEnded: self.ended,
            TaskVerified: self.accepted,
            HoursCredited: self.credited,
            EntryReversed: self.entry_reversed,
            CertificateIssued: self.issued,
            CertificateOutdated: self.outdated,
        }

    def decided(self, rows: list[Recorded[Event]]) -> None:
        """What a certificate pins is the position before it."""
        self.position = rows[0].position - 1

    def calendar_set(self, event: WorkingDaysSet, _: Envelope) -> None:
        """Another calendar holds."""
        self.off, self.made_up = list(event.days_off), list(event.make_up_days)

    def planned(self, event: ShiftScheduled, _: Envelope) -> None:
        """A shift has a period."""
        self.plans[event.shift_id] = event.period

    def cancelled(self, event: ShiftCancelled, _: Envelope) -> None:
        """A shift is over early, or never was."""
        plan = self.plans[event.shift_id]
        end = max(min(plan.end, event.at), plan.start + timedelta.resolution)
        self.plans[event.shift_id] = Period(plan.start, end)

    def begun(self, event: DutyBegun, _: Envelope) -> None:
        """Somebody comes."""
        self.came[event.shift_id, event.member_id] = event.at

    def ended(self, event: DutyEnded, _: Envelope) -> None:
        """Somebody goes."""
        key = (event.shift_id, event.member_id)
        came = self.came[key]
        self.stays[key] = Period(came, event.at) if came < event.at else None

    def accepted(self, event: TaskVerified, _: Envelope) -> None:
        """Work is accepted by somebody else."""
        self.verified[event.task_id, event.member_id] = event

    def credited(self, event: HoursCredited, envelope: Envelope) -> None:
        """Minutes of service, none of which counts twice, and no overtime on one's own word."""
        account = self.accounts.setdefault(event.member_id, Account())
        length = sum((part.end - part.start for part in event.counted), timedelta(0)) // MINUTE
        demand(0 <= event.minutes <= length - event.break_minutes, "R26", event)
        for part in event.counted:
            inside = event.worked.start <= part.start and part.end <= event.worked.end
            demand(inside, "R26", (event, part))
            for other in account.entries.values():
                demand(not any(part.overlaps(one) for one in other.counted), "R26", (event, other))
        works = [entry.work for entry in account.entries.values()]
        demand(event.work not in works, "R26", event)
        if event.confirmed:
            actor = envelope.context.actor
            demand(not isinstance(actor, System), "R26", event)
            same = isinstance(actor, str) and self.known.are_one_household(actor, event.member_id)
            demand(not same, "R27", event)
        if event.corrects is None:
            self._must_be_service(event)
            late = self._is_late(event.worked.end, envelope.context.at)
            demand(event.late == late, "R31", (event, envelope.context.at))
        else:
            demand(event.corrects in self.reversed, "R27", event)
        account.entries[event.entry_id] = event

    def entry_reversed(self, event: EntryReversed, _: Envelope) -> None:
        """An entry that counted counts no longer, for a reason."""
        account = self.accounts.get(event.member_id, Account())
        entry = account.entries.pop(event.entry_id, None)
        demand(entry and entry.minutes == event.minutes and event.reason, "R27", event)
        self.reversed[event.entry_id] = event

    def issued(self, event: CertificateIssued, _: Envelope) -> None:
        """A certificate says what the ledger says at the position it pins."""
        account = self.accounts.get(event.member_id, Account())
        demand(event.minutes == account.minutes > 0, "R30", event)
        demand(event.entries == tuple(account.entries), "R30", event)
        demand(event.position == self.position, "R30", (event, self.position))
        account.certificates[event.certificate_id] = event

    def outdated(self, event: CertificateOutdated, _: Envelope) -> None:
        """A certificate counts an entry that was corrected."""
        gone = self.accounts[event.member_id].certificates.pop(event.certificate_id, None)
        demand(gone and event.entry_id in gone.entries, "R30", event)

    def done(self, rows: list[Recorded[Event]]) -> None:
        """No certificate holds that counts an entry reversed since."""
        for event in [row.event for row in rows]:
            if isinstance(event, EntryReversed):
                holding = self.accounts[event.member_id].certificates.values()
                counted = [one for one in holding if event.entry_id in one.entries]
                demand(not counted, "R30", (event, counted))

    def _must_be_service(self, event: HoursCredited) -> None:
        """The time is that of a duty that was attended, or of verified service."""
        kind, _, name = event.work.partition(":")
        if kind == "task":
            verified = self.verified.get((name, event.member_id))
            demand(verified and verified.service, "R28", event)
            demand(verified and verified.worked == event.worked, "R26", event)
            return
        stay = self.stays.get((name, event.member_id))
        demand(kind == "shift" and stay, "R28", event)
        if stay is not None:
            plan = stay if event.confirmed else self.plans[name]
            start, end = max(stay.start, plan.start), min(stay.end, plan.end)
            demand((event.worked.start, event.worked.end) == (start, end), "R26", event)

    def _is_late(self, ended: datetime, at: datetime) -> bool:
        """More working days lie between than there may."""
        first, last = self.known.day(ended), self.known.day(at)
        days = [first + DAY * n for n in range(1, (last - first).days + 1)]
        worked = [
            day
            for day in days
            if day in self.made_up or (day.weekday() in WEEKDAYS and day not in self.off)
        ]
        return len(worked) > self.setting("service.recorded-within-working-days")
