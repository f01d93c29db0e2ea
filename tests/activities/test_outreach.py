"""The decisions about outreach, and who sees it."""

from datetime import timedelta

import pytest
from community_domain_testkit import FOUNDER, given

from community_domain import STANDARD, Community, InvalidValue, LocalPeriod, MemberId, NotPermitted
from community_domain.activities import (
    Audience,
    ConfirmOutreach,
    HoldOutreach,
    NoLittleTeacher,
    OutreachConfirmed,
    OutreachExists,
    OutreachHeld,
    OutreachId,
    OutreachKind,
    OutreachNotOver,
    OutreachUnknown,
    OwnOutreach,
    Teaching,
)
from community_domain.community import BeginCampaign, CampaignId, CampaignUnknown, Scope
from community_domain.kernel import replaced
from community_domain.members import (
    COORDINATOR,
    TUTOR,
    ConsentKind,
    ConsentMissing,
    ConsentRevoked,
    MemberUnknown,
    RoleGranted,
)
from community_domain.service import HoursLedger
from community_domain.tasks import Evidence, EvidenceKind
from tests.stories import ADULT, CHILD, GUARDIAN, OTHER, PERIOD, neighbourhood

TALK = OutreachId("typhoon-talk")
SHOWN = (Evidence(EvidenceKind.DOCUMENT, "a" * 64, "image/jpeg"),)
CIVILITY = CampaignId("civility")
HERE = given(*neighbourhood()).and_given(at=PERIOD.end)
HOLD = HoldOutreach(
    TALK,
    CHILD,
    "Flower pots in a typhoon",
    OutreachKind.TALK,
    Audience.NEIGHBOURS,
    12,
    PERIOD,
    "Stairwell 3",
)
HELD = OutreachHeld(
    TALK,
    CHILD,
    HOLD.topic,
    HOLD.kind,
    HOLD.audience,
    12,
    PERIOD,
    LocalPeriod.of(PERIOD, "Asia/Shanghai"),
    "Stairwell 3",
    None,
    (),
)
CONFIRM = ConfirmOutreach(TALK)
CONFIRMED = OutreachConfirmed(TALK, CHILD, FOUNDER)
TOLD = HERE.and_given(HELD)


@pytest.mark.parametrize("by", [CHILD, GUARDIAN, FOUNDER])
def test_an_outreach_is_told_by_whose_it_is(by: MemberId) -> None:
    """The little teacher, a guardian or a coordinator tells whom it reached, and of what."""
    HERE.when(HOLD, by=by, at=PERIOD.end).then(HELD)
    TOLD.when(HOLD, by=by).then_nothing()
    HERE.when(HOLD, by=ADULT, at=PERIOD.end).then_refused(NotPermitted)


def test_an_id_names_one_outreach() -> None:
    """What is told otherwise is another one."""
    TOLD.when(replaced(HOLD, persons=13)).then_refused(OutreachExists(TALK))


def test_what_is_not_over_is_not_told() -> None:
    """Nobody knows yet how many will have come."""
    early = PERIOD.end - timedelta(minutes=1)
    given(*neighbourhood()).when(HOLD, at=early).then_refused(OutreachNotOver(TALK, PERIOD.end))


def test_only_little_teachers_hold_outreach() -> None:
    """Enrolled is enrolled, and a stranger is nobody."""
    HERE.when(replaced(HOLD, teacher_id=ADULT), at=PERIOD.end).then_refused(NoLittleTeacher(ADULT))
    stranger = replaced(HOLD, teacher_id=MemberId("stranger"))
    HERE.when(stranger, at=PERIOD.end).then_refused(MemberUnknown)


@pytest.mark.parametrize("kind", [ConsentKind.DATA, ConsentKind.TAKING_PART])
def test_r3_no_outreach_of_a_minor_without_consent(kind: ConsentKind) -> None:
    """Whoever may not take part on the day does not teach on it (R3)."""
    lost = HERE.and_given(ConsentRevoked(CHILD, GUARDIAN, kind))
    lost.when(HOLD, at=PERIOD.end).then_refused(ConsentMissing(CHILD, kind))


def test_a_campaign_is_one_that_was_begun() -> None:
    """An outreach may belong to a theme."""
    within = replaced(HOLD, campaign_id=CIVILITY)
    HERE.when(within, at=PERIOD.end).then_refused(CampaignUnknown(CIVILITY))
    begun = HERE.and_done(BeginCampaign(CIVILITY, "You and me"), at=PERIOD.end)
    begun.when(within).then(replaced(HELD, campaign_id=CIVILITY))


@pytest.mark.parametrize("kind", [OutreachKind.BOARD, OutreachKind.SLOGAN])
def test_what_is_made_by_hand_is_shown(kind: OutreachKind) -> None:
    """A board or a slogan has evidence, each piece once; nobody is reached by nothing."""
    board = replaced(HOLD, kind=kind, evidence=SHOWN * 2)
    shown = replaced(HELD, kind=kind, evidence=SHOWN)
    HERE.when(board, at=PERIOD.end).then(shown)
    HERE.and_given(shown).when(board).then_nothing()
    with pytest.raises(InvalidValue, match="evidence"):
        replaced(HOLD, kind=kind)
    with pytest.raises(InvalidValue, match="persons"):
        replaced(HOLD, persons=0)


def test_another_person_confirms() -> None:
    """A coordinator or a tutor, once; the first word stands."""
    TOLD.when(CONFIRM).then(CONFIRMED)
    TOLD.and_given(CONFIRMED).when(CONFIRM).then_nothing()
    HERE.when(CONFIRM).then_refused(OutreachUnknown(TALK))
    tutor = TOLD.and_given(RoleGranted(ADULT, TUTOR, Scope()))
    tutor.when(CONFIRM, by=ADULT).then(replaced(CONFIRMED, confirmer_id=ADULT))
    TOLD.when(CONFIRM, by=GUARDIAN).then_refused(NotPermitted)


@pytest.mark.parametrize("role", [COORDINATOR, TUTOR])
def test_nobody_confirms_their_own_outreach(role: str) -> None:
    """Not even who may confirm that of all others."""
    grown = TOLD.and_given(RoleGranted(CHILD, role, Scope()))
    grown.when(CONFIRM, by=CHILD).then_refused(OwnOutreach(CHILD))


def test_r28_outreach_earns_no_hours() -> None:
    """To teach is a little teacher's part; it credits nobody with service (R28)."""
    then = TOLD.when(CONFIRM)
    assert not then.follow_ups
    assert then.state(HoursLedger(CHILD)).minutes == 0


@pytest.mark.parametrize("reader", [CHILD, GUARDIAN, FOUNDER])
def test_an_outreach_is_seen_by_who_may_tell_of_it(reader: MemberId) -> None:
    """Other children's parents do not read what a child did where; nobody reads what is not."""
    here = Community(TOLD.log(), STANDARD, clock=lambda: PERIOD.end)
    assert here.acting(reader).state(Teaching(TALK)).held == HELD
    with pytest.raises(NotPermitted):
        here.acting(OTHER).state(Teaching(TALK))
    nothing = OutreachId("nothing")
    assert here.acting(FOUNDER).state(Teaching(nothing)).held is None
    with pytest.raises(NotPermitted):
        here.acting(CHILD).state(Teaching(nothing))
