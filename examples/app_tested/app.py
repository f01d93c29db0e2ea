"""The app: commands are posted, pages are read; refusals are answered by their kind."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends, FastAPI, Header, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from community_domain import (
    Actor,
    Command,
    Conflict,
    EventLog,
    MemberId,
    Refusal,
    System,
)

from .beside import Beside
from .bugs import Bug
from .desk import Desk
from .endpoints import ENDPOINTS, Malformed, command_of
from .rosters import Roster

__all__ = ["create_app"]

STATUS = {"invalid": 422, "missing": 404, "forbidden": 403, "rule": 409, "conflict": 409}
"""By the kind of a refusal."""
LAST_DAY = date(9998, 12, 31)
"""The last day whose end has a date."""


def create_app(
    log: EventLog,
    *,
    clock: Callable[[], datetime],
    bugs: frozenset[Bug] = frozenset(),
    beside: Beside = to_thread.run_sync,
) -> FastAPI:
    """The app over the log of a community.

    Args:
        log: Where events are recorded; the app is not alone with it, and does not close it.
        clock: Tells the instant (aware).
        bugs: Mistakes that are switched on.
        beside: Runs what blocks beside the event loop.
    """
    desk = Desk(log, clock, beside, bugs)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        yield
        desk.close()

    app = FastAPI(title="Take part", lifespan=lifespan, routes=PAGES.routes)
    app.state.desk = desk
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(Malformed, _malformed)
    app.add_exception_handler(Conflict, _overtaken)
    return app


async def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


async def _actor(acting: Annotated[str, Header()]) -> Actor:
    """Who acts. A login would say; here the word of whoever asks is taken for it."""
    kind, _, name = acting.rpartition(" ")
    return System(name) if kind == "system" else MemberId(name)


AtDesk = Annotated[Desk, Depends(_desk)]
ActedBy = Annotated[Actor, Depends(_actor)]
Key = Annotated[str, Header(alias="Idempotency-Key")]
PAGES = APIRouter()


@PAGES.get("/occurrences/{occurrence_id}/roster")
async def roster(occurrence_id: str, desk: AtDesk) -> Roster:
    """Who takes part in an occurrence, and who waits."""
    return await desk.roster(occurrence_id)


@PAGES.get("/days/{day}")
async def programme(day: Annotated[date, Field(le=LAST_DAY)], desk: AtDesk) -> dict[str, Any]:
    """What takes place on a day, and meals ordered for it."""
    return await desk.programme(day)


@PAGES.get("/members/{member_id}/minutes")
async def minutes(member_id: str, desk: AtDesk) -> int:
    """How long a member served by now."""
    return await desk.minutes(member_id)


@PAGES.get("/messages")
async def messages(desk: AtDesk) -> list[dict[str, str]]:
    """All messages to be sent."""
    return await desk.messages()


def _posted(kind: type[Command]) -> Callable[..., Any]:
    """What takes in a command of one kind."""

    async def post(  # noqa: PLR0913, PLR0917 - FastAPI fills them in by name
        request: Request,
        fields: dict[str, Any],
        desk: AtDesk,
        actor: ActedBy,
        key: Key,
        reason: Annotated[str | None, Header()] = None,
    ) -> JSONResponse:
        command = command_of(kind, {**fields, **request.path_params})
        outcome = await desk.execute(actor, command, key, reason)
        new = outcome.recorded and not outcome.repeated
        return JSONResponse([event.spec.name for event in outcome.events], 201 if new else 200)

    return post


for path, kind in ENDPOINTS.items():
    PAGES.add_api_route(path, _posted(kind), methods=["POST"], summary=kind.__doc__)


async def _refused(request: Request, refusal: Exception) -> JSONResponse:
    """The refusal, in the language of whoever asks."""
    if not isinstance(refusal, Refusal):
        raise refusal
    locale = request.headers.get("accept-language", "en")
    return JSONResponse(refusal.as_dict(locale), STATUS[refusal.kind])


async def _malformed(_: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"code": "malformed", "message": str(error)}, 422)


async def _overtaken(_: Request, conflict: Exception) -> JSONResponse:
    return JSONResponse({"code": "try-again", "message": str(conflict)}, 503)
