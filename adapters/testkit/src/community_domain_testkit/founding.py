"""Where stories begin: who speaks, when it is, and a community that has just been founded."""

from datetime import UTC, date, datetime

from community_domain import STANDARD, Domain, Event, MemberId, SettingValue
from community_domain.community import CommunityFounded, Scope
from community_domain.members import COORDINATOR, MemberKind, MemberRegistered, RoleGranted

__all__ = ["BEGINNING", "FOUNDER", "founded"]

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
