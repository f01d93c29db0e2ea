"""Habits of members: who registers, enrols, consents, moves in and out, and takes office."""

from itertools import pairwise

from hypothesis import strategies as st

from community_domain import Domain, MemberId
from community_domain.community import AddBuilding, AddStairwell, StairwellAdded
from community_domain.members import (
    COORDINATOR,
    BringAlong,
    ConsentKind,
    ConsentRevoked,
    EnrolMinor,
    GrantConsent,
    GrantRole,
    GuardianLinked,
    HouseholdJoined,
    JoinHousehold,
    LeaveHousehold,
    LinkGuardian,
    LittleTeacherEnrolled,
    RegisterInstitution,
    RegisterMember,
    RevokeConsent,
    RevokeRole,
    RoleGranted,
    RoleRevoked,
    UnlinkGuardian,
)

from ..founding import FOUNDER
from ..moves import Later, Move, Who
from .telling import (
    ADULT_BIRTHDAYS,
    AHEAD,
    INSTITUTION,
    MINOR_BIRTHDAYS,
    NEWCOMER,
    Cast,
    Habits,
    Overrides,
    topic,
    wished,
)

__all__ = ["MEMBERS", "moving_together"]

BOTH = (ConsentKind.DATA, ConsentKind.TAKING_PART)
SOMEBODY = (FOUNDER, *Who)
LONG = 17
"""So many in a chain are more than are looked through."""


def _prologue(cast: Cast) -> list[Move]:
    """People, each minor with a guardian who consents."""
    adults = [
        wished(RegisterMember, member_id=who, name="one", born=ADULT_BIRTHDAYS[0])
        for who in cast.adults
    ]
    minors = [
        wished(
            EnrolMinor,
            member_id=who,
            guardian_id=cast.guardians[who],
            name="one",
            born=MINOR_BIRTHDAYS[number % 3],
            consents=BOTH,
        )
        for number, who in enumerate(cast.minors)
    ]
    return [*adults, *minors]


def moving_together(cast: Cast, *members: MemberId) -> list[Move]:
    """Some move into a new building, as one household."""
    building, stairwell = cast.new("building"), cast.new("stairwell")
    home = {"household_id": cast.new("household"), "stairwell_id": stairwell}
    return [
        wished(AddBuilding, building_id=building, name="one"),
        wished(AddStairwell, stairwell_id=stairwell, building_id=building, name="one"),
        *(wished(JoinHousehold, **home, member_id=who) for who in members),
    ]


def _moving(cast: Cast) -> list[Move]:
    """Somebody moves in, and out again."""
    home = {"household_id": cast.new("household"), "member_id": cast.adult}
    return [*moving_together(cast, cast.adult), wished(LeaveHousehold, **home)]


def _too_young(cast: Cast) -> list[Move]:
    """A child would register alone, answer for another, and for itself."""
    child = {"member_id": NEWCOMER, "name": "one", "born": MINOR_BIRTHDAYS[0]}
    return [
        wished(RegisterMember, **child),
        wished(LinkGuardian, member_id=cast.minor, guardian_id=cast.last_minor),
        wished(LinkGuardian, member_id=cast.minor, guardian_id=cast.minor),
        wished(GrantRole, member_id=cast.minor, role=COORDINATOR),
    ]


def _office(cast: Cast) -> list[Move]:
    """Somebody becomes a coordinator, and ceases to be one."""
    office = {"member_id": cast.adult, "role": COORDINATOR}
    return [wished(GrantRole, **office), wished(RevokeRole, **office)]


def _chains(cast: Cast) -> list[Move]:
    """The last of three would bring the first along, and the last of many somebody who has.

    All is wished twice, for a chain in which one move is left out would be none.
    """
    people = [cast.new("member", number) for number in range(LONG)]
    another = (cast.new("member", LONG), cast.new("member", LONG + 1))
    registered = [
        wished(RegisterMember, member_id=who, name="one", born=ADULT_BIRTHDAYS[0])
        for who in (*people, *another)
    ]
    pairs = [*pairwise(people[:3]), (people[2], people[0]), *pairwise(people[2:]), another]
    brought = [
        wished(BringAlong, bringer_id=one, brought_id=other)
        for one, other in (*pairs, *pairs, (people[-1], another[0]), (another[0], people[1]))
    ]
    return [*registered, *registered, *brought]


