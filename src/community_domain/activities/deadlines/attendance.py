"""What time asks for: whoever is still there at the end has gone, whoever never came was missed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from ...community.events import CommunityFounded, SettingsChanged
from ...community.state import Settings
from ...kernel import Command, Deadlines, MemberId, Pending, deadlines, folded, on
from ..commands import CloseCheckIn, RecordNoShow
from ..events import (
    CheckedIn,
    CheckedOut,
    NoShowRecorded,
    OccurrenceCancelled,
    OccurrenceMoved,
    OccurrenceScheduled,
    PresenceRecorded,
    SeatConfirmed,
    SeatLeft,
    SeatReleased,
)
from ..values import NO_SHOW_GRACE, OccurrenceId

__all__ = ["AttendanceDeadlines"]


@deadlines
class AttendanceDeadlines(Deadlines):
    """One outcome for every seat (R25), and no check-in open for ever (R24).

    A check-in is closed from the planned end on, or from when all of it was called off. A no-show
    is recorded some hours later only: devices that were offline still tell who came, and sheets
    are still typed in, and nobody should read meanwhile that a child was missing who was there. A
    coordinator who knows may record it from the end on.
    """

    settings: Settings = folded(factory=Settings)
    ends: dict[OccurrenceId, datetime] = folded(factory=dict)
    inside: dict[OccurrenceId, dict[MemberId, None]] = folded(factory=dict)
    """Who is there now."""
    known: set[tuple[OccurrenceId, MemberId]] = folded(factory=set)
    """Whose outcome was told; a seat taken again waits for no other."""
    to_close: Pending = folded(factory=Pending)
    """By the planned end."""
    to_miss: Pending = folded(factory=Pending)
    """By the planned end too: the grace in force counts, whenever it was set."""

    def due(self, at: datetime) -> Iterator[Command]:
        """Check-ins to close, then no-shows to record; of each the earliest end first."""
        yield from self.to_close.due(at)
        yield from self.to_miss.due(at - timedelta(hours=self.settings[NO_SHOW_GRACE]))

    @on
    def founded(self, event: CommunityFounded) -> None:
        self.settings.founded(event)

    @on
    def settings_changed(self, event: SettingsChanged) -> None:
        self.settings.changed(event)

    @on
    def scheduled(self, event: OccurrenceScheduled) -> None:
        self.ends[event.occurrence_id] = event.period.end

    @on
    def moved(self, event: OccurrenceMoved) -> None:
        self.ends[event.occurrence_id] = event.period.end
        self._close_all(event.occurrence_id)

    @on
    def called_off(self, event: OccurrenceCancelled) -> None:
        self.ends[event.occurrence_id] = event.at
        self._close_all(event.occurrence_id)

    @on
    def seat_confirmed(self, event: SeatConfirmed) -> None:
        if (event.occurrence_id, event.member_id) not in self.known:
            no_show = RecordNoShow(event.occurrence_id, event.member_id)
            self.to_miss.put(no_show, event.period.end)

    @on
    def seat_freed(self, event: SeatLeft | SeatReleased) -> None:
        self.to_miss.strike(RecordNoShow(event.occurrence_id, event.member_id))

    @on
    def outcome_told(self, event: CheckedIn | PresenceRecorded | NoShowRecorded) -> None:
        self.known.add((event.occurrence_id, event.member_id))
        self.to_miss.strike(RecordNoShow(event.occurrence_id, event.member_id))

    @on
    def checked_in(self, event: CheckedIn) -> None:
        self.inside.setdefault(event.occurrence_id, {})[event.member_id] = None
        close = CloseCheckIn(event.occurrence_id, event.member_id)
        self.to_close.put(close, self.ends[event.occurrence_id])

    @on
    def checked_out(self, event: CheckedOut) -> None:
        self.inside.get(event.occurrence_id, {}).pop(event.member_id, None)
        self.to_close.strike(CloseCheckIn(event.occurrence_id, event.member_id))

    def _close_all(self, occurrence_id: OccurrenceId) -> None:
        """Whoever is still there will have gone at another end."""
        for member_id in self.inside.get(occurrence_id, {}):
            self.to_close.put(CloseCheckIn(occurrence_id, member_id), self.ends[occurrence_id])
