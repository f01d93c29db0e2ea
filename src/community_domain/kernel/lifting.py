"""How stored shapes of older versions become today's: a pure function for each step."""

from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["Upcaster", "must_lift_all"]

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
"""From the plain values of one version to those of the next; pure, for it is asked for ever."""


def must_lift_all(
    name: str, version: int, upcasters: Mapping[int, Upcaster] | None
) -> Mapping[int, Upcaster]:
    """The upcasters, one for each older version.

    Raises:
        TypeError: One is missing, or there is one for a version that is not older.
    """
    lifts = upcasters or {}
    older = set(range(1, version))
    if missing := sorted(older - set(lifts)):
        raise TypeError(
            f"{name} of version {version} needs an upcaster from version {missing[0]};"
            f" write upcasters={{{missing[0]}: ...}}"
        )
    if beyond := sorted(set(lifts) - older):
        raise TypeError(
            f"{name} of version {version} has an upcaster from version {beyond[0]};"
            f" write version={max(beyond) + 1}"
        )
    return lifts
