"""Registering, enrolling, guardians, consents, households, roles, clearances.

Long because it is a table: one decision after the other, each short, about one member.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from ...community.refusals import NotFounded, PlaceUnknown
from ...community.state import Places, Settings
from ...community.values import Scope, ScopeKind
from ...kernel import (
    Context,
    Event,
    Hint,
    InvalidValue,
    MemberId,
    Problem,
    Read,
    decides,
    local_date,
    system,
)
from ..commands import (
    BringAlong,
    EnrolMinor,
    GrantConsent,
    GrantRole,
    JoinHousehold,
    LeaveHousehold,
    LinkGuardian,
    NameEmergencyContact,
    RecordClearance,
    RegisterInstitution,
    RegisterMember,
    ReleaseTutor,
    RevokeConsent,
    RevokeRole,
    UnlinkGuardian,
    WithdrawClearance,
    WithdrawEmergencyContact,
)
from ..events import (
    BroughtAlong,
    ClearanceRecorded,
    ClearanceWithdrawn,
    ConsentGranted,
    ConsentRevoked,
    EmergencyContactNamed,
    EmergencyContactWithdrawn,
    GuardianLinked,
    GuardianUnlinked,
    HouseholdJoined,
    HouseholdLeft,
    LittleTeacherEnrolled,
    MemberRegistered,
    RoleGranted,
    RoleRevoked,
)
from ..policies import (
    SILENCE,
    coordinator,
    guardian,
    is_minor,
    is_younger_than,
    lack_of_clearance,
    must_be_a_natural_person,
    must_be_of_age,
    must_be_registered,
    must_take_more_data,
    oneself,
    rightful_givers,
    self_or_guardian,
)
from ..refusals import (
    BroughtByAnother,
    BroughtInACircle,
    ChainTooLong,
    ClearanceMissing,
    ClearanceUnknown,
    ConsentOutdated,
    GuardianNotOfAge,
    GuardianOfOneself,
    IdTaken,
    LastCoordinator,
    NotAMinor,
    NotTheirConsent,
    OwnClearance,
    PersonErased,
    TooYoungForRole,
    WithdrawnForGood,
)
from ..state import (
    BringingAlong,
    Clearances,
    Coordinators,
    EmergencyContact,
    Granted,
    Household,
    Permissions,
    Profile,
    Standing,
)
from ..values import (
    AGE_OF_MAJORITY,
    CONSENT_DAYS,
    CONSENT_VERSIONS,
    COORDINATOR,
    TUTOR,
    MemberKind,
)

__all__ = [
    "bring_along",
    "enrol_minor",
    "grant_consent",
    "grant_role",
    "join_household",
    "leave_household",
    "link_guardian",
    "name_emergency_contact",
    "record_clearance",
    "register_institution",
    "register_member",
    "release_tutor",
    "revoke_consent",
    "revoke_role",
    "unlink_guardian",
    "withdraw_clearance",
    "withdraw_emergency_contact",
]

LONGEST_CHAIN = 16
"""So many members, each brought along by the next, are looked through for a circle.

