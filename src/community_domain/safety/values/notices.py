"""Rounds of notices: what says that each stairwell was told."""

from typing import NewType

from ...kernel import identifier

__all__ = ["NoticeRoundId"]

NoticeRoundId = NewType("NoticeRoundId", str)
identifier(NoticeRoundId, tag="notice-round")
