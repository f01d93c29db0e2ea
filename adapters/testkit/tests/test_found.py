"""Stories that fail: found, cut down to what it takes, and the same when they are told again."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any, cast

import pytest
from community_domain_testkit import (
    BEGINNING,
    FOUNDER,
    CommunityMachine,
    Moves,
    Step,
    Story,
    Way,
    issued,
    together,
)
from community_domain_testkit.shortening import shortest
from community_domain_testkit.steps import commands_in, without
from hypothesis import given
from hypothesis import strategies as st

from community_domain import EventLog, InvalidValue, Issue, MemberId, Outcome, Refusal
from community_domain.activities import (
    ActivityId,
    OccurrenceId,
    OfferActivity,
    ScheduleOccurrence,
    SignUp,
    Withdraw,
)
from community_domain.members import RegisterMember

BORN = date(1980, 1, 1)
COMMANDS = (OfferActivity, ScheduleOccurrence, SignUp, Withdraw)


def wish(number: int) -> Issue:
    """Some command or other."""
    offer = OfferActivity(ActivityId(f"activity-{number}"), "one")
    return issued(f"move-{number}", offer, by=FOUNDER, at=BEGINNING)


def story_of(sizes: Sequence[int]) -> Story:
    """A story of steps with so many commands each."""
    numbers = count()
    return tuple(together(*(wish(next(numbers)) for _ in range(size))) for size in sizes)


def ids(story: Story) -> set[str]:
    """The ids of all its commands."""
    return {issue.command_id for step in story for issue in step.issues}


@given(st.lists(st.integers(1, 4), min_size=1, max_size=12), st.data())
def test_only_what_it_takes_is_left(sizes: list[int], data: st.DataObject) -> None:
    """Whichever commands a failure takes, these are left, in their order and no others."""
    story = story_of(sizes)
    needed = data.draw(st.sets(st.sampled_from(sorted(ids(story))), min_size=1))
    tries = 0

    def fails(part: Story) -> bool:
        nonlocal tries
        tries += 1
        return needed <= ids(part)

    cut = shortest(story, fails)
    assert ids(cut) == needed
    size = commands_in(story)
    assert tries <= 4 * size, f"{tries} tries for {size} commands, though nothing hangs together"


def test_a_command_that_is_left_out_may_make_others_needless() -> None:
    """One pass is not enough where a command only stands for another that is left out later."""
    story = story_of([1] * 6)

    def fails(part: Story) -> bool:
        """The first five hang together: each needs the one before, or none of them is there."""
        left = [f"move-{number}" in ids(part) for number in range(5)]
        return "move-5" in ids(part) and left == sorted(left, reverse=True)

    assert ids(shortest(story, fails)) == {"move-5"}


def test_commands_are_counted_over_all_steps() -> None:
    """A step that is left without commands is no step; the others keep their way."""
    story = (*story_of([1]), together(wish(7), wish(8), way=Way.ALL))
    assert ids(without(story, 0, 1)) == {"move-7", "move-8"}
    assert without(story, 1, 2)[1] == together(wish(8), way=Way.ALL)
    assert len(without(story, 1, 3)) == 1


class ForgetfulApp:
    """An app that keeps places of its own, and forgets who comes after a withdrawal."""

    def __init__(self) -> None:
        self.left: set[OccurrenceId] = set()

    def takes(self, sign_up: SignUp) -> bool:
        """Whether it takes somebody in."""
        return sign_up.occurrence_id not in self.left


class ForgetfulMachine(CommunityMachine):
    """Drives that app beside the model."""

    moves = Moves(kinds=COMMANDS, adults=2, minors=0)
    ways = (Way.ALONE, Way.EACH)

    def __init__(self) -> None:
        super().__init__()
        self.app = ForgetfulApp()

    def beside(self, step: Step, results: Sequence[Outcome | Refusal]) -> None:
        """The app takes in whoever the model takes in."""
        for issue, result in zip(step.issues, results, strict=True):
            match issue.command:
                case SignUp() as command if isinstance(result, Outcome) and result.recorded:
                    assert self.app.takes(command), "the app sends somebody away"
                case Withdraw(occurrence_id) if isinstance(result, Outcome) and result.recorded:
                    self.app.left.add(occurrence_id)
                case _:
                    pass


class SoundMachine(CommunityMachine):
    """Drives nothing beside."""

    moves = ForgetfulMachine.moves


def test_an_apps_mistake_is_found_with_the_shortest_story() -> None:
    """Founding, an activity, a date, a seat taken, left, and taken again: nothing can be left out.

    The same seed finds the same.
    """
    found = ForgetfulMachine.find(seed=1, seconds=60)
    assert found
    wishes = [type(issue.command).__name__ for step in found.story for issue in step.issues]
    assert wishes[-3:] == ["SignUp", "Withdraw", "SignUp"]
    with pytest.raises(AssertionError, match="sends somebody away"):
        ForgetfulMachine.retell(found.story)
    for number in range(commands_in(found.story)):
        ForgetfulMachine.retell(without(found.story, number, number + 1))
    assert "\nbut  AssertionError: the app sends somebody away" in str(found)
    assert ": SignUp(occurrence_id=" in str(found)
    again = ForgetfulMachine.find(seed=1, seconds=60)
    assert again
    assert again.story == found.story


def test_where_nothing_is_wrong_nothing_is_found() -> None:
    """When the time is over the search ends, after the round of stories that was begun."""
    assert SoundMachine.find(seed=1, seconds=0.01, steps=5) is None
    assert SoundMachine.find(seed=1, seconds=0, steps=5) is None


class MoodyMachine(CommunityMachine):
    """Fails once, and never again: what no story explains."""

    moves = ForgetfulMachine.moves
    moods = 0

    def beside(self, step: Step, results: Sequence[Outcome | Refusal]) -> None:
        """Fail when the third step is done for the first time ever."""
        type(self).moods += 1
        if type(self).moods == 3:
            raise RuntimeError("in a mood")


def test_what_does_not_happen_again_is_told_whole() -> None:
    """A failure that comes from elsewhere is not cut down to a story that means nothing."""
    found = MoodyMachine.find(seed=1, seconds=60)
    assert found
    assert len(found.story) >= 1


class UnreachableMachine(CommunityMachine):
    """Is set up twice, and from then on its server is gone."""

    moves = ForgetfulMachine.moves
    times = 0

    def new_log(self) -> EventLog:
        """A log while the server is there."""
        type(self).times += 1
        if type(self).times > 2:
            raise ConnectionError("no server")
        return super().new_log()


def test_what_cannot_be_set_up_is_no_story() -> None:
    """Who looks for mistakes of an app that is not there is told what is missing."""
    with pytest.raises(ConnectionError, match="no server"):
        UnreachableMachine.find(seed=1, seconds=60)


def test_what_is_no_story_is_not_told() -> None:
    """A bare command has no actor and no instant; no steps are no story."""
    with pytest.raises(TypeError, match="a OfferActivity is no step; say who issues it and when"):
        SoundMachine.retell([cast(Any, wish(1).command)])
    with pytest.raises(InvalidValue, match="steps"):
        SoundMachine.find(seed=1, seconds=1, steps=0)
    with pytest.raises(InvalidValue, match="steps"):
        SoundMachine.run(examples=1, steps=0)


class CountingMachine(CommunityMachine):
    """Sees what is done beside the model."""

    moves = Moves(adults=2, minors=1)
    seen: list[tuple[Step, int]]

    def __init__(self) -> None:
        super().__init__()
        self.seen = []

    def beside(self, step: Step, results: Sequence[Outcome | Refusal]) -> None:
        """A result for each command."""
        self.seen.append((step, len(results)))

    def close(self) -> None:
        """All of the story was seen."""
        super().close()
        assert [step for step, _ in self.seen] == self.steps
        assert all(len(step.issues) == results for step, results in self.seen)
        ALL_WAYS.update(step.way for step in self.steps)


ALL_WAYS: set[Way] = set()


def test_all_that_is_issued_is_done_beside() -> None:
    """Alone, all or nothing, each for itself: an app sees every command with what came of it."""
    CountingMachine.run(examples=20, steps=20)
    assert set(Way) == ALL_WAYS


def test_what_is_left_is_told_as_plainly_as_it_fails() -> None:
    """At once, and with fields at their defaults, where these have nothing to do with it."""
    later = BEGINNING + timedelta(days=1)
    told = [
        issued("m-1", RegisterMember(MemberId("m"), "M", BORN), by=FOUNDER, at=BEGINNING),
        issued("m-2", SignUp(OccurrenceId("o"), MemberId("m"), 3), by=FOUNDER, at=later),
    ]
    cut = shortest(tuple(Step((one,)) for one in told), lambda part: ids(part) == {"m-1", "m-2"})
    issues = [step.issues[0] for step in cut]
    assert [one.context.at for one in issues] == [BEGINNING, BEGINNING]
    assert issues[1].command == SignUp(OccurrenceId("o"), MemberId("m"))
