"""What restricting and erasing a member ends in the other slices (R42)."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from community_domain_testkit import BEGINNING, given

from community_domain import STANDARD, Command, Event, MemberId, NotPermitted, Refusal, System
from community_domain.activities import (
    CheckIn,
    CloseCheckIn,
    CollectionOverdue,
    RecordScore,
    RecordUncollected,
)
from community_domain.market import CloseStall, HolderReleased, StallClosed
from community_domain.members import (
    DataRestricted,
    EraseMember,
    MemberErased,
    PersonErased,
    PersonRestricted,
    RestrictData,
    RestrictionGround,
)
from community_domain.recognition import (
    CommendationId,
    CommendMember,
    GivePoints,
    GiveThanks,
    IssuePoints,
    ThanksGiven,
    ThanksHidden,
    ThanksId,
    TransferId,
)
from community_domain.risk import RecordTraining
from community_domain.safety import (
    ChecklistId,
    ChecklistItem,
    CompleteInspection,
    HazardAssigned,
    HazardReleased,
    IncidentId,
    IncidentSeverity,
    InspectionId,
    InspectionStarted,
    ItemId,
    RecordIncident,
)
from community_domain.service import CertificateId, IssueCertificate
from community_domain.shifts import AskStandIn, RecordSkill, ShiftReleased
from community_domain.tasks import (
    Evidence,
    EvidenceKind,
    HelpAsked,
    HelpOffered,
    HelpReleased,
    OfferHelp,
    RequestId,
    TaskId,
    TaskPosted,
    TaskReleased,
    TaskTaken,
)
from tests.activities.posts import ON, RINGS, station
from tests.market.fair import BUYER, LATE, STALL, market, stall
from tests.safety.hazards import ASSESSED, POT
from tests.shifts.duties import GATE, planned, position, taken
from tests.stories import (
    ADULT,
    CHILD,
    GUARDIAN,
    OTHER,
    SPORTS_DAY,
    at_start,
    neighbourhood,
    scheduled,
    seat,
)

CLOCK = System("clock")
TASK, REQUEST, THANKS = TaskId("task-1"), RequestId("request-1"), ThanksId("thanks-1")
HERE = given(*neighbourhood(), position(), *planned())
POSTED = TaskPosted(TASK, "Clear the yard", 2, (), service=False, place_id=None)
ASKED = HelpAsked(REQUEST, OTHER, "Carry it up", 2, at_home=False)
THANKED = ThanksGiven(THANKS, ADULT, GUARDIAN, "Well done", public=True)
PAPER = (Evidence(EvidenceKind.DOCUMENT, "a" * 64, "application/pdf"),)
WAYS: Sequence[tuple[Command, str]] = (
    (EraseMember(ADULT), PersonErased.code),
    (
        RestrictData(ADULT, RestrictionGround.OBJECTION, "no more"),
        PersonRestricted.code,
    ),
)
"""Both ways in which a part ends, with the reason that is given."""


@pytest.mark.parametrize(("command", "reason"), WAYS)
def test_r42_what_lies_ahead_is_freed(command: Command, reason: str) -> None:
    """Duties, work and promised help go to others, and thanks are public no longer."""
    told: Sequence[tuple[tuple[Event, ...], Event]] = (
        ((taken(ADULT),), ShiftReleased(GATE, ADULT, None, reason)),
        ((POSTED, TaskTaken(TASK, ADULT)), TaskReleased(TASK, ADULT, reason)),
        ((ASKED, HelpOffered(REQUEST, ADULT)), HelpReleased(REQUEST, ADULT, reason)),
        ((THANKED,), ThanksHidden(THANKS, ADULT, GUARDIAN)),
    )
    for had, freed in told:
        HERE.and_given(*had).when(command, by=ADULT).followed_by(freed)


@pytest.mark.parametrize(("command", "reason"), WAYS)
def test_r42_nobody_works_on_hazards_any_more(command: Command, reason: str) -> None:
    """A hazard is left to the others of the team."""
    team = given(*ASSESSED, HazardAssigned(POT, (ADULT, GUARDIAN), BEGINNING))
    team.when(command, by=ADULT).followed_by(HazardReleased(POT, ADULT, reason))


@pytest.mark.parametrize(("command", "reason"), WAYS)
def test_r42_nobody_minds_a_stall_any_more(command: Command, reason: str) -> None:
    """A party stands or falls as a whole, so the stall is closed."""
    fair = given(*market(), stall(ADULT, BUYER))
    fair.when(command, by=ADULT).followed_by(
        HolderReleased(STALL, ADULT, reason), StallClosed(STALL, SPORTS_DAY, (ADULT, BUYER), ())
    )


@pytest.mark.parametrize(
    "command",
    [
        AskStandIn(GATE, GUARDIAN, ADULT),
        RecordSkill(ADULT, "first aid"),
        RecordTraining(ADULT, "ladders", BEGINNING.date()),
        GiveThanks(THANKS, GUARDIAN, ADULT, "Well done"),
        CommendMember(CommendationId("prize-1"), ADULT, "Kept the stairs free", PAPER),
        IssuePoints(TransferId("points-1"), ADULT, 5, "Thank you"),
        GivePoints(TransferId("points-1"), ADULT, GUARDIAN, 5),
    ],
    ids=lambda command: type(command).__name__,
)
def test_r42_nothing_new_is_recorded_of_them(command: Command) -> None:
    """Neither as one of many, nor in thanks, nor for their own good."""
    here = HERE.and_given(taken(GUARDIAN))
    actor = GUARDIAN if isinstance(command, GiveThanks | AskStandIn) else MemberId("founder")
    if isinstance(command, GivePoints):
        here, actor = here.and_given(IssuePoints(TransferId("0"), ADULT, 5, "Thank you")), ADULT
    assert here.when(command, by=actor).events
    restricted = here.and_given(DataRestricted(ADULT, RestrictionGround.LEGAL_CLAIM, "a fall"))
    restricted.when(command, by=actor).then_refused(
        PersonRestricted(ADULT, RestrictionGround.LEGAL_CLAIM)
    )
    erased = here.and_given(MemberErased(ADULT)).when(command, by=actor)
    assert isinstance(erased.result, PersonErased | NotPermitted)


def test_r42_what_happened_to_a_restricted_child_is_recorded() -> None:
    """Silence would protect nobody (R47); of an erased one there is nobody to tell of."""
    fell = RecordIncident(
        IncidentId("fall"), GUARDIAN, CHILD, "Fell", IncidentSeverity.GRAVE, BEGINNING
    )
    objected = DataRestricted(CHILD, RestrictionGround.OBJECTION, "no more")
    assert HERE.and_given(objected).when(fell, by=GUARDIAN).events
    HERE.and_given(MemberErased(CHILD)).when(fell, by=GUARDIAN).then_refused(PersonErased(CHILD))


def test_r42_nobody_helps_who_is_gone() -> None:
    """A request stays open, but nobody sets out for it any more."""
    asked = HERE.and_given(ASKED, MemberErased(OTHER))
    asked.when(OfferHelp(REQUEST, ADULT), by=ADULT).then_refused(PersonErased(OTHER))


def test_r42_no_paper_is_issued_to_who_is_gone() -> None:
    """A certificate that was issued holds; a new one would certify nobody."""
    certify = IssueCertificate(CertificateId("paper-1"), ADULT)
    HERE.and_given(MemberErased(ADULT)).when(certify).then_refused(PersonErased(ADULT))


def test_r42_what_the_clock_asked_for_before_the_erasure_is_done() -> None:
    """A child that nobody collected is looked for, also when its erasure is due at once."""
    here = given(*neighbourhood(), *scheduled(), seat(CHILD))
    came = here.and_done(CheckIn(SPORTS_DAY, CHILD, at_start()), by=GUARDIAN, at=at_start())
    gone = came.and_done(CloseCheckIn(SPORTS_DAY, CHILD), by=CLOCK, at=LATE)
    erased = gone.and_done(EraseMember(CHILD), by=GUARDIAN, at=LATE + timedelta(hours=1))
    look = RecordUncollected(SPORTS_DAY, CHILD)
    erased.when(look, by=CLOCK).then(CollectionOverdue(SPORTS_DAY, CHILD, LATE))
    erased.when(look).then_refused(PersonErased(CHILD))
    for story, due in ((gone, True), (erased, False)):
        fold = STANDARD.deadlines()
        for recorded in story.log().read():
            fold.see(recorded)
        assert (look in fold.due(LATE + timedelta(hours=2))) is due


def test_r42_a_keeper_who_was_erased_keeps_no_score() -> None:
    """What somebody may do because they were put there ends as well as a role."""
    score = RecordScore(SPORTS_DAY, RINGS, 1, 1, CHILD, 7)
    kept = ON.and_given(station(RINGS, GUARDIAN))
    assert kept.when(score, by=GUARDIAN).events
    kept.and_given(MemberErased(GUARDIAN)).when(score, by=GUARDIAN).then_refused(NotPermitted)


def test_r42_an_erased_inspector_completes_nothing() -> None:
    """Who went along and was erased since has no say in it."""
    tour = InspectionId("tour")
    items = (ChecklistItem(ItemId("wiring"), "No stray wiring"),)
    team = (ADULT, GUARDIAN)
    sent = HERE.and_given(
        InspectionStarted(tour, ChecklistId("fire"), 1, items, (), None, team), MemberErased(ADULT)
    )
    sent.when(CompleteInspection(tour), by=ADULT).then_refused(NotPermitted)
    told = sent.when(CompleteInspection(tour), by=GUARDIAN).result
    assert isinstance(told, Refusal)
    assert not isinstance(told, NotPermitted)


def test_r42_an_erased_seller_closes_no_stall() -> None:
    """Also not one of a market that was over when they went."""
    over = LATE + timedelta(hours=1)
    fair = given(*market(), stall(ADULT, BUYER)).and_done(EraseMember(ADULT), by=ADULT, at=over)
    fair.when(CloseStall(STALL), by=ADULT, at=over).then_refused(NotPermitted)
    assert fair.when(CloseStall(STALL), by=BUYER, at=over).events
