"""What the replay shows to people: figures, hours, histories."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from community_domain_projections import Entry, LedgerFigures, every
from rich import box
from rich.table import Table

from community_domain import Actor, MemberId, System
from community_domain.service import HoursCredited

from .measures import DEFINITIONS, Measures
from .reading import Figures, Reading, lookup
from .sentences import Language, told_in

__all__ = ["Told", "figures_table", "hours_table", "ledger_table", "measures_table"]

MOST_HOURS = 8
"""Members in the table of hours."""
MINUTES = 60

FIGURES: Mapping[str, tuple[str, str]] = {
    "residents": ("residents", "居民"),
    "little_teachers": ("little teachers", "小先生"),
    "tutors": ("tutors", "辅导员"),
    "activities": ("activities held", "已举办活动"),
    "sports_day.signed_up": ("sports day: signed up", "运动会：报名"),
    "sports_day.parents_serving": ("sports day: parents serving", "运动会：志愿家长"),
    "sports_day.residents": ("sports day: residents there", "运动会：到场居民"),
    "flea_market.residents": ("flea market: residents there", "跳蚤市场：到场居民"),
    "civility.participants": ("civility campaign: participants", "文明创建：参加人数"),
    "epidemic.volunteers": ("epidemic response: volunteers", "疫情防控：志愿者"),
    "epidemic.parents": ("epidemic response: parents", "疫情防控：家长"),
    "epidemic.parent_percent": ("epidemic response: their share, %", "疫情防控：家长占比，%"),
    "hours_total_minutes": ("volunteer service, minutes", "志愿服务，分钟"),
    "events": ("events", "事件"),
}
"""Each figure by its name in the JSON, and what it is called."""
THEN_AND_NOW = (("as of {day}", "截至{day}"), ("now", "现在"))


class Told:
    """Words for what stands in the log as ids.

    Args:
        reading: What was folded.
        language: English or Chinese.
        named: Looks a member's name up, as far as it may be read.
    """

    def __init__(
        self, reading: Reading, language: Language, named: Callable[[MemberId], str]
    ) -> None:
        self._language: Language = language
        self._named = named
        self._titles: dict[str, str] = {
            **{
                f"occurrence:{key}": one.title for key, one in reading.programme.occurrences.items()
            },
            **{f"shift:{key}": one.title for key, one in reading.rosters.planned.items()},
            **{f"task:{key}": one.title for key, one in reading.tasks.posted.items()},
        }

    def title(self, entry: Entry) -> str:
        """What an entry of a history was about."""
        return next((self._titles[tag] for tag in entry.about if tag in self._titles), "")

    def name(self, actor: Actor) -> str:
        """Who somebody is; a part of the system by what it does."""
        if isinstance(actor, System):
            parts = {"clock": ("the clock", "系统时钟"), "recorder": ("the recorder", "记录员")}
            return told_in(self._language, parts.get(actor.name, (str(actor), str(actor))))
        return self._named(actor)


def figures_table(then: Figures, now: Figures, day: date, language: Language) -> Table:
    """Every figure, as of an earlier day and now."""
    earlier, today = (told_in(language, one).format(day=day) for one in THEN_AND_NOW)
    table = _table("", earlier, today, numbers=2)
    before, after = then.as_dict(), now.as_dict()
    for name, words in FIGURES.items():
        numbers = (f"{lookup(one, name):,}" for one in (before, after))
        table.add_row(told_in(language, words), *numbers)
    return table


def measures_table(then: Measures, now: Measures, day: date, language: Language) -> Table:
    """Every measure, as of an earlier day and now, with its definition beside it."""
    earlier, today = (told_in(language, one).format(day=day) for one in THEN_AND_NOW)
    table = _table("", earlier, today, numbers=2)
    table.add_column(told_in(language, ("that is", "定义")), style="dim", overflow="fold")
    before, after, part = then.as_dict(), now.as_dict(), ""
    for name, (words, definition) in DEFINITIONS.items():
        group, _, _ = name.partition(".")
        if part and group != part:
            table.add_section()
        part = group
        numbers = (_measured(lookup(one, name)) for one in (before, after))
        table.add_row(told_in(language, words), *numbers, told_in(language, definition))
    return table


def _measured(number: float | None) -> str:
    """A dash where there was nothing yet to measure."""
    return "–" if number is None else f"{number:,}"


def hours_table(reading: Reading, told: Told, language: Language) -> Table:
    """The largest hours ledgers."""
    headings = (
        ("volunteer", "志愿者"),
        ("entries", "条目"),
        ("reversed", "冲正"),
        ("late", "迟录"),
        ("h:min", "时:分"),
    )
    table = _table(*(told_in(language, one) for one in headings), numbers=4)
    ledgers: list[LedgerFigures] = sorted(
        every(reading.ledgers.persons), key=lambda one: -one.minutes
    )
    for one in ledgers[:MOST_HOURS]:
        counts = (f"{one.entries}", f"{one.reversed}", f"{one.late}")
        table.add_row(told.name(one.of), *counts, _hours(one.minutes))
    table.add_section()
    every_one = told_in(language, ("all {n:,} ledgers", "全部{n:,}本台账"))
    minutes = sum(one.minutes for one in ledgers)
    table.add_row(every_one.format(n=len(ledgers)), *_sums(ledgers), _hours(minutes))
    return table


def ledger_table(reading: Reading, member_id: MemberId, language: Language) -> Table:
    """One ledger, entry by entry; what was reversed stays, with the reason below."""
    headings = (("day", "日期"), ("for", "服务"), ("minutes", "分钟"))
    table = _table(*(told_in(language, one) for one in headings), numbers=1)
    for entry in reading.ledgers.entries(member_id):
        table.add_row(entry.local.start[:10], entry.title, f"{entry.minutes}")
        for note in _notes(reading, entry, language):
            table.add_row("", f"[yellow]↳ {note}[/]", "")
    return table


def _notes(reading: Reading, entry: HoursCredited, language: Language) -> Iterator[str]:
    if (reversal := reading.ledgers.reversals.get(entry.entry_id)) is not None:
        yield told_in(language, ("reversed: {why}", "冲正：{why}")).format(why=reversal.reason)
    if entry.corrects is not None:
        yield told_in(language, ("corrected", "更正"))
    if entry.forgotten:
        yield told_in(language, ("check-out forgotten", "忘记签退"))
    if entry.late:
        yield told_in(language, ("recorded late", "迟录"))


def _sums(ledgers: list[LedgerFigures]) -> tuple[str, str, str]:
    return (
        f"{sum(one.entries for one in ledgers):,}",
        f"{sum(one.reversed for one in ledgers):,}",
        f"{sum(one.late for one in ledgers):,}",
    )


def _table(*headings: str, numbers: int) -> Table:
    """A plain table; the last so many columns are numbers."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for at, heading in enumerate(headings):
        number = at >= len(headings) - numbers
        table.add_column(heading, justify="right" if number else "left", overflow="fold")
    return table


def _hours(minutes: int) -> str:
    return f"{minutes // MINUTES:,}:{minutes % MINUTES:02}"
