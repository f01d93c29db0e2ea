"""Who decides about a member's data, who may still read them, and what keeps them from erasure."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from ...community.state import Settings
from ...kernel import Context, Event, Grant, MemberId, Read, Right, System, zone
from ..events import GuardianUnlinked, RoleRevoked
from ..refusals import LastCoordinator, StillCheckedIn, StillGuardian
from ..state import Coordinators, Keeping, Permissions, Presence, Standing, Wards
from ..values import ConsentKind, RestrictionGround
from .people import coordinator, is_minor, rightful_givers, self_or_guardian

__all__ = [
    "all_have_asked",
    "data_subject",
    "day_is_over",
    "decides_about",
    "in_force",
    "may_know",
    "must_be_dispensable",
    "what_ends_now",
]

A_DAY = timedelta(days=1)
LEFT_TO_END_ROLES = 2
"""Reads that have to be left: the next ward, and the roles that end."""
READ_BY_COORDINATORS = (RestrictionGround.LEGAL_CLAIM, RestrictionGround.KEPT_BY_LAW)
"""Grounds on which restricted data are there to be shown: to a court, or to an authority."""


def data_subject(field: str) -> Right:
    """Whose consent to data it is of the member that the field names (R3, R42).

    An adult's own; a minor's own from 14; a guardian's before that.
    """

    def ask(subject: object, context: Context, read: Read) -> Grant | None:
        member_id: MemberId = getattr(subject, field)
        actor = context.actor
        if isinstance(actor, System) or not decides_about(actor, member_id, context, read):
            return None
        return Grant(None if actor == member_id else member_id)

    return Right(
        f"whoever decides about the data of {field}", f"{field} 个人信息的决定人", ask, (field,)
    )


def decides_about(actor: MemberId, member_id: MemberId, context: Context, read: Read) -> bool:
    """Whether the consent to process a member's data is somebody's to give now (R3)."""
    standing, settings = read(Standing(member_id), Settings())
    givers = rightful_givers(standing, ConsentKind.DATA, context.at, settings)
    return actor in givers and not standing.erased


def _ask_may_know(subject: object, context: Context, read: Read) -> Grant | None:
    member_id: MemberId = getattr(subject, "member_id")  # noqa: B009 - any subject
    standing, presence = read(Standing(member_id), Presence(member_id))
    if standing.erased:
        return None
    if not standing.restrictions or presence.since:
        return Grant()
    if any(ground not in READ_BY_COORDINATORS for ground in standing.restrictions):
        return OWN.ask(subject, context, read)
    return (OWN | coordinator()).ask(subject, context, read)


OWN = self_or_guardian("member_id")
may_know = Right(
    "somebody whom erasure and restriction leave the personal data",
    "删除或限制处理后仍可查阅个人信息的人",
    _ask_may_know,
    ("member_id",),
)
"""Who may read a member's personal values, where they may read the state that holds them (R42).

Nobody, once the member was erased. While they are restricted: the member and their guardians, and
a coordinator where every ground is one to show them on. Whoever is checked in somewhere right now
is known there as always, so that somebody can be called.
"""


def day_is_over(day: date, key: str) -> datetime:
    """The first instant after a day, by the calendar of a zone."""
    return datetime.combine(day + A_DAY, time.min, zone(key)).astimezone(UTC)


def in_force(keeping: Keeping, moment: datetime) -> bool:
    """Whether a law demands at a moment that the data are kept (R42)."""
    return keeping.law is not None and moment < keeping.law.ends


def all_have_asked(asker: MemberId, keeping: Keeping, context: Context, read: Read) -> bool:
    """Whether a member may be erased on the word of who asked by now (R5, R42).

    Nothing brings back what was erased, so it takes each of several guardians. A coordinator who
    is none of those who decide asks for the community, which nobody has to agree to.
    """
    standing, settings = read(Standing(keeping.member_id), Settings())
    givers = list(rightful_givers(standing, ConsentKind.DATA, context.at, settings))
    return asker not in givers or all(one == asker or one in keeping.asked for one in givers)


def must_be_dispensable(member_id: MemberId, context: Context, read: Read) -> None:
    """Refuse to erase who is there right now, and on whom alone others depend (R42).

    Raises:
        StillCheckedIn: They have come to something, and not gone.
        LastCoordinator: The community would have none.
        StillGuardian: A minor would have none; also one of so many that not all can be looked at.
    """
    presence, coordinators = read(Presence(member_id), Coordinators())
    for elsewhere in presence.since:
        raise StillCheckedIn(member_id, elsewhere)
    if list(coordinators.members) == [member_id]:
        raise LastCoordinator(member_id)
    settings = read(Settings())
    for minor_id in read(Wards(member_id)).links:
        if read.left < LEFT_TO_END_ROLES:
            raise StillGuardian(member_id, minor_id)
        ward = read(Standing(minor_id))
        if list(ward.guardians) == [member_id] and is_minor(ward, context.at, settings):
            raise StillGuardian(member_id, minor_id)


def what_ends_now(member_id: MemberId, read: Read) -> Iterator[Event]:
    """The part a member has in the community: their roles, and whom they answer for (R42)."""
    for role, scope in read(Permissions(member_id)).held:
        yield RoleRevoked(member_id, role, scope)
    for minor_id in read(Wards(member_id)).links:
        yield GuardianUnlinked(minor_id, member_id)
