"""The decisions about hazards, rule by rule."""

from datetime import date

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, given

from community_domain import InvalidValue, MemberId, NotPermitted, Problem, System
from community_domain.community import PlaceUnknown, SubjectId
from community_domain.kernel import replaced
from community_domain.members import (
    ConsentKind,
    ConsentMissing,
    ConsentRevoked,
    MemberUnknown,
    RevokeConsent,
    UnlinkGuardian,
)
from community_domain.safety import (
    AssessHazard,
    AssignHazard,
    BodyKind,
    ClaimsUpdated,
    CloseHazard,
    EvidenceFromBefore,
    EvidenceFromLater,
    HandHazardOver,
    Hazard,
    HazardAssessed,
    HazardAssigned,
    HazardClosed,
    HazardExists,
    HazardHandedOver,
    HazardId,
    HazardImported,
    HazardKind,
    HazardMerged,
    HazardNotClosed,
    HazardNotOpen,
    HazardRectified,
    HazardRejected,
    HazardReleased,
    HazardReported,
    HazardSentBack,
    HazardStage,
    HazardUnknown,
    HazardVerified,
    ImportHazard,
    MergedIntoItself,
    MergeHazard,
    MinorsOnSevereHazard,
    MinorsWithoutAdult,
    OutsideBody,
    RectifiedTooEarly,
    RectifiersVerify,
    RectifyHazard,
    ReferenceImported,
    RejectHazard,
    ReleaseHazards,
    ReportHazard,
    ReviewTeam,
    SendHazardBack,
    Severity,
    Site,
    SiteKind,
    VerifyHazard,
    WrongStage,
)
from tests.safety.hazards import (
    ASSESSED,
    ASSIGNED,
    CITY,
    CLAIMS,
    DONE,
    HALL,
    HERE,
    IMPORTED,
    IN_HALL,
    IN_NORTH,
    IN_SOUTH,
    NEIGHBOUR,
    NORTH,
    NUMBER,
    ON_STAIRS,
    OTHERS,
    POT,
    RECTIFIED,
    REPORTED,
    SCHOOL,
    SOUTH,
    STAIRS,
    TEAM,
    TUTORS,
    VERIFIED,
    WARDEN,
    WIRES,
    assessed,
    later,
    living_together,
    shown,
)
from tests.stories import ADULT, CHILD, GUARDIAN, OTHER, adult, child

SYSTEM, STRANGER = System("clock"), MemberId("stranger")
REPORT = ReportHazard(POT, CHILD, "A flower pot", ON_STAIRS)
ASSESS = AssessHazard(POT, HazardKind.FALLING_OBJECT, Severity.SERIOUS)
SEVERE = AssessHazard(POT, HazardKind.FALLING_OBJECT, Severity.SEVERE)
ASSIGN = AssignHazard(POT, TEAM)
COMPANY = OutsideBody(BodyKind.PROPERTY_COMPANY, "Property company 1")
HAND_OVER = HandHazardOver(POT, COMPANY)
RECTIFY = RectifyHazard(POT, DONE, shown())
BACK = SendHazardBack(POT, "It stands there again")
SENT_BACK = (*RECTIFIED, HazardSentBack(POT, TEAM, FOUNDER, "It stands there again"))
REJECT = RejectHazard(POT, "It is made of paper")
MERGE = MergeHazard(WIRES, POT, "The same one")
IMPORT = ImportHazard(OTHERS, CITY, NUMBER, CLAIMS)
CLOSED = (*VERIFIED, HazardClosed(POT, FOUNDER, ()))
BOTH = (*REPORTED, HazardReported(WIRES, ADULT, "Wires", NORTH, STAIRS, None, None))
BEFORE_WORK = (
    HazardStage.REPORTED,
    HazardStage.IMPORTED,
    HazardStage.ASSESSED,
    HazardStage.ASSIGNED,
)


