"""The decisions about scores, rule by rule, and who sees them."""

from datetime import timedelta

import pytest
from community_domain_testkit import FOUNDER

from community_domain import STANDARD, Community, Event, MemberId, NotPermitted, Refusal
from community_domain.activities import (
    AlreadyScored,
    CheckedIn,
    CheckedOut,
    CorrectScore,
    GroupJoined,
    MemberScores,
    NotAtStation,
    NotInGroup,
    NotScored,
    NotThereInRound,
    OccurrenceId,
    PresenceRecorded,
    RecordScore,
    RoundFinished,
    RoundNotBegun,
    RoundStarted,
    ScoreCorrected,
    ScoreRecorded,
    ScoreSuperseded,
    ScoreUnknown,
    StationClosed,
    StationId,
    StationSetUp,
    StationUnknown,
)
from community_domain.community import Scope, ScopeKind, SubjectId
from community_domain.kernel import replaced
from community_domain.members import COORDINATOR, TUTOR, RoleGranted
from tests.activities.posts import (
    BOWLING,
    DRAWN,
    LATER,
    NEXT,
    ON,
    PLAN,
    RINGS,
    SCORE,
    START,
    came,
    station,
)
from tests.stories import ADULT, CHILD, GAMES, GUARDIAN, OTHER, PERIOD, SPORTS_DAY, seat

RECORD = RecordScore(SPORTS_DAY, RINGS, 1, 1, CHILD, 7)
CORRECT = CorrectScore(SPORTS_DAY, RINGS, CHILD, 1, 8, "miscounted")
CORRECTED = ScoreCorrected(SPORTS_DAY, RINGS, 1, 1, CHILD, 8, "rings", 2, 1, "miscounted")
STARTED = RoundStarted(SPORTS_DAY, 1, PLAN[:2], START)
FINISHED = RoundFinished(SPORTS_DAY, 1, LATER)
NOT_THERE = NotThereInRound(SPORTS_DAY, CHILD, 1)
SCORED = ON.and_given(SCORE)
MINUTE = timedelta(minutes=1)


def test_r17_a_score_is_recorded_where_the_group_is() -> None:
    """The member is there, in the group, and the group is at the station in that round (R17)."""
    ON.when(RECORD).then(SCORE)
    SCORED.when(RECORD).then_nothing()


def test_r17_a_sheet_is_typed_in_later() -> None:
    """The round may be over, and the whole day; the station may be closed by then (R17)."""
    shut = StationClosed(SPORTS_DAY, RINGS, "rain")
    ON.and_given(FINISHED, shut, at=LATER).when(RECORD, at=PERIOD.end).then(SCORE)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"station_id": BOWLING}, NotAtStation(1, BOWLING, 1)),
        ({"group": 2}, NotAtStation(2, RINGS, 1)),
        ({"round": 2, "group": 2}, RoundNotBegun(SPORTS_DAY, 2)),
        ({"member_id": ADULT}, NotInGroup(ADULT, 1, 1)),
        ({"station_id": StationId("rope")}, StationUnknown(SPORTS_DAY, StationId("rope"))),
    ],
)
def test_r17_no_score_from_elsewhere(changes: dict[str, object], refusal: Refusal) -> None:
    """Not of another station, group, round, or of another group's member (R17)."""
    ON.when(replaced(RECORD, **changes)).then_refused(refusal)


def test_r17_nobody_keeps_score_without_a_unit() -> None:
    """A station may be there for fun alone (R17)."""
    fun = StationSetUp(SPORTS_DAY, BOWLING, "Bowling", 1, None, False, None)  # noqa: FBT003 - as stored
    there = DRAWN.and_given(fun, *came(ADULT), STARTED, at=START)
    there.when(RecordScore(SPORTS_DAY, BOWLING, 1, 2, ADULT, 3)).then_refused(
        NotScored(SPORTS_DAY, BOWLING)
    )


@pytest.mark.parametrize(
    ("before", "there"),
    [
        ((), False),
        ((CheckedIn(SPORTS_DAY, CHILD, START),), True),
        ((CheckedIn(SPORTS_DAY, CHILD, LATER),), True),
        ((CheckedIn(SPORTS_DAY, CHILD, LATER + MINUTE),), False),
        ((PresenceRecorded(SPORTS_DAY, CHILD),), True),
    ],
)
def test_r17_only_who_has_come_scores(before: tuple[Event, ...], *, there: bool) -> None:
    """Checked in before the round was over, or there by a sheet (R17)."""
    played = DRAWN.and_given(STARTED, at=START).and_given(FINISHED, *before, at=NEXT)
    then = played.when(RECORD)
    then.then(SCORE) if there else then.then_refused(NOT_THERE)


def test_r17_who_has_gone_scores_no_more() -> None:
    """Whoever went before the round started, or just then, was not in it (R17)."""
    came_early = CheckedIn(SPORTS_DAY, CHILD, START - 2 * MINUTE)
    for went, there in ((START - MINUTE, False), (START, False), (START + MINUTE, True)):
        gone = CheckedOut(SPORTS_DAY, CHILD, went, forgotten=False)
        then = DRAWN.and_given(came_early, STARTED, gone, at=NEXT).when(RECORD)
        then.then(SCORE) if there else then.then_refused(NOT_THERE)


