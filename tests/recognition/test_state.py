"""What is folded about recognition, and who sees it."""

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, Given, given

from community_domain import STANDARD, Community, MemberId, NotPermitted
from community_domain.members import ConsentKind, ConsentRevoked
from community_domain.recognition import (
    Award,
    Balance,
    CommendationId,
    Commendations,
    CommendMember,
    PointsGiven,
    PointsIssued,
    PointsReturned,
    PublicThanks,
    RevokeCommendation,
    Thanks,
    ThanksGiven,
    ThanksId,
    Transfer,
    TransferId,
    Treasury,
)
from community_domain.service import EntryId
from community_domain.tasks import Evidence, EvidenceKind
from tests.stories import ADULT, CHILD, GUARDIAN, OTHER, consent, neighbourhood

THANKS, PRIZE, ENTRY = ThanksId("thanks-1"), CommendationId("prize-1"), EntryId("entry-1")
ONE, TWO, THREE = (TransferId(f"transfer-{number}") for number in (1, 2, 3))
HERE = given(*neighbourhood(), consent(CHILD, ConsentKind.PUBLIC_THANKS))
SAID = ThanksGiven(THANKS, ADULT, CHILD, "Well done", public=True)
SHOWN = (Evidence(EvidenceKind.DOCUMENT, "a" * 64, "application/pdf"),)


def community(story: Given) -> Community:
    """The community in which it happened."""
    return Community(story.log(), STANDARD, clock=lambda: BEGINNING)


MOVED = HERE.and_given(
    PointsIssued(ONE, ADULT, 10, "Thank you", ENTRY),
    PointsGiven(TWO, ADULT, CHILD, 4),
    PointsReturned(THREE, ONE, ADULT, 5, "Too many"),
)


def test_balances_and_treasury_sum_to_zero() -> None:
    """What one end of a transfer gains the other loses."""
    here = community(MOVED)
    purses = {who: here.state(Balance(who)).points for who in (ADULT, CHILD, FOUNDER)}
    assert purses == {ADULT: 1, CHILD: 4, FOUNDER: 0}
    assert here.state(Treasury()).points == -5


def test_a_transfer_knows_its_return() -> None:
    """Both are found by their own id; an entry knows its award."""
    here = community(MOVED)
    assert here.state(Transfer(ONE)).returned_by == THREE
    assert here.state(Transfer(THREE)).made == PointsReturned(THREE, ONE, ADULT, 5, "Too many")
    assert here.state(Transfer(TWO)).returned_by is None
    issued = here.state(Award(ENTRY)).issued
    assert issued
    assert issued.transfer_id == ONE
    assert here.state(Award(EntryId("other"))).issued is None


def test_commendations_are_those_that_count() -> None:
    """Who commends is not commended by it, and what was revoked is gone."""
    story = HERE.and_given(CommendMember(PRIZE, CHILD, "Kept the stairs free", SHOWN))
    here = community(story)
    assert list(here.state(Commendations(CHILD)).standing) == [PRIZE]
    assert not here.state(Commendations(FOUNDER)).standing
    after = community(story.and_given(RevokeCommendation(PRIZE, "Mistaken")))
    assert not after.state(Commendations(CHILD)).standing


@pytest.mark.parametrize("reader", [ADULT, CHILD, GUARDIAN, FOUNDER])
def test_thanks_are_for_those_whom_they_name(reader: MemberId) -> None:
    """Giver and taker, the guardians of each, and coordinators, also when not public."""
    private = ThanksGiven(THANKS, ADULT, CHILD, "Well done", public=False)
    here = community(HERE.and_given(private))
    given_ = here.acting(reader).state(Thanks(THANKS)).given
    assert given_
    assert given_.text == "Well done"
    with pytest.raises(NotPermitted):
        here.acting(OTHER).state(Thanks(THANKS))


def test_r6_public_thanks_are_for_all_members_while_consent_stands() -> None:
    """Also where it ended without a word; strangers are not shown them."""
    here = community(HERE.and_given(SAID))
    assert here.acting(OTHER).state(Thanks(THANKS)).public
    with pytest.raises(NotPermitted):
        here.acting(MemberId("stranger")).state(Thanks(THANKS))
    ended = ConsentRevoked(CHILD, GUARDIAN, ConsentKind.PUBLIC_THANKS)
    after = community(HERE.and_given(SAID, ended))
    with pytest.raises(NotPermitted):
        after.acting(OTHER).state(Thanks(THANKS))


def test_public_thanks_are_found_from_both_ends() -> None:
    """Whoever is named may have to be named no longer."""
    here = community(HERE.and_given(SAID))
    for member_id in (ADULT, CHILD):
        assert here.state(PublicThanks(member_id)).names == {THANKS: (ADULT, CHILD)}
    assert not here.state(PublicThanks(OTHER)).names


def test_points_are_seen_by_those_whom_they_concern() -> None:
    """The member, a guardian, coordinators; the treasury is open to all."""
    here = community(MOVED)
    for actor in (CHILD, GUARDIAN, FOUNDER):
        assert here.acting(actor).state(Balance(CHILD)).points == 4
    with pytest.raises(NotPermitted):
        here.acting(ADULT).state(Balance(CHILD))
    assert here.acting(OTHER).state(Treasury()).points == -5