@pytest.mark.parametrize("reporter", [CHILD, GUARDIAN])
def test_r33_a_person_reports_or_a_guardian_for_a_minor(reporter: MemberId) -> None:
    """Once; an institution, a stranger and a neighbour for somebody else do not."""
    reported = HazardReported(POT, CHILD, "A flower pot", NORTH, STAIRS, None, None)
    given(*HERE).when(REPORT, by=reporter).then(reported)
    given(*HERE, reported).when(REPORT, by=reporter).then_nothing()
    for other in (
        replaced(REPORT, what="Two pots"),
        replaced(REPORT, site=IN_NORTH),
        replaced(REPORT, site=IN_HALL),
    ):
        given(*HERE, reported).when(other, by=reporter).then_refused(HazardExists(POT))
    given(*HERE).when(REPORT, by=ADULT).then_refused(NotPermitted)
    for nobody in (SCHOOL, STRANGER):
        wish = replaced(REPORT, member_id=nobody)
        given(*HERE).when(wish, by=nobody).then_refused(MemberUnknown(nobody))


def test_r33_a_minor_warns_without_consent() -> None:
    """Who sees a danger says so; nobody is asked first."""
    lost = ConsentRevoked(CHILD, GUARDIAN, ConsentKind.TAKING_PART)
    reported = HazardReported(POT, CHILD, "A flower pot", NORTH, STAIRS, None, None)
    given(*HERE, lost).when(REPORT, by=CHILD).then(reported)


def test_r33_a_hazard_is_at_one_place_that_there_is() -> None:
    """A building, a stairwell with its building, or another place."""
    in_building = ReportHazard(POT, ADULT, "A flower pot", IN_SOUTH)
    told = HazardReported(POT, ADULT, "A flower pot", SOUTH, None, None, None)
    given(*HERE).when(in_building, by=ADULT).then(told)
    in_hall = ReportHazard(POT, ADULT, "A flower pot", IN_HALL)
    told = HazardReported(POT, ADULT, "A flower pot", None, None, HALL, None)
    given(*HERE).when(in_hall, by=ADULT).then(told)
    for kind in SiteKind:
        unknown = ReportHazard(POT, ADULT, "A pot", Site(kind, SubjectId("none")))
        given(*HERE).when(unknown, by=ADULT).then_refused(PlaceUnknown("none"))


def test_r33_a_recurrence_links_to_the_closed_original() -> None:
    """What is not closed does not come again; the original knows what became of it."""
    wish = ReportHazard(WIRES, ADULT, "It is back", IN_NORTH, POT)
    told = HazardReported(WIRES, ADULT, "It is back", NORTH, None, None, POT)
    state = given(*CLOSED).when(wish, by=ADULT).then(told).state(Hazard(POT))
    assert list(state.recurrences) == [WIRES]
    assert state.stage is HazardStage.CLOSED
    given(*VERIFIED).when(wish, by=ADULT).then_refused(HazardNotClosed(POT, HazardStage.VERIFIED))
    given(*HERE).when(wish, by=ADULT).then_refused(HazardUnknown(POT))


def test_r33_an_import_is_as_reported_and_no_more() -> None:
    """Whatever the source claims, it is neither verified nor closed; it may have no place here."""
    imported = HazardImported(OTHERS, CITY, NUMBER, CLAIMS, None, None, None)
    then = given(*HERE).when(IMPORT).then(imported)
    hazard = then.state(Hazard(OTHERS))
    assert (hazard.stage, hazard.claims) == (HazardStage.IMPORTED, CLAIMS)
    given(*IMPORTED).when(IMPORT).then_nothing()
    given(*HERE).when(IMPORT, by=WARDEN).then_refused(NotPermitted)
    given(*IMPORTED).when(VerifyHazard(OTHERS)).then_refused(
        WrongStage(OTHERS, HazardStage.IMPORTED, (HazardStage.RECTIFIED,))
    )
    given(*IMPORTED).when(CloseHazard(OTHERS)).then_refused(
        WrongStage(OTHERS, HazardStage.IMPORTED, (HazardStage.VERIFIED,))
    )
    linked = replaced(IMPORT, site=ON_STAIRS)
    given(*HERE).when(linked).then(replaced(imported, building_id=NORTH, stairwell_id=STAIRS))


def test_r33_a_later_record_changes_claims_and_nothing_else() -> None:
    """The stage stays where the community has brought it."""
    again = replaced(CLAIMS, status="REOPENED", closed_at=None, target=date(2024, 6, 7))
    update = replaced(IMPORT, claims=again)
    then = given(*IMPORTED).when(update).then(ClaimsUpdated(OTHERS, again))
    assert then.state(Hazard(OTHERS)).claims == again
    given(*IMPORTED, ClaimsUpdated(OTHERS, again)).when(update).then_nothing()
    judged = given(*IMPORTED, assessed(OTHERS)).when(update).then(ClaimsUpdated(OTHERS, again))
    assert judged.state(Hazard(OTHERS)).stage is HazardStage.ASSESSED


