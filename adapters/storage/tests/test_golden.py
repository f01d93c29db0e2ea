"""The stored bytes of every event and envelope, committed: the format never changes by accident.

When something is new, `python adapters/storage/tests/test_golden.py` adds its line. A line that is
there already is never written anew: a changed shape gets the next version and an upcaster, and its
older lines stay, to be read for ever.
"""

from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, Literal, NewType, get_args, get_origin

import attrs
import pytest
from community_domain_storage import Codec

from community_domain import (
    STANDARD,
    Command,
    CommandId,
    Context,
    Envelope,
    Event,
    MemberId,
    System,
)

FOLDER = Path(__file__).parent / "golden"
EVENTS, ENVELOPES = FOLDER / "events.txt", FOLDER / "envelopes.txt"
CODEC = Codec(STANDARD)


def sample(hint: Any, name: str = "", number: int = 1, least: int = 1) -> Any:  # noqa: PLR0911 - one a kind of type
    """One value of a type, always the same; entries of its tuples, at least so many, differ."""
    if isinstance(hint, NewType):
        return f"{hint.__name__}-{number}"
    if get_origin(hint) is tuple:
        return tuple(sample(get_args(hint)[0], name, n) for n in range(1, least + 1))
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    if options := get_args(hint):
        return sample(options[0], name)
    kind: Any = hint
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    fields: tuple[attrs.Attribute[Any], ...] | None = getattr(kind, "__attrs_attrs__", None)
    if fields:
        examples = {f.name: f.metadata["example"] for f in fields if "example" in f.metadata}
        samples = {
            f.name: sample(f.type, f.name, least=f.metadata.get("low") or 1)
            for f in fields
            if f.name not in examples
        }
        return hint(**samples, **examples)
    start = datetime(2024, 6, 26, 1, tzinfo=UTC)
    end = datetime(2024, 6, 26, 4, 0, 0, 500, tzinfo=UTC)
    plain = {
        str: f"{name} “词”",
        int: 3,
        bool: True,
        date: date(2014, 3, 3),
        datetime: start if name in {"start", "opens"} else end,
    }
    return plain[hint]


def sample_envelope(kind: type[Command]) -> Envelope:
    """An envelope around a sample of a command; every other leaves open what it can."""
    at = datetime(2024, 6, 26, 1, tzinfo=UTC)
    if len(kind.spec.name) % 2:
        context = Context(at, System("clock"))
    else:
        root, cause = CommandId("root"), CommandId("root--1")
        context = Context(at, MemberId("member-1"), MemberId("member-2"), "因为", root, cause)
    return Envelope(sample(kind), CommandId("root--1--2"), context, 1, "2026f")


def lines(file: Path) -> dict[str, str]:
    """The stored bytes by name and version."""
    if not file.exists():
        return {}
    return dict(line.split(" ", 1) for line in file.read_text("utf-8").splitlines())


def current_events() -> dict[str, str]:
    """What the codec writes today for every event."""
    return {
        f"{kind.spec.name}/{kind.spec.version}": CODEC.encode(sample(kind)).decode()
        for kind in STANDARD.events
    }


def current_envelopes() -> dict[str, str]:
    """What the codec writes today for every command."""
    return {
        f"{kind.spec.name}/{kind.spec.version}": CODEC.encode_envelope(
            sample_envelope(kind), 1
        ).decode()
        for kind in STANDARD.commands
    }


@pytest.mark.parametrize("kind", STANDARD.events)
def test_bytes_of_an_event_stay(kind: type[Event]) -> None:
    """What one release wrote, every later one writes alike or under a new version."""
    name = f"{kind.spec.name}/{kind.spec.version}"
    assert current_events()[name] == lines(EVENTS).get(name), f"run {__file__} if {name} is new"


@pytest.mark.parametrize("kind", STANDARD.commands)
def test_bytes_of_an_envelope_stay(kind: type[Command]) -> None:
    """Commands in envelopes are stored for as long as their events."""
    name = f"{kind.spec.name}/{kind.spec.version}"
    assert current_envelopes()[name] == lines(ENVELOPES).get(name), f"run {__file__} if new"


@pytest.mark.parametrize("name", sorted(lines(EVENTS)))
def test_old_bytes_are_read(name: str) -> None:
    """Every event that was ever stored can be read, lifted to today's shape if need be."""
    kind, version = name.split("/")
    happened = CODEC.decode(kind, int(version), lines(EVENTS)[name].encode())
    if name in current_events():
        assert happened == sample(type(happened))


@pytest.mark.parametrize("name", sorted(lines(ENVELOPES)))
def test_old_envelopes_are_read(name: str) -> None:
    """Who acted, when and why stays readable."""
    envelope = CODEC.decode_envelope(lines(ENVELOPES)[name].encode())
    command: Command = envelope.command
    assert envelope == sample_envelope(type(command))


def write() -> None:
    """Add the lines that are missing."""
    FOLDER.mkdir(exist_ok=True)
    for file, current in ((EVENTS, current_events()), (ENVELOPES, current_envelopes())):
        kept = {**current, **lines(file)}
        text = "".join(f"{name} {kept[name]}\n" for name in sorted(kept))
        file.write_text(text, "utf-8")


if __name__ == "__main__":
    write()
