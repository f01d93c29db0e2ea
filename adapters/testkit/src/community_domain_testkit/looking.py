"""Looking at the states a community keeps folded, through the front door: a command that reads."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from typing import Any

from community_domain import (
    Command,
    CommandId,
    Community,
    Context,
    Domain,
    Event,
    Issue,
    Read,
    Slice,
    State,
    System,
    anyone,
    command,
    decides,
)

__all__ = ["kept_state", "with_looking"]


class Glass:
    """What a look brings out of a decision."""

    def __init__(self) -> None:
        self.seen: Any = None


@command("testkit.look")
class Look(Command):
    """Read a state as a decision reads it, and show a copy."""

    state: State
    glass: Glass


@decides(by=anyone)
def look(command: Look, _: Context, read: Read) -> Iterator[Event]:
    """Copy what is read; nothing happens."""
    command.glass.seen = deepcopy(read(command.state))
    yield from ()


SLICE = Slice("testkit", (), (Look,), (), (look,), (), (), (), ())


def with_looking(domain: Domain) -> Domain:
    """The domain with a command that only looks."""
    return domain + SLICE


def kept_state(community: Community, state: State, at: datetime) -> Any:
    """A state as the next decision would read it.

    Args:
        community: A community whose domain is `with_looking`.
        state: The state with its identity only.
        at: The instant of the look, not before the last decision.
    """
    glass = Glass()
    context = Context(at, System("testkit"))
    community.execute(Issue(Look(state, glass), context, CommandId("look")))
    return glass.seen
