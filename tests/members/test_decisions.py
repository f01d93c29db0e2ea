"""The decisions about members, rule by rule."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, given

from community_domain import (
    Command,
    Event,
    InstantGoesBack,
    MemberId,
    NotPermitted,
    Problem,
    replaced,
)
from community_domain.activities import FillSeats, SeatReleased, SignUp
from community_domain.community import (
    BuildingAdded,
    BuildingId,
    NotFounded,
    PlaceUnknown,
    Scope,
    ScopeKind,
    StairwellAdded,
    StairwellId,
    SubjectId,
)
from community_domain.members import (
    BACKFILLER,
    CONSENT_DAYS,
    COORDINATOR,
    PARTICIPATION_CONSENT_VERSION,
    TUTOR,
    BringAlong,
    BringingAlong,
    BroughtAlong,
    BroughtByAnother,
    BroughtInACircle,
    ChainTooLong,
    ConsentGranted,
    ConsentKind,
    ConsentMissing,
    ConsentOutdated,
    ConsentRevoked,
    EmergencyContact,
    EmergencyContactNamed,
    EmergencyContactWithdrawn,
    EnrolMinor,
    EraseMember,
    GrantConsent,
    GrantRole,
    GuardianLinked,
    GuardianNotOfAge,
    GuardianOfOneself,
    GuardianUnlinked,
    HouseholdId,
    HouseholdJoined,
    HouseholdLeft,
    IdTaken,
    JoinHousehold,
    LastCoordinator,
    LeaveHousehold,
    LinkGuardian,
    LittleTeacherEnrolled,
    MemberKind,
    MemberRegistered,
    MemberUnknown,
    NameEmergencyContact,
    NotAMinor,
    NotTheirConsent,
    RegisterInstitution,
    RegisterMember,
    RevokeConsent,
    RevokeRole,
    RoleGranted,
    RoleRevoked,
    TooYoungForRole,
    TooYoungToRegister,
    UnlinkGuardian,
    WithdrawEmergencyContact,
)
from tests.stories import (
    ADULT,
    BOTH,
    CHILD,
    GUARDIAN,
    OTHER,
    PERIOD,
    SPORTS_DAY,
    at_start,
    child,
    consent,
    neighbourhood,
    scheduled,
    seat,
    waiter,
)

HERE = neighbourhood()
NEW = MemberId("new-1")
HOME, STAIRWELL = HouseholdId("home-1"), StairwellId("stairwell-1")
HOMES = (
    BuildingAdded(BuildingId("building-1"), "1"),
    StairwellAdded(STAIRWELL, BuildingId("building-1"), "A"),
)


@pytest.mark.parametrize(
    ("born", "old_enough"), [(date(2006, 6, 1), True), (date(2006, 6, 2), False)]
)
def test_r1_age_is_computed_on_the_day_by_the_local_calendar(
    born: date, *, old_enough: bool
) -> None:
    """At 2024-05-31 16:00 UTC it is 1 June in Shanghai, so who was born on 1 June 2006 is 18."""
    at = BEGINNING - timedelta(hours=8)
    story = given(*HERE, at=at).when(RegisterMember(NEW, "Person 9", born), by=NEW, at=at)
    if old_enough:
        story.then(MemberRegistered(NEW, MemberKind.PERSON, "Person 9", born, None))
    else:
        story.then_refused(TooYoungToRegister(NEW, 18))


def test_r1_a_child_grows_up_between_signing_up_and_taking_part() -> None:
    """Consent is asked for the day of the occurrence: who is 18 by then decides alone."""
    grown = child(NEW, born=date(2006, 6, 26))
    given(*HERE, *grown, *scheduled()).when(SignUp(SPORTS_DAY, NEW), by=NEW).then(seat(NEW))


def test_r2_data_and_taking_part_are_separate_consents() -> None:
    """One of the two is not the other."""
    for kind, missing in (BOTH, BOTH[::-1]):
        given(*HERE, *child(NEW, kind), *scheduled()).when(
            SignUp(SPORTS_DAY, NEW), by=GUARDIAN
        ).then_refused(ConsentMissing(NEW, missing))


def test_r2_a_consent_runs_out() -> None:
    """A consent that ends when the occurrence begins does not carry it; one minute more does."""
    for minutes, stands in ((0, False), (1, True)):
        until = at_start(minutes)
        story = given(
            *HERE,
            *child(NEW, ConsentKind.DATA),
            consent(NEW, ConsentKind.TAKING_PART, until=until),
            *scheduled(),
        ).when(SignUp(SPORTS_DAY, NEW), by=GUARDIAN)
        if stands:
            story.then(seat(NEW))
        else:
            story.then_refused(ConsentMissing(NEW, ConsentKind.TAKING_PART))


def test_r2_a_new_wording_asks_again() -> None:
    """When the wording in force is version 2, a consent to version 1 counts as silence."""
    here = neighbourhood(PARTICIPATION_CONSENT_VERSION.at(2))
    given(*here, *scheduled()).when(SignUp(SPORTS_DAY, CHILD), by=GUARDIAN).then_refused(
        ConsentMissing(CHILD, ConsentKind.TAKING_PART)
    )
    grant = GrantConsent(CHILD, GUARDIAN, ConsentKind.TAKING_PART, 1)
    given(*here).when(grant, by=GUARDIAN).then_refused(
        ConsentOutdated(ConsentKind.TAKING_PART, 1, 2)
    )


def test_r2_a_consent_is_bounded_in_time() -> None:
    """By default a consent lasts as long as the setting says, and nobody consents for longer."""
    usual = BEGINNING + timedelta(days=CONSENT_DAYS.default)
    grant = GrantConsent(CHILD, GUARDIAN, ConsentKind.PHOTOGRAPHS, 1)
    given(*HERE).when(grant, by=GUARDIAN).then(
        ConsentGranted(CHILD, GUARDIAN, ConsentKind.PHOTOGRAPHS, 1, usual)
    )
    for until, problem in (
        (usual + timedelta(seconds=1), Problem.TOO_LARGE),
        (BEGINNING, Problem.TOO_EARLY),
    ):
        longer = GrantConsent(CHILD, GUARDIAN, ConsentKind.PHOTOGRAPHS, 1, until)
        given(*HERE).when(longer, by=GUARDIAN).then_invalid("until", problem)


def test_r2_a_consent_is_renewed_where_that_changes_anything() -> None:
    """Another end that is asked for, or a day more at least; a click again is no news."""
    usual = BEGINNING + timedelta(days=CONSENT_DAYS.default)
    renew = GrantConsent(CHILD, GUARDIAN, ConsentKind.PHOTOGRAPHS, 1)
    before = given(*HERE, ConsentGranted(CHILD, GUARDIAN, ConsentKind.PHOTOGRAPHS, 1, usual))
    almost_a_day = timedelta(days=1, microseconds=-1)
    before.when(renew, by=GUARDIAN, at=BEGINNING + almost_a_day).then_nothing()
    before.when(renew, by=GUARDIAN, at=BEGINNING + timedelta(days=1)).then(
        ConsentGranted(CHILD, GUARDIAN, ConsentKind.PHOTOGRAPHS, 1, usual + timedelta(days=1))
    )
    before.when(replaced(renew, until=usual), by=GUARDIAN).then_nothing()
    sooner = usual - timedelta(microseconds=1)
    before.when(replaced(renew, until=sooner), by=GUARDIAN).then(
        ConsentGranted(CHILD, GUARDIAN, ConsentKind.PHOTOGRAPHS, 1, sooner)
    )


@pytest.mark.parametrize(
    ("command", "actor", "other"),
    [
        (GrantConsent(CHILD, GUARDIAN, ConsentKind.PHOTOGRAPHS, 1), GUARDIAN, CHILD),
        (RevokeConsent(CHILD, GUARDIAN, ConsentKind.DATA), GUARDIAN, CHILD),
        (SignUp(SPORTS_DAY, CHILD), GUARDIAN, CHILD),
        (SignUp(SPORTS_DAY, ADULT), ADULT, None),
        (GrantConsent(ADULT, ADULT, ConsentKind.PHOTOGRAPHS, 1), ADULT, None),
        (EraseMember(CHILD), GUARDIAN, CHILD),
        (EraseMember(ADULT), ADULT, None),
    ],
)
def test_r43_the_log_says_on_whose_behalf(
    command: Command, actor: MemberId, other: MemberId | None
) -> None:
    """A guardian who acts for a child stands beside it in the envelope; oneself does not."""
    [row, *_] = given(*HERE, *scheduled()).when(command, by=actor).recorded
    assert row.envelope.context.actor == actor
    assert row.envelope.context.on_behalf_of == other


def test_r3_enrolling_a_minor_is_one_decision() -> None:
    """Member, little teacher, guardian link and consents are recorded together."""
    enrol = EnrolMinor(NEW, GUARDIAN, "Person 9", date(2015, 1, 1), BOTH)
    until = BEGINNING + timedelta(days=CONSENT_DAYS.default)
    given(*HERE).when(enrol, by=GUARDIAN).then(
        MemberRegistered(NEW, MemberKind.PERSON, "Person 9", date(2015, 1, 1), None),
        LittleTeacherEnrolled(NEW),
        GuardianLinked(NEW, GUARDIAN),
        *(ConsentGranted(NEW, GUARDIAN, kind, 1, until) for kind in BOTH),
    )


def test_r3_enrolment_is_for_minors_and_registration_for_adults() -> None:
    """A minor without guardian is refused, and so is an adult as a ward."""
    given(*HERE).when(RegisterMember(NEW, "Person 9", date(2015, 1, 1)), by=NEW).then_refused(
        TooYoungToRegister(NEW, 18)
    )
    given(*HERE).when(
        EnrolMinor(NEW, GUARDIAN, "Person 9", date(2000, 1, 1)), by=GUARDIAN
    ).then_refused(NotAMinor(NEW))


def test_r3_without_consent_a_minor_gets_no_seat() -> None:
    """A child whose guardian consented to nothing is not confirmed."""
    given(*HERE, *child(NEW), *scheduled()).when(SignUp(SPORTS_DAY, NEW), by=GUARDIAN).then_refused(
        ConsentMissing(NEW, ConsentKind.DATA)
    )


def test_r3_from_14_the_consent_to_data_is_the_minors_own() -> None:
    """A guardian's word on data no longer counts for a 14-year-old; the minor's does."""
    teen = child(NEW, *BOTH, born=date(2010, 5, 31))
    given(*HERE, *teen, *scheduled()).when(SignUp(SPORTS_DAY, NEW), by=GUARDIAN).then_refused(
        ConsentMissing(NEW, ConsentKind.DATA)
    )
    given(*HERE, *teen, *scheduled(), consent(NEW, ConsentKind.DATA, giver=NEW)).when(
        SignUp(SPORTS_DAY, NEW), by=GUARDIAN
    ).then(seat(NEW))
    given(*HERE, *teen).when(
        GrantConsent(NEW, GUARDIAN, ConsentKind.DATA, 1), by=GUARDIAN
    ).then_refused(NotTheirConsent(NEW, GUARDIAN, ConsentKind.DATA))


def test_r3_only_a_linked_guardian_consents() -> None:
    """Another adult's word is refused; a guardian's who was unlinked no longer counts."""
    given(*HERE).when(
        GrantConsent(CHILD, ADULT, ConsentKind.TAKING_PART, 1), by=ADULT
    ).then_refused(NotTheirConsent(CHILD, ADULT, ConsentKind.TAKING_PART))
    unlinked = (GuardianUnlinked(CHILD, GUARDIAN), GuardianLinked(CHILD, ADULT))
    given(*HERE, *unlinked, *scheduled()).when(SignUp(SPORTS_DAY, CHILD), by=ADULT).then_refused(
        ConsentMissing(CHILD, ConsentKind.DATA)
    )


def test_r3_a_guardian_who_comes_back_is_asked_again() -> None:
    """Unlinking ends the consents; linking the same guardian again does not revive them."""
    back = (GuardianUnlinked(CHILD, GUARDIAN), GuardianLinked(CHILD, GUARDIAN))
    given(*HERE, *back, *scheduled()).when(SignUp(SPORTS_DAY, CHILD), by=GUARDIAN).then_refused(
        ConsentMissing(CHILD, ConsentKind.DATA)
    )


def test_r3_a_guardians_rights_lapse_when_the_minor_comes_of_age() -> None:
    """The link of a grown-up child no longer lets the guardian act for it."""
    grown = child(NEW, *BOTH, born=date(2006, 6, 1))
    given(*HERE, *grown, *scheduled()).when(SignUp(SPORTS_DAY, NEW), by=GUARDIAN).then_refused(
        NotPermitted
    )


def test_r4_revoking_a_consent_frees_future_seats_and_fills_them() -> None:
    """The child's seat goes to the next in line, in the same transaction."""
    full = (*scheduled(capacity=1), seat(CHILD), waiter(OTHER))
    revoke = RevokeConsent(CHILD, GUARDIAN, ConsentKind.TAKING_PART)
    given(*HERE, *full).when(revoke, by=GUARDIAN).then(
        ConsentRevoked(CHILD, GUARDIAN, ConsentKind.TAKING_PART)
    ).followed_by(SeatReleased(SPORTS_DAY, CHILD, "consent-missing"), seat(OTHER))


