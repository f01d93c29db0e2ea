"""Bringing along: who drew whom in, and how far it went on from there."""

from collections.abc import Iterator, Mapping

import attrs

from community_domain import Event, MemberId, Recorded
from community_domain.members import BroughtAlong

from .folding import Handler, Projection

__all__ = ["Bringing"]


@attrs.define
class Bringing(Projection):
    """Chains of bringing along; each member was drawn in by one other at most."""

    brought_by: dict[MemberId, MemberId] = attrs.field(factory=dict[MemberId, MemberId], init=False)
    """Who drew somebody in, by whom they drew in."""
    brought: dict[MemberId, dict[MemberId, None]] = attrs.field(
        factory=dict[MemberId, dict[MemberId, None]], init=False
    )
    """Whom somebody drew in, in order."""

    def handlers(self) -> Mapping[type[Event], Handler]:
        """Only who drew in whom."""
        return {BroughtAlong: self._bring}

    def chain(self, member_id: MemberId) -> tuple[MemberId, ...]:
        """From a member back to who began: themselves, who drew them in, and so on.

        Nobody stands in it twice, even where a history goes in a circle.
        """
        found = {member_id: None}
        while (bringer := self.brought_by.get(member_id)) is not None and bringer not in found:
            found[bringer] = None
            member_id = bringer
        return tuple(found)

    def drawn_in(self, member_id: MemberId) -> tuple[MemberId, ...]:
        """Everybody who came by a member: whom they drew in, whom those drew in, and so on."""
        return tuple(self._below(member_id))

    def longest(self) -> int:
        """How many members the longest chain has; 0 where nobody was drawn in.

        Linear in the number of members. A circle begins nowhere, and is no chain.
        """
        level = [one for one in self.brought if one not in self.brought_by]
        length = 0
        while level:
            level = [brought for one in level for brought in self.brought.get(one, {})]
            length += 1
        return length

    def _below(self, member_id: MemberId) -> Iterator[MemberId]:
        seen, waiting = {member_id: None}, [*self.brought.get(member_id, {})]
        for one in waiting:
            if one not in seen:
                seen[one] = None
                waiting += self.brought.get(one, {})
                yield one

    def _bring(self, recorded: Recorded[BroughtAlong]) -> None:
        bringer_id, brought_id = recorded.event.bringer_id, recorded.event.brought_id
        self.brought_by[brought_id] = bringer_id
        self.brought.setdefault(bringer_id, {})[brought_id] = None
