"""The decisions about thanks, commendations and points, rule by rule."""

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, given

from community_domain import Command, Event, InvalidValue, MemberId, NotPermitted, Period, System
from community_domain.community import Scope
from community_domain.members import (
    ConsentKind,
    ConsentMissing,
    ConsentRevoked,
    GrantConsent,
    MemberKind,
    MemberRegistered,
    MemberUnknown,
    RevokeConsent,
    RoleGranted,
    UnlinkGuardian,
)
from community_domain.recognition import (
    COMMENDER,
    POINTS_OWED,
    POINTS_PER_HOUR,
    AlreadyAwarded,
    AlreadyReturned,
    AwardPoints,
    BelowFloor,
    CommendationExists,
    CommendationId,
    CommendationRevoked,
    CommendationUnknown,
    CommendMember,
    GivePoints,
    GiveThanks,
    HideThanks,
    IssuePoints,
    MemberCommended,
    NothingToAward,
    NotIssued,
    OwnCommendation,
    PointsGiven,
    PointsIssued,
    PointsReturned,
    PointsToOneself,
    ReturnPoints,
    RevokeCommendation,
    ThanksExist,
    ThanksGiven,
    ThanksHidden,
    ThanksId,
    ThanksToOneself,
    TransferExists,
    TransferId,
    TransferUnknown,
)
from community_domain.service import (
    CorrectEntry,
    CreditTask,
    EntryCorrected,
    EntryId,
    EntryUnknown,
    HoursLedger,
)
from community_domain.tasks import Evidence, EvidenceKind, TaskId, TaskVerified
from tests.stories import ADULT, CHILD, GUARDIAN, OTHER, consent, neighbourhood

THANKS, PRIZE, OTHER_PRIZE = ThanksId("thanks-1"), CommendationId("prize-1"), CommendationId("p-2")
ONE, TWO, THREE = (TransferId(f"transfer-{number}") for number in (1, 2, 3))
ENTRY, MENDED = EntryId("entry-1"), EntryId("entry-2")
SWEEP, SYSTEM = TaskId("sweep"), System("clock")
SCHOOL, STRANGER = MemberId("school-1"), MemberId("stranger")
SHOWN = (Evidence(EvidenceKind.DOCUMENT, "a" * 64, "application/pdf"),)
HERE = (
    *neighbourhood(),
    MemberRegistered(SCHOOL, MemberKind.INSTITUTION, "School 1", None, None),
)
AGREED = (*HERE, consent(CHILD, ConsentKind.PUBLIC_THANKS))
WORKED = Period(BEGINNING.replace(year=2023), BEGINNING.replace(year=2023, hour=2))


def thank(*, public: bool = False, text: str = "Well done") -> GiveThanks:
    """An adult thanks a child."""
    return GiveThanks(THANKS, ADULT, CHILD, text, public)


def thanked(*, public: bool = False) -> Event:
    """Thanks as they were said."""
    return ThanksGiven(THANKS, ADULT, CHILD, "Well done", public)


def commended(by: MemberId = FOUNDER) -> Event:
    """A child's commendation."""
    return MemberCommended(PRIZE, CHILD, "Kept the stairs free", SHOWN, by)


def issued(points: int = 10, transfer_id: TransferId = ONE) -> Event:
    """Points that the treasury gave an adult."""
    return PointsIssued(transfer_id, ADULT, points, "Thank you", None)


def worked() -> tuple[Event, ...]:
    """Two hours of an adult, verified."""
    return (TaskVerified(SWEEP, ADULT, GUARDIAN, 1, WORKED, "Sweep", service=True, place_id=None),)


COMMEND = CommendMember(PRIZE, CHILD, "Kept the stairs free", SHOWN)
ISSUE = IssuePoints(ONE, ADULT, 10, "Thank you")
GIVE = GivePoints(TWO, ADULT, CHILD, 10)
RETURN = ReturnPoints(TWO, ONE, "Nine, not ninety")
CREDITED = given(*HERE, *worked()).and_done(CreditTask(ENTRY, SWEEP, ADULT))
AWARD = AwardPoints(ONE, ENTRY)


