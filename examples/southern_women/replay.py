"""What the log alone tells: nothing here knows where the data came from."""

from collections.abc import Iterator, Mapping

import attrs
from community_domain_projections import Attendance, Histories, Programme, every

from community_domain import Community, MemberId
from community_domain.members import Profile

from .recording import RECORDER

__all__ = ["Facts", "replayed"]


@attrs.frozen
class Facts:
    """Who was where, and who met whom how often; everybody by name, in the order of joining."""

    persons: tuple[str, ...]
    days: Mapping[str, str]
    """Each gathering with its day, in date order."""
    attended: frozenset[tuple[str, str]]
    """Person and gathering."""
    per_person: Mapping[str, int]
    per_gathering: Mapping[str, int]
    met: tuple[tuple[str, str, int], ...]
    """Every pair that met, once, with the number of times."""
    events: int
    """Events in the log."""


def replayed(community: Community) -> Facts:
    """Fold the log from its first event on.

    Raises:
        NotPermitted: The recorder may not read names; somebody changed who coordinates.
    """
    log = community.log
    attendance, programme = Attendance().fold(log), Programme().fold(log)
    figures = {one.of: one for one in every(attendance.persons)}
    joined = [member_id for member_id in Histories().fold(log).members if member_id in figures]
    names = {member_id: _name(community, member_id) for member_id in joined}
    dates = sorted(programme.occurrences.values(), key=lambda date: date.period.start)
    titles = {date.occurrence_id: date.title for date in dates}
    return Facts(
        tuple(names.values()),
        {date.title: date.local.start[:10] for date in dates},
        frozenset(
            (name, titles[occurrence_id])
            for member_id, name in names.items()
            for occurrence_id in attendance.attended(member_id)
        ),
        {name: figures[member_id].attended for member_id, name in names.items()},
        {title: attendance.occurrence(date).attended for date, title in titles.items()},
        tuple(_met(attendance, names)),
        attendance.position,
    )


def _met(attendance: Attendance, names: Mapping[MemberId, str]) -> Iterator[tuple[str, str, int]]:
    """Every pair, ordered on both sides like the names."""
    rank = {member_id: number for number, member_id in enumerate(names)}
    people = list(names.values())
    pairs = [(rank[one.first], rank[one.second], one.times) for one in attendance.meetings()]
    for first, second, times in sorted((min(a, b), max(a, b), times) for a, b, times in pairs):
        yield people[first], people[second], times


def _name(community: Community, member_id: MemberId) -> str:
    """A name, as the recorder may read it."""
    return community.acting(RECORDER).state(Profile(member_id)).name or member_id
