"""The facts of the story, read from their file: what was reported, and what the story adds.

Long because it is a table: one class for each part of the file.
"""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import attrs
from cattrs import Converter, transform_error

from community_domain import Period, zone
from community_domain.activities import Audience, OutreachKind
from community_domain.safety import HazardKind

from ..terminal import Stopped

__all__ = [
    "FACTS",
    "Activity",
    "Asking",
    "Epidemic",
    "Facts",
    "FleaMarket",
    "Inspection",
    "Lesson",
    "LittleTeachers",
    "Neighbourhood",
    "Post",
    "Reported",
    "StandingDuty",
    "Work",
    "read_facts",
]

FACTS = Path(__file__).parent / "facts.toml"
AFTERNOON = time(14)


@attrs.frozen
class Reported:
    """A figure as it was reported, in English and Chinese, and the numbers that fit it."""

    figure: str
    """Its name in the replay, such as `sports_day.signed_up`."""
    what: tuple[str, str]
    said: tuple[str, str]
    least: int
    most: int


@attrs.frozen
class Neighbourhood:
    """Where it is, and how many live there."""

    name: str
    zone: str
    founded: date
    residents: int
    buildings: int
    stairwells: int
    """Of each building."""
    homes: int
    """Of each stairwell."""
    days_off: tuple[date, ...]
    make_up_days: tuple[date, ...]

    def at(self, day: date, clock: time) -> datetime:
        """An instant, as the clocks of the neighbourhood show it."""
        return datetime.combine(day, clock, zone(self.zone))


@attrs.frozen
class LittleTeachers:
    """How many there are, in how many families, and how many of their parents are tutors."""

    enrolled: int
    families: int
    teenagers: int
    tutors: int


@attrs.frozen(kw_only=True)
class Occasion:
    """Something on one day."""

    title: str
    day: date
    at: time = AFTERNOON
    minutes: int = 120

    def period(self, home: Neighbourhood) -> Period:
        """From when to when."""
        start = home.at(self.day, self.at)
        return Period(start, start + timedelta(minutes=self.minutes))


@attrs.frozen(kw_only=True)
class Activity(Occasion):
    """An activity with one date."""

    id: str
    children: int = 0
    """Little teachers who sign up."""
    missing: int = 0
    """Those of them who do not come."""
    parents: int = 0
    """Who serve."""
    heads: int = 0
    """Residents counted without having signed up."""
    seats: int | None = None
    campaign: bool = False
    """Part of the civility campaign."""
    first_family: bool = False
    """The child of the stairwell volunteer takes part."""


@attrs.frozen(kw_only=True)
class FleaMarket(Activity):
    """An activity for which a child and a parent sign up together, for a stall."""

    stalls: int
    currency: str
    listings: int
    """Of each stall."""
    dearest: int
    """The highest price, in whole units of the currency."""


@attrs.frozen
class Post:
    """A station of the sports day."""

    id: str
    name: str
    unit: str
    most: int
    """No score is higher."""
    least_wins: bool = False


@attrs.frozen
class Stations:
    """Through which stations the groups of the sports day go, and from when on."""

    groups: int
    minutes: int
    """Of a round."""
    first: time
    posts: tuple[Post, ...]


@attrs.frozen
class Item:
    """An item of the checklist, and what sort of hazard it is when it fails."""

    id: str
    kind: HazardKind
    words: str


@attrs.frozen(kw_only=True)
class Inspection(Activity):
    """An activity of mixed teams on duty; `children` and `parents` are those of each team."""

    teams: int
    failed: int
    """Items that failed, of all teams together."""
    handed_over: int
    """Hazards that somebody from outside deals with."""
    items: tuple[Item, ...]


@attrs.frozen
class Notices:
    """A notice for every stairwell, posted by who does a task there."""

    id: str
    task: str
    topic: str
    opened: date


@attrs.frozen
class Clutter:
    """What is reported at each place of a task, and rectified by who has the task."""

    task: str
    reported: date
    what: str


