"""What only some stores need is imported where it is needed, and missed by name."""

from collections.abc import Generator
from contextlib import contextmanager

from .errors import DriverMissing

__all__ = ["driver"]


@contextmanager
def driver(kind: str, extra: str) -> Generator[None]:
    """Around imports of what an extra installs.

    Args:
        kind: What it speaks to.
        extra: The extra.

    Raises:
        DriverMissing: It is not installed.
    """
    try:
        yield
    except ImportError as error:
        raise DriverMissing(kind, extra) from error
