"""What decisions read about activities."""

from datetime import datetime

from ..kernel import MemberId, Period, State, folded, on, state
from .events import (
    ActivityOffered,
    CapacityChanged,
    CheckedIn,
    CheckedOut,
    FillingPaused,
    HeadsCounted,
    NoShowContested,
    NoShowLifted,
    NoShowRecorded,
    OccurrenceScheduled,
    PartyFormed,
    PresenceRecorded,
    SeatConfirmed,
    SeatLeft,
    SeatReleased,
    WaitlistJoined,
    WaitlistLeft,
)
from .values import ActivityId, OccurrenceId, PartyId

__all__ = ["Bookings", "Headcounts", "Offering", "Schedule", "Seats", "Turnout"]

ATTENDANCE = (CheckedIn, CheckedOut, PresenceRecorded)
NO_SHOWS = (NoShowRecorded, NoShowContested, NoShowLifted)
SEATS = (SeatConfirmed, SeatLeft, SeatReleased)
WAITLIST = (WaitlistJoined, WaitlistLeft)
UNLIMITED = 1_000_000_000
"""More seats than there are people."""


@state
class Offering(State):
    """An activity that is offered."""

    activity_id: ActivityId
    title: str | None = folded(None)

    ignores = {"Dates change no offer": (OccurrenceScheduled,)}
    elsewhere = "Only an offer makes an activity"

    @on
    def offered(self, event: ActivityOffered) -> None:
        self.title = event.title


@state
class Schedule(State):
    """When an occurrence is, and of what."""

    occurrence_id: OccurrenceId
    scheduled: OccurrenceScheduled | None = folded(None)

    ignores = {
        "Whoever comes or goes, the date stays": (
            CapacityChanged,
            FillingPaused,
            HeadsCounted,
            PartyFormed,
            *SEATS,
            *WAITLIST,
            *ATTENDANCE,
            *NO_SHOWS,
        ),
    }
    elsewhere = "Only scheduling sets a date"

    @on
    def scheduled_for(self, event: OccurrenceScheduled) -> None:
        self.scheduled = event


@state
class Seats(State):
    """Who has a seat at an occurrence, who waits for one, and how many there are."""

    occurrence_id: OccurrenceId
    scheduled: OccurrenceScheduled | None = folded(None)
    capacity: int | None = folded(None)
    confirmed: dict[MemberId, None] = folded(factory=dict)
    waiting: dict[MemberId, int] = folded(factory=dict)
    """Priority by member, in the order of coming."""
    parties: dict[PartyId, tuple[MemberId, ...]] = folded(factory=dict)
    """Who signed up together, as they were then."""
    waits_with: dict[MemberId, PartyId] = folded(factory=dict)
    """The party of each waiter who is not alone."""

    ignores = {
        "A pause in filling moves nobody": (FillingPaused,),
        "Who came, and who did not, had their seat": (*ATTENDANCE, *NO_SHOWS),
        "Heads are counted without seats": (HeadsCounted,),
    }
    elsewhere = "Only sign-ups and what ends them move seats"

    @property
    def free(self) -> int:
        """Seats to give; below 0 when overbooked, and a very large number when unlimited."""
        return UNLIMITED if self.capacity is None else self.capacity - len(self.confirmed)

    def queue(self) -> list[list[MemberId]]:
        """The claims: higher priority first, then who came first (R11); a party is one (R13)."""
        claims: dict[tuple[str, str], list[MemberId]] = {}
        for member in sorted(self.waiting, key=lambda member: -self.waiting[member]):
            party = self.waits_with.get(member)
            claim = ("alone", member) if party is None else ("party", party)
            claims.setdefault(claim, []).append(member)
        return list(claims.values())

    @on
    def scheduled_for(self, event: OccurrenceScheduled) -> None:
        self.scheduled, self.capacity = event, event.capacity

    @on
    def capacity_changed(self, event: CapacityChanged) -> None:
        self.capacity = event.capacity

    @on
    def seat_confirmed(self, event: SeatConfirmed) -> None:
        self._waits_no_longer(event.member_id)
        self.confirmed[event.member_id] = None

    @on
    def seat_freed(self, event: SeatLeft | SeatReleased) -> None:
        self.confirmed.pop(event.member_id, None)

    @on
    def waitlist_joined(self, event: WaitlistJoined) -> None:
        self.waiting[event.member_id] = event.priority

    @on
    def waitlist_left(self, event: WaitlistLeft) -> None:
        self._waits_no_longer(event.member_id)

    @on
    def party_formed(self, event: PartyFormed) -> None:
        self.parties[event.party_id] = event.member_ids
        self.waits_with.update(dict.fromkeys(event.member_ids, event.party_id))

    def _waits_no_longer(self, member_id: MemberId) -> None:
        self.waiting.pop(member_id, None)
        self.waits_with.pop(member_id, None)