def test_r4_losing_the_last_guardian_frees_future_seats() -> None:
    """Without any guardian there is no consent, and so no seat."""
    given(*HERE, *scheduled(), seat(CHILD)).when(UnlinkGuardian(CHILD, GUARDIAN), by=GUARDIAN).then(
        GuardianUnlinked(CHILD, GUARDIAN)
    ).followed_by(SeatReleased(SPORTS_DAY, CHILD, "consent-missing"))


def test_r4_the_past_is_not_rewritten() -> None:
    """A seat at an occurrence that has begun stays."""
    revoke = RevokeConsent(CHILD, GUARDIAN, ConsentKind.DATA)
    given(*HERE, *scheduled(), seat(CHILD)).when(revoke, by=GUARDIAN, at=PERIOD.start).then(
        ConsentRevoked(CHILD, GUARDIAN, ConsentKind.DATA)
    ).followed_by()


def test_r5_a_guardian_is_an_adult_or_an_institution_and_someone_else() -> None:
    """A minor, oneself and nobody are refused; an institution is accepted."""
    school = MemberId("school-1")
    registered = MemberRegistered(school, MemberKind.INSTITUTION, "School 1", None, None)
    cases = {OTHER: GuardianNotOfAge(OTHER), CHILD: GuardianOfOneself(CHILD)}
    cases_unknown = {NEW: MemberUnknown(NEW)}
    for guardian, refusal in {**cases, **cases_unknown}.items():
        given(*HERE).when(LinkGuardian(CHILD, guardian), by=FOUNDER).then_refused(refusal)
    given(*HERE, registered).when(LinkGuardian(CHILD, school), by=FOUNDER).then(
        GuardianLinked(CHILD, school)
    )


