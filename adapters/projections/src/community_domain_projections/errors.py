"""What cannot be asked of a projection; each error says what can. None holds a personal value."""

import attrs

from community_domain import TypedError

__all__ = ["AsOfMakesNoSense", "CursorMakesNoSense", "FoldedFurther", "PageSizeMakesNoSense"]


@attrs.frozen(slots=False)
class PageSizeMakesNoSense(TypedError, ValueError):
    """A page holds at least one entry, and not so many that it is no page any more."""

    size: object
    limit: int

    def __str__(self) -> str:
        return f"A page cannot have {self.size!r} entries; ask for 1 to {self.limit}."


@attrs.frozen(slots=False)
class CursorMakesNoSense(TypedError, ValueError):
    """A cursor is a position that was folded; 0 stands before the first."""

    after: object
    folded: int

    def __str__(self) -> str:
        return (
            f"No page begins after {self.after!r}; give the `next` of a page, "
            f"or any position from 0 to {self.folded}."
        )


@attrs.frozen(slots=False)
class AsOfMakesNoSense(TypedError, ValueError):
    """History is seen as of a position from 0 on, or of an aware instant."""

    as_of: object

    def __str__(self) -> str:
        return (
            f"History cannot be seen as of {self.as_of!r}; give a position from 0 on, "
            "an instant with a time zone, or Decided(such an instant)."
        )


@attrs.frozen(slots=False)
class FoldedFurther(TypedError, ValueError):
    """What is folded is not unfolded, and what was passed over is not taken in later."""

    position: int
    """Up to where it is folded."""
    asked: str

    def __str__(self) -> str:
        return (
            f"This projection is folded up to position {self.position} and cannot go on with "
            f"{self.asked}; fold a new one."
        )
