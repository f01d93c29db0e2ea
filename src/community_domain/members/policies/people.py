"""Who may, who is of age, what consent stands, and who is cleared for work with minors.

Long because these sentences are what the decisions of every slice are made of.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from ...community.state import Settings
from ...community.values import Scope, ScopeKind, SubjectId
from ...kernel import (
    Actor,
    Context,
    Grant,
    MemberId,
    Period,
    Read,
    Refusal,
    Right,
    Setting,
    System,
    birthday,
    is_reached,
    local_date,
)
from ..refusals import (
    ClearanceMissing,
    ConsentMissing,
    MemberUnknown,
    NoTimeToGoThere,
    Overlapping,
    PersonErased,
    PersonRestricted,
    TooYoungToRegister,
)
from ..state import Agenda, Clearances, Granted, Home, Household, Permissions, Standing
from ..values import (
    AGE_OF_DATA_CONSENT,
    AGE_OF_MAJORITY,
    BACKFILLER,
    CLEARANCE_REQUIRED,
    CONSENT_VERSIONS,
    COORDINATOR,
    REQUIRED_CONSENTS,
    TRAVEL_GAP,
    ConsentKind,
    Days,
    MemberKind,
    Validity,
)

__all__ = [
    "SILENCE",
    "backfiller",
    "coordinator",
    "coordinator_of_building",
    "counts_on_all",
    "days_of",
    "first_day_without",
    "guardian",
    "has_agreed",
    "household_of",
    "is_gone",
    "is_minor",
    "is_younger_than",
    "lack_of_clearance",
    "must_be_a_natural_person",
    "must_be_a_person",
    "must_be_of_age",
    "must_be_registered",
    "must_take_more_data",
    "obstacle_in_the_agenda",
    "obstacle_to_more_data",
    "obstacle_to_taking_part",
    "oneself",
    "rightful_givers",
    "role",
    "role_within",
    "same_household",
    "self_or_guardian",
    "self_or_guardian_of_each",
]

DAY = timedelta(days=1)


def oneself(field: str, acting_for: str | None = None) -> Right:
    """The member that the field names; the other field, if any, names for whom they act."""

    def ask(subject: object, context: Context, read: Read) -> Grant | None:
        if context.actor != getattr(subject, field) or is_gone(context.actor, read):
            return None
        other = getattr(subject, acting_for) if acting_for else None
        return Grant(other if other != context.actor else None)

    return Right(
        f"{field} in person", f"{field} 本人", ask, (field, acting_for) if acting_for else (field,)
    )


def guardian(field: str) -> Right:
    """A guardian of the member that the field names, while that member is a minor (R3, R5)."""

    def ask(subject: object, context: Context, read: Read) -> Grant | None:
        member_id: MemberId = getattr(subject, field)
        return Grant(on_behalf_of=member_id) if _guards(member_id, context, read) else None

    return Right(f"a guardian of {field}", f"{field} 的监护人", ask, (field,))


def self_or_guardian(field: str) -> Right:
    """The member that the field names, or a guardian of it."""
    return oneself(field) | guardian(field)


def self_or_guardian_of_each(field: str) -> Right:
    """Somebody who is, or is a guardian of, each of the members that the field names."""

    def ask(subject: object, context: Context, read: Read) -> Grant | None:
        members: tuple[MemberId, ...] = getattr(subject, field)
        theirs = (
            not is_gone(one, read) if one == context.actor else _guards(one, context, read)
            for one in members
        )
        return Grant() if all(theirs) else None

    return Right(
        f"each of {field} in person or their guardian", f"{field} 各人本人或其监护人", ask, (field,)
    )


def _guards(member_id: MemberId, context: Context, read: Read) -> bool:
    """Whether the actor is a guardian of a member who is a minor today."""
    if isinstance(context.actor, System):
        return False
    standing, settings = read(Standing(member_id), Settings())
    return context.actor in standing.guardians and is_minor(standing, context.at, settings)


def is_gone(actor: Actor, read: Read) -> bool:
    """Whether an actor is a member who was erased: they issue no commands any more (R42)."""
    return not isinstance(actor, System) and read(Standing(actor)).erased


def role(name: str, activity: str | None = None) -> Right:
    """A member with a permission role for the community, or for the activity a field names."""

    def ask(subject: object, context: Context, read: Read) -> Grant | None:
        if isinstance(context.actor, System):
            return None
        scopes = [Scope()]
        if activity is not None:
            scopes.append(Scope(ScopeKind.ACTIVITY, SubjectId(getattr(subject, activity))))
        held = read(Permissions(context.actor)).held
        return Grant() if any((name, scope) in held for scope in scopes) else None

    reach = (f" for {activity}", f"（{activity}）") if activity else ("", "")
    return Right(
        f"the role {name}{reach[0]}", f"角色 {name}{reach[1]}", ask, (activity,) if activity else ()
    )


def role_within(
    name: str, kind: ScopeKind, subject_of: Callable[[Any, Read], str | None]
) -> Callable[[Any, Context, Read], Grant | None]:
    """Whether somebody has a role for the community, or within what a thing belongs to.

    Args:
        name: The permission role.
        kind: How far it may reach beside the whole community.
        subject_of: The id of the activity or building; asked only of who has some role.
    """

    def ask(subject: Any, context: Context, read: Read) -> Grant | None:
        if isinstance(context.actor, System):
            return None
        held = read(Permissions(context.actor)).held
        if (name, Scope()) in held:
            return Grant()
        found = subject_of(subject, read) if held else None
        if found is None:
            return None
        return Grant() if (name, Scope(kind, SubjectId(found))) in held else None

    return ask


def _building_named(subject: Any, _: Read) -> str | None:
    building_id: str | None = subject.building_id
    return building_id


coordinator_of_building = Right(
    "a coordinator of the building",
    "该楼栋的负责人",
    role_within(COORDINATOR, ScopeKind.BUILDING, _building_named),
    ("building_id",),
)
"""A coordinator of the community, or of the building that is named."""


def coordinator(activity: str | None = None) -> Right:
    """A coordinator of the community, or of the activity that a field names."""
    return role(COORDINATOR, activity)


SILENCE = Granted(0, datetime.min.replace(tzinfo=UTC))
"""What somebody agreed to who said nothing."""

backfiller = role(BACKFILLER)
"""Who may decide at an instant behind the community's last one, with a reason (R44)."""


