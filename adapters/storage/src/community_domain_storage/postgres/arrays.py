"""Arrays as PostgreSQL writes them: much faster put together here than by a driver for any type."""

from collections.abc import Iterable

__all__ = ["array", "array_of_bytes"]


def array(numbers: Iterable[int | None]) -> str:
    """Whole numbers, for a parameter that is cast."""
    return f"{{{','.join(['NULL' if one is None else str(one) for one in numbers])}}}"


def array_of_bytes(values: Iterable[bytes | None]) -> str:
    """Bytes, for a parameter that is cast to `bytea[]`."""
    return f"{{{','.join(['NULL' if one is None else _quoted(one) for one in values])}}}"


def _quoted(value: bytes) -> str:
    return f'"\\\\x{value.hex()}"'
