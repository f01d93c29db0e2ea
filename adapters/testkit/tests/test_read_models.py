"""The contract of read models: one in SQLite keeps it, and each faulty one is found out."""

import sqlite3
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

import attrs
import pytest
from community_domain_testkit import ReadModel, ReadModelContract

from community_domain import Criterion, Event, EventLog, Recorded, tags_of
from community_domain.activities import SeatConfirmed, SeatLeft

OpenModel = Callable[[], ReadModel]
SEATS = (Criterion((SeatConfirmed.spec.name, SeatLeft.spec.name), ()),)
SCHEMA = """
    PRAGMA synchronous = OFF;  -- A test need not outlive a loss of power.
    CREATE TABLE IF NOT EXISTS holders (
        occurrence TEXT, member TEXT, PRIMARY KEY (occurrence, member)
    );
    CREATE TABLE IF NOT EXISTS bookmark (
        one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL
    );
    INSERT OR IGNORE INTO bookmark VALUES (1, 0);
"""


class SeatsShown:
    """Who holds a seat where, in a SQLite file, as an app would write it."""

    def __init__(self, file: Path) -> None:
        self._db = sqlite3.connect(file)
        self._db.executescript(SCHEMA)

    def catch_up(self, log: EventLog) -> None:
        """What is taken in and how far that is are saved together."""
        with self._db:
            self._go_on(log)

    def rebuild(self, log: EventLog) -> None:
        """All in one transaction, so that nobody sees it half done."""
        with self._db:
            self._db.execute("DELETE FROM holders")
            self._db.execute("UPDATE bookmark SET position = 0")
            self._go_on(log)

    def shown(self) -> list[tuple[str, str]]:
        """Who holds a seat where."""
        return self._db.execute("SELECT * FROM holders ORDER BY 1, 2").fetchall()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _go_on(self, log: EventLog) -> None:
        [position] = self._db.execute("SELECT position FROM bookmark").fetchone()
        for recorded in log.read(SEATS, after=position):
            match recorded.event:
                case SeatConfirmed(occurrence, member):
                    seat = (occurrence, member)
                    self._db.execute("INSERT OR IGNORE INTO holders VALUES (?, ?)", seat)
                case SeatLeft(occurrence, member):
                    seat = (occurrence, member)
                    taken = "DELETE FROM holders WHERE occurrence = ? AND member = ?"
                    self._db.execute(taken, seat)
                case _:
                    raise AssertionError(recorded)
            self._db.execute("UPDATE bookmark SET position = ?", (recorded.position,))


class TestSeatsShown(ReadModelContract):
    """A read model in a SQLite file."""

    @pytest.fixture
    def new_model(self, tmp_path: Path) -> Callable[[], OpenModel]:
        """A file of its own for each."""
        numbers = count()
        return lambda: partial(SeatsShown, tmp_path / f"{next(numbers)}.db")


@attrs.define
class Kept:
    """A storage: what was counted, and up to where."""

    position: int = 0
    counts: Counter[str] = attrs.Factory(Counter[str])


class Counted:
    """How often anything is said of anybody; right as it stands, and made wrong below."""

    def __init__(self, storage: list[Kept]) -> None:
        self.storage = storage

    @property
    def kept(self) -> Kept:
        """What is saved; whoever changes it changes the storage."""
        return self.storage[0]

    def catch_up(self, log: EventLog) -> None:
        """One event after the other."""
        for row in log.read(after=self.kept.position):
            self.take(row)

    def take(self, row: Recorded[Event]) -> None:
        """Counts and position are saved at once."""
        self.storage[0] = Kept(row.position, self.kept.counts + Counter(tags_of(row.event)))

    def rebuild(self, log: EventLog) -> None:
        """Both are forgotten at once."""
        self.storage[0] = Kept()
        self.catch_up(log)

    def shown(self) -> object:
        """All counts."""
        return self.kept.counts

    def close(self) -> None:
        """Nothing to let go of."""


class ShowsNothing(Counted):
    """Takes in everything and shows nothing."""

    def shown(self) -> object:
        return None


class ForgetsARestart(Counted):
    """Saves how far it is, and keeps what it counted in memory."""

    def __init__(self, storage: list[Kept]) -> None:
        super().__init__(storage)
        self.kept.counts = Counter()


class SkipsTheFirst(Counted):
    """Begins one too far when it is opened again."""

    def __init__(self, storage: list[Kept]) -> None:
        super().__init__(storage)
        self.kept.position += bool(self.kept.position)


