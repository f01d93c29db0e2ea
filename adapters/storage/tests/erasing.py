"""A process that erases a member, and is killed between recording that and destroying the key.

Run by the test of erasure: `python erasing.py URL COMMUNITY KEYS MEMBER`. With `read` in place of
the member it prints the names in the log once for each line that it reads, through one open log.
"""

import os
import signal
import sys
from functools import partial

from community_domain_storage import Keys, open_community
from community_domain_storage.sealing.postgres import PostgresKeyStore
from community_domain_storage.sealing.sqlite import SQLiteKeyStore
from community_domain_storage.sealing.store import KeyStore

from community_domain import MemberId
from community_domain.members import EraseMember, MemberRegistered

URL, COMMUNITY, KEYS, WHO = sys.argv[1:]
opened = partial(open_community, URL, community=COMMUNITY, keys=Keys(KEYS))


def die(store: KeyStore, named: object) -> None:
    """What no destruction of a key can be made of."""
    os.kill(os.getpid(), signal.SIGKILL)


def erase(member: MemberId) -> None:
    """Record an erasure, and come no further."""
    for store in (SQLiteKeyStore, PostgresKeyStore):
        setattr(store, "destroy", die)  # noqa: B010 - not by the name of its type
    with opened() as community:
        community.acting(member).execute(EraseMember(member))


def read() -> None:
    """Tell all names, again and again."""
    with opened() as community:
        for _ in sys.stdin:
            events = [row.event for row in community.log.read()]
            print([e.name for e in events if isinstance(e, MemberRegistered)], flush=True)  # noqa: T201


if WHO == "read":
    read()
else:
    erase(MemberId(WHO))
