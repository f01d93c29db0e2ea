"""Founding, settings, places."""

from collections.abc import Iterator

from ..kernel import Context, Event, Read, decides, system
from ..members.events import MemberRegistered, RoleGranted
from ..members.policies import coordinator, must_be_of_age, oneself
from ..members.state import Profile
from ..members.values import COORDINATOR, MemberKind
from .commands import AddBuilding, AddPlace, AddStairwell, ChangeSettings, FoundCommunity
from .events import BuildingAdded, CommunityFounded, PlaceAdded, SettingsChanged, StairwellAdded
from .refusals import AlreadyFounded, PlaceExists, PlaceUnknown
from .state import Places, Settings
from .values import Scope

__all__ = ["add_building", "add_place", "add_stairwell", "change_settings", "found_community"]


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
def add_place(command: AddPlace, context: Context, read: Read) -> Iterator[Event]:
    """Add a place once."""
    known = read(Places()).places.get(command.place_id)
    if known is None:
        yield PlaceAdded(command.place_id, command.name)
    elif known != command.name:
        raise PlaceExists(command.place_id)
