"""Disputes about entries of the hours ledger: one answer, one appeal, and then it is settled."""

from collections.abc import Iterator
from typing import cast

from ...kernel import Context, Event, MemberId, Read, decides
from ...members.policies import coordinator, self_or_guardian
from ..commands import AppealEntry, DisputeEntry, UpholdEntry
from ..events import EntryAppealed, EntryDisputed, EntryUpheld, HoursCredited
from ..policies import must_not_be_own
from ..refusals import AnsweredBefore, DisputeStandsAt, EntryCorrected, EntryUnknown
from ..state import Dispute, Entry
from ..values import DisputeStanding, EntryId

__all__ = ["appeal_entry", "dispute_entry", "uphold_entry"]


@decides(by=self_or_guardian("member_id"))
def dispute_entry(command: DisputeEntry, context: Context, read: Read) -> Iterator[Event]:
    """Say that one's entry is wrong; a correction or an upholding answers (R27)."""
    entry_id, member_id = command.entry_id, command.member_id
    _must_be_of(member_id, _counting(entry_id, read))
    new = EntryDisputed(entry_id, member_id, command.reason)
    yield from _next(read(Dispute(entry_id)), DisputeStanding.NONE, new)


@decides(by=coordinator())
def uphold_entry(command: UpholdEntry, context: Context, read: Read) -> Iterator[Event]:
    """Answer that an entry is right; an appeal is answered by another, for good (R27)."""
    entry_id, member_id = command.entry_id, command.member_id
    _must_be_of(member_id, _counting(entry_id, read))
    must_not_be_own(member_id, context, read)
    dispute, actor = read(Dispute(entry_id)), cast(MemberId, context.actor)
    new = EntryUpheld(entry_id, member_id, command.reason, actor)
    if dispute.last == new:
        return
    appealed = dispute.standing is DisputeStanding.APPEALED
    if appealed and dispute.upheld_by == actor:
        raise AnsweredBefore(actor, entry_id)
    step = DisputeStanding.APPEALED if appealed else DisputeStanding.DISPUTED
    yield from _next(dispute, step, new)


@decides(by=self_or_guardian("member_id"))
def appeal_entry(command: AppealEntry, context: Context, read: Read) -> Iterator[Event]:
    """Ask that another coordinator looks at an entry that was upheld, once (R27)."""
    entry_id, member_id = command.entry_id, command.member_id
    _must_be_of(member_id, _counting(entry_id, read))
    new = EntryAppealed(entry_id, member_id, command.reason)
    yield from _next(read(Dispute(entry_id)), DisputeStanding.UPHELD, new)


def _counting(entry_id: EntryId, read: Read) -> HoursCredited:
    """The entry, which counts; what was corrected is settled by that.

    Raises:
        EntryUnknown: The ledger has no such entry.
        EntryCorrected: Another stands for it.
    """
    entry = read(Entry(entry_id))
    if entry.credited is None:
        raise EntryUnknown(entry_id)
    if entry.corrected_by is not None:
        raise EntryCorrected(entry_id, entry.corrected_by)
    return entry.credited


def _must_be_of(member_id: MemberId, credited: HoursCredited) -> None:
    """Refuse to speak of somebody else's entry, as if there were none."""
    if credited.member_id != member_id:
        raise EntryUnknown(credited.entry_id)


def _next(
    dispute: Dispute, step: DisputeStanding, new: EntryDisputed | EntryUpheld | EntryAppealed
) -> Iterator[Event]:
    """What is said next, where the dispute is at the step before it; said again it is no news."""
    if dispute.last == new:
        return
    if dispute.standing is not step:
        raise DisputeStandsAt(dispute.entry_id, dispute.standing)
    yield new
