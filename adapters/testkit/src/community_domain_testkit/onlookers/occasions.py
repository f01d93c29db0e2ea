"""What an onlooker remembers of an occurrence: its seats, and who claims them."""

from datetime import datetime

import attrs

from community_domain import MemberId, Period
from community_domain.activities import PartyId

__all__ = ["Occasion"]


@attrs.define
class Occasion:
    """One occurrence, as an onlooker remembers it."""

    period: Period
    opens: datetime | None
    closes: datetime
    capacity: int | None
    place: str | None
    seats: list[MemberId] = attrs.Factory(list[MemberId])
    line: list[tuple[int, MemberId]] = attrs.Factory(list[tuple[int, MemberId]])
    """Who waits, as they came, each with the priority negated."""
    together: dict[MemberId, PartyId] = attrs.Factory(dict[MemberId, PartyId])
    """The party of each who claims a seat together with others."""
    cancelled: bool = False
    by_hand: bool = False
    """It was moved by hand."""
    by_offer: bool = False
    """Freed seats are offered."""
    offers: dict[int, list[MemberId]] = attrs.Factory(dict[int, list[MemberId]])
    """Whom the open offers are for, by number."""
    until: dict[int, datetime] = attrs.Factory(dict[int, datetime])
    """Of all offers ever made."""
    accepted: list[MemberId] = attrs.Factory(list[MemberId])
    """Who has said yes and is to be confirmed."""

    @property
    def held(self) -> list[MemberId]:
        """Who is offered a seat."""
        return [member for members in self.offers.values() for member in members]

    @property
    def free(self) -> float:
        """Seats to give."""
        if self.capacity is None:
            return float("inf")
        return self.capacity - len(self.seats) - len(self.held)

    @property
    def waiting(self) -> list[MemberId]:
        """Who waits: higher priority first, then who came first."""
        return [member for _, member in sorted(self.line, key=lambda one: one[0])]

    @property
    def claims(self) -> list[list[MemberId]]:
        """Who waits and is offered nothing, with those who claim seats together side by side."""
        found: list[list[MemberId]] = []
        waiting = [member for member in self.waiting if member not in self.held]
        for member in waiting:
            if not any(member in claim for claim in found):
                found.append([one for one in waiting if one in self.company(member)])
        return found

    def company(self, member: MemberId) -> list[MemberId]:
        """Those whose claim stands or falls with the member's, the member included."""
        party = self.together.get(member)
        return [one for one, other in self.together.items() if other == party] or [member]

    def leave_the_line(self, member: MemberId) -> None:
        """The member waits no longer."""
        self.line = [one for one in self.line if one[1] != member]
        self.together.pop(member, None)
        left = {
            number: [one for one in who if one != member] for number, who in self.offers.items()
        }
        self.offers = {number: who for number, who in left.items() if who}
