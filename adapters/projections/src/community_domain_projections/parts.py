"""Whom each event names, and in which part: the words that histories tell it with.

An event names members by its fields of type `MemberId`. What stands in such a field follows from
the field and from the slice, so that a new event has its part without being listed here.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from operator import attrgetter
from typing import Any

from community_domain import STANDARD, Event, MemberId
from community_domain.activities import FillingPaused, WaitlistJoined, WaitlistLeft
from community_domain.members import (
    ConsentGranted,
    ConsentRevoked,
    HouseholdJoined,
    HouseholdLeft,
    LittleTeacherEnrolled,
    RoleGranted,
    RoleRevoked,
)

__all__ = ["PARTS", "UNTOLD", "Part", "Parts", "in_part", "parts_of"]


class Part(StrEnum):
    """In which part somebody stands in an event."""

    HOLDER = "holder of a seat"
    WAITER = "waiter"
    MEMBER = "member"
    LITTLE_TEACHER = "little teacher"
    RESIDENT = "resident"
    ROLE = "holder of a role"
    VOLUNTEER = "volunteer"
    """Holds a shift, does a task, or is credited with hours."""
    GUARDIAN = "guardian"
    """Named as one, or acting for a minor."""
    COORDINATOR = "coordinator"
    """Founded the community."""
    ON_WHOSE_WORD = "on whose word"
    """Acted on what names others, with a right to: a coordinator, a tutor, who keeps a station."""


Parts = Callable[[Any], tuple[tuple[MemberId, str], ...]]
"""The members that an event names, each once, with their parts."""

MEMBER = "member"
"""The tag of members."""
BY_FIELD = {
    "guardian_id": Part.GUARDIAN,
    "founder_id": Part.COORDINATOR,
    "teacher_id": Part.LITTLE_TEACHER,
}
"""What a field says, whatever the event; another field says what it is called."""
CONSENTS = (ConsentGranted, ConsentRevoked)
"""Whoever gives one is a guardian, unless it is the member in person."""
BY_SLICE = {
    "activity": Part.HOLDER,
    "shift": Part.VOLUNTEER,
    "task": Part.VOLUNTEER,
    "service": Part.VOLUNTEER,
}
"""As what a slice names a member; other slices name a member as such."""
BY_EVENT: Mapping[type[Event], str] = {
    LittleTeacherEnrolled: Part.LITTLE_TEACHER,
    HouseholdJoined: Part.RESIDENT,
    HouseholdLeft: Part.RESIDENT,
    RoleGranted: Part.ROLE,
    RoleRevoked: Part.ROLE,
    WaitlistJoined: Part.WAITER,
    WaitlistLeft: Part.WAITER,
}
"""As what these name a member, unlike the rest of their slice."""
UNTOLD: Mapping[type[Event], str] = {FillingPaused: "A pause in filling is nobody's deed"}
"""Events that are in no history, with the reason."""


def in_part(part: str, field: str = "member_id") -> Parts:
    """Events that name one member, in one part.

    Args:
        part: One of `Part`, or an app's own.
        field: The field that names the member.
    """
    member = attrgetter(field)
    return lambda event: ((member(event), part),)


def parts_of(kind: type[Event]) -> Parts:
    """Everybody whom events of a type name by tag, each in the part of the first such field."""
    part = BY_EVENT.get(kind) or BY_SLICE.get(kind.spec.name.partition(".")[0], Part.MEMBER)
    fields = [
        (field, part if field in ("member_id", "member_ids") else _part(kind, field), many)
        for field, tag, many in kind.spec.tagging
        if tag == MEMBER
    ]

    def named(event: Event) -> tuple[tuple[MemberId, str], ...]:
        found: dict[MemberId, str] = {}
        for field, part, many in fields:
            held = getattr(event, field)
            for member_id in held if many else (held,):
                if member_id is not None:
                    found.setdefault(member_id, part)
        return tuple(found.items())

    return named


def _part(kind: type[Event], field: str) -> str:
    """What a field says about whom it names, such as `bringer`."""
    if kind in CONSENTS and field == "giver_id":
        return Part.GUARDIAN
    words = field.removesuffix("_ids").removesuffix("_id").replace("_", " ")
    return BY_FIELD.get(field, words)


PARTS: Mapping[type[Event], Parts] = {
    kind: parts_of(kind) for kind in STANDARD.events if kind not in UNTOLD
}
"""Whom the library's events name; add those of your own slice with `{**PARTS, …}`."""
