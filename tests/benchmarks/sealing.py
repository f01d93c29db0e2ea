"""What sealing personal values costs."""

import os
from collections.abc import Callable, Iterator
from functools import partial

from community_domain_storage import Keys, new_master_key

from community_domain import Criterion
from community_domain.activities import CheckedIn
from community_domain.members import MemberRegistered

from .measuring import Fact, Finding, Timer
from .rounds import read, register, sign_up
from .story import Story, visits
from .workshop import COMMANDS, EVENTS, Workshop

__all__ = ["sealed"]

KEY = "COMMUNITY_BENCHMARK_KEY"
"""The environment variable that wraps the keys of a benchmark."""


def sealed(shop: Workshop) -> Iterator[Finding]:
    """What sealing costs: a log with keys against the same in plain.

    Sign-ups hold nothing personal. A registration holds a name, a birthday and a contact, in the
    event and in the command, and makes a key, which is safe on disk before the registration is.
    Both are timed at `FULL`, a command each; registrations also many in one transaction. Read are
    arrivals, before there are many registrations, and all registrations, with the keys in memory.
    """
    os.environ[KEY] = new_master_key("benchmark")
    with_keys = Keys(f"sqlite:///{shop.path()}", KEY)
    both = {"plain": shop.story("full"), "sealed": shop.story("full", keys=with_keys)}
    for story in both.values():
        visits(story.log, shop.sizes.replayed // 3)
    works: dict[str, Callable[[Story, int, Timer], None]] = {
        "one sign-up, durable": sign_up,
        "reading what is not personal": partial(read, (Criterion((CheckedIn.spec.name,), ()),)),
        "one registration, durable": partial(register, together=False, begin=0),
        "many registrations in one transaction": partial(register, together=True, begin=1_000),
        "reading registrations": partial(read, (Criterion((MemberRegistered.spec.name,), ()),)),
    }
    for name, work in works.items():
        rates = shop.turns({side: partial(work, story) for side, story in both.items()}).rates
        unit = EVENTS if name.startswith("reading") else COMMANDS
        yield Fact(f"{name}, sealed", unit, rates["sealed"], rates["plain"], "against plain")
    for story in both.values():
        story.close()
