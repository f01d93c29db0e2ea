"""A process that records until it is killed: run by the crash test, in a process of its own.

It reads one line for each recorder it is to fork, `NUMBER`; tells the recorder's process id, then
every command id whose outcome was reported to it, and `ended` when the recorder is gone.
"""

import os
import sys
from datetime import date

from community_domain_storage import open_community

from community_domain import MemberId
from community_domain.activities import OccurrenceId, SignUp
from community_domain.members import ConsentKind, EnrolMinor, RegisterMember

URL, COMMUNITY = sys.argv[1:]
BOTH = (ConsentKind.DATA, ConsentKind.TAKING_PART)


def record(number: int) -> None:
    """Register guardians, enrol their children and sign them up, for as long as one lives."""
    community = open_community(URL, community=COMMUNITY)
    for turn in range(1_000_000):
        guardian, child = MemberId(f"guardian-{number}-{turn}"), MemberId(f"child-{number}-{turn}")
        commands = (
            RegisterMember(guardian, f"Guardian {turn}", date(1985, 1, 1)),
            EnrolMinor(child, guardian, f"Child {turn}", date(2014, 3, 3), BOTH),
            SignUp(OccurrenceId("occurrence"), child),
        )
        for kind, command in zip("res", commands, strict=True):
            command_id = f"{kind}-{number}-{turn}"
            community.acting(guardian).execute(command, command_id=command_id)
            tell(command_id)


def tell(word: str) -> None:
    """One whole line at once, so that nobody reads half of one."""
    os.write(1, f"{word}\n".encode())


for line in sys.stdin:
    gate, opener = os.pipe()
    made = os.fork()
    if not made:
        os.read(gate, 1)  # Nothing is reported before the process id is.
        record(int(line))
    tell(str(made))
    os.write(opener, b"!")
    os.close(gate)
    os.close(opener)
    os.waitpid(made, 0)
    tell("ended")
