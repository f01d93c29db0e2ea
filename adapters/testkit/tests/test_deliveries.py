"""The contract of deliveries: a diligent one keeps it, and each faulty one is found out."""

import sqlite3
from collections.abc import Callable, Collection, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import attrs
import pytest
from community_domain_testkit import Delivery, DeliveryContract, Undelivered

from community_domain import Event, EventLog, Recorded, tags_of

Send = Callable[[str, int], None]
OpenDelivery = Callable[[], Delivery]
SCHEMA = """
    PRAGMA synchronous = OFF;  -- A test need not outlive a loss of power.
    CREATE TABLE IF NOT EXISTS bookmark (
        one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL
    );
    INSERT OR IGNORE INTO bookmark VALUES (1, 0);
    CREATE TABLE IF NOT EXISTS waiting (position INTEGER PRIMARY KEY, subject TEXT NOT NULL);
"""


def about_a_member(recorded: Recorded[Event]) -> str | None:
    """What is said of a member is passed on under the first one that is named."""
    members = (tag for tag in tags_of(recorded.event) if tag.startswith("member:"))
    return next(members, None)


class Diligent:
    """What is not acknowledged waits in SQLite, and holds up its own subject only."""

    def __init__(self, log: EventLog, send: Send, file: Path) -> None:
        self._log, self._send = log, send
        self._db = sqlite3.connect(file)
        self._db.executescript(SCHEMA)

    def subject(self, recorded: Recorded[Event]) -> str | None:
        """By member."""
        return about_a_member(recorded)

    def deliver(self) -> None:
        """Take up what is new, then send what waits."""
        self._take_up()
        held: set[str] = set()
        waiting = self._db.execute("SELECT position, subject FROM waiting ORDER BY 1").fetchall()
        for position, subject in waiting:
            if subject in held:
                continue
            try:
                self._send(subject, position)
            except Undelivered:
                held.add(subject)
            else:
                with self._db:
                    self._db.execute("DELETE FROM waiting WHERE position = ?", (position,))

    def set_aside(self) -> Collection[int]:
        """It never gives up."""
        return ()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _take_up(self) -> None:
        """What waits and how far the log was read are saved together."""
        with self._db:
            [position] = self._db.execute("SELECT position FROM bookmark").fetchone()
            for row in self._log.read(after=position):
                if subject := self.subject(row):
                    due = (row.position, subject)
                    self._db.execute("INSERT INTO waiting VALUES (?, ?)", due)
                self._db.execute("UPDATE bookmark SET position = ?", (row.position,))


class TestDiligent(DeliveryContract):
    """A delivery that keeps what waits in a SQLite file."""

    share = 0.05

    @pytest.fixture
    def new_delivery(self, tmp_path: Path) -> Callable[[EventLog, Send], OpenDelivery]:
        """A file of its own for each."""
        numbers = count()
        return lambda log, send: partial(Diligent, log, send, tmp_path / f"{next(numbers)}.db")


@attrs.define
class Place:
    """Where a delivery keeps its position, and what it gave up."""

    position: int = 0
    aside: list[int] = attrs.Factory(list[int])


class Plain:
    """Stops at what is not taken; right as it stands, and made wrong below."""

    def __init__(self, log: EventLog, send: Send, place: Place) -> None:
        self.log, self.send, self.place = log, send, place

    def subject(self, recorded: Recorded[Event]) -> str | None:
        """By member."""
        return about_a_member(recorded)

    def due(self) -> Iterator[tuple[str | None, int]]:
        """Everything behind its position."""
        for row in self.log.read(after=self.place.position):
            yield self.subject(row), row.position

    def deliver(self) -> None:
        """One after the other; what is not taken leaves the loop."""
        for subject, position in self.due():
            if subject:
                self.pass_on(subject, position)
            self.place.position = position

    def pass_on(self, subject: str, position: int) -> None:
        """Send one."""
        self.send(subject, position)

    def set_aside(self) -> Collection[int]:
        """What it gave up."""
        return self.place.aside

    def close(self) -> None:
        """Nothing to let go of."""


class GivesUpInTheOpen(Plain):
    """Tries twice, and sets aside what was not taken."""

    def pass_on(self, subject: str, position: int) -> None:
        for _ in range(2):
            try:
                return super().pass_on(subject, position)
            except Undelivered:
                pass
        return self.place.aside.append(position)


class SendsNothing(Plain):
    """Has a subject for nothing."""

    def subject(self, recorded: Recorded[Event]) -> str | None:
        return None


