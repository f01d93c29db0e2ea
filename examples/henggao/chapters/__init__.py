"""The chapters of the story; each tells its steps, in whatever order, with their instants."""

from collections.abc import Callable, Iterator

from ..steps import Scene, Step
from .activities import activities
from .beginning import beginning
from .epidemic import epidemic
from .market import market
from .neighbours import neighbours
from .outreach import outreach
from .recognition import recognition
from .safety import safety
from .stations import stations
from .work import work

__all__ = ["CHAPTERS", "steps"]

CHAPTERS: tuple[Callable[[Scene], Iterator[Step]], ...] = (
    beginning,
    epidemic,
    activities,
    stations,
    market,
    outreach,
    work,
    safety,
    neighbours,
    recognition,
)


def steps(scene: Scene) -> list[Step]:
    """All steps of the story by their instants; at one instant, as the chapters tell them."""
    told = [step for chapter in CHAPTERS for step in chapter(scene)]
    return sorted(told, key=lambda step: step.at)
