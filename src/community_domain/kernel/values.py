"""Values and commands check themselves when they are built: one table from type to check.

A check normalises (instants become UTC) or raises `InvalidValue`. Events are not checked, so
that a rule tightened later never breaks an old one; storage decodes past the checks.

Long because the table of checks and what it is made of stand together.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any, Literal, TypeVar, dataclass_transform, get_args, get_origin

import attrs

from .fields import replaced
from .identifiers import ID_PATTERN, id_tag
from .refusals import NO_HINT, Hint, InvalidValue, Problem

__all__ = [
    "EARLIEST",
    "bounded",
    "checked",
    "checked_instant",
    "checked_text",
    "one_of",
    "personal",
    "sha256",
    "shaped",
    "value",
    "wall_clock",
    "wrong",
]

T = TypeVar("T")
Check = Callable[[Any, str], Any]

TEXT_LIMIT = 2_000
"""Characters of free text, unless the field says otherwise; the log is no file store."""
NUMBER_LIMIT = 1_000_000_000
"""Bound on whole numbers that have none of their own."""
ENTRY_LIMIT = 1_000
"""Entries of a tuple, unless the field says otherwise."""
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
"""Room for histories as old as anyone alive, none for the year 1."""
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
_SHOWN = 60
A_TEXT = Hint("Expected text.", "应为文本。")
A_NUMBER = Hint("Expected a whole number.", "应为整数。")
A_INSTANT = Hint("Expected an instant.", "应为时刻。")
A_DATE = Hint("Expected a date.", "应为日期。")
A_TUPLE = Hint("Expected a tuple.", "应为元组。")


def personal(*, subject: str, default: Any = attrs.NOTHING) -> Any:
    """A field with a personal value, of the person that the field `subject` names.

    It is sealed in storage, and not shown where its object is printed.
    """
    return attrs.field(default=default, repr=False, metadata={"personal": subject})


def bounded(*, low: int = 0, high: int = NUMBER_LIMIT, default: Any = attrs.NOTHING) -> Any:
    """A field with a smallest and largest value, or so many characters (text) or entries."""
    return attrs.field(default=default, metadata={"low": low, "high": high})


def shaped(pattern: str, *, example: str, default: Any = attrs.NOTHING) -> Any:
    """A field with a text that matches a regular expression as a whole, such as the example.

    Digits and letters of the pattern are those of ASCII: what looks like a digit in another
    script is none.
    """
    shape = {"pattern": re.compile(pattern, re.ASCII), "example": example}
    return attrs.field(default=default, metadata=shape)


def wall_clock(*, example: str, default: Any = attrs.NOTHING) -> Any:
    """A field with what clocks on the wall show, from 00:00 to 23:59."""
    return shaped(r"([01]\d|2[0-3]):[0-5]\d", example=example, default=default)


def sha256(*, default: Any = attrs.NOTHING) -> Any:
    """A field with a SHA-256, in 64 lower-case hexadecimal digits."""
    return shaped("[0-9a-f]{64}", example="0123456789abcdef" * 4, default=default)


@dataclass_transform(
    frozen_default=True,
    field_specifiers=(attrs.field, personal, bounded, shaped, sha256, wall_clock),
)
def value(cls: type[T]) -> type[T]:
    """Make a class a frozen value that checks its fields."""
    return attrs.frozen(field_transformer=checked)(cls)


def checked(_: type, fields: list["attrs.Attribute[Any]"]) -> list["attrs.Attribute[Any]"]:
    """Give every field the check of its type, before a converter of its own."""
    return [field.evolve(converter=_converter(field)) for field in fields]


def _converter(field: "attrs.Attribute[Any]") -> Any:
    name, check = field.name, _check_for(field.type, field.metadata)
    hidden = "personal" in field.metadata

    def convert(given: Any) -> Any:
        try:
            return check(given, name)
        except InvalidValue as error:
            refusal = replaced(error, value="…") if hidden else error
        raise refusal

    own: Any = getattr(field, "converter")  # noqa: B009 - its type parameters do not matter
    return attrs.converters.pipe(convert, own) if own else convert


def _check_for(hint: Any, metadata: Any) -> Check:  # noqa: PLR0911 - one line for each shape
    """The check for a type; a type nobody wrote a check for is a mistake of the author."""
    low, high = metadata.get("low"), metadata.get("high")
    if isinstance(hint, str):
        raise TypeError(f"annotations must be types, not the text {hint!r}")
    if id_tag(hint) or getattr(hint, "__supertype__", None) is str:
        return _id
    if get_origin(hint) is tuple:
        return _entries(_check_for(get_args(hint)[0], metadata), low or 0, high or ENTRY_LIMIT)
    if get_origin(hint) is Literal:
        return _one_of(get_args(hint))
    if options := get_args(hint):
        return _optional([_check_for(o, metadata) for o in options if o is not type(None)], options)
    if "pattern" in metadata:
        return _shape(metadata["pattern"], metadata["example"])
    if hint is str:
        return _text(TEXT_LIMIT if high is None else high)
    if hint is bool or not isinstance(hint, type):
        return _instance(bool if hint is bool else object)
    if hint is int:
        return _number(low or 0, NUMBER_LIMIT if high is None else high)
    return _CHECKS.get(hint) or _instance(hint)


def wrong(name: str, given: Any, problem: Problem, hint: Hint = NO_HINT) -> InvalidValue:
    """The refusal of a value, shown as far as it is short and harmless."""
    match given:
        case str() | bytes():
            part = given[: _SHOWN + 1]
            shown = repr(part) if isinstance(part, str) and part.isprintable() else ascii(part)
        case int() if abs(given) > NUMBER_LIMIT:
            shown = f"a number of {given.bit_length()} bits"
        case None | bool() | int() | float():
            shown = ascii(given)
        case _:
            shown = f"a {type(given).__name__}"
    return InvalidValue(
        name, shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…", problem, hint
    )


def _at_least(low: int) -> Hint:
    return Hint(f"At least {low}.", f"至少 {low}。")


def _at_most(high: int) -> Hint:
    return Hint(f"At most {high}.", f"最多 {high}。")


def one_of(options: Iterable[str]) -> Hint:
    """The hint that names what there is to choose from."""
    known = list(options)
    return Hint(f"One of {', '.join(known)}.", f"可选：{'、'.join(known)}。")


def _instance(kind: type) -> Check:
    def check(given: Any, name: str) -> Any:
        if not isinstance(given, kind):
            raise wrong(
                name,
                given,
                Problem.WRONG_TYPE,
                Hint(f"Expected {kind.__name__}.", f"应为 {kind.__name__}。"),
            )
        return given

    return check


def _id(given: Any, name: str) -> Any:
    if not isinstance(given, str) or not ID_PATTERN.fullmatch(given):
        raise wrong(name, given, Problem.NOT_AN_ID)
    return given


def _text(limit: int) -> Check:
    def check(given: Any, name: str) -> Any:
        if not isinstance(given, str):
            raise wrong(name, given, Problem.WRONG_TYPE, A_TEXT)
        if len(given) > limit:
            raise wrong(
                name,
                given,
                Problem.TOO_LONG,
                Hint(f"At most {limit} characters.", f"最多 {limit} 个字符。"),
            )
        if _UNPRINTABLE.search(given):
            raise wrong(name, given, Problem.UNPRINTABLE)
        if not given.strip():
            raise wrong(name, given, Problem.BLANK)
        return given

    return check


def _shape(pattern: re.Pattern[str], example: str) -> Check:
    def check(given: Any, name: str) -> Any:
        text = _text(TEXT_LIMIT)(given, name)
        if not pattern.fullmatch(text):
            hint = Hint(f"Such as {example}.", f"例如 {example}。")
            raise wrong(name, given, Problem.MISSHAPEN, hint)
        return text

    return check


def _number(low: int, high: int) -> Check:
    def check(given: Any, name: str) -> Any:
        if type(given) is not int:
            raise wrong(name, given, Problem.WRONG_TYPE, A_NUMBER)
        if given < low:
            raise wrong(name, given, Problem.TOO_SMALL, _at_least(low))
        if given > high:
            raise wrong(name, given, Problem.TOO_LARGE, _at_most(high))
        return given

    return check


def _instant(given: Any, name: str) -> Any:
    if not isinstance(given, datetime):
        raise wrong(name, given, Problem.WRONG_TYPE, A_INSTANT)
    if given.tzinfo is not UTC and given.utcoffset() is None:
        raise wrong(name, str(given), Problem.NAIVE)
    if not EARLIEST <= given < LATEST:
        raise wrong(name, str(given), Problem.TOO_LARGE if given >= LATEST else Problem.TOO_EARLY)
    return given if given.tzinfo is UTC else given.astimezone(UTC)


def checked_instant(given: datetime, name: str = "at") -> datetime:
    """An aware instant within reason, in UTC.

    Raises:
        InvalidValue: It is naive, or out of all time.
    """
    instant: datetime = _instant(given, name)
    return instant


def checked_text(given: str, name: str) -> str:
    """Text of a reasonable length that can be printed.

    Raises:
        InvalidValue: It is blank, too long, or holds what cannot be printed.
    """
    text: str = _text(TEXT_LIMIT)(given, name)
    return text


def _day(given: Any, name: str) -> Any:
    if not isinstance(given, date) or isinstance(given, datetime):
        raise wrong(name, given, Problem.WRONG_TYPE, A_DATE)
    if not EARLIEST.date() <= given < LATEST.date():
        late = given >= LATEST.date()
        raise wrong(name, str(given), Problem.TOO_LARGE if late else Problem.TOO_EARLY)
    return given


def _entries(check: Check, low: int, high: int) -> Check:
    def check_all(given: Any, name: str) -> Any:
        entries: Any = given
        if not isinstance(given, tuple):
            raise wrong(name, given, Problem.WRONG_TYPE, A_TUPLE)
        if len(entries) > high:
            raise wrong(name, len(entries), Problem.TOO_MANY, _at_most(high))
        if len(entries) < low:
            raise wrong(name, len(entries), Problem.TOO_FEW, _at_least(low))
        return tuple(check(entry, f"{name}[{index}]") for index, entry in enumerate(entries))

    return check_all


def _one_of(options: tuple[Any, ...]) -> Check:
    def check(given: Any, name: str) -> Any:
        if given not in options:
            raise wrong(name, given, Problem.UNKNOWN, one_of(map(str, options)))
        return given

    return check


def _optional(checks: list[Check], options: tuple[Any, ...]) -> Check:
    """A union: None where allowed, else the first member that takes the value."""

    def check(given: Any, name: str) -> Any:
        if given is None and type(None) in options:
            return None
        for one in checks[:-1]:
            try:
                return one(given, name)
            except InvalidValue:
                continue
        return checks[-1](given, name)

    return check


_CHECKS: dict[type, Check] = {datetime: _instant, date: _day}
