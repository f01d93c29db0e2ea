"""Stories in which the commands of members have effect, one for each."""

from datetime import date

from community_domain import MemberId
from community_domain.community import Scope
from community_domain.members import (
    COORDINATOR,
    TUTOR,
    BringAlong,
    CarryOutErasure,
    ClearanceId,
    ConsentKind,
    DataRestricted,
    EnrolMinor,
    EraseMember,
    GrantConsent,
    GrantRole,
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
from tests.doings import (
    ADULT,
    BORN,
    CHILD,
    CLOCK,
    CONSENTS,
    ENDS,
    HOUSEHOLD,
    OTHER,
    PAPERS,
    PEOPLE,
    STAIRWELL,
    STARTS,
    THIS_YEAR,
    Example,
)

__all__ = ["EXAMPLES"]

AT_HOME = PEOPLE.and_done(JoinHousehold(HOUSEHOLD, ADULT, STAIRWELL), by=ADULT)
CLAIM, LAW = RestrictionGround.LEGAL_CLAIM, KeptByLaw(OTHER, "Order 67", STARTS.date(), ENDS)
KEPT = PEOPLE.and_given(LAW)
TO_BE_ERASED = KEPT.and_done(EraseMember(OTHER), by=OTHER)

EXAMPLES = (
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
    Example(PEOPLE, BringAlong(CHILD, OTHER), ADULT),
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
)
