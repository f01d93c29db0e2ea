"""Rounds of notices, rule by rule, and what is folded of them."""

import pytest
from community_domain_testkit import FOUNDER, Given, given

from community_domain import Event, InvalidValue, MemberId, NotPermitted, System
from community_domain.community import (
    BuildingAdded,
    BuildingId,
    PlaceUnknown,
    Scope,
    ScopeKind,
    StairwellAdded,
    StairwellId,
    StairwellRemoved,
    SubjectId,
)
from community_domain.members import (
    COORDINATOR,
    ConsentKind,
    ConsentMissing,
    ConsentRevoked,
    RoleGranted,
)
from community_domain.safety import (
    CompleteNoticeRound,
    ExceptStairwell,
    NoStairwells,
    NoticeHangsThere,
    NoticePosted,
    NoticeRound,
    NoticeRoundComplete,
    NoticeRoundCompleted,
    NoticeRoundExists,
    NoticeRoundId,
    NoticeRoundOpened,
    NoticeRoundUnknown,
    OpenNoticeRound,
    PostNotice,
    StairwellExcepted,
    StairwellNotInRound,
    StairwellsWithoutNotice,
)
from community_domain.tasks import Evidence, EvidenceKind
from tests.stories import ADULT, CHILD, GUARDIAN, neighbourhood

ROUND = NoticeRoundId("typhoon")
NORTH, SOUTH = BuildingId("north"), BuildingId("south")
A, B, C = (StairwellId(name) for name in ("a", "b", "c"))
PROOF = (Evidence(EvidenceKind.AFTER, "a" * 64, "image/jpeg"),)
OTHER_PROOF = (Evidence(EvidenceKind.AFTER, "b" * 64, "image/jpeg"),)
HERE = (
    *neighbourhood(),
    BuildingAdded(NORTH, "North"),
    BuildingAdded(SOUTH, "South"),
    StairwellAdded(A, NORTH, "A"),
    StairwellAdded(B, NORTH, "B"),
    StairwellAdded(C, SOUTH, "C"),
)
EVERYWHERE = NoticeRoundOpened(ROUND, "Typhoon", None)
IN_THE_NORTH = NoticeRoundOpened(ROUND, "Typhoon", NORTH)
COMPLETE = CompleteNoticeRound(ROUND)
NORTHERN = RoleGranted(ADULT, COORDINATOR, Scope(ScopeKind.BUILDING, SubjectId(NORTH)))


def posted(stairwell_id: StairwellId, evidence: tuple[Evidence, ...] = PROOF) -> Event:
    """A notice that a child posted."""
    return NoticePosted(ROUND, stairwell_id, CHILD, evidence)


def post(stairwell_id: StairwellId, evidence: tuple[Evidence, ...] = PROOF) -> PostNotice:
    """A child shows that a notice hangs there."""
    return PostNotice(ROUND, stairwell_id, CHILD, evidence)


def excepted(stairwell_id: StairwellId, reason: str = "Closed for works") -> Event:
    """A stairwell that needs no notice."""
    return StairwellExcepted(ROUND, stairwell_id, reason)


def excuse(stairwell_id: StairwellId, reason: str = "Closed for works") -> ExceptStairwell:
    """A coordinator says that a stairwell needs no notice."""
    return ExceptStairwell(ROUND, stairwell_id, reason)


def north(*happened: Event) -> Given:
    """A round in the north."""
    return given(*HERE, IN_THE_NORTH, *happened)


def test_a_round_is_opened_once() -> None:
    """For all stairwells or those of a building that is there; the id names one round."""
    given(*HERE).when(OpenNoticeRound(ROUND, "Typhoon")).then(EVERYWHERE)
    given(*HERE).when(OpenNoticeRound(ROUND, "Typhoon", NORTH)).then(IN_THE_NORTH)
    north().when(OpenNoticeRound(ROUND, "Typhoon", NORTH)).then_nothing()
    for other in (OpenNoticeRound(ROUND, "Fire", NORTH), OpenNoticeRound(ROUND, "Typhoon")):
        north().when(other).then_refused(NoticeRoundExists(ROUND))
    nowhere = BuildingId("nowhere")
    unknown = OpenNoticeRound(ROUND, "Typhoon", nowhere)
    given(*HERE).when(unknown).then_refused(PlaceUnknown(nowhere))


