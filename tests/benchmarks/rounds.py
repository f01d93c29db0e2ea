"""What sides do in a round, and which part of it counts."""

from concurrent.futures import ThreadPoolExecutor

from community_domain import Boundary

from .aggregates import SignUps
from .bare import BareLog, BareServerLog
from .measuring import Sizes, Timer
from .recorders import RecorderLog, Rehearsal
from .story import SEATS, Story, period

__all__ = [
    "THREADS",
    "by_threads",
    "insert",
    "read",
    "record",
    "register",
    "sign_up",
    "sign_up_aggregates",
]

THREADS = 16


def sign_up(story: Story, number: int, timer: Timer) -> None:
    """Our round: every child is signed up, a command each."""
    wishes = story.sign_ups(number)
    with timer.timing(len(wishes)):
        story.execute(wishes)


def register(story: Story, number: int, timer: Timer, *, together: bool, begin: int) -> None:
    """Newcomers register, a command each or all in one transaction; rounds count from `begin`."""
    wishes = story.newcomers(begin + number)
    with timer.timing(len(wishes)):
        (story.execute_all if together else story.execute)(wishes)


def read(boundary: Boundary, story: Story, _: int, timer: Timer) -> None:
    """Everything in the boundary is read; once outside the clock, to know how much."""
    done = sum(1 for _ in story.log.read(boundary))
    with timer.timing(done):
        for recorded in story.log.read(boundary):
            recorded.event  # noqa: B018 - an event that is made only when looked at counts too


def insert(bare: BareLog | BareServerLog, story: Story, number: int, timer: Timer) -> None:
    """The bare round: insert the rows that our round just stored."""
    if not number:
        bare.append_together(list(story.rows())[: -story.children])
    rows = story.stored(story.children)
    with timer.timing(len(rows)):
        for row in rows:
            bare.append(row)


def sign_up_aggregates(library: SignUps, sizes: Sizes, number: int, timer: Timer) -> None:
    """The library's round: as many sign-ups, at occurrences scheduled before."""
    day = period(number)
    places = [library.schedule(day.start, day.end, SEATS) for _ in range(0, sizes.children, SEATS)]
    with timer.timing(sizes.children):
        for n in range(sizes.children):
            library.sign_up(places[n // SEATS], f"child-a-{n}")


def by_threads(pool: ThreadPoolExecutor, story: Story, number: int, timer: Timer) -> None:
    """Our round by threads that share the community: each signs up its part of the children."""
    wishes = story.sign_ups(number)
    parts = [wishes[n::THREADS] for n in range(THREADS)]
    with timer.timing(len(wishes)):
        list(pool.map(story.execute, parts))


def record(log: RecorderLog, rehearsal: Rehearsal, number: int, timer: Timer) -> None:
    """The round of a recorder: read and append what our sign-ups of that round do."""
    rows = rehearsal.round(number)
    with timer.timing(len(rows)):
        for row, query in rows:
            log.append(row, query)
