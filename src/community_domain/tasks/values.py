"""Tasks, help requests, and the evidence that work was done."""

from enum import StrEnum
from typing import NewType

from ..kernel import identifier, sha256, shaped, value

__all__ = ["Evidence", "EvidenceKind", "RequestId", "TaskId"]

TaskId = NewType("TaskId", str)
RequestId = NewType("RequestId", str)
identifier(TaskId, tag="task")
identifier(RequestId, tag="request")

NAME = "[a-z0-9][a-z0-9!#$&^_.+-]{0,126}"
"""Half of a media type, in lower case (RFC 6838, 4.2)."""


class EvidenceKind(StrEnum):
    """What shows that work was done."""

    BEFORE = "photograph-before"
    AFTER = "photograph-after"
    RECORDING = "recording"
    DOCUMENT = "document"
    SIGNATURE = "signature"

    @property
    def zh(self) -> str:
        """What it is called in Chinese."""
        return {
            "photograph-before": "工作前照片",
            "photograph-after": "工作后照片",
            "recording": "录音录像",
            "document": "文件",
        }.get(self.value, "签名")


@value
class Evidence:
    """A piece of evidence by its digest; the bytes stay where the app keeps them."""

    kind: EvidenceKind
    digest: str = sha256()
    """SHA-256 of the bytes, in lower-case hexadecimal digits."""
    media_type: str = shaped(f"{NAME}/{NAME}", example="image/jpeg")
    """What the bytes are, without parameters."""
