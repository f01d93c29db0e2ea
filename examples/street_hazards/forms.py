"""The file as it is written: a heading, and rows that are read one after the other."""

import csv
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import attrs

from ..terminal import Stopped
from .problems import Problem, Reason

__all__ = ["COLUMNS", "Unreadable", "Written", "counted", "written_rows"]

COLUMNS = (
    "requestid",
    "datetimeinit",
    "probaddtype",
    "callertype",
    "neighborhood",
    "ward",
    "problemcode",
    "description",
    "submitto",
    "status",
    "dateinvtdone",
    "datetimeclosed",
    "prjcompletedate",
    "datecancelled",
)
"""All of them are needed, in any order and any case; others are passed over."""
NEEDED = ("requestid", "datetimeinit", "problemcode", "description", "status")
"""Without these a row says nothing of a hazard."""
EMPTY = ("", "NA")


class Unreadable(Stopped):
    """The file as a whole cannot be read; the sentence says why."""


@attrs.frozen
class Written:
    """A row as it is written; None stands for an empty cell."""

    line: int
    cells: Mapping[str, str | None]


def counted(path: Path) -> int:
    """How many rows there are; after this the whole file is known to be readable.

    Raises:
        Unreadable: There is no such file, it is no UTF-8 text or no comma-separated file, or a
            column is missing.
    """
    return sum(1 for _ in written_rows(path))


def written_rows(path: Path) -> Iterator[Written | Problem]:
    """The rows of a file, a few kilobytes of it at a time; errors as with `counted`."""
    with _opened(path) as file:
        rows = _numbered(file, path)
        heading = next(rows, None)
        if heading is None:
            raise Unreadable(f"{path} is empty; its first line must name the columns.")
        names = [name.strip().casefold() for name in heading[1]]
        where = _where(names, path)
        for line, cells in rows:
            yield _written(line, cells, where, len(names))


@contextmanager
def _opened(path: Path) -> Generator[TextIO]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield file
    except OSError as error:
        raise Unreadable(f"{path} cannot be opened: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Unreadable(f"{path} is no UTF-8 text.") from None


def _numbered(file: TextIO, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each begins on; empty lines are none."""
    reader = csv.reader(file, strict=True)
    begins = 1
    try:
        for cells in reader:
            if cells:
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        problem = f"is no comma-separated file from line {begins} on: {error}"
        raise Unreadable(f"{path} {problem}.") from None


def _where(names: Sequence[str], path: Path) -> Mapping[str, int]:
    """Where each column stands."""
    if missing := [column for column in COLUMNS if column not in names]:
        raise Unreadable(f"{path} lacks columns: {', '.join(missing)}.")
    if twice := [column for column in COLUMNS if names.count(column) > 1]:
        raise Unreadable(f"{path} names a column twice: {', '.join(twice)}.")
    return {column: names.index(column) for column in COLUMNS}


def _written(
    line: int, cells: Sequence[str], where: Mapping[str, int], width: int
) -> Written | Problem:
    if len(cells) != width:
        return Problem.of(line, Reason.CELLS)
    texts = {column: cells[at].strip() for column, at in where.items()}
    read = {column: None if text in EMPTY else text for column, text in texts.items()}
    for column in NEEDED:
        if read[column] is None:
            return Problem.of(line, Reason.BLANK, what=column)
    return Written(line, read)
