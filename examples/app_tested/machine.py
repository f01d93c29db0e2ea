"""The app beside the model: what is done there is requested here, and the pages must agree."""

import asyncio
from collections.abc import Callable, Container, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, TypeVar

import httpx
from community_domain_testkit import CommunityMachine, Moves, SliceOnlooker, Step, Way

from community_domain import Community, Issue, MemoryLog, Outcome, Refusal, tags_of

from .app import create_app
from .bugs import Bug
from .endpoints import PATHS, request_of
from .expected import Expected
from .habits import MOVES

__all__ = [
    "WITH",
    "AppMachine",
    "Differs",
    "WithDoubleEffect",
    "WithHoursOfANoShow",
    "WithLostUpdate",
    "WithMidnight",
    "WithNotPromoted",
    "WithStaleRoster",
]

T = TypeVar("T")

STATUS = {"invalid": 422, "missing": 404, "forbidden": 403, "rule": 409, "conflict": 409}
"""As the app's reference promises it, by the kind of a refusal."""


class Differs(AssertionError):
    """The app shows or answers something else than the model's log says."""

    def __init__(self, what: str, shown: Any, expected: Any) -> None:
        super().__init__(f"{what}: the app says {shown!r}, the log says {expected!r}")
        self.what, self.shown, self.expected = what, shown, expected


class Everything(Container[str]):
    """What any name is in."""

    def __contains__(self, _: object) -> bool:
        return True


EVERYTHING = Everything()


async def in_turn(call: Callable[[], T]) -> T:
    """Run what blocks after giving way once, so that requests interleave alike each time."""
    await asyncio.sleep(0)
    return call()


class AppMachine(CommunityMachine):
    """The app without a mistake."""

    bugs: ClassVar[frozenset[Bug]] = frozenset()
    """Mistakes that are switched on."""
    moves: ClassVar[Moves] = MOVES
    ways: ClassVar[tuple[Way, ...]] = (Way.ALONE, Way.EACH)
    onlookers: ClassVar[tuple[type[SliceOnlooker], ...]] = ()

    def __init__(self) -> None:
        super().__init__()
        self.app_log = MemoryLog()
        self.others = Community(self.app_log, self.domain)
        """Another program on the app's log: it brings people in."""
        self.app_now = self.latest = self.now
        app = create_app(self.app_log, clock=self.clock, bugs=self.bugs, beside=in_turn)
        self.desk = app.state.desk
        transport = httpx.ASGITransport(app=app)
        self.client = httpx.AsyncClient(transport=transport, base_url="http://app")
        self.loop = asyncio.Runner()

    def close(self) -> None:
        """Close the app too."""
        self.loop.run(self.client.aclose())
        self.loop.close()
        self.desk.close()
        super().close()

    def clock(self) -> datetime:
        """What the app takes for now."""
        return self.app_now

    def beside(self, step: Step, results: Sequence[Outcome | Refusal]) -> None:
        """Request the same of the app, and look at the pages on which it should show."""
        done = list(zip(step.issues, results, strict=True))
        for issue in step.issues:
            self.app_now = issue.context.at
            self.latest = max(self.latest, issue.context.at)
            if type(issue.command) not in PATHS:
                self.elsewhere(issue)
        self.loop.run(self.requests([one for one in done if type(one[0].command) in PATHS]))
        new = [event for one in results if isinstance(one, Outcome) for event in one.events]
        if new:
            self.loop.run(
                self.look({tag.partition(":")[2] for event in new for tag in tags_of(event)})
            )

    def states_are_what_the_log_says(self) -> None:
        """At the end every page is what the log says; the library's own states are its affair."""
        self.loop.run(self.look())

    def elsewhere(self, issue: Issue) -> None:
        """What the app has no endpoint for is done by another program on its log."""
        self.others.execute_all([issue], each=True)

    async def requests(self, done: Sequence[tuple[Issue, Outcome | Refusal]]) -> None:
        """All requests of a step at once, then once more those that had an effect."""
        for again in (False, True):
            sent = [one for one in done if not again or had_effect(one[1])]
            answers = await asyncio.gather(*(self.post(issue) for issue, _ in sent))
            for (issue, result), answer in zip(sent, answers, strict=True):
                shown, expected = said_by(answer), answer_to(result, again=again)
                if shown != expected:
                    raise Differs(f"Answer to {issue.command!r}", shown, expected)

    async def post(self, issue: Issue) -> httpx.Response:
        """Request what was issued."""
        path, body = request_of(issue.command)
        context = issue.context
        headers = {"Acting": str(context.actor), "Idempotency-Key": issue.command_id}
        if context.reason:
            headers["Reason"] = context.reason
        return await self.client.post(path, json=body, headers=headers)

    async def look(self, about: Container[str] = EVERYTHING) -> None:
        """The pages about some occurrences and members are what the model's log says."""
        self.app_now = self.latest
        expected = Expected(self.community, self.happened, self.latest)
        occurrences = [one for one in expected.occurrences if one.occurrence_id in about]
        for one in occurrences:
            path = f"/occurrences/{one.occurrence_id}/roster"
            await self.same(path, expected.roster(one.occurrence_id))
        for day in expected.days(occurrences):
            await self.same(f"/days/{day}", expected.programme(day))
        for member_id in expected.volunteers:
            if member_id in about:
                await self.same(f"/members/{member_id}/minutes", expected.minutes(member_id))
        await self.same("/messages", expected.messages())

    async def same(self, path: str, expected: object) -> None:
        """A page shows what it must."""
        answer = await self.client.get(path)
        if (shown := answer.raise_for_status().json()) != expected:
            raise Differs(f"GET {path}", shown, expected)