def test_r33_one_record_from_elsewhere_is_one_hazard() -> None:
    """Neither two hazards of one record, nor two records under one id."""
    twice = replaced(IMPORT, hazard_id=WIRES)
    given(*IMPORTED).when(twice).then_refused(ReferenceImported(CITY, NUMBER, OTHERS))
    given(*REPORTED).when(replaced(IMPORT, hazard_id=POT)).then_refused(HazardExists(POT))
    for other in (
        replaced(IMPORT, reference_id="2"),
        replaced(IMPORT, source_id="county"),
        replaced(IMPORT, site=IN_HALL),
    ):
        given(*IMPORTED).when(other).then_refused(HazardExists(OTHERS))
    given(*IMPORTED).when(replaced(REPORT, hazard_id=OTHERS), by=CHILD).then_refused(
        HazardExists(OTHERS)
    )


def test_r33_the_coordinator_of_the_place_runs_it() -> None:
    """That of its building, or of the community; nobody else, nor of another building."""
    commands = (ASSESS, ASSIGN, HAND_OVER, REJECT, CloseHazard(POT), ReviewTeam(POT))
    stories = (REPORTED, ASSESSED, ASSESSED, REPORTED, VERIFIED, ASSIGNED)
    for command, story in zip(commands, stories, strict=True):
        for allowed in (FOUNDER, WARDEN):
            result = given(*story).when(command, by=allowed, at=later(90))
            assert isinstance(command, ReviewTeam) or result.events
        given(*story).when(command, by=NEIGHBOUR).then_refused(NotPermitted)
    elsewhere = HazardReported(WIRES, ADULT, "Wires", SOUTH, None, None, None)
    in_hall = HazardReported(WIRES, ADULT, "Wires", None, None, HALL, None)
    for other in (elsewhere, in_hall):
        wish = AssessHazard(WIRES, HazardKind.WIRING, Severity.SLIGHT)
        given(*HERE, other).when(wish, by=WARDEN).then_refused(NotPermitted)
        given(*HERE, other).when(wish).then(assessed_as := HazardAssessed(WIRES, *_as(wish)))
        assert assessed_as.kind is HazardKind.WIRING
    given(*BOTH).when(MERGE, by=NEIGHBOUR).then_refused(NotPermitted)
    given(*BOTH).when(MERGE, by=WARDEN).then(HazardMerged(WIRES, POT, (), "The same one"))


def _as(wish: AssessHazard) -> tuple[HazardKind, Severity]:
    return wish.kind, wish.severity


def test_r33_a_hazard_is_assessed_before_it_is_assigned() -> None:
    """An imported one like any other; again while nobody says that it is gone."""
    given(*REPORTED).when(ASSESS).then(assessed())
    given(*ASSESSED).when(ASSESS).then_nothing()
    given(*ASSESSED).when(SEVERE).then(assessed(severity=Severity.SEVERE))
    given(*IMPORTED).when(replaced(ASSESS, hazard_id=OTHERS)).then(assessed(OTHERS))
    given(*RECTIFIED).when(SEVERE).then_refused(WrongStage(POT, HazardStage.RECTIFIED, BEFORE_WORK))
    wanted = (HazardStage.ASSESSED, HazardStage.ASSIGNED)
    for story, stage in ((REPORTED, HazardStage.REPORTED), (RECTIFIED, HazardStage.RECTIFIED)):
        for command in (ASSIGN, HAND_OVER):
            given(*story).when(command).then_refused(WrongStage(POT, stage, wanted))
    every = (ASSESS, ASSIGN, HAND_OVER, REJECT, RECTIFY, BACK, VerifyHazard(POT))
    for unknown in (*every, CloseHazard(POT), ReviewTeam(POT), MergeHazard(POT, WIRES, "Same")):
        given(*HERE).when(unknown).then_refused(HazardUnknown(POT))
    given(*REPORTED).when(MergeHazard(POT, WIRES, "Same")).then_refused(HazardUnknown(WIRES))


