"""What is told of risky work."""

from ..kernel import bounded, value

__all__ = ["TRAINING", "Risk"]

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
