"""Who keeps score, and what of a rotation is still ahead."""

from collections.abc import Iterator, Mapping
from typing import Any

from ...kernel import Context, Event, Grant, MemberId, Read, Right
from ...members.policies import is_gone
from ..events import RoundsPlanned, StationSetUp
from ..refusals import OccurrenceOver, StationUnknown
from ..state import Rotation, Seats, Turnout
from ..values import OccurrenceId, StationId
from .rights import its_coordinator, its_tutor, must_take_place, planned
from .rotation import rounds_for

__all__ = [
    "drawn_claims",
    "keeps_score",
    "leads_rounds",
    "must_be_ahead",
    "planned_anew",
    "station_of",
    "was_there",
]


def _ask_keeper(subject: Any, context: Context, read: Read) -> Grant | None:
    station = read(Rotation(subject.occurrence_id)).stations.get(subject.station_id)
    keeps = station is not None and station.keeper_id == context.actor
    return Grant() if keeps and not is_gone(context.actor, read) else None


its_keeper = Right(
    "the keeper of the station", "该项目点的负责者", _ask_keeper, ("occurrence_id", "station_id")
)
leads_rounds = its_coordinator | its_tutor
"""Who sends groups on: a coordinator or a tutor of the activity."""
keeps_score = leads_rounds | its_keeper
"""Who records scores: those, and whoever keeps the station."""


def must_be_ahead(occurrence_id: OccurrenceId, context: Context, read: Read) -> None:
    """Refuse to plan what is over (R15) or was called off (R23)."""
    ends = planned(occurrence_id, read).period.end
    must_take_place(occurrence_id, read)
    if context.at >= ends:
        raise OccurrenceOver(occurrence_id, ends)


def station_of(rotation: Rotation, station_id: StationId) -> StationSetUp:
    """A station, open or closed.

    Raises:
        StationUnknown: It was not set up.
    """
    station = rotation.stations.get(station_id)
    if station is None:
        raise StationUnknown(rotation.occurrence_id, station_id)
    return station


def drawn_claims(seats: Seats, order: tuple[MemberId, ...]) -> list[list[MemberId]]:
    """Those who have a seat, as they were drawn; who signed up together stand together."""
    party_of = {one: party for party, members in seats.parties.items() for one in members}
    claims: dict[str, list[MemberId]] = {}
    for member_id in dict.fromkeys((*order, *seats.confirmed)):
        party = party_of.get(member_id)
        claim = f"alone:{member_id}" if party is None else f"party:{party}"
        claims.setdefault(claim, []).append(member_id)
    return list(claims.values())


def planned_anew(
    rotation: Rotation, groups: int, stations: Mapping[StationId, int]
) -> Iterator[Event]:
    """The rounds that have not started, for so many groups and these stations, if they change.

    Where a group has been it does not go again (R16); what has started stays.
    """
    been = {
        (visit.group, visit.station_id)
        for started in rotation.started.values()
        for visit in started.visits
    }
    visits = rounds_for(groups, stations, been, rotation.next_round)
    if visits != rotation.planned:
        yield RoundsPlanned(rotation.occurrence_id, visits)


def was_there(turnout: Turnout, rotation: Rotation, number: int, context: Context) -> bool:
    """Whether a member was checked in at some time of a round, or a sheet says they came (R17)."""
    if turnout.came is None:
        return turnout.on_a_sheet
    begun, finished = rotation.started[number].at, rotation.finished.get(number, context.at)
    return turnout.came <= finished and (turnout.went is None or turnout.went > begun)
