"""What decisions read about the community as a whole."""

from ..activities.values import ActivityId
from ..kernel import Setting, State, folded, on, state
from ..tasks.values import TaskId
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
from .values import BuildingId, CampaignId, PlaceId, StairwellId

__all__ = ["Campaign", "Places", "Settings"]


@state
class Settings(State):
    """The community's name, its zone, and its settings in force."""

    name: str | None = folded(None)
    founding: CommunityFounded | None = folded(None)
    zone: str = folded("UTC")
    chosen: dict[str, int] = folded(factory=dict)

    ignores = {
        "Places are no settings": (BuildingAdded, StairwellAdded, StairwellRemoved, PlaceAdded)
    }
    elsewhere = "Only founding and changes set settings"

    def __getitem__(self, setting: Setting) -> int:
        """The value in force; one younger than the community is as before it, or its default."""
        return self.chosen.get(setting.name, setting.unrecorded)

    @on
    def founded(self, event: CommunityFounded) -> None:
        self.name, self.zone, self.founding = event.name, event.zone, event
        self.chosen.update((one.name, one.value) for one in event.settings)

    @on
    def changed(self, event: SettingsChanged) -> None:
        self.chosen.update((one.name, one.value) for one in event.settings)


@state
class Places(State):
    """The buildings, stairwells and other places there are."""

    buildings: dict[BuildingId, str] = folded(factory=dict)
    stairwells: dict[StairwellId, tuple[BuildingId, str]] = folded(factory=dict)
    places: dict[PlaceId, str] = folded(factory=dict)
    removed: dict[StairwellId, None] = folded(factory=dict)
    """Stairwells that were there once."""

    ignores = {"Settings move no buildings": (CommunityFounded, SettingsChanged)}
    elsewhere = "Only adding makes a place, and only removing takes one away"

    @on
    def building(self, event: BuildingAdded) -> None:
        self.buildings[event.building_id] = event.name

    @on
    def stairwell(self, event: StairwellAdded) -> None:
        self.stairwells[event.stairwell_id] = (event.building_id, event.name)
        self.removed.pop(event.stairwell_id, None)

    @on
    def stairwell_removed(self, event: StairwellRemoved) -> None:
        self.stairwells.pop(event.stairwell_id, None)
        self.removed[event.stairwell_id] = None

    @on
    def place(self, event: PlaceAdded) -> None:
        self.places[event.place_id] = event.name


@state
class Campaign(State):
    """A theme over several activities and tasks."""

    campaign_id: CampaignId
    title: str | None = folded(None)
    """None while there is no such campaign."""
    activities: dict[ActivityId, None] = folded(factory=dict)
    tasks: dict[TaskId, None] = folded(factory=dict)
    ended: bool = folded(False)

    elsewhere = "Only the community says what belongs to a campaign"

    @on
    def begun(self, event: CampaignBegun) -> None:
        self.title = event.title

    @on
    def activity_added(self, event: ActivityAddedToCampaign) -> None:
        self.activities[event.activity_id] = None

    @on
    def task_added(self, event: TaskAddedToCampaign) -> None:
        self.tasks[event.task_id] = None

    @on
    def was_ended(self, event: CampaignEnded) -> None:
        self.ended = True
