"""Where stories begin: who speaks, when it is, and a community that has just been founded."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count

from community_domain import (
    STANDARD,
    Community,
    Domain,
    Event,
    EventLog,
    MemberId,
    SettingValue,
)
from community_domain.community import CommunityFounded, FoundCommunity, Scope
from community_domain.members import COORDINATOR, MemberKind, MemberRegistered, RoleGranted

__all__ = ["BEGINNING", "FOUNDER", "founded", "newly_founded"]

BEGINNING = datetime(2024, 6, 1, tzinfo=UTC)
"""The instant at which stories happen unless they say otherwise."""
FOUNDER = MemberId("founder")
"""Who acts unless a story says otherwise: the first coordinator of `founded()`."""


def founded(
    *settings: SettingValue, domain: Domain = STANDARD, zone: str = "Asia/Shanghai"
) -> tuple[Event, ...]:
    """The events of a community that has just been founded.

    Args:
        settings: Those that differ from the defaults.
        domain: Whose settings are adopted.
        zone: IANA name of the community's time zone.
    """
    return (
        CommunityFounded("Community 1", zone, FOUNDER, domain.adopted(settings)),
        MemberRegistered(FOUNDER, MemberKind.PERSON, "Founder", date(1980, 1, 1), None),
        RoleGranted(FOUNDER, COORDINATOR, Scope()),
    )


def newly_founded(log: EventLog, domain: Domain, clock: Callable[[], datetime]) -> Community:
    """A community that has just been founded by `FOUNDER`, where its domain can say so.

    Args:
        log: An empty log.
        domain: What it speaks.
        clock: Tells the instant of commands that are issued without one. Their ids are numbers.
    """
    numbers = count(1)
    community = Community(log, domain, clock=clock, ids=lambda: f"command-{next(numbers)}")
    if FoundCommunity in domain.commands:
        founding = FoundCommunity(
            "Community 1", "Asia/Shanghai", FOUNDER, "Founder", date(1980, 1, 1)
        )
        community.acting(FOUNDER).execute(founding)
    return community
