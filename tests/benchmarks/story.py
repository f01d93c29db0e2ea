"""Our side: a community whose guardians sign children up.

Each sign-up reads the capacity of the occurrence, the guardians and consents of the child, its
agenda and the settings, checks who may issue the command, and stores the event with its
envelope and command.
"""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Literal, cast

import attrs
from community_domain_storage import Keys, OldSQLite, new_id, open_community

from community_domain import (
    Command,
    CommandId,
    Community,
    Context,
    Envelope,
    Event,
    EventLog,
    Issue,
    MemberId,
    Period,
    StoredEvent,
    StoredLog,
)
from community_domain.activities import (
    MINORS_NEED_CONTACT,
    ActivityId,
    CheckedIn,
    CheckedOut,
    CheckIn,
    CheckOut,
    OccurrenceId,
    OfferActivity,
    ScheduleOccurrence,
    SeatConfirmed,
    SignUp,
    Withdraw,
)
from community_domain.community import FoundCommunity
from community_domain.members import ConsentKind, EnrolMinor, RegisterMember

__all__ = ["NOW", "SEATS", "Durability", "Story", "Wish", "crowd", "period", "visits"]

Durability = Literal["full", "process"]

NOW = datetime(2024, 6, 1, tzinfo=UTC)
"""The instant of every decision before the first day."""
FIRST_DAY = datetime(2024, 7, 1, 1, tzinfo=UTC)
SEATS = 90
"""Seats of an occurrence, as of the reference's aggregate: so many little teachers signed up for
the sports day of the story this library grew from."""
VISITORS = 3_000
"""Members whose visits make a long history."""
FOUNDER, ACTIVITY = MemberId("founder"), ActivityId("games")
CHILD_BORN, ADULT_BORN = date(2014, 3, 3), date(1985, 1, 1)
TOGETHER = 10_000
"""Events of a made-up history that are recorded in one transaction."""
TZDATA = "2026.1"
"""What envelopes of made-up history name; nothing depends on it."""


@attrs.frozen
class Wish:
    """A command as somebody is going to issue it."""

    actor: MemberId
    command: Command
    command_id: CommandId
    at: datetime


def wish(actor: MemberId, command: Command, at: datetime = NOW) -> Wish:
    """A command under an id as apps get them."""
    return Wish(actor, command, CommandId(new_id()), at)


def period(day: int) -> Period:
    """The morning of a day of the story, counted from 0."""
    start = FIRST_DAY + timedelta(days=day)
    return Period(start, start + timedelta(hours=3))


