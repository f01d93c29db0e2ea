"""Why something about members may not happen.

Long because it is a table: one entry for each refusal, in both languages.
"""

from datetime import date

from ..kernel import Kind, MemberId, Refusal, refusal
from .values import ClearanceId, ConsentKind, RestrictionGround

__all__ = [
    "BroughtByAnother",
    "BroughtInACircle",
    "ChainTooLong",
    "ClearanceMissing",
    "ClearanceUnknown",
    "ConsentMissing",
    "ConsentOutdated",
    "EmergencyContactMissing",
    "ErasureStillAsked",
    "GuardianNotOfAge",
    "GuardianOfOneself",
    "IdTaken",
    "LastCoordinator",
    "MemberUnknown",
    "NoTimeToGoThere",
    "NotAMinor",
    "NotTheirConsent",
    "Overlapping",
    "OwnClearance",
    "PersonErased",
    "PersonRestricted",
    "StillCheckedIn",
    "StillGuardian",
    "StillKept",
    "TooYoungForRole",
    "TooYoungToRegister",
    "WithdrawnForGood",
]


@refusal(
    "member-unknown",
    kind=Kind.MISSING,
    en="There is no member {member_id}; register them first.",
    zh="没有编号为 {member_id} 的成员；请先登记。",
)
class MemberUnknown(Refusal):
    """Nobody is registered under this id."""

    member_id: MemberId


@refusal(
    "id-taken",
    kind=Kind.CONFLICT,
    en="{member_id} already stands for another member; mint a new id.",
    zh="编号 {member_id} 已属于另一位成员；请换新编号。",
)
class IdTaken(Refusal):
    """Somebody with other particulars has the id."""

    member_id: MemberId


@refusal(
    "too-young-to-register",
    kind=Kind.RULE,
    rule="R3",
    en="{member_id} is younger than {age}; a guardian enrols a minor, with the consents.",
    zh="{member_id} 未满 {age} 岁；未成年人须由监护人报名并给予同意。",
)
class TooYoungToRegister(Refusal):
    """A minor becomes a member only through a guardian."""

    member_id: MemberId
    age: int


@refusal(
    "too-young-for-role",
    kind=Kind.RULE,
    rule="R43",
    en="{member_id} is under age; the role {role} is for adults.",
    zh="{member_id} 未成年；角色 {role} 须由成年人担任。",
)
class TooYoungForRole(Refusal):
    """Who answers for others is an adult."""

    member_id: MemberId
    role: str


@refusal(
    "not-a-minor",
    kind=Kind.RULE,
    rule="R3",
    en="{member_id} is of age; adults register and decide for themselves.",
    zh="{member_id} 已成年；成年人自行登记、自行决定。",
)
class NotAMinor(Refusal):
    """Guardians and enrolment are for minors."""

    member_id: MemberId


@refusal(
    "guardian-not-of-age",
    kind=Kind.RULE,
    rule="R5",
    en="{guardian_id} cannot be a guardian: a guardian is an adult or an institution.",
    zh="{guardian_id} 不能担任监护人：监护人须为成年人或机构。",
)
class GuardianNotOfAge(Refusal):
    """A minor cannot be a guardian."""

    guardian_id: MemberId


@refusal(
    "guardian-of-oneself",
    kind=Kind.RULE,
    rule="R5",
    en="{member_id} cannot be their own guardian.",
    zh="{member_id} 不能做自己的监护人。",
)
class GuardianOfOneself(Refusal):
    """Guardian and minor are two persons."""

    member_id: MemberId


@refusal(
    "not-their-consent",
    kind=Kind.RULE,
    rule="R3",
    en="The consent ({consent}) for {member_id} is not {giver_id}'s to give or refuse.",
    zh="{member_id} 的“{consent}”同意不由 {giver_id} 决定。",
)
class NotTheirConsent(Refusal):
    """Only a linked guardian consents for a minor; from the age set, the minor to data itself."""

    member_id: MemberId
    giver_id: MemberId
    consent: ConsentKind