def is_younger_than(born: date, age: Setting, moment: datetime, settings: Settings) -> bool:
    """Whether somebody has not reached an age on the day, by the community's calendar (R1)."""
    return not is_reached(birthday(born, settings[age]), moment, settings.zone)


def is_minor(standing: Standing, moment: datetime, settings: Settings) -> bool:
    """Whether a member is under age on the day; institutions never are (R1)."""
    return standing.born is not None and is_younger_than(
        standing.born, AGE_OF_MAJORITY, moment, settings
    )


def must_be_of_age(member_id: MemberId, born: date, moment: datetime, settings: Settings) -> None:
    """Refuse a registration without guardian for somebody under age (R3)."""
    if is_younger_than(born, AGE_OF_MAJORITY, moment, settings):
        raise TooYoungToRegister(member_id, settings[AGE_OF_MAJORITY])


def rightful_givers(
    standing: Standing, kind: ConsentKind, moment: datetime, settings: Settings
) -> Iterable[MemberId]:
    """Whose consent it is: an adult's own, a minor's own for data from 14, else the guardians'."""
    if not is_minor(standing, moment, settings):
        return (standing.member_id,)
    return _givers_for_a_minor(standing, kind, moment, settings)


def _givers_for_a_minor(
    standing: Standing, kind: ConsentKind, moment: datetime, settings: Settings
) -> Iterable[MemberId]:
    if kind is not ConsentKind.DATA or standing.born is None:
        return standing.guardians
    too_young = is_younger_than(standing.born, AGE_OF_DATA_CONSENT, moment, settings)
    return standing.guardians if too_young else (standing.member_id,)


def _agreed(
    standing: Standing,
    kind: ConsentKind,
    givers: Iterable[MemberId],
    moment: datetime,
    settings: Settings,
) -> bool:
    """Whether a consent is valid at a moment: somebody entitled said yes, and none of them no.

    A yes to an older wording, or one that has run out, counts as silence (R2, R3, R5).
    """
    said, wording = standing.said, settings[CONSENT_VERSIONS[kind]]
    stands = False
    for giver in givers:
        word = said.get((giver, kind), SILENCE)
        if word is None:
            return False
        stands = stands or (word.version >= wording and word.until > moment)
    return stands


def has_agreed(standing: Standing, kind: ConsentKind, moment: datetime, settings: Settings) -> bool:
    """Whether a consent stands at a moment, given by those whose it is (R2, R3, R5)."""
    givers = rightful_givers(standing, kind, moment, settings)
    return _agreed(standing, kind, givers, moment, settings)