def test_r5_there_is_one_link_for_each_pair() -> None:
    """Linking the same guardian again changes nothing."""
    given(*HERE).when(LinkGuardian(CHILD, GUARDIAN), by=FOUNDER).then_nothing()


def test_r5_guardians_are_for_minors() -> None:
    """An adult gets no guardian, and nobody one gets none."""
    given(*HERE).when(LinkGuardian(ADULT, GUARDIAN), by=FOUNDER).then_refused(NotAMinor(ADULT))
    given(*HERE).when(LinkGuardian(NEW, GUARDIAN), by=FOUNDER).then_refused(MemberUnknown(NEW))


def test_r5_where_guardians_disagree_no_consent_stands() -> None:
    """One guardian's objection outweighs the other's consent until it is taken back."""
    linked = (*HERE, GuardianLinked(CHILD, ADULT), *scheduled())
    sign_up = SignUp(SPORTS_DAY, CHILD)
    given(*linked).when(sign_up, by=GUARDIAN).then(seat(CHILD))
    objection = ConsentRevoked(CHILD, ADULT, ConsentKind.TAKING_PART)
    given(*linked, objection).when(sign_up, by=GUARDIAN).then_refused(
        ConsentMissing(CHILD, ConsentKind.TAKING_PART)
    )
    given(*linked).when(RevokeConsent(CHILD, ADULT, ConsentKind.TAKING_PART), by=ADULT).then(
        objection
    )


