"""What the app promises without any mistake: requests, answers, pages."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest

from community_domain import STANDARD, Community, MemberId, MemoryLog
from community_domain.activities import OccurrenceId, SignUp
from community_domain.community import FoundCommunity
from community_domain.members import RegisterMember
from examples.app_tested.app import create_app
from examples.app_tested.bugs import Bug

MORNING = datetime(2024, 6, 1, tzinfo=UTC)
"""Eight o'clock in Shanghai."""
FOUNDER, ONE, OTHER = (MemberId(name) for name in ("founder", "member-1", "member-2"))
BORN = date(1980, 1, 1)


class Browser:
    """Somebody who uses the app, and a clock to be set."""

    def __init__(self, client: httpx.AsyncClient, log: MemoryLog) -> None:
        self.client, self.log = client, log
        self.now = MORNING
        self.requests = 0

    async def post(
        self, path: str, acting: str = "founder", key: str = "", **fields: Any
    ) -> httpx.Response:
        """Wish something, under a key of its own unless one is given."""
        self.requests += 1
        headers = {"Acting": acting, "Idempotency-Key": key or f"request-{self.requests}"}
        return await self.client.post(path, json=fields, headers=headers)

    async def page(self, path: str) -> Any:
        """What a page shows."""
        answer = await self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def scheduled(self, name: str, begins: datetime, hours: float, seats: int) -> None:
        """An occurrence of the choir."""
        await self.post("/activities", activity_id="choir", title="Choir", key="choir")
        period = {
            "start": begins.isoformat(),
            "end": (begins + timedelta(hours=hours)).isoformat(),
        }
        answer = await self.post(
            "/occurrences", occurrence_id=name, activity_id="choir", period=period, capacity=seats
        )
        assert answer.status_code == 201, answer.text


Visit = Callable[[Browser], Awaitable[None]]


@asynccontextmanager
async def opened(log: MemoryLog, bugs: frozenset[Bug] = frozenset()) -> AsyncGenerator[Browser]:
    """The app over a log, with threads as it has them by default."""
    browser: Browser

    def clock() -> datetime:
        return browser.now

    app = create_app(log, clock=clock, bugs=bugs)
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://app") as client,
    ):
        browser = Browser(client, log)
        yield browser


@pytest.fixture
def log() -> MemoryLog:
    """A community in Shanghai with three adults, recorded by somebody else than the app."""
    log = MemoryLog()
    community = Community(log, STANDARD, clock=lambda: MORNING)
    founding = FoundCommunity("Lindenhof", "Asia/Shanghai", FOUNDER, "Member", BORN)
    community.acting(FOUNDER).execute(founding, command_id="found")
    for who in (ONE, OTHER):
        community.acting(who).execute(RegisterMember(who, "Member", BORN), command_id=who)
    return log


@pytest.fixture
def visited(log: MemoryLog) -> Callable[[Visit], None]:
    """Opens the app and lets somebody use it."""

    def visit(visit: Visit) -> None:
        async def main() -> None:
            async with opened(log) as browser:
                await visit(browser)

        asyncio.run(main())

    return visit


def test_a_seat_and_a_place_in_line(visited: Callable[[Visit], None]) -> None:
    """Who comes first has the seat; when it is freed, who waits gets it, and a message."""

    async def visit(browser: Browser) -> None:
        await browser.scheduled("choir-1", MORNING + timedelta(hours=6), 2, seats=1)
        for who in ("member-1", "member-2"):
            await browser.post("/occurrences/choir-1/sign-ups", acting=who, member_id=who)
        seat = {"member_id": "member-1", "attendance": None}
        roster = await browser.page("/occurrences/choir-1/roster")
        assert roster == {"seated": [seat], "waiting": ["member-2"]}
        assert await browser.page("/messages") == []
        await browser.post("/occurrences/choir-1/withdrawals", member_id="member-1")
        roster = await browser.page("/occurrences/choir-1/roster")
        assert roster == {"seated": [{**seat, "member_id": "member-2"}], "waiting": []}
        assert await browser.page("/messages") == [{"to": "member-2", "seat_at": "choir-1"}]

    visited(visit)


