"""The vocabulary of a store: the names and versions of events that were ever written to it."""

from collections.abc import Iterable, Mapping

__all__ = ["Kinds", "Named"]

Named = tuple[str, int]
"""The storage name of an event, and the version of its shape; 0 where none is known."""


class Kinds:
    """What the numbers in the column `kind` stand for; never changed, only read anew."""

    def __init__(self, rows: Iterable[tuple[int, str, int]] = ()) -> None:
        self.named: Mapping[int, Named] = {
            number: (name, version) for number, name, version in rows
        }
        self.numbers: Mapping[Named, int] = {named: n for n, named in self.named.items()}
        self.newest = max(self.named, default=0)
        by_name: dict[str, tuple[int, ...]] = {}
        for number, (name, _) in sorted(self.named.items()):
            by_name[name] = (*by_name.get(name, ()), number)
        self._by_name = by_name

    def missing(self, wanted: Iterable[Named]) -> list[Named]:
        """Those that have no number yet, each once."""
        return [named for named in dict.fromkeys(wanted) if named not in self.numbers]

    def of(self, names: Iterable[str]) -> tuple[int, ...]:
        """The numbers of these names in every version."""
        return tuple(sorted({n for name in names for n in self._by_name.get(name, ())}))
