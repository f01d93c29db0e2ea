"""Histories in sentences, in English or Chinese; what happened often on a day is told once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal

from community_domain_projections import Entry

from community_domain import Actor, local_date

__all__ = ["LANGUAGES", "Language", "sentences", "told_in"]

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")

OWN: Mapping[str, tuple[str, str]] = {
    "activity.checked-in": ("came to {title}", "到场：{title}"),
    "activity.checked-out": ("left {title}", "离场：{title}"),
    "activity.no-show-contested": ("contested a no-show at {title}", "对缺席提出异议：{title}"),
    "activity.no-show-lifted": ("had a no-show lifted at {title}", "缺席已撤销：{title}"),
    "activity.no-show-recorded": ("did not come to {title}", "未到场：{title}"),
    "activity.party-formed": ("signed up together for {title}", "结伴报名：{title}"),
    "activity.seat-confirmed": ("has a seat at {title}", "报名成功：{title}"),
    "activity.seat-left": ("gave up a seat at {title}", "取消报名：{title}"),
    "activity.waitlist-joined": ("waits for a seat at {title}", "进入候补名单：{title}"),
    "member.brought-along": ("has a part in bringing along", "带动"),
    "member.consent-granted": ("has a part in a consent", "同意书"),
    "member.guardian-linked": ("has a part in a guardianship", "监护关系"),
    "member.household-joined": ("lives here", "入住"),
    "member.little-teacher-enrolled": ("was enrolled as a little teacher", "成为小先生"),
    "member.registered": ("was registered", "登记为成员"),
    "member.role-granted": ("became a tutor", "成为辅导员"),
    "service.certificate-issued": ("had hours certified", "获得志愿服务记录证明"),
    "service.certificate-outdated": ("has an outdated certificate", "记录证明待更正"),
    "service.entry-reversed": ("had an entry of hours reversed", "时长记录被冲正"),
    "service.hours-credited": ("was credited with hours", "记入服务时长"),
    "shift.duty-begun": ("began duty: {title}", "上岗：{title}"),
    "shift.duty-ended": ("ended duty: {title}", "下岗：{title}"),
    "shift.taken": ("took a shift: {title}", "认领班次：{title}"),
    "task.submitted": ("handed in work: {title}", "提交任务：{title}"),
    "task.taken": ("took a task: {title}", "认领任务：{title}"),
    "task.verified": ("had work verified: {title}", "任务通过核验：{title}"),
}
"""What happened to somebody, by the event's name; {title} is what it was about."""
VERIFIER = ("verified the work of others: {title}", "核验他人任务：{title}")
"""What a verification is for who verifies."""
FOR_OTHERS = ("for {for_whom}", "代{for_whom}")
BY_OTHERS = ("on the word of {actor}", "由{actor}记录")
TIMES = ("({times} times)", "（{times}次）")
STOP = (".", "。")


def told_in(language: Language, pair: tuple[str, str]) -> str:
    """The English or the Chinese of two."""
    return pair[LANGUAGES.index(language)]


def sentences(
    entries: Sequence[Entry],
    language: Language,
    zone: str,
    title: Callable[[Entry], str],
    name: Callable[[Actor], str],
) -> Iterator[str]:
    """A history, oldest first.

    Args:
        entries: Of one member.
        language: Which.
        zone: Whose calendar counts.
        title: What an entry was about, in words.
        name: Who somebody is, in words.
    """

    def what(entry: Entry) -> tuple[str, str]:
        """The day, and what happened then."""
        told = [told_in(language, _template(entry)).format(title=title(entry))]
        if entry.on_behalf_of is not None and entry.actor == entry.member_id:
            told.append(told_in(language, FOR_OTHERS).format(for_whom=name(entry.on_behalf_of)))
        elif entry.actor != entry.member_id:
            told.append(told_in(language, BY_OTHERS).format(actor=name(entry.actor)))
        return f"{local_date(entry.happened, zone)}", told_in(language, (" ", "，")).join(told)

    for (day, happened), alike in groupby(entries, key=what):
        times = sum(1 for _ in alike)
        often = f" {told_in(language, TIMES).format(times=times)}" if times > 1 else ""
        yield f"{day}  {happened}{often}{told_in(language, STOP)}"


def _template(entry: Entry) -> tuple[str, str]:
    if entry.part == "verifier":
        return VERIFIER
    return OWN.get(entry.what, (entry.what, entry.what))