class Story:
    """A community that is ready for sign-ups.

    Args:
        url: The address of its log.
        children: So many are enrolled, each with a guardian and both consents.
        durability: Of its commits.
        found: Whether the community is founded now, or was before.
        name: In the ids of its children and occurrences, so that stories can share a log.
        keys: Where the keys of the people are; None: their values are in plain.
        called: What the community is called, so that communities can share a database.
    """

    def __init__(  # noqa: PLR0913 - the rest is named
        self,
        url: str,
        children: int,
        durability: Durability,
        *,
        found: bool = True,
        name: str = "a",
        keys: Keys | None = None,
        called: str = "benchmark",
    ) -> None:
        self.url, self.called, self.children = url, called, children
        self._name, self._keys = name, keys
        self._durability: Durability = durability
        self.open()
        if found:
            self.execute_all(_founding())
        self.execute_all(self._enrolments())

    def open(self) -> None:
        """Open the log: nothing is cached, no connection is warm."""
        with warnings.catch_warnings():
            # Which SQLite it is stands among the facts about the machine.
            warnings.simplefilter("ignore", OldSQLite)
            self.community: Community = open_community(
                self.url,
                community=self.called,
                keys=self._keys,
                durability=self._durability,
            )

    def close(self) -> None:
        """Let go of the log; closing twice is fine."""
        self.community.log.close()

    @property
    def log(self) -> EventLog:
        """The log of the community."""
        return self.community.log

    def rows(self, after: int = 0) -> Iterator[StoredEvent]:
        """What is stored after a position, as it is stored."""
        return cast("StoredLog", self.log).rows(after=after)

    def stored(self, last: int) -> list[StoredEvent]:
        """The last so many rows, with the tag by which a command is found again."""
        rows = self.rows(self.log.head().position - last)
        return [attrs.evolve(row, tags=(*row.tags, f"command:{row.command_id}")) for row in rows]

    def schedule(self, rounds: range, capacity: int | None = SEATS) -> None:
        """Schedule the occurrences of these rounds: one day a round, a full occurrence each."""
        self.execute_all(
            wish(FOUNDER, ScheduleOccurrence(self.occurrence(r, n), ACTIVITY, period(r), capacity))
            for r in rounds
            for n in range(0, self.children, SEATS)
        )

    def occurrence(self, number: int, child: int) -> OccurrenceId:
        """Where a child signs up in a round."""
        return OccurrenceId(f"games-{self._name}-{number}-{child // SEATS}")

    def sign_ups(self, number: int = 0, *, at: OccurrenceId | None = None) -> list[Wish]:
        """Each guardian's sign-up of their child for a round, or all at one occurrence."""
        return [
            wish(guardian, SignUp(at or self.occurrence(number, n), child))
            for n, (guardian, child) in enumerate(self.families())
        ]

    def check_ins(self, at: OccurrenceId, number: int) -> list[Wish]:
        """Each guardian's word that their child has come to an occurrence of a round."""
        come = period(number).start
        return [
            wish(guardian, CheckIn(at, child, come), come) for guardian, child in self.families()
        ]

    def withdrawals(self, at: OccurrenceId) -> list[Wish]:
        """Each guardian's withdrawal of their child from an occurrence."""
        return [wish(guardian, Withdraw(at, child)) for guardian, child in self.families()]

    def newcomers(self, number: int) -> list[Wish]:
        """As many adults as there are children, who register in a round."""
        members = [MemberId(f"newcomer-{number}-{n}") for n in range(self.children)]
        return [
            wish(one, RegisterMember(one, f"Newcomer {n}", ADULT_BORN))
            for n, one in enumerate(members)
        ]

    def families(self) -> list[tuple[MemberId, MemberId]]:
        """Each guardian and child."""
        return [
            (MemberId(f"guardian-{self._name}-{n}"), MemberId(f"child-{self._name}-{n}"))
            for n in range(self.children)
        ]

    def execute(self, wishes: Iterable[Wish]) -> None:
        """One command after the other, each recorded as durably as was asked before the next."""
        community = self.community
        for one in wishes:
            acting = community.acting(one.actor)
            outcome = acting.execute(one.command, at=one.at, command_id=one.command_id)
            if not outcome.recorded:
                raise AssertionError("a benchmark's command has an effect")

    def execute_all(self, wishes: Iterable[Wish]) -> None:
        """All commands in one transaction."""
        outcomes = self.community.execute_all(self._issued(wishes))
        if not all(outcome.recorded for outcome in outcomes):
            raise AssertionError("a benchmark's command has an effect")

    def _issued(self, wishes: Iterable[Wish]) -> Iterator[Issue]:
        for one in wishes:
            acting = self.community.acting(one.actor)
            yield acting.issue(one.command, at=one.at, command_id=one.command_id)

    def _enrolments(self) -> Iterator[Wish]:
        consents = (ConsentKind.DATA, ConsentKind.TAKING_PART)
        for n, (guardian, child) in enumerate(self.families()):
            yield wish(guardian, RegisterMember(guardian, f"Guardian {n}", ADULT_BORN))
            yield wish(guardian, EnrolMinor(child, guardian, f"Child {n}", CHILD_BORN, consents))


def _founding() -> Iterator[Wish]:
    uncalled = (MINORS_NEED_CONTACT.at(0),)  # The work that is measured names nobody to call.
    found = FoundCommunity("Community 1", "Asia/Shanghai", FOUNDER, "Founder", ADULT_BORN, uncalled)
    yield wish(FOUNDER, found)
    yield wish(FOUNDER, OfferActivity(ACTIVITY, "Games"))


def visits(log: EventLog, events: int) -> None:
    """Record so many events of attendance: seats, arrivals and departures of other members.

    They are recorded past the decisions, each with the envelope its command would have.
    """
    _record(log, _visits(events))


def crowd(log: EventLog, occurrence_id: OccurrenceId, day: int, seats: int) -> None:
    """Record so many seats at an occurrence, past the decisions."""
    members = [MemberId(f"visitor-{n}") for n in range(seats)]
    _record(
        log,
        (
            (
                member,
                SignUp(occurrence_id, member),
                SeatConfirmed(occurrence_id, member, period(day)),
            )
            for member in members
        ),
    )


def _visits(events: int) -> Iterator[tuple[MemberId, Command, Event]]:
    for n in range((events + 2) // 3):
        at, member = OccurrenceId(f"past-{n // SEATS}"), MemberId(f"visitor-{n % VISITORS}")
        when = period(-1 - n // SEATS % 300)
        story: Sequence[tuple[Command, Event]] = (
            (SignUp(at, member), SeatConfirmed(at, member, when)),
            (CheckIn(at, member, when.start), CheckedIn(at, member, when.start)),
            (CheckOut(at, member, when.end), CheckedOut(at, member, when.end, forgotten=False)),
        )
        for command, event in story[: events - 3 * n]:
            yield member, command, event


def _record(log: EventLog, decided: Iterable[tuple[MemberId, Command, Event]]) -> None:
    rows = iter(decided)
    while part := list(islice(rows, TOGETHER)):
        with log.writing() as writer:
            for actor, command, event in part:
                context = Context(NOW, actor)
                made = CommandId(new_id())
                writer.append([event], Envelope(command, made, context, 1, TZDATA))
