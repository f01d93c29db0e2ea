"""Whose record it is and who may vouch for it; how minutes are counted, and what is late."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import attrs

from ..community.state import Places, Settings
from ..community.values import PlaceId
from ..kernel import (
    Context,
    Event,
    Grant,
    LocalPeriod,
    MemberId,
    Period,
    Read,
    Right,
    System,
    local_date,
)
from ..members.policies import same_household, self_or_guardian
from .events import HoursCredited
from .refusals import AlreadyCredited, EntryExists, NothingToCredit, OwnHours
from .state import Certificate, Entry, HoursLedger, WorkingDays
from .values import RECORDED_WITHIN, EntryId

__all__ = [
    "Served",
    "hours_for",
    "is_late",
    "its_beneficiary",
    "its_holder",
    "must_not_be_own",
    "whole_minutes",
]

MINUTE = timedelta(minutes=1)


@attrs.frozen
class Served:
    """Service as attendance or a submission tells it."""

    member_id: MemberId
    work: str
    title: str
    place_id: PlaceId | None
    worked: Period
    break_minutes: int = 0
    forgotten: bool = False
    confirmed: bool = False


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


def hours_for(entry_id: EntryId, served: Served, context: Context, read: Read) -> Iterator[Event]:
    """The entry for a service, unless it is there; time that others count is left out (R26)."""
    member_id, work, worked = served.member_id, served.work, served.worked
    entry, ledger, settings, places = read(
        Entry(entry_id), HoursLedger(member_id), Settings(), Places()
    )
    if (known := entry.credited) is not None:
        told = (known.member_id, known.work, known.confirmed, known.corrects)
        if told == (member_id, work, served.confirmed, None):
            return
        raise EntryExists(entry_id)
    if (by := ledger.by_work.get(work)) is not None:
        raise AlreadyCredited(work, member_id, by)
    counted = ledger.uncounted(worked)
    minutes = whole_minutes(counted) - served.break_minutes
    if minutes <= 0:
        raise NothingToCredit(work, member_id)
    yield HoursCredited(
        entry_id,
        member_id,
        minutes,
        worked,
        LocalPeriod.of(worked, settings.zone),
        counted,
        served.break_minutes,
        work,
        served.title,
        places.places[served.place_id] if served.place_id else None,
        str(context.actor),
        is_late(worked.end, context.at, read),
        served.forgotten,
        served.confirmed,
        corrects=None,
    )
