"""What decisions read about members.

Long because each state says of every event about a member why it does not matter to it.
"""

from datetime import date, datetime, timedelta

import attrs

from ...community.events import CommunityFounded
from ...community.values import Scope, StairwellId
from ...kernel import MemberId, Period, State, Timetable, folded, is_erased, known, on, state
from ..events import (
    Arrives,
    BroughtAlong,
    ClearanceRecorded,
    ClearanceWithdrawn,
    ConsentGranted,
    ConsentRevoked,
    DataRestricted,
    Departs,
    EmergencyContactNamed,
    EmergencyContactWithdrawn,
    Engages,
    ErasureAsked,
    ErasureWithdrawn,
    GuardianLinked,
    GuardianUnlinked,
    HouseholdJoined,
    HouseholdLeft,
    KeepingWithdrawn,
    KeptByLaw,
    LittleTeacherEnrolled,
    MemberErased,
    MemberRegistered,
    Releases,
    RestrictionLifted,
    RoleGranted,
    RoleRevoked,
)
from ..values import (
    COORDINATOR,
    ClearanceId,
    ConsentKind,
    Engagement,
    HouseholdId,
    MemberKind,
    RestrictionGround,
    Validity,
)

__all__ = [
    "Agenda",
    "BringingAlong",
    "Clearances",
    "Coordinators",
    "EmergencyContact",
    "Granted",
    "Home",
    "Household",
    "Permissions",
    "Presence",
    "Profile",
    "Standing",
]

CLEARANCES = (ClearanceRecorded, ClearanceWithdrawn)
CONTACTS = (EmergencyContactNamed, EmergencyContactWithdrawn)
CONSENTS = (ConsentGranted, ConsentRevoked)
GUARDIANS = (GuardianLinked, GuardianUnlinked)
HOMES = (HouseholdJoined, HouseholdLeft)
JOINING = (MemberRegistered, LittleTeacherEnrolled, BroughtAlong)
ROLE_CHANGES = (RoleGranted, RoleRevoked)
RESTRICTIONS = (DataRestricted, RestrictionLifted)
WAITING = (KeptByLaw, KeepingWithdrawn, ErasureAsked, ErasureWithdrawn)
ERASING = (*RESTRICTIONS, *WAITING, MemberErased)
NO_GAP = timedelta(0)


@attrs.frozen
class Granted:
    """A consent as it was given: the wording, and until when."""

    version: int
    until: datetime


@state
class Profile(State):
    """Who a member is: personal, for those who may read it."""

    member_id: MemberId
    name: str | None = folded(None)
    born: date | None = folded(None)
    contact: str | None = folded(None)
    erased: bool = folded(False)
    """There was such a member, and nobody knows any more who it was."""

    ignores = {
        "Who somebody is does not follow from what they agree to": CONSENTS,
        "nor from whom they answer for, live with, teach, or draw in": (
            *GUARDIANS,
            *HOMES,
            LittleTeacherEnrolled,
            BroughtAlong,
        ),
        "nor from what they may do, or who is called for them": (
            *ROLE_CHANGES,
            *CLEARANCES,
            *CONTACTS,
        ),
        "Restricted data stay as they are": (*RESTRICTIONS, *WAITING),
    }
    elsewhere = "Only registration says who somebody is"

    @on
    def registered(self, event: MemberRegistered) -> None:
        self.name, self.born = known(event.name), known(event.born)
        self.contact, self.erased = known(event.contact), is_erased(event)

    @on
    def was_erased(self, event: MemberErased) -> None:
        self.name, self.born, self.contact, self.erased = None, None, None, True


