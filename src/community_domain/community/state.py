"""What decisions read about the community as a whole."""

from ..kernel import Setting, State, folded, on, state
from .events import BuildingAdded, CommunityFounded, PlaceAdded, SettingsChanged, StairwellAdded
from .values import BuildingId, PlaceId, StairwellId

__all__ = ["Places", "Settings"]


@state
class Settings(State):
    """The community's name, its zone, and its settings in force."""

    name: str | None = folded(None)
    founding: CommunityFounded | None = folded(None)
    zone: str = folded("UTC")
    chosen: dict[str, int] = folded(factory=dict)

    ignores = {"Places are no settings": (BuildingAdded, StairwellAdded, PlaceAdded)}
    elsewhere = "Only founding and changes set settings"

    def __getitem__(self, setting: Setting) -> int:
        """The value in force; a setting younger than the community has its default."""
        return self.chosen.get(setting.name, setting.default)

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

    ignores = {"Settings move no buildings": (CommunityFounded, SettingsChanged)}
    elsewhere = "Only adding makes a place"

    @on
    def building(self, event: BuildingAdded) -> None:
        self.buildings[event.building_id] = event.name

    @on
    def stairwell(self, event: StairwellAdded) -> None:
        self.stairwells[event.stairwell_id] = (event.building_id, event.name)

    @on
    def place(self, event: PlaceAdded) -> None:
        self.places[event.place_id] = event.name
