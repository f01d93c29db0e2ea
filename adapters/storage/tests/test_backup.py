"""A log goes into a file and comes back the same; whatever is not whole is refused by name."""

import json
import shutil
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import attrs
import pytest
from community_domain_storage import (
    NotPromised,
    OpenCommunity,
    SQLiteLog,
    StorageError,
    StoreLog,
    log_over,
    open_log,
)
from community_domain_storage.backup import copying, lines
from community_domain_storage.backup.__main__ import main
from community_domain_storage.backup.copying import export, restore, verify
from community_domain_storage.backup.errors import (
    BackupAltered,
    BackupCut,
    BackupExists,
    NotABackup,
    NotRestorable,
    OtherBackup,
    OtherHistory,
    RowMisplaced,
)
from eventsourcing.dcb.popo import InMemoryDCBRecorder

from community_domain import (
    STANDARD,
    Domain,
    MemberId,
    MemoryLog,
    StoredEvent,
    StoredLog,
    TakesRows,
    decided_again,
)
from community_domain.activities import OccurrenceId, Seats, Turnout
from community_domain.members import RegisterMember
from examples.southern_women import recording
from examples.southern_women.source import published

WOMEN = recording.COMMUNITY
COPIER = Domain(())
"""What only copies knows no event."""
Copy = Callable[..., StoreLog]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The log of the southern women: some two hundred events."""
    path = tmp_path_factory.mktemp("original") / "log.db"
    with community_of(path) as community:
        recording.record(community, recording.batches(community, published()), lambda _: None)
    return path


class Place(Protocol):
    """Where the log of a test is."""

    url: str
    community: str

    def __call__(self, **options: Any) -> StoreLog: ...


def log_of(path: Path, domain: Domain = COPIER, community: str = WOMEN) -> SQLiteLog:
    """The log in a file, to be closed."""
    log = open_log(f"sqlite:///{path}", community=community, domain=domain, durability="process")
    assert isinstance(log, SQLiteLog)
    return log


def community_of(path: Path) -> OpenCommunity:
    """The community of a file."""
    return OpenCommunity(log_of(path, STANDARD), STANDARD)


@pytest.fixture
def backup(original: Path, tmp_path: Path) -> Path:
    """A backup of it."""
    path = tmp_path / "women.jsonl"
    with log_of(original) as log:
        export(log, path, community=WOMEN)
    return path


@pytest.fixture
def copy(own: Place) -> Callable[..., StoreLog]:
    """Opens the log, empty at first, that the backup goes to."""
    return partial(own, domain=COPIER, durability="process")


def rows_of(log: StoreLog) -> list[StoredEvent]:
    """What a log holds."""
    with log:
        return list(log.rows())


def fill(log: StoreLog, backup: Path) -> None:
    """Restore a log."""
    with log:
        restore(backup, log, community=WOMEN)


def test_a_restored_log_is_the_original(
    original: Path, backup: Path, copy: Copy, tmp_path: Path
) -> None:
    """Rows, tags, envelopes, command ids and instants are kept, and so is the digest."""
    fill(copy(), backup)
    assert rows_of(copy()) == rows_of(log_of(original))
    again = tmp_path / "again.jsonl"
    with copy() as log:
        assert export(log, again, community=WOMEN) == verify(backup)
    assert again.read_bytes() == backup.read_bytes()


def test_what_shows_or_takes_no_rows_is_refused(backup: Path, tmp_path: Path) -> None:
    """By name, before a file is begun."""
    foreign = log_over(InMemoryDCBRecorder(), name="elsewhere")
    there = tmp_path / "there.jsonl"
    with MemoryLog() as log:
        with pytest.raises(NotRestorable, match="MemoryLog shows no rows"):
            export(log, there, community=WOMEN)
        with pytest.raises(NotRestorable, match="MemoryLog takes no rows"):
            restore(backup, log, community=WOMEN)
    with pytest.raises(NotPromised, match="elsewhere does not promise rows"):
        export(foreign, there, community=WOMEN)
    assert not list(tmp_path.glob("there*"))


def test_a_restored_community_is_the_original(original: Path, backup: Path, copy: Copy) -> None:
    """States, heads, what commands are known and what deciding again finds are the same."""
    fill(copy(), backup)
    with (
        community_of(original) as before,
        OpenCommunity(copy(domain=STANDARD), STANDARD) as after,
    ):
        assert after.log.head() == before.log.head()
        for number in range(1, 15):
            gathering = OccurrenceId(f"gathering-{number}-1")
            assert after.state(Seats(gathering)) == before.state(Seats(gathering))
            for person in range(1, 19):
                turnout = Turnout(gathering, MemberId(f"person-{person}"))
                assert after.state(turnout) == before.state(turnout)
        middle = list(before.log.read())[100].recorded_at
        assert after.log.position_at(middle) == before.log.position_at(middle)
        findings = [
            [one.finding for one in decided_again(c.log, STANDARD)] for c in (before, after)
        ]
        assert findings[0] == findings[1] != []
        batches = recording.batches(after, published())
        assert recording.record(after, batches, lambda _: None) == 0


def test_a_restored_log_goes_on(original: Path, backup: Path, copy: Copy) -> None:
    """It is a log like any other: the next decision stands behind the last row, and not earlier."""
    fill(copy(), backup)
    rows = rows_of(log_of(original))
    with OpenCommunity(copy(domain=STANDARD), STANDARD) as community:
        member = MemberId("newcomer")
        community.acting(recording.RECORDER).execute(
            RegisterMember(member, "Newcomer", recording.BORN),
            command_id="newcomer",
            at=rows[-1].recorded_at,
        )
        [recorded] = community.log.read(after=len(rows))
        assert recorded.position == len(rows) + 1
        assert recorded.recorded_at >= rows[-1].recorded_at


def test_the_file_is_read_by_any_tool(original: Path, backup: Path) -> None:
    """Each line is JSON; event and envelope stand in it with the bytes of the log."""
    lines = backup.read_bytes().splitlines()
    rows = rows_of(log_of(original))
    assert len(lines) == len(rows) + 2
    for line, row in zip(lines[1:], rows, strict=False):
        told = json.loads(line)
        assert (told["position"], told["command_id"]) == (row.position, row.command_id)
        assert row.data in line
        assert row.envelope in line
    assert json.loads(lines[-1])["rows"] == len(rows)


def test_an_empty_log_has_a_backup(copy: Copy, tmp_path: Path) -> None:
    """A community without events is kept, too."""
    with log_of(tmp_path / "empty.db") as log:
        assert export(log, tmp_path / "empty.jsonl", community=WOMEN).rows == 0
    fill(copy(), tmp_path / "empty.jsonl")
    assert rows_of(copy()) == []


class Stopped(Exception):
    """The process ended here."""


class Stopping:
    """A log that stops after so many rows."""

    def __init__(self, log: StoreLog, after: int) -> None:
        self._log, self._after = log, after

    def rows(self, *, after: int = 0, until: int | None = None) -> Iterator[StoredEvent]:
        yield from islice(self._log.rows(after=after, until=until), self._after)
        raise Stopped

    def take(self, rows: Iterable[StoredEvent]) -> None:
        if not self._after:
            raise Stopped
        self._after -= 1
        self._log.take(rows)


@pytest.mark.parametrize("after", [0, 1, 100])
@pytest.mark.parametrize("torn", [0, 7])
def test_an_export_goes_on_where_it_stopped(
    after: int, torn: int, original: Path, backup: Path, tmp_path: Path
) -> None:
    """No row is doubled and none is left out, also when the last line was torn."""
    path = tmp_path / "again.jsonl"
    with log_of(original) as log:
        stopping: StoredLog = Stopping(log, after)
        with pytest.raises(Stopped):
            export(stopping, path, community=WOMEN)
        assert not path.exists()
        part = path.with_name("again.jsonl.part")
        part.write_bytes(part.read_bytes()[: part.stat().st_size - torn])
        with pytest.raises((BackupCut, NotABackup)):
            verify(part)
        export(log, path, community=WOMEN)
    assert path.read_bytes() == backup.read_bytes()
    assert not part.exists()


def test_an_export_that_was_sealed_and_not_named_goes_on(
    original: Path, backup: Path, tmp_path: Path
) -> None:
    """The log may have gone on since: its seal makes room for more rows."""
    path = tmp_path / "again.jsonl"
    short = tmp_path / "short.db"
    with log_of(short) as log:
        log.take(rows_of(log_of(original))[:50])
        export(log, path, community=WOMEN)
        path.rename(tmp_path / "again.jsonl.part")
        log.take(rows_of(log_of(original))[50:])
        export(log, path, community=WOMEN)
    assert path.read_bytes() == backup.read_bytes()


@pytest.mark.parametrize("done", [0, 1, 3])
def test_a_restoration_goes_on_where_it_stopped(
    done: int, original: Path, backup: Path, copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is there already is compared and not taken again."""
    monkeypatch.setattr(copying, "TOGETHER", 40)
    with copy() as log:
        stopping = Stopping(log, done)
        stopping.rows = log.rows  # type: ignore[method-assign]
        with pytest.raises(Stopped):
            restore(backup, stopping, community=WOMEN)
        assert log.head().position == done * 40
        restore(backup, log, community=WOMEN)
        restore(backup, log, community=WOMEN)
    assert rows_of(copy()) == rows_of(log_of(original))


