"""Processes that write at the same time, to one log or to several."""

import multiprocessing
import time
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import attrs

from community_domain import StoredEvent

from .bare import BareLog
from .measuring import Timer
from .story import Story

__all__ = ["BareWriter", "StoryWriter", "Writer", "Writers"]

PATIENCE = 120.0
"""Seconds until a writer that says nothing is given up."""
STARTING = multiprocessing.get_context("forkserver")
"""How processes begin: from one that has imported what they need, and nothing else."""
STARTING.set_forkserver_preload([__name__])
Answer = tuple[int, float, float]
"""Commands done, and the instants of beginning and end on the clock of the machine."""


class Writer(Protocol):
    """What a process does. It travels there first, and opens its file there."""

    def begin(self) -> None:
        """Open the file."""
        ...

    def work(self, number: int) -> int:
        """Do the round of a number; returns how many commands that were."""
        ...


class StoryWriter:
    """Sign-ups of its own children at its own occurrences.

    Args:
        founded: The community, and how many children.
        rounds: It will be asked for rounds below this number.
        name: In the ids of its children and occurrences.
    """

    def __init__(self, founded: Story, rounds: int, name: str) -> None:
        self._url, self._called, self._children = founded.url, founded.called, founded.children
        self._rounds, self._name = rounds, name

    def begin(self) -> None:
        """Enrol the children and schedule the occurrences."""
        self._story = Story(
            self._url, self._children, "full", found=False, name=self._name, called=self._called
        )
        self._story.schedule(range(self._rounds))

    def work(self, number: int) -> int:
        """Sign each child up."""
        wishes = self._story.sign_ups(number)
        self._story.execute(wishes)
        return len(wishes)


class BareWriter:
    """Conditional inserts of ready rows.

    Args:
        path: The file.
        rows: The rows of a round.
        name: In the tags of its rows, which differ from round to round.
    """

    def __init__(self, path: Path, rows: list[StoredEvent], name: str) -> None:
        self._path, self._rows, self._name = path, rows, name

    def begin(self) -> None:
        """Open the file."""
        self._log = BareLog(self._path, "full")

    def work(self, number: int) -> int:
        """Insert each row."""
        for row in self._rows:
            tags = tuple(f"{tag[:-2]}{self._name}{number % 10}" for tag in row.tags)
            self._log.append(attrs.evolve(row, tags=tags))
        return len(self._rows)


class Writers:
    """Processes that do their rounds side by side.

    Args:
        writers: One a process.
    """

    def __init__(self, *writers: Writer) -> None:
        self._ends: list[Connection] = []
        self._processes: list[BaseProcess] = []
        for writer in writers:
            ours, theirs = STARTING.Pipe()
            process = STARTING.Process(target=_serve, args=(writer, theirs), daemon=True)
            process.start()
            theirs.close()
            self._ends.append(ours)
            self._processes.append(process)

    def __enter__(self) -> Self:
        for end in self._ends:  # One after the other: how they begin is not measured.
            end.send(None)
            _answer(end)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for end in self._ends:
            end.close()
        for process in self._processes:
            process.join(PATIENCE)

    def round(self, number: int, timer: Timer) -> None:
        """All at once, timed from the first beginning to the last end."""
        for end in self._ends:
            end.send(number)
        answers = [_answer(end) for end in self._ends]
        begun, ended = min(answer[1] for answer in answers), max(answer[2] for answer in answers)
        timer.took(sum(answer[0] for answer in answers), ended - begun)


def _answer(end: Connection) -> Answer:
    if not end.poll(PATIENCE):
        raise TimeoutError(f"a writer said nothing for {PATIENCE:.0f} seconds")
    answer: Answer = end.recv()
    return answer


def _serve(writer: Writer, end: Connection) -> None:
    """Inside the process: begin when asked, then do rounds until nobody asks."""
    try:
        end.recv()
        writer.begin()
        end.send((0, 0.0, 0.0))
        while True:
            number: int = end.recv()
            begun = time.monotonic()
            done = writer.work(number)
            end.send((done, begun, time.monotonic()))
    except EOFError:
        return
