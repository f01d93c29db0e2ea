"""Campaigns: what belongs to a theme."""

from collections.abc import Callable
from typing import Any

from community_domain_projections import Campaigns

from community_domain import Community
from community_domain.activities import ActivityId
from community_domain.community import (
    AddActivityToCampaign,
    AddTaskToCampaign,
    BeginCampaign,
    CampaignId,
)
from community_domain.tasks import PostTask, TaskId

CIVILITY, GREENING = CampaignId("civility"), TaskId("greening")


def test_activities_and_tasks_of_a_campaign(community: Community, do: Callable[..., Any]) -> None:
    """Each is told once, in the order of adding; a campaign may be without any."""
    do("founder", BeginCampaign(CIVILITY, "Civility"), 1)
    campaigns = Campaigns().fold(community.log)
    assert campaigns.titles == {CIVILITY: "Civility"}
    assert not campaigns.activities
    assert not campaigns.tasks
    do("founder", PostTask(GREENING, "Greening"), 1)
    for _ in range(2):
        do("founder", AddActivityToCampaign(CIVILITY, ActivityId("games")), 1)
        do("founder", AddTaskToCampaign(CIVILITY, GREENING), 1)
    campaigns.fold(community.log)
    assert campaigns.activities == {CIVILITY: {ActivityId("games"): None}}
    assert campaigns.tasks == {CIVILITY: {GREENING: None}}
