"""A file as a list of JSON values, each with the line it begins on."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import attrs

from ..terminal import Stopped

__all__ = ["LARGEST", "Element", "Fields", "Unreadable", "elements", "text_of"]

LARGEST = 32 * 1024 * 1024
"""Bytes of the largest file that is read; a plan of 100,000 shifts is smaller."""
DIGITS = 18
"""A number of more digits counts no persons."""

_BLANKS = re.compile(r"[ \t\n\r]*")


class Unreadable(Stopped):
    """The file as a whole cannot be read; the sentence says why."""


@attrs.frozen
class Fields:
    """An object, and which of its fields it says more than once."""

    values: dict[str, object]
    twice: tuple[str, ...]

    @classmethod
    def of(cls, pairs: list[tuple[str, object]]) -> "Fields":
        """The object with these pairs."""
        times = Counter(name for name, _ in pairs)
        return cls(dict(pairs), tuple(name for name, n in times.items() if n > 1))


@attrs.frozen
class Element:
    """One value of the list."""

    number: int
    """Counted from 1."""
    line: int
    value: object


def text_of(path: Path) -> str:
    """The text of a file.

    Raises:
        Unreadable: It cannot be opened, is too large, or is no UTF-8 text.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise Unreadable(f"{path} cannot be opened: {error.strerror}.") from None
    if len(content) > LARGEST:
        raise Unreadable(f"{path} is larger than {LARGEST // 1024**2} MiB; split it.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path} is no UTF-8 text (byte {error.start}).") from None


def elements(text: str, name: str) -> Iterator[Element]:
    """The values of a list.

    Args:
        text: All of the file.
        name: What the sentence calls it if it is no such list.

    Raises:
        Unreadable: It is no JSON, or no list.
    """
    scan = _Scan(text, name)
    if not scan.meets("["):
        scan.value()
        raise Unreadable(f"{name} is no list of shifts.")
    number = 0
    while number or not scan.meets("]"):
        number += 1
        yield Element(number, scan.line, scan.value())
        if scan.meets("]"):
            break
        scan.must_meet(",")
    scan.must_end()


class _Scan:
    """A place in a text, that moves on value by value."""

    def __init__(self, text: str, name: str) -> None:
        self._text, self._name = text, name
        self._decoder = json.JSONDecoder(object_pairs_hook=Fields.of, parse_int=_whole_number)
        self._at = self._seen = 0
        self._line = 1

    @property
    def line(self) -> int:
        """Of the next value."""
        self._skip_blanks()
        self._line += self._text.count("\n", self._seen, self._at)
        self._seen = self._at
        return self._line

    def meets(self, sign: str) -> bool:
        """Whether a sign comes next; it is passed then."""
        self._skip_blanks()
        met = self._text.startswith(sign, self._at)
        self._at += met
        return met

    def must_meet(self, sign: str) -> None:
        """Pass a sign."""
        if not self.meets(sign):
            raise self._no_json(f"there is no {sign!r}", self._at)

    def must_end(self) -> None:
        """Pass what is left, which is blank."""
        self._skip_blanks()
        if self._at < len(self._text):
            raise self._no_json("something follows the list", self._at)

    def value(self) -> object:
        """The next value."""
        self._skip_blanks()
        try:
            found, self._at = self._decoder.raw_decode(self._text, self._at)
        except json.JSONDecodeError as error:
            raise self._no_json(error.msg, error.pos) from None
        except RecursionError:
            raise self._no_json("it is nested too deeply", self._at) from None
        return found

    def _skip_blanks(self) -> None:
        if blanks := _BLANKS.match(self._text, self._at):
            self._at = blanks.end()

    def _no_json(self, why: str, at: int) -> Unreadable:
        line = self._text.count("\n", 0, at) + 1
        column = at - self._text.rfind("\n", 0, at)
        where = f"line {line}, column {column}"
        return Unreadable(f"{self._name} is no JSON: {why} ({where}).")


def _whole_number(digits: str) -> int | float:
    return int(digits) if len(digits) <= DIGITS else math.inf
