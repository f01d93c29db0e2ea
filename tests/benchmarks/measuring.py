"""Rounds that take turns, their medians, and the findings that come of them.

Two sides are never measured one after the other, but in turns (A B A B …), so that a machine
that slows down for a while slows both. Only ratios are judged; they are ratios of medians.
"""

import cProfile
import gc
import io
import pstats
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from statistics import median

import attrs

__all__ = ["FULL", "QUICK", "TINY", "Budget", "Fact", "Finding", "Side", "Sizes", "Timer", "Turns"]

COSTS = 15
"""Functions shown of a profile."""


@attrs.frozen
class Sizes:
    """How much is done."""

    rounds: int
    """Rounds of each side that count; medians are taken over them."""
    children: int
    """Children that sign up in a round, one command each."""
    batch: int
    """Commands in one transaction."""
    short: int
    """Events of the short log."""
    long: int
    """Events of the long log."""
    replayed: int
    """Events of a replay that is timed."""
    crowd: int
    """Seats taken at the large activity."""
    few: int
    """Seats taken at the small activity."""


FULL = Sizes(15, 270, 990, 10_000, 1_000_000, 60_000, 20_000, 200)
QUICK = Sizes(7, 270, 990, 10_000, 100_000, 60_000, 20_000, 200)
TINY = Sizes(1, 30, 30, 300, 600, 300, 60, 30)


@attrs.frozen
class Budget:
    """A ratio that must be reached: a rate at least so high, or a cost at most so high."""

    name: str
    unit: str
    ours: float
    reference: float
    required: float
    at_most: bool = False
    note: str = ""
    costs: str = ""
    """Where our side's time went, if it was asked for."""

    @property
    def ratio(self) -> float:
        """Ours over the reference."""
        return self.ours / self.reference

    @property
    def reached(self) -> bool:
        """Whether the ratio is on the right side of what is required."""
        return self.ratio <= self.required if self.at_most else self.ratio >= self.required


@attrs.frozen
class Fact:
    """Something measured beside the budgets, for information: nothing is required of it."""

    name: str
    unit: str
    ours: float
    reference: float
    note: str = ""


Finding = Budget | Fact


class Timer:
    """Times the part of a round that counts, and nothing around it.

    Args:
        profile: Filled with what the timed part called, if given.
    """

    def __init__(self, profile: cProfile.Profile | None = None) -> None:
        self._profile = profile
        self.rate = 0.0
        """Pieces of work a second."""

    @contextmanager
    def timing(self, done: int) -> Generator[None]:
        """Time a block in which so many pieces of work are done; garbage is collected before."""
        gc.collect()
        if self._profile is not None:
            self._profile.enable()
        begun = time.perf_counter()
        yield
        self.rate = done / (time.perf_counter() - begun)
        if self._profile is not None:
            self._profile.disable()

    def took(self, done: int, seconds: float) -> None:
        """Take what was timed elsewhere, in other processes."""
        self.rate = done / seconds


Side = Callable[[int, Timer], None]
"""Does the round of a number, and times the part that counts."""


@attrs.frozen
class Turns:
    """What came of rounds that took turns."""

    rates: Mapping[str, float]
    """The median rate of each side, in pieces of work a second."""
    costs: Mapping[str, str]
    """The profile of each side, if it was asked for."""

    @classmethod
    def taken(cls, rounds: int, sides: Mapping[str, Side], *, profiled: bool = False) -> "Turns":
        """Let the sides take turns.

        Round 0 of each warms it up and does not count; a round more, if asked for, is profiled.
        """
        rates: dict[str, list[float]] = {name: [] for name in sides}
        for number in range(rounds + 1):
            for name, side in sides.items():
                timer = Timer()
                side(number, timer)
                if number:
                    rates[name].append(timer.rate)
        costs = {name: _costs(side, rounds + 1) for name, side in sides.items() if profiled}
        return cls({name: median(found) for name, found in rates.items()}, costs)


def _costs(side: Side, number: int) -> str:
    profile = cProfile.Profile()
    side(number, Timer(profile))
    told = io.StringIO()
    if profile.getstats():
        pstats.Stats(profile, stream=told).sort_stats("tottime").print_stats(COSTS)
    return told.getvalue()
