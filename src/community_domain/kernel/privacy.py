"""Whose personal values somebody sees, in a state that they may read, and what nobody can read.

A state may hold the values of several people: the words of one, about another. Each value is shown
or hidden by the person it is about, so that nobody has to give up the rest of the state.
"""

from enum import Enum
from typing import TypeVar

import attrs

from .commands import Command
from .decisions import Right
from .envelopes import Context
from .events import Event
from .fields import replaced
from .identifiers import MemberId
from .states import Read

__all__ = ["Subject", "Unreadable", "Veil", "is_erased", "known"]

E = TypeVar("E", bound=Event)
T = TypeVar("T")


class Unreadable(Enum):
    """Stands in events and commands for a personal value whose bytes nobody here can read.

    A log that seals personal values puts it there, whatever the type of the field.
    """

    ERASED = "erased"
    """The person was erased, and the key destroyed: nobody will ever read it again."""
    SEALED = "sealed"
    """The log was opened without its keys."""

    def __repr__(self) -> str:
        return f"<{self.value}>"


def known(value: T) -> T | None:
    """A personal value, or None where nobody can read it."""
    return None if isinstance(value, Unreadable) else value


def is_erased(thing: Event | Command) -> bool:
    """Whether an event or command has lost a personal value, its person having been erased."""
    return any(getattr(thing, name) is Unreadable.ERASED for name in thing.spec.personal)


@attrs.frozen
class Subject:
    """Somebody whom a personal value is about."""

    member_id: MemberId


class Veil:
    """Hides personal values from one reader, who is asked about each person once.

    Args:
        right: Who may read the values of a `Subject`; None where everybody who may read the state.
        context: The reader, and when.
        read: For the right to ask.
    """

    def __init__(self, right: Right | None, context: Context, read: Read) -> None:
        self._right, self._context, self._read = right, context, read
        self._may: dict[MemberId, bool] = {}

    def over(self, event: E) -> E:
        """The event, with None for each personal value that is not this reader's to see."""
        personal = event.spec.personal.items()
        hidden = [name for name, about in personal if not self._sees(getattr(event, about))]
        return replaced(event, **dict.fromkeys(hidden)) if hidden else event

    def _sees(self, member_id: MemberId | None) -> bool:
        if self._right is None or member_id is None:
            return True
        if member_id not in self._may:
            grant = self._right.ask(Subject(member_id), self._context, self._read)
            self._may[member_id] = grant is not None
        return self._may[member_id]