def test_r6_an_optional_consent_never_blocks() -> None:
    """Refusing photographs and public thanks changes nothing for taking part."""
    refused = (
        ConsentRevoked(CHILD, GUARDIAN, ConsentKind.PHOTOGRAPHS),
        ConsentRevoked(CHILD, GUARDIAN, ConsentKind.PUBLIC_THANKS),
    )
    given(*HERE, *refused, *scheduled()).when(SignUp(SPORTS_DAY, CHILD), by=GUARDIAN).then(
        seat(CHILD)
    )
    given(*HERE, *scheduled(), seat(CHILD)).when(
        RevokeConsent(CHILD, GUARDIAN, ConsentKind.PHOTOGRAPHS), by=GUARDIAN
    ).then(ConsentRevoked(CHILD, GUARDIAN, ConsentKind.PHOTOGRAPHS)).followed_by()


def test_registering_twice_changes_nothing_and_an_id_is_not_shared() -> None:
    """The same particulars again are no news; other particulars need another id."""
    again = RegisterMember(ADULT, f"Person {ADULT}", date(1985, 1, 1))
    given(*HERE).when(again, by=ADULT).then_nothing()
    other = RegisterMember(ADULT, "Person 9", date(1985, 1, 1))
    given(*HERE).when(other, by=ADULT).then_refused(IdTaken(ADULT))
    reached = RegisterMember(NEW, "Person 9", date(1985, 1, 1), "555-0100")
    given(*HERE).when(reached, by=NEW).then(
        MemberRegistered(NEW, MemberKind.PERSON, "Person 9", date(1985, 1, 1), "555-0100")
    )