def test_r33_a_hazard_is_assigned_within() -> None:
    """To a member or a team; to another team instead, as long as it is not rectified."""
    given(*ASSESSED).when(ASSIGN).then(HazardAssigned(POT, TEAM, BEGINNING))
    given(*ASSIGNED).when(AssignHazard(POT, (CHILD, ADULT))).then_nothing()
    then = given(*ASSIGNED).when(AssignHazard(POT, (ADULT, GUARDIAN)))
    then.then(
        HazardReleased(POT, CHILD, "assigned-anew"),
        HazardAssigned(POT, (ADULT, GUARDIAN), BEGINNING),
    )
    alone = given(*ASSIGNED).when(AssignHazard(POT, (NEIGHBOUR,)))
    assert list(alone.state(Hazard(POT)).team) == [NEIGHBOUR]
    for nobody in (SCHOOL, STRANGER):
        wish = AssignHazard(POT, (ADULT, nobody))
        given(*ASSESSED).when(wish).then_refused(MemberUnknown(nobody))
    with pytest.raises(InvalidValue, match="member_ids"):
        AssignHazard(POT, (ADULT, ADULT))
    with pytest.raises(InvalidValue, match="member_ids"):
        AssignHazard(POT, ())


def test_r33_a_hazard_is_handed_over() -> None:
    """To a body with a name, in place of a team; and back to a team."""
    handed = HazardHandedOver(POT, COMPANY, BEGINNING)
    given(*ASSESSED).when(HAND_OVER).then(handed)
    given(*ASSESSED, handed).when(HAND_OVER).then_nothing()
    then = given(*ASSIGNED).when(HAND_OVER)
    then.then(
        HazardReleased(POT, ADULT, "assigned-anew"),
        HazardReleased(POT, CHILD, "assigned-anew"),
        handed,
    )
    hazard = then.state(Hazard(POT))
    assert (hazard.stage, hazard.body, hazard.team) == (HazardStage.ASSIGNED, COMPANY, {})
    fire = HandHazardOver(POT, OutsideBody(BodyKind.FIRE_SERVICE, "Station 1"))
    given(*ASSESSED, handed).when(fire).then(HazardHandedOver(POT, fire.body, BEGINNING))
    back = given(*ASSESSED, handed).when(ASSIGN).then(HazardAssigned(POT, TEAM, BEGINNING))
    assert back.state(Hazard(POT)).body is None


def test_r33_no_minors_without_an_adult() -> None:
    """Neither one alone nor several; beside an adult they may."""
    for minors in ((CHILD,), (CHILD, OTHER)):
        wish = AssignHazard(POT, minors)
        given(*ASSESSED).when(wish).then_refused(MinorsWithoutAdult(POT))
    given(*ASSESSED).when(AssignHazard(POT, (CHILD, OTHER, ADULT))).then(
        HazardAssigned(POT, (CHILD, OTHER, ADULT), BEGINNING)
    )


def test_r33_no_minors_on_what_is_severe() -> None:
    """Not beside an adult either; who is on it already when it turns out to be is taken off."""
    severe = assessed(severity=Severity.SEVERE)
    given(*REPORTED, severe).when(ASSIGN).then_refused(
        MinorsOnSevereHazard(POT, Severity.SEVERE, CHILD)
    )
    given(*REPORTED, severe).when(AssignHazard(POT, (ADULT,))).then(
        HazardAssigned(POT, (ADULT,), BEGINNING)
    )
    then = given(*ASSIGNED).when(SEVERE)
    then.then(severe, HazardReleased(POT, CHILD, "minors-on-severe-hazard"))
    hazard = then.state(Hazard(POT))
    assert (list(hazard.team), hazard.stage) == ([ADULT], HazardStage.ASSIGNED)


def test_r3_a_minor_is_assigned_with_consent() -> None:
    """An adult is asked; for a child the guardian is."""
    lost = ConsentRevoked(CHILD, GUARDIAN, ConsentKind.TAKING_PART)
    missing = ConsentMissing(CHILD, ConsentKind.TAKING_PART)
    given(*ASSESSED, lost).when(ASSIGN).then_refused(missing)