@refusal(
    "consent-outdated",
    kind=Kind.RULE,
    rule="R2",
    en="The wording in force for {consent} is version {current}, not {given}; ask again with it.",
    zh="“{consent}”同意书现行版本为 {current}，而非 {given}；请按现行版本重新征求同意。",
)
class ConsentOutdated(Refusal):
    """Consent counts for the wording in force only."""

    consent: ConsentKind
    given: int
    current: int


@refusal(
    "consent-missing",
    kind=Kind.RULE,
    rule="R3",
    en="{member_id} may not take part: no valid consent ({consent}) covers that day; "
    "whoever may give it can grant it.",
    zh="{member_id} 不能参加：当日没有有效的“{consent}”同意；请由有权同意的人给予。",
)
class ConsentMissing(Refusal):
    """A minor takes part only with valid consents."""

    member_id: MemberId
    consent: ConsentKind


@refusal(
    "last-coordinator",
    kind=Kind.RULE,
    rule="R43",
    en="{member_id} is the last coordinator; grant the role to another member first.",
    zh="{member_id} 是最后一位负责人；请先授予另一位成员。",
)
class LastCoordinator(Refusal):
    """A community always has a coordinator."""

    member_id: MemberId


@refusal(
    "overlapping",
    kind=Kind.RULE,
    rule="R18",
    en="{member_id} is busy then with {commitment}.",
    zh="{member_id} 该时段已有安排：{commitment}。",
)
class Overlapping(Refusal):
    """Two commitments share time (half-open)."""

    member_id: MemberId
    commitment: str


@refusal(
    "no-time-to-go-there",
    kind=Kind.RULE,
    rule="R18",
    en="{member_id} is elsewhere for {commitment} less than {minutes} minutes before or after.",
    zh="{member_id} 在前后 {minutes} 分钟内须在另一处参加 {commitment}。",
)
class NoTimeToGoThere(Refusal):
    """Between different places a gap can be required."""

    member_id: MemberId
    commitment: str
    minutes: int


@refusal(
    "still-checked-in",
    kind=Kind.RULE,
    rule="R24",
    en="{member_id} is still checked in at {elsewhere}; check out there first.",
    zh="{member_id} 仍在 {elsewhere} 签到中；请先在那里签退。",
)
class StillCheckedIn(Refusal):
    """At most one check-in is open for a person."""

    member_id: MemberId
    elsewhere: str


@refusal(
    "brought-by-another",
    kind=Kind.CONFLICT,
    en="{brought_id} was brought along by {bringer_id} already; it counts once.",
    zh="{brought_id} 已由 {bringer_id} 带动；每人只计一次。",
)
class BroughtByAnother(Refusal):
    """Whoever was drawn in was drawn in by one member."""

    brought_id: MemberId
    bringer_id: MemberId


@refusal(
    "brought-in-a-circle",
    kind=Kind.RULE,
    en="{bringer_id} cannot bring {brought_id} along: they came through {brought_id} themselves.",
    zh="{bringer_id} 不能带动 {brought_id}：其本人即由 {brought_id} 带动而来。",
)
class BroughtInACircle(Refusal):
    """Nobody brings along themselves, or somebody they came through, whoever is between."""

    bringer_id: MemberId
    brought_id: MemberId


@refusal(
    "chain-too-long",
    kind=Kind.RULE,
    en="{bringer_id} came through {most} members or more, too many to rule out that {brought_id} "
    "is one; record who brought {bringer_id} along, or somebody before them, instead.",
    zh="{bringer_id} 经由至少 {most} 名成员带动而来，无法排除 {brought_id} 在其中；"
    "请改记该链中更靠前的带动者。",
)
class ChainTooLong(Refusal):
    """A chain is looked through in one decision."""

    bringer_id: MemberId
    brought_id: MemberId
    most: int


@refusal(
    "emergency-contact-missing",
    kind=Kind.RULE,
    rule="R46",
    en="Nobody is named to be called when something happens to {member_id}; "
    "a guardian can name an emergency contact.",
    zh="{member_id} 没有紧急联系人；请由监护人填写。",
)
class EmergencyContactMissing(Refusal):
    """A minor is at an activity only where somebody can be called."""

    member_id: MemberId


