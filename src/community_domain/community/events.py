"""What happened to the community as a whole. The names are storage formats: they never change."""

from ..activities.values import ActivityId
from ..kernel import Event, MemberId, SettingValue, event
from ..tasks.values import TaskId
from .values import BuildingId, CampaignId, PlaceId, StairwellId

__all__ = [
    "ActivityAddedToCampaign",
    "BuildingAdded",
    "CampaignBegun",
    "CampaignEnded",
    "CommunityFounded",
    "PlaceAdded",
    "SettingsChanged",
    "StairwellAdded",
    "StairwellRemoved",
    "TaskAddedToCampaign",
]


@event("community.founded", everywhere=True)
class CommunityFounded(Event):
    """The community began, with every setting in force, defaults too."""

    name: str
    zone: str
    founder_id: MemberId
    settings: tuple[SettingValue, ...]


@event("community.settings-changed", everywhere=True)
class SettingsChanged(Event):
    """Settings got other values."""

    settings: tuple[SettingValue, ...]


@event("community.building-added", everywhere=True)
class BuildingAdded(Event):
    """A building belongs to the community."""

    building_id: BuildingId
    name: str


@event("community.stairwell-added", everywhere=True)
class StairwellAdded(Event):
    """A stairwell of a building."""

    stairwell_id: StairwellId
    building_id: BuildingId
    name: str


@event("community.stairwell-removed", everywhere=True)
class StairwellRemoved(Event):
    """A stairwell is no longer there; what happened in it did happen."""

    stairwell_id: StairwellId
    building_id: BuildingId


@event("community.place-added", everywhere=True)
class PlaceAdded(Event):
    """A place where people do something: a hall, a courtyard, a gate."""

    place_id: PlaceId
    name: str


@event("community.campaign-begun")
class CampaignBegun(Event):
    """There is a theme over several activities and tasks."""

    campaign_id: CampaignId
    title: str


@event("community.activity-added-to-campaign")
class ActivityAddedToCampaign(Event):
    """An activity is part of a campaign."""

    campaign_id: CampaignId
    activity_id: ActivityId


@event("community.task-added-to-campaign")
class TaskAddedToCampaign(Event):
    """A task is part of a campaign."""

    campaign_id: CampaignId
    task_id: TaskId


@event("community.campaign-ended")
class CampaignEnded(Event):
    """Nothing becomes part of a campaign any more."""

    campaign_id: CampaignId
