"""Rounds of notices: which stairwells were told, are excepted, or are still to be told."""

from collections.abc import Mapping

import attrs

from community_domain import Event, MemberId, Recorded
from community_domain.community import BuildingId, StairwellAdded, StairwellId, StairwellRemoved
from community_domain.safety import (
    NoticePosted,
    NoticeRoundCompleted,
    NoticeRoundId,
    NoticeRoundOpened,
    StairwellExcepted,
)

from .folding import Handler, Projection

__all__ = ["Coverage", "Notices"]


@attrs.frozen
class Coverage:
    """How far a round has come, counted over the stairwells that are there now."""

    round: NoticeRoundOpened
    told: tuple[StairwellId, ...]
    """Where a notice hangs."""
    excepted: tuple[StairwellId, ...]
    """Where none is needed."""
    missing: tuple[StairwellId, ...]
    complete: bool


@attrs.define
class Notices(Projection):
    """Every round in the order of opening."""

    rounds: dict[NoticeRoundId, NoticeRoundOpened] = attrs.field(
        factory=dict[NoticeRoundId, NoticeRoundOpened], init=False
    )
    posters: dict[NoticeRoundId, dict[StairwellId, MemberId]] = attrs.field(
        factory=dict[NoticeRoundId, dict[StairwellId, MemberId]], init=False
    )
    """Who posted the notice that hangs in each stairwell."""
    reasons: dict[NoticeRoundId, dict[StairwellId, str]] = attrs.field(
        factory=dict[NoticeRoundId, dict[StairwellId, str]], init=False
    )
    """Why a stairwell needs none."""
    _stairwells: dict[StairwellId, BuildingId] = attrs.field(
        factory=dict[StairwellId, BuildingId], init=False
    )
    _complete: dict[NoticeRoundId, None] = attrs.field(
        factory=dict[NoticeRoundId, None], init=False
    )

    def handlers(self) -> Mapping[type[Event], Handler]:
        """Which stairwells there are, and what became of them in each round."""
        return {
            StairwellAdded: self._add,
            StairwellRemoved: self._remove,
            NoticeRoundOpened: self._open,
            NoticePosted: self._post,
            StairwellExcepted: self._except,
            NoticeRoundCompleted: self._finish,
        }

    def coverage(self, notice_round_id: NoticeRoundId) -> Coverage | None:
        """How far a round has come; None where there is none. Linear in the stairwells."""
        opened = self.rounds.get(notice_round_id)
        if opened is None:
            return None
        posted, excepted = self.posters[notice_round_id], self.reasons[notice_round_id]
        where = [
            stairwell_id
            for stairwell_id, building_id in self._stairwells.items()
            if opened.building_id in (None, building_id)
        ]
        return Coverage(
            opened,
            tuple(one for one in where if one in posted),
            tuple(one for one in where if one in excepted),
            tuple(one for one in where if one not in posted and one not in excepted),
            notice_round_id in self._complete,
        )

    def _add(self, recorded: Recorded[StairwellAdded]) -> None:
        self._stairwells[recorded.event.stairwell_id] = recorded.event.building_id

    def _remove(self, recorded: Recorded[StairwellRemoved]) -> None:
        self._stairwells.pop(recorded.event.stairwell_id, None)

    def _open(self, recorded: Recorded[NoticeRoundOpened]) -> None:
        round_id = recorded.event.notice_round_id
        self.rounds[round_id] = recorded.event
        self.posters[round_id], self.reasons[round_id] = {}, {}

    def _post(self, recorded: Recorded[NoticePosted]) -> None:
        event = recorded.event
        self.posters[event.notice_round_id][event.stairwell_id] = event.poster_id
        self.reasons[event.notice_round_id].pop(event.stairwell_id, None)

    def _except(self, recorded: Recorded[StairwellExcepted]) -> None:
        event = recorded.event
        self.reasons[event.notice_round_id][event.stairwell_id] = event.reason

    def _finish(self, recorded: Recorded[NoticeRoundCompleted]) -> None:
        self._complete[recorded.event.notice_round_id] = None
