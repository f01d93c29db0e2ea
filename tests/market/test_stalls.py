"""The decisions about markets, stalls and what is put up for sale, rule by rule."""

from datetime import date, timedelta

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, given

from community_domain import Event, MemberId, NotPermitted, System
from community_domain.activities import OccurrenceId, OccurrenceUnknown
from community_domain.market import (
    AnnounceMarket,
    CloseStall,
    HolderReleased,
    HoldsAnotherStall,
    ListingExists,
    ListingGone,
    ListingId,
    ListingPutUp,
    ListingRepriced,
    ListingSold,
    ListingUnknown,
    ListingWithdrawn,
    MarketAnnounced,
    MarketExists,
    MarketOver,
    MarketUnknown,
    NoAdultAtStall,
    PutUpListing,
    ReleaseHolder,
    RepriceListing,
    SetUpStall,
    StallClosed,
    StallExists,
    StallGone,
    StallId,
    StallUnknown,
    WithdrawListing,
)
from community_domain.members import (
    ConsentGranted,
    ConsentKind,
    ConsentMissing,
    ConsentRevoked,
    GrantConsent,
    GuardianLinked,
    GuardianUnlinked,
    MemberUnknown,
    RevokeConsent,
    UnlinkGuardian,
)
from tests.market.fair import (
    ASKED,
    BEFORE,
    BUYER,
    KITE,
    LATE,
    OPEN,
    PUPIL,
    SET_UP,
    STALL,
    TABLE,
    THEIRS,
    accept,
    lapsed,
    listed,
    made,
    market,
    stall,
    trade,
)
from tests.stories import (
    ADULT,
    BOTH,
    CHILD,
    GUARDIAN,
    OTHER,
    PERIOD,
    SPORTS_DAY,
    child,
    consent,
    scheduled,
)

NEVER, STRANGER = OccurrenceId("never"), MemberId("stranger")
NOWHERE, NOTHING, DRUM = StallId("nowhere"), ListingId("nothing"), ListingId("drum")
SYSTEM = System("clock")
THERE = (*market(), SET_UP)
FOR_SALE = (*THERE, listed())
LOST_CONSENT = ConsentRevoked(CHILD, GUARDIAN, ConsentKind.TAKING_PART)
NO_CONSENT = ConsentMissing(CHILD, ConsentKind.TAKING_PART)
WISH = SetUpStall(STALL, SPORTS_DAY, THEIRS, "Kites!")
PUT_UP = PutUpListing(KITE, STALL, "A kite", ASKED)


def closed(*left: ListingId, holders: tuple[MemberId, ...] = THEIRS) -> Event:
    """The stall as it was closed."""
    return StallClosed(STALL, SPORTS_DAY, holders, left)


def test_an_occurrence_is_announced_as_a_market() -> None:
    """By a coordinator, once; the currency stays, since prices were said in it."""
    announce, announced = AnnounceMarket(SPORTS_DAY, "CNY"), MarketAnnounced(SPORTS_DAY, "CNY")
    here = (*market()[:-1],)
    given(*here).when(announce).then(announced)
    given(*market()).when(announce).then_nothing()
    euros = AnnounceMarket(SPORTS_DAY, "EUR")
    given(*market()).when(euros).then_refused(MarketExists(SPORTS_DAY, "CNY"))
    given(*here).when(announce, by=ADULT).then_refused(NotPermitted)
    unknown = AnnounceMarket(NEVER, "CNY")
    given(*here).when(unknown).then_refused(OccurrenceUnknown(NEVER))


def test_a_stall_belongs_to_a_market() -> None:
    """Not every occurrence is one; the same stall again is no news, another needs another id."""
    given(*market()[:-1]).when(WISH, by=GUARDIAN).then_refused(MarketUnknown(SPORTS_DAY))
    never = SetUpStall(STALL, NEVER, THEIRS)
    given(*market()).when(never, by=GUARDIAN).then_refused(MarketUnknown(NEVER))
    given(*market()).when(WISH, by=GUARDIAN).then(SET_UP)
    twice = SetUpStall(STALL, SPORTS_DAY, (*THEIRS, CHILD), "Kites!")
    given(*THERE).when(twice, by=GUARDIAN).then_nothing()
    given(*THERE).when(SetUpStall(STALL, SPORTS_DAY, (ADULT,)), by=ADULT).then_refused(
        StallExists(STALL)
    )
    given(*market()).when(WISH, by=ADULT).then_refused(NotPermitted)
    given(*market()).when(WISH).then(SET_UP)


