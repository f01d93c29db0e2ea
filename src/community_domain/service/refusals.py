"""Why something about records of service may not happen."""

from ..kernel import Kind, MemberId, Refusal, refusal
from ..shifts.values import ShiftId
from ..tasks.values import TaskId
from .values import CertificateId, CertificateStanding, DisputeStanding, EntryId

__all__ = [
    "AlreadyCredited",
    "AnsweredBefore",
    "CertificateExists",
    "CertificateHolds",
    "CertificateUnknown",
    "DisputeStandsAt",
    "EntryCorrected",
    "EntryExists",
    "EntryUnknown",
    "HoldsNoLonger",
    "MoreThanServed",
    "NoService",
    "NotVerified",
    "NothingToCertify",
    "NothingToCredit",
    "OwnHours",
    "StillOnDuty",
]


@refusal(
    "entry-unknown",
    kind=Kind.MISSING,
    en="There is no entry {entry_id} in the hours ledger.",
    zh="时长台账中没有编号为 {entry_id} 的记录。",
)
class EntryUnknown(Refusal):
    """The ledger has no such entry."""

    entry_id: EntryId


@refusal(
    "entry-exists",
    kind=Kind.CONFLICT,
    en="{entry_id} already names another entry of the hours ledger; choose a new id.",
    zh="{entry_id} 已是时长台账中另一条记录的编号；请换新编号。",
)
class EntryExists(Refusal):
    """The id names an entry with other particulars."""

    entry_id: EntryId


@refusal(
    "already-credited",
    kind=Kind.CONFLICT,
    rule="R26",
    en="{work} of {member_id} is credited by {entry_id} already; correct that one.",
    zh="{member_id} 的 {work} 已由 {entry_id} 计时；请更正该记录。",
)
class AlreadyCredited(Refusal):
    """One entry counts for one work of one member."""

    work: str
    member_id: MemberId
    entry_id: EntryId


@refusal(
    "nothing-to-credit",
    kind=Kind.RULE,
    rule="R26",
    en="{work} of {member_id} has no whole minute that may count and is not credited elsewhere.",
    zh="{member_id} 的 {work} 没有可计且未重复计时的整分钟。",
)
class NothingToCredit(Refusal):
    """No time was told, or none is left after the plan, the break and other entries."""

    work: str
    member_id: MemberId


@refusal(
    "still-on-duty",
    kind=Kind.RULE,
    rule="R26",
    en="{member_id} has not checked out of {shift_id}; only then the hours are known.",
    zh="{member_id} 尚未从 {shift_id} 签退；签退后方可计时。",
)
class StillOnDuty(Refusal):
    """An open duty earns nothing yet."""

    shift_id: ShiftId
    member_id: MemberId


@refusal(
    "not-verified",
    kind=Kind.RULE,
    rule="R28",
    en="No work of {member_id} on {task_id} is verified.",
    zh="{member_id} 在 {task_id} 的工作尚未核验。",
)
class NotVerified(Refusal):
    """Only work that somebody else accepted earns hours."""

    task_id: TaskId
    member_id: MemberId


@refusal(
    "no-service",
    kind=Kind.RULE,
    rule="R28",
    en="{task_id} is no volunteer service and earns no hours.",
    zh="{task_id} 不属于志愿服务，不计时长。",
)
class NoService(Refusal):
    """Only volunteer service earns hours."""

    task_id: TaskId


@refusal(
    "entry-corrected",
    kind=Kind.CONFLICT,
    rule="R27",
    en="{entry_id} was corrected by {corrected_by} already; correct that one.",
    zh="{entry_id} 已由 {corrected_by} 更正；请更正后者。",
)
class EntryCorrected(Refusal):
    """An entry is reversed once."""

    entry_id: EntryId
    corrected_by: EntryId


@refusal(
    "own-hours",
    kind=Kind.FORBIDDEN,
    rule="R27",
    en="{actor} is {member_id}, or lives with them; somebody else has to answer for these hours.",
    zh="{actor} 是 {member_id} 本人或同户成员；须由他人确认这些时长。",
)
class OwnHours(Refusal):
    """Nobody vouches for hours of their own household."""

    actor: MemberId
    member_id: MemberId


@refusal(
    "dispute-stands-at",
    kind=Kind.CONFLICT,
    rule="R27",
    en="{entry_id} is {standing}; disputed, answered, appealed and answered it is once each.",
    zh="{entry_id} {standing}；异议、答复、申诉、再答复各一次。",
)
class DisputeStandsAt(Refusal):
    """What was wanted does not come next in a dispute."""

    entry_id: EntryId
    standing: DisputeStanding


@refusal(
    "answered-before",
    kind=Kind.FORBIDDEN,
    rule="R27",
    en="{actor} upheld {entry_id} before; somebody else has to answer the appeal.",
    zh="{actor} 已答复过 {entry_id}；申诉须由他人答复。",
)
class AnsweredBefore(Refusal):
    """An appeal is to another."""

    actor: MemberId
    entry_id: EntryId


@refusal(
    "more-than-served",
    kind=Kind.RULE,
    rule="R26",
    en="Of that time at most {most} minutes can count, not {minutes}; no minute is credited twice.",
    zh="该时段至多可计 {most} 分钟，不能计 {minutes} 分钟；同一分钟不重复计时。",
)
class MoreThanServed(Refusal):
    """The time served, less what other entries count, is shorter."""

    minutes: int
    most: int


@refusal(
    "certificate-unknown",
    kind=Kind.MISSING,
    en="There is no certificate {certificate_id}.",
    zh="没有编号为 {certificate_id} 的记录证明。",
)
class CertificateUnknown(Refusal):
    """Nobody issued such a certificate."""

    certificate_id: CertificateId


@refusal(
    "certificate-exists",
    kind=Kind.CONFLICT,
    en="{certificate_id} already names another certificate; choose a new id.",
    zh="{certificate_id} 已是另一份记录证明的编号；请换新编号。",
)
class CertificateExists(Refusal):
    """The id names a certificate with other particulars."""

    certificate_id: CertificateId


@refusal(
    "nothing-to-certify",
    kind=Kind.RULE,
    rule="R30",
    en="The hours ledger of {member_id} counts no minute.",
    zh="{member_id} 的时长台账没有可证明的时长。",
)
class NothingToCertify(Refusal):
    """A certificate says what somebody did."""

    member_id: MemberId


@refusal(
    "certificate-holds",
    kind=Kind.RULE,
    rule="R30",
    en="{certificate_id} holds: nothing it counts was corrected; issue a new one for later hours.",
    zh="{certificate_id} 仍然有效：其中记录未经更正；如需包含新时长，请另行出具。",
)
class CertificateHolds(Refusal):
    """Only an outdated certificate is issued anew."""

    certificate_id: CertificateId


@refusal(
    "holds-no-longer",
    kind=Kind.CONFLICT,
    rule="R30",
    en="{certificate_id} is {standing}, and stays so.",
    zh="{certificate_id} {standing}，不可再变。",
)
class HoldsNoLonger(Refusal):
    """A certificate that was revoked or replaced does not come back."""

    certificate_id: CertificateId
    standing: CertificateStanding
