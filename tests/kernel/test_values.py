"""Commands and values refuse nonsense by name, and normalise what can be read in one way only."""

import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from string import ascii_letters, digits
from typing import Any

import attrs
import pytest

from community_domain import (
    STANDARD,
    InvalidValue,
    LocalPeriod,
    MemberId,
    Period,
    Problem,
    Refusal,
    birthday,
    is_reached,
)
from community_domain.activities import (
    ActivityId,
    ChangeCapacity,
    CountHeads,
    OccurrenceId,
    OfferActivity,
    SignUp,
)
from community_domain.community import Scope
from community_domain.kernel.fields import fields_of
from community_domain.members import ConsentKind, EnrolMinor, GrantConsent, RegisterMember

GAMES, HERE, ONE = ActivityId("games"), OccurrenceId("here"), MemberId("member-1")
NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)
BORN = date(1980, 1, 1)
NO_TUPLE: Any = [ConsentKind.DATA]


CASES: list[tuple[Callable[[], object], str, Problem]] = [
    (lambda: OfferActivity(ActivityId("a:b"), "Games"), "activity_id", Problem.NOT_AN_ID),
    (lambda: OfferActivity(ActivityId("a" * 101), "Games"), "activity_id", Problem.NOT_AN_ID),
    (lambda: OfferActivity(5, "Games"), "activity_id", Problem.NOT_AN_ID),  # type: ignore[arg-type]
    (lambda: OfferActivity(ActivityId("号"), "Games"), "activity_id", Problem.NOT_AN_ID),
    (lambda: OfferActivity(GAMES, " \t"), "title", Problem.BLANK),
    (lambda: OfferActivity(GAMES, "x" * 201), "title", Problem.TOO_LONG),
    (lambda: OfferActivity(GAMES, "x" * 10_000_000), "title", Problem.TOO_LONG),
    (lambda: OfferActivity(GAMES, "bell\x07"), "title", Problem.UNPRINTABLE),
    (lambda: OfferActivity(GAMES, "half \ud83d"), "title", Problem.UNPRINTABLE),
    (lambda: OfferActivity(GAMES, None), "title", Problem.WRONG_TYPE),  # type: ignore[arg-type]
    (lambda: ChangeCapacity(HERE, -1), "capacity", Problem.TOO_SMALL),
    (lambda: ChangeCapacity(HERE, 10**400), "capacity", Problem.TOO_LARGE),
    (lambda: ChangeCapacity(HERE, True), "capacity", Problem.WRONG_TYPE),  # noqa: FBT003
    (lambda: ChangeCapacity(HERE, 1.5), "capacity", Problem.WRONG_TYPE),  # type: ignore[arg-type]
    (lambda: SignUp(HERE, ONE, 10), "priority", Problem.TOO_LARGE),
    (lambda: CountHeads(HERE, "residents", -3), "count", Problem.TOO_SMALL),
    (lambda: RegisterMember(ONE, "Person", NOON), "born", Problem.WRONG_TYPE),
    (lambda: RegisterMember(ONE, "Person", date(1, 1, 1)), "born", Problem.TOO_EARLY),
    (lambda: EnrolMinor(ONE, ONE, "P", BORN, ("x",)), "consents[0]", Problem.WRONG_TYPE),  # type: ignore[arg-type]
    (lambda: EnrolMinor(ONE, ONE, "P", BORN, NO_TUPLE), "consents", Problem.WRONG_TYPE),
    (
        lambda: EnrolMinor(ONE, ONE, "P", BORN, (ConsentKind.DATA,) * 1_001),
        "consents",
        Problem.TOO_MANY,
    ),
    (
        lambda: GrantConsent(ONE, ONE, ConsentKind.DATA, 1, datetime(2024, 6, 1)),  # noqa: DTZ001
        "until",
        Problem.NAIVE,
    ),
    (lambda: Period(NOON, NOON), "period", Problem.ENDS_BEFORE_START),
    (lambda: Period(NOON, NOON - timedelta(1)), "period", Problem.ENDS_BEFORE_START),
    (lambda: Period(datetime(1, 1, 1, tzinfo=UTC), NOON), "start", Problem.TOO_EARLY),
    (lambda: Period(NOON, datetime(9999, 1, 1, tzinfo=UTC)), "end", Problem.TOO_LARGE),
    (lambda: Scope("everywhere"), "kind", Problem.WRONG_TYPE),  # type: ignore[arg-type]
]
ARABIC_ZERO, FULL_WIDTH = 0x660, 0xFEE0
"""Where the digits begin that Arabic writes, and how far off the full-width letters are."""
SHAPED = [
    pytest.param(field, id=f"{kind.__name__}.{field.name}")
    for kind in STANDARD.commands
    for field in fields_of(kind)
    if "pattern" in field.metadata
]


