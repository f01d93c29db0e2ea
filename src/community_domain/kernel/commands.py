"""Commands: frozen wishes in the imperative, checked when they are built.

They are kept in the envelopes of their events, so a command's name and shape are storage formats
like those of events.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar, Self, TypeVar, dataclass_transform

import attrs

from .fields import personal_fields
from .lifting import Upcaster, must_lift_all
from .values import bounded, checked, personal, sha256, shaped, wall_clock

if TYPE_CHECKING:
    from .domain import Domain

__all__ = ["Command", "CommandSpec", "command"]

C = TypeVar("C", bound="Command")


@attrs.frozen
class CommandSpec:
    """The storage name of a command and its fields with personal values, by subject field."""

    name: str
    version: int
    personal: dict[str, str]
    upcasters: Mapping[int, Upcaster]


class Command:
    """Something that somebody wants to happen."""

    __slots__ = ()
    spec: ClassVar[CommandSpec]

    def completed(self, domain: "Domain") -> Self:  # noqa: ARG002 - for those that ask
        """This command, checked against the vocabulary and filled up from it where it asks so.

        Raises:
            InvalidValue: It names something the domain does not know.
        """
        return self


@dataclass_transform(
    frozen_default=True,
    field_specifiers=(attrs.field, personal, bounded, shaped, sha256, wall_clock),
)
def command(
    name: str, *, version: int = 1, upcasters: Mapping[int, Upcaster] | None = None
) -> Callable[[type[C]], type[C]]:
    """Make a class a command.

    Args:
        name: Its storage name, `namespace.imperative`.
        version: Of its shape, counted from 1.
        upcasters: For each older version a pure function from its plain shape to the next one's;
            what they give is read past today's checks.
    """
    lifts = must_lift_all(name, version, upcasters)

    def decorate(cls: type[C]) -> type[C]:
        made = attrs.frozen(field_transformer=checked)(cls)
        made.spec = CommandSpec(name, version, personal_fields(made), lifts)
        return made

    return decorate
