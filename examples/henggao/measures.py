"""Breadth, frequency, effectiveness, and the kinds of integration: figures with their definitions.

`docs/explanation/measures.md` derives them and says what they cannot tell.

Long because each figure stands beside its definition.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Any

import attrs
from community_domain_projections import Deed, HazardLife, every

from community_domain import MemberId
from community_domain.members import HouseholdId
from community_domain.safety import HazardStage

from .reading import Reading

__all__ = ["DEFINITIONS", "Measures", "measured"]

CIVIC = (Deed.SERVED, Deed.WORKED, Deed.WARNED, Deed.TAUGHT)
"""What somebody does for all, by norms that are shared."""
AGAIN = 2
"""Days, or dates, from which on it was more than once."""
A_MONTH = 365.25 / 12
"""Days of a mean month."""


@attrs.frozen
class Breadth:
    """How many take part."""

    residents: int
    residents_percent: float | None
    little_teachers_percent: float | None
    households_percent: float | None
    drawn_in: int
    longest_chain: int


@attrs.frozen
class Frequency:
    """How often."""

    dates_per_month: float
    longest_gap_days: int
    days_each: float | None
    came_again_percent: float | None


@attrs.frozen
class Effectiveness:
    """What comes of it."""

    seats_used_percent: float | None
    work_verified_percent: float | None
    hazards_closed_percent: float | None
    hazards_days: float | None
    stairwells_told_percent: float | None
    persons_taught: int


@attrs.frozen
class Integration:
    """Whether neighbours meet, do the same for all, and take on roles."""

    households_met: int
    households_met_again: int
    households_tied: int
    civic_percent: float | None
    roles: int
    vouching: int


@attrs.frozen
class Measures:
    """All of them; None where there was nothing yet to measure."""

    breadth: Breadth
    frequency: Frequency
    effectiveness: Effectiveness
    integration: Integration

    def as_dict(self) -> dict[str, Any]:
        """As plain values."""
        return attrs.asdict(self)


DEFINITIONS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "breadth.residents": (
        ("residents taking part", "参与居民"),
        ("with at least one deed that names them", "至少有一次留名的参与"),
    ),
    "breadth.residents_percent": (("… of all residents, %", "占全体居民，%"), ("", "")),
    "breadth.little_teachers_percent": (
        ("little teachers taking part, %", "参与的小先生，%"),
        ("of those enrolled", "占已登记小先生"),
    ),
    "breadth.households_percent": (
        ("households taking part, %", "参与户数，%"),
        ("one of whom does", "户中有人参与"),
    ),
    "breadth.drawn_in": (
        ("drawn in by another", "被带动者"),
        ("told as bringing along", "有带动记录"),
    ),
    "breadth.longest_chain": (
        ("longest chain", "最长带动链"),
        ("members from the first to the last", "从起点到末端的人数"),
    ),
    "frequency.dates_per_month": (
        ("dates a month", "每月场次"),
        ("of activities to which anybody came", "有人到场的活动场次"),
    ),
    "frequency.longest_gap_days": (
        ("longest gap, days", "最长间隔，天"),
        ("between two such dates", "相邻两场之间"),
    ),
    "frequency.days_each": (
        ("days of each", "人均参与天数"),
        ("median over those taking part", "参与者的中位数"),
    ),
    "frequency.came_again_percent": (
        ("came again, %", "再次参与，%"),
        ("on two days or more, of those taking part", "两天及以上，占参与者"),
    ),
    "effectiveness.seats_used_percent": (
        ("seats used, %", "到场率，%"),
        ("whose holder came, of seats with an outcome", "占已有结果的席位"),
    ),
    "effectiveness.work_verified_percent": (
        ("work verified, %", "任务核验率，%"),
        ("of all work that was taken on", "占已认领任务"),
    ),
    "effectiveness.hazards_closed_percent": (
        ("hazards closed, %", "隐患销号率，%"),
        ("of those reported and not rejected", "占已上报且受理的隐患"),
    ),
    "effectiveness.hazards_days": (
        ("days to close one", "销号用时，天"),
        ("median from report to close", "上报至销号的中位数"),
    ),
    "effectiveness.stairwells_told_percent": (
        ("stairwells told, %", "楼道通知覆盖率，%"),
        ("notices posted, of those needed, in all rounds", "各轮应贴通知中已张贴者"),
    ),
    "effectiveness.persons_taught": (
        ("persons taught", "宣讲人次"),
        ("as confirmed; twice taught counts twice", "经核实，重复计次"),
    ),
    "integration.households_met": (
        ("interactional: pairs of households that met", "互动融合：相遇的户对"),
        ("both at the same date of an activity", "在同一场次到场"),
    ),
    "integration.households_met_again": (
        ("… twice or more", "相遇两次及以上"),
        ("two members of theirs, at two dates", "同两人在两个场次"),
    ),
    "integration.households_tied": (
        ("… that helped, traded or thanked", "互助、交易或致谢的户对"),
        ("one a member of the other", "一户对另一户"),
    ),
    "integration.civic_percent": (
        ("normative: civic deeds, %", "规范融合：公共事务参与，%"),
        (
            "served, worked, warned or taught, of those taking part",
            "服务、任务、隐患、宣讲，占参与者",
        ),
    ),
    "integration.roles": (
        ("structural: residents with a role", "结构融合：担任角色的居民"),
        ("a permission role, such as tutor", "权限角色，如辅导员"),
    ),
    "integration.vouching": (
        ("… who vouched for others", "为他人核验的居民"),
        ("verified work or confirmed an outreach", "核验任务或宣讲"),
    ),
}
"""Each measure by its name in the JSON: what it is called, and how it is defined."""


def measured(reading: Reading) -> Measures:
    """All measures, from the log alone."""
    residents = dict.fromkeys(reading.people.residents)
    active = {one: None for one in reading.deeds.days if one in residents}
    return Measures(
        _breadth(reading, residents, active),
        _frequency(reading, active),
        _effectiveness(reading),
        _integration(reading, residents, active),
    )


Members = Mapping[MemberId, None]


def _breadth(reading: Reading, residents: Members, active: Members) -> Breadth:
    people = reading.people
    little = [one for one in people.little_teachers if one in active]
    households, homes = _households(reading, residents), _households(reading, active)
    return Breadth(
        len(active),
        _percent(len(active), len(residents)),
        _percent(len(little), len(people.little_teachers)),
        _percent(len(homes), len(households)),
        len(reading.bringing.brought_by),
        reading.bringing.longest(),
    )


def _frequency(reading: Reading, active: Members) -> Frequency:
    days = _dates(reading)
    span = (days[-1] - days[0]).days if days else 0
    each = [len(reading.deeds.days_of(one)) for one in active]
    return Frequency(
        round(len(days) / max(span / A_MONTH, 1), 1),
        max(((after - one).days for one, after in pairwise(days)), default=0),
        _median(each),
        _percent(sum(one >= AGAIN for one in each), len(each)),
    )


def _effectiveness(reading: Reading) -> Effectiveness:
    seats = list(every(reading.attendance.occurrences))
    came = sum(one.attended for one in seats)
    missed = sum(one.no_shows + one.late_withdrawals + one.excused for one in seats)
    taken = sum(len(found) for found in reading.tasks.performers.values())
    verified = sum(len(reading.tasks.done(task_id)) for task_id in reading.tasks.posted)
    dealt_with = [
        life for life in every(reading.hazards.hazards) if life.stage is not HazardStage.REJECTED
    ]
    closed = [life for life in dealt_with if life.stage is HazardStage.CLOSED]
    rounds = [reading.notices.coverage(one) for one in reading.notices.rounds]
    told = sum(len(one.told) for one in rounds if one)
    missing = sum(len(one.missing) for one in rounds if one)
    return Effectiveness(
        _percent(came, came + missed),
        _percent(verified, taken),
        _percent(len(closed), len(dealt_with)),
        _median([_days(life) for life in closed]),
        _percent(told, told + missing),
        reading.outreach.total().persons_confirmed,
    )


def _integration(reading: Reading, residents: Members, active: Members) -> Integration:
    met: dict[frozenset[HouseholdId], int] = {}
    for meeting in reading.attendance.meetings():
        for pair in _between(reading, meeting.first, meeting.second):
            met[pair] = max(met.get(pair, 0), meeting.times)
    tied = {
        pair
        for ties in reading.deeds.ties.values()
        for one, other in ties
        for pair in _between(reading, one, other)
    }
    civic = [one for one in reading.deeds.doers(CIVIC) if one in active]
    held = {one for holders in reading.people.held.values() for one, _ in holders}
    vouching = [one for one in reading.deeds.doers([Deed.VOUCHED]) if one in residents]
    return Integration(
        len(met),
        sum(times >= AGAIN for times in met.values()),
        len(tied),
        _percent(len(civic), len(active)),
        len(held & residents.keys()),
        len(vouching),
    )


def _dates(reading: Reading) -> list[date]:
    """The days of all dates to which anybody came, or was counted, in order; one for each date."""
    held = (
        dated.local.start[:10]
        for dated in reading.programme.occurrences.values()
        if (figures := reading.attendance.occurrence(dated.occurrence_id)).attended or figures.heads
    )
    return sorted(date.fromisoformat(day) for day in held)


def _households(reading: Reading, members: Iterable[MemberId]) -> dict[HouseholdId, None]:
    homes = reading.people.homes
    return {home: None for member_id in members for home in homes.get(member_id, {})}


def _between(reading: Reading, one: MemberId, other: MemberId) -> list[frozenset[HouseholdId]]:
    """The pairs of different households of two members."""
    homes = reading.people.homes
    return [
        frozenset((home, there))
        for home in homes.get(one, {})
        for there in homes.get(other, {})
        if home != there
    ]


def _days(life: HazardLife) -> float:
    return life.age(life.reported_at).total_seconds() / 86_400


def _median(numbers: Iterable[float]) -> float | None:
    """The one in the middle; None where there is none."""
    found = list(numbers)
    return round(float(median(found)), 1) if found else None


def _percent(part: int, whole: int) -> float | None:
    """So many of a hundred; None of nothing."""
    return round(100 * part / whole, 1) if whole else None
