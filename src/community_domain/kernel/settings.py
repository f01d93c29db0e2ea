"""Settings: numbers that are a community's policy, declared once with a default and bounds."""

import attrs

from .refusals import Hint, InvalidValue, Problem
from .values import value

__all__ = ["Setting", "SettingValue"]


@value
class SettingValue:
    """A setting by name with a value, as events and commands carry it."""

    name: str
    value: int


@attrs.frozen
class Setting:
    """A declared setting: whole numbers only, with the unit beside it; switches are 0 and 1."""

    name: str
    default: int
    unit: str
    """`hours`, `minutes`, `persons`, `percent`, `years`, or `switch`."""
    rule: str | None = None
    low: int = 0
    high: int = 1_000_000
    formerly: int | None = None
    """In force where a community was founded before there was this setting; else the default."""

    @property
    def unrecorded(self) -> int:
        """The value in force where no founding and no change recorded one."""
        return self.default if self.formerly is None else self.formerly

    def at(self, number: int) -> SettingValue:
        """The setting with a value.

        Raises:
            InvalidValue: The number is out of the setting's bounds.
        """
        if not self.low <= number <= self.high:
            problem = Problem.TOO_SMALL if number < self.low else Problem.TOO_LARGE
            hint = Hint(
                f"From {self.low} to {self.high} {self.unit}.", f"{self.low} 至 {self.high}。"
            )
            raise InvalidValue(self.name, str(number), problem, hint)
        return SettingValue(self.name, number)
