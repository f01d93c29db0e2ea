"""Two weeks of epidemic response: the testing point, and a stairwell volunteer's standing duty."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import cycle, islice

from community_domain import Period
from community_domain.activities import ActivityId, OfferActivity
from community_domain.shifts import DutyId, ScheduleStandingDuty, ShiftId

from ..drawing import Resident, chosen
from ..steps import Duty, Scene, Step
from .beginning import STAIRWELL_VOLUNTEER, TESTER, YARD, corridor

__all__ = ["EPIDEMIC", "STANDING", "epidemic", "who_served"]

EPIDEMIC, STANDING = ActivityId("epidemic"), DutyId("standing")


def epidemic(scene: Scene) -> Iterator[Step]:
    """The volunteers take turns; each day is a day of its own for what is planned and credited."""
    told = scene.facts.epidemic
    announced = scene.at(told.first_day, days=-14)
    yield from scene.committee(announced, OfferActivity(EPIDEMIC, told.title))
    days = [told.first_day + timedelta(days=number) for number in range(told.days)]
    slots = [(day, number) for day in days for number in range(len(told.shifts))]
    teams = _teams(who_served(scene), told.turns, len(slots))
    for (day, number), team in zip(slots, teams, strict=True):
        yield from scene.duties([_testing(scene, day, number, team)], day)
    yield from scene.committee(scene.before(told.first_day, 10), _standing(scene, days))
    for day in days:
        yield from scene.served(_standing_on(scene, day), day)


def who_served(scene: Scene) -> list[Resident]:
    """Parents and others, mixed; the stairwell volunteer has a duty of his own."""
    told, people, chance = scene.facts.epidemic, scene.people, scene.chance("epidemic")
    parents = chosen(people.parents[1:], told.parents - 1, chance)
    others = chosen(people.others, told.volunteers - told.parents, chance)
    volunteers = [*parents, *others]
    chance.shuffle(volunteers)
    return volunteers


def _teams(volunteers: Sequence[Resident], turns: int, slots: int) -> Iterator[Sequence[Resident]]:
    """So many turns for everybody, one after the other, in teams as even as can be."""
    line, places = cycle(volunteers), len(volunteers) * turns
    for slot in range(slots):
        yield tuple(islice(line, places * (slot + 1) // slots - places * slot // slots))


def _testing(scene: Scene, day: date, number: int, team: Sequence[Resident]) -> Duty:
    told = scene.facts.epidemic
    start = scene.at(day, told.shifts[number])
    period = Period(start, start + timedelta(minutes=told.minutes))
    shift_id = ShiftId(f"testing-{day}-{number + 1}")
    return Duty(shift_id, TESTER, period, told.title, YARD, team, activity_id=EPIDEMIC)


def _standing(scene: Scene, days: Sequence[date]) -> ScheduleStandingDuty:
    """Planned once for all days; each is a shift that one person takes."""
    told, one = scene.facts.standing_duty, _standing_on(scene, days[0])
    ends = (datetime.combine(days[0], told.at) + timedelta(minutes=told.minutes)).time()
    return ScheduleStandingDuty(
        STANDING,
        one.position_id,
        days[0],
        days[-1],
        f"{told.at:%H:%M}",
        f"{ends:%H:%M}",
        len(one.adults),
        len(one.adults),
        one.place_id,
        activity_id=EPIDEMIC,
        title=told.title,
    )


def _standing_on(scene: Scene, day: date) -> Duty:
    told, family = scene.facts.standing_duty, scene.people.families[0]
    start = scene.at(day, told.at)
    period = Period(start, start + timedelta(minutes=told.minutes))
    where = corridor(family.home.stairwell.name)
    shift_id, team = ShiftId(f"{STANDING}-{day:%Y%m%d}"), family.parents[:1]
    return Duty(
        shift_id, STAIRWELL_VOLUNTEER, period, told.title, where, team, activity_id=EPIDEMIC
    )
