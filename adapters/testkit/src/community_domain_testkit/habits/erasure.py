"""Habits of restricting and erasing: mostly of newcomers, so that stories keep their people."""

from datetime import date

import attrs
from hypothesis import strategies as st

from community_domain import Command, MemberId, System
from community_domain.members import (
    TUTOR,
    CarryOutErasure,
    DataRestricted,
    EnrolMinor,
    EraseMember,
    ErasureAsked,
    GrantRole,
    KeepByLaw,
    KeptByLaw,
    LiftRestriction,
    LinkGuardian,
    RegisterMember,
    RestrictData,
    RestrictionGround,
    WithdrawErasure,
    WithdrawKeeping,
)
from community_domain.tasks import PostTask, TakeTask

from ..founding import FOUNDER
from ..moves import Move, Who
from .telling import (
    ADULT_BIRTHDAYS,
    MINOR_BIRTHDAYS,
    NEWCOMER,
    Cast,
    Habits,
    Overrides,
    topic,
    wished,
)

__all__ = ["ERASING"]

CLOCK = System("clock")
SOON, LONG = date(2024, 6, 1), date(2030, 1, 1)
"""The day on which stories begin, where most have not got far yet; a day that none gets to."""
OBJECTION, KEPT = RestrictionGround.OBJECTION, RestrictionGround.KEPT_BY_LAW
WHO_MAY = (FOUNDER, Who.NAMED, Who.NAMED, Who.GUARDIAN)


def _by(
    kind: type[Command], who: MemberId | Who | System, member_id: str, **fields: object
) -> Move:
    """A move about a member, by somebody else than the founder."""
    return attrs.evolve(wished(kind, member_id=member_id, **fields), by=who)


def _newcomer(cast: Cast) -> list[Move]:
    """Somebody new, who takes a task."""
    someone, task = cast.new("member"), cast.new("task")
    return [
        wished(RegisterMember, member_id=someone, name="one", born=ADULT_BIRTHDAYS[0]),
        wished(PostTask, task_id=task, title="one"),
        wished(TakeTask, task_id=task, member_id=someone),
    ]


def _restricted(cast: Cast) -> list[Move]:
    """Somebody objects, takes no task meanwhile, and is content in the end."""
    someone, task = cast.new("member"), cast.new("task")
    return [
        *_newcomer(cast),
        _by(RestrictData, Who.NAMED, someone, ground=OBJECTION, words="one"),
        wished(TakeTask, task_id=task, member_id=someone),
        wished(LiftRestriction, member_id=someone, ground=OBJECTION),
        wished(TakeTask, task_id=task, member_id=someone),
    ]


def _erased(cast: Cast) -> list[Move]:
    """Somebody goes, with a role and a task, and is not brought back."""
    someone = cast.new("member")
    return [
        *_newcomer(cast),
        wished(GrantRole, member_id=someone, role=TUTOR),
        _by(EraseMember, Who.NAMED, someone),
        wished(GrantRole, member_id=someone, role=TUTOR),
    ]


def _kept(cast: Cast) -> list[Move]:
    """Somebody would go whom a law keeps, thinks better of it, and goes when it keeps no more."""
    someone = cast.new("member")
    return [
        *_newcomer(cast),
        wished(KeepByLaw, member_id=someone, law="one", until=LONG),
        _by(EraseMember, Who.NAMED, someone),
        _by(CarryOutErasure, CLOCK, someone),
        wished(LiftRestriction, member_id=someone, ground=KEPT),
        _by(WithdrawErasure, Who.NAMED, someone),
        _by(EraseMember, Who.NAMED, someone),
        wished(WithdrawKeeping, member_id=someone),
    ]


def _two_guardians(cast: Cast) -> list[Move]:
    """A guardian cannot go alone, and of two one asks, the other objects, and then both ask."""
    one, child = cast.new("member"), cast.new("member", 1)
    return [
        wished(RegisterMember, member_id=one, name="one", born=ADULT_BIRTHDAYS[0]),
        wished(EnrolMinor, member_id=child, guardian_id=one, name="one", born=MINOR_BIRTHDAYS[0]),
        wished(EraseMember, member_id=one),
        wished(LinkGuardian, member_id=child, guardian_id=cast.adult),
        _by(EraseMember, MemberId(one), child),
        _by(WithdrawErasure, cast.adult, child),
        _by(EraseMember, cast.adult, child),
        _by(EraseMember, MemberId(one), child),
    ]


def _overrides(cast: Cast) -> Overrides:
    last = [*cast.adults[-1:], *cast.minors[-1:], FOUNDER]
    grounds = st.sampled_from([OBJECTION, OBJECTION, *RestrictionGround])
    return {
        (RestrictData, "member_id"): st.sampled_from([*last, *last, NEWCOMER]),
        (RestrictData, "ground"): grounds,
        (LiftRestriction, "ground"): grounds,
        (KeepByLaw, "member_id"): st.sampled_from([*last, NEWCOMER]),
        (KeepByLaw, "until"): st.sampled_from([SOON, LONG, LONG]),
        (EraseMember, "member_id"): st.sampled_from([*last, NEWCOMER, NEWCOMER]),
    }


ERASING = Habits(
    weights={LiftRestriction: 4, WithdrawErasure: 2},
    actors={
        RestrictData: WHO_MAY,
        LiftRestriction: (FOUNDER,),
        EraseMember: WHO_MAY,
        WithdrawErasure: WHO_MAY,
        KeepByLaw: (FOUNDER,),
        WithdrawKeeping: (FOUNDER,),
        CarryOutErasure: (CLOCK,),
    },
    topics={
        RestrictData: (),
        LiftRestriction: (topic(DataRestricted, "member_id", "ground"),),
        KeepByLaw: (),
        WithdrawKeeping: (topic(KeptByLaw, "member_id"),),
        EraseMember: (),
        WithdrawErasure: (topic(ErasureAsked, "member_id"),),
        CarryOutErasure: (topic(ErasureAsked, "member_id"),),
    },
    plots=(_restricted, _erased, _kept, _two_guardians),
    overrides=_overrides,
)
