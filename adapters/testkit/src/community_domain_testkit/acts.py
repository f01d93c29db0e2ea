"""Acts: what a machine does next, drawn from what its community could wish for."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from community_domain import Event, Issue

from .moves import Move
from .steps import Way
from .wishes import Moves

__all__ = ["Act", "IdReused", "OneByOne", "Together", "acts"]

ODDS = (8, 2, 1, 1)
"""How often one by one, together, with an old id, and of what was told already."""
LATELY = 100
"""Of so many decisions one is told otherwise."""


@attrs.frozen
class OneByOne:
    """Moves that are made one after the other."""

    moves: list[Move]


@attrs.frozen
class Together:
    """Commands in one transaction: all or nothing, or each for itself (R39)."""

    moves: list[Move]
    way: Way


@attrs.frozen
class IdReused:
    """Another move, under the id of a command that was accepted so many commands ago (R40)."""

    back: int
    move: Move


Act = OneByOne | Together | IdReused


def acts(
    moves: Moves,
    *,
    happened: Sequence[Event],
    accepted: Sequence[Issue],
    ways: Sequence[Way],
    focus: str,
) -> SearchStrategy[Act]:
    """What may be done next.

    Args:
        moves: What may be wished.
        happened: All events so far.
        accepted: The commands that led to them.
        ways: How commands are issued.
        focus: The namespace on which the story dwells.
    """
    anything = moves.moves(focus=focus)
    one = anything | moves.next_moves(happened, focus)
    told = st.sampled_from(accepted[-LATELY:]) if accepted else None
    together = [way for way in ways if way is not Way.ALONE]
    some = st.lists(moves.moves(), min_size=1, max_size=4)
    odds: tuple[SearchStrategy[Act] | None, ...] = (
        st.builds(OneByOne, one.flatmap(_alone) | moves.plots()),
        st.builds(Together, some, st.sampled_from(together)) if together else None,
        st.builds(IdReused, st.integers(0, 20), anything),
        told.flatmap(partial(_otherwise, moves)) if told is not None else None,
    )
    drawn = [
        act for act, often in zip(odds, ODDS, strict=True) if act is not None for _ in range(often)
    ]
    return st.sampled_from(drawn).flatmap(lambda act: act)


def _alone(move: Move) -> SearchStrategy[list[Move]]:
    return st.just([move])


def _otherwise(moves: Moves, issue: Issue) -> SearchStrategy[OneByOne]:
    """A wish about the very subject of another, by the same actor, that says something else."""
    kind: Any = type(issue.command)
    named = {
        field.name: getattr(issue.command, field.name)
        for field in attrs.fields(kind)
        if field.name.endswith("_id")
    }

    def told(move: Move) -> SearchStrategy[OneByOne]:
        wish = attrs.evolve(move.wish, fields={**move.wish.fields, **named})
        other = attrs.evolve(move, wish=wish, by=issue.context.actor, about=None)
        return st.just(OneByOne([other]))

    return moves.moves_of(kind).flatmap(told)
