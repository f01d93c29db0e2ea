"""Strategies: what they make is what a domain can say, and it meets in the same places."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Literal, NewType

import attrs
import pytest
from community_domain_testkit import Vocabulary, commands, events, identifiers, values
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from community_domain import (
    STANDARD,
    Command,
    Context,
    Event,
    InvalidValue,
    MemberId,
    Period,
    Read,
    Slice,
    anyone,
    bounded,
    command,
    decides,
    event,
    identifier,
    tags_of,
    value,
)
from community_domain.activities import OccurrenceId, SeatConfirmed

QUICK = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])


@attrs.define
class Filtered:
    """How many instances were made, and how many of them were thrown away."""

    drawn: int = 0
    thrown_away: int = 0

    def is_kept(self, one: object) -> bool:
        """What the vocabulary asks of each instance."""
        self.drawn += 1
        self.thrown_away += one is None
        return one is not None

    @property
    def is_little(self) -> bool:
        """Whether less than a tenth was thrown away."""
        return self.thrown_away * 10 <= self.drawn


@pytest.fixture
def filtered(monkeypatch: pytest.MonkeyPatch) -> Filtered:
    """Counts what is thrown away."""
    found = Filtered()
    monkeypatch.setattr("community_domain_testkit.vocabulary._is_made", found.is_kept)
    return found


@pytest.mark.parametrize("kind", STANDARD.events, ids=lambda kind: kind.__name__)
def test_every_event_can_be_made(kind: type[Event], filtered: Filtered) -> None:
    """An event type without a strategy would be missing from every test of a codec."""

    @QUICK
    @given(events(STANDARD, [kind]))
    def is_made(happened: Event) -> None:
        assert type(happened) is kind
        assert all(":" in tag or tag == "community" for tag in tags_of(happened))

    is_made()
    assert filtered.is_little, filtered


@pytest.mark.parametrize("kind", STANDARD.commands, ids=lambda kind: kind.__name__)
def test_every_command_can_be_made(kind: type[Command], filtered: Filtered) -> None:
    """What the strategy makes passes the command's own checks, so nothing is thrown away."""

    @settings(QUICK, suppress_health_check=())
    @given(commands(STANDARD, [kind]))
    def is_made(wish: Command) -> None:
        fields: tuple[attrs.Attribute[object], ...] = getattr(kind, "__attrs_attrs__", ())
        again = kind(**{field.name: getattr(wish, field.name) for field in fields})
        assert again == wish

    is_made()
    assert filtered.drawn > 0
    assert filtered.is_little, filtered


def test_identifiers_collide() -> None:
    """Few identifiers of each kind: what is drawn twice is mostly about the same thing."""
    drawn: list[str] = []

    @settings(max_examples=100)
    @given(identifiers(OccurrenceId))
    def draw(one: str) -> None:
        drawn.append(one)

    draw()
    assert set(drawn) == {"occurrence-1", "occurrence-2", "occurrence-3"}


@value
class Size:
    """A value of an app's own."""

    width: int = bounded(low=1, high=3)


@value
class Note:
    """A text with the core's own check."""

    text: str


class Colour(StrEnum):
    """An enumeration of an app's own."""

    RED = "red"
    BLUE = "blue"


KiteId = NewType("KiteId", str)
identifier(KiteId, tag="kite")
NoteId = NewType("NoteId", str)


@event("kite.flown")
class KiteFlown(Event):
    """An event of an app's own, with a field of every shape."""

    kite_id: KiteId
    flyers: tuple[MemberId, ...]
    note: NoteId | None
    size: Size
    colour: Colour
    wind: Literal["calm", "gusty"]
    over: Period


@command("kite.fly")
class FlyKite(Command):
    """A command of an app's own."""

    kite_id: KiteId
    height: int = bounded(low=1, high=100)
    sayings: tuple[str, ...] = bounded(high=2)


@decides(by=anyone)
def fly_kite(command: FlyKite, _: Context, __: Read) -> Iterator[Event]:
    """Nothing comes of it."""
    yield from ()


OWN = STANDARD + Slice("kite", (KiteFlown,), (FlyKite,), (), (fly_kite,), (), (), (), ())


def test_an_apps_own_slice_has_strategies_too() -> None:
    """Strategies follow from the field types: nobody writes any for a new slice."""

    @given(events(OWN, [KiteFlown]), commands(OWN, [FlyKite]))
    def own(happened: Event, wish: Command) -> None:
        assert isinstance(happened, KiteFlown)
        assert happened.kite_id.startswith("kite-")
        assert 1 <= happened.size.width <= 3
        assert happened.colour in Colour
        assert happened.wind in {"calm", "gusty"}
        assert happened.over.start < happened.over.end
        assert isinstance(wish, FlyKite)
        assert 1 <= wish.height <= 100
        assert len(wish.sayings) <= 2

    own()


@pytest.mark.parametrize("height", [1, 100])
def test_both_ends_of_a_bound_are_drawn(height: int) -> None:
    """Mistakes by one live at the ends of a range."""
    wishes = commands(OWN, [FlyKite])
    found = find(
        wishes,
        lambda wish: getattr(wish, "height", None) == height,
        settings=settings(max_examples=5_000, database=None, phases=[Phase.generate]),
    )
    assert isinstance(found, FlyKite)


def test_fields_can_be_overridden() -> None:
    """An app says for one field what may stand in it, and leaves the rest to the types."""
    words = Vocabulary(OWN, overrides={(FlyKite, "height"): st.just(7)})

    @QUICK
    @given(words.commands(FlyKite))
    def seven(wish: Command) -> None:
        assert getattr(wish, "height", None) == 7

    seven()


@given(values(str) | values(str | None))
def test_texts_say_something_printable(text: str | None) -> None:
    """Generated text is what the core accepts: it never tests the checks instead of the rule."""
    if text is not None:
        assert text.strip()
        try:
            Note(text)
        except InvalidValue as refusal:
            raise AssertionError(f"{text!r} is refused") from refusal


def test_a_field_that_is_not_there_cannot_be_overridden() -> None:
    """A word that is misspelt would change nothing, and nobody would see it."""
    with pytest.raises(InvalidValue, match=r"SeatConfirmed\.occurence_id") as refusal:
        Vocabulary(overrides={(SeatConfirmed, "occurence_id"): st.just("occurrence-1")})
    assert "occurrence_id" in refusal.value.hint.en


@pytest.mark.parametrize("hint", [str | None, MemberId | None, bool | None, Period | None])
def test_what_may_be_missing_sometimes_is(hint: Any) -> None:
    """And sometimes it is there."""
    assert find(values(hint), lambda one: one is None) is None
    assert find(values(hint), lambda one: one is not None) is not None


def test_a_tuple_may_hold_nothing() -> None:
    """Unless its field says how many it takes."""
    assert find(values(tuple[Period, ...]), lambda one: not one) == ()
    assert find(values(tuple[MemberId, ...]), lambda one: not one) == ()
