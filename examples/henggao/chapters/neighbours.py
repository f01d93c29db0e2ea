"""Neighbours: who asks for help, who draws whom in, thanks, commendations and points."""

from collections.abc import Iterator
from datetime import time, timedelta
from itertools import pairwise

from community_domain.members import BringAlong
from community_domain.recognition import (
    AwardPoints,
    CommendationId,
    CommendMember,
    GivePoints,
    GiveThanks,
    ThanksId,
    TransferId,
)
from community_domain.service import EntryId
from community_domain.tasks import AskForHelp, CloseRequest, OfferHelp, RequestId

from ..drawing import chosen
from ..steps import ENTRY, Scene, Step, photographs
from .activities import cast_of
from .epidemic import who_served
from .work import families_at

__all__ = ["neighbours"]

AFTERNOON, EVENING = time(15), time(19)
A_DAY = timedelta(days=1)
GIVEN = 5
"""Points that a little teacher gives to another."""


def neighbours(scene: Scene) -> Iterator[Step]:
    """One after the other."""
    yield from _help(scene)
    yield from _brought_along(scene)
    yield from _thanks(scene)
    yield from _commendations(scene)
    yield from _points(scene)


def _help(scene: Scene) -> Iterator[Step]:
    """A neighbour asks, a parent goes there, and the child with them."""
    for kind, asking in enumerate(scene.facts.help, 1):
        chance = scene.chance(f"help {kind}")
        askers = chosen(scene.people.others, asking.times, chance)
        families = chosen(scene.people.families, asking.times, chance)
        for number, (asker, family) in enumerate(zip(askers, families, strict=True)):
            request_id, day = RequestId(f"help-{kind}-{number + 1}"), asking.day + A_DAY * number
            ask = AskForHelp(request_id, asker.member_id, asking.what, 2, at_home=True)
            yield Step(scene.at(day), asker.member_id, ask)
            parent_id = family.parents[0].member_id
            for helper_id in (parent_id, family.children[0].member_id):
                yield Step(scene.at(day, AFTERNOON), parent_id, OfferHelp(request_id, helper_id))
            yield Step(scene.at(day, EVENING), asker.member_id, CloseRequest(request_id))


def _brought_along(scene: Scene) -> Iterator[Step]:
    """Parents whom a child drew in draw in a neighbour, and some of those yet another."""
    told = scene.facts.bringing
    drawn_in = chosen(scene.people.others, told.neighbours + told.further, scene.chance("bringing"))
    first, second = drawn_in[: told.neighbours], drawn_in[told.neighbours :]
    day = scene.facts.neighbourhood.founded
    for number, neighbour in enumerate(first):
        bringer_id = scene.people.families[number].parents[1].member_id
        bring = BringAlong(bringer_id, neighbour.member_id)
        yield Step(scene.at(day, EVENING, days=30), bringer_id, bring)
    for bringer, neighbour in zip(first, second, strict=False):
        bring = BringAlong(bringer.member_id, neighbour.member_id)
        yield Step(scene.at(day, EVENING, days=60), bringer.member_id, bring)


def _thanks(scene: Scene) -> Iterator[Step]:
    """Little teachers thank those who stood at the testing point."""
    told, activity = scene.facts.recognition, scene.facts.activity("thank-you")
    children = cast_of(scene, activity).children[: told.thanked]
    for number, (child, taker) in enumerate(zip(children, who_served(scene), strict=False), 1):
        thanks_id = ThanksId(f"thanks-{number}")
        give = GiveThanks(thanks_id, child.member_id, taker.member_id, told.thanks, public=False)
        yield Step(scene.at(activity.day, EVENING), child.guardian_id, give)


def _commendations(scene: Scene) -> Iterator[Step]:
    """The committee commends the stairwell volunteer, and others who served."""
    told, day = scene.facts.recognition, scene.facts.activity("review").day
    members = [scene.people.families[0].parents[0], *who_served(scene)][: told.commended]
    for number, member in enumerate(members, 1):
        commendation_id = CommendationId(f"commendation-{number}")
        shown = photographs(commendation_id)
        commend = CommendMember(commendation_id, member.member_id, told.merit, shown)
        yield from scene.committee(scene.at(day, EVENING), commend)


def _points(scene: Scene) -> Iterator[Step]:
    """Points for clearing corridors, some of which go on to another little teacher."""
    work = scene.facts.work(scene.facts.clutter.task)
    children = [families[0].children[0] for families in families_at(scene, work)]
    for number, child in enumerate(children[: scene.facts.recognition.awarded], 1):
        entry_id = EntryId(f"{ENTRY}{work.id}-{number}-{child.member_id}")
        award = AwardPoints(TransferId(f"award-{number}"), entry_id)
        yield from scene.committee(scene.at(work.day, EVENING, days=2), award)
    for number, (giver, taker) in enumerate(pairwise(children), 1):
        give = GivePoints(TransferId(f"gift-{number}"), giver.member_id, taker.member_id, GIVEN)
        yield Step(scene.at(work.day, EVENING, days=3), giver.guardian_id, give)