@pytest.mark.parametrize(("build", "field", "problem"), CASES, ids=range(len(CASES)))
def test_nonsense_is_refused_with_field_and_problem(
    build: Any, field: str, problem: Problem
) -> None:
    """The refusal says which field and what is wrong with it, in a sentence that ends."""
    with pytest.raises(InvalidValue) as caught:
        build()
    assert (caught.value.field, caught.value.problem) == (field, problem)
    for sentence in (str(caught.value), caught.value.message("zh")):
        assert len(sentence) < 300
        assert sentence.rstrip() == sentence


@pytest.mark.parametrize("field", SHAPED)
def test_a_shaped_text_is_written_in_ascii(field: "attrs.Attribute[Any]") -> None:
    """The example of a field fits, and digits or letters of another script do not."""
    example = field.metadata["example"]
    assert field.metadata["pattern"].fullmatch(example)
    for mark in {*example} & {*ascii_letters, *digits}:
        other = chr(ARABIC_ZERO + int(mark)) if mark in digits else chr(ord(mark) + FULL_WIDTH)
        assert not field.metadata["pattern"].fullmatch(example.replace(mark, other, 1))


def test_a_personal_value_is_not_repeated_in_the_error() -> None:
    """A name that cannot be taken does not end up in a log file."""
    with pytest.raises(InvalidValue) as caught:
        RegisterMember(ONE, "Secret\x00Name", BORN)
    assert caught.value.value == "…"
    assert "Secret" not in f"{caught.value!r} {caught.value} {caught.value.as_dict()}"
    assert caught.value.__cause__ is None


def test_instants_become_utc() -> None:
    """The same instant given in another zone is an equal period."""
    east = timezone(timedelta(hours=8))
    moved = Period(NOON.astimezone(east), (NOON + timedelta(hours=1)).astimezone(east))
    assert moved == Period(NOON, NOON + timedelta(hours=1))
    assert moved.start.tzinfo is UTC


def test_periods_that_touch_do_not_overlap() -> None:
    """Half-open: the end is outside."""
    hour = timedelta(hours=1)
    first, second = Period(NOON, NOON + hour), Period(NOON + hour, NOON + 2 * hour)
    across = Period(NOON + hour / 2, NOON + hour * 1.5)
    assert not first.overlaps(second)
    assert not second.overlaps(first)
    assert first.overlaps(across)
    assert across.overlaps(second)
    assert first.overlaps(first)


def test_wall_times_follow_the_clocks_of_the_zone() -> None:
    """An hour is skipped in London on 31 March 2024, at 1 a.m."""
    night = Period(
        datetime(2024, 3, 31, 0, 30, tzinfo=UTC), datetime(2024, 3, 31, 1, 30, tzinfo=UTC)
    )
    local = LocalPeriod.of(night, "Europe/London")
    assert (local.start, local.end) == ("2024-03-31T00:30", "2024-03-31T02:30")


def test_age_counts_completed_years() -> None:
    """Also of those who were born on a day that most years lack."""
    leapling = date(2008, 2, 29)
    assert birthday(leapling, 14) == date(2022, 3, 1)
    assert birthday(leapling, 16) == date(2024, 2, 29)
    assert birthday(date(2006, 6, 2), 18) == date(2024, 6, 2)


@pytest.mark.parametrize(
    ("zone", "hours", "reached"),
    [
        ("Asia/Shanghai", -8, True),
        ("Asia/Shanghai", -9, False),
        ("Pacific/Kiritimati", -14, True),
        ("Pacific/Kiritimati", -15, False),
        ("Etc/GMT+12", 12, True),
        ("Etc/GMT+12", 11, False),
        ("UTC", -48, False),
        ("UTC", 48, True),
    ],
)
def test_a_day_is_reached_when_the_place_has_it(zone: str, hours: int, *, reached: bool) -> None:
    """Midnight of the place counts, however far it is from Greenwich."""
    midnight = datetime(2024, 6, 2, tzinfo=UTC)
    assert is_reached(date(2024, 6, 2), midnight + timedelta(hours=hours), zone) is reached


REFUSALS = [kind for part in STANDARD.slices for kind in part.refusals]


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.code)
def test_every_refusal_speaks_and_travels(kind: type[Refusal]) -> None:
    """Whole sentences in both languages, plain values, and it survives pickling."""
    names = list(kind.__annotations__)
    example = kind(*(_example(kind.__annotations__[name]) for name in names))
    for language, end in (("en", "."), ("zh-CN", "。"), ("fr", ".")):
        assert example.message(language).endswith(end)
    told = example.as_dict("zh")
    assert told["code"] == kind.code
    assert told["values"].keys() == set(names)
    again = pickle.loads(pickle.dumps(example))  # noqa: S301 - our own bytes
    assert again.as_dict() == example.as_dict()


def _example(hint: Any) -> Any:
    if hint is datetime:
        return NOON
    if hint is int:
        return 3
    return next(iter(hint)) if hint is ConsentKind else "example"
