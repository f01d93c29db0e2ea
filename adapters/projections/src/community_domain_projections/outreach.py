"""Outreach: how often little teachers taught, of what, and how many they reached."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

import attrs

from community_domain import Event, MemberId, Recorded
from community_domain.activities import Audience, OutreachConfirmed, OutreachHeld, OutreachId

from .folding import Handler, Projection

__all__ = ["Outreach", "OutreachFigures"]

T = TypeVar("T")


@attrs.frozen
class OutreachFigures:
    """What was counted for one little teacher, topic or audience, or for all."""

    times: int = 0
    """As they were told, confirmed or not."""
    persons: int = 0
    """Reached in all; whoever was reached twice counts twice."""
    confirmed: int = 0
    """Of the times, those that another person confirmed."""
    persons_confirmed: int = 0
    """Reached in those."""

    def __add__(self, other: "OutreachFigures") -> "OutreachFigures":
        """Both together."""
        return OutreachFigures(
            self.times + other.times,
            self.persons + other.persons,
            self.confirmed + other.confirmed,
            self.persons_confirmed + other.persons_confirmed,
        )


NOTHING = OutreachFigures()


@attrs.define
class Outreach(Projection):
    """Every outreach in the order of telling, and figures by teacher, topic and audience."""

    held: dict[OutreachId, OutreachHeld] = attrs.field(
        factory=dict[OutreachId, OutreachHeld], init=False
    )
    """As it was told."""
    confirmed: dict[OutreachId, MemberId] = attrs.field(
        factory=dict[OutreachId, MemberId], init=False
    )
    """Who confirmed it."""

    def handlers(self) -> Mapping[type[Event], Handler]:
        """What was told, and what was confirmed."""
        return {OutreachHeld: self._hold, OutreachConfirmed: self._confirm}

    def teachers(self) -> dict[MemberId, OutreachFigures]:
        """By little teacher, in the order of their first."""
        return self._by((one.teacher_id, one) for one in self.held.values())

    def topics(self) -> dict[str, OutreachFigures]:
        """By topic, word for word, in the order of their first."""
        return self._by((one.topic, one) for one in self.held.values())

    def audiences(self) -> dict[Audience, OutreachFigures]:
        """By audience, in the order of their first."""
        return self._by((one.audience, one) for one in self.held.values())

    def total(self) -> OutreachFigures:
        """All of it together."""
        return sum(map(self._figures, self.held.values()), NOTHING)

    def _by(self, parts: Iterable[tuple[T, OutreachHeld]]) -> dict[T, OutreachFigures]:
        counted: dict[T, OutreachFigures] = {}
        for key, one in parts:
            counted[key] = counted.get(key, NOTHING) + self._figures(one)
        return counted

    def _figures(self, one: OutreachHeld) -> OutreachFigures:
        sure = one.outreach_id in self.confirmed
        return OutreachFigures(1, one.persons, int(sure), one.persons if sure else 0)

    def _hold(self, recorded: Recorded[OutreachHeld]) -> None:
        self.held[recorded.event.outreach_id] = recorded.event

    def _confirm(self, recorded: Recorded[OutreachConfirmed]) -> None:
        self.confirmed[recorded.event.outreach_id] = recorded.event.confirmer_id
