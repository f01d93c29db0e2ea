"""What a log says of street hazards: folded anew from the events, whatever was read or recorded."""

from collections.abc import Iterator

import attrs
from community_domain_projections import HazardLife, Hazards, every

from community_domain import EventLog
from community_domain import zone as zone_named
from community_domain.safety import Claims

__all__ = ["Figures", "figures_of"]


@attrs.frozen
class Figures:
    """Counts of requests, by what their source claims last."""

    distinct: int
    contradictory_repeats: int
    """Rows that said something else of a request than all rows before."""
    closed: int
    cancelled: int
    open: int
    closed_after_target: int
    """On a later day than the target."""
    closed_on_target_day: int
    investigated_before_reported: int
    investigated_after_closed: int
    closed_before_reported: int
    verified: int
    """By somebody of the community; what is imported never is."""
    events: int
    """All that are in the log."""


def figures_of(log: EventLog, zone: str) -> Figures:
    """Fold a log.

    Args:
        log: Where hazards were imported.
        zone: Whose calendar shows on which day something was closed, an IANA name.
    """
    hazards = Hazards().fold(log)
    lives = list(_imported(hazards))
    told = [life.claims[-1] for life in lives]
    cancelled = [one for one in told if one.cancelled_at]
    closed = [one for one in told if one.closed_at and not one.cancelled_at]
    return Figures(
        distinct=len(lives),
        contradictory_repeats=sum(len(life.claims) - 1 for life in lives),
        closed=len(closed),
        cancelled=len(cancelled),
        open=len(told) - len(closed) - len(cancelled),
        closed_after_target=sum(_days_late(one, zone) > 0 for one in closed),
        closed_on_target_day=sum(_days_late(one, zone) == 0 for one in closed if one.target),
        investigated_before_reported=sum(
            one.investigated_at is not None and one.investigated_at < one.reported_at
            for one in told
        ),
        investigated_after_closed=sum(
            one.investigated_at is not None
            and one.closed_at is not None
            and one.investigated_at > one.closed_at
            for one in told
        ),
        closed_before_reported=sum(
            one.closed_at is not None and one.closed_at < one.reported_at for one in told
        ),
        verified=sum(any("verified" in step.name for step in life.steps) for life in lives),
        events=log.head().position,
    )


def _imported(hazards: Hazards) -> Iterator[HazardLife]:
    return (life for life in every(hazards.hazards) if life.claims)


def _days_late(claims: Claims, zone: str) -> int:
    """So many days after its target something was closed; below 0 before it, or without one."""
    if claims.closed_at is None or claims.target is None:
        return -1
    return (claims.closed_at.astimezone(zone_named(zone)).date() - claims.target).days