def test_r36_a_stall_is_held_by_one_party() -> None:
    """Nobody holds two stalls at a market; who has closed one may set up another."""
    other = SetUpStall(TABLE, SPORTS_DAY, (GUARDIAN,), "Kites!")
    given(*THERE).when(other, by=GUARDIAN).then_refused(HoldsAnotherStall(GUARDIAN, STALL))
    given(*THERE, closed()).when(other, by=GUARDIAN).then(stall(GUARDIAN, stall_id=TABLE))


def test_r36_a_child_holds_a_stall_with_its_parent() -> None:
    """An adult answers for what a child sells: a guardian of this child, not just anybody."""
    alone = SetUpStall(STALL, SPORTS_DAY, (CHILD,), "Kites!")
    given(*market()).when(alone, by=GUARDIAN).then_refused(NoAdultAtStall(STALL, CHILD))
    strangers = SetUpStall(STALL, SPORTS_DAY, (CHILD, ADULT), "Kites!")
    given(*market()).when(strangers).then_refused(NoAdultAtStall(STALL, CHILD))
    siblings = SetUpStall(STALL, SPORTS_DAY, (CHILD, OTHER, GUARDIAN), "Kites!")
    given(*market()).when(siblings, by=GUARDIAN).then(stall(CHILD, OTHER, GUARDIAN))
    grown = SetUpStall(STALL, SPORTS_DAY, (ADULT,), "Kites!")
    given(*market()).when(grown, by=ADULT).then(stall(ADULT))


def test_r36_who_comes_of_age_by_the_day_holds_a_stall_alone() -> None:
    """Age is that of the day of the market (R1)."""
    born = date(PERIOD.start.year - 18, PERIOD.start.month, PERIOD.start.day)
    nearly, here = MemberId("nearly-1"), market()
    alone = SetUpStall(STALL, SPORTS_DAY, (nearly,), "Kites!")
    given(*here, *child(nearly, *BOTH, born=born)).when(alone).then(stall(nearly))
    own = consent(nearly, ConsentKind.DATA, giver=nearly)
    younger = (*child(nearly, *BOTH, born=born + timedelta(days=1)), own)
    given(*here, *younger).when(alone).then_refused(NoAdultAtStall(STALL, nearly))


def test_r3_a_child_is_at_a_stall_with_a_guardians_consent() -> None:
    """Without it nobody sets up a stall with the child, or puts things up at it."""
    given(*market(), LOST_CONSENT).when(WISH, by=GUARDIAN).then_refused(NO_CONSENT)
    given(*THERE, LOST_CONSENT).when(PUT_UP, by=GUARDIAN).then_refused(NO_CONSENT)
    until = PERIOD.start - timedelta(days=1)
    ends_before = ConsentGranted(CHILD, GUARDIAN, ConsentKind.TAKING_PART, 1, until)
    given(*market(), ends_before).when(WISH, by=GUARDIAN).then_refused(NO_CONSENT)
    nobody = SetUpStall(STALL, SPORTS_DAY, (STRANGER,))
    given(*market()).when(nobody).then_refused(MemberUnknown(STRANGER))


def test_r36_a_past_market_takes_no_stall() -> None:
    """From the end on there is nothing to set up, and nothing to put up."""
    given(*market()).when(WISH, by=GUARDIAN, at=OPEN).then(SET_UP)
    over = MarketOver(SPORTS_DAY, PERIOD.end)
    given(*market()).when(WISH, by=GUARDIAN, at=LATE).then_refused(over)
    given(*THERE).when(PUT_UP, by=GUARDIAN, at=LATE).then_refused(over)


