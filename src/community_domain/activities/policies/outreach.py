"""Who tells of an outreach, who confirms it, and who sees it."""

from ...kernel import Context, Grant, Read, Right
from ...members.policies import coordinator, role, self_or_guardian
from ...members.values import TUTOR
from ..state import Teaching
from ..values import OutreachId

__all__ = ["confirms_outreach", "outreach_reader", "tells_of_outreach"]

confirms_outreach = coordinator() | role(TUTOR)
"""A coordinator or a tutor of the community."""
tells_of_outreach = self_or_guardian("teacher_id") | confirms_outreach
"""The little teacher, a guardian, or one of those."""


def _ask_reader(subject: object, context: Context, read: Read) -> Grant | None:
    outreach_id: OutreachId = getattr(subject, "outreach_id")  # noqa: B009 - any of them
    held = read(Teaching(outreach_id)).held
    if held is None:
        return confirms_outreach.ask(subject, context, read)
    return tells_of_outreach.ask(held, context, read)


outreach_reader = Right(
    "the little teacher or a guardian, a coordinator, a tutor",
    "小先生本人或其监护人、负责人、辅导员",
    _ask_reader,
    ("outreach_id",),
)
"""Whoever may tell of it."""
