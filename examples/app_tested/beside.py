"""What runs a blocking call beside the event loop, so that others are served meanwhile."""

from collections.abc import Awaitable, Callable
from typing import Any

__all__ = ["Beside"]

Beside = Callable[[Callable[[], Any]], Awaitable[Any]]
"""Such as `anyio.to_thread.run_sync`."""
