"""What was told last in this process, so that a test that failed can be told again.

Hypothesis makes the example that it reports once more at the very end, so the last one told when a
test has failed is the one that failed.
"""

from collections.abc import Callable

__all__ = ["LATEST", "AsScript", "Latest"]

AsScript = Callable[[BaseException], str]
"""Gives a Python script that tells it again, knowing how it failed."""


class Latest:
    """The last story that was told, if any."""

    def __init__(self) -> None:
        self._as_script: AsScript | None = None

    def tell(self, as_script: AsScript) -> None:
        """A story begins."""
        self._as_script = as_script

    def forget(self) -> None:
        """Another test begins."""
        self._as_script = None

    def script(self, failure: BaseException) -> str | None:
        """The last story as a script; None when none was told."""
        return self._as_script(failure) if self._as_script else None


LATEST = Latest()
"""Of this process."""
