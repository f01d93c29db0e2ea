"""Thanking, commending, and moving points."""

from collections.abc import Iterator
from typing import cast

from ..community.state import Settings
from ..kernel import Context, Event, MemberId, Read, decides, system
from ..members.policies import (
    coordinator,
    must_be_a_person,
    obstacle_to_taking_part,
    self_or_guardian,
)
from ..members.state import Standing
from ..service.refusals import EntryCorrected, EntryUnknown
from ..service.state import Entry
from .commands import (
    AwardPoints,
    CommendMember,
    GivePoints,
    GiveThanks,
    HideThanks,
    IssuePoints,
    ReturnPoints,
    RevokeCommendation,
)
from .events import (
    CommendationRevoked,
    MemberCommended,
    PointsGiven,
    PointsIssued,
    PointsReturned,
    ThanksGiven,
    ThanksHidden,
)
from .policies import (
    agrees_to_public_thanks,
    commender,
    is_made,
    may_be_public,
    must_stay_above_the_floor,
)
from .refusals import (
    AlreadyAwarded,
    AlreadyReturned,
    CommendationExists,
    CommendationUnknown,
    NothingToAward,
    NotIssued,
    OwnCommendation,
    PointsToOneself,
    ThanksExist,
    ThanksToOneself,
    TransferUnknown,
)
from .state import Award, Commendation, PublicThanks, Thanks, Transfer
from .values import POINTS_PER_HOUR

__all__ = [
    "award_points",
    "commend_member",
    "give_points",
    "give_thanks",
    "hide_thanks",
    "issue_points",
    "return_points",
    "revoke_commendation",
]


@decides(by=self_or_guardian("giver_id"), backfills=True)
def give_thanks(command: GiveThanks, context: Context, read: Read) -> Iterator[Event]:
    """Thank another member; in public only with consent, whose want never blocks (R3, R6)."""
    thanks_id, giver_id, taker_id = command.thanks_id, command.giver_id, command.taker_id
    given = read(Thanks(thanks_id)).given
    if given is not None:
        if (given.giver_id, given.taker_id, given.text) == (giver_id, taker_id, command.text):
            return
        raise ThanksExist(thanks_id)
    if giver_id == taker_id:
        raise ThanksToOneself(giver_id)
    _must_be_able(giver_id, context, read)
    must_be_a_person(taker_id, read)
    public = command.public and may_be_public(giver_id, taker_id, context.at, read)
    yield ThanksGiven(thanks_id, giver_id, taker_id, command.text, public)


@decides(by=system)
def hide_thanks(command: HideThanks, context: Context, read: Read) -> Iterator[Event]:
    """Let no thanks be public that name somebody who does not agree now (R6)."""
    public, standing, settings = read(
        PublicThanks(command.member_id), Standing(command.member_id), Settings()
    )
    for thanks_id, (giver_id, taker_id) in public.names.items():
        thanked = taker_id == command.member_id
        if not agrees_to_public_thanks(standing, context.at, settings, thanked=thanked):
            yield ThanksHidden(thanks_id, giver_id, taker_id)


@decides(by=commender, backfills=True)
def commend_member(command: CommendMember, context: Context, read: Read) -> Iterator[Event]:
    """Commend another member for something that is shown, once under an id."""
    given = read(Commendation(command.commendation_id)).given
    actor, evidence = cast(MemberId, context.actor), tuple(dict.fromkeys(command.evidence))
    new = (command.member_id, command.merit, evidence)
    if given is not None:
        if (given.member_id, given.merit, given.evidence) == new:
            return
        raise CommendationExists(command.commendation_id)
    if actor == command.member_id:
        raise OwnCommendation(actor)
    must_be_a_person(command.member_id, read)
    yield MemberCommended(command.commendation_id, *new, actor)


@decides(by=commender)
def revoke_commendation(
    command: RevokeCommendation, context: Context, read: Read
) -> Iterator[Event]:
    """Take a commendation back for good; that it was given stays known."""
    commendation = read(Commendation(command.commendation_id))
    if commendation.given is None:
        raise CommendationUnknown(command.commendation_id)
    if commendation.revoked is None:
        member_id = commendation.given.member_id
        yield CommendationRevoked(command.commendation_id, member_id, command.reason)


@decides(by=coordinator(), backfills=True)
def issue_points(command: IssuePoints, context: Context, read: Read) -> Iterator[Event]:
    """Let points go from the treasury to another member (R37)."""
    new = PointsIssued(command.transfer_id, command.member_id, command.points, command.reason, None)
    if is_made(new, read):
        return
    if context.actor == command.member_id:
        raise PointsToOneself(command.member_id)
    must_be_a_person(command.member_id, read)
    yield new


@decides(by=coordinator() | system)
def award_points(command: AwardPoints, context: Context, read: Read) -> Iterator[Event]:
    """Let points go to who is credited with an entry, which stays as it is (R29, R37)."""
    entry, award, settings = read(Entry(command.entry_id), Award(command.entry_id), Settings())
    credited, issued = entry.credited, award.issued
    if credited is None:
        raise EntryUnknown(command.entry_id)
    if issued is not None:
        if issued.transfer_id == command.transfer_id:
            return
        raise AlreadyAwarded(command.entry_id, issued.transfer_id)
    if entry.corrected_by is not None:
        raise EntryCorrected(command.entry_id, entry.corrected_by)
    points = credited.minutes * settings[POINTS_PER_HOUR] // 60
    if points == 0:
        raise NothingToAward(command.entry_id, credited.minutes)
    new = PointsIssued(command.transfer_id, credited.member_id, points, None, command.entry_id)
    if not is_made(new, read):
        yield new


@decides(by=self_or_guardian("giver_id"), backfills=True)
def give_points(command: GivePoints, context: Context, read: Read) -> Iterator[Event]:
    """Let points go to another member, never below the giver's floor (R3, R37)."""
    new = PointsGiven(command.transfer_id, command.giver_id, command.taker_id, command.points)
    if is_made(new, read):
        return
    if command.giver_id == command.taker_id:
        raise PointsToOneself(command.giver_id)
    _must_be_able(command.giver_id, context, read)
    must_be_a_person(command.taker_id, read)
    must_stay_above_the_floor(command.giver_id, command.points, read)
    yield new


@decides(by=coordinator())
def return_points(command: ReturnPoints, context: Context, read: Read) -> Iterator[Event]:
    """Let what was issued by mistake go back to the treasury, once and whole (R37)."""
    mistake = read(Transfer(command.returns))
    if mistake.made is None:
        raise TransferUnknown(command.returns)
    if not isinstance(mistake.made, PointsIssued):
        raise NotIssued(command.returns)
    member_id, points = mistake.made.member_id, mistake.made.points
    new = PointsReturned(command.transfer_id, command.returns, member_id, points, command.reason)
    if is_made(new, read):
        return
    if mistake.returned_by is not None:
        raise AlreadyReturned(command.returns, mistake.returned_by)
    must_stay_above_the_floor(member_id, points, read)
    yield new


def _must_be_able(member_id: MemberId, context: Context, read: Read) -> None:
    """Refuse who may not take part now (R3)."""
    standing, settings = read(Standing(member_id), Settings())
    if (obstacle := obstacle_to_taking_part(standing, context.at, settings)) is not None:
        raise obstacle
