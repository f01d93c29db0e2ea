"""An onlooker: knows the rules, sees what was recorded, and says which rule it breaks.

Written with plain dictionaries and none of the library's states or policies, so that a mistake
there is not repeated here.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

import attrs

from community_domain import Context, Event, MemberId, Period, Recorded
from community_domain.activities import (
    CapacityChanged,
    ChangeCapacity,
    CheckedIn,
    CheckedOut,
    NoShowContested,
    NoShowLifted,
    NoShowRecorded,
    OccurrenceId,
    OccurrenceScheduled,
    PresenceRecorded,
    SeatConfirmed,
    SeatLeft,
    SeatReleased,
    SignUp,
    WaitlistJoined,
    WaitlistLeft,
)
from community_domain.community import CommunityFounded, Scope, SettingsChanged
from community_domain.members import (
    BACKFILLER,
    COORDINATOR,
    ConsentGranted,
    ConsentKind,
    ConsentRevoked,
    EnrolMinor,
    GuardianLinked,
    GuardianUnlinked,
    MemberKind,
    MemberRegistered,
    RoleGranted,
    RoleRevoked,
)

__all__ = ["Onlooker", "RuleBroken"]

Key = tuple[MemberId, MemberId, ConsentKind]
SEAT_EVENTS = (
    SeatConfirmed,
    SeatLeft,
    SeatReleased,
    WaitlistJoined,
    WaitlistLeft,
    CapacityChanged,
)
NEEDED = (ConsentKind.DATA, ConsentKind.TAKING_PART)
ATTENDANCE = (
    CheckedIn,
    CheckedOut,
    PresenceRecorded,
    NoShowRecorded,
    NoShowContested,
    NoShowLifted,
)


class RuleBroken(AssertionError):
    """What was recorded breaks a rule."""


def demand(holds: object, rule: str, what: object) -> None:
    """Fail with the rule's number and what was recorded, unless the condition holds."""
    if not holds:
        raise RuleBroken(f"{rule}: {what}")


@attrs.define
class Occasion:
    """One occurrence, as an onlooker remembers it."""

    period: Period
    opens: datetime | None
    closes: datetime
    capacity: int | None
    seats: list[MemberId] = attrs.Factory(list[MemberId])
    line: list[tuple[int, MemberId]] = attrs.Factory(list[tuple[int, MemberId]])
    """Who waits, as they came, each with the priority negated."""

    @property
    def free(self) -> float:
        """Seats to give."""
        return float("inf") if self.capacity is None else self.capacity - len(self.seats)

    @property
    def waiting(self) -> list[MemberId]:
        """Who waits: higher priority first, then who came first."""
        return [member for _, member in sorted(self.line, key=lambda one: one[0])]


