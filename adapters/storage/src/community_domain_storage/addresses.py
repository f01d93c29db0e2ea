"""Addresses of logs, read; a password in one is never repeated."""

from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from .errors import BadUrl

__all__ = ["SCHEMES", "file_path", "host_and_port", "nothing_named", "scheme", "shown"]

SCHEMES = ("memory", "postgresql", "sqlite", "umadb")


def scheme(url: str) -> str:
    """What kind of store an address names.

    Raises:
        BadUrl: It is no address, or of no kind known here.
    """
    found = _parts(url).scheme
    if found not in SCHEMES:
        raise BadUrl(shown(url), f"is of no kind known here ({found or 'none given'})")
    return found


def nothing_named(url: str) -> None:
    """Refuse an address that names something in memory."""
    parts = _plain(url)
    if parts.netloc or parts.path.strip("/"):
        raise BadUrl(shown(url), "names something in memory, where there is nothing to name")


def file_path(url: str) -> Path:
    """The file that an address names."""
    parts = _plain(url)
    path = unquote(parts.path[1:])
    if parts.netloc:
        raise BadUrl(shown(url), f"has only two slashes, so {parts.netloc!r} reads as a machine")
    if not path or path.endswith("/") or "\x00" in path:
        raise BadUrl(shown(url), "names no file")
    return Path(path)


def host_and_port(url: str) -> str:
    """The machine that an address names, as `host:port`."""
    parts = _plain(url)
    if not parts.hostname or "@" in parts.netloc or parts.path.strip("/"):
        raise BadUrl(shown(url), "names no host and port, and nothing else")
    return parts.netloc


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise BadUrl(shown(url), "is no address") from None
    return parts


def _plain(url: str) -> SplitResult:
    """The parts of an address without options."""
    parts = _parts(url)
    if parts.query or parts.fragment:
        problem = "has a ? or # that means nothing here (write %3F or %23 in a name)"
        raise BadUrl(shown(url), problem)
    return parts


def shown(url: str) -> str:
    """The address without whoever is named before an @, and their password."""
    kind, there, rest = url.partition("//")
    before, at, behind = rest.rpartition("@")
    return f"{kind}{there}…@{behind}" if at and before else url
