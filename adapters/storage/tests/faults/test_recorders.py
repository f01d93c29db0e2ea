"""A recorder that is not ours, or its server, that fails in the middle of things."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

from community_domain_storage import (
    LogBusy,
    OutcomeUnknown,
    ServerUnreachable,
    StoreFailed,
    log_over,
    open_log,
)
from eventsourcing.dcb.popo import InMemoryDCBRecorder

from community_domain import Envelope, Event
from tests.faults import ANY_RECORDER, UMADB, Promise, Proof, fault
from tests.servers import Umadb

Enveloping = Callable[..., Envelope]
Present = Callable[[int], Event]

SAME_ID = "Send the same command under the same id again: it has its effect once"
MEND = "Nothing was recorded; mend it and try again"


class Broken(InMemoryDCBRecorder):
    """Fails in the way of a recorder whose server is gone."""

    reads = appends = False

    def read(self, *arguments: Any, **more: Any) -> Any:
        if self.reads:
            raise RuntimeError("a secret of the recorder")
        return super().read(*arguments, **more)

    def append(self, *arguments: Any, **more: Any) -> int:
        if self.appends:
            raise RuntimeError("a secret of the recorder")
        return super().append(*arguments, **more)


@fault(
    "the recorder raises an error of its own",
    on=ANY_RECORDER,
    holds=(Promise.SECRECY, Promise.GOES_ON),
    told={OutcomeUnknown: SAME_ID, StoreFailed: MEND},
)
def test_faults_of_a_recorder_name_it(
    envelope: Enveloping, presence: Present, proof: Proof
) -> None:
    """What it says itself is not repeated; whether it recorded is said to be unknown."""
    recorder = Broken()
    log = log_over(recorder, name="henggao")
    recorder.appends = True
    with proof.told(OutcomeUnknown, match="henggao") as unknown:
        log.append([presence(1)], envelope(1))
    recorder.reads = True
    with proof.told(StoreFailed, match="henggao failed: its recorder raised RuntimeError") as no:
        log.head()
    with proof.holds(Promise.SECRECY):
        assert "secret" not in f"{unknown.value}{no.value}"
    recorder.reads = recorder.appends = False
    with proof.holds(Promise.GOES_ON):
        assert log.append([presence(1)], envelope(1))[0].position == 1


@fault(
    "a thread does not end its transaction",
    on=ANY_RECORDER,
    holds=(Promise.GOES_ON,),
    told={LogBusy: "try again or end what holds it"},
)
def test_a_thread_that_never_ends_its_transaction_ends_in_an_error(
    envelope: Enveloping, presence: Present, proof: Proof
) -> None:
    """Threads wait for each other, as long as was agreed."""
    log = log_over(InMemoryDCBRecorder(), name="henggao", patience=0.1)
    with log.writing(), proof.told(match="henggao"):
        log.append([presence(1)], envelope(1))
    with proof.holds(Promise.GOES_ON):
        assert log.append([presence(1)], envelope(1))[0].position == 1


@fault(
    "SIGKILL of the server",
    on=UMADB,
    holds=(Promise.NOTHING_LOST, Promise.NOTHING_HALF, Promise.GOES_ON),
    told={OutcomeUnknown: SAME_ID, ServerUnreachable: "see that it runs and try again"},
    within=20,
)
def test_a_umadb_server_that_is_gone_is_named_within_a_bound(
    new_umadb: Callable[[], Umadb], envelope: Enveloping, presence: Present, proof: Proof
) -> None:
    """Neither opening nor recording waits for ever; started again, it has all that it had."""
    server, many = new_umadb(), 20
    url = f"umadb://{server.address}"
    with closing(open_log(url, community="henggao")) as log:
        for number in range(many):
            log.append([presence(number)] * 3, envelope(number))
        with proof.told(OutcomeUnknown, match=server.address), log.writing() as writer:
            writer.append([presence(many)] * 3, envelope(many))
            server.stop()
        with proof.told(ServerUnreachable, match=server.address):
            open_log(url, community="henggao")
    server.start()
    with closing(open_log(url, community="henggao")) as log:
        rows = list(log.read())
        with proof.holds(Promise.NOTHING_LOST, Promise.NOTHING_HALF):
            assert [row.event for row in rows] == [
                presence(number) for number in range(many) for _ in range(3)
            ]
        with proof.holds(Promise.GOES_ON):
            assert log.append([presence(1)], envelope(many))