def test_an_institution_is_registered_by_a_coordinator() -> None:
    """It has a name and no birth date."""
    register = RegisterInstitution(NEW, "School 1")
    registered = MemberRegistered(NEW, MemberKind.INSTITUTION, "School 1", None, None)
    given(*HERE).when(register, by=FOUNDER).then(registered)
    given(*HERE, registered, *scheduled()).when(SignUp(SPORTS_DAY, NEW), by=FOUNDER).then_refused(
        MemberUnknown(NEW)
    )


def test_households_are_joined_and_left() -> None:
    """A household is in one stairwell that exists; joining and leaving twice change nothing."""
    joined, left = HouseholdJoined(HOME, CHILD, STAIRWELL), HouseholdLeft(HOME, CHILD)
    join, leave = JoinHousehold(HOME, CHILD, STAIRWELL), LeaveHousehold(HOME, CHILD)
    given(*HERE, *HOMES).when(join, by=GUARDIAN).then(joined)
    given(*HERE, *HOMES, joined).when(join, by=GUARDIAN).then_nothing()
    given(*HERE, *HOMES, joined).when(leave, by=GUARDIAN).then(left)
    given(*HERE, *HOMES).when(leave, by=GUARDIAN).then_nothing()
    elsewhere = StairwellAdded(StairwellId("stairwell-2"), BuildingId("building-1"), "B")
    nowhere = StairwellId("nowhere")
    given(*HERE, *HOMES).when(JoinHousehold(HOME, CHILD, nowhere), by=GUARDIAN).then_refused(
        PlaceUnknown(nowhere)
    )
    given(*HERE, *HOMES, elsewhere, joined).when(
        JoinHousehold(HOME, OTHER, StairwellId("stairwell-2")), by=GUARDIAN
    ).then_invalid("stairwell_id", Problem.UNKNOWN)


def test_r43_each_command_says_who_may_issue_it() -> None:
    """Neither a neighbour nor the child may revoke, enrol or grant for others."""
    for command in (
        RegisterMember(NEW, "Person 9", date(1980, 1, 1)),
        EnrolMinor(NEW, GUARDIAN, "Person 9", date(2015, 1, 1)),
        GrantConsent(CHILD, GUARDIAN, ConsentKind.DATA, 1),
        RevokeConsent(CHILD, GUARDIAN, ConsentKind.DATA),
        LinkGuardian(CHILD, ADULT),
        UnlinkGuardian(CHILD, GUARDIAN),
        GrantRole(ADULT, COORDINATOR),
        RegisterInstitution(NEW, "School 1"),
    ):
        given(*HERE).when(command, by=ADULT).then_refused(NotPermitted)


