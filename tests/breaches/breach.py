"""A rule taken out of force."""

import attrs

__all__ = ["Breach"]


@attrs.frozen
class Breach:
    """A rule taken out of force by one change of text."""

    rule: str
    what: str
    """What no longer holds."""
    module: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.rule:4} {self.what}"
