"""What happened to members. The names are storage formats: they never change.

Long because it is a table: one entry for each event.
"""

from datetime import date, datetime

from ..community.values import Scope, StairwellId
from ..kernel import Event, MemberId, event, personal
from .values import (
    REQUIRED_CONSENTS,
    ClearanceId,
    ConsentKind,
    Engagement,
    HouseholdId,
    MemberKind,
    RestrictionGround,
)

__all__ = [
    "Arrives",
    "BroughtAlong",
    "ClearanceRecorded",
    "ClearanceWithdrawn",
    "ConsentGranted",
    "ConsentRevoked",
    "DataRestricted",
    "Departs",
    "EmergencyContactNamed",
    "EmergencyContactWithdrawn",
    "Engages",
    "ErasureAsked",
    "ErasureWithdrawn",
    "GuardianLinked",
    "GuardianUnlinked",
    "HouseholdJoined",
    "HouseholdLeft",
    "KeepingWithdrawn",
    "KeptByLaw",
    "LittleTeacherEnrolled",
    "MemberErased",
    "MemberRegistered",
    "PartEnds",
    "Releases",
    "RestrictionLifted",
    "RoleGranted",
    "RoleRevoked",
    "may_end_a_part",
]


class Engages(Event):
    """Open family: whatever makes a member busy, in this library or in an app's own slice."""

    __slots__ = ()

    @property
    def engagement(self) -> Engagement:
        """Who is busy, with what, and when."""
        raise AttributeError(f"{type(self).__name__} must say what it engages")


class Releases(Event):
    """Open family: whatever ends a commitment before its time."""

    __slots__ = ()

    @property
    def released(self) -> tuple[MemberId, str]:
        """Who is free again, and of which commitment."""
        raise AttributeError(f"{type(self).__name__} must say what it releases")


class Arrives(Event):
    """Open family: whatever says that a member has come to a commitment."""

    __slots__ = ()

    @property
    def arrival(self) -> tuple[MemberId, str, datetime]:
        """Who came, to which commitment, and when it happened."""
        raise AttributeError(f"{type(self).__name__} must say who arrives")


class Departs(Event):
    """Open family: whatever says that a member has gone from a commitment."""

    __slots__ = ()

    @property
    def departure(self) -> tuple[MemberId, str, datetime]:
        """Who went, from which commitment, and when it happened."""
        raise AttributeError(f"{type(self).__name__} must say who departs")


@event("member.registered")
class MemberRegistered(Event):
    """Somebody, or an institution, became a member."""

    member_id: MemberId
    kind: MemberKind
    name: str = personal(subject="member_id")
    born: date | None = personal(subject="member_id")
    contact: str | None = personal(subject="member_id")


@event("member.little-teacher-enrolled")
class LittleTeacherEnrolled(Event):
    """A child became a little teacher."""

    member_id: MemberId


@event("member.guardian-linked")
class GuardianLinked(Event):
    """An adult or an institution became legally responsible for a minor."""

    member_id: MemberId
    guardian_id: MemberId


@event("member.guardian-unlinked")
class GuardianUnlinked(Event):
    """A guardian ceased to be one."""

    member_id: MemberId
    guardian_id: MemberId


@event("member.consent-granted")
class ConsentGranted(Event):
    """A consent was given for a member, in a wording, until an instant."""

    member_id: MemberId
    giver_id: MemberId
    kind: ConsentKind
    version: int
    until: datetime


@event("member.consent-revoked")
class ConsentRevoked(Event):
    """Someone entitled to consent said no: took back their own, or objected to another's."""

    member_id: MemberId
    giver_id: MemberId
    kind: ConsentKind


@event("member.household-joined")
class HouseholdJoined(Event):
    """A member lives in a household of a stairwell."""

    household_id: HouseholdId
    member_id: MemberId
    stairwell_id: StairwellId