def had_effect(result: Outcome | Refusal) -> bool:
    """Whether something is recorded under the key, so that it is known when it comes again."""
    return isinstance(result, Outcome) and bool(result.recorded)


def said_by(answer: httpx.Response) -> tuple[int, Any]:
    """Status, and the code of a refusal or the names of events."""
    said: Any = answer.json()
    return answer.status_code, said["code"] if answer.is_client_error else said


def answer_to(result: Outcome | Refusal, *, again: bool) -> tuple[int, Any]:
    """What the app must answer."""
    if isinstance(result, Refusal):
        return STATUS[result.kind], result.code
    new = result.recorded and not result.repeated and not again
    return 201 if new else 200, [event.spec.name for event in result.events]


class WithLostUpdate(AppMachine):
    """The app, with an order of meals that two may overwrite."""

    bugs = frozenset({Bug.LOST_UPDATE})


class WithMidnight(AppMachine):
    """The app, with days that have their midnight twice."""

    bugs = frozenset({Bug.MIDNIGHT})


class WithStaleRoster(AppMachine):
    """The app, with rosters that do not follow attendance."""

    bugs = frozenset({Bug.STALE_ROSTER})


class WithDoubleEffect(AppMachine):
    """The app, with messages that a repeated request writes again."""

    bugs = frozenset({Bug.DOUBLE_EFFECT})


class WithNotPromoted(AppMachine):
    """The app, with rosters on which whoever waited goes on waiting."""

    bugs = frozenset({Bug.NOT_PROMOTED})


class WithHoursOfANoShow(AppMachine):
    """The app, with hours for shifts that were missed."""

    bugs = frozenset({Bug.HOURS_OF_A_NO_SHOW})


WITH: Mapping[Bug, type[AppMachine]] = {
    Bug.LOST_UPDATE: WithLostUpdate,
    Bug.MIDNIGHT: WithMidnight,
    Bug.STALE_ROSTER: WithStaleRoster,
    Bug.DOUBLE_EFFECT: WithDoubleEffect,
    Bug.NOT_PROMOTED: WithNotPromoted,
    Bug.HOURS_OF_A_NO_SHOW: WithHoursOfANoShow,
}
"""The app with each mistake, under a name of its own so that a printed script can import it."""
