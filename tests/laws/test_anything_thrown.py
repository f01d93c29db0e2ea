"""Whatever is thrown at the library, it answers with events or with a refusal."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, Vocabulary, founded
from community_domain_testkit import given as story
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from community_domain import (
    STANDARD,
    Command,
    Community,
    InvalidValue,
    MemberId,
    Period,
    Refusal,
    System,
)
from community_domain.activities import ActivityId, OfferActivity

ODD_TEXTS = (
    "",
    " ",
    "\ud800",
    "ok\udfff",
    "\x00",
    "\x1b[31m",
    "a:b",
    "../../etc/passwd",
    "\u2028",
    "\u202eabc",
    "Asia/Shanghai/../../UTC",
    "/",
    "zone.tab",
    "a" * 101,
    "0\u0660:2\u0663",
)
ODD_INSTANTS = (
    datetime(2024, 6, 1),  # noqa: DTZ001 - naive on purpose
    datetime.min,  # noqa: DTZ901 - naive on purpose
    datetime.max,  # noqa: DTZ901 - naive on purpose
    datetime.min.replace(tzinfo=UTC),
    datetime.max.replace(tzinfo=UTC),
    datetime.min.replace(tzinfo=timezone(timedelta(hours=23, minutes=59))),
    datetime.max.replace(tzinfo=timezone(-timedelta(hours=23, minutes=59))),
)
ODD_NUMBERS = (-1, 0, 2**31, 2**63, True, 1.5, float("nan"), float("inf"))


def nested(depth: int) -> tuple[Any, ...]:
    """A tuple in a tuple, so many times."""
    deep: tuple[Any, ...] = ()
    for _ in range(depth):
        deep = (deep,)
    return deep


ODD_THINGS: list[Any] = [
    None,
    b"bytes",
    bytearray(b"bytes"),
    Decimal("NaN"),
    object(),
    type,
    len,
    [],
    {},
    frozenset[str](),
    [1, 2],
    {"a": 1},
    (),
    (None,),
    ("a",) * 2_000,
    nested(3),
    date.min,
    date.max,
    timedelta.max,
    BEGINNING,
    System("clock"),
    Period(BEGINNING, BEGINNING + timedelta(hours=1)),
]


class Huge:
    """What is too large to be shown; made when it is thrown."""

    def __init__(self, name: str, make: Callable[[], Any]) -> None:
        self.name = name
        self.make = make

    def __repr__(self) -> str:
        return f"Huge({self.name})"


def thrown(what: Any) -> Any:
    """The thing itself."""
    return what.make() if isinstance(what, Huge) else what


HUGE = (
    Huge("ten megabytes of text", lambda: "x" * 10_000_000),
    Huge("a number of 5,001 digits", lambda: 10**5_000),
    Huge("a negative one", lambda: -(10**5_000)),
    Huge("a tuple 5,000 deep", lambda: nested(5_000)),
    Huge("a tuple of 100,000", lambda: ("a",) * 100_000),
)
JUNK = st.one_of(
    st.sampled_from(HUGE),
    st.sampled_from(ODD_TEXTS),
    st.sampled_from(ODD_INSTANTS),
    st.sampled_from(ODD_NUMBERS),
    st.sampled_from(ODD_THINGS),
    st.text(),
    st.integers(),
    st.floats(),
    st.datetimes(timezones=st.none() | st.timezones()),
    st.recursive(st.none() | st.text(), lambda inner: st.lists(inner).map(tuple)),
)
WORDS = Vocabulary(STANDARD)


def fields_of(kind: type[Command]) -> SearchStrategy[dict[str, Any]]:
    """Values for all fields, good ones and junk."""
    good = WORDS.fields(kind)
    return st.fixed_dictionaries({name: st.one_of(JUNK, JUNK, one) for name, one in good.items()})


@pytest.mark.parametrize("kind", STANDARD.commands, ids=lambda kind: kind.__name__)
def test_a_command_of_junk_is_refused_or_decided(kind: type[Command]) -> None:
    """Every constructor and every decision gives a command, events or a refusal, nothing else."""
    many = max(20, settings().max_examples // 2)

    @settings(max_examples=many, suppress_health_check=[HealthCheck.too_slow])
    @given(fields_of(kind), st.sampled_from([FOUNDER, MemberId("member-1"), System("clock")]))
    def throw(fields: dict[str, Any], actor: Any) -> None:
        try:
            command = kind(**{name: thrown(what) for name, what in fields.items()})
        except InvalidValue as refusal:
            demand_sentences(refusal)
        else:
            decide(command, actor)

    throw()


def demand_sentences(refusal: Refusal) -> None:
    """A short sentence in both languages, and values that JSON can carry."""
    assert 0 < len(refusal.message("en")) < 1_000
    assert refusal.message("zh")
    assert json.dumps(refusal.as_dict("zh"))


def decide(command: Command, actor: Any) -> None:
    """Decide on a fresh community; events or a refusal come of it."""
    log = story(*founded()).log()
    community = Community(log, STANDARD)
    try:
        community.acting(actor).execute(command, at=BEGINNING, command_id="thrown")
    except Refusal as refusal:
        demand_sentences(refusal)
        if log.head().position != 3:
            raise AssertionError("a refused command recorded something") from refusal


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([*STANDARD.commands]).flatmap(WORDS.built),
    WORDS.actors(),
)
def test_a_well_formed_command_is_refused_or_decided(command: Command, actor: Any) -> None:
    """A command that passed its own checks may be refused, and never breaks a decision."""
    decide(command, actor)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    # Nothing at all means that the community's own clock and ids are asked, and there are none.
    at=(JUNK | st.just(BEGINNING)).filter(bool),
    actor=JUNK | st.just(FOUNDER),
    command_id=(JUNK | st.just("thrown")).filter(bool),
    reason=JUNK | st.none(),
    on_behalf_of=JUNK | st.none(),
)
@example(BEGINNING, FOUNDER, HUGE[1], None, None)
@example(BEGINNING, HUGE[1], "thrown", None, None)
@example(BEGINNING, FOUNDER, HUGE[3], None, None)
def test_circumstances_of_junk_are_refused(
    at: Any, actor: Any, command_id: Any, reason: Any, on_behalf_of: Any
) -> None:
    """Who, when, why and under which id are checked as the command is, before anything happens."""
    community = Community(story(*founded()).log(), STANDARD)
    command = OfferActivity(ActivityId("activity-1"), "Sports day")
    try:
        community.acting(thrown(actor)).execute(
            command,
            at=thrown(at),
            command_id=thrown(command_id),
            reason=thrown(reason),
            on_behalf_of=thrown(on_behalf_of),
        )
    except Refusal as refusal:
        demand_sentences(refusal)
