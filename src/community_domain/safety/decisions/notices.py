"""Opening rounds of notices, posting, excepting, and completing."""

from collections.abc import Iterator

from ...community.refusals import PlaceUnknown
from ...community.state import Places, Settings
from ...kernel import Context, Event, Read, decides
from ...members.policies import coordinator_of_building, obstacle_to_taking_part, self_or_guardian
from ...members.state import Standing
from ..commands import CompleteNoticeRound, ExceptStairwell, OpenNoticeRound, PostNotice
from ..events import NoticePosted, NoticeRoundCompleted, NoticeRoundOpened, StairwellExcepted
from ..policies import (
    coordinator_of_round,
    coordinator_of_stairwell,
    must_be_a_stairwell_of,
    must_not_be_complete,
    opened_round,
    stairwells_of,
)
from ..refusals import (
    NoStairwells,
    NoticeHangsThere,
    NoticeRoundExists,
    StairwellsWithoutNotice,
)
from ..state import NoticeRound

__all__ = ["complete_notice_round", "except_stairwell", "open_notice_round", "post_notice"]

SHOWN = 10
"""Stairwells that a refusal names; how many there are it says beside."""


@decides(by=coordinator_of_building, backfills=True)
def open_notice_round(command: OpenNoticeRound, context: Context, read: Read) -> Iterator[Event]:
    """Open a round once, for a known building or for all."""
    opened = read(NoticeRound(command.notice_round_id)).opened
    new = NoticeRoundOpened(command.notice_round_id, command.topic, command.building_id)
    if opened == new:
        return
    if opened is not None:
        raise NoticeRoundExists(command.notice_round_id)
    if command.building_id is not None and command.building_id not in read(Places()).buildings:
        raise PlaceUnknown(command.building_id)
    yield new


@decides(by=self_or_guardian("poster_id") | coordinator_of_stairwell, backfills=True)
def post_notice(command: PostNotice, context: Context, read: Read) -> Iterator[Event]:
    """Take the proof of a stairwell; the last one counts, and an exception is needed no more.

    Who posted may take part (R3).
    """
    found, opened = opened_round(command.notice_round_id, read)
    stairwell_id, poster_id = command.stairwell_id, command.poster_id
    evidence = tuple(dict.fromkeys(command.evidence))
    new = NoticePosted(command.notice_round_id, stairwell_id, poster_id, evidence)
    if found.posted.get(stairwell_id) == new:
        return
    must_not_be_complete(found)
    must_be_a_stairwell_of(opened, stairwell_id, read)
    standing, settings = read(Standing(poster_id), Settings())
    if (obstacle := obstacle_to_taking_part(standing, context.at, settings)) is not None:
        raise obstacle
    yield new


@decides(by=coordinator_of_stairwell, backfills=True)
def except_stairwell(command: ExceptStairwell, context: Context, read: Read) -> Iterator[Event]:
    """Let a stairwell without proof need none, for a reason (R35)."""
    found, opened = opened_round(command.notice_round_id, read)
    stairwell_id = command.stairwell_id
    if found.excepted.get(stairwell_id) == command.reason:
        return
    must_not_be_complete(found)
    must_be_a_stairwell_of(opened, stairwell_id, read)
    if stairwell_id in found.posted:
        raise NoticeHangsThere(command.notice_round_id, stairwell_id)
    yield StairwellExcepted(command.notice_round_id, stairwell_id, command.reason)


@decides(by=coordinator_of_round)
def complete_notice_round(
    command: CompleteNoticeRound, context: Context, read: Read
) -> Iterator[Event]:
    """Complete a round when every stairwell that is there now has proof or an exception (R35).

    All places are one state, so it takes two readings for any number of stairwells.
    """
    found, opened = opened_round(command.notice_round_id, read)
    if found.complete:
        return
    stairwells = stairwells_of(opened, read)
    if not stairwells:
        raise NoStairwells(command.notice_round_id)
    missing = [s for s in stairwells if s not in found.posted and s not in found.excepted]
    if missing:
        first = tuple(missing[:SHOWN])
        raise StairwellsWithoutNotice(command.notice_round_id, len(missing), first)
    posted = sum(stairwell_id in found.posted for stairwell_id in stairwells)
    yield NoticeRoundCompleted(command.notice_round_id, posted, len(stairwells) - posted)