def test_r17_who_joined_later_scores_from_then_on() -> None:
    """A round that was played before is not theirs (R17)."""
    second = RoundStarted(SPORTS_DAY, 2, PLAN[2:], LATER)
    joined = (seat(OTHER), GroupJoined(SPORTS_DAY, 1, OTHER, 2))
    both = ON.and_given(FINISHED, *joined, *came(OTHER), second, at=LATER)
    both.when(replaced(RECORD, member_id=OTHER)).then_refused(NotInGroup(OTHER, 1, 1))
    now = RecordScore(SPORTS_DAY, BOWLING, 2, 1, OTHER, 7)
    both.when(now).then(ScoreRecorded(SPORTS_DAY, BOWLING, 2, 1, OTHER, 7, "rings"))


def test_r17_one_score_for_each() -> None:
    """Another value is no second score but a correction (R17)."""
    SCORED.when(replaced(RECORD, value=9)).then_refused(AlreadyScored(CHILD, RINGS, 1))
    mended = SCORED.and_given(CORRECTED)
    mended.when(replaced(RECORD, value=8)).then_refused(AlreadyScored(CHILD, RINGS, 2))
    mended.when(RECORD).then_nothing()


def test_r17_a_correction_supersedes() -> None:
    """The new score names the old one and says why; both stay (R17)."""
    then = SCORED.when(CORRECT)
    then.then(CORRECTED)
    assert then.state(MemberScores(SPORTS_DAY, CHILD)).scores == {RINGS: (SCORE, CORRECTED)}


def test_r17_a_correction_is_made_of_the_score_that_counts() -> None:
    """Who corrects has seen what they correct; a second correction supersedes the first (R17)."""
    mended = SCORED.and_given(CORRECTED)
    mended.when(CORRECT).then_nothing()
    for other in (replaced(CORRECT, value=9), replaced(CORRECT, reason="other")):
        mended.when(other).then_refused(ScoreSuperseded(CHILD, RINGS, 1, 2))
    again = CorrectScore(SPORTS_DAY, RINGS, CHILD, 2, 7, "it was right")
    mended.when(again).then(
        ScoreCorrected(SPORTS_DAY, RINGS, 1, 1, CHILD, 7, "rings", 3, 2, "it was right")
    )
    third = mended.and_done(again)
    third.when(replaced(again, value=6)).then_refused(ScoreSuperseded(CHILD, RINGS, 2, 3))


def test_r17_only_a_score_is_corrected() -> None:
    """What was never recorded cannot be wrong, and the same value is no correction (R17)."""
    ON.when(CORRECT).then_refused(ScoreUnknown(CHILD, RINGS, 1))
    SCORED.when(replaced(CORRECT, supersedes=2)).then_refused(ScoreUnknown(CHILD, RINGS, 2))
    SCORED.when(replaced(CORRECT, value=7)).then_nothing()


@pytest.mark.parametrize("role", [COORDINATOR, TUTOR])
def test_coordinators_and_tutors_of_the_activity_keep_score(role: str) -> None:
    """Those of another activity do not."""
    for activity, may in ((str(GAMES), True), ("other", False)):
        scope = Scope(ScopeKind.ACTIVITY, SubjectId(activity))
        there = SCORED.and_given(RoleGranted(GUARDIAN, role, scope))
        then = there.when(CORRECT, by=GUARDIAN)
        then.then(CORRECTED) if may else then.then_refused(NotPermitted)


def test_the_keeper_keeps_score_at_their_station_only() -> None:
    """Whoever counts the rings records them, and not the pins."""
    kept = ON.and_given(station(RINGS, GUARDIAN))
    kept.when(RECORD, by=GUARDIAN).then(SCORE)
    kept.when(RecordScore(SPORTS_DAY, BOWLING, 1, 2, ADULT, 1), by=GUARDIAN).then_refused(
        NotPermitted
    )
    for nobody in (CHILD, ADULT):
        kept.when(RECORD, by=nobody).then_refused(NotPermitted)


@pytest.mark.parametrize("reader", [CHILD, GUARDIAN, FOUNDER])
def test_scores_are_seen_by_those_whom_they_concern(reader: MemberId) -> None:
    """The member, a guardian, and who runs the activity."""
    here = Community(SCORED.log(), STANDARD, clock=lambda: NEXT)
    assert here.acting(reader).state(MemberScores(SPORTS_DAY, CHILD)).scores == {RINGS: (SCORE,)}
    with pytest.raises(NotPermitted):
        here.acting(ADULT).state(MemberScores(SPORTS_DAY, CHILD))


def test_scores_of_another_occurrence_are_others() -> None:
    """A station's id counts within its occurrence."""
    elsewhere = OccurrenceId("other-day")
    here = Community(SCORED.log(), STANDARD)
    assert here.state(MemberScores(elsewhere, CHILD)).scores == {}
