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

    @property
    def free(self) -> float:
        """Seats to give."""
        return float("inf") if self.capacity is None else self.capacity - len(self.seats)

    @property
    def waiting(self) -> list[MemberId]:
        """Who waits: higher priority first, then who came first."""
        return [member for _, member in sorted(self.line, key=lambda one: one[0])]

    @property
    def claims(self) -> list[list[MemberId]]:
        """Who waits, with those who claim seats together side by side."""
        found: list[list[MemberId]] = []
        for member in self.waiting:
            if not any(member in claim for claim in found):
                found.append([one for one in self.waiting if one in self.company(member)])
        return found

    def company(self, member: MemberId) -> list[MemberId]:
        """Those whose claim stands or falls with the member's, the member included."""
        party = self.together.get(member)
        return [one for one, other in self.together.items() if other == party] or [member]

    def leave_the_line(self, member: MemberId) -> None:
        """The member waits no longer."""
        self.line = [one for one in self.line if one[1] != member]
        self.together.pop(member, None)
