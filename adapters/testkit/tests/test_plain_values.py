"""Values of few choices: they are all there can be, and each part of them shrinks by itself."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from community_domain_testkit.founding import BEGINNING
from community_domain_testkit.plain_values import (
    arrangements,
    instants,
    kept,
    periods,
    shaped_texts,
    tuples,
)
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

MANY = settings(max_examples=2_000, database=None, phases=[Phase.generate, Phase.shrink])
FEW = ["one", "two", "three"]


@pytest.mark.parametrize("wanted", range(5))
def test_what_is_kept_shrinks_one_by_one(wanted: int) -> None:
    """Whichever is needed is kept, and nothing else."""
    left = find(kept(5, 20), lambda keeps: keeps[wanted], settings=MANY)
    assert left == tuple(number == wanted for number in range(5))


def test_most_are_kept() -> None:
    """One in so many is left out, as told."""
    found: list[bool] = []

    @settings(max_examples=200, database=None, phases=[Phase.generate])
    @given(kept(50, 20))
    def draw(keeps: tuple[bool, ...]) -> None:
        found.extend(keeps)

    draw()
    assert 0.8 < sum(found) / len(found) < 1


def test_every_arrangement_is_made() -> None:
    """Of a few, so many different ones in each order; the fewest and first are the simplest."""
    found: set[tuple[str, ...]] = set()

    @settings(max_examples=500, database=None, phases=[Phase.generate])
    @given(arrangements(FEW, 1, 5))
    def draw(arranged: tuple[str, ...]) -> None:
        found.add(arranged)

    draw()
    assert len(found) == 3 + 6 + 6
    assert all(len({*one}) == len(one) for one in found)
    assert find(arrangements(FEW, 0, 3), lambda one: "two" in one, settings=MANY) == ("two",)


def test_tuples_shrink_to_the_entry_that_counts() -> None:
    """However many entries there are, one that fails alone is shown alone."""
    some = tuples(st.integers(0, 100), 0, 3)
    assert find(some, lambda one: max(one, default=0) >= 7, settings=MANY) == (7,)


def test_instants_are_before_and_after_and_shrink_to_whole_hours() -> None:
    """The simplest is the beginning of stories, and then come the hours behind it."""
    assert find(instants(), lambda _: True, settings=MANY) == BEGINNING
    later = BEGINNING + timedelta(hours=5)
    assert find(instants(), lambda one: one >= later, settings=MANY) == later
    early = datetime(1950, 1, 1, tzinfo=UTC)
    assert find(instants(), lambda one: one < early, settings=MANY) < early
    odd = find(instants(), lambda one: one.microsecond > 0, settings=MANY)
    assert abs(odd - BEGINNING) == timedelta(microseconds=1)


def test_periods_are_never_empty() -> None:
    """Of whole hours, the simplest is one; there are others, down to a microsecond."""
    simplest = find(periods(), lambda _: True, settings=MANY)
    assert (simplest.start, simplest.end - simplest.start) == (BEGINNING, timedelta(hours=1))
    shortest = find(periods(), lambda one: one.end - one.start < timedelta(hours=1), settings=MANY)
    assert shortest.end - shortest.start == timedelta(microseconds=1)


def test_texts_of_one_class_of_characters_are_one_number() -> None:
    """A digest shrinks to noughts, with whatever counts at its end."""
    digests = shaped_texts(re.compile("[0-9a-f]{64}"))
    assert find(digests, lambda _: True, settings=MANY) == "0" * 64
    assert find(digests, lambda one: one > "0" * 63 + "a", settings=MANY) == "0" * 63 + "b"
