"""A crew, drawn from a seed: who there is, how old, with which guardian and which skill.

All of it is made up. Ids and names count up, so that nobody takes them for somebody's.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from math import ceil
from random import Random

import attrs

from community_domain import MemberId
from community_domain.members import ConsentKind

from .plan import Entry

__all__ = ["Asked", "Crew", "Demands", "Volunteer", "drawn", "enough_for"]

YEAR = timedelta(days=365.25)
OF_AGE = 18
OF_AGE_FOR_DATA = 14
"""From here on a minor's own consent to the use of data counts, not the guardian's."""
ADULTS = (19 * YEAR, 70 * YEAR)
MINORS = (11 * YEAR, 17 * YEAR)
"""Youngest and oldest on the first day; nobody comes of age at the camp."""
PLACES_EACH = 2
"""Shifts that a volunteer takes on the average where a plan does not say how many there are."""
CONSENTS = (ConsentKind.DATA, ConsentKind.TAKING_PART)
WITHOUT_CONSENT = 8
"""Of so many minors one has a guardian who has not said yes to taking part."""


@attrs.frozen
class Demands:
    """What a position asks for beyond what a plan can say."""

    youngest: int = 0
    """Age in years."""
    longest: int | None = None
    """Minutes on end."""
    skills: tuple[str, ...] = ()
    """All are needed."""


@attrs.frozen
class Crew:
    """How many there are, and what their positions ask of them."""

    adults: int
    minors: int = 0
    demands: Mapping[str, Demands] = attrs.Factory(dict[str, Demands])
    """By role; the others ask for nothing."""
    skills: Mapping[str, int] = attrs.Factory(dict[str, int])
    """Of how many adults one has the skill."""


@attrs.frozen
class Volunteer:
    """One of the crew."""

    member_id: MemberId
    name: str
    born: date
    guardian_id: MemberId | None = None
    """Of a minor; an adult of the crew."""
    consents: tuple[ConsentKind, ...] = ()
    """The guardian's, of a minor."""
    own_consent: bool = False
    """A minor old enough consents to the use of data in person."""
    skills: tuple[str, ...] = ()

    @property
    def asks(self) -> MemberId:
        """Who asks for this volunteer's shifts."""
        return self.guardian_id or self.member_id


Asked = tuple[Entry, Volunteer]
"""A shift, and who asks for it."""


def enough_for(entries: Sequence[Entry]) -> int:
    """How many volunteers a plan takes: one for two places, and as many as are wanted at once."""
    places = sum(entry.wanted for entry in entries)
    changes = [
        change
        for entry in entries
        for change in (
            (entry.period.start, entry.wanted),
            (entry.period.end, -entry.wanted),
        )
    ]
    here = most = 0
    for _, change in sorted(changes):
        here += change
        most = max(most, here)
    return max(ceil(places / PLACES_EACH), most)


def drawn(crew: Crew, seed: int, first: date) -> tuple[Volunteer, ...]:
    """The same crew for the same seed; adults first.

    Args:
        crew: How many.
        seed: Of chance.
        first: The first day of the camp.
    """
    chance = Random(f"crew {seed}")  # noqa: S311 - a story, no secret
    adults = list(_adults(crew, chance, first))
    return (*adults, *_minors(crew, adults, chance, first))


def _adults(crew: Crew, chance: Random, first: date) -> Iterator[Volunteer]:
    for number in range(1, crew.adults + 1):
        has = tuple(skill for skill, of in crew.skills.items() if chance.randrange(of) == 0)
        born = _born(chance, first, ADULTS)
        yield Volunteer(MemberId(f"volunteer-{number}"), f"Volunteer {number}", born, skills=has)


def _minors(
    crew: Crew, adults: Sequence[Volunteer], chance: Random, first: date
) -> Iterator[Volunteer]:
    for at in range(crew.minors):
        number = crew.adults + at + 1
        born = _born(chance, first, MINORS)
        yield Volunteer(
            MemberId(f"volunteer-{number}"),
            f"Volunteer {number}",
            born,
            chance.choice(adults).member_id,
            CONSENTS[:1] if at % WITHOUT_CONSENT == WITHOUT_CONSENT - 1 else CONSENTS,
            own_consent=(first - born) >= OF_AGE_FOR_DATA * YEAR,
        )


def _born(chance: Random, first: date, ages: tuple[timedelta, timedelta]) -> date:
    youngest, oldest = ages
    return first - timedelta(days=chance.randint(youngest.days, oldest.days))
