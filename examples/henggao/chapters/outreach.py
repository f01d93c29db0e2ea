"""Outreach: little teachers teach their families, classmates and neighbours."""

from collections.abc import Iterator, Sequence
from datetime import time, timedelta

from community_domain import Period
from community_domain.activities import ConfirmOutreach, HoldOutreach, OutreachId
from community_domain.tasks import EvidenceKind

from ..drawing import Child
from ..facts import Lesson
from ..steps import Scene, Step, photographs
from .activities import cast_of

__all__ = ["outreach"]

AFTER_SCHOOL, EVENING = time(16, 30), time(20)
LESSON = timedelta(minutes=20)
DAYS = 5
"""The lessons of one topic are spread over so many days after the activity."""


def outreach(scene: Scene) -> Iterator[Step]:
    """A guardian tells of each lesson in the evening, a tutor confirms it a day later."""
    for lesson in scene.facts.outreach:
        for number, child in enumerate(_teachers(scene, lesson)):
            yield from _taught(scene, lesson, number, child)


def _teachers(scene: Scene, lesson: Lesson) -> Sequence[Child]:
    """The first of those who came to the activity."""
    activity = scene.facts.activity(lesson.activity)
    return cast_of(scene, activity).children[: lesson.teachers]


def _taught(scene: Scene, lesson: Lesson, number: int, child: Child) -> Iterator[Step]:
    outreach_id = OutreachId(f"{lesson.id}-{number + 1}")
    day = scene.facts.activity(lesson.activity).day + timedelta(days=1 + number % DAYS)
    start = scene.at(day, AFTER_SCHOOL)
    held = HoldOutreach(
        outreach_id,
        child.member_id,
        lesson.title,
        lesson.kind,
        lesson.audience,
        lesson.persons,
        Period(start, start + LESSON),
        evidence=photographs(outreach_id, [EvidenceKind.AFTER]),
    )
    yield Step(scene.at(day, EVENING), child.guardian_id, held)
    tutor = scene.tutors[number % len(scene.tutors)].parents[0].member_id
    yield Step(scene.at(day, EVENING, days=1), tutor, ConfirmOutreach(outreach_id))
