"""Why something about records of service may not happen."""

from ..kernel import Kind, MemberId, Refusal, refusal
from .values import CertificateId, CertificateStanding, EntryId

__all__ = [
    "CertificateExists",
    "CertificateHolds",
    "CertificateUnknown",
    "EntryCorrected",
    "EntryExists",
    "EntryUnknown",
    "HoldsNoLonger",
    "MoreThanServed",
    "NothingToCertify",
    "OwnHours",
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
