"""A sealed log is exported as it is, comes back under the same keys, and brings nobody back."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pytest
from community_domain_storage import Keys, LogSealed, OpenCommunity, StoreLog, open_community
from community_domain_storage.backup import copying
from community_domain_storage.backup.__main__ import main
from community_domain_storage.backup.copying import export, restore, sealed_as
from community_domain_storage.backup.errors import SealedOtherwise

from community_domain import Domain, EventLog, MemberId, StoredEvent, Unreadable
from community_domain.community import FoundCommunity
from community_domain.members import EraseMember, MemberRegistered, RegisterMember

COPIER = Domain(())
"""What only copies knows no event."""
FOUNDER, TWO, THREE, FOUR = map(MemberId, ("founder", "two", "three", "four"))
BORN = date(1980, 1, 1)
ERASED = Unreadable.ERASED
LEFT = {FOUNDER: "Founder", TWO: ERASED, THREE: ERASED, FOUR: "Member four"}


class Place(Protocol):
    """Where a log is."""

    url: str
    community: str

    def __call__(self, **options: Any) -> StoreLog: ...


class Original(NamedTuple):
    """A sealed log, its keys, and its backup."""

    log: Place
    keys: Keys
    path: Path
    new: Callable[[], Place]
    """Makes another place in a store of the same kind."""

    def community(self) -> OpenCommunity:
        """The community, with its keys."""
        log = self.log
        return open_community(log.url, community=log.community, keys=self.keys)

    def export(self) -> None:
        """Back it up as it is now; nothing of it is decoded, and no key is needed."""
        self.path.unlink(missing_ok=True)
        with self.log(domain=COPIER, keys="withheld") as log:
            export(log, self.path, community=self.log.community)

    def restore(self, log: StoreLog) -> None:
        """Fill another log from the backup."""
        restore(self.path, log, community=self.log.community)

    def rows(self) -> list[StoredEvent]:
        """What it holds."""
        with self.log(keys="withheld") as log:
            return list(log.rows())


@pytest.fixture
def original(
    own: Place, kind: str, keys: Keys, place: Callable[[str], Place], tmp_path: Path
) -> Original:
    """A log in which somebody was erased, and others were not."""
    made = Original(own, keys, tmp_path / "sealed.jsonl", lambda: place(kind))
    with made.community() as community:
        hands = community.acting(FOUNDER)
        hands.execute(FoundCommunity("Henggao", "Asia/Shanghai", FOUNDER, "Founder", BORN))
        for member in (TWO, THREE, FOUR):
            hands.execute(RegisterMember(member, f"Member {member}", BORN))
        hands.execute(EraseMember(TWO))
    made.export()
    return made


def names(log: EventLog) -> dict[str, Any]:
    """The names in a log."""
    events = [row.event for row in log.read()]
    return {e.member_id: e.name for e in events if isinstance(e, MemberRegistered)}


@pytest.mark.parametrize("to", ["sqlite", "postgres"])
def test_a_restored_log_finds_its_keys_and_brings_nobody_back(
    original: Original, to: str, place: Callable[[str], Place], tmp_path: Path
) -> None:
    """It reads as the log does that went on since, whose row it does not have."""
    rows, keys = original.rows(), original.keys
    with original.community() as community:
        community.acting(FOUNDER).execute(EraseMember(THREE))
        assert names(community.log) == LEFT
    found, again = place(to), tmp_path / "again.jsonl"
    with found(keys=keys, sealed_as=sealed_as(original.path)) as log:
        original.restore(log)
        assert list(log.rows()) == rows
        assert names(log) == LEFT
    with found(domain=COPIER, keys="withheld") as log:
        export(log, again, community=original.log.community)
    assert again.read_bytes() == original.path.read_bytes()
    with open_community(found.url, community=found.community, keys=keys) as community:
        community.acting(FOUNDER).execute(EraseMember(FOUR))
        assert names(community.log) == {**LEFT, FOUR: ERASED}


def test_erasures_in_a_backup_are_carried_out(
    original: Original, copied: Callable[[str], Callable[[], None]], kept: Callable[[], set[str]]
) -> None:
    """Also where the key store was restored from before them: it is brought up to date at once."""
    put_back = copied(original.keys.url)
    with original.community() as community:
        community.acting(FOUNDER).execute(EraseMember(THREE))
    original.export()
    put_back()
    assert THREE in kept()
    with original.new()(keys=original.keys, sealed_as=sealed_as(original.path)) as log:
        original.restore(log)
        assert THREE not in kept()
        assert names(log) == LEFT


def test_a_restoration_goes_on_where_it_stopped(
    original: Original, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opened anew with its keys, the log is compared and continued like any other."""
    monkeypatch.setattr(copying, "TOGETHER", 2)
    found, take, turns = original.new(), StoreLog.take, iter((True, False))

    class Stopped(Exception):
        """The process ended here."""

    def stopping(log: StoreLog, rows: Iterable[StoredEvent]) -> None:
        if not next(turns, True):
            raise Stopped
        take(log, rows)

    monkeypatch.setattr(StoreLog, "take", stopping)
    with (
        found(keys=original.keys, sealed_as=sealed_as(original.path)) as log,
        pytest.raises(Stopped),
    ):
        original.restore(log)
    with found(keys=original.keys) as log:
        assert log.head().position == 2
        original.restore(log)
        assert list(log.rows()) == original.rows()


def test_a_backup_is_restored_as_it_was_sealed(original: Original, tmp_path: Path) -> None:
    """Under other keys nobody could read it, and in plain among sealed values it would stay so."""
    elsewhere, plain, name = original.new(), original.new(), original.log.community
    in_plain = tmp_path / "plain.jsonl"
    with plain() as log:
        export(log, in_plain, community=name)
    for log, file in (
        (elsewhere(keys=original.keys), original.path),
        (elsewhere(keys=original.keys), in_plain),
        (plain(), original.path),
    ):
        with log, pytest.raises(SealedOtherwise, match=file.name):
            restore(file, log, community=name)
    with plain() as log:
        assert log.head().position == 0
    with elsewhere(keys="withheld") as log:
        assert log.head().position == 0
        with pytest.raises(LogSealed):
            log.take([])


def test_the_program_restores_a_sealed_log_with_its_keys(
    original: Original, tmp_path: Path
) -> None:
    """And without them, or with keys for what is in plain, makes no log."""
    copy, named = f"sqlite:///{tmp_path}/copy.db", ["--community", original.log.community]
    in_plain, again = tmp_path / "plain.jsonl", tmp_path / "again.jsonl"
    with_keys = ["--keys", original.keys.url]
    with original.new()() as log:
        export(log, in_plain, community=original.log.community)
    assert "sealed.jsonl is sealed" in str(main(["restore", str(original.path), copy, *named]))
    assert "plain.jsonl holds" in str(main(["restore", str(in_plain), copy, *named, *with_keys]))
    assert not (tmp_path / "copy.db").exists()
    assert main(["restore", str(original.path), copy, *named, *with_keys]) is None
    assert main(["export", copy, str(again), *named]) is None
    assert again.read_bytes() == original.path.read_bytes()
