"""Logs and communities by address: `sqlite:///folder/file.db` and `memory://`."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from community_domain import STANDARD, Community, Domain, EventLog, MemoryLog

from .edge import new_id, now
from .errors import BadUrl
from .sqlite.file import PATIENCE, Durability, LogFile
from .sqlite.log import SQLiteLog

__all__ = ["OpenCommunity", "open_community", "open_log"]


def open_log(  # noqa: PLR0913 - all but the address are named
    url: str,
    *,
    community: str,
    domain: Domain = STANDARD,
    durability: Durability = "full",
    clock: Callable[[], datetime] = now,
    patience: float = PATIENCE,
) -> SQLiteLog | MemoryLog:
    """Open the log of a community; a file that is not there yet is made.

    Args:
        url: `sqlite:///folder/file.db` (relative; with a fourth slash absolute), or `memory://`.
        community: Whose log it is; the file keeps the name and is refused to others.
        domain: The vocabulary that reads and writes it.
        durability: `full`: what was reported as recorded survives a loss of power. `process`: it
            survives the end of the process, and a loss of power may take the last decisions with
            it, each as a whole; several times faster.
        clock: Tells when something is recorded; aware.
        patience: How long to wait for a lock that another writer holds, in seconds.

    Raises:
        BadUrl: The address makes no sense.
        StorageError: The file cannot be used; see `community_domain_storage.errors`.
    """
    path = _path(url)
    if path is None:
        return MemoryLog(clock=clock)
    file = LogFile(path, community, durability=durability, clock=clock, patience=patience)
    try:
        return SQLiteLog(file, domain)
    except BaseException:
        file.close()
        raise


class OpenCommunity(Community):
    """A community that closes its log when it is closed, or left as a context."""

    def close(self) -> None:
        """Let go of the log; closing twice is fine."""
        self.log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_community(  # noqa: PLR0913 - all but the address are named
    url: str,
    *,
    community: str,
    domain: Domain = STANDARD,
    durability: Durability = "full",
    clock: Callable[[], datetime] = now,
    ids: Callable[[], str] = new_id,
    patience: float = PATIENCE,
) -> OpenCommunity:
    """A community ready for commands, on the system's clock and with ids nobody else has.

    Args:
        url: As for `open_log`, like the other arguments.
        community: Whose log it is.
        domain: The vocabulary and its decisions.
        durability: What a decision survives once it is reported.
        clock: Tells when something is decided and recorded; aware.
        ids: Makes ids for commands issued without one.
        patience: How long to wait for a lock that another writer holds, in seconds.

    Raises:
        StorageError: The log cannot be used; see `open_log`.
    """
    log: EventLog = open_log(
        url,
        community=community,
        domain=domain,
        durability=durability,
        clock=clock,
        patience=patience,
    )
    return OpenCommunity(log, domain, clock=clock, ids=ids)


def _path(url: str) -> Path | None:
    """The file an address names; None for a log in memory."""
    try:
        parts = urlsplit(url)
    except ValueError:
        raise BadUrl(url, "is no address") from None
    shown = url if "@" not in parts.netloc else url.replace(parts.netloc, "…")
    if parts.query or parts.fragment:
        raise BadUrl(shown, "has a ? or # that means nothing here (write %3F or %23 in a name)")
    if parts.scheme == "memory":
        if parts.netloc or parts.path.strip("/"):
            raise BadUrl(shown, "names something in memory, where there is nothing to name")
        return None
    if parts.scheme != "sqlite":
        raise BadUrl(shown, f"is of no kind known here ({parts.scheme or 'none given'})")
    path = unquote(parts.path[1:])
    if parts.netloc:
        raise BadUrl(shown, f"has only two slashes, so {parts.netloc!r} reads as a machine")
    if not path or path.endswith("/") or "\x00" in path:
        raise BadUrl(shown, "names no file")
    return Path(path)
