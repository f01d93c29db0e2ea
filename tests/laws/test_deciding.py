"""Laws of deciding: what is recorded, what is recorded once, and what can be decided again."""

from datetime import date, datetime, timedelta

import attrs
import pytest
from community_domain_testkit import BEGINNING, FOUNDER, Given, History, founded, histories
from community_domain_testkit import given as story
from hypothesis import given

from community_domain import (
    STANDARD,
    Command,
    Community,
    InstantGoesBack,
    LocalPeriod,
    MemberId,
    Outcome,
    Period,
    System,
)
from community_domain.activities import (
    WAITLIST_LEAST,
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
from community_domain.community import (
    AddActivityToCampaign,
    AddBuilding,
    AddPlace,
    AddStairwell,
    AddTaskToCampaign,
    BeginCampaign,
    BuildingId,
    CampaignId,
    ChangeSettings,
    EndCampaign,
    FoundCommunity,
    PlaceId,
    RemoveStairwell,
    Scope,
    StairwellId,
    SubjectId,
)
from community_domain.market import (
    AcceptBid,
    AnnounceMarket,
    CloseStall,
    CounterBid,
    DeclineBid,
    LapseBid,
    ListingId,
    MakeBid,
    PutUpListing,
    ReleaseHolder,
    SetUpStall,
    WithdrawBid,
    WithdrawListing,
)
from community_domain.members import (
    BACKFILLER,
    COORDINATOR,
    DATA_CONSENT_VERSION,
    TUTOR,
    BringAlong,
    CarryOutErasure,
    ClearanceId,
    ClearanceRecorded,
    ClearanceWithdrawn,
    ConsentKind,
    ConsentRevoked,
    DataRestricted,
    EmergencyContactNamed,
    EnrolMinor,
    EraseMember,
    GrantConsent,
    GrantRole,
    HouseholdId,
    JoinHousehold,
    KeepByLaw,
    KeptByLaw,
    LeaveHousehold,
    LiftRestriction,
    LinkGuardian,
    NameEmergencyContact,
    RecordClearance,
    RegisterInstitution,
    RegisterMember,
    ReleaseTutor,
    RestrictData,
    RestrictionGround,
    RevokeConsent,
    RevokeRole,
    RoleGranted,
    UnlinkGuardian,
    WithdrawClearance,
    WithdrawEmergencyContact,
    WithdrawErasure,
    WithdrawKeeping,
)
from community_domain.recognition import (
    AwardPoints,
    CommendationId,
    CommendMember,
    GivePoints,
    GiveThanks,
    HideThanks,
    IssuePoints,
    ReturnPoints,
    RevokeCommendation,
    ThanksGiven,
    ThanksId,
    TransferId,
)
from community_domain.risk import (
    AcknowledgeRisk,
    AcknowledgeTaskRisk,
    MarkPositionRisky,
    MarkTaskRisky,
    PositionMarkedRisky,
    RecordInsurance,
    RecordTraining,
    ReleaseUnprotected,
    ReleaseUntold,
    Risk,
    TaskMarkedRisky,
)
from community_domain.safety import (
    Answer,
    AnswerItem,
    AssessHazard,
    AssignHazard,
    BodyKind,
    ChecklistId,
    ChecklistItem,
    ChecklistPublished,
    CloseHazard,
    CompleteInspection,
    CompleteNoticeRound,
    ExceptStairwell,
    HandHazardOver,
    HazardAssigned,
    HazardKind,
    ImportHazard,
    IncidentId,
    IncidentSeverity,
    InspectionId,
    InspectionStarted,
    ItemAnswered,
    ItemId,
    MeetReportingDuty,
    MergeHazard,
    MissReportingDuty,
    NoticeRoundId,
    OpenNoticeRound,
    OutsideBody,
    PostNotice,
    PublishChecklist,
    RecordIncident,
    RectifyHazard,
    RejectHazard,
    ReleaseHazards,
    ReportFailedItem,
    ReportHazard,
    ReviewTeam,
    SendHazardBack,
    Severity,
    Site,
    SiteKind,
    StartInspection,
    VerifyHazard,
    WaiveItem,
)
from community_domain.service import (
    AppealEntry,
    CertificateId,
    CorrectEntry,
    CreditDuty,
    CreditTask,
    DisputeEntry,
    EntryId,
    HoursCredited,
    IssueCertificate,
    ReissueCertificate,
    RevokeCertificate,
    SetWorkingDays,
    UpholdEntry,
)
from community_domain.shifts import (
    OVERRIDER,
    AcceptStandIn,
    AskStandIn,
    AssignDespiteLimits,
    BeginDuty,
    CallInSick,
    CancelShift,
    ClearanceLost,
    CloseDuty,
    ContestAbsence,
    DeclineStandIn,
    DefinePosition,
    DutyId,
    EndDuty,
    LiftAbsence,
    PositionId,
    RecordAbsence,
    RecordSkill,
    ReleaseFromShift,
    ReleaseShifts,
    ReleaseUncleared,
    ReviewClearance,
    ReviewCover,
    ScheduleShift,
    ScheduleStandingDuty,
    ShiftId,
    ShiftReleased,
    TakeShift,
)
from community_domain.tasks import (
    AskForHelp,
    CancelTask,
    CloseRequest,
    Evidence,
    EvidenceKind,
    HelpOffered,
    LeaveTask,
    OfferHelp,
    PostTask,
    ReleaseMinors,
    ReleaseTasks,
    RequestId,
    RequireEvidence,
    SendBackTask,
    SubmitTask,
    TakeTask,
    TaskId,
    VerifyTask,
    WithdrawHelp,
)
from tests.market.fair import BUYER, KITE, LATE, OPEN, SET_UP, STALL, THEIRS, listed, made, market
from tests.safety.hazards import (
    ASSESSED,
    ASSIGNED,
    CITY,
    CLAIMS,
    IN_NORTH,
    NUMBER,
    POT,
    RECTIFIED,
    REPORTED,
    TEAM,
    WIRES,
    shown,
)
from tests.stories import SPORTS_DAY

ADULT, OTHER, CHILD = MemberId("adult-1"), MemberId("adult-2"), MemberId("child-1")
ACTIVITY, OCCURRENCE = ActivityId("activity-1"), OccurrenceId("occurrence-1")
BUILDING, STAIRWELL = BuildingId("building-1"), StairwellId("stairwell-1")
HOUSEHOLD, BORN = HouseholdId("household-1"), date(1990, 1, 1)
HOUR = timedelta(hours=1)
STARTS, ENDS = BEGINNING + 48 * HOUR, BEGINNING + 50 * HOUR
CONSENTS = (ConsentKind.DATA, ConsentKind.TAKING_PART)
CLOCK = System("clock")
SERVED = Period(BEGINNING - 3 * HOUR, BEGINNING)
ENTRY = HoursCredited(
    EntryId("entry-1"),
    CHILD,
    180,
    SERVED,
    LocalPeriod.of(SERVED, "Asia/Shanghai"),
    (SERVED,),
    0,
    "shift:gate",
    "Gate",
    None,
    "founder",
    late=False,
    forgotten=False,
    confirmed=False,
    corrects=None,
)
FIRST_ENTRY, NEW_ENTRY = EntryId("entry-1"), EntryId("entry-2")
PAPER, NEW_PAPER = CertificateId("certificate-1"), CertificateId("certificate-2")

PAPERS = {who: ClearanceId(f"paper-{who}") for who in (FOUNDER, ADULT)}
THIS_YEAR = (date(2024, 1, 1), date(2024, 12, 31))
CLEARED = tuple(
    ClearanceRecorded(paper, who, "certificate", "The police", *THIS_YEAR, None)
    for who, paper in PAPERS.items()
)

PEOPLE = story(
    *founded(),
    RegisterMember(ADULT, "Adult", BORN),
    RegisterMember(OTHER, "Other", BORN),
    EnrolMinor(CHILD, ADULT, "Child", date(2014, 1, 1), CONSENTS),
    AddBuilding(BUILDING, "North"),
    AddStairwell(STAIRWELL, BUILDING, "First"),
    OfferActivity(ACTIVITY, "Sports day"),
    ScheduleOccurrence(OCCURRENCE, ACTIVITY, Period(STARTS, ENDS), capacity=1),
    EmergencyContactNamed(CHILD, "Third", "grandmother", "555-0100"),
    *CLEARED,
)
SEATED = PEOPLE.and_done(SignUp(OCCURRENCE, CHILD), by=ADULT)
ROOM_FOR_TWO = PEOPLE.and_done(ChangeCapacity(OCCURRENCE, 2))
LINED_UP = SEATED.and_done(SignUp(OCCURRENCE, OTHER), by=OTHER)
ARRIVED = SEATED.and_done(CheckIn(OCCURRENCE, CHILD, STARTS), by=ADULT, at=STARTS)
GRANDMOTHER = CollectorId("grandmother-1")
TRUSTED = PEOPLE.and_done(AuthoriseCollection(GRANDMOTHER, CHILD, "Third"), by=ADULT)
MISSED = SEATED.and_done(RecordNoShow(OCCURRENCE, CHILD), at=ENDS)
AT_HOME = PEOPLE.and_done(JoinHousehold(HOUSEHOLD, ADULT, STAIRWELL), by=ADULT)
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
CREDITED = PEOPLE.and_given(ENTRY)
CORRECTION = CorrectEntry(FIRST_ENTRY, NEW_ENTRY, 60, "left early")
DISPUTE = DisputeEntry(FIRST_ENTRY, CHILD, "an hour short")
DISPUTED = CREDITED.and_done(DISPUTE, by=ADULT)
UPHELD = DISPUTED.and_done(UpholdEntry(FIRST_ENTRY, CHILD, "as planned"))
CERTIFIED = CREDITED.and_done(IssueCertificate(PAPER, CHILD), by=ADULT)
CORRECTED = CERTIFIED.and_done(CORRECTION)

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

CAMPAIGN = CampaignId("campaign-1")
BEGUN = PEOPLE.and_given(
    BeginCampaign(CAMPAIGN, "You and me"), PostTask(TaskId("task-1"), "Clear the yard")
)
TASK, REQUEST = TaskId("task-1"), RequestId("request-1")
POSTED = PEOPLE.and_done(PostTask(TASK, "Clear the yard"))
TAKEN = POSTED.and_done(TakeTask(TASK, CHILD), by=ADULT)
HANDED_IN = TAKEN.and_done(SubmitTask(TASK, CHILD), by=ADULT)
WITHOUT_CONSENT = TAKEN.and_given(ChangeSettings((DATA_CONSENT_VERSION.at(2),)))
ASKED = PEOPLE.and_done(AskForHelp(REQUEST, OTHER, "Carry it up", 2, at_home=True), by=OTHER)
HELPED = ASKED.and_done(OfferHelp(REQUEST, ADULT), by=ADULT)
# A minor beside whom there is no adult any more, as when the age of majority is raised.
ALONE = ASKED.and_given(HelpOffered(REQUEST, CHILD))

POSITION, SHIFT = PositionId("position-1"), ShiftId("shift-1")
PLANNED = PEOPLE.and_given(
    DefinePosition(POSITION, "Steward"),
    ScheduleShift(SHIFT, POSITION, Period(STARTS, ENDS), 1, 2),
)
ON_SHIFT = PLANNED.and_done(TakeShift(SHIFT, ADULT), by=ADULT)
SOUGHT = ON_SHIFT.and_done(AskStandIn(SHIFT, ADULT, OTHER), by=ADULT)
ON_DUTY = ON_SHIFT.and_done(BeginDuty(SHIFT, ADULT, STARTS), by=ADULT, at=STARTS)
ABSENT = ON_SHIFT.and_done(RecordAbsence(SHIFT, ADULT), at=ENDS)
BESIDE = ON_SHIFT.and_done(TakeShift(SHIFT, CHILD), by=ADULT)
UNCLEARED = ClearanceWithdrawn(PAPERS[ADULT], ADULT, "Mistaken for another")
# An adult is gone and nobody looked, as where no process follows the release.
UNWATCHED = BESIDE.and_given(ShiftReleased(SHIFT, ADULT, None, "illness"))
BOUND = PEOPLE.and_given(
    GrantRole(OTHER, OVERRIDER),
    DefinePosition(POSITION, "First aid", all_of=("first aid",)),
    ScheduleShift(SHIFT, POSITION, Period(STARTS, ENDS), 1, 2),
)
OFF_DUTY = ON_DUTY.and_done(EndDuty(SHIFT, ADULT, ENDS), by=ADULT, at=ENDS)
VERIFIED = (
    PEOPLE.and_done(PostTask(TASK, "Notices", service=True))
    .and_done(TakeTask(TASK, CHILD), by=ADULT)
    .and_done(SubmitTask(TASK, CHILD, SERVED), by=ADULT)
    .and_done(VerifyTask(TASK, CHILD))
)


PRIZE, PAYMENT = CommendationId("prize-1"), TransferId("points-1")
PROOF = (Evidence(EvidenceKind.DOCUMENT, "a" * 64, "application/pdf"),)
COMMEND = CommendMember(PRIZE, CHILD, "Kept the stairs free", PROOF)
THANKED = PEOPLE.and_given(
    ThanksGiven(ThanksId("thanks-1"), ADULT, CHILD, "Well done", public=True)
)
PAID = PEOPLE.and_given(IssuePoints(PAYMENT, ADULT, 5, "Thank you"))
LOST = ConsentRevoked(THEIRS[0], THEIRS[1], ConsentKind.TAKING_PART)
FAIR = story(*market(), SET_UP).and_given(listed(), at=OPEN)
BID = FAIR.and_given(made(900))
ROUND, INCIDENT = NoticeRoundId("typhoon"), IncidentId("fall")
NOTICES = PEOPLE.and_given(OpenNoticeRound(ROUND, "Typhoon"))
FELL = RecordIncident(INCIDENT, ADULT, CHILD, "Fell", IncidentSeverity.GRAVE, BEGINNING)
FALLEN = PEOPLE.and_done(FELL, by=ADULT)
LIST, TOUR, WIRING = ChecklistId("fire"), InspectionId("tour"), ItemId("wiring")
ITEMS = (ChecklistItem(WIRING, "No stray wiring"),)
THERE = Site(SiteKind.STAIRWELL, SubjectId(STAIRWELL))
SENT = InspectionStarted(TOUR, LIST, 1, ITEMS, (THERE,), BUILDING, (ADULT, CHILD))
LOOKING = PEOPLE.and_given(ChecklistPublished(LIST, 1, "Fire", ITEMS), SENT)
LOOKED, FAILED = (
    LOOKING.and_given(ItemAnswered(TOUR, WIRING, CHILD, found, None, None, None))
    for found in (Answer.PASSED, Answer.FAILED)
)
NOTICED, RECTIFIED_POT = story(*REPORTED), story(*RECTIFIED)
FIREFIGHTERS = OutsideBody(BodyKind.FIRE_SERVICE, "Station 1")
RISK, TRAINED = Risk("Ladders tip over"), Risk("Ladders tip over", ("ladders",))
CLAIM, LAW = RestrictionGround.LEGAL_CLAIM, KeptByLaw(OTHER, "Order 67", STARTS.date(), ENDS)
KEPT = PEOPLE.and_given(LAW)
TO_BE_ERASED = KEPT.and_done(EraseMember(OTHER), by=OTHER)
RISKY = PLANNED.and_done(MarkPositionRisky(POSITION, RISK))
# Somebody has what they were not told of, as where no process follows the marking.
ON_SHIFT_UNTOLD = ON_SHIFT.and_given(PositionMarkedRisky(POSITION, RISK, 1, ()))
UNTRAINED = TAKEN.and_given(TaskMarkedRisky(TASK, TRAINED, 1))


@attrs.frozen
class Example:
    """A story in which a command has effect."""

    given: Given
    command: Command
    by: MemberId | System = FOUNDER
    at: datetime = BEGINNING


EXAMPLES = (
    Example(story(), FoundCommunity("Community 1", "Asia/Shanghai", FOUNDER, "Founder", BORN)),
    Example(PEOPLE, ChangeSettings((WAITLIST_LEAST.at(3),))),
    Example(PEOPLE, AddBuilding(BuildingId("building-2"), "South")),
    Example(PEOPLE, AddPlace(PlaceId("place-1"), "Hall")),
    Example(PEOPLE, AddStairwell(StairwellId("stairwell-2"), BUILDING, "Second")),
    Example(PEOPLE, RemoveStairwell(STAIRWELL)),
    Example(PEOPLE, RegisterMember(MemberId("adult-3"), "Third", BORN), MemberId("adult-3")),
    Example(PEOPLE, RegisterInstitution(MemberId("institution-1"), "School")),
    Example(
        PEOPLE, EnrolMinor(MemberId("child-2"), OTHER, "Second", date(2015, 1, 1), CONSENTS), OTHER
    ),
    Example(PEOPLE, LinkGuardian(CHILD, OTHER), ADULT),
    Example(PEOPLE, UnlinkGuardian(CHILD, ADULT), ADULT),
    Example(PEOPLE, GrantConsent(CHILD, ADULT, ConsentKind.PHOTOGRAPHS, 1), ADULT),
    Example(PEOPLE, RevokeConsent(CHILD, ADULT, ConsentKind.DATA), ADULT),
    Example(PEOPLE, NameEmergencyContact(CHILD, "Fourth", "aunt", "555-0101"), ADULT),
    Example(PEOPLE, WithdrawEmergencyContact(CHILD), ADULT),
    Example(
        PEOPLE,
        RecordClearance(ClearanceId("paper-3"), OTHER, "certificate", "The police", *THIS_YEAR),
    ),
    Example(PEOPLE, WithdrawClearance(PAPERS[ADULT], ADULT, "Mistaken for another")),
    Example(PEOPLE.and_given(RoleGranted(OTHER, TUTOR, Scope())), ReleaseTutor(OTHER), CLOCK),
    Example(PEOPLE, JoinHousehold(HOUSEHOLD, ADULT, STAIRWELL), ADULT),
    Example(AT_HOME, LeaveHousehold(HOUSEHOLD, ADULT), ADULT),
    Example(PEOPLE, GrantRole(ADULT, COORDINATOR)),
    Example(PEOPLE.and_done(GrantRole(ADULT, COORDINATOR)), RevokeRole(ADULT, COORDINATOR)),
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
    Example(PEOPLE, SetWorkingDays((date(2024, 6, 10),))),
    Example(OFF_DUTY, CreditDuty(FIRST_ENTRY, SHIFT, ADULT), FOUNDER, ENDS),
    Example(VERIFIED, CreditTask(FIRST_ENTRY, TASK, CHILD), CLOCK),
    Example(CERTIFIED, CORRECTION),
    Example(CREDITED, DISPUTE, ADULT),
    Example(DISPUTED, UpholdEntry(FIRST_ENTRY, CHILD, "right")),
    Example(UPHELD, AppealEntry(FIRST_ENTRY, CHILD, "ask others"), ADULT),
    Example(CREDITED, IssueCertificate(PAPER, CHILD), ADULT),
    Example(CORRECTED, ReissueCertificate(PAPER, NEW_PAPER), ADULT),
    Example(CERTIFIED, RevokeCertificate(PAPER, "made out to the wrong member")),
    Example(PEOPLE, PostTask(TASK, "Clear the yard")),
    Example(POSTED, RequireEvidence(TASK, (EvidenceKind.AFTER,))),
    Example(POSTED, TakeTask(TASK, CHILD), ADULT),
    Example(TAKEN, LeaveTask(TASK, CHILD), ADULT),
    Example(TAKEN, SubmitTask(TASK, CHILD), ADULT),
    Example(HANDED_IN, SendBackTask(TASK, CHILD, "Blurred")),
    Example(HANDED_IN, VerifyTask(TASK, CHILD)),
    Example(TAKEN, CancelTask(TASK, "Rain")),
    Example(WITHOUT_CONSENT, ReleaseTasks(CHILD), CLOCK),
    Example(PEOPLE, AskForHelp(REQUEST, OTHER, "Carry it up"), OTHER),
    Example(ASKED, OfferHelp(REQUEST, ADULT), ADULT),
    Example(HELPED, WithdrawHelp(REQUEST, ADULT), ADULT),
    Example(ALONE, ReleaseMinors(REQUEST), CLOCK),
    Example(HELPED, CloseRequest(REQUEST), OTHER),
    Example(PEOPLE, DefinePosition(POSITION, "Steward")),
    Example(PEOPLE, RecordSkill(ADULT, "first aid")),
    Example(PLANNED, ScheduleShift(ShiftId("shift-2"), POSITION, Period(STARTS, ENDS), 1, 2)),
    Example(
        PLANNED,
        ScheduleStandingDuty(
            DutyId("duty-1"), POSITION, date(2024, 6, 2), date(2024, 6, 4), "20:00", "06:00", 1, 2
        ),
    ),
    Example(PLANNED, TakeShift(SHIFT, ADULT), ADULT),
    Example(BOUND, AssignDespiteLimits(SHIFT, ADULT, "Nobody else is there"), OTHER),
    Example(ON_SHIFT, CallInSick(SHIFT, ADULT), ADULT),
    Example(ON_SHIFT, ReleaseFromShift(SHIFT, ADULT, "Needed at home")),
    Example(
        BESIDE.and_given(ChangeSettings((DATA_CONSENT_VERSION.at(2),))), ReleaseShifts(CHILD), CLOCK
    ),
    Example(ON_SHIFT.and_given(UNCLEARED), ReviewClearance(ADULT), CLOCK),
    Example(
        BESIDE.and_given(UNCLEARED, ClearanceLost(SHIFT, ADULT, None)),
        ReleaseUncleared(SHIFT, ADULT),
        CLOCK,
    ),
    Example(ON_SHIFT, AskStandIn(SHIFT, ADULT, OTHER), ADULT),
    Example(SOUGHT, DeclineStandIn(SHIFT, ADULT, OTHER), OTHER),
    Example(SOUGHT, AcceptStandIn(SHIFT, ADULT, OTHER), OTHER),
    Example(BESIDE, CancelShift(SHIFT, "Typhoon")),
    Example(UNWATCHED, ReviewCover(SHIFT), CLOCK),
    Example(ON_SHIFT, BeginDuty(SHIFT, ADULT, STARTS), ADULT, STARTS),
    Example(ON_DUTY, EndDuty(SHIFT, ADULT, ENDS), ADULT, ENDS),
    Example(ON_DUTY, CloseDuty(SHIFT, ADULT), CLOCK, ENDS),
    Example(ON_SHIFT, RecordAbsence(SHIFT, ADULT), FOUNDER, ENDS),
    Example(ABSENT, ContestAbsence(SHIFT, ADULT, "I was there"), ADULT, ENDS),
    Example(ABSENT, LiftAbsence(SHIFT, ADULT, "They were there"), FOUNDER, ENDS),
    Example(PEOPLE, BringAlong(CHILD, OTHER), ADULT),
    Example(PEOPLE, BeginCampaign(CAMPAIGN, "You and me")),
    Example(BEGUN, AddActivityToCampaign(CAMPAIGN, ACTIVITY)),
    Example(BEGUN, AddTaskToCampaign(CAMPAIGN, TASK)),
    Example(BEGUN, EndCampaign(CAMPAIGN)),
    Example(story(*market()[:-1]), AnnounceMarket(SPORTS_DAY, "CNY")),
    Example(story(*market()), SetUpStall(STALL, SPORTS_DAY, THEIRS)),
    Example(FAIR, CloseStall(STALL), THEIRS[0], OPEN),
    Example(FAIR.and_given(LOST), ReleaseHolder(THEIRS[0]), CLOCK, OPEN),
    Example(FAIR, PutUpListing(ListingId("drum"), STALL, "A drum", 5), THEIRS[0], OPEN),
    Example(FAIR, WithdrawListing(KITE), THEIRS[0], OPEN),
    Example(FAIR, MakeBid(KITE, BUYER, 900), BUYER, OPEN),
    Example(BID, CounterBid(KITE, BUYER, 950), THEIRS[0], OPEN),
    Example(BID, AcceptBid(KITE, BUYER, 900), THEIRS[0], OPEN),
    Example(BID, WithdrawBid(KITE, BUYER), BUYER, OPEN),
    Example(BID, DeclineBid(KITE, BUYER), THEIRS[0], OPEN),
    Example(BID, LapseBid(KITE, BUYER), CLOCK, LATE),
    Example(PEOPLE, GiveThanks(ThanksId("thanks-1"), ADULT, CHILD, "Well done"), ADULT),
    Example(THANKED, HideThanks(CHILD), CLOCK),
    Example(PEOPLE, COMMEND),
    Example(PEOPLE.and_given(COMMEND), RevokeCommendation(PRIZE, "Mistaken")),
    Example(PEOPLE, IssuePoints(TransferId("points-2"), ADULT, 5, "Thank you")),
    Example(CREDITED, AwardPoints(TransferId("points-2"), FIRST_ENTRY)),
    Example(PAID, GivePoints(TransferId("points-2"), ADULT, CHILD, 5), ADULT),
    Example(PEOPLE, PublishChecklist(LIST, 1, "Fire", ITEMS)),
    Example(
        PEOPLE.and_given(ChecklistPublished(LIST, 1, "Fire", ITEMS)),
        StartInspection(TOUR, LIST, (THERE,), (ADULT, CHILD)),
    ),
    Example(LOOKING, AnswerItem(TOUR, WIRING, CHILD, Answer.PASSED), ADULT),
    Example(LOOKING, ReportFailedItem(TOUR, WIRING, CHILD, WIRES, "Wires", THERE), ADULT),
    Example(FAILED, WaiveItem(TOUR, WIRING, "It is a clothes line")),
    Example(LOOKED, CompleteInspection(TOUR)),
    Example(PEOPLE, OpenNoticeRound(ROUND, "Typhoon")),
    Example(NOTICES, PostNotice(ROUND, STAIRWELL, CHILD, PROOF), ADULT),
    Example(NOTICES, ExceptStairwell(ROUND, STAIRWELL, "Closed")),
    Example(
        NOTICES.and_given(ExceptStairwell(ROUND, STAIRWELL, "Closed")), CompleteNoticeRound(ROUND)
    ),
    Example(PEOPLE, FELL, ADULT),
    Example(FALLEN, MeetReportingDuty(INCIDENT, "School 1", BEGINNING)),
    Example(FALLEN, MissReportingDuty(INCIDENT), CLOCK, BEGINNING + HOUR),
    Example(PAID, ReturnPoints(TransferId("points-2"), PAYMENT, "Mistaken")),
    Example(NOTICED, ReportHazard(WIRES, ADULT, "Wires", IN_NORTH), ADULT),
    Example(NOTICED, ImportHazard(WIRES, CITY, NUMBER, CLAIMS)),
    Example(NOTICED, AssessHazard(POT, HazardKind.FALLING_OBJECT, Severity.SERIOUS)),
    Example(NOTICED, RejectHazard(POT, "It is made of paper")),
    Example(story(*ASSESSED), AssignHazard(POT, TEAM)),
    Example(story(*ASSESSED), HandHazardOver(POT, FIREFIGHTERS)),
    Example(story(*ASSIGNED, LOST), ReleaseHazards(CHILD), CLOCK),
    Example(story(*ASSESSED, HazardAssigned(POT, (CHILD,), BEGINNING)), ReviewTeam(POT), CLOCK),
    Example(story(*ASSIGNED), RectifyHazard(POT, BEGINNING, shown(BEGINNING)), ADULT),
    Example(RECTIFIED_POT, SendHazardBack(POT, "It stands there again")),
    Example(RECTIFIED_POT, VerifyHazard(POT)),
    Example(RECTIFIED_POT.and_given(VerifyHazard(POT)), CloseHazard(POT)),
    Example(
        NOTICED.and_given(ImportHazard(WIRES, CITY, NUMBER, CLAIMS)),
        MergeHazard(WIRES, POT, "The same one"),
    ),
    Example(ON_SHIFT, MarkPositionRisky(POSITION, RISK)),
    Example(TAKEN, MarkTaskRisky(TASK, RISK)),
    Example(RISKY, AcknowledgeRisk(POSITION, ADULT, 1), ADULT),
    Example(POSTED.and_done(MarkTaskRisky(TASK, RISK)), AcknowledgeTaskRisk(TASK, ADULT, 1), ADULT),
    Example(PEOPLE, RecordTraining(ADULT, "ladders", BORN)),
    Example(PEOPLE, RecordInsurance(ADULT, "2024", BORN, date(2024, 12, 31))),
    Example(PEOPLE, RestrictData(ADULT, CLAIM, "A fall"), ADULT),
    Example(
        PEOPLE.and_given(DataRestricted(ADULT, CLAIM, "A fall")), LiftRestriction(ADULT, CLAIM)
    ),
    Example(PEOPLE, KeepByLaw(OTHER, "Order 67", STARTS.date())),
    Example(KEPT, WithdrawKeeping(OTHER)),
    Example(PEOPLE, EraseMember(OTHER)),
    Example(KEPT, EraseMember(OTHER), OTHER),
    Example(TO_BE_ERASED, WithdrawErasure(OTHER), OTHER),
    Example(TO_BE_ERASED, CarryOutErasure(OTHER), CLOCK, ENDS),
    Example(ON_SHIFT_UNTOLD, ReleaseUntold(SHIFT), CLOCK),
    Example(UNTRAINED, ReleaseUnprotected(CHILD, None, TASK), CLOCK),
)


def test_every_command_has_an_example() -> None:
    """What is shown for every command below is shown for a new command too."""
    assert {type(example.command) for example in EXAMPLES} == set(STANDARD.commands)


@pytest.mark.parametrize(
    "example",
    EXAMPLES,
    ids=[f"{number}-{type(one.command).__name__}" for number, one in enumerate(EXAMPLES)],
)
def test_what_was_done_is_not_done_again(example: Example) -> None:
    """A command that had its effect under another id yields no events (R40)."""
    first = example.given.when(example.command, by=example.by, at=example.at)
    assert first.events, f"{first.result!r} is no effect"
    done = example.given.and_done(example.command, by=example.by, at=example.at)
    done.when(example.command, by=example.by, at=example.at).then_nothing()


@given(histories())
def test_the_same_command_sent_again_is_answered_from_the_log(history: History) -> None:
    """Same id, same wish: what was recorded then, and nothing new (R40)."""
    community = Community(history.log, history.domain)
    head = history.log.head()
    for one in history.accepted:
        assert one.issue
        assert isinstance(one.result, Outcome)
        again = community.execute(one.issue)
        assert again.repeated
        assert again.recorded == one.result.recorded
    assert history.log.head() == head


@given(histories(adversarial=50))
def test_a_refused_command_records_nothing(history: History) -> None:
    """The log holds what accepted commands and their follow-ups led to, and nothing else (R39)."""
    ids = {one.issue.command_id for one in history.accepted if one.issue}
    for row in history.log.read():
        context = row.envelope.context
        assert (context.correlation_id or row.envelope.command_id) in ids


@given(histories())
def test_every_event_names_who_when_and_why(history: History) -> None:
    """The envelope holds the actor, the instant, the command and its id (R40)."""
    issues = {one.issue.command_id: one.issue for one in history.told if one.issue}
    for row in history.log.read():
        envelope, context = row.envelope, row.envelope.context
        if context.causation_id is None:
            issue = issues[envelope.command_id]
            assert envelope.command == issue.command.completed(history.domain)
            assert (context.actor, context.at) == (issue.context.actor, issue.context.at)
            assert context.reason == issue.context.reason
        else:
            assert isinstance(context.actor, System)
            assert context.correlation_id
            assert context.at == issues[context.correlation_id].context.at


@given(histories(adversarial=30))
def test_instants_never_go_back(history: History) -> None:
    """A decision is never earlier than the last one, unless backfilled with a reason (R44)."""
    last = BEGINNING
    for row in history.log.read():
        context = row.envelope.context
        backfilled = context.reason is not None or context.causation_id is not None
        assert context.at >= last or backfilled
        last = max(last, context.at)
    late = OfferActivity(ActivityId("activity-late"), "Told too late")
    with pytest.raises(InstantGoesBack):
        Community(history.log, history.domain).acting(FOUNDER).execute(
            late, at=last - timedelta(microseconds=1), command_id="late"
        )


@pytest.mark.parametrize(("role", "reason"), [(True, None), (False, "paper"), (True, "paper")])
def test_going_back_takes_the_right_and_a_reason(role: bool, reason: str | None) -> None:  # noqa: FBT001 - parametrized
    """Both together open the past, neither alone does (R44)."""
    given_so = PEOPLE.and_done(GrantRole(FOUNDER, BACKFILLER)) if role else PEOPLE
    now = given_so.and_given(at=BEGINNING + HOUR).and_done(
        OfferActivity(ActivityId("activity-2"), "Flea market"), at=BEGINNING + HOUR
    )
    late = now.when(
        OfferActivity(ActivityId("activity-3"), "Clean-up"), at=BEGINNING, reason=reason
    )
    if role and reason:
        assert late.events
    else:
        late.then_refused(InstantGoesBack)