def test_a_member_thanks_another() -> None:
    """In person or by a guardian, once; nobody thanks themselves, or who is nobody."""
    given(*HERE).when(thank(), by=ADULT).then(thanked())
    given(*HERE, thanked()).when(thank(), by=ADULT).then_nothing()
    given(*HERE, thanked()).when(thank(text="Bravo"), by=ADULT).then_refused(ThanksExist(THANKS))
    given(*HERE).when(thank()).then_refused(NotPermitted)
    own = GiveThanks(THANKS, ADULT, ADULT, "Well done")
    given(*HERE).when(own, by=ADULT).then_refused(ThanksToOneself(ADULT))
    back = GiveThanks(THANKS, CHILD, ADULT, "Thank you")
    given(*HERE).when(back, by=GUARDIAN).then(
        ThanksGiven(THANKS, CHILD, ADULT, "Thank you", public=False)
    )
    for nobody in (SCHOOL, STRANGER):
        wish = GiveThanks(THANKS, ADULT, nobody, "Well done")
        given(*HERE).when(wish, by=ADULT).then_refused(MemberUnknown(nobody))


def test_r6_thanks_are_public_only_with_consent() -> None:
    """Without it the thanks are said all the same, and not in public."""
    public = thank(public=True)
    given(*AGREED).when(public, by=ADULT).then(thanked(public=True))
    given(*AGREED).when(thank(), by=ADULT).then(thanked())
    given(*HERE).when(public, by=ADULT).then(thanked())
    refused = ConsentRevoked(CHILD, GUARDIAN, ConsentKind.PUBLIC_THANKS)
    given(*AGREED, refused).when(public, by=ADULT).then(thanked())


def test_r6_a_minor_who_thanks_is_named_with_a_guardians_consent() -> None:
    """An adult who thanks in public says so by asking for it; a child's guardian has a say."""
    own = consent(ADULT, ConsentKind.PUBLIC_THANKS, giver=ADULT)
    wish = GiveThanks(THANKS, CHILD, ADULT, "Thank you", public=True)
    said = ThanksGiven(THANKS, CHILD, ADULT, "Thank you", public=False)
    given(*HERE, own).when(wish, by=CHILD).then(said)
    given(*AGREED).when(wish, by=CHILD).then(said)
    given(*AGREED, own).when(wish, by=CHILD).then(
        ThanksGiven(THANKS, CHILD, ADULT, "Thank you", public=True)
    )


@pytest.mark.parametrize(
    "lost",
    [
        RevokeConsent(CHILD, GUARDIAN, ConsentKind.PUBLIC_THANKS),
        UnlinkGuardian(CHILD, GUARDIAN),
        GrantConsent(CHILD, GUARDIAN, ConsentKind.PUBLIC_THANKS, 1, BEGINNING.replace(hour=1)),
    ],
    ids=lambda one: type(one).__name__,
)
def test_r6_a_no_hides_what_was_public(lost: Command) -> None:
    """From when it is said; a consent that still stands hides nothing."""
    here = given(*AGREED, thanked(public=True))
    then = here.when(lost, by=GUARDIAN)
    if isinstance(lost, GrantConsent):
        then.followed_by()
        late = BEGINNING.replace(hour=2)
        here.and_done(lost, by=GUARDIAN).when(HideThanks(CHILD), by=SYSTEM, at=late).then(
            ThanksHidden(THANKS, ADULT, CHILD)
        )
    else:
        then.followed_by(ThanksHidden(THANKS, ADULT, CHILD))


def test_r6_what_is_hidden_is_what_the_no_is_about() -> None:
    """Other consents hide nothing; nor does the no of who thanked and is of age."""
    here = given(*AGREED, thanked(public=True))
    photographs = RevokeConsent(CHILD, GUARDIAN, ConsentKind.PHOTOGRAPHS)
    here.when(photographs, by=GUARDIAN).followed_by()
    given(*AGREED, thanked()).when(
        RevokeConsent(CHILD, GUARDIAN, ConsentKind.PUBLIC_THANKS), by=GUARDIAN
    ).followed_by()
    here.when(RevokeConsent(ADULT, ADULT, ConsentKind.PUBLIC_THANKS), by=ADULT).followed_by()
    here.when(HideThanks(CHILD)).then_refused(NotPermitted)


def test_r3_a_minor_thanks_and_gives_with_a_guardians_consent() -> None:
    """Both are taking part; to be thanked and given to is not."""
    lost = ConsentRevoked(CHILD, GUARDIAN, ConsentKind.TAKING_PART)
    missing = ConsentMissing(CHILD, ConsentKind.TAKING_PART)
    purse = PointsIssued(ONE, CHILD, 10, "Thank you", None)
    here = given(*HERE, purse, lost)
    here.when(GiveThanks(THANKS, CHILD, ADULT, "Thank you"), by=CHILD).then_refused(missing)
    here.when(GivePoints(TWO, CHILD, ADULT, 1), by=CHILD).then_refused(missing)
    here.when(thank(), by=ADULT).then(thanked())
    here.when(IssuePoints(TWO, CHILD, 1, "Thank you")).then(
        PointsIssued(TWO, CHILD, 1, "Thank you", None)
    )