@refusal(
    "person-erased",
    kind=Kind.MISSING,
    rule="R42",
    en="{member_id} was erased and takes no part any more; whoever comes back registers "
    "under a new id.",
    zh="{member_id} 已被删除，不再参加任何事项；如再加入，请以新编号登记。",
)
class PersonErased(Refusal):
    """Of somebody who was erased nothing new is recorded."""

    member_id: MemberId


@refusal(
    "person-restricted",
    kind=Kind.RULE,
    rule="R42",
    en="The data of {member_id} are restricted ({ground}); "
    "until that is lifted they take no new part.",
    zh="{member_id} 的个人信息处于限制处理状态（{ground}）；解除限制前不能参加新的事项。",
)
class PersonRestricted(Refusal):
    """Data that are only stored carry no new part in anything."""

    member_id: MemberId
    ground: RestrictionGround


@refusal(
    "still-guardian",
    kind=Kind.RULE,
    rule="R42",
    en="{member_id} still answers for {minor_id}; link another guardian, "
    "or end this guardianship first.",
    zh="{member_id} 仍是 {minor_id} 的监护人；请先登记其他监护人，或先解除监护关系。",
)
class StillGuardian(Refusal):
    """Nobody is erased on whom alone a minor depends."""

    member_id: MemberId
    minor_id: MemberId


@refusal(
    "erasure-still-asked",
    kind=Kind.RULE,
    rule="R42",
    en="The data of {member_id} are restricted ({ground}) because they are to be erased; "
    "whoever asked for that can withdraw it.",
    zh="{member_id} 的个人信息因待删除而限制处理（{ground}）；可由提出删除的人撤回。",
)
class ErasureStillAsked(Refusal):
    """Who asked to be erased is not brought back by others."""

    member_id: MemberId
    ground: RestrictionGround


@refusal(
    "still-kept",
    kind=Kind.RULE,
    rule="R42",
    en="The data of {member_id} are kept by law until {until}; they are erased after that day, "
    "or when the duty to keep them is withdrawn.",
    zh="{member_id} 的个人信息依法保存至 {until}；期满或保存义务撤销后方可删除。",
)
class StillKept(Refusal):
    """What the law demands to be kept is not erased before."""

    member_id: MemberId
    until: date


@refusal(
    "clearance-missing",
    kind=Kind.RULE,
    rule="R46",
    en="{member_id} may not work with minors on {day}: no valid clearance covers that day; "
    "another coordinator can record one.",
    zh="{member_id} 在 {day} 不能从事与未成年人相关的工作：当日没有有效的准入审查；"
    "可由另一位负责人登记。",
)
class ClearanceMissing(Refusal):
    """Adults work with minors only on days for which they hold a clearance."""

    member_id: MemberId
    day: date


@refusal(
    "own-clearance",
    kind=Kind.RULE,
    rule="R46",
    en="{member_id} cannot record or withdraw a clearance of their own; ask another coordinator.",
    zh="{member_id} 不能登记或撤回本人的准入审查；请由另一位负责人办理。",
)
class OwnClearance(Refusal):
    """Nobody vouches for themselves."""

    member_id: MemberId


@refusal(
    "clearance-unknown",
    kind=Kind.MISSING,
    rule="R46",
    en="No clearance {clearance_id} of {member_id} is recorded.",
    zh="{member_id} 没有编号为 {clearance_id} 的准入审查记录。",
)
class ClearanceUnknown(Refusal):
    """There is nothing to withdraw."""

    member_id: MemberId
    clearance_id: ClearanceId


@refusal(
    "withdrawn-for-good",
    kind=Kind.CONFLICT,
    rule="R46",
    en="{clearance_id} of {member_id} was withdrawn, which is final; record a new clearance under "
    "a new id.",
    zh="{member_id} 的 {clearance_id} 已撤回，不可恢复；请以新编号登记新的准入审查。",
)
class WithdrawnForGood(Refusal):
    """What was withdrawn does not come back because something is said again."""

    member_id: MemberId
    clearance_id: ClearanceId
