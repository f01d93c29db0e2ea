"""Who may collect a child, who did, and whom nobody did."""

from collections.abc import Iterator
from datetime import datetime, timedelta
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
    System,
    decides,
    local_date,
    must_have_happened,
    system,
)
from ...members.policies import guardian, is_minor, lack_of_clearance, must_be_registered
from ...members.refusals import NotAMinor
from ...members.state import Standing
from ..commands import AuthoriseCollection, HandOver, RecordUncollected, RefuseCollection
from ..events import (
    CheckedOut,
    CollectionAuthorised,
    CollectionOverdue,
    CollectionRefused,
    HandedOver,
)
from ..policies import (
    at_the_door,
    its_coordinator,
    must_be_fit_to_collect,
    planned,
)
from ..refusals import (
    AlreadyHandedOver,
    CollectorExists,
    CollectorUnknown,
    NotCheckedIn,
    StillTimeToCollect,
)
from ..state import Collection, Collectors, Schedule, Turnout
from ..values import COLLECTION_MINUTES, OccurrenceId

__all__ = ["authorise_collection", "hand_over", "record_uncollected", "refuse_collection"]


@decides(by=guardian("member_id"))
def authorise_collection(
    command: AuthoriseCollection, context: Context, read: Read
) -> Iterator[Event]:
    """Record that a guardian lets somebody collect a child from now on (R46)."""
    member_id, collector_id, until = command.member_id, command.collector_id, command.until
    giver_id = cast(MemberId, context.actor)
    collectors = read(Collectors(member_id))
    if until is not None and until <= context.at:
        hint = Hint(f"Now is {context.at}.", f"现在是 {context.at}。")
        raise InvalidValue("until", str(until), Problem.TOO_EARLY, hint)
    if collectors.names.get(collector_id, command.name) != command.name:
        raise CollectorExists(member_id, collector_id)
    before = collectors.said.get((giver_id, collector_id))
    if before is None or before.until != until:
        yield CollectionAuthorised(
            collector_id, member_id, giver_id, command.name, context.at, until
        )


@decides(by=guardian("member_id"))
def refuse_collection(command: RefuseCollection, context: Context, read: Read) -> Iterator[Event]:
    """Record a guardian's no; while it stands, no other guardian's yes counts (R46)."""
    collectors, giver_id = read(Collectors(command.member_id)), cast(MemberId, context.actor)
    if command.collector_id not in collectors.names:
        raise CollectorUnknown(command.member_id, command.collector_id)
    if collectors.said.get((giver_id, command.collector_id), "silence") is not None:
        yield CollectionRefused(command.collector_id, command.member_id, giver_id)


@decides(by=at_the_door, backfills=True)
def hand_over(command: HandOver, context: Context, read: Read) -> Iterator[Event]:
    """Record with whom a child left, which checks it out where nobody did (R24, R46)."""
    occurrence_id, member_id = command.occurrence_id, command.member_id
    begins = planned(occurrence_id, read).period.start
    settings, standing = read(Settings(), Standing(member_id))
    turnout, collection = read(
        Turnout(occurrence_id, member_id), Collection(occurrence_id, member_id)
    )
    must_have_happened(command.at, context)
    if _stands(command, collection):
        return
    came = turnout.came or (begins if turnout.on_a_sheet else None)
    _must_be_a_child_there(came, standing, occurrence_id, settings)
    if collection.handed_over is not None:
        raise AlreadyHandedOver(occurrence_id, member_id, collection.handed_over.at)
    _must_be_cleared(cast(MemberId, context.actor), command.at, settings, read)
    _must_not_be_too_early(command.at, turnout, begins)
    must_be_fit_to_collect(command, standing, settings, read)
    collector_id = command.collector_id
    name = read(Collectors(member_id)).names[collector_id] if collector_id else None
    if turnout.came is not None and turnout.went is None:
        yield CheckedOut(occurrence_id, member_id, command.at, forgotten=False)
    yield HandedOver(occurrence_id, member_id, command.at, command.guardian_id, collector_id, name)


@decides(by=its_coordinator | system)
def record_uncollected(command: RecordUncollected, context: Context, read: Read) -> Iterator[Event]:
    """Record, some time after the end, that nobody said who collected a child (R46)."""
    occurrence_id, member_id = command.occurrence_id, command.member_id
    scheduled = planned(occurrence_id, read)
    schedule, turnout, collection = read(
        Schedule(occurrence_id),
        Turnout(occurrence_id, member_id),
        Collection(occurrence_id, member_id),
    )
    settings, standing = read(Settings(), Standing(member_id))
    # The clock knows children by their birthdays, also one who was erased a moment ago.
    if turnout.came is None or not (standing.erased and isinstance(context.actor, System)):
        _must_be_a_child_there(turnout.came, standing, occurrence_id, settings)
    if collection.overdue or collection.handed_over is not None:
        return
    ends = schedule.cancelled or scheduled.period.end
    until = ends + timedelta(minutes=settings[COLLECTION_MINUTES])
    if context.at < until:
        raise StillTimeToCollect(occurrence_id, member_id, until)
    yield CollectionOverdue(occurrence_id, member_id, ends)


def _must_be_cleared(staff_id: MemberId, at: datetime, settings: Settings, read: Read) -> None:
    """Refuse a hand-over by somebody without a clearance on the day of it (R46)."""
    day = local_date(at, settings.zone)
    if (lack := lack_of_clearance(staff_id, (day, day), settings, read)) is not None:
        raise lack


def _stands(command: HandOver, collection: Collection) -> bool:
    """Whether the very same was recorded already."""
    before = collection.handed_over
    return before is not None and (before.at, before.guardian_id, before.collector_id) == (
        command.at,
        command.guardian_id,
        command.collector_id,
    )


def _must_be_a_child_there(
    came: datetime | None, standing: Standing, occurrence_id: OccurrenceId, settings: Settings
) -> None:
    """Refuse who never came, who was erased (R42), and who was of age then."""
    if came is None:
        raise NotCheckedIn(occurrence_id, standing.member_id)
    must_be_registered(standing)
    if not is_minor(standing, came, settings):
        raise NotAMinor(standing.member_id)


def _must_not_be_too_early(at: datetime, turnout: Turnout, begins: datetime) -> None:
    """Refuse a child's leaving before it came, or before it was checked out."""
    told = None if turnout.forgotten else turnout.went
    earliest = told or turnout.came or begins
    if at < earliest:
        hint = Hint(f"Was there at {earliest}.", f"{earliest} 仍在场。")
        raise InvalidValue("at", str(at), Problem.TOO_EARLY, hint)
