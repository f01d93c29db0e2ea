"""Founding, settings, places, campaigns."""

from collections.abc import Iterator

from ..activities.refusals import ActivityUnknown
from ..activities.state import Offering
from ..kernel import Context, Event, Read, decides, system
from ..members.events import MemberRegistered, RoleGranted
from ..members.policies import coordinator, must_be_of_age, oneself
from ..members.state import Profile
from ..members.values import COORDINATOR, MemberKind
from ..tasks.refusals import TaskUnknown
from ..tasks.state import Task
from .commands import (
    AddActivityToCampaign,
    AddBuilding,
    AddPlace,
    AddStairwell,
    AddTaskToCampaign,
    BeginCampaign,
    ChangeSettings,
    EndCampaign,
    FoundCommunity,
    RemoveStairwell,
)
from .events import (
    ActivityAddedToCampaign,
    BuildingAdded,
    CampaignBegun,
    CampaignEnded,
    CommunityFounded,
    PlaceAdded,
    SettingsChanged,
    StairwellAdded,
    StairwellRemoved,
    TaskAddedToCampaign,
)
from .refusals import (
    AlreadyFounded,
    CampaignExists,
    CampaignOver,
    CampaignUnknown,
    PlaceExists,
    PlaceUnknown,
)
from .state import Campaign, Places, Settings
from .values import CampaignId, Scope

__all__ = [
    "add_activity_to_campaign",
    "add_building",
    "add_place",
    "add_stairwell",
    "add_task_to_campaign",
    "begin_campaign",
    "change_settings",
    "end_campaign",
    "found_community",
    "remove_stairwell",
]


@decides(by=oneself("founder_id") | system)
def found_community(command: FoundCommunity, context: Context, read: Read) -> Iterator[Event]:
    """Begin the community; its founder is the first member and coordinator (R43)."""
    settings, founder = read(Settings(), Profile(command.founder_id))
    founded = CommunityFounded(command.name, command.zone, command.founder_id, command.settings)
    person = (context.actor, command.founder_name, command.founder_born)
    if settings.founding == founded and (founder.member_id, founder.name, founder.born) == person:
        return
    if settings.name is not None:
        raise AlreadyFounded(settings.name)
    begun = Settings()
    begun.founded(founded)
    must_be_of_age(command.founder_id, command.founder_born, context.at, begun)
    yield founded
    yield MemberRegistered(
        command.founder_id, MemberKind.PERSON, command.founder_name, command.founder_born, None
    )
    yield RoleGranted(command.founder_id, COORDINATOR, Scope())


@decides(by=coordinator())
def change_settings(command: ChangeSettings, context: Context, read: Read) -> Iterator[Event]:
    """Record the settings that really change."""
    chosen = read(Settings()).chosen
    changed = tuple(one for one in command.settings if chosen.get(one.name) != one.value)
    if changed:
        yield SettingsChanged(changed)


@decides(by=coordinator())
def add_building(command: AddBuilding, context: Context, read: Read) -> Iterator[Event]:
    """Add a building once."""
    known = read(Places()).buildings.get(command.building_id)
    if known is None:
        yield BuildingAdded(command.building_id, command.name)
    elif known != command.name:
        raise PlaceExists(command.building_id)


@decides(by=coordinator())
def add_stairwell(command: AddStairwell, context: Context, read: Read) -> Iterator[Event]:
    """Add a stairwell of a known building once."""
    places = read(Places())
    if command.building_id not in places.buildings:
        raise PlaceUnknown(command.building_id)
    known = places.stairwells.get(command.stairwell_id)
    if known is None:
        yield StairwellAdded(command.stairwell_id, command.building_id, command.name)
    elif known != (command.building_id, command.name):
        raise PlaceExists(command.stairwell_id)


@decides(by=coordinator())
def remove_stairwell(command: RemoveStairwell, context: Context, read: Read) -> Iterator[Event]:
    """Take a stairwell out once; it can be added again."""
    places = read(Places())
    if command.stairwell_id in places.removed:
        return
    if command.stairwell_id not in places.stairwells:
        raise PlaceUnknown(command.stairwell_id)
    building_id, _ = places.stairwells[command.stairwell_id]
    yield StairwellRemoved(command.stairwell_id, building_id)


@decides(by=coordinator())
def add_place(command: AddPlace, context: Context, read: Read) -> Iterator[Event]:
    """Add a place once."""
    known = read(Places()).places.get(command.place_id)
    if known is None:
        yield PlaceAdded(command.place_id, command.name)
    elif known != command.name:
        raise PlaceExists(command.place_id)


@decides(by=coordinator(), backfills=True)
def begin_campaign(command: BeginCampaign, context: Context, read: Read) -> Iterator[Event]:
    """Begin a campaign once."""
    title = read(Campaign(command.campaign_id)).title
    if title is None:
        yield CampaignBegun(command.campaign_id, command.title)
    elif title != command.title:
        raise CampaignExists(command.campaign_id)


@decides(by=coordinator(), backfills=True)
def add_activity_to_campaign(
    command: AddActivityToCampaign, context: Context, read: Read
) -> Iterator[Event]:
    """Add an activity that is offered, while the campaign goes on."""
    campaign, offering = _begun(command.campaign_id, read), read(Offering(command.activity_id))
    if command.activity_id in campaign.activities:
        return
    if offering.title is None:
        raise ActivityUnknown(command.activity_id)
    _must_go_on(campaign)
    yield ActivityAddedToCampaign(command.campaign_id, command.activity_id)


@decides(by=coordinator(), backfills=True)
def add_task_to_campaign(
    command: AddTaskToCampaign, context: Context, read: Read
) -> Iterator[Event]:
    """Add a task that is posted, while the campaign goes on."""
    campaign, task = _begun(command.campaign_id, read), read(Task(command.task_id))
    if command.task_id in campaign.tasks:
        return
    if task.posted is None:
        raise TaskUnknown(command.task_id)
    _must_go_on(campaign)
    yield TaskAddedToCampaign(command.campaign_id, command.task_id)


@decides(by=coordinator(), backfills=True)
def end_campaign(command: EndCampaign, context: Context, read: Read) -> Iterator[Event]:
    """End a campaign; what it holds goes on."""
    if not _begun(command.campaign_id, read).ended:
        yield CampaignEnded(command.campaign_id)


def _begun(campaign_id: CampaignId, read: Read) -> Campaign:
    """The campaign, which was begun."""
    campaign = read(Campaign(campaign_id))
    if campaign.title is None:
        raise CampaignUnknown(campaign_id)
    return campaign


def _must_go_on(campaign: Campaign) -> None:
    if campaign.ended:
        raise CampaignOver(campaign.campaign_id)
