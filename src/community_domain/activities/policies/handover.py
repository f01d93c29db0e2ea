"""With whom a child may leave, and whether somebody can be called for it (R46)."""

from datetime import datetime

from ...community.state import Settings
from ...kernel import Hint, InvalidValue, Problem, Read, Refusal
from ...members.policies import coordinator, has_agreed, is_minor, role, self_or_guardian
from ...members.refusals import EmergencyContactMissing
from ...members.state import EmergencyContact, Standing
from ...members.values import TUTOR, ConsentKind
from ..commands import HandOver
from ..refusals import CollectorNotAuthorised, MayNotLeaveAlone
from ..state import Collectors
from ..values import MINORS_NEED_CONTACT
from .rights import its_coordinator

__all__ = [
    "at_the_door",
    "collectors_reader",
    "must_be_fit_to_collect",
    "obstacle_to_being_called_for",
]

at_the_door = its_coordinator | role(TUTOR)
"""Who hands children over: who runs the activity, and tutors."""

collectors_reader = self_or_guardian("member_id") | coordinator() | role(TUTOR)
"""Who may know by whom a child is collected."""


def obstacle_to_being_called_for(
    standing: Standing, moment: datetime, settings: Settings, read: Read
) -> Refusal | None:
    """What keeps a minor from an activity: nobody to be called, where that is asked for (R46)."""
    if not settings[MINORS_NEED_CONTACT] or not is_minor(standing, moment, settings):
        return None
    contact = read(EmergencyContact(standing.member_id))
    return EmergencyContactMissing(standing.member_id) if contact.named is None else None


def must_be_fit_to_collect(
    command: HandOver, standing: Standing, settings: Settings, read: Read
) -> None:
    """Refuse whom a child may not leave with, at the instant when it left.

    Raises:
        InvalidValue: The command names nobody, or several.
        CollectorNotAuthorised: No guardian, and no guardian's word for them stands.
        MayNotLeaveAlone: No consent to that stands.
    """
    member_id, guardian_id, collector_id = (
        command.member_id,
        command.guardian_id,
        command.collector_id,
    )
    if [guardian_id is not None, collector_id is not None, command.alone].count(True) != 1:
        hint = Hint(
            "Say a guardian, a collector, or alone.", "请填监护人、被授权人或自行离场之一。"
        )
        raise InvalidValue("collector_id", str(collector_id), Problem.UNKNOWN, hint)
    if guardian_id is not None and guardian_id not in standing.guardians:
        raise CollectorNotAuthorised(member_id, guardian_id)
    if collector_id is not None:
        collectors = read(Collectors(member_id))
        if not collectors.may(collector_id, standing.guardians, command.at):
            raise CollectorNotAuthorised(member_id, collector_id)
    if command.alone and not has_agreed(standing, ConsentKind.LEAVING_ALONE, command.at, settings):
        raise MayNotLeaveAlone(member_id)