def test_r43_a_building_s_coordinator_runs_its_rounds() -> None:
    """In its building, and in no other; a round of the whole community is not theirs."""
    here = given(*HERE, NORTHERN)
    opened = here.when(OpenNoticeRound(ROUND, "Typhoon", NORTH), by=ADULT)
    opened.then(IN_THE_NORTH)
    for wish in (OpenNoticeRound(ROUND, "Typhoon", SOUTH), OpenNoticeRound(ROUND, "Typhoon")):
        here.when(wish, by=ADULT).then_refused(NotPermitted)
    running = north(NORTHERN, posted(A))
    running.when(excuse(B), by=ADULT).then(excepted(B))
    running.when(excuse(C), by=ADULT).then_refused(NotPermitted)
    running.when(excuse(StairwellId("gone")), by=ADULT).then_refused(NotPermitted)
    done = running.and_given(posted(B))
    done.when(COMPLETE, by=ADULT).then(NoticeRoundCompleted(ROUND, 2, 0))
    all_told = given(*HERE, NORTHERN, EVERYWHERE, posted(A), posted(B), posted(C))
    all_told.when(COMPLETE, by=ADULT).then_refused(NotPermitted)
    for stranger in (GUARDIAN, System("clock")):
        done.when(COMPLETE, by=stranger).then_refused(NotPermitted)
        running.when(excuse(B), by=stranger).then_refused(NotPermitted)


def test_r43_who_posted_or_their_guardian_shows_the_proof() -> None:
    """Or a coordinator of the building does so for them."""
    for actor in (CHILD, GUARDIAN, FOUNDER):
        north().when(post(A), by=actor).then(posted(A))
    north(NORTHERN).when(post(A), by=ADULT).then(posted(A))
    north().when(post(A), by=ADULT).then_refused(NotPermitted)


def test_r3_who_posts_may_take_part() -> None:
    """A child without consent does not go from stairwell to stairwell."""
    lost = ConsentRevoked(CHILD, GUARDIAN, ConsentKind.TAKING_PART)
    north(lost).when(post(A)).then_refused(ConsentMissing(CHILD, ConsentKind.TAKING_PART))


def test_r35_a_notice_is_shown() -> None:
    """Without evidence nothing was posted; the same again is no news, other evidence is."""
    north().when(post(A), by=CHILD).then(posted(A))
    north(posted(A)).when(post(A), by=CHILD).then_nothing()
    north(posted(A)).when(post(A, OTHER_PROOF), by=CHILD).then(posted(A, OTHER_PROOF))
    twice = PostNotice(ROUND, A, CHILD, PROOF * 2)
    north().when(twice, by=CHILD).then(posted(A))
    with pytest.raises(InvalidValue):
        PostNotice(ROUND, A, CHILD, ())


def test_r35_a_round_of_a_building_has_its_stairwells_only() -> None:
    """A notice in another building is no proof, nor is one where no stairwell is."""
    for wish in (post(C), excuse(C)):
        north().when(wish).then_refused(StairwellNotInRound(ROUND, C, NORTH))
        gone = StairwellRemoved(C, SOUTH)
        north(gone).when(wish).then_refused(PlaceUnknown(C))
        given(*HERE).when(wish).then_refused(NoticeRoundUnknown(ROUND))
    given(*HERE, EVERYWHERE).when(post(C)).then(posted(C))


def test_r35_an_exception_has_a_reason() -> None:
    """Said once; where a notice hangs none is needed, and a notice takes its place."""
    north().when(excuse(A)).then(excepted(A))
    north(excepted(A)).when(excuse(A)).then_nothing()
    north(excepted(A)).when(excuse(A, "Empty")).then(excepted(A, "Empty"))
    north(posted(A)).when(excuse(A)).then_refused(NoticeHangsThere(ROUND, A))
    told = north(excepted(A), posted(B)).when(post(A))
    told.then(posted(A))
    assert not told.state(NoticeRound(ROUND)).excepted
    with pytest.raises(InvalidValue):
        excuse(A, " ")