def obstacle_to_taking_part(
    standing: Standing, moment: datetime, settings: Settings
) -> Refusal | None:
    """What keeps a member from taking part at a moment: unknown, or a minor without consent (R3).

    Only the required consents count; an optional one that was refused never blocks (R6). Whose
    data were erased, or are restricted, takes no new part (R42).
    """
    if standing.kind is not MemberKind.PERSON:
        return MemberUnknown(standing.member_id)
    if (obstacle := obstacle_to_more_data(standing)) is not None:
        return obstacle
    if is_minor(standing, moment, settings):
        for kind in REQUIRED_CONSENTS:
            givers = _givers_for_a_minor(standing, kind, moment, settings)
            if not _agreed(standing, kind, givers, moment, settings):
                return ConsentMissing(standing.member_id, kind)
    return None


def obstacle_to_more_data(standing: Standing) -> Refusal | None:
    """What keeps anything new from being recorded of a member: erased, or restricted (R42)."""
    if standing.erased:
        return PersonErased(standing.member_id)
    for ground in standing.restrictions:
        return PersonRestricted(standing.member_id, ground)
    return None


def must_be_registered(standing: Standing) -> None:
    """Refuse who is no member, and who was erased (R42)."""
    if standing.kind is None:
        raise MemberUnknown(standing.member_id)
    if standing.erased:
        raise PersonErased(standing.member_id)


def must_be_a_natural_person(standing: Standing) -> None:
    """Refuse who is no member, an institution, and who was erased (R42)."""
    if standing.kind is not MemberKind.PERSON:
        raise MemberUnknown(standing.member_id)
    must_be_registered(standing)


def must_be_a_person(member_id: MemberId, read: Read) -> None:
    """Refuse who is no member, an institution, and of whom nothing new is recorded (R42)."""
    standing = read(Standing(member_id))
    must_be_a_natural_person(standing)
    must_take_more_data(standing)


def must_take_more_data(standing: Standing) -> None:
    """Refuse who is no member, and of whom nothing new may be recorded (R42)."""
    must_be_registered(standing)
    if (obstacle := obstacle_to_more_data(standing)) is not None:
        raise obstacle


def obstacle_in_the_agenda(
    agenda: Agenda, period: Period, place: str | None, settings: Settings
) -> Refusal | None:
    """What keeps a member from being there: another commitment, or no time to go there (R18)."""
    if (clash := agenda.clash(period)) is not None:
        return Overlapping(agenda.member_id, clash)
    minutes = settings[TRAVEL_GAP]
    clash = agenda.clash(period, gap=timedelta(minutes=minutes), place=place) if minutes else None
    return None if clash is None else NoTimeToGoThere(agenda.member_id, clash, minutes)


def same_household(one: MemberId, other: MemberId, read: Read) -> bool:
    """Whether two members live together now; everybody lives with themselves."""
    if one == other:
        return True
    home, theirs = read(Home(one), Home(other))
    return not home.households.keys().isdisjoint(theirs.households)


def household_of(member_id: MemberId, read: Read) -> tuple[MemberId, ...]:
    """A member and all who live with them now; somebody may be named twice.

    For comparing one member with many: it reads the homes of the one.
    """
    homes = read.each(Household(one) for one in read(Home(member_id)).households)
    return (member_id, *(one for home in homes for one in home.members))


def days_of(period: Period, zone: str) -> Days:
    """The first and the last local day that a period touches."""
    last = period.end - timedelta.resolution
    return local_date(period.start, zone), local_date(last, zone)


def first_day_without(days: Days, validities: Iterable[Validity]) -> date | None:
    """The first of the days on which none of the validities holds, or None."""
    several = list(validities)
    first, last = days
    while first <= last:
        lasting = [one.until for one in several if one.holds_on(first)]
        if not lasting:
            return first
        ends = [until for until in lasting if until is not None]
        if len(ends) < len(lasting):
            return None
        first = max(ends) + DAY
    return None


def counts_on_all(days: Days, validities: Iterable[Validity]) -> bool:
    """Whether on each of the days one of the validities holds, such as a policy and the next."""
    return first_day_without(days, validities) is None


def lack_of_clearance(
    member_id: MemberId, days: Days, settings: Settings, read: Read
) -> ClearanceMissing | None:
    """What keeps an adult from work with minors on some days, where clearances are asked for (R46).

    Each local day needs one; it need not be the same.
    """
    if not settings[CLEARANCE_REQUIRED]:
        return None
    day = first_day_without(days, read(Clearances(member_id)).days)
    return None if day is None else ClearanceMissing(member_id, day)
