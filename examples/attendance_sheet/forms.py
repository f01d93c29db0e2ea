"""The kinds of sheet that can be read: which heading says what, in a table."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path

import attrs

from ..terminal import Stopped
from .problems import Problem, Reason

__all__ = ["FORMS", "Form", "Unreadable", "Written", "written_rows"]


class Unreadable(Stopped):
    """The file as a whole cannot be read; the sentence says why."""


@attrs.frozen
class Form:
    """A kind of sheet: the columns that say each part of a row."""

    name: str
    columns: Mapping[str, tuple[str, ...]]
    """For each part its columns, all of them needed; several are joined by a blank."""
    times: tuple[str, ...]
    """One column with both times, or two columns, which may be missing."""
    times_needed: bool
    any_label: bool
    """Sessions may be called anything, as long as their times are there."""
    label_names: bool
    """Gathering, date and label name a session, so it has the same times in every row."""


FORMS = (
    Form(
        "council",
        {
            "gathering": ("Committee",),
            "meeting": ("MTG #",),
            "date": ("Session Date",),
            "session": ("Session Type",),
            "person": ("First Name", "Last Name"),
            "present": ("Present",),
        },
        times=("Session Start-End Time",),
        times_needed=True,
        any_label=False,
        label_names=False,
    ),
    Form(
        "plain",
        {part: (part,) for part in ("gathering", "date", "session", "person", "present")},
        times=("start", "end"),
        times_needed=False,
        any_label=True,
        label_names=True,
    ),
)


@attrs.frozen
class Written:
    """A row as it is written, by part."""

    line: int
    parts: Mapping[str, str]
    times: str


def written_rows(path: Path) -> tuple[Form, Iterator[Written | Problem]]:
    """The form of a sheet, and its rows; all of the file is read at once.

    Raises:
        Unreadable: There is no such file, it is no UTF-8 text or no comma-separated sheet, or its
            heading is of no known form.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Unreadable(f"{path} cannot be opened: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path} is no UTF-8 text (byte {error.start}).") from None
    rows = _numbered(text, path)
    heading = next(rows, None)
    if heading is None:
        raise Unreadable(f"{path} is empty; its first line must name the columns.")
    names = [name.strip().casefold() for name in heading[1]]
    form = _form(names, path)
    where = {name: at for at, name in enumerate(names)}
    body = list(rows)
    return form, (_written(line, cells, form, where, len(names)) for line, cells in body)


def _numbered(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each begins on; empty lines are none."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for cells in reader:
            if cells:
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        problem = f"is no comma-separated sheet from line {begins} on: {error}"
        raise Unreadable(f"{path} {problem}.") from None


def _form(names: Sequence[str], path: Path) -> Form:
    """The form whose columns are all there, each once."""
    missing: list[str] = []
    for form in FORMS:
        needed = [column for columns in form.columns.values() for column in columns]
        needed += form.times if form.times_needed else ()
        lacking = [column for column in needed if column.casefold() not in names]
        if not lacking:
            used = {column.casefold() for column in (*needed, *form.times)}
            if twice := sorted(name for name in used if names.count(name) > 1):
                raise Unreadable(f"{path} names a column twice: {', '.join(twice)}.")
            return form
        missing.append(f"{', '.join(lacking)} for a {form.name} sheet")
    raise Unreadable(f"{path} lacks columns: {'; or '.join(missing)}.")


def _written(
    line: int, cells: Sequence[str], form: Form, where: Mapping[str, int], width: int
) -> Written | Problem:
    if len(cells) != width:
        return Problem.of(line, Reason.CELLS)

    def cell(column: str) -> str:
        at = where.get(column.casefold())
        return "" if at is None else cells[at].strip()

    parts: dict[str, str] = {}
    for part, columns in form.columns.items():
        texts = [cell(column) for column in columns]
        if not all(texts):
            return Problem.of(line, Reason.BLANK, what=part)
        parts[part] = " ".join(texts)
    times = [cell(column) for column in form.times]
    return Written(line, parts, " - ".join(times) if any(times) else "")
