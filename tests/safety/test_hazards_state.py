"""What is folded about hazards, and who sees it."""

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, Given, given

from community_domain import STANDARD, Community, Event, MemberId, NotPermitted
from community_domain.safety import (
    Hazard,
    HazardAssigned,
    HazardClosed,
    HazardId,
    HazardMerged,
    HazardRecord,
    HazardRejected,
    HazardReleased,
    HazardReported,
    HazardSentBack,
    HazardsInHand,
    HazardStage,
    ReferenceId,
)
from tests.safety.hazards import (
    ASSIGNED,
    CITY,
    CLAIMS,
    IMPORTED,
    NORTH,
    NUMBER,
    OTHERS,
    POT,
    RECTIFIED,
    REPORTED,
    SCHOOL,
    STAIRS,
    TEAM,
    VERIFIED,
    WIRES,
)
from tests.stories import ADULT, CHILD, GUARDIAN, OTHER

OTHER_REPORT = HazardReported(WIRES, ADULT, "Wires", NORTH, STAIRS, None, None)
SENT_BACK = HazardSentBack(POT, TEAM, FOUNDER, "Not yet")


def community(story: Given) -> Community:
    """The community in which it happened."""
    return Community(story.log(), STANDARD, clock=lambda: BEGINNING)


def in_hand(*story: Event) -> dict[HazardId, bool]:
    """What an adult has in hand."""
    return dict(community(given(*story)).state(HazardsInHand(ADULT)).hazards)


def test_hands_are_full_until_work_is_verified() -> None:
    """To report is no work; to verify ends it, and so does whatever ends the hazard."""
    assert in_hand(*REPORTED, OTHER_REPORT) == {}
    assert in_hand(*ASSIGNED) == {POT: False}
    assert in_hand(*RECTIFIED) == {POT: True}
    assert in_hand(*RECTIFIED, SENT_BACK) == {POT: False}
    assert in_hand(*VERIFIED) == {}
    for end in (
        HazardReleased(POT, ADULT, "assigned-anew"),
        HazardRejected(POT, TEAM, "None"),
        HazardMerged(POT, WIRES, TEAM, "Same"),
    ):
        assert in_hand(*ASSIGNED, OTHER_REPORT, end) == {}


def test_who_verifies_has_their_own_work_still_in_hand() -> None:
    """A verifier of one hazard rectifies another; judging is no rectifying."""
    here = community(given(*ASSIGNED, HazardAssigned(WIRES, (FOUNDER,), BEGINNING), SENT_BACK))
    assert here.state(HazardsInHand(FOUNDER)).hazards == {WIRES: False}


def test_a_hazard_tells_its_end() -> None:
    """What it was merged into, why it was rejected, who closed it."""
    merged = HazardMerged(POT, WIRES, TEAM, "Same")
    here = community(given(*ASSIGNED, OTHER_REPORT, merged))
    assert here.state(Hazard(POT)).merged == merged
    assert here.state(Hazard(WIRES)).merged is None
    assert here.state(Hazard(WIRES)).stage is HazardStage.REPORTED
    rejected = community(given(*ASSIGNED, HazardRejected(POT, TEAM, "None")))
    assert rejected.state(Hazard(POT)).rejected == "None"
    closed = HazardClosed(POT, FOUNDER, ())
    assert community(given(*VERIFIED, closed)).state(Hazard(POT)).closed == closed


def test_a_record_from_elsewhere_is_found_by_its_reference() -> None:
    """Two sources may use one number."""
    here = community(given(*IMPORTED))
    assert here.state(HazardRecord(CITY, NUMBER)).hazard_id == OTHERS
    assert here.state(HazardRecord(CITY, ReferenceId("2"))).hazard_id is None
    assert here.state(Hazard(OTHERS)).claims == CLAIMS


@pytest.mark.parametrize("reader", [ADULT, OTHER, FOUNDER])
def test_every_person_who_is_a_member_sees_what_is_dangerous(reader: MemberId) -> None:
    """Whoever may walk into it; not who is nobody, nor an institution."""
    here = community(given(*REPORTED))
    first = here.acting(reader).state(Hazard(POT)).first
    assert isinstance(first, HazardReported)
    assert first.what == "A flower pot"
    for nobody in (SCHOOL, MemberId("stranger")):
        with pytest.raises(NotPermitted):
            here.acting(nobody).state(Hazard(POT))


def test_what_somebody_has_in_hand_is_seen_by_those_whom_it_concerns() -> None:
    """The member, a guardian, coordinators."""
    here = community(given(*ASSIGNED))
    for reader in (CHILD, GUARDIAN, FOUNDER):
        assert here.acting(reader).state(HazardsInHand(CHILD)).hazards == {POT: False}
    with pytest.raises(NotPermitted):
        here.acting(ADULT).state(HazardsInHand(CHILD))
