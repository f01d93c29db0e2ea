"""Our stores as recorders of the eventsourcing library, judged by that library's own test case."""

from collections.abc import Callable

import pytest
from community_domain_storage import StoreLog
from community_domain_storage.recorder import StoreRecorder
from eventsourcing.dcb.api import DCBEvent
from eventsourcing.dcb.tests import DCBRecorderTestCase


@pytest.fixture
def recorder(own: Callable[[], StoreLog]) -> StoreRecorder:
    """A recorder on an empty store of ours."""
    return StoreRecorder(own().store)


class Theirs(DCBRecorderTestCase):
    """The contract, as the library that defines it tests it."""

    def runTest(self) -> None:  # noqa: N802 - their name
        """Run by hand below: unittest knows no fixtures."""

    def append_and_read(self, recorder: StoreRecorder) -> None:
        """Reading and conditional appending do what the contract says."""
        self._test_append_read(recorder)

    def append_and_subscribe(self, recorder: StoreRecorder) -> None:
        """A subscription gives what is there, blocks, and wakes for what comes."""
        self._test_append_subscribe(recorder)


@pytest.mark.parametrize("check", [Theirs.append_and_read, Theirs.append_and_subscribe])
def test_their_own_test_case_passes(
    recorder: StoreRecorder, check: Callable[[Theirs, StoreRecorder], None]
) -> None:
    """Whoever brings a store of ours to their applications finds what they expect."""
    check(Theirs(), recorder)


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"a\nb\nc", b'{"a":1}\n{"version":7,"b":2}', b"\x00\xff\n\xfe", b"tail\n"]
)
def test_data_comes_back_as_it_was(recorder: StoreRecorder, data: bytes) -> None:
    """Bytes are kept in two columns at a line break, and nobody may notice."""
    recorder.append([DCBEvent("any", data, ["b", "a", "b"])])
    [found] = recorder.read()
    assert found.event == DCBEvent("any", data, ["b", "a", "b"])