def test_a_listing_is_put_up_once() -> None:
    """At one's own stall, which is not closed; the same again is no news."""
    for holder in THEIRS:
        given(*THERE).when(PUT_UP, by=holder, at=BEFORE).then(listed())
    given(*FOR_SALE).when(PUT_UP, by=CHILD).then_nothing()
    dearer = PutUpListing(KITE, STALL, "A kite", ASKED + 1)
    given(*FOR_SALE).when(dearer, by=CHILD).then_refused(ListingExists(KITE))
    given(*THERE).when(PUT_UP, by=ADULT).then_refused(NotPermitted)
    gift = PutUpListing(KITE, STALL, "A kite", 0)
    given(*THERE).when(gift, by=CHILD).then(ListingPutUp(KITE, STALL, "A kite", 0))


def test_r36_a_closed_stall_sells_nothing_more() -> None:
    """What it has left is withdrawn, and nobody waits for an answer; it takes nothing new."""
    here = (*FOR_SALE, listed(DRUM), made(900), made(800, PUPIL))
    then = given(*here).when(CloseStall(STALL), by=CHILD, at=OPEN).then(closed(KITE, DRUM))
    then.followed_by(
        lapsed("listing-gone"),
        lapsed("listing-gone", PUPIL),
        ListingWithdrawn(KITE, STALL),
        ListingWithdrawn(DRUM, STALL),
    )
    gone = (*THERE, closed())
    given(*gone).when(CloseStall(STALL), by=GUARDIAN).then_nothing()
    given(*gone).when(PUT_UP, by=GUARDIAN).then_refused(StallGone(STALL))
    given(*THERE).when(CloseStall(STALL), by=ADULT).then_refused(NotPermitted)
    given(*THERE).when(CloseStall(STALL)).then(closed())


def test_r36_what_was_sold_is_not_left() -> None:
    """A stall withdraws what it still has, neither what is sold nor what is withdrawn already."""
    here = (*FOR_SALE, listed(DRUM), made(900), trade(900), ListingWithdrawn(DRUM, STALL))
    given(*here).when(CloseStall(STALL), by=CHILD).then(closed()).followed_by()


def test_r36_a_withdrawn_listing_is_not_for_sale() -> None:
    """All bids on it lapse; what is sold cannot be withdrawn."""
    withdraw, withdrawn = WithdrawListing(KITE), ListingWithdrawn(KITE, STALL)
    here = (*FOR_SALE, made(900), made(800, PUPIL))
    gone = (lapsed("listing-gone"), lapsed("listing-gone", PUPIL), withdrawn)
    for actor in (CHILD, GUARDIAN, FOUNDER, SYSTEM):
        given(*here).when(withdraw, by=actor).then(*gone)
    given(*FOR_SALE, withdrawn).when(withdraw, by=CHILD).then_nothing()
    sold = (*FOR_SALE, made(900), trade(900))
    given(*sold).when(withdraw, by=CHILD).then_refused(ListingSold(KITE))
    given(*here).when(withdraw, by=BUYER).then_refused(NotPermitted)


def test_r36_what_is_for_sale_can_be_asked_another_price_for() -> None:
    """On the word of a holder, and while it is for sale; what was bid stays as it is."""
    reprice, repriced = RepriceListing(KITE, 1_200), ListingRepriced(KITE, STALL, 1_200)
    for actor in THEIRS:
        given(*FOR_SALE, made(900)).when(reprice, by=actor).then(repriced)
    story = given(*FOR_SALE, made(900)).and_done(reprice, by=CHILD)
    story.when(reprice, by=GUARDIAN).then_nothing()
    story.when(accept(900), by=CHILD, at=OPEN).then(trade(900))
    given(*FOR_SALE).when(reprice, by=BUYER).then_refused(NotPermitted)
    given(*FOR_SALE).when(reprice, by=FOUNDER).then_refused(NotPermitted)
    sold, gone = (*FOR_SALE, made(900), trade(900)), (*FOR_SALE, ListingWithdrawn(KITE, STALL))
    given(*sold).when(reprice, by=CHILD).then_refused(ListingSold(KITE))
    given(*gone).when(reprice, by=CHILD).then_refused(ListingGone(KITE))
    given(*FOR_SALE).when(reprice, by=CHILD, at=LATE).then_refused(MarketOver)