def test_r43_a_system_does_what_systems_do_and_nothing_else() -> None:
    """Filling seats is open to a coordinator of the activity, not to one of another."""
    scope = Scope(ScopeKind.ACTIVITY, SubjectId("games"))
    elsewhere = Scope(ScopeKind.ACTIVITY, SubjectId("market"))
    waiting = (*scheduled(capacity=1), waiter(CHILD))
    given(*HERE, *waiting, RoleGranted(ADULT, COORDINATOR, scope)).when(
        FillSeats(SPORTS_DAY), by=ADULT
    ).then(seat(CHILD))
    given(*HERE, *waiting, RoleGranted(ADULT, COORDINATOR, elsewhere)).when(
        FillSeats(SPORTS_DAY), by=ADULT
    ).then_refused(NotPermitted)


def test_r43_roles_are_granted_and_revoked_by_coordinators() -> None:
    """A grant and its revocation are each recorded once; unknown roles are named."""
    granted, revoked = RoleGranted(ADULT, TUTOR, Scope()), RoleRevoked(ADULT, TUTOR, Scope())
    given(*HERE).when(GrantRole(ADULT, TUTOR), by=FOUNDER).then(granted)
    given(*HERE, granted).when(GrantRole(ADULT, TUTOR), by=FOUNDER).then_nothing()
    given(*HERE, granted).when(RevokeRole(ADULT, TUTOR), by=FOUNDER).then(revoked)
    given(*HERE).when(RevokeRole(ADULT, TUTOR), by=FOUNDER).then_nothing()
    given(*HERE).when(GrantRole(ADULT, "emperor"), by=FOUNDER).then_invalid("role", Problem.UNKNOWN)
    given(*HERE).when(GrantRole(NEW, TUTOR), by=FOUNDER).then_refused(MemberUnknown(NEW))
    for scope in (Scope(ScopeKind.ACTIVITY), Scope(ScopeKind.COMMUNITY, SubjectId("games"))):
        given(*HERE).when(GrantRole(ADULT, TUTOR, scope), by=FOUNDER).then_invalid(
            "scope", Problem.UNKNOWN
        )


def test_r43_a_community_keeps_a_coordinator() -> None:
    """The last one stays; of two, one may go."""
    revoke = RevokeRole(FOUNDER, COORDINATOR)
    given(*HERE).when(revoke, by=FOUNDER).then_refused(LastCoordinator(FOUNDER))
    given(*HERE, RoleGranted(ADULT, COORDINATOR, Scope())).when(revoke, by=FOUNDER).then(
        RoleRevoked(FOUNDER, COORDINATOR, Scope())
    )


def test_r44_only_a_backfiller_goes_back_and_with_a_reason() -> None:
    """A minute before the last decision takes the role and a reason, both."""
    back = BEGINNING - timedelta(minutes=1)
    register = RegisterMember(NEW, "Person 9", date(1980, 1, 1))
    may = RoleGranted(FOUNDER, BACKFILLER, Scope())
    refused = InstantGoesBack(back, BEGINNING)
    given(*HERE).when(register, by=FOUNDER, at=back, reason="A sheet").then_refused(refused)
    given(*HERE, may).when(register, by=FOUNDER, at=back).then_refused(refused)
    given(*HERE, may).when(register, by=FOUNDER, at=back, reason="A sheet").then(
        MemberRegistered(NEW, MemberKind.PERSON, "Person 9", date(1980, 1, 1), None),
    )


def test_r43_roles_are_for_adults() -> None:
    """Who answers for others is of age: no child coordinates, tutors or backfills."""
    for role in (COORDINATOR, TUTOR, BACKFILLER):
        given(*HERE).when(GrantRole(CHILD, role), by=FOUNDER).then_refused(
            TooYoungForRole(CHILD, role)
        )


def test_r5_a_coordinator_does_not_overrule_a_guardians_no() -> None:
    """Whoever said no takes it back in person; from paper only a first word is recorded."""
    refused = ConsentRevoked(CHILD, GUARDIAN, ConsentKind.TAKING_PART)
    grant = GrantConsent(CHILD, GUARDIAN, ConsentKind.TAKING_PART, 1)
    given(*HERE, refused).when(grant, by=FOUNDER).then_refused(
        NotTheirConsent(CHILD, GUARDIAN, ConsentKind.TAKING_PART)
    )
    usual = BEGINNING + timedelta(days=CONSENT_DAYS.default)
    given(*HERE, refused).when(grant, by=GUARDIAN).then(
        ConsentGranted(CHILD, GUARDIAN, ConsentKind.TAKING_PART, 1, usual)
    )


