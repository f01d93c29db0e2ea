"""The decisions about stations, groups and rounds, rule by rule."""

from datetime import timedelta

import pytest
from community_domain_testkit import FOUNDER, Given

from community_domain import Command, Event, InvalidValue, MemberId, NotPermitted, System
from community_domain.activities import (
    AdjustGroups,
    CloseStation,
    DrawGroups,
    FinishRound,
    GroupFormed,
    GroupJoined,
    GroupLeft,
    GroupsDrawn,
    GroupsNotDrawn,
    NoRoundLeft,
    NotSignedUp,
    NotTheNextRound,
    NotYetBegun,
    OccurrenceCalledOff,
    OccurrenceCancelled,
    OccurrenceId,
    OccurrenceOver,
    OccurrenceUnknown,
    PartyFormed,
    PartyId,
    Rotation,
    RoundFinished,
    RoundNotBegun,
    RoundsBegun,
    RoundsPlanned,
    RoundStarted,
    RoundStillOn,
    SeatLeft,
    SetUpStation,
    SignUp,
    StartRound,
    StationClosed,
    StationExists,
    StationId,
    StationUnknown,
    TooFewForGroups,
    Withdraw,
)
from community_domain.community import Scope, ScopeKind, SubjectId
from community_domain.members import COORDINATOR, TUTOR, MemberUnknown, RoleGranted
from tests.activities.posts import (
    BOWLING,
    DRAWN,
    HERE,
    LATER,
    NEXT,
    ON,
    RINGS,
    SEATED,
    START,
    formed,
    station,
    visits,
)
from tests.stories import ADULT, CHILD, GAMES, GUARDIAN, OTHER, PERIOD, SPORTS_DAY, seat

SET_UP = SetUpStation(SPORTS_DAY, RINGS, "Station ring-toss", unit="rings")
CALLED_OFF = OccurrenceCancelled(SPORTS_DAY, START, "rain")
FINISHED = RoundFinished(SPORTS_DAY, 1, LATER)
BETWEEN = ON.and_given(FINISHED, at=LATER)
ROPE = StationId("rope-skipping")
CLOCK = System("group-adjuster")
OF_THE_GAMES = Scope(ScopeKind.ACTIVITY, SubjectId(GAMES))
PLANNING: tuple[tuple[Given, Command], ...] = (
    (HERE, SET_UP),
    (DRAWN, CloseStation(SPORTS_DAY, RINGS, "rain")),
    (SEATED, DrawGroups(SPORTS_DAY, 1)),
    (DRAWN, StartRound(SPORTS_DAY, 1)),
)


def planned(*told: tuple[int, int, StationId]) -> Event:
    """Rounds as they are planned."""
    return RoundsPlanned(SPORTS_DAY, visits(*told))


def test_a_station_is_set_up() -> None:
    """It says how many groups it takes and in what it counts; without groups nothing is planned."""
    HERE.when(SET_UP).then(station(RINGS))


@pytest.mark.parametrize("other", [{"name": "Rings"}, {"takes": 2}, {"least_wins": True}])
def test_a_station_is_set_up_once(other: dict[str, object]) -> None:
    """The same again is nothing new; another one takes another id."""
    there = HERE.and_given(station(RINGS))
    there.when(SET_UP).then_nothing()
    fields: dict[str, object] = {"name": SET_UP.name, "unit": "rings", **other}
    again = SetUpStation(SPORTS_DAY, RINGS, **fields)  # type: ignore[arg-type]
    there.when(again).then_refused(StationExists(SPORTS_DAY, RINGS))


def test_r16_a_closed_station_stays_closed() -> None:
    """Who has been there would go there twice (R16)."""
    shut = HERE.and_given(station(RINGS), StationClosed(SPORTS_DAY, RINGS, "rain"))
    shut.when(SET_UP).then_refused(StationExists(SPORTS_DAY, RINGS))


