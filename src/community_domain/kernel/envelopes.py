"""What surrounds a decision: who, on whose behalf, when, why, and the command that caused it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, TypeVar

import attrs

from .events import Event
from .identifiers import CommandId, MemberId
from .values import checked_instant, value

__all__ = ["Actor", "Context", "Envelope", "Recorded", "System"]

E_co = TypeVar("E_co", bound=Event, covariant=True)


@value
class System:
    """The community's own machinery, named: a process, an importer, a clock-driven runner."""

    name: str

    def __str__(self) -> str:
        return f"system {self.name}"


Actor = MemberId | System
"""Who acts: a member, or a named part of the system. Never a tag."""


@attrs.frozen
class Context:
    """The circumstances of a decision; a decision knows the time and the actor only from here.

    The instant is checked here, the rest when the context is issued with a command.
    """

    at: datetime = attrs.field(converter=checked_instant)
    """When it is decided: aware, UTC, never behind the community's last decision."""
    actor: Actor
    on_behalf_of: MemberId | None = None
    reason: str | None = None
    correlation_id: CommandId | None = None
    """The command that began the whole chain."""
    causation_id: CommandId | None = None
    """The command whose events made a process issue this one."""


@attrs.frozen
class Envelope:
    """What is kept with the events of a decision, so that it can be explained and made again."""

    command: Any
    command_id: CommandId
    context: Context
    decision_version: int
    tzdata: str
    """Version of the time zone database that turned wall times into instants."""


class Recorded(Generic[E_co]):
    """An event in the log, with its position; the envelope is decoded only when looked at.

    Positions of one community are 1, 2, 3 … in commit order, without gaps.
    """

    __slots__ = ("_envelope", "_recorded_at", "event", "position")

    def __init__(
        self,
        position: int,
        event: E_co,
        envelope: Envelope | Callable[[], Envelope],
        recorded_at: datetime | Callable[[], datetime],
    ) -> None:
        self.position = position
        self.event = event
        self._envelope = envelope
        self._recorded_at = recorded_at

    @property
    def envelope(self) -> Envelope:
        """The envelope of the decision that yielded this event."""
        if not isinstance(self._envelope, Envelope):
            self._envelope = self._envelope()
        return self._envelope

    @property
    def recorded_at(self) -> datetime:
        """When the log's own clock saw it, UTC; never falls as positions rise."""
        if not isinstance(self._recorded_at, datetime):
            self._recorded_at = self._recorded_at()
        return self._recorded_at

    def __repr__(self) -> str:
        return f"Recorded({self.position}, {self.event!r})"
