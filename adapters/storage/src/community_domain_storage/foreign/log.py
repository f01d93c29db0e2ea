"""The log of one community over a recorder that is not ours."""

from collections.abc import Callable
from datetime import datetime

from eventsourcing.dcb.api import DCBRecorder

from community_domain import STANDARD, Domain

from ..edge import now
from ..log import StoreLog
from ..stores import PATIENCE
from ..writer import SettlingWriter
from .store import ForeignStore
from .transaction import ForeignTransaction

__all__ = ["ForeignLog", "log_over"]


class ForeignLog(StoreLog):
    """The log; it promises less than those in SQLite and PostgreSQL, and says so in `promises`."""

    def __init__(self, store: ForeignStore, domain: Domain) -> None:
        super().__init__(store, domain)
        self.foreign = store

    def writing(self) -> "ForeignWriter":
        """A transaction; other threads wait for it.

        Raises:
            VocabularyBehind: The log holds events that the domain does not know.
            LogBusy: Another thread wrote for too long.
            Conflict: At its end: another process recorded something.
        """
        return ForeignWriter(self)


class ForeignWriter(SettlingWriter, ForeignTransaction):
    """The one writer of this process."""


def log_over(  # noqa: PLR0913 - all but the recorder are named
    recorder: DCBRecorder,
    *,
    name: str,
    domain: Domain = STANDARD,
    clock: Callable[[], datetime] = now,
    patience: float = PATIENCE,
    close: Callable[[], object] = lambda: None,
) -> ForeignLog:
    """The log of a community over any recorder of the eventsourcing library.

    The recorder must hold the events of this community and no others. Opening reads it once.

    Args:
        recorder: Where the bytes are kept.
        name: What errors call it; without a password.
        domain: The vocabulary that reads and writes it.
        clock: Tells when something is recorded; aware.
        patience: How long a thread waits for another that writes, in seconds.
        close: Lets go of the recorder when the log is closed.

    Raises:
        DamagedFile: The recorder holds events of something else.
        StoreFailed: The recorder cannot be read.
    """
    store = ForeignStore(recorder, name, clock=clock, patience=patience, close=close)
    try:
        store.top()
        return ForeignLog(store, domain)
    except BaseException:
        store.close()
        raise
