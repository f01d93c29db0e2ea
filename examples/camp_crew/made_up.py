"""A camp that never was, in the shape of real ones: five days over the end of summer time.

It is written as a plan in JSON and read like any other, so nothing about it is known beforehand.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from random import Random

import attrs

from .crew import Crew, Demands

__all__ = ["CREW", "FIRST_DAY", "made_up"]

FIRST_DAY = datetime(2025, 10, 23)  # noqa: DTZ001 - a wall clock's day
"""A Thursday; the clocks go back in the night to Sunday."""
DAYS = 5
FIRST_AID = "first aid"


@attrs.frozen
class Work:
    """One kind of work, day by day."""

    venue: str
    begins: tuple[float, ...]
    """Hours of the day; 24 and above is the next one."""
    lasts: float
    """Hours on the wall clock."""
    least: int
    most: int
    liked: float
    """How large a part of the places finds somebody, on the average."""
    days: range = range(DAYS)


WORKS: tuple[tuple[str, Work], ...] = (
    ("Build", Work("N/A", (9, 13), 4, 2, 6, 0.7, range(1))),
    ("Gate Steward", Work("Gate", (8, 11, 14, 17, 20), 3, 2, 3, 0.8)),
    ("Night Watch", Work("Gate", (22.5, 25.5, 28.5), 3, 2, 2, 0.6, range(DAYS - 1))),
    ("Kitchen Helper", Work("Kitchen", (6.5, 9.5, 12.5, 15.5, 18.5), 3, 2, 5, 0.7)),
    ("Bar", Work("Bar", (15, 18, 21), 3, 2, 4, 0.9)),
    ("Bar", Work("Bar", (23,), 3, 1, 2, 0.8, range(DAYS - 1))),
    ("First Aider", Work("First Aid Tent", (8, 14, 20), 6, 1, 2, 0.7)),
    ("Stage Hand", Work("Stage", (10, 13, 16, 19), 3, 1, 3, 0.9, range(1, 4))),
    ("Sound Technician", Work("Stage", (10, 13, 16, 19), 3, 1, 1, 0.8, range(1, 4))),
    ("Workshop Helper", Work("Workshop", (10, 14), 2, 1, 3, 0.8, range(1, 4))),
    ("Info Desk", Work("Info Tent", (9, 12, 15, 18), 3, 1, 2, 0.8)),
    ("Take-down", Work("N/A", (9, 13), 4, 3, 8, 0.5, range(DAYS - 1, DAYS))),
)

DEMANDS: Mapping[str, Demands] = {
    "Bar": Demands(youngest=18, longest=360),
    "Build": Demands(youngest=16, longest=480),
    "First Aider": Demands(skills=(FIRST_AID,)),
    "Night Watch": Demands(youngest=18, longest=240),
    "Take-down": Demands(youngest=16, longest=480),
}
CREW = Crew(adults=54, minors=18, demands=DEMANDS, skills={FIRST_AID: 6})


def made_up(seed: int) -> str:
    """The plan of a camp, the same for the same seed."""
    chance = Random(f"camp {seed}")  # noqa: S311 - a story, no secret
    return json.dumps(list(_entries(chance)), indent=1)


def _entries(chance: Random) -> Iterator[dict[str, object]]:
    for role, work in WORKS:
        for day in work.days:
            for hour in work.begins:
                start = FIRST_DAY + timedelta(days=day, hours=hour)
                asked = sum(chance.random() < work.liked for _ in range(work.most))
                yield {
                    "role": role,
                    "venue": work.venue,
                    "start": str(start),
                    "end": str(start + timedelta(hours=work.lasts)),
                    "min_needed": work.least,
                    "max_needed": work.most,
                    "signed_up": asked,
                }