def test_a_keeper_is_somebody() -> None:
    """A station is kept by a registered person."""
    kept = SetUpStation(SPORTS_DAY, RINGS, "Rings", keeper_id=GUARDIAN)
    assert HERE.when(kept).state(Rotation(SPORTS_DAY)).stations[RINGS].keeper_id == GUARDIAN
    nobody = SetUpStation(SPORTS_DAY, RINGS, "Rings", keeper_id=MemberId("nobody"))
    HERE.when(nobody).then_refused(MemberUnknown)


@pytest.mark.parametrize(("there", "command"), PLANNING)
def test_r16_nothing_is_planned_for_what_is_over_or_called_off(
    there: Given, command: Command
) -> None:
    """What is past stays as it was, and nobody plays at what does not take place (R16)."""
    there.when(command, at=PERIOD.end).then_refused(OccurrenceOver(SPORTS_DAY, PERIOD.end))
    off = there.and_given(CALLED_OFF, at=START)
    off.when(command).then_refused(OccurrenceCalledOff(SPORTS_DAY))


def test_only_at_an_occurrence_that_is_known() -> None:
    """Stations and groups are those of something that has a date."""
    nowhere = OccurrenceId("nowhere")
    for command in (
        SetUpStation(nowhere, RINGS, "Rings"),
        DrawGroups(nowhere, 1),
        StartRound(nowhere, 1),
    ):
        HERE.when(command).then_refused(OccurrenceUnknown)


@pytest.mark.parametrize(
    ("command", "tutors"),
    [
        (SET_UP, False),
        (DrawGroups(SPORTS_DAY, 2), False),
        (CloseStation(SPORTS_DAY, RINGS, "rain"), True),
        (StartRound(SPORTS_DAY, 1), True),
        (FinishRound(SPORTS_DAY, 1), True),
    ],
)
def test_who_runs_a_rotation(command: Command, *, tutors: bool) -> None:
    """Coordinators plan it; tutors send groups on and close stations as well, nobody else."""
    there = ON if isinstance(command, FinishRound) else DRAWN
    there.when(command, by=GUARDIAN, at=START).then_refused(NotPermitted)
    tutor = there.and_given(RoleGranted(GUARDIAN, TUTOR, OF_THE_GAMES))
    done = tutor.when(command, by=GUARDIAN, at=START)
    assert isinstance(done.result, NotPermitted) != tutors
    coordinator = there.and_given(RoleGranted(GUARDIAN, COORDINATOR, OF_THE_GAMES))
    assert not isinstance(coordinator.when(command, by=GUARDIAN, at=START).result, NotPermitted)


def test_r16_drawing_plans_the_rounds() -> None:
    """Two groups and two stations: each goes to each, one after the other (R16)."""
    there = SEATED.and_given(station(RINGS), station(BOWLING))
    there.when(DrawGroups(SPORTS_DAY, 2, (CHILD, ADULT))).then(
        *formed((CHILD,), (ADULT,)),
        planned((1, 1, RINGS), (1, 2, BOWLING), (2, 1, BOWLING), (2, 2, RINGS)),
    )


def test_r16_a_station_that_takes_two_is_visited_at_once() -> None:
    """One group per station and round, unless the station takes more (R16)."""
    both = SEATED.and_given(station(RINGS, takes=2), *formed((CHILD,), (ADULT,)))
    both.when(SetUpStation(SPORTS_DAY, BOWLING, "Station mini-bowling", 2, "rings")).then(
        station(BOWLING, takes=2),
        planned((1, 1, RINGS), (1, 2, BOWLING), (2, 1, BOWLING), (2, 2, RINGS)),
    )
    one = SEATED.and_given(*formed((CHILD,), (ADULT,)))
    one.when(SetUpStation(SPORTS_DAY, RINGS, "Station ring-toss", 2, "rings")).then(
        station(RINGS, takes=2), planned((1, 1, RINGS), (1, 2, RINGS))
    )
    one.when(SET_UP).then(station(RINGS), planned((1, 1, RINGS), (2, 2, RINGS)))