def test_sent_again(visited: Callable[[Visit], None]) -> None:
    """The same key again has no second effect, and gets the same answer but for its status."""

    async def visit(browser: Browser) -> None:
        await browser.scheduled("choir-1", MORNING + timedelta(hours=6), 2, seats=1)
        path = "/occurrences/choir-1/sign-ups"
        first, again = [await browser.post(path, key="k", member_id="member-1") for _ in range(2)]
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json() == again.json() == ["activity.seat-confirmed"]
        assert (await browser.page("/days/2024-06-01"))["meals"] == 1
        other = await browser.post(path, key="k", member_id="member-2")
        assert (other.status_code, other.json()["code"]) == (409, "command-id-reused")

    visited(visit)


def test_day_ends_at_midnight(visited: Callable[[Visit], None]) -> None:
    """A day of Shanghai begins at 16:00 UTC; what ends then is not on it, what begins then is."""

    async def visit(browser: Browser) -> None:
        midnight = datetime(2024, 6, 1, 16, tzinfo=UTC)
        await browser.scheduled("until", midnight - timedelta(hours=2), 2, seats=1)
        await browser.scheduled("across", midnight - timedelta(hours=1), 2, seats=1)
        await browser.scheduled("from", midnight, 2, seats=1)
        shown = [
            [one["occurrence_id"] for one in (await browser.page(f"/days/{day}"))["occurrences"]]
            for day in ("2024-06-01", "2024-06-02", "2024-06-03")
        ]
        assert shown == [["until", "across"], ["across", "from"], []]

    visited(visit)


def test_attendance(visited: Callable[[Visit], None]) -> None:
    """Marks show on the roster, although it was looked at before."""

    async def visit(browser: Browser) -> None:
        await browser.scheduled("choir-1", MORNING + timedelta(hours=1), 1, seats=2)
        for who in ("member-1", "member-2"):
            await browser.post("/occurrences/choir-1/sign-ups", member_id=who)
        await browser.page("/occurrences/choir-1/roster")
        browser.now += timedelta(hours=2)
        await browser.post("/occurrences/choir-1/presences", member_id="member-1")
        await browser.post("/occurrences/choir-1/no-shows", member_id="member-2")
        roster = await browser.page("/occurrences/choir-1/roster")
        assert [one["attendance"] for one in roster["seated"]] == ["attended", "no-show"]

    visited(visit)


def test_hours(visited: Callable[[Visit], None]) -> None:
    """A shift counts once it is over, less the break, and not for who did not come."""

    async def visit(browser: Browser) -> None:
        await browser.post("/positions", position_id="tea", title="Tea")
        start, end = MORNING + timedelta(hours=1), MORNING + timedelta(hours=3)
        period = {"start": start.isoformat(), "end": end.isoformat()}
        plan: dict[str, Any] = {"shift_id": "tea-1", "position_id": "tea", "least": 1, "most": 2}
        await browser.post("/shifts", **plan, period=period, break_minutes=15)
        for who in ("member-1", "member-2"):
            answer = await browser.post("/shifts/tea-1/places", acting=who, member_id=who)
            assert answer.status_code == 201, answer.text
        assert await browser.page("/members/member-1/minutes") == 0
        browser.now = end
        await browser.post("/shifts/tea-1/absences", member_id="member-2", acting="system clock")
        assert await browser.page("/members/member-1/minutes") == 105
        assert await browser.page("/members/member-2/minutes") == 0

    visited(visit)


