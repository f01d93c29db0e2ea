"""What a command costs more where much was recorded before."""

from collections.abc import Iterator
from functools import partial

from community_domain.activities import OccurrenceId

from .measuring import Budget, Fact, Finding, Timer, Turns
from .rounds import sign_up
from .story import Story, crowd
from .workshop import Workshop

__all__ = [
    "large_activity",
    "large_activity_at_first",
    "large_activity_on_postgresql",
    "long_log",
    "long_log_on_postgresql",
]

COST = "µs a command"
MICROSECONDS = 1_000_000
ON_POSTGRESQL = ", PostgreSQL"


def long_log(shop: Workshop) -> Iterator[Finding]:
    """The cost of a warm command in a long log, against a short one, in SQLite.

    The same children with the same history sign up in both; what differs is how much else was
    recorded. At `NORMAL`, so that no waiting for the disk hides what grows.
    """
    yield _long_log(shop, shop.grown(shop.sizes.short), shop.long, "")


def long_log_on_postgresql(shop: Workshop) -> Iterator[Finding]:
    """The cost of a warm command in a long log, against a short one, in PostgreSQL.

    As in SQLite: two communities of one database, with `synchronous_commit` off, so that no
    waiting for the disk hides what grows.
    """
    short, long = (
        shop.grown(events, at=shop.postgres) for events in (shop.sizes.short, shop.sizes.long)
    )
    yield _long_log(shop, short, long, ON_POSTGRESQL)


def large_activity(shop: Workshop) -> Iterator[Finding]:
    """The cost of a sign-up in a large activity, against a small one, in one SQLite log.

    The same children sign up in both, and withdraw outside the clock, so that every round finds
    as many seats taken. Warm, at `NORMAL`.
    """
    yield _large_activity(shop, shop.sqlite(), "")


def large_activity_on_postgresql(shop: Workshop) -> Iterator[Finding]:
    """The cost of a sign-up in a large activity, against a small one, in one PostgreSQL log.

    As in SQLite, with `synchronous_commit` off.
    """
    yield _large_activity(shop, shop.postgres, ON_POSTGRESQL)


def large_activity_at_first(shop: Workshop) -> Iterator[Finding]:
    """The first sign-up after opening in a large activity, against a small one, in one SQLite log.

    What has no folded state yet folds all that the decision reads: so much would a snapshot save,
    once a process. Opening is timed too.
    """
    story, large, small = _crowded(shop, shop.sqlite())

    def side(at: OccurrenceId, number: int, timer: Timer) -> None:
        first = story.sign_ups(at=at)[number : number + 1]
        story.close()
        with timer.timing(1):
            story.open()
            story.execute(first)

    rates = shop.turns({"large": partial(side, large), "small": partial(side, small)}).rates
    yield Fact(
        "first sign-up after opening in a large activity",
        COST,
        MICROSECONDS / rates["large"],
        MICROSECONDS / rates["small"],
        f"{shop.sizes.crowd:,} seats taken against {shop.sizes.few:,}",
    )


def _long_log(shop: Workshop, short: Story, long: Story, where: str) -> Budget:
    turns = shop.turns({"long": partial(sign_up, long), "short": partial(sign_up, short)})
    short.close()
    note = f"{shop.sizes.long:,} events against {shop.sizes.short:,}"
    return _cost(f"cost of a command in a long log{where}", turns, 1.2, note)


def _large_activity(shop: Workshop, at: str, where: str) -> Budget:
    story, large, small = _crowded(shop, at)

    def side(at: OccurrenceId, _: int, timer: Timer) -> None:
        wishes = story.sign_ups(at=at)
        with timer.timing(len(wishes)):
            story.execute(wishes)
        story.execute_all(story.withdrawals(at))

    turns = shop.turns({"large": partial(side, large), "small": partial(side, small)})
    story.close()
    note = f"{shop.sizes.crowd:,} seats taken against {shop.sizes.few:,}"
    return _cost(f"cost of a sign-up in a large activity{where}", turns, 1.5, note)


def _cost(name: str, turns: Turns, required: float, note: str) -> Budget:
    """The cost on the first side against that on the second."""
    more, less = (MICROSECONDS / rate for rate in turns.rates.values())
    costs = next(iter(turns.costs.values()), "")
    return Budget(name, COST, more, less, required, at_most=True, note=note, costs=costs)


def _crowded(shop: Workshop, at: str) -> tuple[Story, OccurrenceId, OccurrenceId]:
    """A community with a large activity and a small one."""
    story = shop.story("process", at=at, rounds=range(2), capacity=None)
    large, small = story.occurrence(0, 0), story.occurrence(1, 0)
    crowd(story.log, large, 0, shop.sizes.crowd)
    crowd(story.log, small, 1, shop.sizes.few)
    return story, large, small