def test_the_draw_is_handed_in() -> None:
    """Who was drawn first is in the first group; who was not drawn comes in the order of seats."""
    SEATED.when(DrawGroups(SPORTS_DAY, 2, (ADULT,))).then(*formed((ADULT,), (CHILD,)))
    SEATED.when(DrawGroups(SPORTS_DAY, 2)).then(*formed((CHILD,), (ADULT,)))
    with pytest.raises(InvalidValue):
        DrawGroups(SPORTS_DAY, 2, (CHILD, CHILD))


def test_a_party_stays_together() -> None:
    """A child and its parent are not drawn apart where a group has room for both."""
    family = (CHILD, GUARDIAN)
    four = SEATED.and_given(
        PartyFormed(SPORTS_DAY, PartyId("family"), family), seat(OTHER), seat(GUARDIAN)
    )
    four.when(DrawGroups(SPORTS_DAY, 2, (ADULT, CHILD, OTHER, GUARDIAN))).then(
        *formed((CHILD, GUARDIAN), (ADULT, OTHER))
    )


def test_only_those_with_a_seat_are_drawn() -> None:
    """Who waits, or never signed up, is in no group."""
    SEATED.when(DrawGroups(SPORTS_DAY, 1, (OTHER,))).then_refused(NotSignedUp(SPORTS_DAY, OTHER))
    for story, number in ((HERE, 0), (SEATED, 2)):
        story.when(DrawGroups(SPORTS_DAY, 3)).then_refused(TooFewForGroups(SPORTS_DAY, number, 3))


def test_r16_groups_are_drawn_anew_until_the_first_round() -> None:
    """A mistake is mended before it matters; later a group would go somewhere twice (R16)."""
    again = DrawGroups(SPORTS_DAY, 1)
    DRAWN.when(DrawGroups(SPORTS_DAY, 2)).then_nothing()
    DRAWN.when(again).then(
        GroupsDrawn(SPORTS_DAY, 1),
        GroupFormed(SPORTS_DAY, 1, (CHILD, ADULT)),
        planned((1, 1, RINGS), (2, 1, BOWLING)),
    )
    ON.when(again).then_refused(RoundsBegun(SPORTS_DAY, 1))


def test_who_signs_up_late_joins_the_smallest_group() -> None:
    """The groups that were drawn stay, and the new one is not left standing alone."""
    late = DRAWN.and_given(*formed((CHILD, ADULT), (GUARDIAN,))).and_given(seat(GUARDIAN))
    joined = GroupJoined(SPORTS_DAY, 2, OTHER, 1)
    signed_up = late.when(SignUp(SPORTS_DAY, OTHER), by=GUARDIAN)
    signed_up.then(seat(OTHER)).followed_by(joined)


def test_who_signs_up_midway_joins_in_the_round_that_is_on() -> None:
    """Between two rounds it is the next one; what was played before is not theirs."""
    ON.and_given(seat(OTHER)).when(AdjustGroups(SPORTS_DAY, OTHER), by=CLOCK).then(
        GroupJoined(SPORTS_DAY, 1, OTHER, 1)
    )
    BETWEEN.and_given(seat(OTHER)).when(AdjustGroups(SPORTS_DAY, OTHER), by=CLOCK).then(
        GroupJoined(SPORTS_DAY, 1, OTHER, 2)
    )


def test_who_leaves_is_in_no_group() -> None:
    """Nobody waits for who is gone, and the others stay where they are."""
    left = DRAWN.when(Withdraw(SPORTS_DAY, ADULT), by=ADULT)
    left.then(SeatLeft(SPORTS_DAY, ADULT, late=False)).followed_by(GroupLeft(SPORTS_DAY, 2, ADULT))