def _overrides(cast: Cast) -> Overrides:
    adults = st.sampled_from([*cast.adults, *cast.adults, *cast.minors] or [FOUNDER])
    minors = st.sampled_from([*cast.minors * 3, *cast.adults] or [FOUNDER])
    guardians = st.sampled_from([*cast.adults, INSTITUTION, *cast.minors[:1]])
    kinds = st.sampled_from([*ConsentKind, *BOTH])
    some = st.lists(st.sampled_from(ConsentKind), max_size=4).map(tuple)
    roles = st.sampled_from([*cast.domain.roles, COORDINATOR, "janitor"])
    return {
        (RegisterMember, "member_id"): adults,
        (RegisterMember, "born"): st.sampled_from([*ADULT_BIRTHDAYS * 3, *MINOR_BIRTHDAYS]),
        (RegisterMember, "name"): st.just("one"),
        (RegisterMember, "contact"): st.none(),
        (RegisterInstitution, "member_id"): st.just(INSTITUTION),
        (EnrolMinor, "member_id"): minors,
        (EnrolMinor, "guardian_id"): guardians,
        (EnrolMinor, "born"): st.sampled_from([*MINOR_BIRTHDAYS * 2, *ADULT_BIRTHDAYS]),
        (EnrolMinor, "name"): st.just("one"),
        (EnrolMinor, "consents"): st.just(BOTH) | st.just(BOTH) | some,
        (LinkGuardian, "member_id"): minors,
        (LinkGuardian, "guardian_id"): guardians,
        (UnlinkGuardian, "member_id"): minors,
        (UnlinkGuardian, "guardian_id"): guardians,
        (GrantConsent, "member_id"): minors,
        (GrantConsent, "giver_id"): guardians,
        (GrantConsent, "kind"): kinds,
        (GrantConsent, "version"): st.sampled_from([1, 1, 1, 2]),
        (GrantConsent, "until"): st.sampled_from([None, None, *map(Later, AHEAD)]),
        (RevokeConsent, "member_id"): minors,
        (RevokeConsent, "giver_id"): guardians,
        (RevokeConsent, "kind"): kinds,
        (GrantRole, "role"): roles,
        (RevokeRole, "role"): roles,
    }


def _words(domain: Domain) -> Overrides:
    """Permission roles are those the domain knows."""
    kinds = (GrantRole, RevokeRole, RoleGranted, RoleRevoked)
    return {(kind, "role"): st.sampled_from(domain.roles) for kind in kinds}


MEMBERS = Habits(
    weights={
        EnrolMinor: 2,
        GrantConsent: 3,
        JoinHousehold: 2,
        LeaveHousehold: 2,
        RevokeConsent: 2,
    },
    actors={
        RegisterMember: (FOUNDER, Who.NAMED),
        EnrolMinor: (FOUNDER, Who.OTHER),
        LinkGuardian: (FOUNDER, Who.GUARDIAN),
        UnlinkGuardian: (FOUNDER, Who.OTHER),
        GrantConsent: (FOUNDER, Who.OTHER),
        RevokeConsent: (FOUNDER, Who.OTHER),
        JoinHousehold: SOMEBODY,
        LeaveHousehold: SOMEBODY,
    },
    topics={
        RegisterMember: (),
        RegisterInstitution: (),
        EnrolMinor: (),
        JoinHousehold: (topic(StairwellAdded, "stairwell_id"),),
        LeaveHousehold: (topic(HouseholdJoined, "household_id", "member_id"),),
        LinkGuardian: (topic(LittleTeacherEnrolled, "member_id"),),
        UnlinkGuardian: (topic(GuardianLinked, "member_id", "guardian_id"),),
        GrantConsent: (
            topic(GuardianLinked, "member_id", giver_id="guardian_id"),
            topic(ConsentRevoked, "member_id", "giver_id"),
        ),
        RevokeConsent: (topic(GuardianLinked, "member_id", giver_id="guardian_id"),),
        RevokeRole: (topic(RoleGranted, "member_id", "role", "scope"),),
    },
    biting={
        "member.age-of-majority": (16, 21),
        "member.consent-days": (1, 2),
        "member.data-consent-version": (1, 2),
        "member.taking-part-consent-version": (1, 2),
        "member.travel-gap-minutes": (0, 60),
    },
    plots=(_moving, _office, _too_young, _chains, _chains),
    prologue=_prologue,
    overrides=_overrides,
    words=_words,
)
