"""Where benchmarks work: a folder, servers that are started when they are needed, and stories."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from uuid import uuid4

from community_domain_storage import Keys

from ..servers import Umadb, postgres_to_use
from .measuring import Finding, Side, Sizes, Turns
from .recorders import Rehearsal
from .story import SEATS, Durability, Story, visits

__all__ = ["COMMANDS", "EVENTS", "Benchmark", "Workshop"]

COMMANDS, EVENTS = "commands/s", "events/s"


class Workshop:
    """A folder to work in, how much is done, and the long log, which two benchmarks share.

    Args:
        folder: Where the files go, also those of servers.
        sizes: How much is done.
        profiled: Whether our sides do one round more under a profiler.
    """

    def __init__(self, folder: Path, sizes: Sizes, *, profiled: bool = False) -> None:
        self.folder, self.sizes, self.profiled = folder, sizes, profiled
        self.rounds = range(sizes.rounds + 2)
        """One to warm up, those that count, one for the profiler."""
        self._at_the_end = ExitStack()

    def path(self) -> Path:
        """A new file."""
        return self.folder / f"{uuid4().hex}.db"

    def sqlite(self) -> str:
        """The address of a new file."""
        return f"sqlite:///{self.path()}"

    @cached_property
    def postgres(self) -> str:
        """The address of a PostgreSQL database with tables laid, for all communities."""
        return self._at_the_end.enter_context(postgres_to_use(self.folder / "postgres"))

    def umadb(self) -> str:
        """The address of a new UmaDB server, which holds one community."""
        folder = self.folder / uuid4().hex
        folder.mkdir()
        server = Umadb(folder)
        self._at_the_end.callback(server.stop)
        return f"umadb://{server.address}"

    def story(  # noqa: PLR0913 - all but the durability are named
        self,
        durability: Durability,
        *,
        children: int | None = None,
        keys: Keys | None = None,
        at: str | None = None,
        rounds: range | None = None,
        capacity: int | None = SEATS,
    ) -> Story:
        """A new community with occurrences for its rounds, in a new file if no address is given."""
        children = children or self.sizes.children
        story = Story(at or self.sqlite(), children, durability, keys=keys, called=uuid4().hex)
        story.schedule(rounds or self.rounds, capacity)
        self._at_the_end.callback(story.close)
        return story

    def grown(self, events: int, at: str | None = None) -> Story:
        """A community whose log has so many events; the commands that are timed read few."""
        story = self.story("process", at=at)
        visits(story.log, events - story.log.head().position)
        return story

    @cached_property
    def long(self) -> Story:
        """The community with the long log."""
        return self.grown(self.sizes.long)

    def rehearsal(self) -> Rehearsal:
        """The sign-ups of all rounds, decided before they are."""
        return Rehearsal(self.story("process"))

    def turns(self, sides: Mapping[str, Side]) -> Turns:
        """Let sides take turns."""
        return Turns.taken(self.sizes.rounds, sides, profiled=self.profiled)

    def close(self) -> None:
        """Let go of stories and servers."""
        self._at_the_end.close()


Benchmark = Callable[[Workshop], Iterator[Finding]]
