"""How members are dealt to groups, and how groups go round the stations. No chance is in it.

The rotation is an edge colouring: groups and stations are the two sides of a graph, what is still
to be visited are its edges, rounds are the colours. As many rounds are enough as the group with
the most stations before it needs, or the station with the most groups before it (Dénes Kőnig,
1916); his proof, exchanging two rounds along a path, is what `_Table` does.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from ...kernel import MemberId
from ..values import StationId, Visit

__all__ = ["dealt", "rounds_for"]

Place = tuple[StationId, int]
"""Room for one group at a station."""
Node = int | Place
"""A group, or a place; each is with one of the other side in a round."""


def dealt(claims: Iterable[Sequence[MemberId]], groups: int) -> list[list[MemberId]]:
    """Members in groups whose sizes differ by one at most.

    Larger claims go first, each to the group with the most room, so that it stays whole wherever
    it fits; one that fits nowhere is split into as few parts as the rooms allow then.

    Args:
        claims: Those who go together, in the order in which they were drawn.
        groups: How many groups; not more than members.
    """
    waiting = sorted((list(claim) for claim in claims), key=len, reverse=True)
    least, larger = divmod(sum(map(len, waiting)), groups)
    room = [least + (number < larger) for number in range(groups)]
    made: list[list[MemberId]] = [[] for _ in range(groups)]
    for claim in waiting:
        rest = claim
        while rest:
            number = room.index(max(room))
            part, rest = rest[: room[number]], rest[room[number] :]
            made[number] += part
            room[number] -= len(part)
    return made


def rounds_for(
    groups: int,
    stations: Mapping[StationId, int],
    been: Collection[tuple[int, StationId]],
    first: int,
) -> tuple[Visit, ...]:
    """Visits so that every group has been to every station exactly once, in as few rounds as can.

    Where nobody has been anywhere yet, each group goes on to the next station in every round.

    Args:
        groups: How many there are; they are numbered from 1.
        stations: Where there is somewhere to go, with how many groups each takes at once.
        been: Which group has been where.
        first: The number of the first round.
    """
    lacking = {
        station: [group for group in range(1, groups + 1) if (group, station) not in been]
        for station in stations
    }
    rounds = _fewest_rounds(groups, stations, lacking)
    table = _Table(rounds)
    for slot, (station, waiting) in enumerate(lacking.items()):
        for rank, group in enumerate(waiting):
            table.put(group, (station, rank // rounds), (slot - rank) % rounds)
    return tuple(
        Visit(first + number, group, place[0])
        for number in range(rounds)
        for group, place in table.places_in(number, groups)
    )


def _fewest_rounds(
    groups: int, stations: Mapping[StationId, int], lacking: Mapping[StationId, list[int]]
) -> int:
    """No group is at two stations in a round, and no station takes more groups than it can."""
    before_each = [0] * (groups + 1)
    for waiting in lacking.values():
        for group in waiting:
            before_each[group] += 1
    turns = (-(-len(waiting) // stations[station]) for station, waiting in lacking.items())
    return max(*before_each, *turns, 0)


class _Table:
    """Who is with whom in which round; the rounds are counted from 0 here.

    Args:
        rounds: At least as many as any group or place is put into.
    """

    def __init__(self, rounds: int) -> None:
        self._rounds = rounds
        self._with: dict[Node, dict[int, Node]] = {}

    def put(self, group: int, place: Place, wanted: int) -> None:
        """Let a group be at a place in one round: the wanted one if it can be, or a later one."""
        here, there = self._with.setdefault(group, {}), self._with.setdefault(place, {})
        order = [(wanted + later) % self._rounds for later in range(self._rounds)]
        mine = [number for number in order if number not in here]
        number = next((one for one in mine if one not in there), mine[0])
        if number in there:
            self._exchange(place, number, next(one for one in order if one not in there))
        here[number], there[number] = place, group

    def places_in(self, number: int, groups: int) -> list[tuple[int, Place]]:
        """The groups that are somewhere in a round, in order, each with its place."""
        found = ((group, self._with.get(group, {}).get(number)) for group in range(1, groups + 1))
        return [(group, place) for group, place in found if isinstance(place, tuple)]

    def _exchange(self, start: Node, taken: int, free: int) -> None:
        """Exchange two rounds for all who are linked to a node by them; it is free in the other.

        The path from there ends before it comes to anybody who is free in the round taken on the
        other side, so that the two can meet in it.
        """
        node, number, path = start, taken, [start]
        while number in self._with[node]:
            node = self._with[node][number]
            path.append(node)
            number = free if number == taken else taken
        for one in path:
            row = self._with[one]
            swapped = {free: row.get(taken), taken: row.get(free)}
            for number, other in swapped.items():
                row.pop(number, None)
                if other is not None:
                    row[number] = other
