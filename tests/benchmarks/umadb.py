"""What a command costs in UmaDB."""

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

from eventsourcing_umadb.recorders import UmaDBDCBRecorder
from umadb import Client

from .measuring import Fact, Finding
from .recorders import RecorderLog
from .rounds import record, sign_up
from .workshop import COMMANDS, Workshop

__all__ = ["one_command_on_umadb"]


def one_command_on_umadb(shop: Workshop) -> Iterator[Finding]:
    """One sign-up a command, warm, against reading and appending with the recorder of that server.

    Ours is our log over that very recorder, which decides as in SQLite; the other reads the
    boundary that our decision read, whole or only what is new, and appends as many bytes under as
    many tags. A server each, on this machine.
    """
    story = shop.story("full", at=shop.umadb())
    rehearsal = shop.rehearsal()
    whole, new = (
        RecorderLog(_recorder(shop.umadb()), rehearsal.before, warm=warm) for warm in (False, True)
    )
    rates = shop.turns(
        {
            "ours": partial(sign_up, story),
            "whole": partial(record, whole, rehearsal),
            "new": partial(record, new, rehearsal),
        }
    ).rates
    name = "one command, UmaDB, against its recorder"
    yield Fact(name, COMMANDS, rates["ours"], rates["whole"])
    yield Fact(name, COMMANDS, rates["ours"], rates["new"], "reading only what is new")


def _recorder(url: str) -> UmaDBDCBRecorder:
    return UmaDBDCBRecorder(Client(f"http://{urlsplit(url).netloc}"))
