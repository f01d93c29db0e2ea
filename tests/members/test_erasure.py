"""Restricting personal data, keeping them by law, and erasing a member (R42)."""

from datetime import UTC, date, datetime, timedelta

from community_domain_testkit import FOUNDER, given

from community_domain import MemberId, NotPermitted, Problem, System
from community_domain.activities import CheckIn, SeatReleased, SignUp
from community_domain.community import Scope, StairwellId
from community_domain.members import (
    BACKFILLER,
    COORDINATOR,
    TUTOR,
    BringAlong,
    CarryOutErasure,
    ConsentKind,
    DataRestricted,
    EnrolMinor,
    EraseMember,
    ErasureAsked,
    ErasureStillAsked,
    ErasureWithdrawn,
    GrantConsent,
    GrantRole,
    GuardianLinked,
    GuardianUnlinked,
    HouseholdId,
    HouseholdJoined,
    KeepByLaw,
    KeepingWithdrawn,
    KeptByLaw,
    LastCoordinator,
    LeaveHousehold,
    LiftRestriction,
    LinkGuardian,
    MemberErased,
    MemberUnknown,
    NameEmergencyContact,
    PersonErased,
    PersonRestricted,
    RegisterInstitution,
    RegisterMember,
    RestrictData,
    RestrictionGround,
    RestrictionLifted,
    RevokeRole,
    RoleGranted,
    RoleRevoked,
    StillCheckedIn,
    StillGuardian,
    StillKept,
    UnlinkGuardian,
    WithdrawErasure,
    WithdrawKeeping,
)
from tests.stories import (
    ADULT,
    CHILD,
    GUARDIAN,
    OTHER,
    SPORTS_DAY,
    at_start,
    child,
    neighbourhood,
    scheduled,
    seat,
)

HERE = given(*neighbourhood(), *scheduled())
CLOCK = System("clock")
CONTESTED, OBJECTION, CLAIM, KEPT = (
    RestrictionGround.ACCURACY_CONTESTED,
    RestrictionGround.OBJECTION,
    RestrictionGround.LEGAL_CLAIM,
    RestrictionGround.KEPT_BY_LAW,
)
WRONG = RestrictData(ADULT, CONTESTED, "I was born in 1986")
RESTRICTED = DataRestricted(ADULT, CONTESTED, "I was born in 1986")
LAW, LAST_DAY = "Order 67, art. 11", date(2024, 6, 30)
ENDS = datetime(2024, 6, 30, 16, tzinfo=UTC)
"""Midnight in Shanghai, after the last day."""
KEPT_DATA = HERE.and_given(KeptByLaw(ADULT, LAW, LAST_DAY, ENDS))
ASKED = KEPT_DATA.and_done(EraseMember(ADULT), by=ADULT)
GONE = HERE.and_given(MemberErased(ADULT))
TEENAGER = MemberId("teenager-1")
GROWING = HERE.and_given(*child(TEENAGER, born=date(2009, 5, 5)))


def test_r42_data_are_restricted_with_the_ground() -> None:
    """Whose data they are, or a coordinator, has them restricted, once for each ground."""
    for actor in (ADULT, FOUNDER):
        HERE.when(WRONG, by=actor).then(RESTRICTED)
    told = HERE.and_given(RESTRICTED)
    told.when(RestrictData(ADULT, CONTESTED, "said again"), by=ADULT).then_nothing()
    told.when(RestrictData(ADULT, CLAIM, "a fall"), by=ADULT).then(
        DataRestricted(ADULT, CLAIM, "a fall")
    )


def test_r42_who_decides_about_data_has_them_restricted() -> None:
    """A guardian does for a child under 14, and from then on the minor itself."""
    for member_id, may, may_not in ((CHILD, GUARDIAN, CHILD), (TEENAGER, TEENAGER, GUARDIAN)):
        for command in (RestrictData(member_id, OBJECTION, "no more"), EraseMember(member_id)):
            assert GROWING.when(command, by=may).events
            GROWING.when(command, by=may_not).then_refused(NotPermitted)
            GROWING.when(command, by=ADULT).then_refused(NotPermitted)


def test_r42_kept_by_law_follows_from_an_erasure_only() -> None:
    """Nobody is restricted for a law that no coordinator has named."""
    HERE.when(RestrictData(ADULT, KEPT, "a law"), by=ADULT).then_invalid("ground", Problem.UNKNOWN)