def test_the_community_commends() -> None:
    """By the word of a coordinator or a commender, for something shown, once."""
    office = RoleGranted(ADULT, COMMENDER, Scope())
    given(*HERE).when(COMMEND).then(commended())
    given(*HERE, office).when(COMMEND, by=ADULT).then(commended(ADULT))
    given(*HERE, commended()).when(COMMEND).then_nothing()
    other = CommendMember(PRIZE, OTHER, "Kept the stairs free", SHOWN)
    given(*HERE, commended()).when(other).then_refused(CommendationExists(PRIZE))
    given(*HERE).when(COMMEND, by=ADULT).then_refused(NotPermitted)
    own = CommendMember(PRIZE, ADULT, "Everything", SHOWN)
    given(*HERE, office).when(own, by=ADULT).then_refused(OwnCommendation(ADULT))
    nobody = CommendMember(PRIZE, SCHOOL, "Everything", SHOWN)
    given(*HERE).when(nobody).then_refused(MemberUnknown(SCHOOL))
    with pytest.raises(InvalidValue, match="evidence"):
        CommendMember(PRIZE, CHILD, "Kept the stairs free", ())


def test_a_commendation_is_revoked_once() -> None:
    """With a reason; one that was never given is unknown."""
    revoke = RevokeCommendation(PRIZE, "Somebody else's work")
    revoked = CommendationRevoked(PRIZE, CHILD, "Somebody else's work")
    given(*HERE, commended()).when(revoke).then(revoked)
    given(*HERE, commended(), revoked).when(revoke).then_nothing()
    given(*HERE).when(RevokeCommendation(OTHER_PRIZE, "None")).then_refused(
        CommendationUnknown(OTHER_PRIZE)
    )
    given(*HERE, commended()).when(revoke, by=ADULT).then_refused(NotPermitted)


def test_r37_the_treasury_issues_points() -> None:
    """By a coordinator, to another person, once; the same id names no other transfer."""
    given(*HERE).when(ISSUE).then(issued())
    given(*HERE, issued()).when(ISSUE).then_nothing()
    more = IssuePoints(ONE, ADULT, 11, "Thank you")
    given(*HERE, issued()).when(more).then_refused(TransferExists(ONE))
    given(*HERE).when(ISSUE, by=GUARDIAN).then_refused(NotPermitted)
    nobody = IssuePoints(ONE, STRANGER, 10, "Thank you")
    given(*HERE).when(nobody).then_refused(MemberUnknown(STRANGER))


def test_r37_points_never_go_to_oneself() -> None:
    """Neither from the treasury by one's own word, nor from one's own purse."""
    own = IssuePoints(ONE, FOUNDER, 10, "Thank me")
    given(*HERE).when(own).then_refused(PointsToOneself(FOUNDER))
    around = GivePoints(TWO, ADULT, ADULT, 1)
    given(*HERE, issued()).when(around, by=ADULT).then_refused(PointsToOneself(ADULT))


def test_r37_transfers_are_positive() -> None:
    """Nothing is no gift, and less than nothing would be taking."""
    for points in (0, -1):
        with pytest.raises(InvalidValue, match="points"):
            GivePoints(TWO, ADULT, CHILD, points)
        with pytest.raises(InvalidValue, match="points"):
            IssuePoints(TWO, ADULT, points, "Thank you")


def test_r37_nobody_falls_below_the_floor() -> None:
    """What is there can be given to the last point; how much may be owed is a setting."""
    here = given(*HERE, issued())
    here.when(GIVE, by=ADULT).then(PointsGiven(TWO, ADULT, CHILD, 10))
    eleven = GivePoints(TWO, ADULT, CHILD, 11)
    here.when(eleven, by=ADULT).then_refused(BelowFloor(ADULT, 10, 11, 0))
    spent = here.and_done(GIVE, by=ADULT)
    spent.when(GIVE, by=ADULT).then_nothing()
    spent.when(GivePoints(TWO, ADULT, CHILD, 9), by=ADULT).then_refused(TransferExists(TWO))
    spent.when(GivePoints(THREE, ADULT, CHILD, 1), by=ADULT).then_refused(
        BelowFloor(ADULT, 0, 1, 0)
    )
    trusting = given(*neighbourhood(POINTS_OWED.at(5)))
    trusting.when(GivePoints(TWO, ADULT, CHILD, 5), by=ADULT).then(
        PointsGiven(TWO, ADULT, CHILD, 5)
    )
    trusting.when(GivePoints(TWO, ADULT, CHILD, 6), by=ADULT).then_refused(
        BelowFloor(ADULT, 0, 6, -5)
    )


