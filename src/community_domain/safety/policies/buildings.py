"""Who runs what is in one building: its coordinator, and those of the whole community."""

from collections.abc import Callable
from typing import Any

from ...community.values import BuildingId, Scope, ScopeKind, SubjectId
from ...kernel import Context, Grant, Read, System
from ...members.state import Permissions
from ...members.values import COORDINATOR

__all__ = ["coordinates"]

BuildingOf = Callable[[Any, Read], BuildingId | None]


def coordinates(building_of: BuildingOf) -> Callable[[Any, Context, Read], Grant | None]:
    """Whether somebody is a coordinator of the community, or of the building in question."""

    def ask(subject: Any, context: Context, read: Read) -> Grant | None:
        if isinstance(context.actor, System):
            return None
        held = read(Permissions(context.actor)).held
        if (COORDINATOR, Scope()) in held:
            return Grant()
        building_id = building_of(subject, read) if held else None
        if building_id is None:
            return None
        scope = Scope(ScopeKind.BUILDING, SubjectId(building_id))
        return Grant() if (COORDINATOR, scope) in held else None

    return ask
