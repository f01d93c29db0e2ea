"""What time asks for: at the end whoever is on duty has gone, and who never came was absent."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from ..community.events import CommunityFounded, SettingsChanged
from ..community.state import Settings
from ..kernel import Command, Deadlines, MemberId, Pending, deadlines, folded, on
from .commands import CloseDuty, RecordAbsence
from .events import (
    AbsenceRecorded,
    DutyBegun,
    DutyEnded,
    ShiftCancelled,
    ShiftHandedOver,
    ShiftReleased,
    ShiftScheduled,
    ShiftTaken,
)
from .values import ABSENCE_GRACE, ShiftId

__all__ = ["DutyDeadlines"]


@deadlines
class DutyDeadlines(Deadlines):
    """One outcome for every holder (R25), and nobody on duty for ever (R24).

    A check-in is closed from the planned end on, or from when the shift was called off. An
    absence is recorded some hours later only: devices that were offline still tell who came. A
    coordinator who knows may record it from the end on.
    """

    settings: Settings = folded(factory=Settings)
    ends: dict[ShiftId, datetime] = folded(factory=dict)
    on_duty: dict[ShiftId, dict[MemberId, None]] = folded(factory=dict)
    known: set[tuple[ShiftId, MemberId]] = folded(factory=set)
    """Whose outcome was told."""
    to_close: Pending = folded(factory=Pending)
    """By the planned end."""
    to_miss: Pending = folded(factory=Pending)
    """By the planned end too: the grace in force counts, whenever it was set."""

    def due(self, at: datetime) -> Iterator[Command]:
        """Duties to close, then absences to record; of each the earliest end first."""
        yield from self.to_close.due(at)
        yield from self.to_miss.due(at - timedelta(hours=self.settings[ABSENCE_GRACE]))

    @on
    def founded(self, event: CommunityFounded) -> None:
        self.settings.founded(event)

    @on
    def settings_changed(self, event: SettingsChanged) -> None:
        self.settings.changed(event)

    @on
    def scheduled(self, event: ShiftScheduled) -> None:
        self.ends[event.shift_id] = event.period.end

    @on
    def called_off(self, event: ShiftCancelled) -> None:
        self.ends[event.shift_id] = event.at
        for member_id in self.on_duty.get(event.shift_id, {}):
            self.to_close.put(CloseDuty(event.shift_id, member_id), event.at)

    @on
    def taken(self, event: ShiftTaken) -> None:
        if (event.shift_id, event.member_id) not in self.known:
            self.to_miss.put(RecordAbsence(event.shift_id, event.member_id), event.period.end)

    @on
    def released(self, event: ShiftReleased) -> None:
        self.to_miss.strike(RecordAbsence(event.shift_id, event.member_id))

    @on
    def handed_over(self, event: ShiftHandedOver) -> None:
        self.to_miss.strike(RecordAbsence(event.shift_id, event.giver_id))

    @on
    def outcome_told(self, event: DutyBegun | AbsenceRecorded) -> None:
        self.known.add((event.shift_id, event.member_id))
        self.to_miss.strike(RecordAbsence(event.shift_id, event.member_id))

    @on
    def begun(self, event: DutyBegun) -> None:
        self.on_duty.setdefault(event.shift_id, {})[event.member_id] = None
        close = CloseDuty(event.shift_id, event.member_id)
        self.to_close.put(close, self.ends[event.shift_id])

    @on
    def ended(self, event: DutyEnded) -> None:
        self.on_duty.get(event.shift_id, {}).pop(event.member_id, None)
        self.to_close.strike(CloseDuty(event.shift_id, event.member_id))
