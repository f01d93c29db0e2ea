"""Who there is: residents, little teachers, parents, holders of roles."""

from collections.abc import Callable
from datetime import date
from typing import Any

from community_domain_projections import People
from community_domain_testkit import FOUNDER
from community_domain_testkit.histories import History, histories
from hypothesis import given

from community_domain import STANDARD, Community, MemberId
from community_domain.community import AddBuilding, AddStairwell, BuildingId, Scope, StairwellId
from community_domain.members import (
    COORDINATOR,
    TUTOR,
    ClearanceId,
    GrantRole,
    Household,
    HouseholdId,
    JoinHousehold,
    LeaveHousehold,
    LinkGuardian,
    Permissions,
    RecordClearance,
    RegisterInstitution,
    RevokeRole,
    Standing,
    UnlinkGuardian,
)

Do = Callable[..., Any]
ADULT, OTHER = MemberId("adult-1"), MemberId("adult-2")
CHILD = MemberId("child-1")
CLEARED = RecordClearance(
    ClearanceId("paper-1"), ADULT, "certificate", "The police", date(2024, 1, 1), date(2024, 12, 31)
)
"""Who works with minors, such as a tutor, is."""
HOME, STAIRWELL = HouseholdId("home-1"), StairwellId("stairwell-1")


def seen(community: Community) -> People:
    """All there is to see."""
    return People().fold(community.log)


def test_residents_live_in_a_household(community: Community, do: Do) -> None:
    """Who lives in a household is a resident; who has left all of theirs is none."""
    building = BuildingId("building-1")
    do("founder", AddBuilding(building, "1"), 1)
    do("founder", AddStairwell(STAIRWELL, building, "1 A"), 1)
    assert seen(community).residents == ()
    for home in (HOME, HouseholdId("home-2")):
        do("adult-1", JoinHousehold(home, ADULT, STAIRWELL), 1)
    do("adult-1", JoinHousehold(HOME, CHILD, STAIRWELL), 1)
    assert seen(community).residents == (ADULT, CHILD)
    do("adult-1", LeaveHousehold(HOME, ADULT), 2)
    assert seen(community).residents == (ADULT, CHILD)
    assert seen(community).homes[ADULT] == {HouseholdId("home-2"): STAIRWELL}
    do("adult-1", LeaveHousehold(HouseholdId("home-2"), ADULT), 2)
    assert seen(community).residents == (CHILD,)


def test_parents_are_persons_who_answer_for_little_teachers(community: Community, do: Do) -> None:
    """Each parent counts once; a guardian who is none any more, or an institution, is no parent."""
    people = seen(community)
    assert tuple(people.little_teachers) == (CHILD, MemberId("child-2"))
    assert people.parents == (ADULT, OTHER)
    school = MemberId("school")
    do("founder", RegisterInstitution(school, "School"), 1)
    for guardian in (OTHER, school):
        do("founder", LinkGuardian(CHILD, guardian), 1)
    assert seen(community).parents == (ADULT, OTHER)
    do("adult-1", UnlinkGuardian(CHILD, ADULT), 2)
    assert seen(community).parents == (OTHER,)


def test_holders_of_a_role(community: Community, do: Do) -> None:
    """Who holds a role in several scopes counts once, and until the last is taken away."""
    do("founder", CLEARED, 1)
    do("founder", GrantRole(ADULT, TUTOR), 1)
    assert seen(community).holders(TUTOR) == (ADULT,)
    assert seen(community).holders(COORDINATOR) == (FOUNDER,)
    do("founder", RevokeRole(ADULT, TUTOR, Scope()), 2)
    assert seen(community).holders(TUTOR) == ()


def test_as_of_then(community: Community, do: Do) -> None:
    """Who there was at a position is not changed by what came later."""
    do("founder", CLEARED, 1)
    before = community.log.head().position
    do("founder", GrantRole(ADULT, TUTOR), 1)
    assert People().fold(community.log, as_of=before).holders(TUTOR) == ()


@given(history=histories())
def test_agrees_with_the_core(history: History) -> None:
    """After any history the core's own states say the same of everybody."""
    people, community = People().fold(history.log), Community(history.log, STANDARD)
    for member_id in people.persons:
        standing = community.state(Standing(member_id))
        assert (member_id in people.little_teachers) == standing.enrolled
        assert list(people.guardians.get(member_id, {})) == list(standing.guardians)
        held = community.state(Permissions(member_id)).held
        for role in people.held:
            assert (member_id in people.holders(role)) == any(name == role for name, _ in held)
        for household_id in people.homes.get(member_id, {}):
            assert member_id in community.state(Household(household_id)).members
