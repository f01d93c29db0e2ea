"""Scripts: what they hold can be run, and means what the story meant."""

import ast
import sys
from datetime import UTC, date, datetime, time, timedelta
from types import ModuleType
from typing import Any

import pytest
from community_domain_testkit import (
    FOUNDER,
    CommunityMachine,
    History,
    Step,
    Way,
    commands,
    histories,
    issued,
    together,
)
from community_domain_testkit.scripts import Source, machine_script
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from community_domain import STANDARD, Command, Period, Slice, System
from community_domain.members import ConsentKind

NINE = datetime(2024, 6, 1, 9, tzinfo=UTC)


def typed_again(value: object) -> Any:
    """What the source of a value evaluates to, with what it says must be imported."""
    source = Source()
    text = source.of(value)
    names: dict[str, Any] = {}
    exec(source.imports(), names)  # noqa: S102 - that is what scripts are for
    return eval(text, names)  # noqa: S307 - see above


@settings(max_examples=300)
@for_all(commands(STANDARD))
def test_every_command_can_be_typed(wish: Command) -> None:
    """Whatever a domain can say is written so that it says the same."""
    assert typed_again(wish) == wish


@pytest.mark.parametrize(
    "value",
    [
        datetime(2024, 2, 29, 23, 59, 59, 7, tzinfo=UTC),
        datetime(2024, 2, 29, 23, 59, 1),  # noqa: DTZ001 - a wall time
        date(2024, 2, 29),
        time(0, 0),
        time(8, 30, 0, 5),
        timedelta(0),
        timedelta(days=-1, seconds=5, microseconds=7),
        Period(NINE, NINE + timedelta(hours=1)),
        ConsentKind.DATA,
        System("clock"),
        Period,
        'it\'s "quoted"\n',
        ("one",),
        (),
        None,
        -3,
    ],
    ids=repr,
)
def test_every_shape_can_be_typed(value: object) -> None:
    """Zeros at the end, zones, quotes and tuples of one are where such writers go wrong."""
    assert typed_again(value) == value


def test_steps_are_typed_as_one_would() -> None:
    """Alone a command stands for itself; together they say how; defaults are not told."""
    wish = next(iter(given_commands()))
    one = issued("a", wish, by=FOUNDER, at=NINE)
    other = issued("b", wish, by=System("clock"), at=NINE, on_behalf_of="m", reason="on paper")
    both = together(one, other, way=Way.ALL)
    assert typed_again(both) == both
    assert typed_again((Step((one,)), both)) == (one, both)
    assert "way" not in Source().of(together(one, other))


def given_commands() -> list[Command]:
    """One command."""
    found: list[Command] = []

    @settings(max_examples=1, database=None)
    @for_all(commands(STANDARD))
    def draw(wish: Command) -> None:
        found.append(wish)

    draw()
    return found


@settings(max_examples=10)
@for_all(histories(size=10), st.just(ValueError("two\nlines")))
def test_the_script_of_a_history_tells_it_again(history: History, failure: ValueError) -> None:
    """Run, it leads to the very same events; its first line says what failed, in one line."""
    script = history.as_script(failure)
    names: dict[str, Any] = {}
    exec(script, names)  # noqa: S102 - that is what scripts are for
    again = [row.event for row in names["community"].log.read()]
    assert again == history.events
    assert script.startswith("# ValueError: two\n\nfrom datetime import")


def test_scripts_please_linters() -> None:
    """Nobody must tidy up what is printed: no line is too long, and it parses."""
    wishes = [issued(f"c-{n}", one, by=FOUNDER, at=NINE) for n, one in enumerate(given_commands())]
    script = machine_script([Step((one,)) for one in wishes], CommunityMachine, ValueError("x"))
    ast.parse(script)
    assert script.endswith("CommunityMachine.retell(STORY)\n")


def test_what_cannot_be_imported_is_told() -> None:
    """A machine that stands in a test is put outside by who reads the script, which parses."""

    class Local(CommunityMachine):
        """Of this test alone."""

    [wish] = [*given_commands()][:1]
    story = [Step((issued("c-1", wish, by=FOUNDER, at=NINE),))]
    script = machine_script(story, Local, ValueError("x"))
    ast.parse(script)
    assert "\n# Local stands in the function" in script
    assert ".test_what_cannot_be_imported_is_told: put it outside, and import it here.\n" in script
    assert script.endswith("\nLocal.retell(STORY)\n")


def test_a_domain_is_imported_from_where_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not from a module of tests that only imported it itself."""
    domain = STANDARD + Slice("kite", (), (), (), (), (), (), (), ())
    for name in ("conftest", "kites.domain", "test_kites"):
        module = ModuleType(name)
        module.__dict__["KITES"] = domain
        monkeypatch.setitem(sys.modules, name, module)
    source = Source()
    assert source.constant(domain, "DOMAIN") == "KITES"
    assert source.imports() == "from kites.domain import KITES"
