"""Restricting personal data, keeping them by law, and erasing a member."""

from collections.abc import Iterator
from typing import cast

from ...community.state import Settings
from ...kernel import (
    Context,
    Event,
    Hint,
    InvalidValue,
    MemberId,
    Problem,
    Read,
    decides,
    refused,
    system,
)
from ..commands import (
    CarryOutErasure,
    EraseMember,
    KeepByLaw,
    LiftRestriction,
    RestrictData,
    WithdrawErasure,
    WithdrawKeeping,
)
from ..events import (
    DataRestricted,
    ErasureAsked,
    ErasureWithdrawn,
    KeepingWithdrawn,
    KeptByLaw,
    MemberErased,
    RestrictionLifted,
)
from ..policies import (
    all_have_asked,
    coordinator,
    data_subject,
    day_is_over,
    decides_about,
    in_force,
    must_be_a_natural_person,
    must_be_dispensable,
    what_ends_now,
)
from ..refusals import ErasureStillAsked, StillKept
from ..state import Keeping, Standing
from ..values import RestrictionGround

__all__ = [
    "carry_out_erasure",
    "erase_member",
    "keep_by_law",
    "lift_restriction",
    "restrict_data",
    "withdraw_erasure",
    "withdraw_keeping",
]

FOLLOWS_FROM_ERASURE = Hint(
    "Record the law with KeepByLaw; when the member is to be erased, the data are restricted.",
    "请先以 KeepByLaw 登记保存依据；提出删除时将自动限制处理。",
)


@decides(by=data_subject("member_id") | coordinator())
def restrict_data(command: RestrictData, context: Context, read: Read) -> Iterator[Event]:
    """Restrict a member's data on a ground, which takes back what they have ahead (R42)."""
    standing = read(Standing(command.member_id))
    must_be_a_natural_person(standing)
    if command.ground is RestrictionGround.KEPT_BY_LAW:
        raise InvalidValue("ground", command.ground, Problem.UNKNOWN, FOLLOWS_FROM_ERASURE)
    if command.ground not in standing.restrictions:
        yield DataRestricted(command.member_id, command.ground, command.words)


@decides(by=coordinator())
def lift_restriction(command: LiftRestriction, context: Context, read: Read) -> Iterator[Event]:
    """Let a ground stand no longer, unless it stands for an erasure that is asked for (R42)."""
    member_id, ground = command.member_id, command.ground
    standing, keeping = read(Standing(member_id), Keeping(member_id))
    must_be_a_natural_person(standing)
    if ground in keeping.brought:
        raise ErasureStillAsked(member_id, ground)
    if ground in standing.restrictions:
        yield RestrictionLifted(member_id, ground)


@decides(by=coordinator())
def keep_by_law(command: KeepByLaw, context: Context, read: Read) -> Iterator[Event]:
    """Record which law keeps a member's data, and until when; the last word counts (R42)."""
    member_id, until = command.member_id, command.until
    standing, keeping, settings = read(Standing(member_id), Keeping(member_id), Settings())
    must_be_a_natural_person(standing)
    ends = day_is_over(until, settings.zone)
    if ends <= context.at:
        hint = Hint(f"Now is {context.at}.", f"现在是 {context.at}。")
        raise InvalidValue("until", str(until), Problem.TOO_EARLY, hint)
    new = KeptByLaw(member_id, command.law, until, ends)
    if keeping.law != new:
        yield new


@decides(by=coordinator())
def withdraw_keeping(command: WithdrawKeeping, context: Context, read: Read) -> Iterator[Event]:
    """Record that no law keeps the data any more; who was to be erased then is (R42)."""
    if in_force(read(Keeping(command.member_id)), context.at):
        yield KeepingWithdrawn(command.member_id)


@decides(by=data_subject("member_id") | coordinator())
def erase_member(command: EraseMember, context: Context, read: Read) -> Iterator[Event]:
    """Erase a member; where that cannot be done as yet, restrict their data instead (R5, R42).

    It cannot while a law keeps the data, and before all guardians of a minor have asked.

    Raises:
        StillCheckedIn: They have come to something, and not gone.
        LastCoordinator: The community would have none.
        StillGuardian: A minor would have none.
    """
    member_id, asker = command.member_id, cast(MemberId, context.actor)
    standing, keeping = read(Standing(member_id), Keeping(member_id))
    if standing.erased:
        return
    must_be_a_natural_person(standing)
    agreed = keeping.agreed or all_have_asked(asker, keeping, context, read)
    waits = in_force(keeping, context.at) or not agreed
    if waits and (keeping.agreed if agreed else asker in keeping.asked):
        return
    must_be_dispensable(member_id, context, read)
    if agreed:
        yield from what_ends_now(member_id, read)
    if waits:
        yield from _restricted_instead(standing, keeping, asker, agreed=agreed)
    else:
        yield MemberErased(member_id)


@decides(by=data_subject("member_id") | coordinator())
def withdraw_erasure(command: WithdrawErasure, context: Context, read: Read) -> Iterator[Event]:
    """Let a member stay; what was restricted for the erasure is so no longer (R42).

    Any one of those who decide about the data may, a co-guardian too; a coordinator only where it
    was coordinators who asked.
    """
    member_id = command.member_id
    keeping, theirs = read(Keeping(member_id)), data_subject("member_id")
    if not theirs.ask(command, context, read):
        for asker in keeping.asked:
            if decides_about(asker, member_id, context, read):
                raise refused(context.actor, "WithdrawErasure", theirs)
    if keeping.asked:
        yield ErasureWithdrawn(member_id)
        for ground in keeping.brought:
            yield RestrictionLifted(member_id, ground)


@decides(by=system)
def carry_out_erasure(command: CarryOutErasure, context: Context, read: Read) -> Iterator[Event]:
    """Erase who was to be erased, once no law keeps the data; if that is still asked for (R42)."""
    keeping = read(Keeping(command.member_id))
    if not keeping.agreed:
        return
    if keeping.law is not None and in_force(keeping, context.at):
        raise StillKept(command.member_id, keeping.law.until)
    yield MemberErased(command.member_id)


def _restricted_instead(
    standing: Standing, keeping: Keeping, asker: MemberId, *, agreed: bool
) -> Iterator[Event]:
    """That the erasure was asked for, and the ground on which the data are restricted for it."""
    member_id = standing.member_id
    ground = RestrictionGround.KEPT_BY_LAW if agreed else RestrictionGround.OBJECTION
    new = ground not in standing.restrictions
    yield ErasureAsked(member_id, asker, agreed, ground if new else None)
    if new:
        words = keeping.law.law if agreed and keeping.law else None
        yield DataRestricted(member_id, ground, words)
