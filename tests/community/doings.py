"""Stories in which the commands of community have effect, one for each."""

from community_domain_testkit import FOUNDER
from community_domain_testkit import given as story

from community_domain.activities import WAITLIST_LEAST
from community_domain.community import (
    AddActivityToCampaign,
    AddBuilding,
    AddPlace,
    AddStairwell,
    AddTaskToCampaign,
    BeginCampaign,
    BuildingId,
    CampaignId,
    ChangeSettings,
    EndCampaign,
    FoundCommunity,
    PlaceId,
    RemoveStairwell,
    StairwellId,
)
from community_domain.tasks import PostTask, TaskId
from tests.doings import ACTIVITY, BORN, BUILDING, PEOPLE, STAIRWELL, TASK, Example

__all__ = ["EXAMPLES"]

CAMPAIGN = CampaignId("campaign-1")
BEGUN = PEOPLE.and_given(
    BeginCampaign(CAMPAIGN, "You and me"), PostTask(TaskId("task-1"), "Clear the yard")
)

EXAMPLES = (
    Example(story(), FoundCommunity("Community 1", "Asia/Shanghai", FOUNDER, "Founder", BORN)),
    Example(PEOPLE, ChangeSettings((WAITLIST_LEAST.at(3),))),
    Example(PEOPLE, AddBuilding(BuildingId("building-2"), "South")),
    Example(PEOPLE, AddPlace(PlaceId("place-1"), "Hall")),
    Example(PEOPLE, AddStairwell(StairwellId("stairwell-2"), BUILDING, "Second")),
    Example(PEOPLE, RemoveStairwell(STAIRWELL)),
    Example(PEOPLE, BeginCampaign(CAMPAIGN, "You and me")),
    Example(BEGUN, AddActivityToCampaign(CAMPAIGN, ACTIVITY)),
    Example(BEGUN, AddTaskToCampaign(CAMPAIGN, TASK)),
    Example(BEGUN, EndCampaign(CAMPAIGN)),
)
