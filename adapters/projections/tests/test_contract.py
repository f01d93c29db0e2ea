"""Projections keep the contract of read models: in memory, and kept in a file between restarts."""

import pickle
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import ClassVar

import attrs
import pytest
from community_domain_projections import Attendance, Histories, People, Projection
from community_domain_testkit import ReadModel, ReadModelContract

from community_domain import EventLog

OpenModel = Callable[[], ReadModel]


class InMemory:
    """A projection as an app uses it that folds it anew whenever it starts."""

    def __init__(self, kind: type[Projection]) -> None:
        self._kind = kind
        self.projection = kind()

    def catch_up(self, log: EventLog) -> None:
        """Fold what is new."""
        self.projection.fold(log)

    def rebuild(self, log: EventLog) -> None:
        """Fold everything into a new one."""
        self.projection = self._kind().fold(log)

    def shown(self) -> dict[str, object]:
        """All that it holds, from which all that it shows follows, but for how far it looked."""
        held = attrs.asdict(self.projection, recurse=False)
        return {name: found for name, found in held.items() if name != "position"}

    def close(self) -> None:
        """Nothing is kept."""


class InAFile(InMemory):
    """One that is kept in a file, so that the next start folds what is new only."""

    def __init__(self, kind: type[Projection], file: Path) -> None:
        super().__init__(kind)
        self._file = file
        if file.exists():
            self.projection = pickle.loads(file.read_bytes())  # noqa: S301 - our own bytes

    def catch_up(self, log: EventLog) -> None:
        """Written beside the file first, so that there is never half of it."""
        super().catch_up(log)
        self._save()

    def rebuild(self, log: EventLog) -> None:
        """The same for a new one."""
        super().rebuild(log)
        self._save()

    def _save(self) -> None:
        beside = self._file.with_suffix(".part")
        beside.write_bytes(pickle.dumps(self.projection))
        beside.replace(self._file)


class KeepsTheContract(ReadModelContract):
    """What the projections below share; not collected by itself."""

    share = 0.05
    kind: ClassVar[type[Projection]]

    @pytest.fixture
    def new_model(self, tmp_path: Path) -> Callable[[], OpenModel]:
        """A file of its own for each."""
        numbers = count()
        return lambda: partial(InAFile, self.kind, tmp_path / f"{next(numbers)}")


class TestAttendance(KeepsTheContract):
    """Figures."""

    kind = Attendance


class TestPeople(KeepsTheContract):
    """Residents and roles."""

    kind = People


class TestHistories(ReadModelContract):
    """Participation histories, which are folded anew at each start."""

    share = 0.05

    @pytest.fixture
    def new_model(self) -> Callable[[], OpenModel]:
        """Nothing is kept, so every start is a first one."""
        return lambda: partial(InMemory, Histories)