@pytest.mark.parametrize(
    "lost",
    [RevokeConsent(CHILD, GUARDIAN, ConsentKind.TAKING_PART), UnlinkGuardian(CHILD, GUARDIAN)],
    ids=lambda one: type(one).__name__,
)
def test_r4_lost_consent_takes_a_minor_off_a_hazard(
    lost: RevokeConsent | UnlinkGuardian,
) -> None:
    """Off what is not rectified; an optional consent changes nothing."""
    released = HazardReleased(POT, CHILD, "consent-missing")
    given(*ASSIGNED).when(lost, by=GUARDIAN).followed_by(released)
    given(*RECTIFIED).when(lost, by=GUARDIAN).followed_by()
    photographs = RevokeConsent(CHILD, GUARDIAN, ConsentKind.PHOTOGRAPHS)
    given(*ASSIGNED).when(photographs, by=GUARDIAN).followed_by()
    given(*ASSIGNED).when(ReleaseHazards(CHILD)).then_refused(NotPermitted)
    given(*ASSIGNED).when(ReleaseHazards(CHILD), by=SYSTEM).then_nothing()


def test_r4_what_is_sent_back_is_for_who_may_take_part() -> None:
    """A consent that was lost in the meantime counts from then on."""
    gone = ConsentRevoked(CHILD, GUARDIAN, ConsentKind.TAKING_PART)
    given(*RECTIFIED, gone).when(BACK).followed_by(HazardReleased(POT, CHILD, "consent-missing"))


def test_r33_minors_do_not_stay_when_the_adult_goes() -> None:
    """As where who counted as an adult lost a consent as a minor; with an adult they stay."""
    young = MemberId("young-1")
    team = (young, CHILD, OTHER)
    grown = (*ASSESSED, *child(young, *ConsentKind), HazardAssigned(POT, team, BEGINNING))
    lost = RevokeConsent(young, GUARDIAN, ConsentKind.DATA)
    given(*grown).when(lost, by=GUARDIAN).followed_by(
        HazardReleased(POT, young, "consent-missing"),
        HazardReleased(POT, CHILD, "minors-without-adult"),
        HazardReleased(POT, OTHER, "minors-without-adult"),
    )
    given(*ASSIGNED).when(ReviewTeam(POT), by=SYSTEM).then_nothing()
    left = given(*grown).when(ReviewTeam(POT), by=SYSTEM)
    assert left.state(Hazard(POT)).stage is HazardStage.ASSESSED
    given(*grown, HazardRectified(POT, team, DONE, shown())).when(ReviewTeam(POT)).then_nothing()


def test_r33_the_team_says_that_it_is_rectified() -> None:
    """One of them, a guardian, or a coordinator; with evidence, and once."""
    rectified = HazardRectified(POT, TEAM, DONE, shown())
    for actor in (ADULT, CHILD, GUARDIAN, WARDEN, FOUNDER):
        given(*ASSIGNED).when(RECTIFY, by=actor, at=DONE).then(rectified)
        given(*RECTIFIED).when(RECTIFY, by=actor, at=DONE).then_nothing()
    for nobody in (NEIGHBOUR, TUTORS, SYSTEM):
        given(*ASSIGNED).when(RECTIFY, by=nobody, at=DONE).then_refused(NotPermitted)
    grown_up = (*ASSESSED, *adult(OTHER), HazardAssigned(POT, (ADULT, OTHER), BEGINNING))
    given(*grown_up).when(RECTIFY, by=GUARDIAN, at=DONE).then_refused(NotPermitted)
    handed = HazardHandedOver(POT, COMPANY, BEGINNING)
    given(*ASSESSED, handed).when(RECTIFY, by=FOUNDER, at=DONE).then(
        HazardRectified(POT, (), DONE, shown())
    )
    given(*ASSESSED).when(RECTIFY, at=DONE).then_refused(
        WrongStage(POT, HazardStage.ASSESSED, (HazardStage.ASSIGNED,))
    )
    with pytest.raises(InvalidValue, match="evidence"):
        RectifyHazard(POT, DONE, ())