Each is a state to read, and chains are short where everybody may bring along many.
"""


@decides(by=oneself("member_id") | coordinator(), backfills=True)
def register_member(command: RegisterMember, context: Context, read: Read) -> Iterator[Event]:
    """Register an adult (R1, R3)."""
    registered = MemberRegistered(
        command.member_id, MemberKind.PERSON, command.name, command.born, command.contact
    )
    must_be_of_age(command.member_id, command.born, context.at, read(Settings()))
    yield from _newly(registered, context, read)


@decides(by=coordinator(), backfills=True)
def register_institution(
    command: RegisterInstitution, context: Context, read: Read
) -> Iterator[Event]:
    """Register an institution."""
    kind = MemberKind.INSTITUTION
    registered = MemberRegistered(command.member_id, kind, command.name, None, None)
    yield from _newly(registered, context, read)


@decides(by=oneself("guardian_id", acting_for="member_id") | coordinator(), backfills=True)
def enrol_minor(command: EnrolMinor, context: Context, read: Read) -> Iterator[Event]:
    """Record the child, the guardian link and the given consents in one decision (R3)."""
    settings = read(Settings())
    registered = MemberRegistered(
        command.member_id, MemberKind.PERSON, command.name, command.born, None
    )
    if not is_younger_than(command.born, AGE_OF_MAJORITY, context.at, settings):
        raise NotAMinor(command.member_id)
    _must_be_able_to_guard(command.member_id, command.guardian_id, context, read)
    new = list(_newly(registered, context, read))
    if new:
        yield from new
        yield LittleTeacherEnrolled(command.member_id)
        yield GuardianLinked(command.member_id, command.guardian_id)
        until = context.at + timedelta(days=settings[CONSENT_DAYS])
        for kind in dict.fromkeys(command.consents):
            version = settings[CONSENT_VERSIONS[kind]]
            yield ConsentGranted(command.member_id, command.guardian_id, kind, version, until)
    elif command.guardian_id not in read(Standing(command.member_id)).guardians:
        raise IdTaken(command.member_id)


@decides(by=guardian("member_id") | coordinator())
def link_guardian(command: LinkGuardian, context: Context, read: Read) -> Iterator[Event]:
    """Link a further guardian: one link for each pair (R5)."""
    standing, settings = read(Standing(command.member_id), Settings())
    must_be_registered(standing)
    if not is_minor(standing, context.at, settings):
        raise NotAMinor(command.member_id)
    _must_be_able_to_guard(command.member_id, command.guardian_id, context, read)
    if command.guardian_id not in standing.guardians:
        yield GuardianLinked(command.member_id, command.guardian_id)


@decides(by=oneself("guardian_id", acting_for="member_id") | coordinator())
def unlink_guardian(command: UnlinkGuardian, context: Context, read: Read) -> Iterator[Event]:
    """End a guardianship; the seats it carried are released by what follows (R4)."""
    if command.guardian_id in read(Standing(command.member_id)).guardians:
        yield GuardianUnlinked(command.member_id, command.guardian_id)


@decides(by=oneself("giver_id", acting_for="member_id") | coordinator())
def grant_consent(command: GrantConsent, context: Context, read: Read) -> Iterator[Event]:
    """Record a consent by whoever may give it, in the wording in force, for a bounded time."""
    standing, settings = _entitled(command, context, read)
    current = settings[CONSENT_VERSIONS[command.kind]]
    if command.version != current:
        raise ConsentOutdated(command.kind, command.version, current)
    latest = context.at + timedelta(days=settings[CONSENT_DAYS])
    until = command.until or latest
    if not context.at < until <= latest:
        problem = Problem.TOO_LARGE if until > latest else Problem.TOO_EARLY
        days = settings[CONSENT_DAYS]
        hint = Hint(f"After now, and at most {days} days ahead.", f"须晚于现在，且至多 {days} 天。")
        raise InvalidValue("until", str(until), problem, hint)
    before = standing.said.get((command.giver_id, command.kind), SILENCE)
    if before is None and context.actor != command.giver_id:
        raise NotTheirConsent(command.member_id, command.giver_id, command.kind)
    if before is None or _adds(before, current, until, asked=command.until):
        yield ConsentGranted(
            command.member_id, command.giver_id, command.kind, command.version, until
        )


@decides(by=oneself("giver_id", acting_for="member_id") | coordinator())
def revoke_consent(command: RevokeConsent, context: Context, read: Read) -> Iterator[Event]:
    """Record a no; future seats are released by what follows, the past stays (R4, R5)."""
    standing, _ = _entitled(command, context, read)
    if standing.said.get((command.giver_id, command.kind), "silence") is not None:
        yield ConsentRevoked(command.member_id, command.giver_id, command.kind)


@decides(by=self_or_guardian("member_id") | coordinator(), backfills=True)
def join_household(command: JoinHousehold, context: Context, read: Read) -> Iterator[Event]:
    """Let a member live in a household of a known stairwell."""
    household, standing, places = read(
        Household(command.household_id), Standing(command.member_id), Places()
    )
    must_be_registered(standing)
    if command.stairwell_id not in places.stairwells:
        raise PlaceUnknown(command.stairwell_id)
    if household.members and household.stairwell_id != command.stairwell_id:
        hint = Hint(
            f"The household is in {household.stairwell_id}.", f"该户在 {household.stairwell_id}。"
        )
        raise InvalidValue("stairwell_id", command.stairwell_id, Problem.UNKNOWN, hint)
    if command.member_id not in household.members:
        yield HouseholdJoined(command.household_id, command.member_id, command.stairwell_id)


@decides(by=self_or_guardian("member_id") | coordinator(), backfills=True)
def leave_household(command: LeaveHousehold, context: Context, read: Read) -> Iterator[Event]:
    """Let a member leave a household."""
    if command.member_id in read(Household(command.household_id)).members:
        must_be_registered(read(Standing(command.member_id)))
        yield HouseholdLeft(command.household_id, command.member_id)


@decides(by=coordinator())
def grant_role(command: GrantRole, context: Context, read: Read) -> Iterator[Event]:
    """Give a registered member a role within a scope (R43); a tutor works with minors (R46)."""
    standing, permissions = read(Standing(command.member_id), Permissions(command.member_id))
    scope = command.scope
    if (scope.kind is ScopeKind.COMMUNITY) != (scope.subject is None):
        hint = Hint("The whole community has no subject; others do.", "全社区无对象。")
        raise InvalidValue("scope", f"{scope.kind} {scope.subject}", Problem.UNKNOWN, hint)
    must_take_more_data(standing)
    if is_minor(standing, context.at, read(Settings())):
        raise TooYoungForRole(command.member_id, command.role)
    if (command.role, command.scope) not in permissions.held:
        if command.role == TUTOR and (lack := _lack_today(command.member_id, context, read)):
            raise lack
        yield RoleGranted(command.member_id, command.role, command.scope)


@decides(by=coordinator())
def revoke_role(command: RevokeRole, context: Context, read: Read) -> Iterator[Event]:
    """Take a role away, but never the last coordinator's (R43)."""
    permissions, coordinators = read(Permissions(command.member_id), Coordinators())
    if (command.role, command.scope) not in permissions.held:
        return
    is_coordinator = (command.role, command.scope) == (COORDINATOR, Scope())
    if is_coordinator and list(coordinators.members) == [command.member_id]:
        raise LastCoordinator(command.member_id)
    yield RoleRevoked(command.member_id, command.role, command.scope)