def test_r42_while_restricted_a_member_takes_no_new_part() -> None:
    """What is restricted is stored and used for nothing else; the refusal names the ground."""
    told, refusal = HERE.and_given(RESTRICTED), PersonRestricted(ADULT, CONTESTED)
    told.when(SignUp(SPORTS_DAY, ADULT), by=ADULT).then_refused(refusal)
    told.when(GrantRole(ADULT, TUTOR)).then_refused(refusal)
    told.when(LinkGuardian(CHILD, ADULT), by=GUARDIAN).then_refused(refusal)
    told.when(BringAlong(ADULT, OTHER), by=ADULT).then_refused(refusal)
    told.when(BringAlong(GUARDIAN, ADULT), by=GUARDIAN).then_refused(refusal)


def test_r42_restricted_members_still_say_what_protects_them() -> None:
    """Whom to call is named also then, and so is where they live."""
    told = HERE.and_given(DataRestricted(CHILD, OBJECTION, "no more"))
    contact = NameEmergencyContact(CHILD, "Person 9", "aunt", "555-0101")
    assert told.when(contact, by=GUARDIAN).events


def test_r42_a_restriction_frees_what_lies_ahead() -> None:
    """A seat is processing too: it goes to the next one, and the reason is said."""
    seated = HERE.and_given(seat(ADULT))
    seated.when(WRONG, by=ADULT).then(RESTRICTED).followed_by(
        SeatReleased(SPORTS_DAY, ADULT, PersonRestricted.code)
    )


def test_r42_a_coordinator_lifts_a_restriction() -> None:
    """Each ground by itself; while another stands, it is the one that is named."""
    told = HERE.and_given(RESTRICTED, DataRestricted(ADULT, CLAIM, "a fall"))
    lift = LiftRestriction(ADULT, CONTESTED)
    told.when(lift, by=ADULT).then_refused(NotPermitted)
    told.when(lift).then(RestrictionLifted(ADULT, CONTESTED))
    lifted = told.and_done(lift)
    lifted.when(lift).then_nothing()
    lifted.when(SignUp(SPORTS_DAY, ADULT), by=ADULT).then_refused(PersonRestricted(ADULT, CLAIM))
    lifted.and_done(LiftRestriction(ADULT, CLAIM)).when(SignUp(SPORTS_DAY, ADULT), by=ADULT).then(
        seat(ADULT)
    )


def test_r42_a_member_is_erased() -> None:
    """On their own word or a coordinator's, once."""
    for actor in (ADULT, FOUNDER):
        HERE.when(EraseMember(ADULT), by=actor).then(MemberErased(ADULT))
    GONE.when(EraseMember(ADULT)).then_nothing()
    for stranger in (GUARDIAN, MemberId("nobody")):
        HERE.when(EraseMember(ADULT), by=stranger).then_refused(NotPermitted)


def test_r42_only_persons_are_erased() -> None:
    """An institution has no personal data, and who is unknown has none here."""
    school = MemberId("school-1")
    here = HERE.and_given(RegisterInstitution(school, "School 1"))
    for member_id in (school, MemberId("nobody")):
        for command in (
            EraseMember(member_id),
            RestrictData(member_id, OBJECTION, "no more"),
            LiftRestriction(member_id, OBJECTION),
            KeepByLaw(member_id, LAW, LAST_DAY),
        ):
            here.when(command).then_refused(MemberUnknown(member_id))


def test_r42_who_was_erased_takes_no_part() -> None:
    """Nobody names them in anything new, and there is a refusal that says so."""
    refusal = PersonErased(ADULT)
    for command in (
        SignUp(SPORTS_DAY, ADULT),
        GrantRole(ADULT, TUTOR),
        LinkGuardian(CHILD, ADULT),
        BringAlong(ADULT, OTHER),
        EnrolMinor(MemberId("new-1"), ADULT, "Person 9", date(2015, 1, 1)),
        RegisterMember(ADULT, "Person 9", date(1985, 1, 1)),
        RestrictData(ADULT, OBJECTION, "no more"),
        LiftRestriction(ADULT, OBJECTION),
        KeepByLaw(ADULT, LAW, LAST_DAY),
        GrantConsent(ADULT, ADULT, ConsentKind.PHOTOGRAPHS, 1),
    ):
        GONE.when(command).then_refused(refusal)
    erased_child = HERE.and_given(MemberErased(CHILD))
    erased_child.when(LinkGuardian(CHILD, ADULT)).then_refused(PersonErased(CHILD))


def test_r42_a_household_stays_what_it_was() -> None:
    """Where an erased person lived is as much of the past as what they did (R27, R32)."""
    home = HouseholdId("home-1")
    lived = HERE.and_given(HouseholdJoined(home, ADULT, StairwellId("stairwell-1")))
    lived.and_done(EraseMember(ADULT)).when(LeaveHousehold(home, ADULT)).then_refused(
        PersonErased(ADULT)
    )


