"""Where a server is: addresses, what errors call it, and how connections to it are set."""

from math import ceil

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from ..errors import BadUrl

__all__ = ["conninfo_of", "server_name"]

PLANS = ("plan_cache_mode=force_generic_plan", "enable_seqscan=off")
"""What we ask is always the same, short, and found by an index: it is planned once, and the plan
must not hang on how empty the tables were then."""
STATEMENT = 12
"""So many times as long may one statement take altogether."""


def conninfo_of(url: str, patience: float, *settings: str) -> str:
    """What PostgreSQL's client is told: the address, and bounds on all waiting.

    Args:
        url: `postgresql://user@host:port/database`.
        patience: How long to wait for a connection or a lock, in seconds.
        settings: More settings of the server's, `name=value`.

    Raises:
        BadUrl: It is no such address.
    """
    try:
        given = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        # What the client says may repeat the address, with the password in it.
        raise BadUrl("postgresql://…", "is no address that PostgreSQL understands") from None
    milliseconds = max(1, round(patience * 1000))
    set_to = (
        f"lock_timeout={milliseconds}",
        *PLANS,
        f"statement_timeout={STATEMENT * milliseconds}",
        f"idle_in_transaction_session_timeout={STATEMENT * milliseconds}",
        *settings,
    )
    options = " ".join([str(given.get("options") or ""), *(f"-c {bound}" for bound in set_to)])
    seconds = max(2, ceil(patience))
    return make_conninfo(
        url,
        application_name=given.get("application_name") or "community-domain",
        connect_timeout=seconds,
        keepalives_idle=seconds,
        keepalives_interval=1,
        keepalives_count=seconds,
        tcp_user_timeout=2 * milliseconds,
        options=options.strip(),
    )


def server_name(conninfo: str) -> str:
    """What errors call a database: never with a password."""
    given = conninfo_to_dict(conninfo)
    host = given.get("host") or given.get("hostaddr") or "this machine"
    database = given.get("dbname") or given.get("user") or "its default database"
    return f"{database} on {host}:{given.get('port') or 5432}"
