"""Looks at the community as a whole: what holds for every decision, and the settings."""

from datetime import datetime

from community_domain import Context, Envelope, Event, Recorded
from community_domain.community import CommunityFounded, Scope, SettingsChanged
from community_domain.members import BACKFILLER, COORDINATOR

from .known import Known, SliceOnlooker, demand

__all__ = ["CommunityOnlooker"]


class CommunityOnlooker(SliceOnlooker):
    """R40, R43, R44."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {CommunityFounded: self.founded, SettingsChanged: self.changed}
        self.latest: datetime | None = None

    def decided(self, rows: list[Recorded[Event]]) -> None:
        """Every decision names its actor and its command, and does not go back."""
        envelope = rows[0].envelope
        demand(envelope.context.actor and envelope.command is not None, "R40", rows)
        self.goes_on(envelope.context)

    def goes_on(self, context: Context) -> None:
        """Only who may backfill decides at an instant before the last one, and says why."""
        if self.latest is not None and context.at < self.latest:
            may = self.known.has_role(context.actor, BACKFILLER) and context.reason
            follows = context.causation_id is not None
            demand(may or follows, "R44", context)
        self.latest = max(context.at, self.latest or context.at)

    def founded(self, event: CommunityFounded, _: Envelope) -> None:
        """The community begins, with all settings."""
        self.known.zone = event.zone
        self.known.settings.update((one.name, one.value) for one in event.settings)

    def changed(self, event: SettingsChanged, _: Envelope) -> None:
        """Settings have other values from now on."""
        self.known.settings.update((one.name, one.value) for one in event.settings)

    def done(self, rows: list[Recorded[Event]]) -> None:
        """A community always has a coordinator."""
        coordinators = [one for one in self.known.roles if one[1:] == (COORDINATOR, Scope())]
        demand(coordinators or not self.known.settings, "R43", ("nobody is a coordinator", rows))