def test_r42_who_was_erased_issues_no_commands() -> None:
    """Neither they nor, for an erased child, a guardian."""
    for command in (
        SignUp(SPORTS_DAY, ADULT),
        WRONG,
        EraseMember(ADULT),
        WithdrawErasure(ADULT),
        RegisterMember(ADULT, "Person 9", date(1985, 1, 1)),
        NameEmergencyContact(ADULT, "Person 9", "aunt", "555-0101"),
    ):
        GONE.when(command, by=ADULT).then_refused(NotPermitted)
    erased_child = HERE.and_given(MemberErased(CHILD))
    erased_child.when(SignUp(SPORTS_DAY, CHILD), by=GUARDIAN).then_refused(NotPermitted)


def test_r42_erasing_frees_what_lies_ahead_and_leaves_what_is_past() -> None:
    """The seat of tomorrow goes to others, that of yesterday was theirs."""
    seated = HERE.and_given(seat(ADULT))
    seated.when(EraseMember(ADULT), by=ADULT).then(MemberErased(ADULT)).followed_by(
        SeatReleased(SPORTS_DAY, ADULT, PersonErased.code)
    )
    seated.when(EraseMember(ADULT), by=ADULT, at=at_start()).then(MemberErased(ADULT)).followed_by()


def test_r42_roles_end_with_the_erasure() -> None:
    """Whoever nobody knows answers for nothing, in no scope."""
    told = HERE.and_given(RoleGranted(ADULT, TUTOR, Scope()), GrantRole(ADULT, BACKFILLER))
    told.when(EraseMember(ADULT), by=ADULT).then(
        RoleRevoked(ADULT, TUTOR, Scope()),
        RoleRevoked(ADULT, BACKFILLER, Scope()),
        MemberErased(ADULT),
    )


def test_r42_the_last_coordinator_stays() -> None:
    """The founder is erased once somebody else answers for the community."""
    HERE.when(EraseMember(FOUNDER)).then_refused(LastCoordinator(FOUNDER))
    HERE.and_given(GrantRole(ADULT, COORDINATOR)).when(EraseMember(FOUNDER)).then(
        RoleRevoked(FOUNDER, COORDINATOR, Scope()), MemberErased(FOUNDER)
    )


def test_r42_nobody_goes_on_whom_alone_a_minor_depends() -> None:
    """Another guardian is linked first, or the guardianship ended; then the link ends by itself."""
    erase = EraseMember(GUARDIAN)
    HERE.when(erase, by=GUARDIAN).then_refused(StillGuardian(GUARDIAN, CHILD))
    both = HERE.and_given(GuardianLinked(CHILD, ADULT), GuardianLinked(OTHER, ADULT))
    both.when(erase, by=GUARDIAN).then(
        GuardianUnlinked(CHILD, GUARDIAN),
        GuardianUnlinked(OTHER, GUARDIAN),
        MemberErased(GUARDIAN),
    )
    alone = HERE.and_given(UnlinkGuardian(CHILD, GUARDIAN), UnlinkGuardian(OTHER, GUARDIAN))
    alone.when(erase, by=GUARDIAN).then(MemberErased(GUARDIAN))


def test_r42_a_guardian_of_who_came_of_age_may_go() -> None:
    """Guardianships lapse at 18 (R3), so nobody depends on them after that."""
    grown = MemberId("grown-1")
    here = given(*neighbourhood(), *child(grown, guardian=ADULT, born=date(2006, 6, 1)))
    here.when(EraseMember(ADULT), by=ADULT).then(
        GuardianUnlinked(grown, ADULT), MemberErased(ADULT)
    )


def test_r42_a_guardian_of_very_many_ends_the_guardianships_first() -> None:
    """As many as one decision can look at are looked at; of more, one is named."""
    wards = [MemberId(f"ward-{number}") for number in range(70)]
    links = [GuardianLinked(one, who) for one in wards for who in (ADULT, GUARDIAN)]
    crowd = HERE.and_given(*[e for one in wards for e in child(one)[:2]], *links)
    refused = crowd.when(EraseMember(ADULT), by=ADULT).result
    assert isinstance(refused, StillGuardian)
    assert refused.minor_id in wards[40:]


def test_r42_nobody_is_erased_while_they_are_there() -> None:
    """Whoever has come to something leaves first, so that a child is handed over."""
    came = HERE.and_given(seat(CHILD)).and_done(
        CheckIn(SPORTS_DAY, CHILD, at_start()), by=GUARDIAN, at=at_start()
    )
    came.when(EraseMember(CHILD), by=GUARDIAN).then_refused(StillCheckedIn(CHILD, SPORTS_DAY))


