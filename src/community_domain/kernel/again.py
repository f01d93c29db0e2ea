"""Deciding again (R41): what the recorded commands lead to on the history they were decided on.

This is how an audit knows that nothing stands in a log which the rules would not have let in.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import Any, cast

import attrs

from .cache import StateCache
from .commands import Command
from .deciding import READS, Reading, permitted
from .decisions import Decision
from .domain import Domain
from .envelopes import Envelope, Recorded
from .events import Event
from .identifiers import CommandId
from .ports import Boundary, EventLog, Head
from .privacy import is_erased
from .refusals import Refusal
from .zones import IANA_VERSION

__all__ = ["DecidedAgain", "Finding", "decided_again"]


class Finding(StrEnum):
    """How a decision and its repetition compare."""

    SAME = "the same events"
    OTHER = "other events"
    """The events recorded are not those that the command leads to."""
    REFUSED = "refused"
    """The command leads to none: a rule says no."""
    OTHER_VERSION = "decided by another version"
    """It cannot be said: the domain holds another version of the decision."""
    ERASED = "erased, cannot be re-derived"
    """It cannot be said: a personal value that it was decided on was erased since."""
    OTHER_TZDATA = "decided with another time zone database"
    """It cannot be said: wall times became other instants than they would now."""

    @property
    def zh(self) -> str:
        """What it is called in Chinese."""
        return {
            "the same events": "事件相同",
            "other events": "事件不同",
            "refused": "被拒绝",
            "decided by another version": "由其他版本决定",
            "erased, cannot be re-derived": "个人信息已删除，无法重新推导",
        }.get(self.value, "使用了其他时区数据库")


@attrs.frozen
class DecidedAgain:
    """One decision, and what came of deciding it again."""

    envelope: Envelope
    finding: Finding
    recorded: tuple[Recorded[Event], ...]
    """What stands in the log."""
    anew: tuple[Event, ...] = ()
    """What the command leads to now; nothing where it was not decided, or refused."""
    refusal: Refusal | None = None

    @property
    def command_id(self) -> CommandId:
        """Whose decision it was."""
        return self.envelope.command_id


class _Before:
    """The past as a decision found it, which moves on from one decision to the next."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self._head = Head(0, None)

    def head(self) -> Head:
        return self._head

    def read(self, boundary: Boundary | None, *, after: int = 0) -> Iterable[Recorded[Event]]:
        return self._log.read(boundary, after=after, until=self._head.position)

    def go_on(self, position: int, at: datetime) -> None:
        last = self._head.decided_at
        self._head = Head(position, at if last is None or at > last else last)


def decided_again(
    log: EventLog, domain: Domain, *, until: int | None = None, reads: int = READS
) -> Iterator[DecidedAgain]:
    """Decide everything in a log again, each command on what had been recorded before it.

    Whatever comes out, the next decision is compared on the history that is recorded. Policies that
    an app put on commands are left out: they only refuse, and may have come later. Linear in the
    number of events; states are kept as `Community` keeps them.

    Args:
        log: The history.
        domain: Whose decisions are asked.
        until: The last position that is looked at.
        reads: States that one decision might read, as the community had it: some go on in pages.
    """
    cache, before = StateCache(domain), _Before(log)
    rows = log.read(until=until)
    for _, decision in groupby(rows, key=lambda recorded: recorded.envelope.command_id):
        recorded = tuple(decision)
        envelope = recorded[0].envelope
        name, head = type(envelope.command).__name__, cache.catch_up(before)
        reading = Reading(cache, before, name, reads, head)
        yield _compared(domain, envelope, recorded, reading, before)
        cache.advance(row.event for row in recorded)
        before.go_on(recorded[-1].position, envelope.context.at)


def _compared(
    domain: Domain,
    envelope: Envelope,
    recorded: Sequence[Recorded[Event]],
    reading: Reading,
    before: _Before,
) -> DecidedAgain:
    """One decision."""
    found, command = DecidedAgain(envelope, Finding.SAME, tuple(recorded)), envelope.command
    decision: Decision[Any] = domain.decision(cast(type[Command], type(command)))
    if decision.version != envelope.decision_version:
        return attrs.evolve(found, finding=Finding.OTHER_VERSION)
    if any(map(is_erased, (command, *(row.event for row in recorded)))):
        return attrs.evolve(found, finding=Finding.ERASED)
    try:
        found = _decided(decision, found, reading)
    except Exception:
        if not _rests_on_erased(reading, before):
            raise
        return attrs.evolve(found, finding=Finding.ERASED)
    if found.finding is Finding.SAME or not _rests_on_erased(reading, before):
        return found
    return attrs.evolve(found, finding=Finding.ERASED)


def _decided(decision: Decision[Any], found: DecidedAgain, reading: Reading) -> DecidedAgain:
    """One decision that can be made again, as it comes out."""
    envelope, command = found.envelope, found.envelope.command
    try:
        context = permitted(decision, command, envelope.context, reading)
        anew = tuple(decision(command, context, reading))
    except Refusal as refusal:
        return attrs.evolve(found, finding=_excused(envelope, Finding.REFUSED), refusal=refusal)
    if anew == tuple(row.event for row in found.recorded) and context == envelope.context:
        return attrs.evolve(found, anew=anew)
    return attrs.evolve(found, finding=_excused(envelope, Finding.OTHER), anew=anew)


def _rests_on_erased(reading: Reading, before: _Before) -> bool:
    """Whether anything that a decision depends on has lost a personal value."""
    return any(is_erased(row.event) for row in before.read(reading.boundary()))


def _excused(envelope: Envelope, finding: Finding) -> Finding:
    """A difference says nothing where wall times were read by another database."""
    return finding if envelope.tzdata == IANA_VERSION else Finding.OTHER_TZDATA
