"""Why something about seats may not happen."""

from datetime import datetime

from ...kernel import Kind, MemberId, Refusal, refusal
from ..values import OccurrenceId, PartyId

__all__ = [
    "AlreadyBegun",
    "AlreadySignedUp",
    "OccurrenceClosed",
    "PartyExists",
    "PartyTooLarge",
    "SignUpClosed",
    "SignUpNotOpen",
    "WaitlistFull",
]


@refusal(
    "sign-up-not-open",
    kind=Kind.RULE,
    rule="R14",
    en="Sign-up for {occurrence_id} opens at {opens}.",
    zh="{occurrence_id} 的报名将于 {opens} 开始。",
)
class SignUpNotOpen(Refusal):
    """It is too early to sign up."""

    occurrence_id: OccurrenceId
    opens: datetime


@refusal(
    "sign-up-closed",
    kind=Kind.RULE,
    rule="R14",
    en="Sign-up for {occurrence_id} closed at {closed}.",
    zh="{occurrence_id} 的报名已于 {closed} 截止。",
)
class SignUpClosed(Refusal):
    """It is too late to sign up."""

    occurrence_id: OccurrenceId
    closed: datetime


@refusal(
    "occurrence-closed",
    kind=Kind.RULE,
    rule="R8",
    en="{occurrence_id} takes no sign-ups: its capacity is 0.",
    zh="{occurrence_id} 不接受报名：名额为 0。",
)
class OccurrenceClosed(Refusal):
    """A capacity of 0 means closed."""

    occurrence_id: OccurrenceId


@refusal(
    "waitlist-full",
    kind=Kind.RULE,
    rule="R11",
    en="{occurrence_id} is full, and so is its waitlist of {limit}.",
    zh="{occurrence_id} 名额已满，候补名单（{limit} 人）也已满。",
)
class WaitlistFull(Refusal):
    """The waitlist is bounded."""

    occurrence_id: OccurrenceId
    limit: int


@refusal(
    "already-signed-up",
    kind=Kind.CONFLICT,
    rule="R9",
    en="{member_id} has a seat at {occurrence_id} already, or waits for one; sign up the others.",
    zh="{member_id} 已报名或候补 {occurrence_id}；请为其他人报名。",
)
class AlreadySignedUp(Refusal):
    """One of the party is there already, with a seat or in line."""

    occurrence_id: OccurrenceId
    member_id: MemberId


@refusal(
    "party-exists",
    kind=Kind.CONFLICT,
    rule="R13",
    en="{party_id} already names another party of {occurrence_id}; choose a new id.",
    zh="{party_id} 已是 {occurrence_id} 另一同行组的编号；请换新编号。",
)
class PartyExists(Refusal):
    """The id names a party of other members."""

    occurrence_id: OccurrenceId
    party_id: PartyId


@refusal(
    "party-too-large",
    kind=Kind.RULE,
    rule="R13",
    en="{occurrence_id} has {capacity} seats in all, too few for a party of {size}.",
    zh="{occurrence_id} 共 {capacity} 个名额，容不下 {size} 人的同行组。",
)
class PartyTooLarge(Refusal):
    """However long they wait, they will not fit."""

    occurrence_id: OccurrenceId
    size: int
    capacity: int


@refusal(
    "already-begun",
    kind=Kind.RULE,
    rule="R14",
    en="{occurrence_id} began at {began}; a seat can be given up before that only.",
    zh="{occurrence_id} 已于 {began} 开始；只能在开始前退出。",
)
class AlreadyBegun(Refusal):
    """It is too late to withdraw."""

    occurrence_id: OccurrenceId
    began: datetime
