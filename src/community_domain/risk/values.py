"""What is told of risky work, and for which days something counts."""

from datetime import date

import attrs

from ..kernel import bounded, value

__all__ = ["TRAINING", "Days", "Risk", "Validity"]

Days = tuple[date, date]
"""The first and the last of some days in a row."""
TRAINING = 100
"""Characters of a training's name, and how many of them one kind of work may ask for."""


@value
class Risk:
    """What is told of risky work, and what it takes to do it."""

    words: str
    """What may happen, and how to beware of it."""
    trainings: tuple[str, ...] = bounded(high=TRAINING, default=())
    """All of them are needed on the day."""
    insured: bool = False
    """An insurance is needed on the day."""

    def asks_no_more_than(self, other: "Risk") -> bool:
        """Whether the words are the same and nothing is needed that was not."""
        needs_more = self.insured and not other.insured
        return (
            self.words == other.words and not needs_more and {*self.trainings} <= {*other.trainings}
        )


@attrs.frozen
class Validity:
    """The days on which something counts, by the community's calendar."""

    since: date
    until: date | None
    """The last day; None means for good."""

    def holds_on(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.since <= day and (self.until is None or day <= self.until)