def test_r37_points_are_ones_own_to_give() -> None:
    """Nobody gives for another, but for a guardian; nor to who is nobody."""
    here = given(*HERE, issued(), PointsIssued(THREE, CHILD, 5, "Thank you", None))
    for actor in (FOUNDER, CHILD, SYSTEM):
        here.when(GIVE, by=actor).then_refused(NotPermitted)
    childs = GivePoints(TWO, CHILD, ADULT, 5)
    here.when(childs, by=GUARDIAN).then(PointsGiven(TWO, CHILD, ADULT, 5))
    nobody = GivePoints(TWO, ADULT, STRANGER, 5)
    here.when(nobody, by=ADULT).then_refused(MemberUnknown(STRANGER))


def test_r37_a_mistaken_issue_is_returned_by_a_transfer_back() -> None:
    """Whole and once; what is spent cannot be taken, and a gift is not the treasury's."""
    returned = PointsReturned(TWO, ONE, ADULT, 10, "Nine, not ninety")
    here = given(*HERE, issued())
    here.when(RETURN).then(returned)
    here.and_given(returned).when(RETURN).then_nothing()
    again = ReturnPoints(THREE, ONE, "Again")
    rich = here.and_given(returned, PointsIssued(TransferId("more"), ADULT, 90, "More", None))
    rich.when(again).then_refused(AlreadyReturned(ONE, TWO))
    spent = here.and_done(GivePoints(THREE, ADULT, CHILD, 1), by=ADULT)
    spent.when(RETURN).then_refused(BelowFloor(ADULT, 9, 10, 0))
    spent.when(ReturnPoints(TWO, THREE, "A gift")).then_refused(NotIssued(THREE))
    given(*HERE).when(RETURN).then_refused(TransferUnknown(ONE))
    here.when(RETURN, by=ADULT).then_refused(NotPermitted)
    here.and_given(returned).when(ReturnPoints(THREE, TWO, "Back")).then_refused(NotIssued(TWO))


def test_r29_points_for_hours_leave_the_hours_alone() -> None:
    """Two hours are awarded, and they are two hours before and after."""
    awarded = PointsIssued(ONE, ADULT, 20, None, ENTRY)
    for actor in (FOUNDER, SYSTEM):
        then = CREDITED.when(AWARD, by=actor).then(awarded)
        ledger = then.state(HoursLedger(ADULT))
        assert (ledger.minutes, list(ledger.entries)) == (120, [ENTRY])
    CREDITED.when(AWARD, by=ADULT).then_refused(NotPermitted)


@pytest.mark.parametrize(("per_hour", "points"), [(1, 2), (60, 120), (10_000, 20_000)])
def test_r29_a_multiplier_changes_points_and_never_hours(per_hour: int, points: int) -> None:
    """Whatever an hour is worth in points, credited before or after that is set."""
    here = given(*neighbourhood(POINTS_PER_HOUR.at(per_hour)), *worked())
    credited = here.and_done(CreditTask(ENTRY, SWEEP, ADULT))
    then = credited.when(AWARD).then(PointsIssued(ONE, ADULT, points, None, ENTRY))
    assert then.state(HoursLedger(ADULT)).minutes == 120


def test_r29_an_entry_is_awarded_once() -> None:
    """And as long as it counts; what is worth less than a point moves none."""
    awarded = CREDITED.and_done(AWARD)
    awarded.when(AWARD).then_nothing()
    awarded.when(AwardPoints(TWO, ENTRY)).then_refused(AlreadyAwarded(ENTRY, ONE))
    fixed = CREDITED.and_done(CorrectEntry(ENTRY, MENDED, 5, "Left early"))
    fixed.when(AWARD).then_refused(EntryCorrected(ENTRY, MENDED))
    fixed.when(AwardPoints(ONE, MENDED)).then_refused(NothingToAward(MENDED, 5))
    CREDITED.and_given(issued()).when(AWARD).then_refused(TransferExists(ONE))
    given(*HERE).when(AWARD).then_refused(EntryUnknown(ENTRY))
