"""Stories in which the commands of activities have effect, one for each."""

from datetime import date

from community_domain_testkit import BEGINNING, FOUNDER

from community_domain import Period
from community_domain.activities import (
    AcceptOffer,
    ActivityId,
    AdjustGroups,
    Audience,
    AuthoriseCollection,
    CancelOccurrence,
    ChangeCapacity,
    ChangeFilling,
    CheckIn,
    CheckOut,
    CloseCheckIn,
    CloseStation,
    CollectorId,
    ConfirmOutreach,
    ContestNoShow,
    CorrectScore,
    CountHeads,
    DeclineOffer,
    DrawGroups,
    ExpireOffer,
    Filling,
    FillingChanged,
    FillSeats,
    FinishRound,
    GenerateOccurrences,
    GroupFormed,
    GroupsDrawn,
    HandOver,
    HoldOutreach,
    LiftNoShow,
    MoveOccurrence,
    OccurrenceId,
    OfferActivity,
    OutreachId,
    OutreachKind,
    PartyId,
    PlanSeries,
    RecordNoShow,
    RecordPresence,
    RecordScore,
    RecordUncollected,
    Recurrence,
    RefuseCollection,
    ReleaseSeats,
    ReviewClaims,
    ScheduleOccurrence,
    SeriesId,
    SetUpStation,
    SignUp,
    SignUpParty,
    StartRound,
    StationId,
    WaitlistJoined,
    Withdraw,
)
from community_domain.community import ChangeSettings
from community_domain.members import DATA_CONSENT_VERSION
from tests.doings import (
    ACTIVITY,
    ADULT,
    CHILD,
    CLOCK,
    ENDS,
    HOUR,
    OCCURRENCE,
    OTHER,
    PEOPLE,
    SERVED,
    STARTS,
    Example,
)

__all__ = ["EXAMPLES"]

SEATED = PEOPLE.and_done(SignUp(OCCURRENCE, CHILD), by=ADULT)
ROOM_FOR_TWO = PEOPLE.and_done(ChangeCapacity(OCCURRENCE, 2))
LINED_UP = SEATED.and_done(SignUp(OCCURRENCE, OTHER), by=OTHER)
ARRIVED = SEATED.and_done(CheckIn(OCCURRENCE, CHILD, STARTS), by=ADULT, at=STARTS)
GRANDMOTHER = CollectorId("grandmother-1")
TRUSTED = PEOPLE.and_done(AuthoriseCollection(GRANDMOTHER, CHILD, "Third"), by=ADULT)
MISSED = SEATED.and_done(RecordNoShow(OCCURRENCE, CHILD), at=ENDS)
# A new wording that nobody agreed to yet: the seat is held without consent.
OUTDATED = SEATED.and_given(ChangeSettings((DATA_CONSENT_VERSION.at(2),)))
# Somebody waits beside a free seat, as when a waiter becomes eligible after being passed over.
FREE_AGAIN = PEOPLE.and_given(WaitlistJoined(OCCURRENCE, OTHER, 0))
BY_OFFER = LINED_UP.and_done(ChangeFilling(OCCURRENCE, Filling.BY_OFFER))
OFFERED = BY_OFFER.and_done(Withdraw(OCCURRENCE, CHILD), by=ADULT)
# Somebody waits beside a free seat that nobody has offered yet.
UNASKED = FREE_AGAIN.and_given(FillingChanged(OCCURRENCE, Filling.BY_OFFER))
WEEKLY = Recurrence(STARTS.date(), 1, count=3)
PLAN_SERIES = PlanSeries(SeriesId("series-1"), ACTIVITY, WEEKLY, "09:00", 60)
RECURRING = PEOPLE.and_done(PLAN_SERIES)
RINGS = StationId("ring-toss")
STATION = PEOPLE.and_done(SetUpStation(OCCURRENCE, RINGS, "Rings", unit="rings"))
DRAWN = STATION.and_done(SignUp(OCCURRENCE, CHILD), by=ADULT).and_done(DrawGroups(OCCURRENCE, 1))
# Groups that do not know of a seat yet, as where no process follows it.
BEFORE_THE_SEAT = SEATED.and_given(GroupsDrawn(OCCURRENCE, 1), GroupFormed(OCCURRENCE, 1, (ADULT,)))
PLAYING = DRAWN.and_done(CheckIn(OCCURRENCE, CHILD, STARTS), by=ADULT, at=STARTS).and_done(
    StartRound(OCCURRENCE, 1), at=STARTS
)
RECORD_SCORE = RecordScore(OCCURRENCE, RINGS, 1, 1, CHILD, 7)
SCORED = PLAYING.and_done(RECORD_SCORE, at=STARTS)
TALK = OutreachId("talk-1")
HOLD_OUTREACH = HoldOutreach(TALK, CHILD, "Typhoons", OutreachKind.TALK, Audience.FAMILY, 4, SERVED)

