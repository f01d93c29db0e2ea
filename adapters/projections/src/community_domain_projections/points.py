"""Points: what each member has, and by which transfers it came to that."""

from collections.abc import Mapping

import attrs

from community_domain import Event, MemberId, Recorded
from community_domain.recognition import (
    PointsGiven,
    PointsIssued,
    PointsReturned,
    TransferId,
)

from .folding import Handler, Projection
from .pages import PAGE, Page, page_of

__all__ = ["Points", "PointsEntry"]


@attrs.frozen
class PointsEntry:
    """One transfer in a member's ledger of points."""

    position: int
    transfer_id: TransferId
    change: int
    """What came in; below 0 what went out."""
    balance: int
    """After it."""
    other_id: MemberId | None
    """At the other end of the transfer; None is the treasury."""


@attrs.define
class Points(Projection):
    """A ledger of points for each member, and the treasury; all of them sum to zero."""

    treasury: int = attrs.field(default=0, init=False)
    """What was issued and not returned, below 0."""
    _ledgers: dict[MemberId, list[PointsEntry]] = attrs.field(
        factory=dict[MemberId, list[PointsEntry]], init=False, repr=False
    )

    def handlers(self) -> Mapping[type[Event], Handler]:
        """Every transfer makes an entry at each end that is a member."""
        return {
            PointsIssued: self._issue,
            PointsGiven: self._give,
            PointsReturned: self._return,
        }

    def balances(self) -> dict[MemberId, int]:
        """What each member has who ever had points, in the order of the first transfer."""
        return {member_id: entries[-1].balance for member_id, entries in self._ledgers.items()}

    def balance(self, member_id: MemberId) -> int:
        """What a member has."""
        entries = self._ledgers.get(member_id)
        return entries[-1].balance if entries else 0

    def ledger(self, member_id: MemberId, *, after: int = 0, size: int = PAGE) -> Page[PointsEntry]:
        """A member's transfers in order; see `page_of` for the errors."""
        entries = self._ledgers.get(member_id, [])
        return page_of(
            entries, lambda entry: entry.position, after=after, size=size, folded=self.position
        )

    def _issue(self, recorded: Recorded[PointsIssued]) -> None:
        self.treasury -= recorded.event.points
        self._enter(recorded, recorded.event.member_id, recorded.event.points, None)

    def _give(self, recorded: Recorded[PointsGiven]) -> None:
        event = recorded.event
        self._enter(recorded, event.giver_id, -event.points, event.taker_id)
        self._enter(recorded, event.taker_id, event.points, event.giver_id)

    def _return(self, recorded: Recorded[PointsReturned]) -> None:
        self.treasury += recorded.event.points
        self._enter(recorded, recorded.event.member_id, -recorded.event.points, None)

    def _enter(
        self,
        recorded: Recorded[PointsIssued] | Recorded[PointsGiven] | Recorded[PointsReturned],
        member_id: MemberId,
        change: int,
        other_id: MemberId | None,
    ) -> None:
        balance = self.balance(member_id) + change
        entry = PointsEntry(
            recorded.position, recorded.event.transfer_id, change, balance, other_id
        )
        self._ledgers.setdefault(member_id, []).append(entry)