@attrs.frozen
class Mishap:
    """What happened to one of the little teachers at an activity."""

    activity: str
    at: time
    what: str
    reported_to: str


@attrs.frozen
class Lesson:
    """What little teachers taught, each to so many persons."""

    id: str
    activity: str
    """Those who taught were there."""
    title: str
    teachers: int
    audience: Audience
    persons: int
    kind: OutreachKind = OutreachKind.TALK


@attrs.frozen
class Asking:
    """So many neighbours ask for the same, one a day."""

    what: str
    day: date
    times: int


@attrs.frozen
class Honours:
    """Who thanks, who is commended, and who gets points."""

    thanked: int
    thanks: str
    commended: int
    merit: str
    awarded: int


@attrs.frozen
class Bringing:
    """How many neighbours were drawn in by parents, and how many by those neighbours."""

    neighbours: int
    further: int


@attrs.frozen(kw_only=True)
class Work(Occasion):
    """A task at each of some places, done by so many little teachers and parents together."""

    id: str
    where: str
    places: int
    children: int
    parents: int
    campaign: bool = False


@attrs.frozen
class Epidemic:
    """Volunteers who serve so many shifts each."""

    title: str
    first_day: date
    days: int
    volunteers: int
    parents: int
    """Those of them who are parents of little teachers."""
    turns: int
    shifts: tuple[time, ...]
    minutes: int


@attrs.frozen
class StandingDuty:
    """The stairwell volunteer's duty on every day of the epidemic response."""

    title: str
    at: time
    minutes: int


@attrs.frozen
class Civility:
    """The campaign."""

    title: str
    begins: date


@attrs.frozen
class Facts:
    """All of the file."""

    reported: tuple[Reported, ...]
    neighbourhood: Neighbourhood
    little_teachers: LittleTeachers
    epidemic: Epidemic
    standing_duty: StandingDuty
    inspection: Inspection
    notices: Notices
    clutter: Clutter
    incident: Mishap
    tasks: tuple[Work, ...]
    sports_day: Activity
    stations: Stations
    flea_market: FleaMarket
    outreach: tuple[Lesson, ...]
    help: tuple[Asking, ...]
    recognition: Honours
    bringing: Bringing
    civility: Civility
    activities: tuple[Activity, ...]

    def activity(self, activity_id: str) -> Activity:
        """The activity with an id."""
        every = (*self.activities, self.sports_day, self.flea_market)
        return next(one for one in every if one.id == activity_id)

    def work(self, task: str) -> Work:
        """The kind of task with an id."""
        return next(one for one in self.tasks if one.id == task)

    def parts_of_campaign(self) -> Iterator[tuple[str, int]]:
        """Each part of the civility campaign, and how many little teachers it takes."""
        for activity in self.activities:
            if activity.campaign:
                yield activity.id, activity.children
        for work in self.tasks:
            if work.campaign:
                yield work.id, work.places * work.children


def read_facts(path: Path = FACTS) -> Facts:
    """The facts in a TOML file.

    Raises:
        Stopped: It is no TOML, or says something that is no fact of the story.
    """
    converter = Converter(forbid_extra_keys=True)
    for kind in (date, time):
        converter.register_structure_hook(kind, _as_it_is)
    try:
        return converter.structure(tomllib.loads(path.read_text("utf-8")), Facts)
    except tomllib.TOMLDecodeError as error:
        raise Stopped(f"{path} is no TOML: {error}.") from None
    except Exception as error:  # noqa: BLE001 - cattrs gathers whatever went wrong, field by field
        raise Stopped(f"{path}: {'; '.join(transform_error(error))}.") from None


def _as_it_is(given: Any, kind: type) -> Any:
    """What TOML reads as a date or a time already is one."""
    if type(given) is not kind:
        raise TypeError(f"{given!r} is no {kind.__name__}")
    return given
