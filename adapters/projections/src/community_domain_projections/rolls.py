"""Rolls: ids in the order in which they first came into the log, with their positions."""

from collections.abc import Callable
from typing import Generic, TypeVar

import attrs

from .pages import Page, page_of

__all__ = ["Roll"]

Id = TypeVar("Id", bound=str)
T = TypeVar("T")


@attrs.define
class Roll(Generic[Id]):
    """Each id once; at most one comes in at a position."""

    positions: dict[Id, int] = attrs.field(factory=dict[Id, int])
    order: list[Id] = attrs.field(factory=list[Id])

    def enter(self, new: Id, position: int) -> None:
        """Put an id at the end, unless it is there already."""
        if new not in self.positions:
            self.positions[new] = position
            self.order.append(new)

    def page(self, made: Callable[[Id], T], *, after: int, size: int, folded: int) -> Page[T]:
        """A page of the roll, with something made of each id; see `page_of` for errors."""
        page = page_of(
            self.order, self.positions.__getitem__, after=after, size=size, folded=folded
        )
        return Page(tuple(made(one) for one in page.entries), page.next)