def test_r35_a_round_is_complete_when_every_stairwell_was_told() -> None:
    """Each has proof or a reason for none; the refusal names those that have neither."""
    north(posted(A), excepted(B)).when(COMPLETE).then(NoticeRoundCompleted(ROUND, 1, 1))
    north(posted(A)).when(COMPLETE).then_refused(StairwellsWithoutNotice(ROUND, 1, (B,)))
    everywhere = given(*HERE, EVERYWHERE, posted(A), posted(B))
    everywhere.when(COMPLETE).then_refused(StairwellsWithoutNotice(ROUND, 1, (C,)))
    given(*HERE).when(COMPLETE).then_refused(NoticeRoundUnknown(ROUND))


def test_r35_the_stairwells_are_those_there_at_that_moment() -> None:
    """One added later counts, one removed does not, and its proof counts no more either."""
    new = StairwellId("new")
    added = StairwellAdded(new, NORTH, "New")
    north(posted(A), posted(B), added).when(COMPLETE).then_refused(
        StairwellsWithoutNotice(ROUND, 1, (new,))
    )
    gone = StairwellRemoved(B, NORTH)
    north(posted(A), gone).when(COMPLETE).then(NoticeRoundCompleted(ROUND, 1, 0))
    north(posted(A), posted(B), gone).when(COMPLETE).then(NoticeRoundCompleted(ROUND, 1, 0))
    back = StairwellAdded(B, NORTH, "B")
    north(posted(A), gone, back).when(COMPLETE).then_refused(
        StairwellsWithoutNotice(ROUND, 1, (B,))
    )


def test_r35_a_round_without_stairwells_told_nobody() -> None:
    """It is not complete by having nothing to do."""
    gone = (StairwellRemoved(A, NORTH), StairwellRemoved(B, NORTH))
    north(*gone).when(COMPLETE).then_refused(NoStairwells(ROUND))


def test_r35_a_complete_round_stays_as_it_is() -> None:
    """Later stairwells belong to the next round, and so does later proof."""
    over = north(posted(A), excepted(B), NoticeRoundCompleted(ROUND, 1, 1))
    over.when(COMPLETE).then_nothing()
    over.and_given(StairwellAdded(StairwellId("new"), NORTH, "New")).when(COMPLETE).then_nothing()
    over.when(post(B)).then_refused(NoticeRoundComplete(ROUND))
    over.when(excuse(B, "Empty")).then_refused(NoticeRoundComplete(ROUND))
    over.when(post(A)).then_nothing()


def test_r35_a_refusal_names_some_of_many_stairwells() -> None:
    """Of a hundred and forty-four stairwells ten are named, and how many there are is said."""
    many = [StairwellId(f"stairwell-{number}") for number in range(144)]
    added = [StairwellAdded(one, NORTH, one) for one in many]
    story = north(posted(A), posted(B), *added)
    missing = StairwellsWithoutNotice(ROUND, 144, tuple(many[:10]))
    story.when(COMPLETE).then_refused(missing)
    assert "(144 in all)" in str(missing)
    assert "stairwell-9" in str(missing)
    told = [NoticePosted(ROUND, one, MemberId("somebody"), PROOF) for one in many]
    story.and_given(*told).when(COMPLETE).then(NoticeRoundCompleted(ROUND, 146, 0))


def test_a_round_knows_its_proofs_and_reasons() -> None:
    """The last proof of each stairwell, and the reason where there is none."""
    story = north(posted(A), posted(A, OTHER_PROOF), excepted(B))
    found = story.when(COMPLETE).state(NoticeRound(ROUND))
    assert found.posted == {A: posted(A, OTHER_PROOF)}
    assert found.excepted == {B: "Closed for works"}
    assert found.complete
