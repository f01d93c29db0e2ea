"""Looks at outreach: a little teacher taught, and another person says so."""

from typing import Any

from community_domain import Envelope, Event, MemberId, Recorded
from community_domain.activities import OutreachConfirmed, OutreachHeld, OutreachId, OutreachKind
from community_domain.community import CampaignBegun, CampaignId
from community_domain.members import LittleTeacherEnrolled
from community_domain.service import HoursCredited

from .known import Known, SliceOnlooker, demand

__all__ = ["OutreachOnlooker"]

MOVES = (OutreachHeld, OutreachConfirmed)


class OutreachOnlooker(SliceOnlooker):
    """R3, R28."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            LittleTeacherEnrolled: self.enrolled,
            CampaignBegun: self.begun,
            OutreachHeld: self.held,
            OutreachConfirmed: self.confirmed,
        }
        self.teachers: list[MemberId] = []
        self.campaigns: list[CampaignId] = []
        self.told: dict[OutreachId, OutreachHeld] = {}
        self.sure: list[OutreachId] = []

    def decided(self, rows: list[Recorded[Event]]) -> None:
        """No outreach credits hours (R28)."""
        kinds: Any = {type(row.event) for row in rows}
        demand(not (kinds & {*MOVES} and HoursCredited in kinds), "R28", rows)

    def enrolled(self, event: LittleTeacherEnrolled, _: Envelope) -> None:
        """Somebody becomes a little teacher."""
        self.teachers.append(event.member_id)

    def begun(self, event: CampaignBegun, _: Envelope) -> None:
        """There is a theme."""
        self.campaigns.append(event.campaign_id)

    def held(self, event: OutreachHeld, envelope: Envelope) -> None:
        """A little teacher who might take part that day reached somebody, and it is over."""
        demand(event.outreach_id not in self.told, "one outreach", event)
        demand(event.teacher_id in self.teachers, "a little teacher teaches", event)
        demand(self.known.may_take_part(event.teacher_id, event.period.start), "R3", event)
        demand(event.period.end <= envelope.context.at, "outreach is over", event)
        demand(event.persons >= 1, "somebody is reached", event)
        demand(event.kind is OutreachKind.TALK or event.evidence, "what is made is shown", event)
        demand(event.campaign_id in (None, *self.campaigns), "a campaign was begun", event)
        self.told[event.outreach_id] = event

    def confirmed(self, event: OutreachConfirmed, envelope: Envelope) -> None:
        """Another person says so, who may, once."""
        actor, teacher = envelope.context.actor, self.told[event.outreach_id].teacher_id
        demand((event.teacher_id, event.confirmer_id) == (teacher, actor), "R40", event)
        demand(actor != teacher, "nobody confirms their own", event)
        office = [self.known.has_role(actor, role) for role in ("coordinator", "tutor")]
        demand(any(office), "R43", event)
        demand(event.outreach_id not in self.sure, "one confirmation", event)
        self.sure.append(event.outreach_id)