class Onlooker:
    """Sees a log of the standard domain, decision by decision."""

    def __init__(self) -> None:
        self.zone = "UTC"
        self.settings: dict[str, int] = {}
        self.kinds: dict[MemberId, MemberKind] = {}
        self.born: dict[MemberId, date] = {}
        self.guardians: dict[MemberId, list[MemberId]] = {}
        self.said: dict[Key, tuple[int, datetime] | None] = {}
        self.roles: set[tuple[MemberId, str, Scope]] = set()
        self.occasions: dict[OccurrenceId, Occasion] = {}
        self.came: dict[tuple[OccurrenceId, MemberId], datetime] = {}
        self.went: dict[tuple[OccurrenceId, MemberId], datetime] = {}
        self.present: set[tuple[OccurrenceId, MemberId]] = set()
        self.absent: set[tuple[OccurrenceId, MemberId]] = set()
        self.excused: set[tuple[OccurrenceId, MemberId]] = set()
        self.contested: set[tuple[OccurrenceId, MemberId]] = set()
        self.latest: datetime | None = None

    def see(self, rows: Iterable[Recorded[Event]]) -> None:
        """Look at what one move led to, follow-ups included.

        Raises:
            RuleBroken: It breaks a rule.
        """
        rows = list(rows)
        if not rows:
            return
        for _, decision in groupby(rows, key=lambda row: row.envelope.command_id):
            self._see_decision(list(decision))
        self._after_all(rows)

    def _see_decision(self, rows: list[Recorded[Event]]) -> None:
        envelope = rows[0].envelope
        context = envelope.context
        demand(context.actor and envelope.command is not None, "R40", rows)
        self._see_instant(context)
        if isinstance(envelope.command, ChangeCapacity):
            gone = [row for row in rows if isinstance(row.event, (SeatLeft, SeatReleased))]
            demand(not gone, "R10", gone)
        for row in rows:
            self._see_event(row.event, context, envelope.command)

    def _see_instant(self, context: Context) -> None:
        if self.latest is not None and context.at < self.latest:
            may = any(who == context.actor and role == BACKFILLER for who, role, _ in self.roles)
            follows = context.causation_id is not None
            demand((may and context.reason) or follows, "R44", context)
        self.latest = max(context.at, self.latest or context.at)

    def _see_event(self, event: Event, context: Context, command: Any) -> None:  # noqa: C901, PLR0912 - one case for each event
        match event:
            case CommunityFounded():
                self.zone = event.zone
                self.settings.update((one.name, one.value) for one in event.settings)
            case SettingsChanged():
                self.settings.update((one.name, one.value) for one in event.settings)
            case MemberRegistered():
                demand(event.member_id not in self.kinds, "one registration", event)
                self.kinds[event.member_id] = event.kind
                if event.born is not None:
                    self.born[event.member_id] = event.born
            case RoleGranted():
                self.roles.add((event.member_id, event.role, event.scope))
            case RoleRevoked():
                self.roles.discard((event.member_id, event.role, event.scope))
            case GuardianLinked() | GuardianUnlinked() | ConsentGranted() | ConsentRevoked():
                self._see_consent(event, context, command)
            case OccurrenceScheduled():
                demand(event.occurrence_id not in self.occasions, "R15", event)
                demand(event.period.end > context.at, "R15", event)
                self.occasions[event.occurrence_id] = Occasion(
                    event.period, event.opens, event.closes, event.capacity
                )
            case CapacityChanged():
                demand(context.at < self.occasions[event.occurrence_id].period.end, "R15", event)
                self.occasions[event.occurrence_id].capacity = event.capacity
            case SeatConfirmed() | WaitlistJoined():
                self._see_claim(event, context, command)
            case SeatLeft() | SeatReleased() | WaitlistLeft():
                self._see_leaving(event, context)
            case _ if type(event) in ATTENDANCE:
                self._see_attendance(event, context)
            case _:
                pass

    def _see_consent(self, event: Any, context: Context, command: Any) -> None:
        linked = self.guardians.setdefault(event.member_id, [])
        match event:
            case GuardianLinked():
                demand(event.guardian_id != event.member_id, "R5", event)
                demand(event.guardian_id not in linked, "R5", event)
                demand(not self.is_minor(event.guardian_id, context.at), "R5", event)
                demand(self.is_minor(event.member_id, context.at), "R3", event)
                linked.append(event.guardian_id)
            case GuardianUnlinked():
                linked.remove(event.guardian_id)
                for kind in ConsentKind:
                    self.said.pop((event.member_id, event.guardian_id, kind), None)
            case ConsentGranted():
                entitled = self.givers(event.member_id, event.kind, context.at)
                if isinstance(command, EnrolMinor):
                    entitled = linked
                demand(event.giver_id in entitled, "R3", event)
                demand(event.version == self.wording(event.kind), "R2", event)
                demand(event.until > context.at, "R2", event)
                word = (event.version, event.until)
                self.said[event.member_id, event.giver_id, event.kind] = word
            case _:
                demand(
                    event.giver_id in self.givers(event.member_id, event.kind, context.at),
                    "R3",
                    event,
                )
                self.said[event.member_id, event.giver_id, event.kind] = None

    def _see_claim(
        self, event: SeatConfirmed | WaitlistJoined, context: Context, command: Any
    ) -> None:
        occasion, member = self.occasions[event.occurrence_id], event.member_id
        demand(member not in occasion.seats, "R9", event)
        if isinstance(command, SignUp) and command.member_id == member:
            demand(occasion.opens is None or context.at >= occasion.opens, "R14", event)
            demand(context.at < occasion.closes, "R14", event)
        demand(self.may_take_part(member, occasion.period.start), "R3", event)
        demand(not self.is_busy(member, occasion.period), "R18", event)
        if isinstance(event, SeatConfirmed):
            demand(occasion.free > 0, "R8", event)
            demand(event.period == occasion.period, "events are self-contained", event)
            ahead = occasion.waiting
            if member in ahead:
                ahead = ahead[: ahead.index(member)]
            passed = [one for one in ahead if self.is_eligible(one, occasion)]
            demand(not passed, "R11, R12", (event, passed))
            occasion.line = [one for one in occasion.line if one[1] != member]
            occasion.seats.append(member)
        else:
            demand(member not in occasion.waiting, "R9", event)
            demand(occasion.free <= 0, "R11", event)
            demand(len(occasion.line) < self.line_limit(occasion), "R11", event)
            occasion.line.append((-event.priority, member))

    def _see_leaving(self, event: SeatLeft | SeatReleased | WaitlistLeft, context: Context) -> None:
        occasion = self.occasions[event.occurrence_id]
        demand(context.at < occasion.period.start, "R4, R14", event)
        if isinstance(event, WaitlistLeft):
            demand(event.member_id in occasion.waiting, "R9", event)
            occasion.line = [one for one in occasion.line if one[1] != event.member_id]
            return
        demand(event.member_id in occasion.seats, "R9", event)
        occasion.seats.remove(event.member_id)
        if isinstance(event, SeatLeft):
            notice = timedelta(hours=self.settings["activity.late-withdrawal-hours"])
            demand(event.late == (occasion.period.start - context.at < notice), "R14", event)
        else:
            demand(not self.may_take_part(event.member_id, occasion.period.start), "R4", event)

    def _see_attendance(self, event: Any, context: Context) -> None:
        occasion, key = self.occasions[event.occurrence_id], (event.occurrence_id, event.member_id)
        match event:
            case CheckedIn():
                demand(key not in self.came, "R24", event)
                demand(event.at <= context.at, "R24", event)
                still = [one for one in self.came if one[1] == key[1] and one not in self.went]
                demand(not still, "R24", (event, still))
                demand(event.member_id in occasion.seats, "R25", event)
                demand(self.may_take_part(event.member_id, event.at), "R3", event)
                self.came[key] = event.at
            case CheckedOut():
                demand(key in self.came and key not in self.went, "R24", event)
                demand(event.at >= self.came[key], "R24", event)
                demand(not event.forgotten or context.at >= occasion.period.end, "R24", event)
                self.went[key] = event.at
            case PresenceRecorded():
                demand(key not in self.came and key not in self.present, "R25", event)
                demand(event.member_id in occasion.seats, "R25", event)
                demand(context.at >= occasion.period.start, "R25", event)
                demand(self.may_take_part(event.member_id, occasion.period.start), "R3", event)
                self.present.add(key)
            case NoShowRecorded():
                demand(key not in self.came and key not in self.present, "R25", event)
                demand(key not in self.absent, "R25", event)
                demand(event.member_id in occasion.seats, "R25", event)
                demand(context.at >= occasion.period.end, "R25", event)
                self.absent.add(key)
            case NoShowContested():
                demand(self.is_no_show(key) and key not in self.contested, "R25", event)
                self.contested.add(key)
            case NoShowLifted():
                demand(self.is_no_show(key), "R25", event)
                self.excused.add(key)
            case _:
                pass

    def _after_all(self, rows: list[Recorded[Event]]) -> None:
        """What must hold once a move and its follow-ups are done."""
        at = max(row.envelope.context.at for row in rows)
        coordinators = [one for one in self.roles if one[1:] == (COORDINATOR, Scope())]
        demand(coordinators or not self.settings, "R43", "nobody is a coordinator")
        changed = {row.event.occurrence_id for row in rows if isinstance(row.event, SEAT_EVENTS)}
        for occurrence_id in sorted(changed):
            occasion = self.occasions[occurrence_id]
            if occasion.free > 0 and at < max(occasion.period.start, occasion.closes):
                waiters = [one for one in occasion.waiting if self.is_eligible(one, occasion)]
                demand(not waiters, "R12", f"{occurrence_id} has a free seat beside {waiters}")
        for row in rows:
            match row.event:
                case GuardianUnlinked():
                    self._must_hold_no_future_seat(row.event.member_id, row.event, at)
                case ConsentRevoked() | ConsentGranted() if row.event.kind in NEEDED:
                    self._must_hold_no_future_seat(row.event.member_id, row.event, at)
                case _:
                    pass

    def _must_hold_no_future_seat(self, member: MemberId, event: Event, at: datetime) -> None:
        """After a no, only seats that need no consent remain, and those of who has arrived (R4)."""
        for occurrence_id, occasion in self.occasions.items():
            here = (occurrence_id, member)
            arrived = here in self.came and here not in self.went
            if member in occasion.seats and occasion.period.start > at and not arrived:
                demand(self.may_take_part(member, occasion.period.start), "R4", event)

    def is_no_show(self, key: tuple[OccurrenceId, MemberId]) -> bool:
        """Whether a no-show stands."""
        attended = key in self.came or key in self.present
        return key in self.absent and key not in self.excused and not attended

    def is_minor(self, member: MemberId, at: datetime) -> bool:
        """Whether somebody is under age on the local date of an instant."""
        return (
            member in self.born and self.age(member, at) < self.settings["member.age-of-majority"]
        )

    def age(self, member: MemberId, at: datetime) -> int:
        """Completed years on the local date of an instant (R1)."""
        born, day = self.born[member], at.astimezone(ZoneInfo(self.zone)).date()
        had_birthday = (day.month, day.day) >= (born.month, born.day)
        return day.year - born.year - (0 if had_birthday else 1)

    def givers(self, member: MemberId, kind: ConsentKind, at: datetime) -> list[MemberId]:
        """Whose consent counts."""
        if not self.is_minor(member, at):
            return [member]
        old_enough = self.age(member, at) >= self.settings["member.age-of-data-consent"]
        if kind is ConsentKind.DATA and old_enough:
            return [member]
        return self.guardians.get(member, [])

    def wording(self, kind: ConsentKind) -> int:
        """The version in force."""
        return self.settings[f"member.{kind.value}-consent-version"]

    def has_consent(self, member: MemberId, kind: ConsentKind, at: datetime) -> bool:
        """One valid yes, and no no."""
        givers = self.givers(member, kind, at)
        words = [self.said[member, one, kind] for one in givers if (member, one, kind) in self.said]
        valid = [w for w in words if w and w[0] >= self.wording(kind) and w[1] > at]
        return bool(valid) and None not in words

    def may_take_part(self, member: MemberId, at: datetime) -> bool:
        """A registered person, with both consents while a minor."""
        if self.kinds.get(member) is not MemberKind.PERSON:
            return False
        return not self.is_minor(member, at) or all(
            self.has_consent(member, kind, at) for kind in NEEDED
        )

    def is_busy(self, member: MemberId, period: Period) -> bool:
        """Whether a seat elsewhere shares time with the period."""
        return any(
            member in other.seats
            and other.period.start < period.end
            and period.start < other.period.end
            for other in self.occasions.values()
        )

    def is_eligible(self, member: MemberId, occasion: Occasion) -> bool:
        """Whether a waiter could have a seat."""
        free = not self.is_busy(member, occasion.period)
        return free and self.may_take_part(member, occasion.period.start)

    def line_limit(self, occasion: Occasion) -> int:
        """How many may wait."""
        share = self.settings["activity.waitlist-percent"] * (occasion.capacity or 0) // 100
        return max(share, self.settings["activity.waitlist-least"])