def lines_of(backup: Path) -> list[bytes]:
    """The lines of a file, with their breaks."""
    return backup.read_bytes().splitlines(keepends=True)


ALTERED: dict[str, tuple[Callable[[list[bytes]], list[bytes]], type[StorageError]]] = {
    "empty": (lambda _: [], NotABackup),
    "no JSON": (lambda _: [b"position;type\n"], NotABackup),
    "other JSON": (lambda _: [b'{"a":1}\n'], NotABackup),
    "without a head": (lambda lines: lines[1:], NotABackup),
    "of a later release": (
        lambda lines: [lines[0].replace(b'"version":1', b'"version":3'), *lines[1:]],
        NotABackup,
    ),
    "sealed under nothing": (
        lambda lines: [lines[0].replace(b'"version":1', b'"version":2'), *lines[1:]],
        NotABackup,
    ),
    "of another format": (
        lambda lines: [lines[0].replace(b"domain-backup", b"domain-report"), *lines[1:]],
        NotABackup,
    ),
    "of another community": (
        lambda lines: [lines[0].replace(b"southern", b"northern"), *lines[1:]],
        OtherBackup,
    ),
    "without an end": (lambda lines: lines[:-1], BackupCut),
    "torn": (lambda lines: [*lines[:99], lines[99][:20]], BackupCut),
    "the head alone": (lambda lines: lines[:1], BackupCut),
    "an end without a break": (lambda lines: [*lines[:-1], lines[-1][:-1]], BackupCut),
    "a line less": (lambda lines: [*lines[:50], *lines[51:]], BackupAltered),
    "the last row less": (lambda lines: [*lines[:-2], lines[-1]], BackupAltered),
    "a line twice": (lambda lines: [*lines[:50], lines[49], *lines[50:]], BackupAltered),
    "two exchanged": (
        lambda lines: [*lines[:50], lines[51], lines[50], *lines[52:]],
        BackupAltered,
    ),
    "a value": (
        lambda lines: [one.replace(b"person-7", b"person-8") for one in lines],
        BackupAltered,
    ),
    "no row": (lambda lines: [*lines[:9], b"{}\n", *lines[10:]], BackupAltered),
    "the digest": (lambda lines: [*lines[:-1], lines[-1].replace(b"a", b"b")], BackupAltered),
    "something behind": (lambda lines: [*lines, b"{}\n"], BackupAltered),
    "an end of nonsense": (lambda lines: [*lines[:-1], b'{"rows":true}\n'], BackupAltered),
}


