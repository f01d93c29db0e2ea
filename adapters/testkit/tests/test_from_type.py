"""`st.from_type` knows the types of a domain, without anybody importing the kit for it."""

import subprocess
import sys
from typing import Any, NewType, cast

import pytest
from community_domain_hooks.registering import types_of
from community_domain_testkit import Vocabulary, register
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from community_domain import STANDARD, Command, CommandId, Event
from community_domain.shifts import TakeShift

QUICK = settings(
    max_examples=5,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
FRESH = """
import sys
{first}
{second}
assert "community_domain_testkit" not in sys.modules
from hypothesis import given, settings, strategies as st
from community_domain.shifts import TakeShift

def taken(wish: TakeShift, other: TakeShift | None = None) -> TakeShift:
    return wish

@settings(database=None)
@given(st.from_type(TakeShift), st.builds(taken))
def test(wish, told):
    for one in (wish, told):
        assert type(one) is TakeShift
        assert one.shift_id in {{"shift-1", "shift-2", "shift-3"}}
        assert one.member_id in {{"member-1", "member-2", "member-3", "founder"}}

test()
"""
IMPORTS = ("import hypothesis", "import community_domain")
KIT = "import community_domain_testkit; sys.modules.pop('community_domain_testkit')"


@pytest.mark.parametrize(
    ("first", "second"), [IMPORTS, IMPORTS[::-1], (KIT, ""), ("import community_domain", KIT)]
)
def test_a_fresh_process_knows_the_types(first: str, second: str) -> None:
    """Whoever installed the kit writes `st.from_type`, in any order of imports, and no more."""
    program = FRESH.format(first=first, second=second)
    asked = [sys.executable, "-W", "error", "-c", program]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


def test_the_entry_point_imports_next_to_nothing() -> None:
    """It runs in every project that has the kit, whether or not a test uses the domain."""
    program = "import hypothesis, sys; print(*(m for m in sys.modules if 'community' in m))"
    asked = [sys.executable, "-c", program]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == [
        "community_domain_hooks",
        "community_domain_hooks.for_hypothesis",
    ]


def test_the_domain_is_loaded_as_ever() -> None:
    """Whoever asks a module for its loader, as readers of package files do, gets the real one."""
    program = (
        "import hypothesis, sys; watching = len(sys.meta_path); import community_domain as c;"
        "print(type(c.__spec__.loader).__name__, type(c.__loader__).__name__,"
        "watching - len(sys.meta_path), c.__spec__.loader.is_package('community_domain'))"
    )
    asked = [sys.executable, "-c", program]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["SourceFileLoader", "SourceFileLoader", "1", "True"]


def test_every_type_of_the_domain_is_made() -> None:
    """Each identifier, value, event and command, by the vocabulary and not by guessing."""
    words = Vocabulary()
    any_tag = [name for tag in STANDARD.tags for name in words.names(tag)]

    def named(kind: NewType) -> list[str]:
        tag = getattr(kind, "__tag__", None)
        return [*(words.names(tag) if tag else any_tag), "founder"]

    def is_made(kind: Any) -> bool:
        one = find(st.from_type(kind), lambda _: True, settings=QUICK)
        return one in named(kind) if isinstance(kind, NewType) else type(one) is kind

    kinds = types_of(STANDARD)
    assert {*STANDARD.events, *STANDARD.commands} < {*kinds}
    assert [kind for kind in kinds if not is_made(kind)] == []


@QUICK
@given(st.from_type(Event), st.from_type(Command), st.from_type(cast(Any, CommandId)))
def test_the_families_are_known_too(happened: Event, wish: Command, name: str) -> None:
    """An event is any of the domain, not whatever class inherits from `Event` in this process."""
    assert type(happened) in STANDARD.events
    assert type(wish) in STANDARD.commands
    assert name


def test_words_of_ones_own_make_the_types() -> None:
    """Where the types say too little, an app says how its fields are made."""
    register(STANDARD, Vocabulary(overrides={(TakeShift, "shift_id"): st.just("tonight")}))
    try:
        tonight = st.from_type(TakeShift).map(lambda wish: wish.shift_id)
        assert find(tonight, lambda _: True) == "tonight"
    finally:
        register(STANDARD)
