"""What decisions read about attendance."""

from datetime import datetime

from ...kernel import MemberId, State, folded, on, state
from ..events import (
    CapacityChanged,
    CheckedIn,
    CheckedOut,
    FillingChanged,
    FillingPaused,
    HeadsCounted,
    NoShowContested,
    NoShowLifted,
    NoShowRecorded,
    OccurrenceCancelled,
    OccurrenceGenerated,
    OccurrenceMoved,
    OccurrenceScheduled,
    PartyFormed,
    PresenceRecorded,
    SeatConfirmed,
    SeatLeft,
    SeatReleased,
    StationSetUp,
)
from ..values import OccurrenceId
from .kinds import (
    ATTENDANCE,
    COLLECTION,
    GROUPS,
    NO_SHOWS,
    OFFERS,
    SCORES,
    SEATS,
    STATIONS,
    WAITLIST,
)

__all__ = ["Arrivals", "Headcounts", "Turnout"]


@state
class Turnout(State):
    """What became of one member's seat at one occurrence: exactly one outcome (R25)."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    has_seat: bool = folded(False)
    came: datetime | None = folded(None)
    went: datetime | None = folded(None)
    forgotten: bool = folded(False)
    """Nobody told when they went."""
    on_a_sheet: bool = folded(False)
    no_show: bool = folded(False)
    contested: bool = folded(False)
    excused: bool = folded(False)

    ignores = {
        "Waiting has no outcome, alone or together": (*WAITLIST, *OFFERS, PartyFormed),
        "With whom they went, where, and with what score follows from it": (
            *GROUPS,
            StationSetUp,
            *SCORES,
        ),
        "With whom a child left is no outcome": COLLECTION,
    }
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
        self.went, self.forgotten = event.at, event.forgotten

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
            OccurrenceCancelled,
            OccurrenceGenerated,
            OccurrenceMoved,
            FillingPaused,
            PartyFormed,
            *SEATS,
            FillingChanged,
            *WAITLIST,
            *OFFERS,
            *ATTENDANCE,
            *COLLECTION,
            *NO_SHOWS,
            *STATIONS,
            *SCORES,
        ),
    }
    elsewhere = "Only a count counts"

    @on
    def counted(self, event: HeadsCounted) -> None:
        self.counts[event.kind] = event.count


@state
class Arrivals(State):
    """Who has come to an occurrence."""

    occurrence_id: OccurrenceId
    members: dict[MemberId, None] = folded(factory=dict)

    ignores = {
        "Plans bring nobody": (
            OccurrenceScheduled,
            OccurrenceCancelled,
            OccurrenceGenerated,
            OccurrenceMoved,
            CapacityChanged,
            FillingChanged,
            FillingPaused,
            PartyFormed,
            *SEATS,
            *WAITLIST,
            *OFFERS,
        ),
        "Who has come has come, whenever they go": (CheckedOut, *COLLECTION, *NO_SHOWS),
        "Heads have no names": (HeadsCounted,),
        "Groups and scores are of those who have come": (*STATIONS, *SCORES),
    }
    elsewhere = "Only attendance says who has come"

    @on
    def came(self, event: CheckedIn | PresenceRecorded) -> None:
        self.members[event.member_id] = None