class AcknowledgesBeforeSending(Plain):
    """Saves the position, then sends."""

    def deliver(self) -> None:
        for subject, position in self.due():
            self.place.position = position
            if subject:
                self.pass_on(subject, position)


class GivesUpAfterOneFailure(Plain):
    """Sends what is behind it, and never again what failed."""

    def pass_on(self, subject: str, position: int) -> None:
        try:
            super().pass_on(subject, position)
        except Undelivered:
            return


class ReordersAfterAFailure(Plain):
    """What failed comes behind what did not."""

    def deliver(self) -> None:
        due = list(self.due())
        while due:
            subject, position = due.pop(0)
            try:
                if subject:
                    self.pass_on(subject, position)
            except Undelivered:
                due.append((subject, position))
            else:
                self.place.position = max(position, self.place.position)


class BelievesInArrival(Plain):
    """Sends again at once, and takes a second failure for a lost acknowledgement."""

    def pass_on(self, subject: str, position: int) -> None:
        for _ in range(2):
            try:
                return super().pass_on(subject, position)
            except Undelivered:
                pass
        return None


class ResendsForEver(Plain):
    """Never saves its position."""

    def deliver(self) -> None:
        super().deliver()
        self.place.position = 0


class SendsTwice(Plain):
    """To be on the safe side."""

    def pass_on(self, subject: str, position: int) -> None:
        super().pass_on(subject, position)
        super().pass_on(subject, position)


class LosesTheTail(Plain):
    """Begins at the end of the log when it is opened again."""

    def __init__(self, log: EventLog, send: Send, place: Place) -> None:
        super().__init__(log, send, place)
        if place.position:
            place.position = log.head().position


class MissesWhatComesMeanwhile(Plain):
    """Looks where the log ends when it has sent everything."""

    def deliver(self) -> None:
        super().deliver()
        self.place.position = self.log.head().position


class LosesPoison(Plain):
    """Gives up after some attempts, and tells nobody."""

    attempts = 0

    def pass_on(self, subject: str, position: int) -> None:
        try:
            super().pass_on(subject, position)
        except Undelivered:
            self.attempts += 1
            if self.attempts < 3:
                raise


CHECKS = tuple(name for name in dir(DeliveryContract) if name.startswith("test_"))
FAULTS = [
    (SendsTwice, "test_everything_is_delivered_once_where_nothing_fails"),
    (GivesUpAfterOneFailure, "test_a_receiver_that_fails_loses_nothing"),
    (ReordersAfterAFailure, "test_a_receiver_that_fails_loses_nothing"),
    (GivesUpAfterOneFailure, "test_what_was_not_acknowledged_is_sent_again"),
    (BelievesInArrival, "test_what_was_not_acknowledged_is_sent_again"),
    (LosesTheTail, "test_restarts_lose_nothing"),
    (AcknowledgesBeforeSending, "test_a_death_at_any_line_loses_nothing"),
    (AcknowledgesBeforeSending, "test_a_receiver_that_fails_loses_nothing"),
    (MissesWhatComesMeanwhile, "test_what_is_recorded_meanwhile_is_not_missed"),
    (ResendsForEver, "test_what_was_acknowledged_is_not_sent_again"),
    (LosesPoison, "test_a_poisoned_event_does_not_vanish"),
]


def placed(kind: type[Plain]) -> Callable[[EventLog, Send], OpenDelivery]:
    """How such a one is opened at a place of its own."""
    return lambda log, send: partial(kind, log, send, Place())


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_fails_on_a_delivery_that_sends_nothing(
    check: str, finds: Callable[..., bool]
) -> None:
    """A check that a delivery passes by sending nothing checks nothing."""
    assert finds(DeliveryContract, check, placed(SendsNothing))


@pytest.mark.parametrize("sound", [Plain, GivesUpInTheOpen])
@pytest.mark.parametrize("check", CHECKS)
def test_what_they_are_made_of_is_sound(
    sound: type[Plain], check: str, finds: Callable[..., bool]
) -> None:
    """What is found is what was made wrong; and to set aside in the open is no fault."""
    assert not finds(DeliveryContract, check, placed(sound))


@pytest.mark.parametrize(("fault", "check"), FAULTS)
def test_a_fault_is_found(fault: type[Plain], check: str, finds: Callable[..., bool]) -> None:
    """Each fault is found by the check that is about it, every time."""
    assert finds(DeliveryContract, check, placed(fault))


def test_every_check_is_about_a_fault() -> None:
    """A check that no faulty delivery fails may be about nothing."""
    assert {check for _, check in FAULTS} == set(CHECKS)
