"""Scores, and what takes their place when they were wrong."""

from collections.abc import Iterator

from ...kernel import Context, Event, Read, decides
from ..commands import CorrectScore, RecordScore
from ..events import ScoreCorrected, ScoreRecorded
from ..policies import keeps_score, station_of, was_there
from ..refusals import (
    AlreadyScored,
    NotAtStation,
    NotInGroup,
    NotScored,
    NotThereInRound,
    RoundNotBegun,
    ScoreSuperseded,
    ScoreUnknown,
)
from ..state import MemberScores, Rotation, Turnout
from ..values import Visit

__all__ = ["correct_score", "record_score"]


@decides(by=keeps_score, backfills=True)
def record_score(command: RecordScore, context: Context, read: Read) -> Iterator[Event]:
    """Record one score of a member who is there, with the group that is at the station (R17)."""
    occurrence_id, station_id, member_id = (
        command.occurrence_id,
        command.station_id,
        command.member_id,
    )
    rotation, scores, turnout = read(
        Rotation(occurrence_id),
        MemberScores(occurrence_id, member_id),
        Turnout(occurrence_id, member_id),
    )
    unit = station_of(rotation, station_id).unit
    if unit is None:
        raise NotScored(occurrence_id, station_id)
    new = ScoreRecorded(
        occurrence_id, station_id, command.round, command.group, member_id, command.value, unit
    )
    if known := scores.scores.get(station_id):
        if known[0] == new:
            return
        raise AlreadyScored(member_id, station_id, len(known))
    _must_be_its_turn(command, rotation)
    if not was_there(turnout, rotation, command.round, context):
        raise NotThereInRound(occurrence_id, member_id, command.round)
    yield new


@decides(by=keeps_score, backfills=True)
def correct_score(command: CorrectScore, context: Context, read: Read) -> Iterator[Event]:
    """Let a score count no more, and another in its place; both stay to be seen (R17)."""
    station_id, member_id, wrong = command.station_id, command.member_id, command.supersedes
    known = read(MemberScores(command.occurrence_id, member_id)).scores.get(station_id, ())
    if wrong > len(known):
        raise ScoreUnknown(member_id, station_id, wrong)
    old = known[wrong - 1]
    if wrong < len(known):
        next_one = known[wrong]
        if next_one.value == command.value and _reason(next_one) == command.reason:
            return
        raise ScoreSuperseded(member_id, station_id, wrong, len(known))
    if old.value != command.value:
        yield ScoreCorrected(
            command.occurrence_id,
            station_id,
            old.round,
            old.group,
            member_id,
            command.value,
            old.unit,
            wrong + 1,
            wrong,
            command.reason,
        )


def _must_be_its_turn(command: RecordScore, rotation: Rotation) -> None:
    """Refuse a round that has not started, another group's turn, and another group's member."""
    number, group, member_id = command.round, command.group, command.member_id
    started = rotation.started.get(number)
    if started is None:
        raise RoundNotBegun(command.occurrence_id, number)
    if Visit(number, group, command.station_id) not in started.visits:
        raise NotAtStation(group, command.station_id, number)
    since = rotation.groups.get(group, {}).get(member_id)
    if since is None or since > number:
        raise NotInGroup(member_id, group, number)


def _reason(score: ScoreRecorded | ScoreCorrected) -> str | None:
    return score.reason if isinstance(score, ScoreCorrected) else None
