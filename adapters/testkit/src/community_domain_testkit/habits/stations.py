"""Habits of groups and stations: games that are on, with rounds, scores, and rain."""

from typing import Any

from hypothesis import strategies as st

from community_domain import MemberId, System
from community_domain.activities import (
    AdjustGroups,
    CheckedIn,
    CheckIn,
    CloseStation,
    CorrectScore,
    DrawGroups,
    FinishRound,
    GroupsDrawn,
    OccurrenceScheduled,
    RecordScore,
    RoundFinished,
    RoundsPlanned,
    RoundStarted,
    ScheduleOccurrence,
    ScoreCorrected,
    ScoreRecorded,
    SeatConfirmed,
    SetUpStation,
    SignUp,
    StartRound,
    StationSetUp,
    Withdraw,
)

from ..moves import Later, Move
from .activities import scheduled
from .telling import HOUR, NOW, Cast, Habits, Overrides, period_ahead, topic, wished

__all__ = ["STATIONS"]


def _station(cast: Cast, number: int, **fields: Any) -> Move:
    """A station, where something is counted unless it is said otherwise."""
    told = {"name": "one", "unit": "one", **fields}
    return wished(
        SetUpStation,
        occurrence_id=cast.new("occurrence"),
        station_id=cast.new("station", number),
        **told,
    )


def _games(cast: Cast) -> list[Move]:
    """Games that are on, with two stations and two who play."""
    where = {"occurrence_id": cast.new("occurrence")}
    return [
        wished(
            ScheduleOccurrence,
            **where,
            activity_id=cast.pool("activity")[0],
            period=period_ahead(-HOUR / 2, HOUR),
            closes=Later(HOUR / 2),
        ),
        _station(cast, 0, keeper_id=cast.guardian),
        _station(cast, 1),
        wished(SignUp, **where, member_id=cast.adult),
        wished(SignUp, **where, member_id=cast.other),
    ]


def _drawn(cast: Cast) -> list[Move]:
    """Each of the two is a group, in the order of the cast."""
    where = {"occurrence_id": cast.new("occurrence")}
    order = (cast.adult, cast.other)
    return [*_games(cast), wished(DrawGroups, **where, groups=2, order=order)]


def _round(cast: Cast, kind: type[Any], number: int) -> Move:
    """A round starts, or finishes."""
    return wished(kind, occurrence_id=cast.new("occurrence"), round=number)


def _score(cast: Cast, who: MemberId, value: int, where: tuple[int, int, int]) -> Move:
    """A score at a station, in a round, of a group."""
    station, number, group = where
    return wished(
        RecordScore,
        occurrence_id=cast.new("occurrence"),
        station_id=cast.new("station", station),
        round=number,
        group=group,
        member_id=who,
        value=value,
    )


def _correction(cast: Cast, supersedes: int, value: int) -> Move:
    """Another score for the first of the cast."""
    return wished(
        CorrectScore,
        occurrence_id=cast.new("occurrence"),
        station_id=cast.new("station"),
        member_id=cast.adult,
        supersedes=supersedes,
        value=value,
        reason="one",
    )


def _on(cast: Cast) -> list[Move]:
    """The first round is on, and one of the two has come."""
    here = {"occurrence_id": cast.new("occurrence"), "member_id": cast.adult}
    return [*_drawn(cast), wished(CheckIn, **here, at=NOW), _round(cast, StartRound, 1)]


def _scored(cast: Cast) -> list[Move]:
    """A score is recorded twice, corrected twice, and once too often."""
    return [
        *_on(cast),
        _score(cast, cast.adult, 7, (0, 1, 1)),
        _score(cast, cast.adult, 8, (0, 1, 1)),
        _correction(cast, 1, 8),
        _correction(cast, 1, 9),
        _correction(cast, 2, 7),
        _correction(cast, 5, 9),
    ]


def _not_scored(cast: Cast) -> list[Move]:
    """Scores are told of another place, another group, another round, and of who is not there."""
    return [
        *_on(cast),
        _score(cast, cast.adult, 7, (1, 1, 1)),
        _score(cast, cast.other, 7, (0, 1, 1)),
        _score(cast, cast.adult, 7, (1, 2, 1)),
        _score(cast, cast.other, 7, (1, 1, 2)),
        _station(cast, 2, unit=None),
        _score(cast, cast.adult, 7, (2, 1, 1)),
        _score(cast, cast.adult, 7, (3, 1, 1)),
    ]


