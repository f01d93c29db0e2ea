"""Who rectifies a hazard, who says that it is gone, and who closes it."""

from collections.abc import Iterator
from typing import cast

from ...community.state import Settings
from ...kernel import (
    Context,
    Event,
    MemberId,
    Read,
    decides,
    must_have_happened,
    system,
)
from ...members.policies import obstacle_to_taking_part
from ...members.state import Standing
from ..commands import (
    AssignHazard,
    CloseHazard,
    HandHazardOver,
    RectifyHazard,
    ReleaseHazards,
    ReviewTeam,
    SendHazardBack,
    VerifyHazard,
)
from ..events import (
    HazardAssigned,
    HazardClosed,
    HazardHandedOver,
    HazardRectified,
    HazardReleased,
    HazardSentBack,
    HazardVerified,
)
from ..policies import (
    coordinator_of_hazard,
    hazard_known,
    hazard_team,
    hazard_verifier,
    minors_among,
    must_be_at,
    must_be_fit_for,
    must_be_there_already,
    shares_the_work,
)
from ..refusals import (
    EvidenceFromBefore,
    MinorsWithoutAdult,
    RectifiedTooEarly,
    RectifiersVerify,
)
from ..state import Hazard, HazardsInHand
from ..values import HazardStage

__all__ = [
    "assign_hazard",
    "close_hazard",
    "hand_hazard_over",
    "rectify_hazard",
    "release_hazards",
    "review_team",
    "send_hazard_back",
    "verify_hazard",
]

ASSIGNED_ANEW = "assigned-anew"
"""The code of a release because others are to do it now."""
SENT_BACK_TO = (HazardStage.ASSIGNED, HazardStage.ASSESSED)
"""Where a hazard is that was sent back: with its team, or without where none of them may help."""


@decides(by=coordinator_of_hazard)
def assign_hazard(command: AssignHazard, context: Context, read: Read) -> Iterator[Event]:
    """Let a team rectify a hazard that is assessed, in place of who had it (R3, R33)."""
    hazard = hazard_known(command.hazard_id, read)
    if hazard.stage is HazardStage.ASSIGNED and hazard.team == dict.fromkeys(command.member_ids):
        return
    must_be_at(hazard, HazardStage.ASSESSED, HazardStage.ASSIGNED)
    must_be_fit_for(hazard, command.member_ids, context, read)
    for member_id in hazard.team:
        if member_id not in command.member_ids:
            yield HazardReleased(command.hazard_id, member_id, ASSIGNED_ANEW)
    yield HazardAssigned(command.hazard_id, command.member_ids, context.at)


@decides(by=coordinator_of_hazard)
def hand_hazard_over(command: HandHazardOver, context: Context, read: Read) -> Iterator[Event]:
    """Let a body from outside rectify a hazard that is assessed, in place of who had it (R33)."""
    hazard = hazard_known(command.hazard_id, read)
    if hazard.stage is HazardStage.ASSIGNED and hazard.body == command.body:
        return
    must_be_at(hazard, HazardStage.ASSESSED, HazardStage.ASSIGNED)
    for member_id in hazard.team:
        yield HazardReleased(command.hazard_id, member_id, ASSIGNED_ANEW)
    yield HazardHandedOver(command.hazard_id, command.body, context.at)


@decides(by=system)
def release_hazards(command: ReleaseHazards, context: Context, read: Read) -> Iterator[Event]:
    """Take who may not take part now off every hazard that is not rectified (R4)."""
    in_hand, standing, settings = read(
        HazardsInHand(command.member_id), Standing(command.member_id), Settings()
    )
    if (obstacle := obstacle_to_taking_part(standing, context.at, settings)) is None:
        return
    for hazard_id, rectified in in_hand.hazards.items():
        if not rectified:
            yield HazardReleased(hazard_id, command.member_id, obstacle.code)


