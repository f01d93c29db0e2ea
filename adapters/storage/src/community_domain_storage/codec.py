"""Events and envelopes as compact JSON, and back.

What holds nothing special is read by msgspec straight into the attrs classes, past their checks,
so that a rule tightened later never breaks an old event. What msgspec cannot read by itself goes
through cattrs. An older shape is lifted by the pure upcasters beside its event or command; an
unknown name and a newer version are refused by name. The bytes are a storage format: a change of
them breaks the golden file of the tests.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any

import msgspec
from cattrs import BaseValidationError, Converter
from cattrs.preconf.msgspec import make_converter
from msgspec.inspect import CustomType, type_info

from community_domain import Command, CommandId, Context, Domain, Envelope, Event

from .errors import DamagedFile, NewerEvent, NotStorable, StorageError, UnknownEvent
from .sealing.forms import Forms, sealed_forms
from .sealing.values import Sealing

__all__ = ["Codec", "Decode"]

Encode = Callable[[Any], bytes]
Decode = Callable[[bytes | msgspec.Raw], Any]

_encode: Encode = msgspec.json.Encoder().encode


class _CommandIn(msgspec.Struct, gc=False):
    name: str
    version: int
    data: msgspec.Raw


class _CommandOut(msgspec.Struct, gc=False):
    name: str
    version: int
    data: Any


class _ContextOut(msgspec.Struct, omit_defaults=True, gc=False):
    """A context without what it leaves open."""

    at: Any
    actor: Any
    on_behalf_of: Any = None
    reason: Any = None
    correlation_id: Any = None
    causation_id: Any = None


class _EnvelopeIn(msgspec.Struct, gc=False):
    version: int
    command: _CommandIn
    command_id: CommandId
    context: Context
    decision: int
    tzdata: str


class _EnvelopeOut(msgspec.Struct, gc=False):
    version: int
    command: Any
    command_id: str
    context: Any
    decision: int
    tzdata: str


_read_envelope = msgspec.json.Decoder(_EnvelopeIn).decode
_read_fields = msgspec.json.Decoder(dict[str, Any]).decode
_ILL_FORMED = (msgspec.MsgspecError, BaseValidationError, ValueError, TypeError, LookupError)


class Codec:
    """The bytes of one domain's vocabulary.

    Args:
        domain: The vocabulary.
        sealing: What seals its personal values; None: they are written in plain.

    Raises:
        NotStorable: A type of the domain has no form as bytes.
    """

    def __init__(self, domain: Domain, sealing: Sealing | None = None) -> None:
        self.domain, self.sealing = domain, sealing
        forms = partial(_forms, converter=_converter())
        if sealing:
            forms = partial(sealed_forms, sealing, forms)
        events = {kind: forms(kind) for kind in domain.events}
        commands = {kind: forms(kind) for kind in domain.commands}
        self._write_event = {kind: forms[0] for kind, forms in events.items()}
        self._read_event: Mapping[tuple[str, int], Decode] = {
            (kind.spec.name, version): _lifting(kind, version, forms)
            for kind, forms in events.items()
            for version in range(1, kind.spec.version + 1)
        }
        self._read_command: Mapping[tuple[str, int], Decode] = {
            (kind.spec.name, version): _lifting(kind, version, forms)
            for kind, forms in commands.items()
            for version in range(1, kind.spec.version + 1)
        }
        self._write_command = {kind: forms[0] for kind, forms in commands.items()}

    def encode(self, event: Event) -> bytes:
        """The event as JSON."""
        return self._write_event[type(event)](event)

    def decoder(self, name: str, version: int, where: str = "An event") -> Decode:
        """What reads the JSON of events of a stored name and version.

        Raises:
            UnknownEvent: The domain has no event of that name.
            NewerEvent: It has one, of an older version.
        """
        return _decoder(self._read_event, name, version, where)

    def decode(self, name: str, version: int, data: bytes, where: str = "An event") -> Event:
        """The event that the JSON of a stored name and version stands for.

        Raises:
            UnknownEvent: The domain has no event of that name.
            NewerEvent: It has one, of an older version.
            DamagedFile: The bytes are not what this library writes.
        """
        decode = self.decoder(name, version, where)
        try:
            event: Event = decode(data)
        except StorageError:
            raise
        except _ILL_FORMED as error:
            raise DamagedFile(where, f"a {name!r} of version {version} is unreadable") from error
        return event

    def encode_envelope(self, envelope: Envelope, version: int) -> bytes:
        """The envelope as JSON, for an event whose shape has this version."""
        command, context = envelope.command, envelope.context
        spec = command.spec
        return _encode(
            _EnvelopeOut(
                version,
                _CommandOut(spec.name, spec.version, self._command(command)),
                envelope.command_id,
                _ContextOut(
                    context.at,
                    context.actor,
                    context.on_behalf_of,
                    context.reason,
                    context.correlation_id,
                    context.causation_id,
                ),
                envelope.decision_version,
                envelope.tzdata,
            )
        )

    def decode_envelope(self, data: bytes, where: str = "An event") -> Envelope:
        """The envelope that JSON stands for.

        Raises:
            UnknownEvent: The domain has no command of that name.
            NewerEvent: It has one, of an older version.
            DamagedFile: The bytes are not what this library writes.
        """
        try:
            found = _read_envelope(data)
            name, version = found.command.name, found.command.version
            read = _decoder(self._read_command, name, version, f"The command of {where}")
            command = read(found.command.data)
        except StorageError:
            raise
        except _ILL_FORMED as error:
            raise DamagedFile(where, "its envelope is unreadable") from error
        return Envelope(command, found.command_id, found.context, found.decision, found.tzdata)

    def _command(self, command: Any) -> Any:
        write = self._write_command[type(command)]
        return command if write is _encode else msgspec.Raw(write(command))


def _decoder(
    decoders: Mapping[tuple[str, int], Decode], name: str, version: int, where: str
) -> Decode:
    """What reads the JSON of a stored name and version, or which of the two is not known."""
    if found := decoders.get((name, version)):
        return found
    if known := [known for kind, known in decoders if kind == name]:
        raise NewerEvent(where, name, version, max(known))
    raise UnknownEvent(where, name)


def _forms(kind: type, converter: Converter) -> Forms:
    """How a type becomes bytes and comes back: by msgspec where it can, else by cattrs."""
    if _is_native(kind):
        read: Decode = msgspec.json.Decoder(kind).decode
        return _encode, read, partial(msgspec.convert, type=kind), _read_fields
    try:
        structure = converter.get_structure_hook(kind)
        unstructure = converter.get_unstructure_hook(kind)
    except Exception as error:
        raise NotStorable(kind.__name__, "cattrs knows no form for one of its fields") from error
    return (
        lambda thing: _encode(unstructure(thing)),
        lambda data: structure(msgspec.json.decode(data), kind),
        lambda fields: structure(fields, kind),
        _read_fields,
    )


def _lifting(kind: type[Event | Command], version: int, forms: Forms) -> Decode:
    """What reads a version of a type: its own shape, or an older one lifted step by step."""
    spec, (_, read, made, read_fields) = kind.spec, forms
    if version == spec.version:
        return read
    steps = [spec.upcasters[number] for number in range(version, spec.version)]

    def lifted(data: bytes) -> Any:
        fields = read_fields(data)
        for step in steps:
            fields = step(fields)
        return made(fields)

    return lifted


def _converter() -> Converter:
    """Cattrs, handing over to msgspec whatever msgspec can do."""
    converter = make_converter()
    converter.register_structure_hook_func(_is_native, msgspec.convert)
    converter.register_unstructure_hook_func(_is_native, msgspec.to_builtins)
    return converter


@lru_cache(maxsize=4096)
def _is_native(kind: Any) -> bool:
    """Whether msgspec reads and writes the type without anybody's help."""
    try:
        return not _holds_custom(type_info(kind), set())
    except (TypeError, NotImplementedError):
        return False


def _holds_custom(info: Any, seen: set[int]) -> bool:
    """Whether a description of a type, or of a part of it, is of a type unknown to msgspec."""
    if id(info) in seen:
        return False
    seen.add(id(info))
    if isinstance(info, CustomType):
        return True
    names = getattr(info, "__struct_fields__", None)
    parts: Any = info if names is None else [getattr(info, name) for name in names]
    return any(_holds_custom(p, seen) for p in parts if isinstance(p, (msgspec.Struct, tuple)))
