"""What may be wanted of members."""

from datetime import date, datetime
from typing import Self

from ..community.values import Scope, StairwellId
from ..kernel import (
    Command,
    Domain,
    Hint,
    InvalidValue,
    MemberId,
    Problem,
    bounded,
    command,
    one_of,
    personal,
    sha256,
)
from .values import ClearanceId, ConsentKind, HouseholdId, RestrictionGround

__all__ = [
    "BringAlong",
    "CarryOutErasure",
    "EnrolMinor",
    "EraseMember",
    "GrantConsent",
    "GrantRole",
    "JoinHousehold",
    "KeepByLaw",
    "LeaveHousehold",
    "LiftRestriction",
    "LinkGuardian",
    "NameEmergencyContact",
    "RecordClearance",
    "RegisterInstitution",
    "RegisterMember",
    "ReleaseTutor",
    "RestrictData",
    "RevokeConsent",
    "RevokeRole",
    "UnlinkGuardian",
    "WithdrawClearance",
    "WithdrawEmergencyContact",
    "WithdrawErasure",
    "WithdrawKeeping",
]


@command("member.register")
class RegisterMember(Command):
    """Register an adult."""

    member_id: MemberId
    name: str = personal(subject="member_id")
    born: date = personal(subject="member_id")
    contact: str | None = personal(subject="member_id", default=None)


@command("member.register-institution")
class RegisterInstitution(Command):
    """Register an institution, such as one that is a child's guardian."""

    member_id: MemberId
    name: str = bounded(high=200)


@command("member.enrol-minor")
class EnrolMinor(Command):
    """Register a child as a little teacher: member, guardian link and consents in one decision."""

    member_id: MemberId
    guardian_id: MemberId
    name: str = personal(subject="member_id")
    born: date = personal(subject="member_id")
    consents: tuple[ConsentKind, ...] = ()
    """What the guardian consents to, in the wording in force, for as long as is usual."""


@command("member.link-guardian")
class LinkGuardian(Command):
    """Make an adult or an institution a guardian of a minor."""

    member_id: MemberId
    guardian_id: MemberId


@command("member.unlink-guardian")
class UnlinkGuardian(Command):
    """End a guardianship."""

    member_id: MemberId
    guardian_id: MemberId


@command("member.grant-consent")
class GrantConsent(Command):
    """Consent to something for a member; renews what would run out or was of an older wording."""

    member_id: MemberId
    giver_id: MemberId
    kind: ConsentKind
    version: int = bounded(low=1)
    """The wording that was agreed to."""
    until: datetime | None = None
    """When it ends; by default after the setting `member.consent-days`, which is also the most."""


@command("member.revoke-consent")
class RevokeConsent(Command):
    """Take back a consent, or object to one that another guardian gave."""

    member_id: MemberId
    giver_id: MemberId
    kind: ConsentKind


@command("member.join-household")
class JoinHousehold(Command):
    """Live in a household."""

    household_id: HouseholdId
    member_id: MemberId
    stairwell_id: StairwellId


@command("member.leave-household")
class LeaveHousehold(Command):
    """Live there no longer."""

    household_id: HouseholdId
    member_id: MemberId


@command("member.bring-along")
class BringAlong(Command):
    """Record that a member drew another one in ("small hands lead big hands")."""

    bringer_id: MemberId
    brought_id: MemberId


@command("member.name-emergency-contact")
class NameEmergencyContact(Command):
    """Say who is to be called when something happens to a member, instead of whoever was."""

    member_id: MemberId
    name: str = personal(subject="member_id")
    relation: str = personal(subject="member_id")
    """What they are to the member, such as `grandmother`."""
    phone: str = personal(subject="member_id")


@command("member.withdraw-emergency-contact")
class WithdrawEmergencyContact(Command):
    """Let nobody be called any more."""

    member_id: MemberId


@command("member.record-clearance")
class RecordClearance(Command):
    """Record that an adult may work with minors on some days, as a paper says."""

    clearance_id: ClearanceId
    member_id: MemberId
    kind: str = bounded(high=200)
    """What paper it is, such as `certificate of no criminal record`."""
    issued_by: str = personal(subject="member_id")
    since: date
    until: date
    """The last day on which it counts; an earlier one than before takes days away."""
    evidence: str | None = sha256(default=None)
    """SHA-256 of the paper, in lower-case hexadecimal digits."""

    def __attrs_post_init__(self) -> None:
        if self.until < self.since:
            hint = Hint(f"Not before {self.since}.", f"不早于 {self.since}。")
            raise InvalidValue("until", str(self.until), Problem.TOO_EARLY, hint)


@command("member.withdraw-clearance")
class WithdrawClearance(Command):
    """Let a clearance count no longer, for good."""

    clearance_id: ClearanceId
    member_id: MemberId
    reason: str = personal(subject="member_id")


@command("member.release-tutor")
class ReleaseTutor(Command):
    """Take the role of tutor from a member who holds no clearance today."""

    member_id: MemberId


class _AboutRole(Command):
    __slots__ = ()
    role: str

    def completed(self, domain: Domain) -> Self:
        """Checked against the roles the domain knows."""
        if self.role not in domain.roles:
            raise InvalidValue("role", self.role, Problem.UNKNOWN, one_of(domain.roles))
        return self


@command("member.grant-role")
class GrantRole(_AboutRole):
    """Give a member a permission role."""

    member_id: MemberId
    role: str = bounded(high=100)
    scope: Scope = Scope()


@command("member.revoke-role")
class RevokeRole(_AboutRole):
    """Take a permission role away."""

    member_id: MemberId
    role: str = bounded(high=100)
    scope: Scope = Scope()


@command("member.restrict-data")
class RestrictData(Command):
    """Let a member's personal data be stored and used for nothing else."""

    member_id: MemberId
    ground: RestrictionGround
    words: str = personal(subject="member_id")
    """What is to be said to the ground, such as which particular is wrong."""


@command("member.lift-restriction")
class LiftRestriction(Command):
    """Let a ground for restricting a member's personal data stand no longer."""

    member_id: MemberId
    ground: RestrictionGround


@command("member.keep-by-law")
class KeepByLaw(Command):
    """Say which law demands that a member's personal data are kept, and until when."""

    member_id: MemberId
    law: str = bounded(high=200)
    """Which, such as `Order 67, art. 11`; nothing about the person."""
    until: date
    """The last day."""


@command("member.withdraw-keeping")
class WithdrawKeeping(Command):
    """Say that no law demands any more that a member's personal data are kept."""

    member_id: MemberId


@command("member.erase")
class EraseMember(Command):
    """Let nobody know any more who a member was; what they did goes on counting."""

    member_id: MemberId


@command("member.withdraw-erasure")
class WithdrawErasure(Command):
    """Let a member not be erased after all, as long as that was not done."""

    member_id: MemberId


@command("member.carry-out-erasure")
class CarryOutErasure(Command):
    """Erase a member who was to be erased, now that no law keeps their data any more."""

    member_id: MemberId
