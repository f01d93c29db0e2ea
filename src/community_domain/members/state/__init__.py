"""What decisions read about members."""

from .erasure import (
    Keeping,
    Wards,
)
from .people import (
    Agenda,
    BringingAlong,
    Clearances,
    Coordinators,
    EmergencyContact,
    Granted,
    Home,
    Household,
    Permissions,
    Presence,
    Profile,
    Standing,
)

__all__ = [
    "Agenda",
    "BringingAlong",
    "Clearances",
    "Coordinators",
    "EmergencyContact",
    "Granted",
    "Home",
    "Household",
    "Keeping",
    "Permissions",
    "Presence",
    "Profile",
    "Standing",
    "Wards",
]
