"""A story that fails: sought by chance, cut down to what it takes, and told again."""

from time import monotonic
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis import seed as seeded
from hypothesis.stateful import run_state_machine_as_test

from community_domain import Hint, InvalidValue, Problem

from .scripts import in_short, machine_script
from .shortening import shortest
from .steps import Story, lines_of

if TYPE_CHECKING:
    from .machine import CommunityMachine

__all__ = ["ROUND", "Found", "a_round", "seek"]

ROUND = 10
"""Stories between two looks at the clock; see `CommunityMachine.run`."""
PATIENT = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
"""Stories may be long; an app may be slow."""
FAILURES = (Exception, pytest.fail.Exception)
"""Whatever an app raises, and what a test raises that says it fails."""
PLACES = 2
"""Frames that tell failures apart: where it was raised, and who asked for that."""

Where = tuple[type[BaseException], tuple[tuple[str, int], ...]]
"""What a failure is known by: its type, and the places it comes from."""


@attrs.frozen
class Found:
    """A failure, and the shortest story that leads to it."""

    machine: "type[CommunityMachine]"
    story: Story
    failure: BaseException

    @classmethod
    def cut(
        cls, machine: "type[CommunityMachine]", story: Story, failure: BaseException
    ) -> "Found":
        """Cut a story down; the failure is the one of the shortest.

        Args:
            machine: What tells it.
            story: Steps that lead to the failure. When they do not lead to it again, something
                beside them did, and all of them are kept.
            failure: What was raised.
        """
        again, where = how_it_fails(machine, story), where_from(failure)
        if again is None or where_from(again) != where:
            return cls(machine, story, failure)

        def fails(part: Story) -> bool:
            found = how_it_fails(machine, part)
            return found is not None and where_from(found) == where

        story = shortest(story, fails)
        return cls(machine, story, how_it_fails(machine, story) or again)

    def script(self) -> str:
        """The story as a Python script that fails when it is run."""
        return machine_script(self.story, self.machine, self.failure)

    def __str__(self) -> str:
        return "\n".join([*lines_of(self.story), f"but  {in_short(self.failure)}"])


def how_it_fails(machine: "type[CommunityMachine]", story: Story) -> BaseException | None:
    """What a story raises when it is told; None when all is well."""
    try:
        machine.retell(story)
    except FAILURES as failure:
        return failure
    return None


def where_from(failure: BaseException) -> Where:
    """What tells one failure from another."""
    places: list[tuple[str, int]] = []
    trace = failure.__traceback__
    while trace:
        places.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return type(failure), tuple(places[-PLACES:])


def seek(
    machine: "type[CommunityMachine]", *, seed: int, seconds: float, steps: int
) -> Found | None:
    """Tell stories until one fails, or the time is over; see `CommunityMachine.find`."""
    if seconds < 0:
        hint = Hint("Say 0 or more; a round that has begun ends.", "请给 0 或更大的数。")
        raise InvalidValue("seconds", f"{seconds}"[:60], Problem.TOO_SMALL, hint)
    until = monotonic() + seconds
    told: list[CommunityMachine] = []
    in_the_way: list[BaseException] = []

    def another() -> "CommunityMachine":
        try:
            told[:] = [machine()]
        except FAILURES as failure:
            in_the_way.append(failure)
            raise
        return told[0]

    of_any: Any = another  # Hypothesis takes whatever gives a machine, and says it takes a class.

    quietly = settings(
        a_round(ROUND, steps),
        database=None,
        report_multiple_bugs=False,
        verbosity=Verbosity.quiet,
    )
    rounds = 0
    while monotonic() < until:
        tells = seeded(f"{seed}-{rounds}")(of_any)
        try:
            run_state_machine_as_test(tells, settings=quietly)
        except FAILURES as failure:
            if in_the_way:  # No story fails: what is tested could not be set up.
                raise in_the_way[0] from None
            return Found.cut(machine, told[0].story, failure)
        rounds += 1
    return None


def a_round(stories: int, steps: int) -> settings:
    """How stories are told that are new ones, and only told.

    Args:
        stories: So many, up to `ROUND`.
        steps: Acts in each of them at most.
    """
    return settings(
        max_examples=stories,
        stateful_step_count=steps,
        deadline=None,
        derandomize=False,
        phases=[Phase.generate],
        suppress_health_check=PATIENT,
    )
