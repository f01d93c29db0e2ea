"""Campaigns: themes, and the activities and tasks that belong to each."""

from collections.abc import Mapping

import attrs

from community_domain import Event, Recorded
from community_domain.activities import ActivityId
from community_domain.community import (
    ActivityAddedToCampaign,
    CampaignBegun,
    CampaignId,
    TaskAddedToCampaign,
)
from community_domain.tasks import TaskId

from .folding import Handler, Projection

__all__ = ["Campaigns"]


@attrs.define
class Campaigns(Projection):
    """Campaigns in the order of beginning; what belongs to them in the order of adding."""

    titles: dict[CampaignId, str] = attrs.field(factory=dict[CampaignId, str], init=False)
    activities: dict[CampaignId, dict[ActivityId, None]] = attrs.field(
        factory=dict[CampaignId, dict[ActivityId, None]], init=False
    )
    tasks: dict[CampaignId, dict[TaskId, None]] = attrs.field(
        factory=dict[CampaignId, dict[TaskId, None]], init=False
    )

    def handlers(self) -> Mapping[type[Event], Handler]:
        """Beginnings give titles, the rest says what belongs to them."""
        return {
            CampaignBegun: self._begin,
            ActivityAddedToCampaign: self._add_activity,
            TaskAddedToCampaign: self._add_task,
        }

    def _begin(self, recorded: Recorded[CampaignBegun]) -> None:
        self.titles[recorded.event.campaign_id] = recorded.event.title

    def _add_activity(self, recorded: Recorded[ActivityAddedToCampaign]) -> None:
        event = recorded.event
        self.activities.setdefault(event.campaign_id, {})[event.activity_id] = None

    def _add_task(self, recorded: Recorded[TaskAddedToCampaign]) -> None:
        event = recorded.event
        self.tasks.setdefault(event.campaign_id, {})[event.task_id] = None
