"""As of when a state is read: now, or as it was, by position or by either of the two clocks."""

from datetime import datetime

import attrs

from .ports import EventLog
from .refusals import Hint, Problem
from .values import checked_instant, wrong

__all__ = ["AsOf", "Decided", "position_of"]


@attrs.frozen
class Decided:
    """As of an instant of decision, instead of one of recording."""

    at: datetime = attrs.field(converter=checked_instant)


AsOf = int | datetime | Decided | None
"""A position; an instant of the log's clock; an instant of decision; or None for now."""


def position_of(log: EventLog, as_of: AsOf) -> int | None:
    """The position to fold until; None for all there is.

    Raises:
        InvalidValue: It is nothing that has been.
    """
    match as_of:
        case None | Decided():
            return None
        case datetime():
            return log.position_at(checked_instant(as_of, "as_of"))
        case int() if not isinstance(as_of, bool):
            head = log.head().position
            if not 0 <= as_of <= head:
                hint = Hint(f"From 0 to {head}, the last position.", f"0 至 {head}。")
                problem = Problem.TOO_LARGE if as_of > 0 else Problem.TOO_SMALL
                raise wrong("as_of", as_of, problem, hint)
            return as_of
        case _:
            hint = Hint(
                "Give a position, an aware datetime, or Decided(instant).",
                "请给出位置、带时区的时刻或 Decided(时刻)。",
            )
            raise wrong("as_of", as_of, Problem.WRONG_TYPE, hint)