def test_refusals_have_statuses(visited: Callable[[Visit], None]) -> None:
    """The kind of a refusal gives the status, the refusal the body, in the reader's language."""

    async def visit(browser: Browser) -> None:
        await browser.scheduled("closed", MORNING + timedelta(hours=6), 2, seats=0)
        wishes = {
            "/occurrences/nowhere/sign-ups": (404, "occurrence-unknown"),
            "/occurrences/closed/sign-ups": (409, "occurrence-closed"),
            "/occurrences/no%20id/sign-ups": (422, "invalid-value"),
        }
        for path, expected in wishes.items():
            answer = await browser.post(path, member_id="member-1")
            assert (answer.status_code, answer.json()["code"]) == expected
        foreign = await browser.post("/occurrences/closed/capacity", acting="member-1", capacity=5)
        assert (foreign.status_code, foreign.json()["code"]) == (403, "not-permitted")
        headers = {"Acting": "member-1", "Idempotency-Key": "zh", "Accept-Language": "zh-CN"}
        path, body = "/occurrences/closed/sign-ups", {"member_id": "member-1"}
        answer = await browser.client.post(path, json=body, headers=headers)
        assert answer.json()["message"] == "closed 不接受报名：名额为 0。"

    visited(visit)


@pytest.mark.parametrize(
    "fields",
    [{}, {"member_id": "member-1", "seat": 7}, {"member_id": "member-1", "priority": "Zaphod"}],
)
def test_malformed_requests(
    fields: dict[str, Any], visited: Callable[[Visit], None], log: MemoryLog
) -> None:
    """What is no such command is told so, without repeating what was sent; nothing is recorded."""

    async def visit(browser: Browser) -> None:
        before = log.head().position
        answer = await browser.post("/occurrences/choir-1/sign-ups", **fields)
        assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
        assert "occurrence_id, member_id, priority" in answer.json()["message"]
        assert "Zaphod" not in answer.text
        no_key = await browser.client.post("/activities", json={}, headers={"Acting": "founder"})
        assert no_key.status_code == 422
        assert log.head().position == before

    visited(visit)


def test_others_record_too(visited: Callable[[Visit], None], log: MemoryLog) -> None:
    """What another program records in the same log shows as well."""

    async def visit(browser: Browser) -> None:
        await browser.scheduled("choir-1", MORNING + timedelta(hours=6), 2, seats=2)
        another = Community(log, STANDARD, clock=lambda: MORNING).acting(ONE)
        another.execute(SignUp(OccurrenceId("choir-1"), ONE), command_id="on-paper")
        roster = await browser.page("/occurrences/choir-1/roster")
        assert [one["member_id"] for one in roster["seated"]] == ["member-1"]
        assert (await browser.page("/days/2024-06-01"))["meals"] == 1

    visited(visit)


def test_many_at_once(visited: Callable[[Visit], None], log: MemoryLog) -> None:
    """Requests that arrive together, on threads, each have their effect once."""
    many = 20
    community = Community(log, STANDARD, clock=lambda: MORNING)
    for number in range(many):
        who = MemberId(f"guest-{number}")
        community.acting(who).execute(RegisterMember(who, "Guest", BORN), command_id=who)

    async def visit(browser: Browser) -> None:
        await browser.scheduled("choir-1", MORNING + timedelta(hours=6), 2, seats=many)
        path = "/occurrences/choir-1/sign-ups"
        wishes = [
            browser.post(path, key=f"wish-{number}", member_id=f"guest-{number}")
            for number in range(many)
            for _ in range(2)
        ]
        answers = await asyncio.gather(*wishes)
        assert sorted(one.status_code for one in answers) == [200] * many + [201] * many
        roster = await browser.page("/occurrences/choir-1/roster")
        assert len(roster["seated"]) == many
        assert (await browser.page("/days/2024-06-01"))["meals"] == many

    visited(visit)


def test_started_anew(visited: Callable[[Visit], None]) -> None:
    """The app's pages are made from the log alone: after a new start they are what they were."""
    pages = ("/occurrences/choir-1/roster", "/days/2024-06-01", "/messages")
    seen: list[Any] = []

    async def visit(browser: Browser) -> None:
        await browser.scheduled("choir-1", MORNING + timedelta(hours=6), 2, seats=1)
        for who in ("member-1", "member-2"):
            await browser.post("/occurrences/choir-1/sign-ups", member_id=who)
        await browser.post("/occurrences/choir-1/withdrawals", member_id="member-1")
        seen.extend([await browser.page(path) for path in pages])

    async def look(browser: Browser) -> None:
        assert [await browser.page(path) for path in pages] == seen

    visited(visit)
    visited(look)
    assert seen[2]
