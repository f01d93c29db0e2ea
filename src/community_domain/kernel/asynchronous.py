"""The asynchronous face of a community, for web apps.

The core starts no threads of its own: it is handed what runs a blocking call beside the event
loop, such as `anyio.to_thread.run_sync` or `asyncio.to_thread`.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

import attrs

from .commands import Command
from .community import Acting, AsOf, Community, Outcome
from .envelopes import Actor
from .identifiers import MemberId
from .refusals import Refusal
from .states import State

__all__ = ["AsyncActing", "AsyncCommunity"]

S = TypeVar("S", bound=State)
RunSync = Callable[[Callable[[], Any]], Awaitable[Any]]


@attrs.frozen
class AsyncCommunity:
    """A community whose calls are awaited.

    A decision under way is finished even when whoever awaits it is cancelled; issue it again
    under the same command id to learn what became of it.
    """

    community: Community
    run_sync: RunSync

    def acting(self, actor: Actor, **options: Any) -> "AsyncActing":
        """The handle for one actor; takes what `Community.acting` takes."""
        return AsyncActing(self.community.acting(actor, **options), self.run_sync)

    async def state(self, state: S, *, as_of: AsOf = None) -> S:
        """A state folded from the log."""
        folded: S = await self.run_sync(partial(self.community.state, state, as_of=as_of))
        return folded


@attrs.frozen
class AsyncActing:
    """One actor's hands, awaited; see `Acting` for arguments and errors."""

    acting: Acting
    run_sync: RunSync

    async def execute(
        self,
        command: Command,
        *,
        at: datetime | None = None,
        command_id: str | None = None,
        reason: str | None = None,
        on_behalf_of: MemberId | None = None,
    ) -> Outcome:
        """Issue one command."""
        issue = self.acting.issue(
            command, at=at, command_id=command_id, reason=reason, on_behalf_of=on_behalf_of
        )
        outcome: Outcome = await self.run_sync(partial(self.acting.community.execute, issue))
        return outcome

    async def execute_all(
        self, commands: Iterable[Command], *, at: datetime | None = None, each: bool = False
    ) -> Sequence[Outcome | Refusal]:
        """Issue many commands in one transaction."""
        wishes = list(commands)
        done = partial(self.acting.execute_all, wishes, at=at, each=each)
        outcomes: Sequence[Outcome | Refusal] = await self.run_sync(done)
        return outcomes

    async def state(self, state: S, *, as_of: AsOf = None) -> S:
        """A state as this actor may see it."""
        folded: S = await self.run_sync(partial(self.acting.state, state, as_of=as_of))
        return folded
