"""A log in plain, copied into one that is sealed: same positions, instants and envelopes."""

from contextlib import closing
from datetime import UTC, datetime
from itertools import groupby, islice

from community_domain import STANDARD, Domain, EventLog

from ..opening import open_log
from .errors import NotEmpty
from .opening import Keys

__all__ = ["copy_sealed"]

TOGETHER = 500
"""Decisions of one transaction."""


class _Clock:
    """Tells the instant at which a decision was recorded in the other log."""

    at = datetime(1970, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


def copy_sealed(
    plain: EventLog, url: str, *, community: str, keys: Keys, domain: Domain = STANDARD
) -> int:
    """Copy a log into a new one that seals its personal values; gives how many events.

    Events get their newest shape. The plain log, and every backup of it, are the caller's to
    destroy.

    Args:
        plain: The log to copy.
        url: Where the sealed one is made.
        community: Whose log it is.
        keys: Where the keys of the people are to be.
        domain: The vocabulary.

    Raises:
        NotEmpty: Something was recorded at that place already.
        StorageError: Either cannot be used; remove what was begun before trying again.
    """
    clock = _Clock()
    decisions = (
        tuple(rows) for _, rows in groupby(plain.read(), lambda row: row.envelope.command_id)
    )
    log: EventLog = open_log(url, community=community, domain=domain, keys=keys, clock=clock)
    with closing(log):
        if log.head().position:
            raise NotEmpty(community)
        while together := list(islice(decisions, TOGETHER)):
            with log.writing() as writer:
                for rows in together:
                    clock.at = rows[0].recorded_at
                    writer.append([row.event for row in rows], rows[0].envelope)
        return log.head().position
