"""Where a command is posted, and how it travels as JSON."""

from collections.abc import Mapping
from datetime import date, datetime
from string import Formatter
from typing import Any

import attrs
from cattrs import Converter
from cattrs.errors import CattrsError

from community_domain import Command, Refusal
from community_domain.activities import (
    ChangeCapacity,
    OfferActivity,
    RecordNoShow,
    RecordPresence,
    ScheduleOccurrence,
    SignUp,
    Withdraw,
)
from community_domain.shifts import DefinePosition, RecordAbsence, ScheduleShift, TakeShift

__all__ = ["ENDPOINTS", "PATHS", "Malformed", "command_of", "request_of"]

ENDPOINTS: Mapping[str, type[Command]] = {
    "/activities": OfferActivity,
    "/occurrences": ScheduleOccurrence,
    "/occurrences/{occurrence_id}/capacity": ChangeCapacity,
    "/occurrences/{occurrence_id}/sign-ups": SignUp,
    "/occurrences/{occurrence_id}/withdrawals": Withdraw,
    "/occurrences/{occurrence_id}/presences": RecordPresence,
    "/occurrences/{occurrence_id}/no-shows": RecordNoShow,
    "/positions": DefinePosition,
    "/shifts": ScheduleShift,
    "/shifts/{shift_id}/places": TakeShift,
    "/shifts/{shift_id}/absences": RecordAbsence,
}
"""What may be posted where: the fields of a command come from the path and the JSON body."""
PATHS: Mapping[type[Command], str] = {kind: path for path, kind in ENDPOINTS.items()}


def _instant(value: Any, _: type) -> datetime:
    return datetime.fromisoformat(value)


_CONVERTER = Converter(detailed_validation=False, forbid_extra_keys=True)
_CONVERTER.register_structure_hook(datetime, _instant)
_CONVERTER.register_unstructure_hook(datetime, datetime.isoformat)
_CONVERTER.register_unstructure_hook(date, date.isoformat)


class Malformed(ValueError):
    """What was posted has not the form of the command; its sentence tells what has."""

    def __init__(self, kind: Any) -> None:
        names = ", ".join(field.name for field in attrs.fields(kind))
        super().__init__(f"{kind.__name__} takes {names}, in the form that its reference tells.")


def command_of(kind: type[Command], fields: Mapping[str, Any]) -> Command:
    """The command with these fields, as JSON knows them.

    Raises:
        Refusal: A field holds nonsense.
        Malformed: The fields are not those of the command, or of other types.
    """
    try:
        return _CONVERTER.structure(fields, kind)
    except Refusal:
        raise
    except (CattrsError, AttributeError, LookupError, TypeError, ValueError):
        raise Malformed(kind) from None


def request_of(command: Command) -> tuple[str, dict[str, Any]]:
    """The path and the body with which a command is posted."""
    template, body = PATHS[type(command)], _CONVERTER.unstructure(command)
    named = [name for _, name, _, _ in Formatter().parse(template) if name]
    return template.format_map({name: body.pop(name) for name in named}), body