@state
class Bookings(State):
    """The seats a member holds, with their times."""

    member_id: MemberId
    seats: dict[OccurrenceId, Period] = folded(factory=dict)

    ignores = {
        "Waiting is no seat, alone or together": (*WAITLIST, PartyFormed),
        "Coming or not, the seat was theirs": (*ATTENDANCE, *NO_SHOWS),
    }
    elsewhere = "Only seats at occurrences are bookings"

    @on
    def seat_confirmed(self, event: SeatConfirmed) -> None:
        self.seats[event.occurrence_id] = event.period

    @on
    def seat_freed(self, event: SeatLeft | SeatReleased) -> None:
        self.seats.pop(event.occurrence_id, None)


@state
class Turnout(State):
    """What became of one member's seat at one occurrence: exactly one outcome (R25)."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    has_seat: bool = folded(False)
    came: datetime | None = folded(None)
    went: datetime | None = folded(None)
    on_a_sheet: bool = folded(False)
    no_show: bool = folded(False)
    contested: bool = folded(False)
    excused: bool = folded(False)

    ignores = {"Waiting has no outcome, alone or together": (*WAITLIST, PartyFormed)}
    elsewhere = "Only attendance at the occurrence is an outcome of it"

    @property
    def attended(self) -> bool:
        """They were there, on whosever word; this supersedes a no-show."""
        return self.came is not None or self.on_a_sheet

    @property
    def outcome(self) -> str | None:
        """`attended`, `no-show`, `excused`, or None while it is open."""
        if self.attended:
            return "attended"
        if self.excused:
            return "excused"
        return "no-show" if self.no_show else None

    @on
    def seat_confirmed(self, event: SeatConfirmed) -> None:
        self.has_seat = True

    @on
    def seat_freed(self, event: SeatLeft | SeatReleased) -> None:
        self.has_seat = False

    @on
    def checked_in(self, event: CheckedIn) -> None:
        self.came = event.at

    @on
    def checked_out(self, event: CheckedOut) -> None:
        self.went = event.at

    @on
    def recorded_as_present(self, event: PresenceRecorded) -> None:
        self.on_a_sheet = True

    @on
    def recorded_as_no_show(self, event: NoShowRecorded) -> None:
        self.no_show = True

    @on
    def no_show_contested(self, event: NoShowContested) -> None:
        self.contested = True

    @on
    def no_show_lifted(self, event: NoShowLifted) -> None:
        self.excused = True


@state
class Headcounts(State):
    """How many came without signing up, by kind."""

    occurrence_id: OccurrenceId
    counts: dict[str, int] = folded(factory=dict)

    ignores = {
        "Members who sign up are counted by their seats": (
            OccurrenceScheduled,
            CapacityChanged,
            FillingPaused,
            PartyFormed,
            *SEATS,
            *WAITLIST,
            *ATTENDANCE,
            *NO_SHOWS,
        ),
    }
    elsewhere = "Only a count counts"

    @on
    def counted(self, event: HeadsCounted) -> None:
        self.counts[event.kind] = event.count
