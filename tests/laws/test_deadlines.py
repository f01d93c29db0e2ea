"""Time asks for what can be done, and for nothing that was done."""

from datetime import UTC, datetime
from itertools import count

from community_domain_testkit import FOUNDER, History, histories
from community_domain_testkit import given as story
from hypothesis import given

from community_domain import (
    STANDARD,
    AllDeadlines,
    Command,
    Community,
    EventLog,
    Outcome,
    System,
)
from community_domain.activities import (
    CheckIn,
    CloseCheckIn,
    OccurrenceScheduled,
    RecordNoShow,
    RecordUncollected,
    Seats,
    Turnout,
)
from community_domain.shifts import Duty, Roster, ShiftScheduled
from tests.stories import ADULT, CHILD, SPORTS_DAY, at_start, neighbourhood, scheduled, seat

LONG_AFTER = datetime(2199, 1, 1, tzinfo=UTC)
"""Behind every end, and every grace that can be set."""
ROUNDS = 5
"""What was done may make something else due; that this goes on for ever is a mistake."""


def caught_up(fold: AllDeadlines, log: EventLog) -> AllDeadlines:
    """The fold, after it has seen all there is."""
    for recorded in log.read(after=fold.position):
        fold.see(recorded)
    return fold


def done(community: Community) -> tuple[AllDeadlines, list[tuple[Command, Outcome]]]:
    """Do what is due long after everything, until nothing is."""
    ids = count(community.log.head().position)
    clock = community.acting(System("clock"), ids=lambda: f"clock-{next(ids)}")
    fold = caught_up(community.domain.deadlines(), community.log)
    made: list[tuple[Command, Outcome]] = []
    for _ in range(ROUNDS):
        commands = fold.due(LONG_AFTER)
        made += zip(commands, clock.execute_all(commands, at=LONG_AFTER), strict=True)
        caught_up(fold, community.log)
    return fold, made


def open_outcomes(community: Community) -> list[Turnout | Duty]:
    """The seats and places on shifts without an outcome, and the check-ins without an end."""
    occurrences = [
        row.event.occurrence_id
        for row in community.log.read()
        if isinstance(row.event, OccurrenceScheduled)
    ]
    turnouts = [
        community.state(Turnout(occurrence_id, member_id))
        for occurrence_id in occurrences
        for member_id in community.state(Seats(occurrence_id)).confirmed
    ]
    shifts = [
        row.event.shift_id for row in community.log.read() if isinstance(row.event, ShiftScheduled)
    ]
    duties = [
        community.state(Duty(shift_id, member_id))
        for shift_id in shifts
        for member_id in community.state(Roster(shift_id)).holders
    ]
    every: list[Turnout | Duty] = [*turnouts, *duties]
    return [one for one in every if one.outcome is None or (one.came and not one.went)]


@given(histories(size=60))
def test_whatever_happened_doing_what_is_due_leaves_nothing_due(history: History) -> None:
    """Every command that time asks for is accepted and has an effect, and then none is left.

    Every seat and every place on a shift has its outcome then, and every arrival its end. Doing
    all of it again from the beginning, by a fold that has just started, adds nothing.
    """
    community = Community(history.log, history.domain)
    fold, made = done(community)
    assert [command for command, outcome in made if not outcome.events] == []
    assert fold.due(LONG_AFTER) == ()
    assert open_outcomes(community) == []
    position = community.log.head().position
    anew, again = done(community)
    assert anew.due(LONG_AFTER) == ()
    assert again == []
    assert community.log.head().position == position


def test_each_deadline_is_met_once() -> None:
    """One who never checked out and one who never came: three commands, and no fourth.

    The third looks for the child, of which nobody said who collected it.
    """
    came = CheckIn(SPORTS_DAY, CHILD, at_start())
    told = story(*neighbourhood(), *scheduled(), seat(CHILD), seat(ADULT))
    community = Community(told.and_done(came, by=FOUNDER, at=at_start()).log(), STANDARD)
    assert len(open_outcomes(community)) == 2
    _, made = done(community)
    assert [command for command, _ in made] == [
        CloseCheckIn(SPORTS_DAY, CHILD),
        RecordNoShow(SPORTS_DAY, ADULT),
        RecordUncollected(SPORTS_DAY, CHILD),
    ]
    assert open_outcomes(community) == []
    assert done(community)[1] == []