@state
class Standing(State):
    """All that decides whether a member may take part: age, guardians, consents."""

    member_id: MemberId
    kind: MemberKind | None = folded(None)
    """None while nobody is registered under the id."""
    born: date | None = folded(None)
    enrolled: bool = folded(False)
    guardians: dict[MemberId, None] = folded(factory=dict)
    said: dict[tuple[MemberId, ConsentKind], Granted | None] = folded(factory=dict)
    """The last word of each giver on each kind: a consent, or None for a no."""
    restrictions: dict[RestrictionGround, None] = folded(factory=dict)
    """The grounds on which the data are restricted now, the oldest first."""
    erased: bool = folded(False)

    ignores = {
        "Where somebody lives does not matter for taking part": HOMES,
        "nor does who drew in whom, and who is called": (BroughtAlong, *CONTACTS),
        "Roles admit to commands, not to activities": ROLE_CHANGES,
        "What is to be erased is restricted, or erased": WAITING,
        "Clearances are asked of those who work with minors only": CLEARANCES,
    }
    elsewhere = "Age, guardians and consents are told of members only"

    @on
    def registered(self, event: MemberRegistered) -> None:
        # Whose key is destroyed was erased, also where a log from before does not say so.
        self.kind, self.born, self.erased = event.kind, known(event.born), is_erased(event)

    @on
    def enrolled_as_little_teacher(self, event: LittleTeacherEnrolled) -> None:
        self.enrolled = True

    @on
    def linked(self, event: GuardianLinked) -> None:
        if event.member_id == self.member_id:
            self.guardians[event.guardian_id] = None

    @on
    def unlinked(self, event: GuardianUnlinked) -> None:
        if event.member_id == self.member_id:
            self.guardians.pop(event.guardian_id, None)
            said = self.said.items()
            self.said = {who: word for who, word in said if who[0] != event.guardian_id}

    @on
    def granted(self, event: ConsentGranted) -> None:
        if event.member_id == self.member_id:
            self.said[event.giver_id, event.kind] = Granted(event.version, event.until)

    @on
    def revoked(self, event: ConsentRevoked) -> None:
        if event.member_id == self.member_id:
            self.said[event.giver_id, event.kind] = None

    @on
    def restricted(self, event: DataRestricted) -> None:
        self.restrictions[event.ground] = None

    @on
    def lifted(self, event: RestrictionLifted) -> None:
        self.restrictions.pop(event.ground, None)

    @on
    def was_erased(self, event: MemberErased) -> None:
        self.born, self.erased = None, True


@state
class Agenda(State):
    """What makes a member busy, from whatever slice it comes."""

    member_id: MemberId
    commitments: dict[str, Engagement] = folded(factory=dict)
    times: Timetable = folded(factory=Timetable)

    ignores = {
        "Who somebody is, answers for and drew in takes no time": (*JOINING, *GUARDIANS, *HOMES),
        "nor does what they agree to or may do": (CommunityFounded, *CONSENTS, *ROLE_CHANGES),
        "nor whom to call, and whom to trust with children": (*CONTACTS, *CLEARANCES),
        "Whose data are restricted or erased is released by events of their own": ERASING,
    }

    @on
    def engaged(self, event: Engages) -> None:
        engagement = event.engagement
        if engagement.member_id == self.member_id:
            self.commitments[engagement.commitment] = engagement
            self.times.put(engagement.commitment, engagement.period)

    @on
    def released(self, event: Releases) -> None:
        member_id, commitment = event.released
        if member_id == self.member_id:
            self.commitments.pop(commitment, None)
            self.times.drop(commitment)

    def clash(
        self, period: Period, *, gap: timedelta = NO_GAP, place: str | None = None
    ) -> str | None:
        """A commitment that shares time with the period (half-open), or None.

        With a gap, also one at another place that ends or begins less than the gap away; where
        a place is not known, none is needed.
        """
        for commitment in self.times.overlapping(period.start - gap, period.end + gap):
            busy = self.commitments[commitment]
            if busy.period.overlaps(period) or (busy.place and place and busy.place != place):
                return commitment
        return None


@state
class Presence(State):
    """Where a member is checked in right now, in whatever slice."""

    member_id: MemberId
    since: dict[str, datetime] = folded(factory=dict)
    """When they came, by commitment."""

    ignores = {
        "Where somebody is does not follow from who they are": (
            *JOINING,
            *GUARDIANS,
            *HOMES,
            *CONSENTS,
            *ROLE_CHANGES,
            *CONTACTS,
            *ERASING,
            *CLEARANCES,
        ),
    }
    elsewhere = "Only arrivals and departures say where somebody is"

    @on
    def arrived(self, event: Arrives) -> None:
        member_id, commitment, at = event.arrival
        if member_id == self.member_id:
            self.since[commitment] = at

    @on
    def departed(self, event: Departs) -> None:
        member_id, commitment, _ = event.departure
        if member_id == self.member_id:
            self.since.pop(commitment, None)


@state
class Permissions(State):
    """The roles a member holds, each within a scope."""

    member_id: MemberId
    held: dict[tuple[str, Scope], None] = folded(factory=dict)

    ignores = {
        "Only a grant gives a role": (*JOINING, *GUARDIANS, *HOMES, *CONSENTS, *CONTACTS),
        "Whoever is to be erased has their roles revoked": ERASING,
        "nor does a clearance, or its loss, which takes a role away by what follows": CLEARANCES,
    }
    elsewhere = "Only a grant gives a role, also to the founder"

    @on
    def granted(self, event: RoleGranted) -> None:
        self.held[event.role, event.scope] = None

    @on
    def revoked(self, event: RoleRevoked) -> None:
        self.held.pop((event.role, event.scope), None)