@pytest.mark.parametrize("case", ALTERED)
def test_what_is_not_whole_is_refused_by_name(case: str, backup: Path, copy: Copy) -> None:
    """Nothing of it goes into the log, and the error names the file and repeats no value."""
    alter, error = ALTERED[case]
    backup.write_bytes(b"".join(alter(lines_of(backup))))
    with copy() as log:
        with pytest.raises(error, match=r"women\.jsonl") as refused:
            restore(backup, log, community=WOMEN)
        assert log.head().position == 0
    assert "Jefferson" not in str(refused.value)


def test_a_line_without_an_end_is_refused(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of one endless line does not fill the memory."""
    monkeypatch.setattr(lines, "LONGEST", 1_000)
    backup.write_bytes(lines_of(backup)[0] + b"x" * 5_000)
    with pytest.raises(BackupAltered, match="line 2 is too long"):
        verify(backup)


def test_an_existing_backup_is_left_as_it_is(original: Path, backup: Path) -> None:
    """The only good backup is not written over by a bad one."""
    before = backup.read_bytes()
    with log_of(original) as log, pytest.raises(BackupExists):
        export(log, backup, community=WOMEN)
    assert backup.read_bytes() == before


def test_part_of_another_log_is_not_continued(original: Path, tmp_path: Path) -> None:
    """A file of two halves would be of no log."""
    part = tmp_path / "again.jsonl.part"
    with log_of(original) as log:
        export(log, tmp_path / "whole.jsonl", community=WOMEN)
        altered = lines_of(tmp_path / "whole.jsonl")[:50]
        altered[20] = altered[20].replace(b"person", b"nobody")
        part.write_bytes(b"".join(altered))
        with pytest.raises(OtherHistory) as refused:
            export(log, tmp_path / "again.jsonl", community=WOMEN)
    assert refused.value.line == 21
    assert part.read_bytes() == b"".join(altered)


def test_a_log_with_another_history_is_not_filled(
    original: Path, backup: Path, kind: str, place: Callable[[str], Place]
) -> None:
    """Nor one that holds more than the backup: what would it be restored to?"""
    rows = rows_of(log_of(original))
    with place(kind)() as log:
        log.take([*rows[:3], attrs.evolve(rows[3], command_id="other")])
        with pytest.raises(OtherHistory) as refused:
            restore(backup, log, community=WOMEN)
        assert refused.value.line == 5
        assert log.head().position == 4
    with place(kind)() as log:
        log.take([*rows, attrs.evolve(rows[-1], position=len(rows) + 1)])
        with pytest.raises(OtherHistory):
            restore(backup, log, community=WOMEN)


def test_a_row_out_of_place_is_not_taken(original: Path, copy: Copy) -> None:
    """Gaps, doubles and instants that fall would make a log that no writer could have made."""
    first, second, third = rows_of(log_of(original))[:3]
    early = attrs.evolve(second, recorded_at=first.recorded_at.replace(year=2000))
    blind = attrs.evolve(second, envelope=b"{}")
    with copy() as log:
        for wrong in ([second], [first, first], [first, third], [first, early], [first, blind]):
            with pytest.raises(RowMisplaced):
                log.take(wrong)
            assert log.head().position == 0
        taking: TakesRows = log
        taking.take([first, second])
        assert log.head().position == 2


def test_memory_does_not_grow_with_the_log(original: Path, tmp_path: Path) -> None:
    """Rows pass through one by one, or a transaction at a time."""
    rows = rows_of(log_of(original))
    many = tmp_path / "many.db"
    with log_of(many) as log:
        for turn in range(20):
            start = turn * len(rows)
            log.take(
                attrs.evolve(
                    row,
                    position=start + row.position,
                    command_id=f"{row.command_id}-{turn}",
                    recorded_at=rows[-1].recorded_at,
                )
                for row in rows
            )
        tracemalloc.start()
        try:
            export(log, tmp_path / "many.jsonl", community=WOMEN)
            verify(tmp_path / "many.jsonl")
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert (tmp_path / "many.jsonl").stat().st_size > 2_500_000
    assert peak < 1_000_000


def test_the_program_exports_verifies_and_restores(
    original: Path, own: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a person or a job of the night calls it."""
    source, file, again = (tmp_path / name for name in ("a b.db", "women.jsonl", "again.jsonl"))
    shutil.copy(original, source)
    url = f"sqlite:///{source}".replace(" ", "%20")
    named = ["--community", WOMEN]
    assert main(["export", url, str(file), *named]) is None
    assert main(["verify", str(file)]) is None
    own_url = own.url.replace("log.db", "copy.db")
    assert main(["restore", str(file), own_url, *named]) is None
    assert main(["export", own_url, str(again), *named]) is None
    told = capsys.readouterr().out.splitlines()
    assert len(set(told)) == 1
    assert told[0].startswith(f"{len(rows_of(log_of(original)))} rows, sha256 ")
    assert again.read_bytes() == file.read_bytes()


def test_the_program_tells_what_is_wrong(tmp_path: Path) -> None:
    """In a sentence, without a trace; and makes no log where there was none."""
    named = ["--community", WOMEN]
    absent = tmp_path / "absent.db"
    told = main(["export", f"sqlite:///{absent}", str(tmp_path / "x.jsonl"), *named])
    assert "there is no such log" in str(told)
    assert not absent.exists()
    assert "shows no rows" in str(main(["export", "memory://", str(tmp_path / "x"), *named]))
    assert "absent.jsonl" in str(main(["verify", str(tmp_path / "absent.jsonl")]))
