"""What a check of a baseline says when it fails: which event, which field, what to write."""

import attrs

from ..errors import StorageError
from .changes import Change

__all__ = ["BaselineBehind", "NotABaseline", "SchemaBroken"]


@attrs.frozen(slots=False)
class SchemaBroken(StorageError, ValueError):
    """A release like this could not read what earlier ones stored, or would misread it."""

    folder: str
    changes: tuple[Change, ...]

    def __str__(self) -> str:
        told = "".join(f"\n- {change}" for change in self.changes)
        return f"Logs that were written with {self.folder} could not be read rightly:{told}"


@attrs.frozen(slots=False)
class BaselineBehind(StorageError, ValueError):
    """All that changed may change, and is not yet written down."""

    folder: str
    changes: tuple[Change, ...]

    def __str__(self) -> str:
        told = "".join(f"\n- {change}" for change in self.changes)
        return (
            f"{self.folder} is behind: run `python -m community_domain_storage.baseline"
            f" write DOMAIN {self.folder}` and commit it.{told}"
        )


@attrs.frozen(slots=False)
class NotABaseline(StorageError, ValueError):
    """A file in the folder is something else, or was changed by hand."""

    file: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file} holds no shapes: {self.problem}. Take it back from version control."
