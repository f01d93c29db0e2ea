"""Work: the inspection by mixed teams, and tasks at stairwells and flower beds."""

from collections.abc import Iterator, Sequence
from datetime import time

import attrs

from community_domain import MemberId
from community_domain.activities import ActivityId, CountHeads, OccurrenceId
from community_domain.community import AddPlace, AddTaskToCampaign, PlaceId
from community_domain.service import CreditTask, EntryId
from community_domain.shifts import ShiftId
from community_domain.tasks import (
    PostTask,
    SubmitTask,
    TakeTask,
    TaskId,
    VerifyTask,
)

from ..drawing import Child, Family, Resident, Stairwell, chosen
from ..facts import Work
from ..steps import ENTRY, PHOTOGRAPHS, RECORDER, Duty, Scene, Step, photographs
from .activities import CIVILITY, offered
from .beginning import INSPECTOR, cleared, corridor

__all__ = ["Team", "families_at", "inspection_teams", "work"]

INSPECTION = ActivityId("inspection")
STAIRWELL = "stairwell"
EVENING, NOON = time(20), time(12)


@attrs.frozen
class Team:
    """Little teachers and parents who inspect a stairwell together."""

    stairwell: Stairwell
    parents: Sequence[Resident]
    children: Sequence[Child]

    @property
    def member_ids(self) -> tuple[MemberId, ...]:
        """Of everybody, parents first."""
        parents = [parent.member_id for parent in self.parents]
        return (*parents, *(child.member_id for child in self.children))


def work(scene: Scene) -> Iterator[Step]:
    """The inspection, then each kind of task."""
    yield from _inspection(scene)
    for kind in scene.facts.tasks:
        for number, families in enumerate(families_at(scene, kind)):
            yield from _task(scene, kind, number, families)


def _inspection(scene: Scene) -> Iterator[Step]:
    """Teams of little teachers and cleared parents, each in a corridor; the people they met."""
    told = scene.facts.inspection
    period = told.period(scene.facts.neighbourhood)
    yield from offered(scene, told)
    duties = [
        Duty(
            ShiftId(f"inspection-{number}"),
            INSPECTOR,
            period,
            told.title,
            corridor(team.stairwell.name),
            team.parents,
            team.children,
            INSPECTION,
        )
        for number, team in enumerate(inspection_teams(scene), 1)
    ]
    for duty in duties:
        papers = (cleared(scene, adult.member_id) for adult in duty.adults)
        yield from scene.committee(scene.before(told.day, 10), *papers)
    yield from scene.duties(duties, told.day)
    heads = CountHeads(OccurrenceId("inspection-1"), "residents", told.heads)
    yield from scene.committee(period.end, heads)


def inspection_teams(scene: Scene) -> Iterator[Team]:
    """The mixed teams, each with the stairwell it looks at."""
    told = scene.facts.inspection
    families = chosen(scene.people.families, told.teams * told.children, scene.chance(INSPECTION))
    for number in range(told.teams):
        own = families[number * told.children : (number + 1) * told.children]
        yield Team(
            scene.people.stairwells[number],
            [family.parents[1] for family in own[: told.parents]],
            [family.children[0] for family in own],
        )


def families_at(scene: Scene, kind: Work) -> Iterator[Sequence[Family]]:
    """The families at each place, one for each little teacher there."""
    number = kind.places * kind.children
    families = (
        scene.campaigners(kind.id, number)
        if kind.campaign
        else chosen(scene.people.families, number, scene.chance(kind.id))
    )
    for place in range(kind.places):
        yield families[place * kind.children : (place + 1) * kind.children]


def _task(scene: Scene, kind: Work, number: int, families: Sequence[Family]) -> Iterator[Step]:
    """Posted, taken, done with photographs of before and after, verified, credited."""
    task_id, period = TaskId(f"{kind.id}-{number + 1}"), kind.period(scene.facts.neighbourhood)
    performers = [(one.children[0].guardian_id, one.children[0].member_id) for one in families]
    performers += [(one.parents[0].member_id,) * 2 for one in families[: kind.parents]]
    yield from _posted(scene, kind, number, len(performers))
    for actor, member_id in performers:
        yield Step(scene.at(kind.day, days=-2), actor, TakeTask(task_id, member_id))
        submit = SubmitTask(task_id, member_id, period, photographs(task_id))
        yield Step(scene.at(kind.day, EVENING), actor, submit)
        verify = VerifyTask(task_id, member_id)
        yield Step(scene.at(kind.day, days=1), _verifier(scene, families, number), verify)
        credit = CreditTask(EntryId(f"{ENTRY}{task_id}-{member_id}"), task_id, member_id)
        yield Step(scene.at(kind.day, NOON, days=1), RECORDER, credit)


def _posted(scene: Scene, kind: Work, number: int, most: int) -> Iterator[Step]:
    at, task_id = scene.at(kind.day, days=-4), TaskId(f"{kind.id}-{number + 1}")
    if kind.where == STAIRWELL:
        stairwell = scene.people.stairwells[number].name
        place_id, title = corridor(stairwell), f"{kind.title} · {stairwell}"
    else:
        place_id, title = PlaceId(f"{kind.id}-{number + 1}"), f"{kind.title} · {number + 1}"
        yield from scene.committee(at, AddPlace(place_id, f"{kind.where} {number + 1}"))
    post = PostTask(task_id, title, most, PHOTOGRAPHS, service=True, place_id=place_id)
    yield from scene.committee(at, post)
    if kind.campaign:
        yield from scene.committee(at, AddTaskToCampaign(CIVILITY, task_id))


def _verifier(scene: Scene, families: Sequence[Family], number: int) -> MemberId:
    """Tutors in turns, of households that have no part in the work (R32)."""
    tutors = scene.people.families[: scene.facts.little_teachers.tutors]
    others = [family for family in tutors if family not in families]
    return others[number % len(others)].parents[0].member_id