def test_r33_it_is_rectified_between_assigning_and_now() -> None:
    """Neither before it was theirs, nor to come; nor does anything show what is to come."""
    early = RectifyHazard(POT, later(-1), shown(later(-1)))
    given(*ASSIGNED).when(early, by=ADULT).then_refused(
        RectifiedTooEarly(POT, later(-1), BEGINNING)
    )
    given(*ASSIGNED).when(RECTIFY, by=ADULT, at=later(59)).then_invalid(
        "rectified_at", Problem.IN_FUTURE
    )
    ahead = RectifyHazard(POT, DONE, shown(later(61)))
    given(*ASSIGNED).when(ahead, by=ADULT, at=DONE).then_refused(
        EvidenceFromLater(POT, later(61), DONE)
    )
    at_once = RectifyHazard(POT, BEGINNING, shown(BEGINNING))
    given(*ASSIGNED).when(at_once, by=ADULT).then(
        HazardRectified(POT, TEAM, BEGINNING, shown(BEGINNING))
    )


def test_r33_another_verifies() -> None:
    """A coordinator or a tutor, who did not work on it, nor lives with who did."""
    for actor in (FOUNDER, WARDEN, TUTORS):
        given(*RECTIFIED).when(VerifyHazard(POT), by=actor).then(HazardVerified(POT, TEAM, actor))
    given(*RECTIFIED).when(VerifyHazard(POT), by=NEIGHBOUR).then_refused(NotPermitted)
    for verified in (VERIFIED, CLOSED):
        given(*verified).when(VerifyHazard(POT)).then_nothing()
    mine = (FOUNDER, CHILD)
    own = (*ASSESSED, HazardAssigned(POT, mine, BEGINNING))
    own = (*own, HazardRectified(POT, mine, DONE, shown()))
    home = (*RECTIFIED, *living_together(FOUNDER, CHILD))
    for story in (own, home):
        for command in (VerifyHazard(POT), BACK):
            given(*story).when(command).then_refused(RectifiersVerify(POT, FOUNDER))
    given(*ASSIGNED).when(VerifyHazard(POT)).then_refused(
        WrongStage(POT, HazardStage.ASSIGNED, (HazardStage.RECTIFIED,))
    )
    given(*VERIFIED).when(BACK).then_refused(
        WrongStage(POT, HazardStage.VERIFIED, (HazardStage.RECTIFIED,))
    )


def test_r33_what_is_sent_back_is_done_again() -> None:
    """By the same team, with a reason, as often as it takes."""
    back = HazardSentBack(POT, TEAM, FOUNDER, "It stands there again")
    given(*RECTIFIED).when(BACK).then(back)
    given(*SENT_BACK).when(BACK).then_nothing()
    nobody_left = [HazardReleased(POT, one, "consent-missing") for one in TEAM]
    given(*SENT_BACK, *nobody_left).when(BACK).then_nothing()
    given(*RECTIFIED).when(BACK, by=NEIGHBOUR).then_refused(NotPermitted)
    given(*SENT_BACK).when(RECTIFY, by=ADULT, at=DONE).then(
        HazardRectified(POT, TEAM, DONE, shown())
    )
    again = given(*SENT_BACK).and_done(RECTIFY, by=ADULT, at=DONE)
    again.when(BACK, at=DONE).then(back)
    again.when(VerifyHazard(POT), at=DONE).then(HazardVerified(POT, TEAM, FOUNDER))


def test_r33_what_is_verified_is_closed() -> None:
    """Once, by a coordinator; whoever had no part in it needs to show nothing more."""
    given(*VERIFIED).when(CloseHazard(POT)).then(HazardClosed(POT, FOUNDER, ()))
    given(*CLOSED).when(CloseHazard(POT)).then_nothing()
    given(*RECTIFIED).when(CloseHazard(POT)).then_refused(
        WrongStage(POT, HazardStage.RECTIFIED, (HazardStage.VERIFIED,))
    )
    given(*VERIFIED).when(CloseHazard(POT), by=TUTORS).then_refused(NotPermitted)


