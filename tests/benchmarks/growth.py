"""What a command costs more where much was recorded before."""

from collections.abc import Iterator
from functools import partial

from community_domain.activities import OccurrenceId

from .measuring import Budget, Fact, Finding, Timer
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
    return Budget(
        f"cost of a command in a long log{where}",
        COST,
        MICROSECONDS / turns.rates["long"],
        MICROSECONDS / turns.rates["short"],
        1.2,
        at_most=True,
        note=f"{shop.sizes.long:,} events against {shop.sizes.short:,}",
        costs=turns.costs.get("long", ""),
    )


def _large_activity(shop: Workshop, at: str, where: str) -> Budget:
    story, large, small = _crowded(shop, at)

    def side(at: OccurrenceId, _: int, timer: Timer) -> None:
        wishes = story.sign_ups(at=at)
        with timer.timing(len(wishes)):
            story.execute(wishes)
        story.execute_all(story.withdrawals(at))

    turns = shop.turns({"large": partial(side, large), "small": partial(side, small)})
    story.close()
    return Budget(
        f"cost of a sign-up in a large activity{where}",
        COST,
        MICROSECONDS / turns.rates["large"],
        MICROSECONDS / turns.rates["small"],
        1.5,
        at_most=True,
        note=f"{shop.sizes.crowd:,} seats taken against {shop.sizes.few:,}",
        costs=turns.costs.get("large", ""),
    )


def _crowded(shop: Workshop, at: str) -> tuple[Story, OccurrenceId, OccurrenceId]:
    """A community with a large activity and a small one."""
    story = shop.story("process", at=at, rounds=range(2), capacity=None)
    large, small = story.occurrence(0, 0), story.occurrence(1, 0)
    crowd(story.log, large, 0, shop.sizes.crowd)
    crowd(story.log, small, 1, shop.sizes.few)
    return story, large, small
