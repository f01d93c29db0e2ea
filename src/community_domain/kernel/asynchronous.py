"""The asynchronous face of a community, for web apps.

The core starts no threads of its own: it is handed what runs a blocking call beside the event
loop, such as `anyio.to_thread.run_sync` or `asyncio.to_thread`. A decision under way is finished
even when whoever awaits it is cancelled; issue it again under the same command id to learn what
became of it.
"""

from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Any, TypeVar, Unpack

import attrs

from .as_of import AsOf
from .commands import Command
from .community import Acting, Community
from .envelopes import Actor
from .issues import How, Outcome
from .refusals import Refusal
from .states import State

__all__ = ["AsyncActing", "AsyncCommunity"]

S = TypeVar("S", bound=State)
RunSync = Callable[[Callable[[], Any]], Awaitable[Any]]


@attrs.frozen
class AsyncCommunity:
    """A community whose calls are awaited."""

    community: Community
    run_sync: RunSync

    def acting(self, actor: Actor) -> "AsyncActing":
        """The handle for one actor."""
        return AsyncActing(self.community.acting(actor), self.run_sync)

    async def state(self, state: S, *, as_of: AsOf = None) -> S:
        """A state folded from the log; see `Community.state`."""
        folded: S = await self.run_sync(partial(self.community.state, state, as_of=as_of))
        return folded


@attrs.frozen
class AsyncActing:
    """One actor's hands, awaited; see `Acting` for arguments and errors."""

    acting: Acting
    run_sync: RunSync

    async def execute(self, command: Command, **how: Unpack[How]) -> Outcome:
        """Issue one command."""
        issue = self.acting.issue(command, **how)
        outcome: Outcome = await self.run_sync(partial(self.acting.community.execute, issue))
        return outcome

    async def execute_all(
        self, commands: Iterable[Command], *, each: bool = False, **how: Unpack[How]
    ) -> list[Outcome | Refusal]:
        """Issue many commands in one transaction."""
        many = partial(self.acting.execute_all, list(commands), each=each, **how)
        outcomes: list[Outcome | Refusal] = await self.run_sync(many)
        return outcomes

    async def state(self, state: S, *, as_of: AsOf = None) -> S:
        """A state as this actor may see it."""
        folded: S = await self.run_sync(partial(self.acting.state, state, as_of=as_of))
        return folded
