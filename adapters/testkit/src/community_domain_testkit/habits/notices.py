"""Habits of notices: rounds through stairwells that come and go."""

import attrs
from hypothesis import strategies as st

from community_domain.community import (
    AddBuilding,
    AddStairwell,
    BuildingAdded,
    RemoveStairwell,
    StairwellAdded,
)
from community_domain.safety import (
    CompleteNoticeRound,
    ExceptStairwell,
    NoticePosted,
    NoticeRoundOpened,
    OpenNoticeRound,
    PostNotice,
)
from community_domain.tasks import Evidence, EvidenceKind

from ..founding import FOUNDER
from ..moves import Move, Who
from .telling import Cast, Habits, Overrides, topic, wished

__all__ = ["NOTICES"]

PROOF = (Evidence(EvidenceKind.AFTER, "a" * 64, "image/jpeg"),)
OTHER_PROOF = (Evidence(EvidenceKind.AFTER, "b" * 64, "image/jpeg"),)


def _stairwell(cast: Cast, number: int, building: int = 0) -> Move:
    """A stairwell of a building."""
    return wished(
        AddStairwell,
        stairwell_id=cast.new("stairwell", number),
        building_id=cast.new("building", building),
        name="one",
    )


def _building(cast: Cast, number: int = 0) -> Move:
    return wished(AddBuilding, building_id=cast.new("building", number), name="one")


def _posted(cast: Cast, number: int) -> Move:
    """A notice that an adult shows."""
    move = wished(
        PostNotice,
        notice_round_id=cast.new("notice-round"),
        stairwell_id=cast.new("stairwell", number),
        poster_id=cast.adult,
        evidence=PROOF,
    )
    return attrs.evolve(move, by=Who.NAMED)


def _excepted(cast: Cast, number: int) -> Move:
    """A stairwell that needs no notice."""
    return wished(
        ExceptStairwell,
        notice_round_id=cast.new("notice-round"),
        stairwell_id=cast.new("stairwell", number),
        reason="one",
    )


def _completed(cast: Cast) -> Move:
    return wished(CompleteNoticeRound, notice_round_id=cast.new("notice-round"))


def _opened(cast: Cast, building: str | None = None, words: str = "one") -> Move:
    round_id = cast.new("notice-round")
    return wished(OpenNoticeRound, notice_round_id=round_id, topic=words, building_id=building)


def _prologue(cast: Cast) -> list[Move]:
    """A round through all stairwells, of which there is one."""
    return [_building(cast), _stairwell(cast, 0), _opened(cast)]


def _of_a_building(cast: Cast) -> list[Move]:
    """A round whose stairwells become more and fewer while it goes on."""
    building = cast.new("building")
    return [
        _building(cast),
        _opened(cast, building),
        _opened(cast, building, "other"),
        _completed(cast),
        _stairwell(cast, 0),
        _stairwell(cast, 1),
        _stairwell(cast, 2),
        _posted(cast, 0),
        _excepted(cast, 0),
        _excepted(cast, 1),
        _completed(cast),
        wished(RemoveStairwell, stairwell_id=cast.new("stairwell", 2)),
        _posted(cast, 2),
        _completed(cast),
        _excepted(cast, 1),
        _posted(cast, 1),
    ]


def _next_door(cast: Cast) -> list[Move]:
    """A notice for one building is posted in another, and of a round that nobody opened."""
    return [
        _building(cast),
        _building(cast, 1),
        _stairwell(cast, 0, 1),
        _posted(cast, 0),
        _opened(cast, cast.new("building")),
        _posted(cast, 0),
        _excepted(cast, 0),
    ]


def _overrides(cast: Cast) -> Overrides:
    return {
        (PostNotice, "evidence"): st.sampled_from([PROOF, PROOF, OTHER_PROOF]),
        (PostNotice, "poster_id"): st.sampled_from([*cast.minors, *cast.adults, FOUNDER]),
        (OpenNoticeRound, "building_id"): st.sampled_from(
            [None, *cast.pool("building")[:2], *cast.pool("building")[:2]]
        ),
    }


NOTICES = Habits(
    weights={PostNotice: 6, ExceptStairwell: 3, CompleteNoticeRound: 3, OpenNoticeRound: 2},
    actors={PostNotice: (FOUNDER, FOUNDER, Who.NAMED, Who.GUARDIAN)},
    topics={
        OpenNoticeRound: (topic(BuildingAdded, "building_id"),),
        PostNotice: (
            topic(NoticeRoundOpened, "notice_round_id"),
            topic(StairwellAdded, "stairwell_id"),
            topic(NoticePosted, "notice_round_id", "stairwell_id", "poster_id"),
        ),
        ExceptStairwell: (
            topic(NoticeRoundOpened, "notice_round_id"),
            topic(StairwellAdded, "stairwell_id"),
        ),
        CompleteNoticeRound: (topic((NoticeRoundOpened, NoticePosted), "notice_round_id"),),
    },
    plots=(_of_a_building, _next_door),
    prologue=_prologue,
    overrides=_overrides,
)
