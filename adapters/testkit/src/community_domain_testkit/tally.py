"""How often a machine met each command and each refusal."""

from collections import Counter
from collections.abc import Iterable

import attrs

from community_domain import Domain, Event, Recorded

__all__ = ["Tally"]

KERNEL = ("invalid-value", "not-permitted", "instant-goes-back", "command-id-reused")
"""Refusals that belong to no slice."""


@attrs.define
class Tally:
    """How often each command was accepted, and each refusal was met."""

    accepted: Counter[str] = attrs.Factory(Counter[str])
    """Commands that led to events, follow-up commands too, by class name."""
    refused: Counter[str] = attrs.Factory(Counter[str])
    """Refusals by code."""

    def note(self, rows: Iterable[Recorded[Event]]) -> None:
        """Count the commands that were accepted."""
        names = {row.envelope.command_id: type(row.envelope.command).__name__ for row in rows}
        self.accepted.update(names.values())

    def missed(self, domain: Domain) -> list[str]:
        """Commands never accepted, and refusals never met."""
        commands = [kind.__name__ for kind in domain.commands]
        refusals = [kind.code for part in domain.slices for kind in part.refusals]
        return [
            *(name for name in commands if not self.accepted[name]),
            *(code for code in [*refusals, *KERNEL] if not self.refused[code]),
        ]

    def lines(self, domain: Domain) -> list[str]:
        """A table, one line for each command and each refusal."""
        names = [kind.__name__ for kind in domain.commands]
        codes = sorted({*self.refused, *(k.code for part in domain.slices for k in part.refusals)})
        return [
            *(f"{self.accepted[name]:8}  {name} accepted" for name in names),
            *(f"{self.refused[code]:8}  refused: {code}" for code in codes),
        ]