def _rain(cast: Cast) -> list[Move]:
    """Rounds start in order only; a station closes, and in the end nothing is left."""
    here = {"occurrence_id": cast.new("occurrence")}
    close = [
        wished(CloseStation, **here, station_id=cast.new("station", one), reason="one")
        for one in (1, 4)
    ]
    return [
        *_drawn(cast),
        _round(cast, StartRound, 2),
        _round(cast, StartRound, 1),
        _round(cast, StartRound, 2),
        wished(DrawGroups, **here, groups=1),
        _round(cast, FinishRound, 1),
        *close,
        _station(cast, 1),
        _round(cast, StartRound, 2),
        _round(cast, FinishRound, 2),
        _round(cast, StartRound, 3),
        _round(cast, FinishRound, 3),
    ]


def _undrawn(cast: Cast) -> list[Move]:
    """Nobody can go anywhere yet, more groups are wanted than there are members, or a stranger."""
    here = {"occurrence_id": cast.new("occurrence")}
    return [
        *_games(cast),
        _round(cast, StartRound, 1),
        wished(DrawGroups, **here, groups=5),
        wished(DrawGroups, **here, groups=1, order=(cast.minor,)),
        _station(cast, 0, name="other"),
    ]


def _coming_and_going(cast: Cast) -> list[Move]:
    """One signs up when groups are drawn already, another withdraws; it is too early to begin."""
    here = {"occurrence_id": cast.new("occurrence")}
    return [
        scheduled(cast, here["occurrence_id"], 6 * HOUR),
        _station(cast, 0),
        wished(SignUp, **here, member_id=cast.adult),
        wished(DrawGroups, **here, groups=1),
        wished(SignUp, **here, member_id=cast.minor),
        _round(cast, StartRound, 1),
        wished(Withdraw, **here, member_id=cast.adult),
    ]


def _overrides(_: Cast) -> Overrides:
    mostly_first = st.sampled_from([1, 1, 1, 2, 2, 3])
    numbers = dict.fromkeys(
        (
            (DrawGroups, "groups"),
            (StartRound, "round"),
            (FinishRound, "round"),
            (RecordScore, "round"),
            (RecordScore, "group"),
            (CorrectScore, "supersedes"),
            (SetUpStation, "takes"),
        ),
        mostly_first,
    )
    return {
        **numbers,
        (DrawGroups, "order"): st.just(()),
        (SetUpStation, "unit"): st.sampled_from(["one", "one", None]),
        (RecordScore, "value"): st.sampled_from([7, 8]),
        (CorrectScore, "value"): st.sampled_from([7, 8, 9]),
    }


STATIONS = Habits(
    weights={StartRound: 4, FinishRound: 2, RecordScore: 4, CorrectScore: 2, DrawGroups: 2},
    actors={AdjustGroups: (System("clock"),)},
    topics={
        SetUpStation: (topic((OccurrenceScheduled, SeatConfirmed), "occurrence_id"),),
        CloseStation: (topic(StationSetUp, "occurrence_id", "station_id"),),
        DrawGroups: (topic((SeatConfirmed, StationSetUp), "occurrence_id"),),
        AdjustGroups: (topic(SeatConfirmed, "occurrence_id", "member_id"),),
        StartRound: (topic((RoundsPlanned, RoundFinished, GroupsDrawn), "occurrence_id"),),
        FinishRound: (topic(RoundStarted, "occurrence_id", "round"),),
        RecordScore: (
            topic(ScoreRecorded, "occurrence_id", "station_id", "round", "group", "member_id"),
            topic(RoundStarted, "occurrence_id", "round"),
            topic(CheckedIn, "occurrence_id", "member_id"),
        ),
        CorrectScore: (
            topic((ScoreRecorded, ScoreCorrected), "occurrence_id", "station_id", "member_id"),
        ),
    },
    plots=(_scored, _not_scored, _rain, _undrawn, _coming_and_going),
    overrides=_overrides,
)