def test_r4_a_consent_that_ends_earlier_frees_what_it_no_longer_carries() -> None:
    """To shorten a consent is to revoke it for what comes later."""
    sooner = at_start(-60)
    grant = GrantConsent(CHILD, GUARDIAN, ConsentKind.TAKING_PART, 1, sooner)
    given(*HERE, *scheduled(), seat(CHILD)).when(grant, by=GUARDIAN).then(
        ConsentGranted(CHILD, GUARDIAN, ConsentKind.TAKING_PART, 1, sooner)
    ).followed_by(SeatReleased(SPORTS_DAY, CHILD, "consent-missing"))


def test_r44_nobody_backfills_what_others_may_do() -> None:
    """Consents, guardians and roles are changed today, also by those who may go back."""
    may = RoleGranted(FOUNDER, BACKFILLER, Scope())
    back = BEGINNING - timedelta(days=1)
    for command in (
        RevokeConsent(CHILD, GUARDIAN, ConsentKind.DATA),
        GrantConsent(CHILD, GUARDIAN, ConsentKind.PHOTOGRAPHS, 1),
        LinkGuardian(CHILD, ADULT),
        GrantRole(ADULT, TUTOR),
    ):
        given(*HERE, may).when(command, by=FOUNDER, at=back, reason="Late").then_refused(
            InstantGoesBack(back, BEGINNING)
        )


def test_enrolling_a_child_again_is_no_way_to_become_its_guardian() -> None:
    """The same guardian changes nothing; another is linked by a command of its own."""
    again = EnrolMinor(CHILD, GUARDIAN, f"Person {CHILD}", date(2014, 5, 5))
    given(*HERE).when(again, by=GUARDIAN).then_nothing()
    other = EnrolMinor(CHILD, ADULT, f"Person {CHILD}", date(2014, 5, 5))
    given(*HERE).when(other, by=ADULT).then_refused(IdTaken(CHILD))


def test_before_its_founding_nobody_joins_a_community() -> None:
    """Nothing precedes the founding in a log."""
    given().when(RegisterMember(NEW, "Person 9", date(1980, 1, 1)), by=NEW).then_refused(
        NotFounded()
    )


def test_a_member_is_brought_along_once() -> None:
    """Small hands lead big hands: the bringer says so, a guardian of theirs, or a coordinator."""
    bring, brought = BringAlong(CHILD, ADULT), BroughtAlong(CHILD, ADULT)
    for actor in (CHILD, GUARDIAN, FOUNDER):
        given(*HERE).when(bring, by=actor).then(brought)
    given(*HERE).when(bring, by=ADULT).then_refused(NotPermitted)
    given(*HERE, brought).when(bring, by=CHILD).then_nothing()
    given(*HERE, brought).when(BringAlong(OTHER, ADULT), by=OTHER).then_refused(
        BroughtByAnother(ADULT, CHILD)
    )


def test_nobody_is_brought_along_in_a_circle() -> None:
    """Not by oneself, and not by whom one brought along; from one to the next it goes on."""
    brought = BroughtAlong(CHILD, ADULT)
    given(*HERE).when(BringAlong(CHILD, CHILD), by=CHILD).then_refused(
        BroughtInACircle(CHILD, CHILD)
    )
    given(*HERE, brought).when(BringAlong(ADULT, CHILD), by=ADULT).then_refused(
        BroughtInACircle(ADULT, CHILD)
    )
    then = given(*HERE, brought).when(BringAlong(ADULT, OTHER), by=ADULT)
    between = then.then(BroughtAlong(ADULT, OTHER)).state(BringingAlong(ADULT))
    assert (between.brought_by, list(between.brought)) == (CHILD, [OTHER])


def chain(number: int) -> list[Event]:
    """So many new members, of whom each was brought along by the one before."""
    people = [MemberId(f"link-{one}") for one in range(number)]
    born = date(1980, 1, 1)
    return [
        *(MemberRegistered(who, MemberKind.PERSON, "Person 9", born, None) for who in people),
        *(BroughtAlong(before, after) for before, after in pairwise(people)),
    ]


