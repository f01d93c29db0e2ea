"""The file as a recorder of the eventsourcing library, judged by that library's own test case."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from community_domain_storage import SQLiteRecorder, now
from community_domain_storage.sqlite.file import LogFile
from eventsourcing.dcb.api import DCBEvent
from eventsourcing.dcb.tests import DCBRecorderTestCase


@pytest.fixture
def recorder(tmp_path: Path) -> Iterator[SQLiteRecorder]:
    """A recorder on a new file."""
    made = SQLiteRecorder(LogFile(tmp_path / "log.db", "henggao", clock=now))
    yield made
    made.close()


class TestByTheLibrary(DCBRecorderTestCase):
    """The contract, as the library that defines it tests it."""

    @pytest.fixture(autouse=True)
    def _given(self, recorder: SQLiteRecorder) -> None:
        self.recorder = recorder

    def test_append_read(self) -> None:
        """Reading and conditional appending do what the contract says."""
        self._test_append_read(self.recorder)

    def test_append_subscribe(self) -> None:
        """A subscription gives what is there, blocks, and wakes for what comes."""
        self._test_append_subscribe(self.recorder)


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"a\nb\nc", b'{"a":1}\n{"version":7,"b":2}', b"\x00\xff\n\xfe", b"tail\n"]
)
def test_data_comes_back_as_it_was(recorder: SQLiteRecorder, data: bytes) -> None:
    """Bytes are kept in two columns at a line break, and nobody may notice."""
    recorder.append([DCBEvent("any", data, ["b", "a", "b"])])
    [found] = recorder.read()
    assert found.event == DCBEvent("any", data, ["b", "a", "b"])