def test_r42_all_guardians_ask_before_a_child_is_erased() -> None:
    """Nothing brings back what was erased, so one guardian cannot overrule the other (R5)."""
    two = HERE.and_given(GuardianLinked(CHILD, ADULT))
    erase = EraseMember(CHILD)
    two.when(erase, by=GUARDIAN).then(
        ErasureAsked(CHILD, GUARDIAN, agreed=False, ground=OBJECTION),
        DataRestricted(CHILD, OBJECTION, None),
    )
    asked = two.and_done(erase, by=GUARDIAN)
    asked.when(erase, by=GUARDIAN).then_nothing()
    asked.when(SignUp(SPORTS_DAY, CHILD), by=ADULT).then_refused(PersonRestricted(CHILD, OBJECTION))
    asked.when(erase, by=ADULT).then(MemberErased(CHILD))
    asked.when(erase, by=FOUNDER).then(MemberErased(CHILD))


def test_r42_a_guardian_with_an_office_is_a_guardian() -> None:
    """A coordinator who is one of the parents does not go over the other's head."""
    two = HERE.and_given(GuardianLinked(CHILD, ADULT), GrantRole(ADULT, COORDINATOR))
    two.when(EraseMember(CHILD), by=ADULT).then(
        ErasureAsked(CHILD, ADULT, agreed=False, ground=OBJECTION),
        DataRestricted(CHILD, OBJECTION, None),
    )


def test_r42_a_guardian_withdraws_what_the_other_asked_for() -> None:
    """The co-guardian objects, and all is as it was; what was restricted besides stays so."""
    two = HERE.and_given(GuardianLinked(CHILD, ADULT))
    asked = two.and_done(EraseMember(CHILD), by=GUARDIAN)
    asked.when(WithdrawErasure(CHILD), by=ADULT).then(
        ErasureWithdrawn(CHILD), RestrictionLifted(CHILD, OBJECTION)
    )
    asked.when(WithdrawErasure(CHILD), by=FOUNDER).then_refused(NotPermitted)
    two.when(WithdrawErasure(CHILD), by=ADULT).then_nothing()
    before = two.and_given(DataRestricted(CHILD, OBJECTION, "no more"))
    both = before.and_done(EraseMember(CHILD), by=GUARDIAN)
    both.when(WithdrawErasure(CHILD), by=ADULT).then(ErasureWithdrawn(CHILD))


def test_r42_a_law_keeps_data_until_its_last_day_is_over() -> None:
    """The day is one of the community's calendar; it may be moved, and cannot be past."""
    keep = KeepByLaw(ADULT, LAW, LAST_DAY)
    HERE.when(keep).then(KeptByLaw(ADULT, LAW, LAST_DAY, ENDS))
    HERE.when(keep, by=ADULT).then_refused(NotPermitted)
    HERE.when(keep, at=ENDS).then_invalid("until", Problem.TOO_EARLY)
    HERE.when(keep, at=ENDS - timedelta(microseconds=1)).then(KeptByLaw(ADULT, LAW, LAST_DAY, ENDS))
    KEPT_DATA.when(keep).then_nothing()
    later = KeepByLaw(ADULT, LAW, date(2024, 7, 31))
    KEPT_DATA.when(later).then(
        KeptByLaw(ADULT, LAW, later.until, datetime(2024, 7, 31, 16, tzinfo=UTC))
    )


def test_r42_what_the_law_keeps_is_restricted_instead() -> None:
    """With the ground and the law; their part ends at once, and that they asked is known."""
    told = KEPT_DATA.and_given(RoleGranted(ADULT, TUTOR, Scope()), seat(ADULT))
    told.when(EraseMember(ADULT), by=ADULT).then(
        RoleRevoked(ADULT, TUTOR, Scope()),
        ErasureAsked(ADULT, ADULT, agreed=True, ground=KEPT),
        DataRestricted(ADULT, KEPT, LAW),
    ).followed_by(SeatReleased(SPORTS_DAY, ADULT, PersonRestricted.code))
    for actor in (ADULT, FOUNDER):
        ASKED.when(EraseMember(ADULT), by=actor).then_nothing()
    ASKED.when(SignUp(SPORTS_DAY, ADULT), by=ADULT).then_refused(PersonRestricted(ADULT, KEPT))