@event("member.household-left")
class HouseholdLeft(Event):
    """A member no longer lives in a household."""

    household_id: HouseholdId
    member_id: MemberId


@event("member.brought-along")
class BroughtAlong(Event):
    """A member drew another one in."""

    bringer_id: MemberId
    brought_id: MemberId


@event("member.role-granted", everywhere=True)
class RoleGranted(Event):
    """A member got a permission role within a scope."""

    member_id: MemberId
    role: str
    scope: Scope


@event("member.role-revoked", everywhere=True)
class RoleRevoked(Event):
    """A member lost a permission role within a scope."""

    member_id: MemberId
    role: str
    scope: Scope


@event("member.emergency-contact-named")
class EmergencyContactNamed(Event):
    """Somebody is to be called when something happens to a member; whoever was before is not."""

    member_id: MemberId
    name: str = personal(subject="member_id")
    relation: str = personal(subject="member_id")
    """What they are to the member."""
    phone: str = personal(subject="member_id")


@event("member.emergency-contact-withdrawn")
class EmergencyContactWithdrawn(Event):
    """Nobody is to be called any more."""

    member_id: MemberId


@event("member.clearance-recorded")
class ClearanceRecorded(Event):
    """An adult may work with minors on some days; recording it again replaces what was said."""

    clearance_id: ClearanceId
    member_id: MemberId
    kind: str
    issued_by: str = personal(subject="member_id")
    since: date
    until: date
    """The last day on which it counts, by the community's calendar."""
    evidence: str | None
    """SHA-256 of the paper, in lower-case hexadecimal digits; the bytes stay where the app is."""


@event("member.clearance-withdrawn")
class ClearanceWithdrawn(Event):
    """A clearance counts no longer, on no day; this is final."""

    clearance_id: ClearanceId
    member_id: MemberId
    reason: str = personal(subject="member_id")


@event("member.data-restricted")
class DataRestricted(Event):
    """A member's personal data are stored and used for nothing else, for as long as it stands."""

    member_id: MemberId
    ground: RestrictionGround
    words: str | None = personal(subject="member_id")
    """What was said to the ground; None where it follows from an erasure that was asked for."""


@event("member.restriction-lifted")
class RestrictionLifted(Event):
    """A ground for restricting a member's personal data does not stand any more."""

    member_id: MemberId
    ground: RestrictionGround


@event("member.kept-by-law")
class KeptByLaw(Event):
    """A law demands that a member's personal data are kept, which counts instead of another."""

    member_id: MemberId
    law: str
    until: date
    """The last day."""
    ends: datetime
    """The end of that day where the community is."""


@event("member.keeping-withdrawn")
class KeepingWithdrawn(Event):
    """No law demands any more that a member's personal data are kept."""

    member_id: MemberId


@event("member.erasure-asked")
class ErasureAsked(Event):
    """Somebody asked that a member is erased, which cannot be done as yet."""

    member_id: MemberId
    asker_id: MemberId
    agreed: bool
    """All whose word it takes have asked by now."""
    ground: RestrictionGround | None
    """On what the data are restricted for it; None where they are restricted so already."""


@event("member.erasure-withdrawn")
class ErasureWithdrawn(Event):
    """A member is not to be erased after all."""

    member_id: MemberId


@event("member.erased")
class MemberErased(Event):
    """A member was erased: who they were is known to nobody any more; what they did counts."""

    member_id: MemberId


PartEnds = ConsentRevoked | ConsentGranted | GuardianUnlinked | DataRestricted | MemberErased
"""After one of these a member may have no part in what lies ahead; see `may_end_a_part`."""


def may_end_a_part(event: PartEnds, kinds: tuple[ConsentKind, ...] = REQUIRED_CONSENTS) -> bool:
    """Whether a member may have no part any more in what a consent of these kinds carries.

    A consent that is granted may end earlier than the one before it.
    """
    return not isinstance(event, ConsentRevoked | ConsentGranted) or event.kind in kinds
