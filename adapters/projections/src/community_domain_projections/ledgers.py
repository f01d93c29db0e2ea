"""Hours ledgers: what each member was credited with, and what was put right since.

An entry that was reversed stays where it is and counts no longer, as in the core's own ledger.
"""

from collections.abc import Mapping

import attrs

from community_domain import Event, MemberId, Recorded
from community_domain.service import EntryId, EntryReversed, HoursCredited

from .folding import Handler, Projection
from .pages import PAGE, Page
from .rolls import Roll

__all__ = ["LedgerFigures", "Ledgers"]


@attrs.frozen
class LedgerFigures:
    """What one member's ledger comes to."""

    of: MemberId
    position: int
    """Where the ledger began; 0 when nothing was ever credited."""
    minutes: int
    """Of the entries that count, in whole minutes."""
    entries: int
    """Those that count."""
    reversed: int
    """Those that count no longer."""
    late: int
    """Those that count and were recorded late."""


@attrs.define
class Ledgers(Projection):
    """The hours ledgers of all members; folding is linear."""

    reversals: dict[EntryId, EntryReversed] = attrs.field(
        factory=dict[EntryId, EntryReversed], init=False
    )
    """Why an entry counts no longer."""
    _of: dict[MemberId, dict[EntryId, HoursCredited]] = attrs.field(
        factory=dict[MemberId, dict[EntryId, HoursCredited]], init=False, repr=False
    )
    _persons: Roll[MemberId] = attrs.field(factory=Roll[MemberId], init=False, repr=False)

    def handlers(self) -> Mapping[type[Event], Handler]:
        """Credits make entries, reversals end them."""
        return {HoursCredited: self._credit, EntryReversed: self._reverse}

    @property
    def minutes(self) -> int:
        """Of all members together, in whole minutes."""
        return sum(self.person(member_id).minutes for member_id in self._persons.order)

    def entries(self, member_id: MemberId) -> tuple[HoursCredited, ...]:
        """All entries of a member in the order of crediting, reversed ones too."""
        return tuple(self._of.get(member_id, {}).values())

    def person(self, member_id: MemberId) -> LedgerFigures:
        """A member's figures; all 0 without an entry ever."""
        entries = self.entries(member_id)
        counting = [one for one in entries if one.entry_id not in self.reversals]
        return LedgerFigures(
            member_id,
            self._persons.positions.get(member_id, 0),
            sum(one.minutes for one in counting),
            len(counting),
            len(entries) - len(counting),
            sum(one.late for one in counting),
        )

    def persons(self, *, after: int = 0, size: int = PAGE) -> Page[LedgerFigures]:
        """Everybody with a ledger, in the order of their first entry; see `page_of`."""
        return self._persons.page(self.person, after=after, size=size, folded=self.position)

    def _credit(self, recorded: Recorded[HoursCredited]) -> None:
        event = recorded.event
        self._persons.enter(event.member_id, recorded.position)
        self._of.setdefault(event.member_id, {})[event.entry_id] = event

    def _reverse(self, recorded: Recorded[EntryReversed]) -> None:
        self.reversals[recorded.event.entry_id] = recorded.event