@pytest.mark.parametrize("how", ["in person", "at home"])
def test_r33_own_work_is_closed_with_evidence_from_after_it(how: str) -> None:
    """From the very instant of the work is not from after it; a minute later is."""
    mine = (FOUNDER,) if how == "in person" else TEAM
    own = (
        *ASSESSED,
        *living_together(FOUNDER, CHILD),
        HazardAssigned(POT, mine, BEGINNING),
        HazardRectified(POT, mine, DONE, shown()),
        HazardVerified(POT, mine, WARDEN),
    )
    refused = EvidenceFromBefore(POT, FOUNDER, DONE)
    now = later(90)
    given(*own).when(CloseHazard(POT), at=now).then_refused(refused)
    given(*own).when(CloseHazard(POT, shown(later(30))), at=now).then_refused(refused)
    after = shown(later(61))
    given(*own).when(CloseHazard(POT, after), at=now).then(HazardClosed(POT, FOUNDER, after))
    given(*own).when(CloseHazard(POT), by=WARDEN, at=now).then(HazardClosed(POT, WARDEN, ()))
    given(*own).when(CloseHazard(POT, after), at=DONE).then_refused(
        EvidenceFromLater(POT, later(61), DONE)
    )
    handed_in = (*own[:-2], HazardRectified(POT, mine, DONE, after), own[-1])
    given(*handed_in).when(CloseHazard(POT), at=now).then(HazardClosed(POT, FOUNDER, ()))


def test_r33_a_hazard_is_rejected_with_a_reason() -> None:
    """Until somebody says that it is rectified; for good."""
    rejected = HazardRejected(POT, (), "It is made of paper")
    for story in (REPORTED, ASSESSED):
        given(*story).when(REJECT).then(rejected)
    given(*ASSIGNED).when(REJECT).then(HazardRejected(POT, TEAM, "It is made of paper"))
    given(*REPORTED, rejected).when(REJECT).then_nothing()
    given(*RECTIFIED).when(REJECT).then_refused(WrongStage(POT, HazardStage.RECTIFIED, BEFORE_WORK))
    given(*REPORTED, rejected).when(ASSESS).then_refused(
        WrongStage(POT, HazardStage.REJECTED, BEFORE_WORK)
    )
    with pytest.raises(InvalidValue, match="reason"):
        RejectHazard(POT, " ")


def test_r33_a_hazard_is_merged_into_one_that_goes_on() -> None:
    """With a reason; nothing of what it was is dealt with any more."""
    merged = HazardMerged(WIRES, POT, (), "The same one")
    given(*BOTH).when(MERGE).then(merged)
    given(*BOTH, merged).when(MERGE).then_nothing()
    third = MergeHazard(WIRES, OTHERS, "No, that one")
    there = (*BOTH, IMPORTED[-1], merged)
    given(*there).when(third).then_refused(WrongStage(WIRES, HazardStage.MERGED, BEFORE_WORK))
    other = HazardReported(WIRES, ADULT, "Wires", NORTH, STAIRS, None, None)
    given(*RECTIFIED, other).when(MergeHazard(POT, WIRES, "Same")).then_refused(
        WrongStage(POT, HazardStage.RECTIFIED, BEFORE_WORK)
    )
    assigned = (*ASSIGNED, other)
    given(*assigned).when(MergeHazard(POT, WIRES, "Same")).then(
        HazardMerged(POT, WIRES, TEAM, "Same")
    )


def test_r33_nothing_is_merged_in_a_circle() -> None:
    """Not into itself, nor into what was merged, however long the way round."""
    given(*BOTH).when(MergeHazard(POT, POT, "Same")).then_refused(MergedIntoItself(POT))
    merged = (*BOTH, IMPORTED[-1], HazardMerged(WIRES, POT, (), "Same"))
    given(*merged).when(MergeHazard(POT, WIRES, "Same")).then_refused(
        HazardNotOpen(POT, WIRES, HazardStage.MERGED)
    )
    longer = (*merged, HazardMerged(POT, OTHERS, (), "Same"))
    for into in (WIRES, POT):
        given(*longer).when(MergeHazard(OTHERS, into, "Same")).then_refused(
            HazardNotOpen(OTHERS, into, HazardStage.MERGED)
        )


@pytest.mark.parametrize(
    ("end", "stage"),
    [
        (HazardRejected(WIRES, (), "None"), HazardStage.REJECTED),
        (HazardClosed(WIRES, FOUNDER, ()), HazardStage.CLOSED),
    ],
)
def test_r33_nothing_is_merged_into_what_is_over(
    end: HazardRejected | HazardClosed, stage: HazardStage
) -> None:
    """What is rejected or closed deals with no other."""
    wish = MergeHazard(POT, HazardId(WIRES), "Same")
    given(*BOTH, end).when(wish).then_refused(HazardNotOpen(POT, WIRES, stage))
