"""Where clock and chance come in: what the core is handed by the app."""

import secrets
import time
from datetime import UTC, datetime

__all__ = ["chance", "new_id", "now"]

CHANCE = 8
"""Bytes of chance in an id."""


def now() -> datetime:
    """The system's clock, UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """An id nobody else has: the millisecond, then chance, so that new ids lie side by side.

    A store's index of command ids then grows at one end, and stays fast however long it gets.
    """
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(CHANCE)}"


def chance(count: int) -> bytes:
    """So many bytes that nobody can guess, for keys and for what every encryption begins with."""
    return secrets.token_bytes(count)
