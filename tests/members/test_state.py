"""What is folded about members, and the sentences that read it."""

import pytest
from community_domain_testkit import FOUNDER, given

from community_domain import (
    STANDARD,
    Community,
    Context,
    Event,
    MemberId,
    NotPermitted,
    Read,
    Slice,
    policy,
)
from community_domain.community import StairwellId
from community_domain.members import (
    GrantRole,
    Home,
    HouseholdId,
    HouseholdJoined,
    HouseholdLeft,
    same_household,
)
from tests.stories import ADULT, CHILD, GUARDIAN, OTHER, neighbourhood

NORTH, SOUTH = HouseholdId("north"), HouseholdId("south")


def joined(home: HouseholdId, *members: MemberId) -> tuple[Event, ...]:
    """Members who live in a household."""
    return tuple(HouseholdJoined(home, one, StairwellId("stairwell-1")) for one in members)


def test_a_home_is_where_a_member_lives_now() -> None:
    """Several households are possible, as for the child of parents who live apart."""
    story = given(*joined(NORTH, CHILD, OTHER), *joined(SOUTH, CHILD), HouseholdLeft(NORTH, OTHER))
    community = Community(story.log(), STANDARD)
    assert list(community.state(Home(CHILD)).households) == [NORTH, SOUTH]
    assert list(community.state(Home(OTHER)).households) == []


def test_a_home_is_shown_to_those_whom_it_concerns() -> None:
    """The member, a guardian and a coordinator see where somebody lives; nobody else does."""
    community = Community(given(*neighbourhood(), *joined(NORTH, CHILD)).log(), STANDARD)
    for actor in (CHILD, GUARDIAN, FOUNDER):
        assert community.acting(actor).state(Home(CHILD)).households
    with pytest.raises(NotPermitted):
        community.acting(ADULT).state(Home(CHILD))


@policy("apart.not-at-home")
def not_at_home(command: GrantRole, context: Context, read: Read) -> None:
    """Nobody gives a role to somebody they live with."""
    actor = MemberId(str(context.actor))
    if same_household(actor, command.member_id, read):
        raise NotPermitted(actor, "GrantRole", "a stranger", "外人")


APART = STANDARD + Slice("apart", (), (), (), (), (), (not_at_home,), (), ())


def test_who_shares_a_household_lives_together() -> None:
    """Through any household of several, not once one has left, and always with oneself."""
    grant, here = GrantRole(ADULT, "tutor"), given(*neighbourhood(), domain=APART)
    shared = here.and_given(*joined(NORTH, FOUNDER), *joined(SOUTH, ADULT, FOUNDER))
    shared.when(grant).then_refused(NotPermitted)
    assert shared.and_given(HouseholdLeft(SOUTH, FOUNDER)).when(grant).events
    assert here.and_given(*joined(NORTH, FOUNDER), *joined(SOUTH, ADULT)).when(grant).events
    assert here.when(grant).events
    here.when(GrantRole(FOUNDER, "tutor")).then_refused(NotPermitted)
