"""Whose personal values somebody sees, in a state that they may read.

A state may hold the values of several people: the words of one, about another. Each value is shown
or hidden by the person it is about, so that nobody has to give up the rest of the state.
"""

from typing import TypeVar

import attrs

from .decisions import Right
from .envelopes import Context
from .events import Event
from .fields import replaced
from .identifiers import MemberId
from .states import Read

__all__ = ["Subject", "Veil"]

E = TypeVar("E", bound=Event)


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
