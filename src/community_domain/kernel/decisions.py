"""Decisions, the rights that admit to them, policies that tighten them, and named processes."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, Generic, TypeVar, get_args

import attrs

from .commands import Command
from .envelopes import Actor, Context, System
from .events import Event
from .identifiers import MemberId
from .refusals import Hint, InvalidValue, NotPermitted, Problem
from .states import Read

__all__ = [
    "Decision",
    "Grant",
    "Policy",
    "Process",
    "Right",
    "anyone",
    "decides",
    "must_have_happened",
    "policy",
    "process",
    "refused",
    "system",
]

C = TypeVar("C", bound=Command)
E = TypeVar("E", bound=Event)


@attrs.frozen
class Grant:
    """Yes, and for whom the actor acts when it is not for itself."""

    on_behalf_of: MemberId | None = None


@attrs.frozen
class Right:
    """Who may: a named question to the log about the actor and the thing asked for."""

    name: str
    name_zh: str
    ask: Callable[[Any, Context, Read], Grant | None]
    fields: tuple[str, ...] = ()
    """Fields of the command, or of the state looked at, that the question needs."""

    def __or__(self, other: "Right") -> "Right":
        return Right(
            f"{self.name}, or {other.name}",
            f"{self.name_zh}或{other.name_zh}",
            lambda subject, context, read: (
                self.ask(subject, context, read) or other.ask(subject, context, read)
            ),
            (*self.fields, *other.fields),
        )


anyone = Right("anyone", "任何人", lambda _subject, _context, _read: Grant())
system = Right(
    "the system",
    "系统",
    lambda _subject, context, _read: Grant() if isinstance(context.actor, System) else None,
)


def must_have_happened(at: datetime, context: Context, field: str = "at") -> None:
    """Refuse what would happen only after it is told.

    Args:
        at: When it is said to have happened, or to have ended.
        context: Says what time it is.
        field: Of the command, that says it.

    Raises:
        InvalidValue: The instant lies ahead.
    """
    if at > context.at:
        hint = Hint(f"Now is {context.at}.", f"现在是 {context.at}。")
        raise InvalidValue(field, str(at), Problem.IN_FUTURE, hint)


def refused(actor: Actor, action: str, right: Right) -> NotPermitted:
    """The refusal for somebody who lacks a right."""
    return NotPermitted(str(actor), action, right.name, right.name_zh)


@attrs.frozen
class Decision(Generic[C]):
    """A pure function from a command, its context and what it reads to the events that follow."""

    command: type[C]
    by: Right
    version: int
    function: Callable[[C, Context, Read], Iterable[Event]]
    backfills: bool = False
    """It tells what happened, so it may be decided behind the community's last decision (R44)."""

    def __call__(self, command: C, context: Context, read: Read) -> Iterable[Event]:
        """Decide."""
        return self.function(command, context, read)


def decides(
    *, by: Right, version: int = 1, backfills: bool = False
) -> Callable[[Callable[[C, Context, Read], Iterable[Event]]], Decision[C]]:
    """Make a function the decision for the command in its first annotation.

    Args:
        by: Who may issue the command.
        version: Of the decision; raise it when the same history may yield other events, so that
            an audit knows what to expect of older records.
        backfills: Whether it may be decided behind the community's last decision, by who holds
            that right: for what records facts, never for what changes who may do what.
    """

    def decorate(decide: Callable[[C, Context, Read], Iterable[Event]]) -> Decision[C]:
        return Decision(_first_annotation(decide)[0], by, version, decide, backfills)

    return decorate


@attrs.frozen
class Policy(Generic[C]):
    """A named further condition on an existing command: it may refuse, never allow."""

    name: str
    command: type[C]
    function: Callable[[C, Context, Read], None]


def policy(name: str) -> Callable[[Callable[[C, Context, Read], None]], Policy[C]]:
    """Make a function that raises a `Refusal` a policy on the command in its first annotation."""
    return lambda check: Policy(name, _first_annotation(check)[0], check)


@attrs.frozen
class Process(Generic[E]):
    """A named rule that issues follow-up commands, about one subject each, after an event."""

    name: str
    events: tuple[type[E], ...]
    function: Callable[[E], Iterator[Command]]


def process(name: str) -> Callable[[Callable[[E], Iterator[Command]]], Process[E]]:
    """Make a pure function from an event to commands a process, run as `System(name)`.

    Its commands are decided right after, in the same transaction, each with its own boundary.
    """
    return lambda follow: Process(name, _first_annotation(follow), follow)


def _first_annotation(function: Callable[..., Any]) -> tuple[Any, ...]:
    hint = next(iter(function.__annotations__.values()))
    return get_args(hint) or (hint,)