@decides(by=coordinator_of_hazard | system)
def review_team(command: ReviewTeam, context: Context, read: Read) -> Iterator[Event]:
    """Take the minors off a hazard that is not rectified when no adult is with them (R33)."""
    hazard = hazard_known(command.hazard_id, read)
    if hazard.stage is not HazardStage.ASSIGNED:
        return
    minors = minors_among(hazard.team, context, read)
    if len(minors) == len(hazard.team):
        for member_id in minors:
            yield HazardReleased(command.hazard_id, member_id, MinorsWithoutAdult.code)


@decides(by=hazard_team | coordinator_of_hazard)
def rectify_hazard(command: RectifyHazard, context: Context, read: Read) -> Iterator[Event]:
    """Say that a hazard is rectified, with what shows it; the work is that of its team (R33)."""
    hazard_id, done = command.hazard_id, command.rectified_at
    hazard = hazard_known(hazard_id, read)
    new = HazardRectified(hazard_id, tuple(hazard.team), done, command.evidence)
    if hazard.rectified == new and hazard.stage is not HazardStage.ASSIGNED:
        return
    must_be_at(hazard, HazardStage.ASSIGNED)
    must_have_happened(done, context, "rectified_at")
    if hazard.assigned_at is not None and done < hazard.assigned_at:
        raise RectifiedTooEarly(hazard_id, done, hazard.assigned_at)
    must_be_there_already(hazard_id, command.evidence, context)
    yield new


@decides(by=hazard_verifier)
def send_hazard_back(command: SendHazardBack, context: Context, read: Read) -> Iterator[Event]:
    """Send a hazard back to who rectified it, as somebody who has no part in it (R33)."""
    hazard, verifier_id = hazard_known(command.hazard_id, read), _member(context)
    last = hazard.sent_back
    if last and hazard.stage in SENT_BACK_TO and last.reason == command.reason:
        return
    must_be_at(hazard, HazardStage.RECTIFIED)
    _must_not_share_the_work(hazard, verifier_id, read)
    yield HazardSentBack(command.hazard_id, tuple(hazard.team), verifier_id, command.reason)


@decides(by=hazard_verifier)
def verify_hazard(command: VerifyHazard, context: Context, read: Read) -> Iterator[Event]:
    """Accept that a hazard is gone, as somebody who has no part in it (R33)."""
    hazard, verifier_id = hazard_known(command.hazard_id, read), _member(context)
    if hazard.stage in (HazardStage.VERIFIED, HazardStage.CLOSED):
        return
    must_be_at(hazard, HazardStage.RECTIFIED)
    _must_not_share_the_work(hazard, verifier_id, read)
    yield HazardVerified(command.hazard_id, tuple(hazard.team), verifier_id)


@decides(by=coordinator_of_hazard)
def close_hazard(command: CloseHazard, context: Context, read: Read) -> Iterator[Event]:
    """Close a verified hazard; one's own work only with evidence from after it (R33)."""
    hazard_id, closer_id = command.hazard_id, _member(context)
    hazard = hazard_known(hazard_id, read)
    if hazard.stage is HazardStage.CLOSED:
        return
    must_be_at(hazard, HazardStage.VERIFIED)
    must_be_there_already(hazard_id, command.evidence, context)
    done = cast(HazardRectified, hazard.rectified)
    evidence = (*done.evidence, *command.evidence)
    afterwards = any(one.at > done.rectified_at for one in evidence)
    if not afterwards and shares_the_work(hazard, closer_id, read):
        raise EvidenceFromBefore(hazard_id, closer_id, done.rectified_at)
    yield HazardClosed(hazard_id, closer_id, command.evidence)


def _must_not_share_the_work(hazard: Hazard, verifier_id: MemberId, read: Read) -> None:
    if shares_the_work(hazard, verifier_id, read):
        raise RectifiersVerify(hazard.hazard_id, verifier_id)


def _member(context: Context) -> MemberId:
    """The actor, whom a right known to admit members only has let in."""
    return cast(MemberId, context.actor)
