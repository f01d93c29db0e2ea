"""Tags of rows as JSON, and the log's own tag: the command that led to a row."""

from typing import Any

import msgspec

__all__ = ["command_of", "command_tag", "tags_from_json", "tags_to_json"]

COMMAND = "command"
"""Tag of each row with the command that led to it; a domain lets no identifier claim it."""

tags_to_json = msgspec.json.Encoder().encode
tags_from_json = msgspec.json.Decoder(list[str]).decode


def command_tag(command_id: Any) -> str:
    """The tag of the rows that a command led to."""
    return f"{COMMAND}:{command_id}"


def command_of(tag: str) -> str:
    """The command id of such a tag."""
    return tag.removeprefix(f"{COMMAND}:")
