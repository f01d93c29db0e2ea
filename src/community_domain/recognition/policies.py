"""Who commends, what may be public, and how low a balance may fall."""

from datetime import datetime

from ..community.state import Settings
from ..kernel import Context, Grant, MemberId, Read, Right
from ..members.policies import (
    coordinator,
    has_agreed,
    is_minor,
    obstacle_to_more_data,
    role,
    self_or_guardian,
)
from ..members.state import Standing
from ..members.values import ConsentKind
from ..tasks.policies import neighbour
from .events import PointsGiven, PointsIssued, PointsReturned
from .refusals import BelowFloor, TransferExists
from .state import Balance, Thanks, Transfer
from .values import COMMENDER, POINTS_OWED, ThanksId

__all__ = [
    "agrees_to_public_thanks",
    "commender",
    "is_made",
    "may_be_public",
    "must_stay_above_the_floor",
    "thanks_reader",
]

commender = coordinator() | role(COMMENDER)
"""Who commends in the name of the community."""
named = self_or_guardian("giver_id") | self_or_guardian("taker_id") | coordinator()


def _ask_thanks_reader(subject: object, context: Context, read: Read) -> Grant | None:
    thanks_id: ThanksId = getattr(subject, "thanks_id")  # noqa: B009 - any of them
    thanks = read(Thanks(thanks_id))
    if thanks.given is None:
        return neighbour.ask(subject, context, read)
    if (grant := named.ask(thanks.given, context, read)) is not None:
        return grant
    people = (thanks.given.giver_id, thanks.given.taker_id)
    public = thanks.public and may_be_public(*people, context.at, read)
    return neighbour.ask(subject, context, read) if public else None


thanks_reader = Right(
    "giver and taker of the thanks or their guardians, a coordinator, "
    "and every person who is a member while they are public",
    "致谢双方本人或其监护人、负责人；公开期间为全体个人成员",
    _ask_thanks_reader,
    ("thanks_id",),
)
"""Whose thanks they are, and everybody as long as those whom they name agree to it."""


def agrees_to_public_thanks(
    standing: Standing, moment: datetime, settings: Settings, *, thanked: bool
) -> bool:
    """Whether a member agrees to be named in public thanks (R6).

    An adult who thanks says so by asking for it; for a minor who does, guardians consent. Whose
    data are restricted or erased is shown to nobody as before (R42).
    """
    if obstacle_to_more_data(standing) is not None:
        return False
    if not thanked and not is_minor(standing, moment, settings):
        return True
    return has_agreed(standing, ConsentKind.PUBLIC_THANKS, moment, settings)


def may_be_public(giver_id: MemberId, taker_id: MemberId, moment: datetime, read: Read) -> bool:
    """Whether thanks may be public at a moment: both whom they name agree to it (R6)."""
    giver, taker, settings = read(Standing(giver_id), Standing(taker_id), Settings())
    return agrees_to_public_thanks(
        giver, moment, settings, thanked=False
    ) and agrees_to_public_thanks(taker, moment, settings, thanked=True)


def must_stay_above_the_floor(member_id: MemberId, points: int, read: Read) -> None:
    """Refuse to take more from a member than the floor allows (R37)."""
    balance, settings = read(Balance(member_id), Settings())
    floor = -settings[POINTS_OWED]
    if balance.points - points < floor:
        raise BelowFloor(member_id, balance.points, points, floor)


def is_made(new: PointsIssued | PointsGiven | PointsReturned, read: Read) -> bool:
    """Whether a transfer was made already, in the very same way (R37).

    Raises:
        TransferExists: Its id names another one.
    """
    made = read(Transfer(new.transfer_id)).made
    if made not in (None, new):
        raise TransferExists(new.transfer_id)
    return made is not None