class AppliesTwice(Counted):
    """Begins where it ended, not behind it, when it is opened again."""

    def __init__(self, storage: list[Kept]) -> None:
        super().__init__(storage)
        self.kept.position -= bool(self.kept.position)


class SavesThePositionFirst(Counted):
    """Dies between position and count, and the event is lost."""

    def take(self, row: Recorded[Event]) -> None:
        self.kept.position = row.position
        self.kept.counts.update(tags_of(row.event))


class SavesThePositionLast(Counted):
    """Dies between count and position, and the event counts twice."""

    def take(self, row: Recorded[Event]) -> None:
        self.kept.counts.update(tags_of(row.event))
        self.kept.position = row.position


class DependsOnTheBatch(Counted):
    """Counts once what is said several times before it is asked again."""

    def catch_up(self, log: EventLog) -> None:
        rows = list(log.read(after=self.kept.position))
        said = {tag: 1 for row in rows for tag in tags_of(row.event)}
        head = log.head().position
        self.storage[0] = Kept(head, self.kept.counts + Counter(said))


class MissesTheFollowUps(Counted):
    """Looks where the log ends when it has read it: what came between is never read."""

    def catch_up(self, log: EventLog) -> None:
        super().catch_up(log)
        self.kept.position = log.head().position


class ReadsAllAgain(Counted):
    """Shows the right thing, at a cost that grows for ever."""

    def catch_up(self, log: EventLog) -> None:
        self.storage[0] = Kept()
        super().catch_up(log)


class ShowsWhatItHasNotTakenIn(Counted):
    """Reads on while it is asked."""

    log: EventLog | None = None

    def catch_up(self, log: EventLog) -> None:
        super().catch_up(log)
        self.log = log

    def shown(self) -> object:
        if self.log:
            super().catch_up(self.log)
        return super().shown()


class RebuildsWithoutClearing(Counted):
    """Begins anew, upon what is there."""

    def rebuild(self, log: EventLog) -> None:
        self.kept.position = 0
        self.catch_up(log)


class RebuildsInTwoSteps(Counted):
    """Dies between forgetting what it counted and forgetting how far it was."""

    def rebuild(self, log: EventLog) -> None:
        self.kept.counts = Counter()
        self.kept.position = 0
        self.catch_up(log)


CHECKS = tuple(name for name in dir(ReadModelContract) if name.startswith("test_"))
FAULTS = [
    (ForgetsARestart, "test_restarts_change_nothing"),
    (SkipsTheFirst, "test_restarts_change_nothing"),
    (AppliesTwice, "test_restarts_change_nothing"),
    (AppliesTwice, "test_catching_up_without_news_changes_nothing"),
    (SavesThePositionFirst, "test_a_death_at_any_line_loses_and_doubles_nothing"),
    (SavesThePositionLast, "test_a_death_at_any_line_loses_and_doubles_nothing"),
    (DependsOnTheBatch, "test_step_by_step_shows_what_one_pass_shows"),
    (MissesTheFollowUps, "test_what_is_recorded_meanwhile_is_not_missed"),
    (ReadsAllAgain, "test_what_was_taken_in_is_not_read_again"),
    (ShowsWhatItHasNotTakenIn, "test_nothing_is_shown_before_it_is_taken_in"),
    (RebuildsWithoutClearing, "test_rebuilding_shows_what_catching_up_shows"),
    (RebuildsInTwoSteps, "test_a_death_while_rebuilding_loses_and_doubles_nothing"),
]


def stored(kind: type[Counted]) -> Callable[[], OpenModel]:
    """How such a one is opened on a storage of its own."""
    return lambda: partial(kind, [Kept()])


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_fails_on_a_model_that_shows_nothing(
    check: str, finds: Callable[..., bool]
) -> None:
    """A check that a model passes by showing nothing checks nothing."""
    assert finds(ReadModelContract, check, stored(ShowsNothing))


@pytest.mark.parametrize("check", CHECKS)
def test_what_they_are_made_of_is_sound(check: str, finds: Callable[..., bool]) -> None:
    """What is found is what was made wrong, and not the way they are made."""
    assert not finds(ReadModelContract, check, stored(Counted))


@pytest.mark.parametrize(("fault", "check"), FAULTS)
def test_a_fault_is_found(fault: type[Counted], check: str, finds: Callable[..., bool]) -> None:
    """Each fault is found by the check that is about it, every time."""
    assert finds(ReadModelContract, check, stored(fault))


def test_every_check_is_about_a_fault() -> None:
    """A check that no faulty model fails may be about nothing."""
    assert {check for _, check in FAULTS} == set(CHECKS)
