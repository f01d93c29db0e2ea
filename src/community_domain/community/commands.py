"""What may be wanted of the community as a whole."""

from datetime import date
from typing import Self

from ..activities.values import ActivityId
from ..kernel import (
    Command,
    Domain,
    MemberId,
    SettingValue,
    bounded,
    command,
    personal,
    replaced,
    zone,
)
from ..tasks.values import TaskId
from .values import BuildingId, CampaignId, PlaceId, StairwellId

__all__ = [
    "AddActivityToCampaign",
    "AddBuilding",
    "AddPlace",
    "AddStairwell",
    "AddTaskToCampaign",
    "BeginCampaign",
    "ChangeSettings",
    "EndCampaign",
    "FoundCommunity",
    "RemoveStairwell",
]


@command("community.found")
class FoundCommunity(Command):
    """Begin a community; the founder is its first member and its first coordinator."""

    name: str = bounded(high=200)
    zone: str
    """IANA name of its time zone, such as `Asia/Shanghai`."""
    founder_id: MemberId
    founder_name: str = personal(subject="founder_id")
    founder_born: date = personal(subject="founder_id")
    settings: tuple[SettingValue, ...] = ()
    """Those that differ from the defaults; the rest is filled in before it is recorded."""

    def completed(self, domain: Domain) -> Self:
        """With every setting of the domain, so that a later release never rewrites history."""
        zone(self.zone)
        return replaced(self, settings=domain.adopted(self.settings))


@command("community.change-settings")
class ChangeSettings(Command):
    """Give settings other values from now on."""

    settings: tuple[SettingValue, ...]

    def completed(self, domain: Domain) -> Self:
        """Checked against what the domain declares."""
        domain.adopted(self.settings)
        return self


@command("community.add-building")
class AddBuilding(Command):
    """Add a building."""

    building_id: BuildingId
    name: str = bounded(high=200)


@command("community.add-stairwell")
class AddStairwell(Command):
    """Add a stairwell to a building."""

    stairwell_id: StairwellId
    building_id: BuildingId
    name: str = bounded(high=200)


@command("community.remove-stairwell")
class RemoveStairwell(Command):
    """Take a stairwell out that is no longer there: pulled down, walled up, added by mistake."""

    stairwell_id: StairwellId


@command("community.add-place")
class AddPlace(Command):
    """Add a place where people do something: a hall, a courtyard, a gate."""

    place_id: PlaceId
    name: str = bounded(high=200)


@command("community.begin-campaign")
class BeginCampaign(Command):
    """Begin a campaign: a theme over several activities and tasks."""

    campaign_id: CampaignId
    title: str = bounded(high=200)


@command("community.add-activity-to-campaign")
class AddActivityToCampaign(Command):
    """Let an activity be part of a campaign; it may be part of several."""

    campaign_id: CampaignId
    activity_id: ActivityId


@command("community.add-task-to-campaign")
class AddTaskToCampaign(Command):
    """Let a task be part of a campaign; it may be part of several."""

    campaign_id: CampaignId
    task_id: TaskId


@command("community.end-campaign")
class EndCampaign(Command):
    """End a campaign, for good."""

    campaign_id: CampaignId