def test_r42_after_the_last_day_nothing_is_kept() -> None:
    """A law whose day is over restricts nothing, and keeps nothing from being erased."""
    KEPT_DATA.when(EraseMember(ADULT), by=ADULT, at=ENDS).then(MemberErased(ADULT))
    KEPT_DATA.when(WithdrawKeeping(ADULT), at=ENDS).then_nothing()


def test_r42_the_erasure_is_carried_out_when_the_law_ends() -> None:
    """Not a moment before, by the clock, and only while it is asked for."""
    carry_out = CarryOutErasure(ADULT)
    early = ENDS - timedelta(microseconds=1)
    ASKED.when(carry_out, by=CLOCK, at=early).then_refused(StillKept(ADULT, LAST_DAY))
    ASKED.when(carry_out, by=CLOCK, at=ENDS).then(MemberErased(ADULT))
    ASKED.when(carry_out, at=ENDS).then_refused(NotPermitted)
    KEPT_DATA.when(carry_out, by=CLOCK, at=ENDS).then_nothing()
    stays = ASKED.and_done(WithdrawErasure(ADULT), by=ADULT)
    stays.when(carry_out, by=CLOCK, at=ENDS).then_nothing()


def test_r42_a_law_that_is_withdrawn_lets_the_erasure_happen() -> None:
    """At once, where it is asked for; else the data are just kept no longer."""
    withdraw = WithdrawKeeping(ADULT)
    ASKED.when(withdraw).then(KeepingWithdrawn(ADULT)).followed_by(MemberErased(ADULT))
    KEPT_DATA.when(withdraw).then(KeepingWithdrawn(ADULT)).followed_by()
    KEPT_DATA.when(withdraw, by=ADULT).then_refused(NotPermitted)
    HERE.when(withdraw).then_nothing()


def test_r42_a_child_whose_guardians_do_not_agree_is_not_erased_when_the_law_ends() -> None:
    """What one guardian asked for waits for the other, whatever the law says."""
    one = HERE.and_given(GuardianLinked(CHILD, ADULT), KeptByLaw(CHILD, LAW, LAST_DAY, ENDS))
    asked = one.and_done(EraseMember(CHILD), by=GUARDIAN)
    asked.when(CarryOutErasure(CHILD), by=CLOCK, at=ENDS).then_nothing()
    asked.when(EraseMember(CHILD), by=ADULT).then(
        ErasureAsked(CHILD, ADULT, agreed=True, ground=KEPT), DataRestricted(CHILD, KEPT, LAW)
    )


def test_r42_what_waits_for_the_law_is_not_undone_by_others() -> None:
    """No coordinator brings back who asked to be erased; they can do so themselves."""
    ASKED.when(LiftRestriction(ADULT, KEPT)).then_refused(ErasureStillAsked(ADULT, KEPT))
    ASKED.when(WithdrawErasure(ADULT)).then_refused(NotPermitted)
    ASKED.when(WithdrawErasure(ADULT), by=ADULT).then(
        ErasureWithdrawn(ADULT), RestrictionLifted(ADULT, KEPT)
    )


def test_r42_coordinators_withdraw_what_a_coordinator_asked_for() -> None:
    """A mistake can be mended until it is carried out, also by who is concerned."""
    asked = KEPT_DATA.and_done(EraseMember(ADULT))
    for actor in (FOUNDER, ADULT):
        asked.when(WithdrawErasure(ADULT), by=actor).then(
            ErasureWithdrawn(ADULT), RestrictionLifted(ADULT, KEPT)
        )


def test_r42_nobody_depends_on_who_waits_to_be_erased() -> None:
    """What would be refused at the end is refused when it is asked for."""
    here = HERE.and_given(
        KeptByLaw(GUARDIAN, LAW, LAST_DAY, ENDS), KeptByLaw(FOUNDER, LAW, LAST_DAY, ENDS)
    )
    here.when(EraseMember(GUARDIAN)).then_refused(StillGuardian(GUARDIAN, CHILD))
    here.when(EraseMember(FOUNDER)).then_refused(LastCoordinator(FOUNDER))
    ASKED.when(GrantRole(ADULT, COORDINATOR)).then_refused(PersonRestricted(ADULT, KEPT))
    ASKED.when(LinkGuardian(CHILD, ADULT), by=GUARDIAN).then_refused(PersonRestricted(ADULT, KEPT))


def test_r43_a_role_that_ended_is_not_revoked_again() -> None:
    """After the erasure there is nothing to revoke."""
    told = HERE.and_given(RoleGranted(ADULT, TUTOR, Scope())).and_done(EraseMember(ADULT))
    told.when(RevokeRole(ADULT, TUTOR)).then_nothing()