@pytest.mark.parametrize("between", [1, 2, 14])
def test_a_circle_is_found_through_however_many_are_between(between: int) -> None:
    """The last of a chain does not bring the first one along, by whom they all came."""
    first, last = MemberId("link-0"), MemberId(f"link-{between + 1}")
    for actor in (last, FOUNDER):
        given(*HERE, *chain(between + 2)).when(BringAlong(last, first), by=actor).then_refused(
            BroughtInACircle(last, first)
        )


def test_two_chains_become_one() -> None:
    """The first of a chain is brought along by whoever stands in another."""
    brought = (BroughtAlong(CHILD, ADULT), BroughtAlong(ADULT, OTHER))
    last, first = MemberId("link-2"), MemberId("link-0")
    then = given(*HERE, *chain(3), *brought).when(BringAlong(OTHER, first), by=OTHER)
    then.then(BroughtAlong(OTHER, first))
    then = given(*HERE, *chain(3), *brought).when(BringAlong(last, CHILD), by=last)
    then.then(BroughtAlong(last, CHILD))


def test_a_chain_that_is_too_long_to_look_through_is_refused() -> None:
    """Nobody knows whether it leads back; who has brought nobody along joins it all the same."""
    last, brought = MemberId("link-17"), BroughtAlong(CHILD, ADULT)
    for actor in (last, FOUNDER):
        given(*HERE, *chain(18), brought).when(BringAlong(last, CHILD), by=actor).then_refused(
            ChainTooLong(last, CHILD, 16)
        )
    last = MemberId("link-16")
    given(*HERE, *chain(18), brought).when(BringAlong(last, CHILD)).then_refused(ChainTooLong)
    last = MemberId("link-15")
    given(*HERE, *chain(18), brought).when(BringAlong(last, CHILD)).then(BroughtAlong(last, CHILD))
    last = MemberId("link-17")
    given(*HERE, *chain(18)).when(BringAlong(last, CHILD)).then(BroughtAlong(last, CHILD))


def test_only_members_bring_members_along() -> None:
    """Whoever is not registered yet is registered first."""
    for bring in (BringAlong(CHILD, NEW), BringAlong(NEW, CHILD)):
        given(*HERE).when(bring).then_refused(MemberUnknown(NEW))


CALLED = EmergencyContactNamed(CHILD, "Person aunt-1", "aunt", "555-0101")
CALL = NameEmergencyContact(CHILD, "Person aunt-1", "aunt", "555-0101")


def test_r46_a_guardian_says_who_is_called() -> None:
    """Or a member in person; nobody else; the last word counts, and the same word once."""
    given(*neighbourhood()).when(CALL, by=GUARDIAN).then(CALLED)
    given(*neighbourhood(), CALLED).when(CALL, by=GUARDIAN).then_nothing()
    own = NameEmergencyContact(ADULT, "Person aunt-1", "aunt", "555-0101")
    then = given(*neighbourhood()).when(own, by=ADULT)
    then.then(EmergencyContactNamed(ADULT, "Person aunt-1", "aunt", "555-0101"))
    for who in (ADULT, FOUNDER):
        given(*neighbourhood()).when(CALL, by=who).then_refused(NotPermitted)
    stranger = MemberId("stranger-1")
    unknown = NameEmergencyContact(stranger, "Person aunt-1", "aunt", "555-0101")
    given(*neighbourhood()).when(unknown, by=stranger).then_refused(MemberUnknown)


def test_r46_a_contact_is_withdrawn() -> None:
    """By whoever may name one, once; after that nobody is called."""
    withdraw, withdrawn = WithdrawEmergencyContact(CHILD), EmergencyContactWithdrawn(CHILD)
    then = given(*neighbourhood(), CALLED).when(withdraw, by=GUARDIAN).then(withdrawn)
    assert then.state(EmergencyContact(CHILD)).named is None
    given(*neighbourhood(), withdrawn).when(withdraw, by=GUARDIAN).then_nothing()
    given(*neighbourhood()).when(withdraw, by=ADULT).then_refused(NotPermitted)
