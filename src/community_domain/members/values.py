"""Who members are, what they may consent to, and the settings about it."""

from datetime import date
from enum import StrEnum
from typing import NewType

import attrs

from ..kernel import MemberId, Period, Setting, identifier

__all__ = [
    "AGE_OF_DATA_CONSENT",
    "AGE_OF_MAJORITY",
    "BACKFILLER",
    "CLEARANCE_REQUIRED",
    "CONSENT_DAYS",
    "CONSENT_VERSIONS",
    "COORDINATOR",
    "DATA_CONSENT_VERSION",
    "LEAVING_ALONE_CONSENT_VERSION",
    "PARTICIPATION_CONSENT_VERSION",
    "PHOTOGRAPHS_CONSENT_VERSION",
    "REQUIRED_CONSENTS",
    "ROLES",
    "THANKS_CONSENT_VERSION",
    "TRAVEL_GAP",
    "TUTOR",
    "ClearanceId",
    "ConsentKind",
    "Days",
    "Engagement",
    "HouseholdId",
    "MemberKind",
    "RestrictionGround",
    "Validity",
]

HouseholdId = NewType("HouseholdId", str)
identifier(HouseholdId, tag="household")
ClearanceId = NewType("ClearanceId", str)
identifier(ClearanceId, tag="clearance")
Days = tuple[date, date]
"""The first and the last of some days in a row."""

COORDINATOR = "coordinator"
TUTOR = "tutor"
BACKFILLER = "backfiller"
ROLES = (COORDINATOR, TUTOR, BACKFILLER)
"""Permission roles; each counts within a scope."""


class MemberKind(StrEnum):
    """A natural person, or an institution that can be a guardian."""

    PERSON = "person"
    INSTITUTION = "institution"


class ConsentKind(StrEnum):
    """What a consent is about; each is asked for and given separately."""

    DATA = "data"
    TAKING_PART = "taking-part"
    PHOTOGRAPHS = "photographs"
    PUBLIC_THANKS = "public-thanks"
    LEAVING_ALONE = "leaving-alone"

    @property
    def zh(self) -> str:
        """What it is called in Chinese."""
        return CONSENTS_ZH[self.value]


CONSENTS_ZH = {
    "data": "个人信息",
    "taking-part": "参加",
    "photographs": "拍照",
    "public-thanks": "公开致谢",
    "leaving-alone": "自行离场",
}


class RestrictionGround(StrEnum):
    """Why personal data are stored and used for nothing else (GDPR art. 18, PIPL arts. 44, 47)."""

    ACCURACY_CONTESTED = "accuracy-contested"
    """The person says that they are wrong, until that is looked into (art. 18.1 a; PIPL 46)."""
    OBJECTION = "objection"
    """The person objects to their use, until that is decided (arts. 18.1 d, 21; PIPL 44)."""
    UNLAWFUL_USE = "unlawful-use"
    """They were used unlawfully, and the person does not want them erased (art. 18.1 b)."""
    LEGAL_CLAIM = "legal-claim"
    """The person needs them for a legal claim (art. 18.1 c)."""
    KEPT_BY_LAW = "kept-by-law"
    """They were to be erased, and a law demands that they are kept (art. 17.3; PIPL 47)."""

    @property
    def zh(self) -> str:
        """What it is called in Chinese."""
        return GROUNDS_ZH[self.value]


GROUNDS_ZH = {
    "accuracy-contested": "准确性有异议",
    "objection": "本人反对处理",
    "unlawful-use": "曾被违法处理",
    "legal-claim": "法律主张所需",
    "kept-by-law": "法律规定保存",
}

REQUIRED_CONSENTS = (ConsentKind.DATA, ConsentKind.TAKING_PART)
"""What taking part waits for; the other kinds are optional and never block (R6)."""

AGE_OF_MAJORITY = Setting("member.age-of-majority", 18, "years", "R3", low=14, high=25)
AGE_OF_DATA_CONSENT = Setting("member.age-of-data-consent", 14, "years", "R3", low=13, high=18)
CONSENT_DAYS = Setting("member.consent-days", 366, "days", "R2", low=1, high=3_660)
DATA_CONSENT_VERSION = Setting("member.data-consent-version", 1, "version", "R2", low=1)
PARTICIPATION_CONSENT_VERSION = Setting(
    "member.taking-part-consent-version", 1, "version", "R2", low=1
)
PHOTOGRAPHS_CONSENT_VERSION = Setting(
    "member.photographs-consent-version", 1, "version", "R2", low=1
)
THANKS_CONSENT_VERSION = Setting("member.public-thanks-consent-version", 1, "version", "R2", low=1)
LEAVING_ALONE_CONSENT_VERSION = Setting(
    "member.leaving-alone-consent-version", 1, "version", "R46", low=1
)
TRAVEL_GAP = Setting("member.travel-gap-minutes", 0, "minutes", "R18", high=1_440)
CLEARANCE_REQUIRED = Setting("member.clearance-required", 1, "switch", "R46", high=1, formerly=0)
CONSENT_VERSIONS = {
    ConsentKind.DATA: DATA_CONSENT_VERSION,
    ConsentKind.TAKING_PART: PARTICIPATION_CONSENT_VERSION,
    ConsentKind.PHOTOGRAPHS: PHOTOGRAPHS_CONSENT_VERSION,
    ConsentKind.PUBLIC_THANKS: THANKS_CONSENT_VERSION,
    ConsentKind.LEAVING_ALONE: LEAVING_ALONE_CONSENT_VERSION,
}
"""The wording in force of each consent; raising it asks everybody again."""


@attrs.frozen
class Engagement:
    """A commitment that makes a member busy for a period."""

    member_id: MemberId
    commitment: str
    """The id of what the member is committed to."""
    period: Period
    place: str | None = None
    """Where, as far as it is known; the same place has the same text."""


@attrs.frozen
class Validity:
    """The days on which something counts, by the community's calendar."""

    since: date
    until: date | None
    """The last day; None means for good."""

    def holds_on(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.since <= day and (self.until is None or day <= self.until)