@decides(by=self_or_guardian("bringer_id") | coordinator(), version=2, backfills=True)
def bring_along(command: BringAlong, context: Context, read: Read) -> Iterator[Event]:
    """Record once for each member who drew them in, never in a circle."""
    bringer_id, brought_id = command.bringer_id, command.brought_id
    brought = read(BringingAlong(brought_id))
    if brought.brought_by == bringer_id:
        return
    for standing in read.each(Standing(one) for one in (bringer_id, brought_id)):
        must_take_more_data(standing)
    if brought_id == bringer_id or bringer_id in brought.brought:
        raise BroughtInACircle(bringer_id, brought_id)
    if brought.brought_by is not None:
        raise BroughtByAnother(brought_id, brought.brought_by)
    if brought.brought:
        _must_not_have_come_through(brought_id, bringer_id, read)
    yield BroughtAlong(bringer_id, brought_id)


@decides(by=self_or_guardian("member_id"))
def name_emergency_contact(
    command: NameEmergencyContact, context: Context, read: Read
) -> Iterator[Event]:
    """Record who is called from now on (R46)."""
    contact, standing = read(EmergencyContact(command.member_id), Standing(command.member_id))
    must_be_a_natural_person(standing)
    named = EmergencyContactNamed(command.member_id, command.name, command.relation, command.phone)
    if contact.named != named:
        yield named


@decides(by=self_or_guardian("member_id"))
def withdraw_emergency_contact(
    command: WithdrawEmergencyContact, context: Context, read: Read
) -> Iterator[Event]:
    """Let nobody be called any more; a minor is not checked in then (R46)."""
    if read(EmergencyContact(command.member_id)).named is not None:
        yield EmergencyContactWithdrawn(command.member_id)


