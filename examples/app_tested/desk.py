"""Where requests are dealt with: a decision, then what the app itself makes of it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from community_domain import (
    STANDARD,
    Actor,
    AsyncCommunity,
    Command,
    Community,
    Event,
    EventLog,
    How,
    Outcome,
    Recorded,
    wall_time,
)
from community_domain.activities import OccurrenceId, SeatConfirmed, SeatLeft, SeatReleased
from community_domain.community import Settings

from .beside import Beside
from .bugs import Bug
from .database import Database
from .hours import Hours
from .kitchen import Kitchen
from .post import Post
from .programme import Programme
from .rosters import Roster, Rosters

__all__ = ["Desk"]


class Desk:
    """The community, and the app's own pages about it.

    Args:
        log: Where events are recorded, by the app and by others.
        clock: Tells the instant (aware).
        beside: Runs what blocks.
        bugs: Mistakes that are switched on.
    """

    def __init__(
        self, log: EventLog, clock: Callable[[], datetime], beside: Beside, bugs: frozenset[Bug]
    ) -> None:
        self._log, self._clock, self._beside = log, clock, beside
        self._community = AsyncCommunity(Community(log, STANDARD, clock=clock), beside)
        self._database = Database()
        self._position = 0
        """Of the log: everything up to here is on the pages."""
        self._programme = Programme(self._database, bugs)
        self._rosters = Rosters(self._database, bugs)
        self._hours = Hours(self._database, bugs)
        self._kitchen = Kitchen(self._database, beside, bugs)
        self._post = Post(self._database, bugs)

    def close(self) -> None:
        """Let go of the pages; the log is the caller's."""
        self._database.close()

    async def execute(
        self, actor: Actor, command: Command, key: str, reason: str | None
    ) -> Outcome:
        """Decide a command, and show what came of it.

        Args:
            actor: Who wishes it.
            command: What is wished.
            key: Names the wish: sent twice it has one effect.
            reason: Why, where the log should say so.

        Raises:
            Refusal: A rule says no.
            Conflict: Others were faster each time.
        """
        how = How(command_id=key) if reason is None else How(command_id=key, reason=reason)
        outcome = await self._community.acting(actor).execute(command, **how)
        await self._catch_up(outcome)
        return outcome

    async def _catch_up(self, outcome: Outcome | None = None) -> None:
        """Show what was recorded, up to what a request led to; all there is by default."""
        until = outcome.recorded[-1].position if outcome and outcome.recorded else None
        new = await self._beside(partial(self._take_in, until))
        for row in new:
            match row.event:
                case SeatConfirmed(occurrence_id=occurrence_id):
                    await self._kitchen.order(await self._day_of(occurrence_id), 1)
                case (
                    SeatLeft(occurrence_id=occurrence_id)
                    | SeatReleased(occurrence_id=occurrence_id)
                ):
                    await self._kitchen.order(await self._day_of(occurrence_id), -1)
                case _:
                    pass
        await self._beside(partial(self._post.write, new, outcome))

    async def _day_of(self, occurrence_id: OccurrenceId) -> str:
        day: str = await self._beside(partial(self._programme.day_of, occurrence_id))
        return day

    def _take_in(self, until: int | None) -> list[Recorded[Event]]:
        """What was recorded since the last time, shown now: each event once, whoever asks."""
        with self._database.transaction():
            rows = list(self._log.read(after=self._position, until=until))
            for row in rows:
                self._programme.show(row.event)
                self._rosters.show(row.event, row.position)
                self._hours.show(row.event)
            if rows:
                self._position = rows[-1].position
        return rows

    async def roster(self, occurrence_id: str) -> Roster:
        """Who takes part in an occurrence, and who waits."""
        await self._catch_up()
        roster: Roster = await self._beside(partial(self._rosters.of, occurrence_id))
        return roster

    async def programme(self, day: date) -> dict[str, Any]:
        """What takes place on a day of the community's calendar, and meals ordered for it."""
        await self._catch_up()
        zone = (await self._community.state(Settings())).zone
        begins, ends = (wall_time(one, "00:00", zone) for one in (day, day + timedelta(days=1)))
        occurrences = await self._beside(partial(self._programme.between, begins, ends))
        meals = await self._beside(partial(self._kitchen.ordered, day.isoformat()))
        return {"meals": meals, "occurrences": occurrences}

    async def minutes(self, member_id: str) -> int:
        """How long a member served by now."""
        await self._catch_up()
        minutes: int = await self._beside(partial(self._hours.minutes, member_id, self._clock()))
        return minutes

    async def messages(self) -> list[dict[str, str]]:
        """All messages to be sent."""
        await self._catch_up()
        messages: list[dict[str, str]] = await self._beside(self._post.to_send)
        return messages
