"""Whose record it is, who may vouch for it, how minutes are counted, and when it is late."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from ..community.state import Settings
from ..kernel import Context, Grant, MemberId, Period, Read, Right, System, local_date
from ..members.policies import same_household, self_or_guardian
from .refusals import OwnHours
from .state import Certificate, Entry, WorkingDays
from .values import RECORDED_WITHIN

__all__ = ["is_late", "its_beneficiary", "its_holder", "must_not_be_own", "whole_minutes"]

MINUTE = timedelta(minutes=1)


def _ask_its_beneficiary(subject: object, context: Context, read: Read) -> Grant | None:
    credited = read(Entry(getattr(subject, "entry_id"))).credited  # noqa: B009 - any of them
    if credited is None:
        return None
    return self_or_guardian("member_id").ask(credited, context, read)


def _ask_its_holder(subject: object, context: Context, read: Read) -> Grant | None:
    issued = read(Certificate(getattr(subject, "certificate_id"))).issued  # noqa: B009 - any
    if issued is None:
        return None
    return self_or_guardian("member_id").ask(issued, context, read)


its_beneficiary = Right(
    "the member whose entry it is, or a guardian",
    "该记录的本人或监护人",
    _ask_its_beneficiary,
    ("entry_id",),
)
its_holder = Right(
    "the member whose certificate it is, or a guardian",
    "该证明的本人或监护人",
    _ask_its_holder,
    ("certificate_id",),
)


def whole_minutes(parts: Iterable[Period]) -> int:
    """How long parts of a day are together, in whole minutes, rounded down (R26)."""
    return sum((part.end - part.start for part in parts), timedelta(0)) // MINUTE


def must_not_be_own(member_id: MemberId, context: Context, read: Read) -> None:
    """Refuse who would vouch for hours of their own, or of their household (R27)."""
    actor = context.actor
    if not isinstance(actor, System) and same_household(actor, member_id, read):
        raise OwnHours(actor, member_id)


def is_late(ended: datetime, at: datetime, read: Read) -> bool:
    """Whether service is recorded after more working days than allowed (R31).

    Days are those of the community's calendar. The day on which the service ended does not count,
    the day of recording does.
    """
    days, settings = read(WorkingDays(), Settings())
    after, until = (local_date(instant, settings.zone) for instant in (ended, at))
    return days.more_than(settings[RECORDED_WITHIN], after, until)