def test_what_was_never_there_is_unknown() -> None:
    """A stall that was set up and a listing that was put up are needed."""
    given(*FOR_SALE).when(CloseStall(NOWHERE)).then_refused(StallUnknown(NOWHERE))
    given(*FOR_SALE).when(WithdrawListing(NOTHING)).then_refused(ListingUnknown(NOTHING))
    elsewhere = PutUpListing(KITE, NOWHERE, "A kite", ASKED)
    given(*THERE).when(elsewhere, by=CHILD).then_refused(NotPermitted)


@pytest.mark.parametrize(
    "lost",
    [
        RevokeConsent(CHILD, GUARDIAN, ConsentKind.TAKING_PART),
        RevokeConsent(CHILD, GUARDIAN, ConsentKind.DATA),
        UnlinkGuardian(CHILD, GUARDIAN),
    ],
    ids=("taking-part", "data", "guardian"),
)
def test_r4_a_lost_consent_closes_the_stall(lost: RevokeConsent | UnlinkGuardian) -> None:
    """The party stands or falls as a whole, with all it has for sale, before the market or in it.

    What is past stays as it was.
    """
    here = (*FOR_SALE, made(900))
    after = (
        HolderReleased(STALL, CHILD, "consent-missing"),
        closed(KITE),
        lapsed("listing-gone"),
        ListingWithdrawn(KITE, STALL),
    )
    for at in (BEGINNING, OPEN):
        given(*here).when(lost, by=GUARDIAN, at=at).followed_by(*after)
    given(*here).when(lost, by=GUARDIAN, at=LATE).followed_by()


def test_r4_an_optional_consent_closes_no_stall() -> None:
    """Nothing but what taking part needs is asked for."""
    refused = RevokeConsent(CHILD, GUARDIAN, ConsentKind.PHOTOGRAPHS)
    given(*FOR_SALE).when(refused, by=GUARDIAN, at=OPEN).followed_by()


def test_r4_a_consent_that_ends_earlier_closes_the_stall() -> None:
    """A new consent may end before the market begins."""
    shorter = GrantConsent(
        CHILD, GUARDIAN, ConsentKind.TAKING_PART, 1, PERIOD.start - timedelta(hours=1)
    )
    given(*THERE).when(shorter, by=GUARDIAN).followed_by(
        HolderReleased(STALL, CHILD, "consent-missing"), closed()
    )


def test_r36_without_its_parent_the_child_holds_no_stall() -> None:
    """Another guardian's consent carries the child, but nobody at the stall answers for it."""
    second = (
        GuardianLinked(CHILD, ADULT),
        *(ConsentGranted(CHILD, ADULT, kind, 1, LATE + timedelta(days=1)) for kind in BOTH),
    )
    unlink = UnlinkGuardian(CHILD, GUARDIAN)
    given(*THERE, *second).when(unlink, by=GUARDIAN, at=OPEN).followed_by(
        HolderReleased(STALL, CHILD, "no-adult-at-stall"), closed()
    )
    put_up = given(*THERE, *second, GuardianUnlinked(CHILD, GUARDIAN)).when(PUT_UP, by=GUARDIAN)
    put_up.then_refused(NoAdultAtStall(STALL, CHILD))


def test_r4_a_lost_consent_ends_open_bids() -> None:
    """Of the child who would buy, and of nobody else."""
    here = (*FOR_SALE, made(900), made(800, PUPIL))
    lost = RevokeConsent(PUPIL, BUYER, ConsentKind.TAKING_PART)
    given(*here).when(lost, by=BUYER, at=OPEN).followed_by(lapsed("consent-missing", PUPIL))
    sold = (*here, trade(800, PUPIL))
    given(*sold).when(lost, by=BUYER, at=OPEN).followed_by()


def test_only_the_system_releases_holders() -> None:
    """It follows from what was said of a consent; nobody else says it, or who may stay goes."""
    given(*FOR_SALE).when(ReleaseHolder(CHILD)).then_refused(NotPermitted)
    given(*FOR_SALE).when(ReleaseHolder(CHILD), by=SYSTEM).then_nothing()


def test_another_market_is_another_day() -> None:
    """A stall at one market keeps nobody from a stall at another."""
    other = OccurrenceId("autumn")
    later = (*scheduled(other), MarketAnnounced(other, "CNY"))
    there = SetUpStall(TABLE, other, THEIRS)
    assert given(*THERE, *later).when(there, by=GUARDIAN).events