@decides(by=coordinator())
def record_clearance(command: RecordClearance, context: Context, read: Read) -> Iterator[Event]:
    """Record on which days another member may work with minors (R46)."""
    member_id, clearance_id = command.member_id, command.clearance_id
    clearances = _clearances_of_another(member_id, context, read)
    must_be_a_natural_person(read(Standing(member_id)))
    if clearance_id in clearances.withdrawn:
        raise WithdrawnForGood(member_id, clearance_id)
    new = ClearanceRecorded(
        clearance_id,
        member_id,
        command.kind,
        command.issued_by,
        command.since,
        command.until,
        command.evidence,
    )
    if clearances.recorded.get(clearance_id) != new:
        yield new


@decides(by=coordinator())
def withdraw_clearance(command: WithdrawClearance, context: Context, read: Read) -> Iterator[Event]:
    """Let another's clearance count no longer; what it carried is freed by what follows (R46)."""
    member_id, clearance_id = command.member_id, command.clearance_id
    clearances = _clearances_of_another(member_id, context, read)
    if clearance_id in clearances.withdrawn:
        return
    if clearance_id not in clearances.recorded:
        raise ClearanceUnknown(member_id, clearance_id)
    yield ClearanceWithdrawn(clearance_id, member_id, command.reason)


@decides(by=system)
def release_tutor(command: ReleaseTutor, context: Context, read: Read) -> Iterator[Event]:
    """Take the role of tutor away, in every scope, from who holds no clearance today (R46)."""
    if _lack_today(command.member_id, context, read) is None:
        return
    for role, scope in read(Permissions(command.member_id)).held:
        if role == TUTOR:
            yield RoleRevoked(command.member_id, role, scope)


def _lack_today(member_id: MemberId, context: Context, read: Read) -> ClearanceMissing | None:
    settings = read(Settings())
    today = local_date(context.at, settings.zone)
    return lack_of_clearance(member_id, (today, today), settings, read)


def _clearances_of_another(member_id: MemberId, context: Context, read: Read) -> Clearances:
    """What is recorded of a member, for somebody else who says more of it."""
    if context.actor == member_id:
        raise OwnClearance(member_id)
    return read(Clearances(member_id))


def _must_not_have_come_through(brought_id: MemberId, bringer_id: MemberId, read: Read) -> None:
    """Refuse a bringer who was drawn in by the other, through however many between.

    Whoever has brought nobody along stands above nobody, so only the others are looked for.
    """
    above = bringer_id
    for _ in range(LONGEST_CHAIN):
        bringer = read(BringingAlong(above)).brought_by
        if bringer is None:
            return
        if bringer == brought_id:
            raise BroughtInACircle(bringer_id, brought_id)
        above = bringer
    raise ChainTooLong(bringer_id, brought_id, LONGEST_CHAIN)


def _newly(event: MemberRegistered, context: Context, read: Read) -> Iterator[Event]:
    """The registration, unless it stands already; another member's id is refused."""
    known, settings = read(Profile(event.member_id), Settings())
    if settings.name is None:
        raise NotFounded
    if known.erased:
        raise PersonErased(event.member_id)
    if known.name is None:
        yield event
    elif (known.name, known.born, known.contact) != (event.name, event.born, event.contact):
        raise IdTaken(event.member_id)


def _must_be_able_to_guard(
    member_id: MemberId, guardian_id: MemberId, context: Context, read: Read
) -> None:
    """Refuse a guardian who is the minor, unknown, or under age (R5)."""
    if member_id == guardian_id:
        raise GuardianOfOneself(member_id)
    adult, settings = read(Standing(guardian_id), Settings())
    must_take_more_data(adult)
    if is_minor(adult, context.at, settings):
        raise GuardianNotOfAge(guardian_id)


def _entitled(
    command: GrantConsent | RevokeConsent, context: Context, read: Read
) -> tuple[Standing, Settings]:
    """Standing and settings, once it is clear that the giver has a say in this."""
    standing, settings = read(Standing(command.member_id), Settings())
    must_be_registered(standing)
    if command.giver_id not in rightful_givers(standing, command.kind, context.at, settings):
        raise NotTheirConsent(command.member_id, command.giver_id, command.kind)
    return standing, settings


def _adds(before: Granted, version: int, until: datetime, *, asked: datetime | None) -> bool:
    """Whether a consent changes anything: other wording, other end, or a day more at least."""
    if before.version != version:
        return True
    if asked is not None:
        return asked != before.until
    return until - before.until >= timedelta(days=1)
