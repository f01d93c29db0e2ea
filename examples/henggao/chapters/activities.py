"""Activities: who signs up, who comes, who serves, and who drops in."""

from collections.abc import Iterator, Sequence
from datetime import time, timedelta

import attrs

from community_domain import MemberId
from community_domain.activities import (
    ActivityId,
    CheckIn,
    CheckOut,
    ContestNoShow,
    CountHeads,
    HandOver,
    LiftNoShow,
    OccurrenceId,
    OfferActivity,
    PartyId,
    ScheduleOccurrence,
    SignUp,
    SignUpParty,
    Withdraw,
)
from community_domain.community import AddActivityToCampaign, BeginCampaign, CampaignId
from community_domain.shifts import ShiftId

from ..drawing import Child, Family, Resident, chosen
from ..facts import Activity
from ..steps import Duty, Scene, Step
from .beginning import HELPER, YARD

__all__ = [
    "CIVILITY",
    "FLEA_MARKET",
    "SPORTS_DAY",
    "activities",
    "cast_of",
    "date_of",
    "families_at_market",
    "offered",
    "sports_day_cast",
]

CIVILITY = CampaignId("civility")
SPORTS_DAY, FLEA_MARKET = OccurrenceId("sports-day-1"), OccurrenceId("flea-market-1")
"""The dates of two activities, as `date_of` names them."""
AFTERNOON, EVENING = time(15), time(18)
ARRIVAL = timedelta(minutes=10)
"""So long before the start everybody checks in."""
ALONE = "{child} was there; the list at the gate was wet."
LIFTED = "Seen by the tutor 辅导员已核实"


@attrs.frozen
class Cast:
    """Who has a part in one activity."""

    children: Sequence[Child]
    """In the order of their seats; the last of them may be missing."""
    parents: Sequence[Resident] = ()
    """Who have seats beside them."""
    servers: Sequence[Resident] = ()


def activities(scene: Scene) -> Iterator[Step]:
    """The campaign, and every activity with its date."""
    facts = scene.facts
    campaign = BeginCampaign(CIVILITY, facts.civility.title)
    yield from scene.committee(scene.at(facts.civility.begins), campaign)
    for one in facts.activities:
        cast = cast_of(scene, one)
        yield from offered(scene, one)
        yield from _signed_up(scene, one, cast.children)
        yield from _held(scene, one, cast)
    yield from _sports_day(scene)
    yield from _flea_market(scene)


def offered(scene: Scene, one: Activity) -> Iterator[Step]:
    """An activity and its date, two weeks before."""
    at, activity_id = scene.before(one.day, 14), ActivityId(one.id)
    period = one.period(scene.facts.neighbourhood)
    schedule = ScheduleOccurrence(date_of(one), activity_id, period, one.seats, YARD)
    yield from scene.committee(at, OfferActivity(activity_id, one.title), schedule)
    if one.campaign:
        yield from scene.committee(at, AddActivityToCampaign(CIVILITY, activity_id))


def cast_of(scene: Scene, one: Activity) -> Cast:
    """Who has a part in an activity, those who are missing too."""
    if one == scene.facts.sports_day:
        return sports_day_cast(scene)
    if one == scene.facts.flea_market:
        families = families_at_market(scene)
        return Cast([one.children[0] for one in families], [one.parents[0] for one in families])
    return _campaigners(scene, one) if one.campaign else _anybody(scene, one)


def sports_day_cast(scene: Scene) -> Cast:
    """Those who had a seat on the day: the first one gave theirs up, and a waiter has it."""
    one = scene.facts.sports_day
    children = _signed_up_for_sports(scene)
    seats = len(children) if one.seats is None else one.seats
    return Cast(children[1 : seats + 1], servers=_servers(scene, one))


def families_at_market(scene: Scene) -> Sequence[Family]:
    """A child and a parent of each have a stall."""
    one = scene.facts.flea_market
    return chosen(scene.people.families, one.stalls, scene.chance(one.id))


def _signed_up_for_sports(scene: Scene) -> Sequence[Child]:
    one = scene.facts.sports_day
    return chosen(scene.people.children, one.children, scene.chance(one.id))


