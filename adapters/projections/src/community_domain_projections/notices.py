"""Rounds of notices: which stairwells were told, are excepted, or are still to be told.

They are folded by the core's own `NoticeRound` and `Places`, so what is told and what is decided
agree.
"""

from collections.abc import Mapping
from typing import Any

import attrs

from community_domain import Event, MemberId, Recorded
from community_domain.community import Places, StairwellId
from community_domain.safety import NoticeRound, NoticeRoundId, NoticeRoundOpened

from .folding import Handler, Projection, steps_of

__all__ = ["Coverage", "Notices"]

STEPS = steps_of(NoticeRound)
"""What each event does to a round."""
PLACING = steps_of(Places)
"""What each event does to the places there are."""


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

    _rounds: dict[NoticeRoundId, NoticeRound] = attrs.field(
        factory=dict[NoticeRoundId, NoticeRound], init=False, repr=False
    )
    _places: Places = attrs.field(factory=Places, init=False, repr=False)

    def handlers(self) -> Mapping[type[Event], Handler]:
        """Whatever the core takes in of places, and of rounds."""
        return {**dict.fromkeys(PLACING, self._place), **dict.fromkeys(STEPS, self._step)}

    @property
    def rounds(self) -> tuple[NoticeRoundId, ...]:
        """All of them."""
        return tuple(self._rounds)

    def posters(self, notice_round_id: NoticeRoundId) -> dict[StairwellId, MemberId]:
        """Who posted the notice that hangs in each stairwell."""
        posted = self._rounds[notice_round_id].posted
        return {stairwell_id: one.poster_id for stairwell_id, one in posted.items()}

    def reasons(self, notice_round_id: NoticeRoundId) -> dict[StairwellId, str]:
        """Why a stairwell needs none."""
        return dict(self._rounds[notice_round_id].excepted)

    def coverage(self, notice_round_id: NoticeRoundId) -> Coverage | None:
        """How far a round has come; None where there is none. Linear in the stairwells."""
        found = self._rounds.get(notice_round_id)
        if found is None or found.opened is None:
            return None
        posted, excepted = found.posted, found.excepted
        where = [
            stairwell_id
            for stairwell_id, (building_id, _) in self._places.stairwells.items()
            if found.opened.building_id in (None, building_id)
        ]
        return Coverage(
            found.opened,
            tuple(one for one in where if one in posted),
            tuple(one for one in where if one in excepted),
            tuple(one for one in where if one not in posted and one not in excepted),
            found.complete,
        )

    def _place(self, recorded: Recorded[Any]) -> None:
        PLACING[type(recorded.event)](self._places, recorded.event)

    def _step(self, recorded: Recorded[Any]) -> None:
        round_id = recorded.event.notice_round_id
        found = self._rounds.setdefault(round_id, NoticeRound(round_id))
        STEPS[type(recorded.event)](found, recorded.event)
