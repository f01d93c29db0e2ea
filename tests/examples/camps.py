"""Made-up plans of shifts, and what their figures are by a plain look at the JSON."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from community_domain import STANDARD, Community, MemoryLog, local_date
from examples.camp_crew.crew import Crew, drawn, enough_for
from examples.camp_crew.drawing import Draw, draw
from examples.camp_crew.oddities import Reason
from examples.camp_crew.plan import Plan, read_plan
from examples.camp_crew.recording import Story, record
from examples.camp_crew.wall_clock import LONDON

__all__ = [
    "entry",
    "out",
    "plain_figures",
    "plan_of",
    "read",
    "record_all",
    "recorded",
    "rules",
    "story_of",
    "text",
    "told",
]

Fields = dict[str, Any]


def entry(**other: Any) -> Fields:
    """An entry with nothing odd, but for what is given; None leaves a field out."""
    plain: Fields = {
        "role": "Runner",
        "venue": "Info Tent",
        "start": "2025-07-03 10:00:00",
        "end": "2025-07-03 12:15:00",
        "min_needed": 1,
        "max_needed": 3,
        "signed_up": 2,
    }
    return {name: value for name, value in {**plain, **other}.items() if value is not None}


def text(*entries: object) -> str:
    """A plan with one value on each line: the n-th entry begins on line n + 1."""
    return "[\n" + ",\n".join(json.dumps(one) for one in entries) + "\n]\n"


def read(*entries: object) -> Plan:
    """What a plan says."""
    return read_plan(text(*entries), "plan.json")


def told(plan: Plan) -> list[tuple[int, Reason]]:
    """Entry and reason of each oddity."""
    return [(odd.entry, odd.reason) for odd in plan.oddities]


def out(plan: Plan) -> list[tuple[int, Reason]]:
    """The oddities whose entries stay out."""
    return [(number, reason) for number, reason in told(plan) if reason.stays_out]


def rules(plan: Plan) -> list[tuple[int, Reason]]:
    """The oddities that are read by a rule."""
    return [(number, reason) for number, reason in told(plan) if not reason.stays_out]


def story_of(plan: Plan, crew: Crew | None = None, seed: int = 1) -> Story:
    """A plan with its crew; by default as large as the plan takes."""
    chosen = crew or Crew(adults=enough_for(plan.shifts))
    first = local_date(plan.shifts[0].period.start, LONDON)
    return Story.of(plan, chosen, drawn(chosen, seed, first))


def recorded(story: Story, seed: int = 1) -> tuple[Draw, Community]:
    """What was drawn, and the community in which it is recorded."""
    drawn_now = draw(story, seed, lambda _: None)
    community = Community(MemoryLog(), STANDARD)
    record_all(community, drawn_now)
    return drawn_now, community


def record_all(community: Community, drawn_now: Draw) -> int:
    """Record what was drawn; how many events that added."""
    return record(community, drawn_now.issues, lambda _: None)


def plan_of(shifts: int, seed: int) -> list[Fields]:
    """Entries in the shape of a real camp's: short shifts, some places at night, few signed up."""
    chance = Random(seed)  # noqa: S311 - made-up entries, no secret
    works = [(f"Role {n}", f"Venue {n % 5}" if n % 4 else "N/A", n % 3 + 1) for n in range(9)]
    entries: list[Fields] = []
    for number in range(shifts):
        role, venue, least = works[number % len(works)]
        start = datetime(2025, 10, 24) + timedelta(minutes=30 * number)  # noqa: DTZ001 - a wall
        most = least + chance.randrange(4)
        entries.append(
            entry(
                role=role,
                venue=venue,
                start=str(start),
                end=str(start + timedelta(minutes=15 * chance.randint(4, 11))),
                min_needed=least,
                max_needed=most,
                signed_up=chance.randint(0, most),
            )
        )
    return entries


def plain_figures(entries: Iterable[Mapping[str, Any]]) -> Fields:
    """The figures of a plan as nothing but its JSON tells them, all who signed up being there."""
    figures: Fields = dict.fromkeys(
        (
            *("shifts", "needed", "offered", "taken", "empty", "below_minimum", "missing", "full"),
            *("crossing_midnight", "over_clock_change", "person_hours", "without_venue"),
        ),
        0,
    )
    roles, venues = set[str](), set[str]()
    for one in entries:
        start, end = (_wall(one[name]) for name in ("start", "end"))
        least, most, came = one["min_needed"], one["max_needed"], one["signed_up"]
        seconds = (end.astimezone(UTC) - start.astimezone(UTC)).total_seconds()
        on_clock = (end.replace(tzinfo=None) - start.replace(tzinfo=None)).total_seconds()
        figures["shifts"] += 1
        figures["needed"] += least
        figures["offered"] += most
        figures["taken"] += came
        figures["empty"] += came == 0
        figures["below_minimum"] += came < least
        figures["missing"] += max(0, least - came)
        figures["full"] += came >= most
        at_midnight = (end.hour, end.minute, end.second) == (0, 0, 0)
        nights = (end.date() - start.date()).days
        figures["crossing_midnight"] += nights > (1 if at_midnight else 0)
        figures["over_clock_change"] += seconds != on_clock
        figures["person_hours"] += came * seconds / 3600
        figures["without_venue"] += one["venue"] == "N/A"
        roles.add(one["role"])
        venues.add(one["venue"])
    return {**figures, "positions": len(roles), "venues": len(venues - {"N/A"})}


def _wall(shown: str) -> datetime:
    return datetime.fromisoformat(shown).replace(tzinfo=ZoneInfo("Europe/London"))