def _sports_day(scene: Scene) -> Iterator[Step]:
    """More sign up than there are seats; one gives theirs up in time, and a waiter has it."""
    one, children = scene.facts.sports_day, _signed_up_for_sports(scene)
    yield from offered(scene, one)
    yield from _signed_up(scene, one, children)
    leaver = children[0]
    withdraw = Withdraw(date_of(one), leaver.member_id)
    yield Step(scene.at(one.day, days=-3), leaver.guardian_id, withdraw)
    cast = sports_day_cast(scene)
    yield from _held(scene, one, cast)
    if one.missing:
        missed = cast.children[-1]
        statement = ALONE.format(child=missed.name)
        contest = ContestNoShow(date_of(one), missed.member_id, statement)
        yield Step(scene.at(one.day, AFTERNOON, days=3), missed.guardian_id, contest)
        lift = LiftNoShow(date_of(one), missed.member_id, LIFTED)
        yield from scene.committee(scene.at(one.day, days=4), lift)


def _flea_market(scene: Scene) -> Iterator[Step]:
    """A child and a parent sign up together."""
    one, families = scene.facts.flea_market, families_at_market(scene)
    yield from offered(scene, one)
    for number, family in enumerate(families, 1):
        parent = family.parents[0].member_id
        members = (family.children[0].member_id, parent)
        party = SignUpParty(date_of(one), PartyId(f"stall-{number}"), members)
        yield Step(scene.at(one.day, AFTERNOON, days=-7), parent, party)
    yield from _held(scene, one, cast_of(scene, one))


def _anybody(scene: Scene, one: Activity) -> Cast:
    """Little teachers and parents, whoever has time."""
    chance, first = scene.chance(one.id), int(one.first_family)
    children = chosen(scene.people.children, one.children, chance, first=first)
    return Cast(children, servers=_servers(scene, one))


def _campaigners(scene: Scene, one: Activity) -> Cast:
    """Families that are in no other part of the campaign."""
    families = scene.campaigners(one.id, one.children)
    servers = [family.parents[1] for family in families[: one.parents]]
    return Cast([family.children[0] for family in families], servers=servers)


def _servers(scene: Scene, one: Activity) -> Sequence[Resident]:
    return chosen(scene.people.parents, one.parents, scene.chance(f"{one.id} parents"))


def _signed_up(scene: Scene, one: Activity, children: Sequence[Child]) -> Iterator[Step]:
    """Guardians sign their children up a week before."""
    at = scene.before(one.day, 7, EVENING)
    for child in children:
        yield Step(at, child.guardian_id, SignUp(date_of(one), child.member_id))


def _held(scene: Scene, one: Activity, cast: Cast) -> Iterator[Step]:
    """The day itself: shifts, arrivals, departures (one is forgotten), and heads.

    Children are handed over to the guardian who signed them up, by a tutor at the gate.
    """
    period = one.period(scene.facts.neighbourhood)
    if cast.servers:
        shift_id = ShiftId(f"{one.id}-helpers")
        activity_id = ActivityId(one.id)
        duty = Duty(
            shift_id, HELPER, period, one.title, YARD, cast.servers, activity_id=activity_id
        )
        yield from scene.duties([duty], one.day)
    children = cast.children[: len(cast.children) - one.missing]
    came = [child.member_id for child in children] + [parent.member_id for parent in cast.parents]
    by_id = {child.member_id: child for child in children}
    for member_id in came:
        arrival = CheckIn(date_of(one), member_id, period.start - ARRIVAL)
        yield from scene.committee(period.start - ARRIVAL, arrival)
        if member_id != came[-1]:
            departure = CheckOut(date_of(one), member_id, period.end)
            yield from scene.committee(period.end, departure)
        if (child := by_id.get(member_id)) is not None:
            told = period.end if member_id != came[-1] else scene.at(one.day, days=1)
            hand_over = HandOver(date_of(one), member_id, period.end, child.guardian_id)
            yield Step(told, _tutor_at_the_gate(scene, child), hand_over)
    if one.heads:
        heads = CountHeads(date_of(one), "residents", one.heads)
        yield from scene.committee(period.end, heads)


def _tutor_at_the_gate(scene: Scene, child: Child) -> MemberId:
    """A tutor who is not of the child's family: nobody hands a child over to themselves."""
    return next(one.parents[0].member_id for one in scene.tutors if child not in one.children)


def date_of(one: Activity) -> OccurrenceId:
    """The one date of an activity."""
    return OccurrenceId(f"{one.id}-1")
