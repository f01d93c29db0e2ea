"""What happened to the community as a whole. The names are storage formats: they never change."""

from ..kernel import Event, MemberId, SettingValue, event
from .values import BuildingId, PlaceId, StairwellId

__all__ = ["BuildingAdded", "CommunityFounded", "PlaceAdded", "SettingsChanged", "StairwellAdded"]


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


@event("community.place-added", everywhere=True)
class PlaceAdded(Event):
    """A place where people do something: a hall, a courtyard, a gate."""

    place_id: PlaceId
    name: str
