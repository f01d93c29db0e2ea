"""Registering the types of a domain with Hypothesis, so that `st.from_type` knows them.

The domain and Hypothesis are imported inside functions only: importing either of them may run
`register`, which must be whole by then.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NewType, get_args

if TYPE_CHECKING:
    from community_domain_testkit import Vocabulary
    from hypothesis.strategies import SearchStrategy

    from community_domain import Domain

__all__ = ["register", "types_of"]


def register(domain: "Domain", words: "Vocabulary | None" = None) -> None:
    """Let `st.from_type` make every identifier, value, event and command of a domain.

    `st.builds` and annotated parameters know them from then on. The standard domain is registered
    from the start; register `STANDARD + your_slice` in the `conftest.py` of your tests.

    Args:
        domain: Whose types. `Event` and `Command` themselves mean any of this domain from now on.
        words: How they are made; a plain `Vocabulary` of the domain by default.

    Raises:
        TypeError: It is no domain.
    """
    from hypothesis import strategies as st  # noqa: PLC0415 - see above

    from community_domain import (  # noqa: PLC0415 - see above
        Command,
        CommandId,
        Event,
        must_be_domain,
    )

    must_be_domain(domain)

    @cache
    def vocabulary() -> "Vocabulary":
        from community_domain_testkit import Vocabulary  # noqa: PLC0415 - when it is asked for

        return words or Vocabulary(domain)

    def made(kind: Any) -> "SearchStrategy[Any]":
        if kind in (Event, Command):
            return vocabulary().events() if kind is Event else vocabulary().commands()
        return vocabulary().values(kind)

    kinds: tuple[Any, ...] = (Event, Command, CommandId, *types_of(domain))
    for kind in kinds:
        st.register_type_strategy(kind, made)


def types_of(domain: "Domain") -> tuple[Any, ...]:
    """All identifiers, values, events and commands of a domain, each of them once.

    Enumerations are left out: Hypothesis knows what they can be.
    """
    found: dict[Any, None] = {}
    for kind in (*domain.events, *domain.commands):
        found |= dict.fromkeys(_within(kind, found))
    return (*found,)


def _within(kind: Any, known: Iterable[Any]) -> Iterator[Any]:
    """A type, and what its fields are made of, as far as it is not known yet."""
    if kind in known:
        return
    if isinstance(kind, NewType):
        yield kind
    for option in get_args(kind):
        yield from _within(option, known)
    if fields := getattr(kind, "__attrs_attrs__", ()):
        yield kind
        for field in fields:
            yield from _within(field.type, known)
