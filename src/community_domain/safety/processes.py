"""What follows by itself: who may not take part leaves the hazards, and no minors stay alone."""

from collections.abc import Iterator

from ..kernel import Command, process
from ..members.events import PartEnds, may_end_a_part
from .commands import ReleaseHazards, ReviewTeam
from .events import HazardReleased, HazardSentBack

__all__ = ["adult_of_the_team", "hazard_guard", "sent_back_guard"]


@process("hazard-guard")
def hazard_guard(event: PartEnds) -> Iterator[Command]:
    """Without the consent that carried it, nobody works on a hazard (R4).

    Nor does a member whose data are restricted or erased (R42).
    """
    if may_end_a_part(event):
        yield ReleaseHazards(event.member_id)


@process("sent-back-guard")
def sent_back_guard(event: HazardSentBack) -> Iterator[Command]:
    """What is to be done again is done by who may take part by now (R4)."""
    for member_id in event.member_ids:
        yield ReleaseHazards(member_id)


@process("adult-of-the-team")
def adult_of_the_team(event: HazardReleased) -> Iterator[Command]:
    """Where somebody was taken off a hazard, those who stay may need an adult (R33)."""
    yield ReviewTeam(event.hazard_id)
