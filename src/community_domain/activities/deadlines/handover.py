"""What time asks of hand-overs: whose child was not collected some time after the end."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from ...community.events import CommunityFounded, SettingsChanged
from ...community.state import Settings
from ...kernel import (
    Command,
    Deadlines,
    MemberId,
    Pending,
    birthday,
    deadlines,
    folded,
    is_reached,
    known,
    on,
)
from ...members.events import MemberErased, MemberRegistered
from ...members.values import AGE_OF_MAJORITY
from ..commands import RecordUncollected
from ..events import (
    CheckedIn,
    CollectionOverdue,
    HandedOver,
    OccurrenceCancelled,
    OccurrenceMoved,
    OccurrenceScheduled,
)
from ..values import COLLECTION_MINUTES, OccurrenceId

__all__ = ["CollectionDeadlines"]


@deadlines
class CollectionDeadlines(Deadlines):
    """Some minutes after the end it is known who collected each child, or it is said aloud (R46).

    Only of those who were checked in: a sheet has no times, and is often typed in weeks later.
    """

    settings: Settings = folded(factory=Settings)
    born: dict[MemberId, date] = folded(factory=dict)
    ends: dict[OccurrenceId, datetime] = folded(factory=dict)
    there: dict[OccurrenceId, dict[MemberId, datetime]] = folded(factory=dict)
    """Minors who came and were not handed over, with the instant when they came."""
    to_look_for: Pending = folded(factory=Pending)
    """By the end: the minutes in force count, whenever they were set."""

    def due(self, at: datetime) -> Iterator[Command]:
        """Children to look for, the earliest end first; none where the setting is 0."""
        minutes = self.settings[COLLECTION_MINUTES]
        waiting = self.to_look_for.due(at - timedelta(minutes=minutes)) if minutes else ()
        for command in waiting:
            if isinstance(command, RecordUncollected):
                came = self.there[command.occurrence_id][command.member_id]
                if self._is_minor(command.member_id, came):
                    yield command

    @on
    def founded(self, event: CommunityFounded) -> None:
        self.settings.founded(event)

    @on
    def settings_changed(self, event: SettingsChanged) -> None:
        self.settings.changed(event)

    @on
    def registered(self, event: MemberRegistered) -> None:
        if (born := known(event.born)) is not None:
            self.born[event.member_id] = born

    @on
    def erased(self, event: MemberErased) -> None:
        self.born.pop(event.member_id, None)
        for occurrence_id, there in self.there.items():
            if there.pop(event.member_id, None) is not None:
                self.to_look_for.strike(RecordUncollected(occurrence_id, event.member_id))

    @on
    def ends_at(self, event: OccurrenceScheduled | OccurrenceMoved) -> None:
        self.ends[event.occurrence_id] = event.period.end
        self._wait(event.occurrence_id)

    @on
    def called_off(self, event: OccurrenceCancelled) -> None:
        self.ends[event.occurrence_id] = event.at
        self._wait(event.occurrence_id)

    @on
    def checked_in(self, event: CheckedIn) -> None:
        if self._is_minor(event.member_id, event.at):
            self.there.setdefault(event.occurrence_id, {})[event.member_id] = event.at
            look = RecordUncollected(event.occurrence_id, event.member_id)
            self.to_look_for.put(look, self.ends[event.occurrence_id])

    @on
    def settled(self, event: HandedOver | CollectionOverdue) -> None:
        self.there.get(event.occurrence_id, {}).pop(event.member_id, None)
        self.to_look_for.strike(RecordUncollected(event.occurrence_id, event.member_id))

    def _is_minor(self, member_id: MemberId, moment: datetime) -> bool:
        if (born := self.born.get(member_id)) is None:
            return False
        of_age = birthday(born, self.settings[AGE_OF_MAJORITY])
        return not is_reached(of_age, moment, self.settings.zone)

    def _wait(self, occurrence_id: OccurrenceId) -> None:
        """Whoever is still there will be collected after another end."""
        for member_id in self.there.get(occurrence_id, {}):
            look = RecordUncollected(occurrence_id, member_id)
            self.to_look_for.put(look, self.ends[occurrence_id])
