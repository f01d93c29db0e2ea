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
    "activity.group-formed": ("was drawn into a group: {title}", "分组：{title}"),
    "activity.handed-over": ("was collected, or collected a child: {title}", "接送交接：{title}"),
    "activity.no-show-contested": ("contested a no-show at {title}", "对缺席提出异议：{title}"),
    "activity.no-show-lifted": ("was excused for {title}", "缺席已撤销：{title}"),
    "activity.no-show-recorded": ("did not come to {title}", "未到场：{title}"),
    "activity.outreach-confirmed": ("had an outreach confirmed, or confirmed one", "宣讲已核实"),
    "activity.outreach-held": ("taught others", "向他人宣讲"),
    "activity.party-formed": ("signed up together for {title}", "结伴报名：{title}"),
    "activity.score-corrected": (
        "had a score put right, or put one right: {title}",
        "成绩更正：{title}",
    ),
    "activity.score-recorded": ("has a score, or kept the score: {title}", "记录成绩：{title}"),
    "activity.seat-confirmed": ("got a seat at {title}", "报名成功：{title}"),
    "activity.seat-left": ("gave up a seat at {title}", "取消报名：{title}"),
    "activity.station-set-up": ("keeps a station: {title}", "负责项目点：{title}"),
    "activity.waitlist-joined": ("waits for a seat at {title}", "进入候补名单：{title}"),
    "market.bid-countered": ("heard or said another price", "还价"),
    "market.bid-declined": ("was told no, or said no, to a price", "谢绝出价"),
    "market.bid-lapsed": ("had a bid lapse", "出价失效"),
    "market.bid-made": ("said a price", "出价"),
    "market.listing-put-up": ("put something up for sale", "上架闲置物品"),
    "market.stall-set-up": ("holds a stall", "设立摊位"),
    "market.trade-made": ("bought or sold something", "成交"),
    "member.brought-along": ("drew somebody in, or was drawn in", "带动或被带动"),
    "member.clearance-recorded": ("may work with minors", "通过准入审查"),
    "member.consent-granted": ("gave consent, or has a consent", "同意书"),
    "member.emergency-contact-named": ("has somebody to call", "登记紧急联系人"),
    "member.guardian-linked": ("became a guardian, or has a guardian", "建立监护关系"),
    "member.household-joined": ("moved in", "入住"),
    "member.little-teacher-enrolled": ("became a little teacher", "成为小先生"),
    "member.registered": ("became a member", "登记为成员"),
    "member.role-granted": ("became a tutor", "成为辅导员"),
    "recognition.commended": ("was commended", "获得表彰"),
    "recognition.points-given": ("gave points, or was given points", "转赠积分"),
    "recognition.points-issued": ("got points", "获得积分"),
    "recognition.thanks-given": ("gave thanks, or was thanked", "致谢"),
    "safety.hazard-assigned": ("is to rectify a hazard", "受派整改隐患"),
    "safety.hazard-rectified": ("rectified a hazard", "整改隐患"),
    "safety.hazard-reported": ("reported a hazard", "上报隐患"),
    "safety.hazard-verified": ("rectified a hazard, as was verified", "隐患整改通过核验"),
    "safety.incident-recorded": ("told of an incident, or is concerned by one", "事故记录"),
    "safety.inspection-completed": ("completed an inspection", "完成巡查"),
    "safety.inspection-started": ("went on an inspection", "参加巡查"),
    "safety.item-answered": ("looked at something on an inspection", "巡查项目"),
    "safety.notice-posted": ("posted a notice", "张贴通知"),
    "service.certificate-issued": ("received a certificate of hours", "获得志愿服务记录证明"),
    "service.certificate-outdated": ("has a certificate that is outdated", "记录证明待更正"),
    "service.entry-reversed": ("had an entry of hours reversed", "时长记录被冲正"),
    "service.hours-credited": ("was credited with hours", "记入服务时长"),
    "shift.clearance-counted": ("is cleared for {title}", "准入审查有效：{title}"),
    "shift.duty-begun": ("began duty: {title}", "上岗：{title}"),
    "shift.duty-ended": ("ended duty: {title}", "下岗：{title}"),
    "shift.taken": ("took a shift: {title}", "认领班次：{title}"),
    "task.help-asked": ("asked for help", "发起求助"),
    "task.help-offered": ("answered a neighbour who asks for help", "响应求助"),
    "task.request-closed": ("helped a neighbour", "帮助邻居"),
    "task.submitted": ("handed in work: {title}", "提交任务：{title}"),
    "task.taken": ("took a task: {title}", "认领任务：{title}"),
    "task.verified": ("had work verified: {title}", "任务通过核验：{title}"),
}
"""What happened to somebody, by the event's name; {title} is what it was about."""
FOR_ANOTHER: Mapping[str, tuple[str, str]] = {
    "activity.no-show-contested": (
        "contested the no-show of {whom} at {title}",
        "为{whom}对缺席提出异议：{title}",
    ),
    "activity.outreach-held": ("told what {whom} taught", "记录{whom}的宣讲"),
    "activity.seat-confirmed": ("signed {whom} up for {title}", "为{whom}报名：{title}"),
    "activity.seat-left": ("gave up the seat of {whom} at {title}", "为{whom}取消报名：{title}"),
    "activity.waitlist-joined": (
        "put {whom} on the waitlist of {title}",
        "为{whom}候补报名：{title}",
    ),
    "member.brought-along": ("told whom {whom} drew in", "记录{whom}的带动"),
    "member.consent-granted": ("gave a consent for {whom}", "为{whom}签署同意书"),
    "member.emergency-contact-named": ("told whom to call for {whom}", "登记{whom}的紧急联系人"),
    "member.guardian-linked": ("settled who answers for {whom}", "登记{whom}的监护人"),
    "member.household-joined": ("told where {whom} lives", "登记{whom}的住址"),
    "member.little-teacher-enrolled": (
        "enrolled {whom} as a little teacher",
        "为{whom}报名成为小先生",
    ),
    "member.registered": ("registered {whom}", "登记{whom}"),
    "recognition.points-given": ("gave points of {whom}", "为{whom}转赠积分"),
    "recognition.thanks-given": ("gave thanks for {whom}", "代{whom}致谢"),
    "safety.hazard-reported": ("reported a hazard for {whom}", "代{whom}上报隐患"),
    "safety.notice-posted": ("told that {whom} posted a notice", "记录{whom}张贴通知"),
    "shift.duty-begun": ("brought {whom} to duty: {title}", "送{whom}上岗：{title}"),
    "shift.duty-ended": ("took {whom} from duty: {title}", "接{whom}下岗：{title}"),
    "shift.taken": ("put {whom} on a shift: {title}", "为{whom}认领班次：{title}"),
    "task.help-offered": ("offered the help of {whom}", "代{whom}响应求助"),
    "task.submitted": ("handed in the work of {whom}: {title}", "为{whom}提交任务：{title}"),
    "task.taken": ("took a task for {whom}: {title}", "为{whom}认领任务：{title}"),
}
"""What a guardian did for a child."""
VERIFIER = ("verified the work of another: {title}", "核验他人任务：{title}")
"""What a verification is for who verifies."""
BY_ANOTHER = ("{happened}, on the word of {actor}", "{happened}（由{actor}记录）")
TIMES = ("{happened} ({times} times)", "{happened}（{times}次）")
SENTENCE = ("{day}  {happened}.", "{day}  {happened}。")


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

    def happened(entry: Entry) -> tuple[str, str]:
        """The day, and what happened then."""
        template, other = _template(entry), entry.on_behalf_of
        whom = "" if other is None else name(other)
        told = told_in(language, template).format(title=title(entry), whom=whom)
        if entry.actor != entry.member_id:
            told = told_in(language, BY_ANOTHER).format(happened=told, actor=name(entry.actor))
        return f"{local_date(entry.happened, zone)}", told

    for (day, told), alike in groupby(entries, key=happened):
        times = sum(1 for _ in alike)
        often = told_in(language, TIMES).format(happened=told, times=times) if times > 1 else told
        yield told_in(language, SENTENCE).format(day=day, happened=often)


def _template(entry: Entry) -> tuple[str, str]:
    """What is said of a kind of entry; its name where nothing is."""
    if entry.part == "verifier":
        return VERIFIER
    acts_for_another = entry.actor == entry.member_id != (entry.on_behalf_of or entry.member_id)
    table = FOR_ANOTHER if acts_for_another and entry.what in FOR_ANOTHER else OWN
    return table.get(entry.what, (entry.what, entry.what))