def test_groups_follow_seats_only_where_there_are_any() -> None:
    """Before the draw nobody is put anywhere, and who is in the right group stays there."""
    adjust = AdjustGroups(SPORTS_DAY, CHILD)
    SEATED.when(adjust, by=CLOCK).then_nothing()
    DRAWN.when(adjust, by=CLOCK).then_nothing()
    DRAWN.when(AdjustGroups(SPORTS_DAY, OTHER), by=CLOCK).then_nothing()
    DRAWN.when(adjust, by=FOUNDER).then_refused(NotPermitted)


def test_r16_a_round_starts_as_it_was_planned() -> None:
    """Everybody goes where the plan has them in that round (R16)."""
    DRAWN.when(StartRound(SPORTS_DAY, 1), at=START).then(
        RoundStarted(SPORTS_DAY, 1, visits((1, 1, RINGS), (1, 2, BOWLING)), START)
    )
    ON.when(StartRound(SPORTS_DAY, 1)).then_nothing()


def test_r16_rounds_start_one_after_the_other() -> None:
    """No round is left out, and none starts while another is on (R16)."""
    DRAWN.when(StartRound(SPORTS_DAY, 2), at=START).then_refused(NotTheNextRound(SPORTS_DAY, 2, 1))
    ON.when(StartRound(SPORTS_DAY, 2)).then_refused(RoundStillOn(SPORTS_DAY, 1))
    early = START - timedelta(minutes=1)
    DRAWN.when(StartRound(SPORTS_DAY, 1), at=early).then_refused(NotYetBegun)
    SEATED.when(StartRound(SPORTS_DAY, 1), at=START).then_refused(GroupsNotDrawn(SPORTS_DAY))


def test_r16_when_everybody_has_been_everywhere_no_round_is_left() -> None:
    """No group goes to a station twice (R16)."""
    done = BETWEEN.and_done(StartRound(SPORTS_DAY, 2), at=LATER).and_done(
        FinishRound(SPORTS_DAY, 2), at=NEXT
    )
    done.when(StartRound(SPORTS_DAY, 3)).then_refused(NoRoundLeft(SPORTS_DAY))


def test_a_round_finishes_once() -> None:
    """Only what has started finishes, also when the occurrence is over."""
    ON.when(FinishRound(SPORTS_DAY, 1), at=LATER).then(FINISHED)
    BETWEEN.when(FinishRound(SPORTS_DAY, 1)).then_nothing()
    ON.when(FinishRound(SPORTS_DAY, 2)).then_refused(RoundNotBegun(SPORTS_DAY, 2))
    after = PERIOD.end + timedelta(hours=1)
    ON.when(FinishRound(SPORTS_DAY, 1), at=after).then(RoundFinished(SPORTS_DAY, 1, after))


def test_r16_a_closed_station_is_dropped_with_a_reason() -> None:
    """It rains on the bowling: who was to go there does not, the others go on (R16)."""
    close = CloseStation(SPORTS_DAY, BOWLING, "rain")
    BETWEEN.when(close).then(StationClosed(SPORTS_DAY, BOWLING, "rain"), planned((2, 2, RINGS)))
    BETWEEN.and_done(close).when(close).then_nothing()
    BETWEEN.when(CloseStation(SPORTS_DAY, ROPE, "rain")).then_refused(
        StationUnknown(SPORTS_DAY, ROPE)
    )


def test_r16_a_round_that_is_on_is_played_to_its_end() -> None:
    """What was played stays: who is at the closed station now does not begin anew (R16)."""
    ON.when(CloseStation(SPORTS_DAY, RINGS, "rain")).then(
        StationClosed(SPORTS_DAY, RINGS, "rain"), planned((2, 1, BOWLING))
    )


def test_r16_a_station_set_up_midway_is_visited_too() -> None:
    """Every group visits every open station, whenever it was set up (R16)."""
    rope = SetUpStation(SPORTS_DAY, ROPE, "Station rope-skipping", unit="rings")
    BETWEEN.when(rope).then(
        station(ROPE), planned((2, 1, ROPE), (2, 2, RINGS), (3, 1, BOWLING), (3, 2, ROPE))
    )
