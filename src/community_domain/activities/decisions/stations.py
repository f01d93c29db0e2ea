"""Stations, groups, and the rounds in which groups go from one station to the next."""

from collections.abc import Iterator

from ...kernel import Context, Event, Read, decides, system
from ...members.policies import must_be_a_person
from ..commands import (
    AdjustGroups,
    CloseStation,
    DrawGroups,
    FinishRound,
    SetUpStation,
    StartRound,
)
from ..events import (
    GroupFormed,
    GroupJoined,
    GroupLeft,
    GroupsDrawn,
    RoundFinished,
    RoundStarted,
    StationClosed,
    StationSetUp,
)
from ..policies import (
    dealt,
    drawn_claims,
    its_coordinator,
    leads_rounds,
    must_be_ahead,
    planned,
    planned_anew,
    station_of,
)
from ..refusals import (
    GroupsNotDrawn,
    NoRoundLeft,
    NotSignedUp,
    NotTheNextRound,
    NotYetBegun,
    RoundNotBegun,
    RoundsBegun,
    RoundStillOn,
    StationExists,
    TooFewForGroups,
)
from ..state import Rotation, Seats

__all__ = [
    "adjust_groups",
    "close_station",
    "draw_groups",
    "finish_round",
    "set_up_station",
    "start_round",
]


@decides(by=its_coordinator, backfills=True)
def set_up_station(command: SetUpStation, context: Context, read: Read) -> Iterator[Event]:
    """Set up a station once; the groups go there in rounds that have not started (R16)."""
    occurrence_id, station_id = command.occurrence_id, command.station_id
    rotation = read(Rotation(occurrence_id))
    new = StationSetUp(
        occurrence_id,
        station_id,
        command.name,
        command.takes,
        command.unit,
        command.least_wins,
        command.keeper_id,
    )
    if rotation.stations.get(station_id) == new and station_id not in rotation.closed:
        return
    if station_id in rotation.stations:
        raise StationExists(occurrence_id, station_id)
    must_be_ahead(occurrence_id, context, read)
    keeper_id = command.keeper_id
    if keeper_id is not None:
        must_be_a_person(keeper_id, read)
    yield new
    stations = {**rotation.open, station_id: command.takes}
    yield from planned_anew(rotation, len(rotation.groups), stations)


@decides(by=leads_rounds, backfills=True)
def close_station(command: CloseStation, context: Context, read: Read) -> Iterator[Event]:
    """Drop a station with a reason, and let the groups go on without it (R16)."""
    occurrence_id, station_id = command.occurrence_id, command.station_id
    rotation = read(Rotation(occurrence_id))
    station_of(rotation, station_id)
    if station_id in rotation.closed:
        return
    must_be_ahead(occurrence_id, context, read)
    yield StationClosed(occurrence_id, station_id, command.reason)
    stations = {one: takes for one, takes in rotation.open.items() if one != station_id}
    yield from planned_anew(rotation, len(rotation.groups), stations)


@decides(by=its_coordinator, backfills=True)
def draw_groups(command: DrawGroups, context: Context, read: Read) -> Iterator[Event]:
    """Deal those with a seat to groups as they were drawn, until the first round starts (R16)."""
    occurrence_id, number = command.occurrence_id, command.groups
    planned(occurrence_id, read)
    rotation, seats = read(Rotation(occurrence_id), Seats(occurrence_id))
    for member_id in command.order:
        if member_id not in seats.confirmed:
            raise NotSignedUp(occurrence_id, member_id)
    if len(seats.confirmed) < number:
        raise TooFewForGroups(occurrence_id, len(seats.confirmed), number)
    groups = dealt(drawn_claims(seats, command.order), number)
    if groups == [list(group) for group in rotation.groups.values()]:
        return
    must_be_ahead(occurrence_id, context, read)
    if rotation.started:
        raise RoundsBegun(occurrence_id, len(rotation.started))
    yield GroupsDrawn(occurrence_id, number)
    for group, members in enumerate(groups, 1):
        yield GroupFormed(occurrence_id, group, tuple(members))
    yield from planned_anew(rotation, number, rotation.open)


@decides(by=system)
def adjust_groups(command: AdjustGroups, context: Context, read: Read) -> Iterator[Event]:
    """Let who got a seat join the smallest group, and who lost it leave theirs.

    The others stay with those they were drawn with, and the rounds as they are planned.
    """
    occurrence_id, member_id = command.occurrence_id, command.member_id
    rotation = read(Rotation(occurrence_id))
    if not rotation.groups:
        return
    has_seat = member_id in read(Seats(occurrence_id)).confirmed
    group = rotation.group_of.get(member_id)
    if group is not None and not has_seat:
        yield GroupLeft(occurrence_id, group, member_id)
    elif group is None and has_seat:
        smallest = min(rotation.groups, key=lambda one: len(rotation.groups[one]))
        since = rotation.running or rotation.next_round
        yield GroupJoined(occurrence_id, smallest, member_id, since)


@decides(by=leads_rounds, backfills=True)
def start_round(command: StartRound, context: Context, read: Read) -> Iterator[Event]:
    """Start the next round, when the one before is over; groups are where it was planned (R16)."""
    occurrence_id, number = command.occurrence_id, command.round
    begins, rotation = planned(occurrence_id, read).period.start, read(Rotation(occurrence_id))
    if number in rotation.started:
        return
    must_be_ahead(occurrence_id, context, read)
    if context.at < begins:
        raise NotYetBegun(occurrence_id, begins)
    if not rotation.groups:
        raise GroupsNotDrawn(occurrence_id)
    if rotation.running is not None:
        raise RoundStillOn(occurrence_id, rotation.running)
    if number != rotation.next_round:
        raise NotTheNextRound(occurrence_id, number, rotation.next_round)
    visits = tuple(visit for visit in rotation.planned if visit.round == number)
    if not visits:
        raise NoRoundLeft(occurrence_id)
    yield RoundStarted(occurrence_id, number, visits, context.at)


@decides(by=leads_rounds, backfills=True)
def finish_round(command: FinishRound, context: Context, read: Read) -> Iterator[Event]:
    """Finish a round that is on, also when the occurrence is over already."""
    occurrence_id, number = command.occurrence_id, command.round
    rotation = read(Rotation(occurrence_id))
    if number not in rotation.started:
        raise RoundNotBegun(occurrence_id, number)
    if number not in rotation.finished:
        yield RoundFinished(occurrence_id, number, context.at)
