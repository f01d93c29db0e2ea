"""Telling of an outreach, and confirming it. Neither credits a minute to anybody (R28)."""

from collections.abc import Iterator
from typing import cast

from ...community.refusals import CampaignUnknown
from ...community.state import Campaign, Settings
from ...kernel import Context, Event, LocalPeriod, MemberId, Read, decides
from ...members.policies import obstacle_to_taking_part
from ...members.state import Standing
from ..commands import ConfirmOutreach, HoldOutreach
from ..events import OutreachConfirmed, OutreachHeld
from ..policies import confirms_outreach, tells_of_outreach
from ..refusals import (
    NoLittleTeacher,
    OutreachExists,
    OutreachNotOver,
    OutreachUnknown,
    OwnOutreach,
)
from ..state import Teaching

__all__ = ["confirm_outreach", "hold_outreach"]


@decides(by=tells_of_outreach, backfills=True)
def hold_outreach(command: HoldOutreach, context: Context, read: Read) -> Iterator[Event]:
    """Record an outreach that is over, of a little teacher who might take part that day (R3)."""
    outreach_id, teacher_id, period = command.outreach_id, command.teacher_id, command.period
    teaching, standing, settings = read(Teaching(outreach_id), Standing(teacher_id), Settings())
    new = OutreachHeld(
        outreach_id,
        teacher_id,
        command.topic,
        command.kind,
        command.audience,
        command.persons,
        period,
        LocalPeriod.of(period, settings.zone),
        command.place,
        command.campaign_id,
        tuple(dict.fromkeys(command.evidence)),
    )
    if teaching.held == new:
        return
    if teaching.held is not None:
        raise OutreachExists(outreach_id)
    if period.end > context.at:
        raise OutreachNotOver(outreach_id, period.end)
    if (obstacle := obstacle_to_taking_part(standing, period.start, settings)) is not None:
        raise obstacle
    if not standing.enrolled:
        raise NoLittleTeacher(teacher_id)
    campaign_id = command.campaign_id
    if campaign_id is not None and read(Campaign(campaign_id)).title is None:
        raise CampaignUnknown(campaign_id)
    yield new


@decides(by=confirms_outreach, backfills=True)
def confirm_outreach(command: ConfirmOutreach, context: Context, read: Read) -> Iterator[Event]:
    """Let another person say that it was so, once."""
    teaching, actor = read(Teaching(command.outreach_id)), cast(MemberId, context.actor)
    if teaching.held is None:
        raise OutreachUnknown(command.outreach_id)
    if actor == teaching.held.teacher_id:
        raise OwnOutreach(actor)
    if teaching.confirmer_id is None:
        yield OutreachConfirmed(command.outreach_id, teaching.held.teacher_id, actor)
