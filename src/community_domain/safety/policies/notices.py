"""Who runs a round of notices, and which stairwells it has at a moment."""

from typing import Any

from ...community.refusals import PlaceUnknown
from ...community.state import Places
from ...community.values import BuildingId, ScopeKind, StairwellId
from ...kernel import Read, Right
from ...members.policies import role_within
from ...members.values import COORDINATOR
from ..events import NoticeRoundOpened
from ..refusals import NoticeRoundComplete, NoticeRoundUnknown, StairwellNotInRound
from ..state import NoticeRound
from ..values import NoticeRoundId

__all__ = [
    "coordinator_of_round",
    "coordinator_of_stairwell",
    "must_be_a_stairwell_of",
    "must_not_be_complete",
    "opened_round",
    "stairwells_of",
]


def _building_of_round(subject: Any, read: Read) -> BuildingId | None:
    opened = read(NoticeRound(subject.notice_round_id)).opened
    return opened.building_id if opened else None


def _building_of_stairwell(subject: Any, read: Read) -> BuildingId | None:
    known = read(Places()).stairwells.get(subject.stairwell_id)
    return known[0] if known else None


coordinator_of_round = Right(
    "a coordinator of the round's building",
    "该轮次所属楼栋的负责人",
    role_within(COORDINATOR, ScopeKind.BUILDING, _building_of_round),
    ("notice_round_id",),
)
"""A coordinator of the community, or of the building whose stairwells are told."""

coordinator_of_stairwell = Right(
    "a coordinator of the stairwell's building",
    "该楼道所属楼栋的负责人",
    role_within(COORDINATOR, ScopeKind.BUILDING, _building_of_stairwell),
    ("stairwell_id",),
)
"""A coordinator of the community, or of the building that the stairwell is in."""


def opened_round(
    notice_round_id: NoticeRoundId, read: Read
) -> tuple[NoticeRound, NoticeRoundOpened]:
    """A round of notices, which was opened.

    Raises:
        NoticeRoundUnknown: It was not.
    """
    found = read(NoticeRound(notice_round_id))
    if found.opened is None:
        raise NoticeRoundUnknown(notice_round_id)
    return found, found.opened


def must_not_be_complete(found: NoticeRound) -> None:
    """Refuse what comes after a round was completed (R35)."""
    if found.complete:
        raise NoticeRoundComplete(found.notice_round_id)


def must_be_a_stairwell_of(
    opened: NoticeRoundOpened, stairwell_id: StairwellId, read: Read
) -> None:
    """Refuse a stairwell that is not there, or in no building of the round (R35)."""
    known = read(Places()).stairwells.get(stairwell_id)
    if known is None:
        raise PlaceUnknown(stairwell_id)
    if opened.building_id not in (None, known[0]):
        raise StairwellNotInRound(opened.notice_round_id, stairwell_id, opened.building_id)


def stairwells_of(opened: NoticeRoundOpened, read: Read) -> list[StairwellId]:
    """The stairwells of a round that are there now, those added later too (R35)."""
    return [
        stairwell_id
        for stairwell_id, (building_id, _) in read(Places()).stairwells.items()
        if opened.building_id in (None, building_id)
    ]
