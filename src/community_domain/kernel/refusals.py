"""Refusals: the typed answers of a rule that says no, and the two errors beside them.

A refusal carries its values, a code that never changes, the kind an app maps to HTTP or an exit
code, the rule it enforces, and one sentence in English and in Chinese. It never carries a
personal value.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum, StrEnum
from string import Formatter
from typing import Any, ClassVar, TypeVar, dataclass_transform

import attrs

from .fields import fields_of
from .identifiers import CommandId

__all__ = [
    "BoundaryTooWide",
    "CommandIdReused",
    "Conflict",
    "CorruptHistory",
    "Hint",
    "InstantGoesBack",
    "InvalidValue",
    "Kind",
    "NotPermitted",
    "Problem",
    "Refusal",
    "TypedError",
    "refusal",
]

R = TypeVar("R", bound="Refusal")


class Kind(StrEnum):
    """What sort of no it is; an app maps it to a status in one line."""

    INVALID = "invalid"
    MISSING = "missing"
    FORBIDDEN = "forbidden"
    RULE = "rule"
    CONFLICT = "conflict"


class TypedError(Exception):
    """An error whose values are fields, so that it travels between processes as it is."""

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self.args


class Refusal(TypedError):
    """A command that may not happen; nothing was recorded."""

    code: ClassVar[str]
    kind: ClassVar[Kind]
    rule: ClassVar[str | None]
    messages: ClassVar[Mapping[str, str]]

    def message(self, locale: str = "en") -> str:
        """One sentence with the actual values, in `en` or `zh`; other locales fall back to `en`."""
        language = locale.replace("_", "-").split("-")[0].lower()
        template = self.messages.get(language, self.messages["en"])
        return template.format_map({k: _say(v, language) for k, v in self.values().items()})

    def values(self) -> dict[str, Any]:
        """The typed values by field name."""
        return {field.name: getattr(self, field.name) for field in fields_of(type(self))}

    def as_dict(self, locale: str = "en") -> dict[str, Any]:
        """All of it as plain values, for an HTTP body or a log line."""
        values = {k: _plain(v) for k, v in self.values().items()}
        head = {"code": self.code, "kind": self.kind.value, "rule": self.rule}
        return {**head, "message": self.message(locale), "values": values}

    def __str__(self) -> str:
        return self.message()


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(attrs.field,))
def refusal(
    code: str, *, kind: Kind, en: str, zh: str, rule: str | None = None
) -> Callable[[type[R]], type[R]]:
    """Make a class a refusal: its `code`, `kind`, `rule`, and its sentence in both languages."""

    def decorate(cls: type[R]) -> type[R]:
        made = attrs.frozen(slots=False)(cls)
        made.code, made.kind, made.rule = code, kind, rule
        made.messages = {"en": en, "zh": zh}
        known = {field.name for field in fields_of(made)}
        for template in (en, zh):
            asked = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
            if not asked <= known:
                raise TypeError(f"{code}: no field for {sorted(asked - known)} in {template!r}")
        return made

    return decorate


@attrs.frozen
class Hint:
    """A further sentence about the way out, in both languages."""

    en: str = ""
    zh: str = ""


NO_HINT = Hint()


class Problem(Enum):
    """What is wrong with a value, and the way out, in both languages."""

    NOT_AN_ID = (
        "is not an id: use 1 to 100 of A-Z a-z 0-9 _ -",
        "不是有效编号：请用1至100个英文字母 A-Z a-z、数字 0-9、_ 或 -",
    )
    BLANK = ("is blank: say something", "为空：请填写")
    TOO_LONG = ("is too long: shorten it", "过长：请缩短")
    UNPRINTABLE = (
        "holds control characters or surrogates: remove them",
        "含有控制字符或残缺字符：请删除",
    )
    MISSHAPEN = ("is not in the expected form", "格式不对")
    WRONG_TYPE = ("is of the wrong type", "类型不对")
    NAIVE = ("has no time zone: give an aware instant", "没有时区：请给出带时区的时刻")
    ENDS_BEFORE_START = ("does not end after its start", "结束不晚于开始")
    TOO_LARGE = ("is too large", "过大")
    TOO_SMALL = ("is too small", "过小")
    TOO_FEW = ("holds too few entries", "条目过少")
    TOO_MANY = ("holds too many entries", "条目过多")
    REPEATED = ("names something twice", "有重复")
    UNKNOWN = ("is not known here", "此处没有")
    IN_FUTURE = ("lies in the future", "在未来")
    TOO_EARLY = ("is too early", "过早")


@refusal(
    "invalid-value",
    kind=Kind.INVALID,
    en="{field} ({value}) {problem}.{hint}",
    zh="{field}（{value}）{problem}。{hint}",
)
class InvalidValue(Refusal, ValueError):
    """A field holds nonsense; personal values are not repeated."""

    field: str
    value: str
    problem: Problem
    hint: Hint = NO_HINT


@refusal(
    "not-permitted",
    kind=Kind.FORBIDDEN,
    rule="R43",
    en="{actor} may not {action}; it takes {required}.",
    zh="{actor} 无权执行 {action}；需要：{required_zh}。",
)
class NotPermitted(Refusal):
    """The actor may not do this, or may not act for that person."""

    actor: str
    action: str
    required: str
    required_zh: str


@refusal(
    "command-id-reused",
    kind=Kind.CONFLICT,
    rule="R40",
    en="Command id {command_id} already stands for another command; mint a new id.",
    zh="命令编号 {command_id} 已用于另一条命令；请换新编号。",
)
class CommandIdReused(Refusal):
    """The id was used before, with other content or by someone else."""

    command_id: CommandId


@refusal(
    "instant-goes-back",
    kind=Kind.RULE,
    rule="R44",
    en="{at} lies before the community's last decision at {last}; "
    "only those with the right to backfill may go back, and they give a reason.",
    zh="{at} 早于本社区最近一次决定（{last}）；只有获准补录的人可以补录，并须说明理由。",
)
class InstantGoesBack(Refusal):
    """The decision's instant lies before the community's last one."""

    at: datetime
    last: datetime


@attrs.frozen(slots=False)
class Conflict(TypedError):
    """Somebody else was faster, each time it was tried; read again and decide anew."""

    attempts: int

    def __str__(self) -> str:
        return f"Others wrote first in all {self.attempts} attempts; read again and try once more."


@attrs.frozen(slots=False)
class CorruptHistory(TypedError):
    """The stored history cannot be what this library wrote; nothing was changed."""

    where: str
    problem: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}"


@attrs.frozen(slots=False)
class BoundaryTooWide(TypedError):
    """A decision read more states than its bound; let a process issue follow-up commands."""

    command: str
    limit: int

    def __str__(self) -> str:
        return f"{self.command} read more than {self.limit} states; split it into follow-ups."


def _say(value: Any, language: str) -> str:  # noqa: PLR0911 - one line for each shape
    """A value as it stands in a sentence."""
    anything: Any = value
    match value:
        case Problem():
            return value.value[1 if language == "zh" else 0]
        case Hint():
            return value.zh if language == "zh" else value.en and f" {value.en}"
        case StrEnum() if language == "zh" and hasattr(value, "zh"):
            return str(getattr(value, "zh"))  # noqa: B009 - the word people use for it
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes")
        case tuple():
            return ("、" if language == "zh" else ", ").join(
                _say(part, language) for part in anything
            )
        case None:
            return "—"
        case _:
            return str(value)


def _plain(value: Any) -> Any:  # noqa: PLR0911 - one line for each shape
    """A value as JSON knows it."""
    anything: Any = value
    match value:
        case Problem():
            return value.name.lower().replace("_", "-")
        case Hint():
            return value.en
        case Enum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case tuple():
            return [_plain(part) for part in anything]
        case str() | int() | None:
            return value
        case _:
            return str(value)