EXAMPLES = (
    Example(PEOPLE, OfferActivity(ActivityId("activity-2"), "Flea market")),
    Example(
        PEOPLE,
        ScheduleOccurrence(OccurrenceId("occurrence-2"), ACTIVITY, Period(STARTS, ENDS)),
    ),
    Example(LINED_UP, ChangeCapacity(OCCURRENCE, 2)),
    Example(PEOPLE, SignUp(OCCURRENCE, CHILD), ADULT),
    Example(SEATED, SignUp(OCCURRENCE, OTHER), OTHER),
    Example(ROOM_FOR_TWO, SignUpParty(OCCURRENCE, PartyId("party-1"), (CHILD, ADULT)), ADULT),
    Example(LINED_UP, Withdraw(OCCURRENCE, CHILD), ADULT),
    Example(LINED_UP, Withdraw(OCCURRENCE, OTHER), OTHER),
    Example(FREE_AGAIN, FillSeats(OCCURRENCE), CLOCK),
    Example(OUTDATED, ReleaseSeats(CHILD), CLOCK),
    Example(PEOPLE, PLAN_SERIES),
    Example(
        RECURRING, GenerateOccurrences(SeriesId("series-1"), BEGINNING.date(), date(2024, 12, 1))
    ),
    Example(PEOPLE, MoveOccurrence(OCCURRENCE, Period(STARTS + HOUR, ENDS + HOUR))),
    Example(LINED_UP, CancelOccurrence(OCCURRENCE, "Typhoon")),
    Example(LINED_UP, ChangeFilling(OCCURRENCE, Filling.BY_OFFER)),
    Example(OFFERED, AcceptOffer(OCCURRENCE, 1), OTHER),
    Example(OFFERED, DeclineOffer(OCCURRENCE, 1), OTHER),
    Example(OFFERED, ExpireOffer(OCCURRENCE, 1), CLOCK, BEGINNING + 24 * HOUR),
    Example(UNASKED, ReviewClaims(OTHER), CLOCK),
    Example(SEATED, CheckIn(OCCURRENCE, CHILD, STARTS), ADULT, STARTS),
    Example(ARRIVED, CheckOut(OCCURRENCE, CHILD, ENDS), ADULT, ENDS),
    Example(ARRIVED, CloseCheckIn(OCCURRENCE, CHILD), CLOCK, ENDS),
    Example(SEATED, RecordPresence(OCCURRENCE, CHILD), FOUNDER, STARTS),
    Example(ARRIVED, HandOver(OCCURRENCE, CHILD, ENDS, ADULT), FOUNDER, ENDS),
    Example(ARRIVED, RecordUncollected(OCCURRENCE, CHILD), CLOCK, ENDS + HOUR),
    Example(PEOPLE, AuthoriseCollection(GRANDMOTHER, CHILD, "Third"), ADULT),
    Example(TRUSTED, RefuseCollection(GRANDMOTHER, CHILD), ADULT),
    Example(SEATED, RecordNoShow(OCCURRENCE, CHILD), FOUNDER, ENDS),
    Example(MISSED, ContestNoShow(OCCURRENCE, CHILD, "We were there"), ADULT, ENDS),
    Example(MISSED, LiftNoShow(OCCURRENCE, CHILD, "They were there"), FOUNDER, ENDS),
    Example(PEOPLE, CountHeads(OCCURRENCE, "guests", 30), FOUNDER, STARTS),
    Example(PEOPLE, SetUpStation(OCCURRENCE, RINGS, "Rings")),
    Example(STATION, CloseStation(OCCURRENCE, RINGS, "rain")),
    Example(SEATED, DrawGroups(OCCURRENCE, 1)),
    Example(BEFORE_THE_SEAT, AdjustGroups(OCCURRENCE, CHILD), CLOCK),
    Example(DRAWN, StartRound(OCCURRENCE, 1), FOUNDER, STARTS),
    Example(PLAYING, FinishRound(OCCURRENCE, 1), FOUNDER, ENDS),
    Example(PLAYING, RECORD_SCORE, FOUNDER, STARTS),
    Example(SCORED, CorrectScore(OCCURRENCE, RINGS, CHILD, 1, 8, "miscounted"), FOUNDER, STARTS),
    Example(PEOPLE, HOLD_OUTREACH, ADULT),
    Example(PEOPLE.and_done(HOLD_OUTREACH, by=ADULT), ConfirmOutreach(TALK)),
)