@state
class Coordinators(State):
    """The members who are coordinators of the whole community."""

    members: dict[MemberId, None] = folded(factory=dict)

    elsewhere = "Only a grant makes a coordinator, also of the founder"

    @on
    def granted(self, event: RoleGranted) -> None:
        if (event.role, event.scope) == (COORDINATOR, Scope()):
            self.members[event.member_id] = None

    @on
    def revoked(self, event: RoleRevoked) -> None:
        if (event.role, event.scope) == (COORDINATOR, Scope()):
            self.members.pop(event.member_id, None)


@state
class Household(State):
    """Who lives together, and in which stairwell."""

    household_id: HouseholdId
    stairwell_id: StairwellId | None = folded(None)
    members: dict[MemberId, None] = folded(factory=dict)

    elsewhere = "Only joining and leaving make a household"

    @on
    def joined(self, event: HouseholdJoined) -> None:
        self.stairwell_id = event.stairwell_id
        self.members[event.member_id] = None

    @on
    def left(self, event: HouseholdLeft) -> None:
        self.members.pop(event.member_id, None)


@state
class Home(State):
    """The households that a member lives in now."""

    member_id: MemberId
    households: dict[HouseholdId, None] = folded(factory=dict)

    ignores = {
        "Where somebody lives does not follow from who they are": (
            *JOINING,
            *GUARDIANS,
            *CONSENTS,
            *ROLE_CHANGES,
            *CONTACTS,
            *CLEARANCES,
        ),
        "A household stays what it was, also where nobody knows who lived there": ERASING,
    }
    elsewhere = "Only joining and leaving make a household"

    @on
    def joined(self, event: HouseholdJoined) -> None:
        self.households[event.household_id] = None

    @on
    def left(self, event: HouseholdLeft) -> None:
        self.households.pop(event.household_id, None)


@state
class BringingAlong(State):
    """Who drew a member in, and whom the member drew in."""

    member_id: MemberId
    brought_by: MemberId | None = folded(None)
    brought: dict[MemberId, None] = folded(factory=dict)

    ignores = {
        "Who somebody is, and lives with, says nothing of who drew them in": (
            MemberRegistered,
            LittleTeacherEnrolled,
            *GUARDIANS,
            *HOMES,
            *CONSENTS,
            *ROLE_CHANGES,
            *CONTACTS,
            *CLEARANCES,
        ),
        "Whoever was drawn in was, and counts": ERASING,
    }
    elsewhere = "Only bringing along draws a member in"

    @on
    def brought_along(self, event: BroughtAlong) -> None:
        if event.bringer_id == self.member_id:
            self.brought[event.brought_id] = None
        if event.brought_id == self.member_id:
            self.brought_by = event.bringer_id


@state
class EmergencyContact(State):
    """Who is to be called when something happens to a member: personal."""

    member_id: MemberId
    named: EmergencyContactNamed | None = folded(None)

    ignores = {
        "Who is called is said, and follows from nothing else": (
            *JOINING,
            *GUARDIANS,
            *HOMES,
            *CONSENTS,
            *ROLE_CHANGES,
            *CLEARANCES,
        ),
        "Whom to call may be asked for while somebody is there": (*RESTRICTIONS, *WAITING),
    }
    elsewhere = "Only those who answer for a member say who is called"

    @on
    def contact_named(self, event: EmergencyContactNamed) -> None:
        self.named = event

    @on
    def withdrawn(self, event: EmergencyContactWithdrawn | MemberErased) -> None:
        self.named = None


@state
class Clearances(State):
    """On which days a member may work with minors, as papers say that others looked at."""

    member_id: MemberId
    recorded: dict[ClearanceId, ClearanceRecorded] = folded(factory=dict)
    """Those that count."""
    withdrawn: dict[ClearanceId, None] = folded(factory=dict)

    ignores = {
        "Whom to trust with children does not follow from who they are": (
            *JOINING,
            *GUARDIANS,
            *HOMES,
            *CONSENTS,
            *CONTACTS,
        ),
        "nor from what they may do otherwise": ROLE_CHANGES,
        "Restricted data stay as they are": (*RESTRICTIONS, *WAITING),
    }
    elsewhere = "Only a record says who is cleared"

    @property
    def days(self) -> list[Validity]:
        """The days on which each of them counts."""
        return [Validity(one.since, one.until) for one in self.recorded.values()]

    @on
    def was_recorded(self, event: ClearanceRecorded) -> None:
        self.recorded[event.clearance_id] = event

    @on
    def was_withdrawn(self, event: ClearanceWithdrawn) -> None:
        self.recorded.pop(event.clearance_id, None)
        self.withdrawn[event.clearance_id] = None

    @on
    def was_erased(self, event: MemberErased) -> None:
        self.recorded = {}
