"""What the test of a fault says, and proves: one row of the table in the page on reliability.

    @fault("the disk is full", on=SQLITE, holds=(NOTHING_LOST,), told={DiskFull: "make room"})
    def test_a_full_disk(proof: Proof) -> None:
        with proof.told(match="log.db"):
            ...
        with proof.holds(NOTHING_LOST):
            assert ...

A test fails where its row says what it did not prove, and where it proves what its row does not
say. `python -m tests.reliability` writes the table from the tests that passed.
"""

import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from enum import Enum
from typing import Any

import attrs
import pytest

__all__ = [
    "ANY_RECORDER",
    "POSTGRESQL",
    "SQLITE",
    "UMADB",
    "Promise",
    "Proof",
    "Row",
    "Told",
    "fault",
    "row_of",
]

SQLITE, POSTGRESQL, UMADB, ANY_RECORDER = "SQLite", "PostgreSQL", "UmaDB", "any recorder"
SOON = 5.0
"""Seconds within which an error is told that nothing is waited for, on a busy machine."""


class Promise(Enum):
    """What holds in spite of a fault."""

    NOTHING_LOST = "nothing acknowledged is lost"
    NOTHING_HALF = "no decision is there in part"
    NOTHING_WRONG = "every event reads as it was, or there is an error"
    FIRST_ONES = "what is left are the first decisions, each whole"
    UNTOUCHED = "what is there is left as it is"
    READS_ON = "reading goes on meanwhile"
    GOES_ON = "recording goes on once it is over"
    ONCE = "sent again under its id, a command has its effect once"
    HEARD = "a subscriber hears every event once"
    UNNOTICED = "nobody notices"
    SECRECY = "no password is told"


Told = Mapping[type[Exception], str]
"""Errors, each with its way out."""


@attrs.frozen
class Row:
    """What is promised in spite of a fault, and what is told of it."""

    fault: str
    on: tuple[str, ...]
    """The stores to which it is done."""
    holds: tuple[Promise, ...]
    told: Told
    """The errors that are told, each with its way out, in the words of its message."""
    perhaps: Told
    """Errors that are told where chance wills it."""
    within: float | None
    """Seconds after which it is told at the latest; None where nothing is told."""

    def cells(self) -> tuple[str, ...]:
        """The row as the table shows it."""
        errors = [f"`{kind.__name__}`: {way}" for kind, way in self.told.items()]
        errors += [f"perhaps `{kind.__name__}`: {way}" for kind, way in self.perhaps.items()]
        return (
            self.fault,
            ", ".join(self.on),
            "; ".join(promise.value for promise in self.holds) or "–",
            "; ".join(errors) or "–",
            "–" if self.within is None else f"{self.within:g} s",
        )


def fault(  # noqa: PLR0913 - a row with its cells, all but the first by name
    fault: str,
    *,
    on: str | tuple[str, ...],
    holds: tuple[Promise, ...] = (),
    told: Told | None = None,
    perhaps: Told | None = None,
    within: float = SOON,
) -> pytest.MarkDecorator:
    """Say what a test does to which store, and what it proves.

    Args:
        fault: What is wrong.
        on: The store, or the stores.
        holds: What holds in spite of it.
        told: The errors that are told, each with its way out.
        perhaps: Errors that are told where chance wills it.
        within: After so many seconds they are told at the latest.
    """
    told, perhaps = told or {}, perhaps or {}
    stores = (on,) if isinstance(on, str) else on
    return pytest.mark.fault(
        Row(fault, stores, holds, told, perhaps, within if told or perhaps else None)
    )


def row_of(test: Any) -> Row | None:
    """What a test says of its fault; None if it says nothing."""
    marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "fault"]
    return marks[0].args[0] if marks else None


class Proof:
    """What a test has proven of its row so far."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self._held: set[Promise] = set()
        self._told: set[type[Exception]] = set()
        self._timed = False

    @contextmanager
    def holds(self, *promises: Promise) -> Generator[None]:
        """What is asserted inside proves these promises."""
        yield
        self._held.update(promises)

    @contextmanager
    def told(
        self, *kinds: type[Exception], match: str | None = None
    ) -> Generator[pytest.ExceptionInfo[Exception]]:
        """What is done inside ends in the error of the row, or in one of these, in time.

        Args:
            kinds: Which errors of the row; none given: any.
            match: What else the message says, as a regular expression.
        """
        began = time.monotonic()
        with pytest.raises(kinds or tuple(self.row.told), match=match) as caught:
            yield caught
        self.took(time.monotonic() - began)
        self.met(caught.value)

    def met(self, error: Exception) -> None:
        """An error was told; it must be one of the row's, and show its way out."""
        ways = {**self.row.told, **self.row.perhaps}
        assert type(error) in ways, f"the row says nothing of {error!r}"
        assert ways[type(error)] in str(error)
        self._told.add(type(error))

    def took(self, seconds: float) -> None:
        """Something took so long; it must be within the bound of the row."""
        assert self.row.within is not None
        assert seconds < self.row.within
        self._timed = True

    def must_be_whole(self) -> None:
        """All that the row says was proven, and nothing that it does not say."""
        assert self._held == set(self.row.holds)
        assert self._told - self.row.perhaps.keys() == self.row.told.keys()
        assert self._timed == (self.row.within is not None)
