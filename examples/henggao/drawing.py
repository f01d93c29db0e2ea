"""Who lives there, drawn from a seed: homes, families, little teachers. Nobody is a real person.

Ids and names count up, so that nobody takes them for somebody's. Ages are such that nobody reaches
14 or 18 before the story ends: on these days consents change hands.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

import attrs

from community_domain import MemberId
from community_domain.community import BuildingId, StairwellId
from community_domain.members import HouseholdId

from .facts import Facts, LittleTeachers, Neighbourhood

__all__ = ["Child", "Family", "Home", "People", "Resident", "Stairwell", "chosen", "drawn"]

T = TypeVar("T")

PARENTS = 2
ADULTS_BORN = (date(1940, 1, 1), date(2000, 1, 1))
PARENTS_BORN = (date(1974, 1, 1), date(1990, 1, 1))
CHILDREN_BORN = (date(2011, 1, 1), date(2016, 8, 31))
TEENAGERS_BORN = (date(2008, 1, 1), date(2009, 8, 31))
FOURTH_GRADER_BORN = date(2014, 3, 3)


@attrs.frozen
class Resident:
    """An adult who lives there."""

    member_id: MemberId
    name: str
    born: date


@attrs.frozen
class Child:
    """A little teacher, with the guardian who speaks for them."""

    member_id: MemberId
    name: str
    born: date
    guardian_id: MemberId
    teenager: bool
    """Old enough to consent in person to the use of their data."""


@attrs.frozen
class Stairwell:
    """A stairwell of a building."""

    stairwell_id: StairwellId
    building_id: BuildingId
    name: str


@attrs.frozen
class Home:
    """Who lives in a home: first two who may be parents, then others."""

    household_id: HouseholdId
    stairwell: Stairwell
    adults: tuple[Resident, ...]


@attrs.frozen
class Family:
    """A home with little teachers."""

    home: Home
    children: tuple[Child, ...]

    @property
    def parents(self) -> tuple[Resident, ...]:
        """Both guardians of each child."""
        return self.home.adults[:PARENTS]


@attrs.frozen
class People:
    """Everybody of the story."""

    stairwells: tuple[Stairwell, ...]
    homes: tuple[Home, ...]
    families: tuple[Family, ...]
    """The first is that of the stairwell volunteer, whose one child is in the fourth grade."""

    @property
    def children(self) -> tuple[Child, ...]:
        """All little teachers."""
        return tuple(child for family in self.families for child in family.children)

    @property
    def parents(self) -> tuple[Resident, ...]:
        """All parents of little teachers."""
        return tuple(parent for family in self.families for parent in family.parents)

    @property
    def others(self) -> tuple[Resident, ...]:
        """All adults who are no parents of little teachers."""
        parents = set(self.parents)
        return tuple(one for home in self.homes for one in home.adults if one not in parents)


def drawn(facts: Facts, seed: int) -> People:
    """The same people for the same facts and seed."""
    chance = Random(f"henggao {seed}")  # noqa: S311 - a story, no secret
    home, little_teachers = facts.neighbourhood, facts.little_teachers
    stairwells = tuple(_stairwells(home))
    homes = tuple(_homes(home, stairwells, home.residents - little_teachers.enrolled, chance))
    families = tuple(_families(homes, little_teachers, chance))
    return People(stairwells, homes, families)


def chosen(things: Sequence[T], number: int, chance: Random, *, first: int = 0) -> tuple[T, ...]:
    """So many different things; those in front, so many, are among them."""
    return (*things[:first], *chance.sample(things[first:], number - first))


def _stairwells(home: Neighbourhood) -> Iterator[Stairwell]:
    for building in range(1, home.buildings + 1):
        for number in range(1, home.stairwells + 1):
            name = f"{building}-{number}"
            building_id = BuildingId(f"building-{building}")
            yield Stairwell(StairwellId(f"stairwell-{name}"), building_id, name)


def _homes(
    home: Neighbourhood, stairwells: Sequence[Stairwell], adults: int, chance: Random
) -> Iterator[Home]:
    """Two adults in each home, the rest wherever chance puts them."""
    count = len(stairwells) * home.homes
    sizes = [PARENTS] * count
    for _ in range(adults - PARENTS * count):
        sizes[chance.randrange(count)] += 1
    number = 0
    for at, size in enumerate(sizes):
        residents: list[Resident] = []
        for place in range(size):
            number += 1
            born = _born(chance, PARENTS_BORN if place < PARENTS else ADULTS_BORN)
            residents.append(Resident(MemberId(f"resident-{number}"), f"Resident {number}", born))
        yield Home(HouseholdId(f"home-{at + 1}"), stairwells[at // home.homes], tuple(residents))


def _families(homes: Sequence[Home], little: LittleTeachers, chance: Random) -> Iterator[Family]:
    """One child in each family, a second one in as many as it takes; teenagers are the last."""
    with_two = little.enrolled - little.families
    number = 0
    for at, home in enumerate(chosen(homes, little.families, chance, first=1)):
        children: list[Child] = []
        for _ in range(2 if 0 < at <= with_two else 1):
            number += 1
            teenager = number > little.enrolled - little.teenagers
            born = _born(chance, TEENAGERS_BORN if teenager else CHILDREN_BORN)
            children.append(
                Child(
                    MemberId(f"child-{number}"),
                    f"Little teacher {number}",
                    born if at else FOURTH_GRADER_BORN,
                    home.adults[0].member_id,
                    teenager,
                )
            )
        yield Family(home, tuple(children))


def _born(chance: Random, between: tuple[date, date]) -> date:
    earliest, latest = between
    return earliest + timedelta(days=chance.randrange((latest - earliest).days + 1))
