"""Who runs an occurrence, who may have a seat, and how free seats find their waiters."""

from collections.abc import Iterator

from ..community.state import Settings
from ..community.values import Scope, ScopeKind, SubjectId
from ..kernel import Context, Event, Grant, MemberId, Read, Refusal, Right, System
from ..members.policies import obstacle_in_the_agenda, obstacle_to_taking_part
from ..members.state import Agenda, Permissions, Standing
from ..members.values import COORDINATOR
from .events import FillingPaused, OccurrenceScheduled, SeatConfirmed
from .refusals import SignUpClosed, SignUpNotOpen
from .state import Schedule, Seats
from .values import WAITLIST_LEAST, WAITLIST_SHARE, OccurrenceId

__all__ = [
    "its_coordinator",
    "must_be_open_for_sign_up",
    "obstacle_to_a_seat",
    "seats_go_to_waiters",
    "waitlist_limit",
]

STATES_OF_A_WAITER = 2
"""What it takes to judge one: standing and agenda."""


def _ask_its_coordinator(subject: object, context: Context, read: Read) -> Grant | None:
    occurrence_id: OccurrenceId = getattr(subject, "occurrence_id")  # noqa: B009 - any command
    if isinstance(context.actor, System):
        return None
    held = read(Permissions(context.actor)).held
    if (COORDINATOR, Scope()) in held:
        return Grant()
    scheduled = read(Schedule(occurrence_id)).scheduled if held else None
    if scheduled is None:
        return None
    scope = Scope(ScopeKind.ACTIVITY, SubjectId(scheduled.activity_id))
    return Grant() if (COORDINATOR, scope) in held else None


its_coordinator = Right(
    "a coordinator of the occurrence's activity",
    "该场次所属活动的负责人",
    _ask_its_coordinator,
    ("occurrence_id",),
)
"""A coordinator of the community, or of the activity that the occurrence belongs to."""


def must_be_open_for_sign_up(scheduled: OccurrenceScheduled, context: Context) -> None:
    """Refuse before sign-up opens and from when it closes (R14)."""
    if scheduled.opens is not None and context.at < scheduled.opens:
        raise SignUpNotOpen(scheduled.occurrence_id, scheduled.opens)
    if context.at >= scheduled.closes:
        raise SignUpClosed(scheduled.occurrence_id, scheduled.closes)


def waitlist_limit(capacity: int, settings: Settings) -> int:
    """How many may wait: a share of the capacity, rounded down, but at least some (R11)."""
    return max(settings[WAITLIST_LEAST], capacity * settings[WAITLIST_SHARE] // 100)


def obstacle_to_a_seat(
    scheduled: OccurrenceScheduled, standing: Standing, agenda: Agenda, settings: Settings
) -> Refusal | None:
    """What keeps a member from a seat: consent on the day (R3), or another commitment (R18)."""
    obstacle = obstacle_to_taking_part(standing, scheduled.period.start, settings)
    return obstacle or obstacle_in_the_agenda(agenda, scheduled.period, scheduled.place, settings)


def seats_go_to_waiters(  # noqa: PLR0913 - the line, and how far it was followed
    seats: Seats,
    free: int,
    context: Context,
    read: Read,
    *,
    passed: int = 0,
    gone: MemberId | None = None,
) -> Iterator[Event]:
    """Give free seats to the eligible waiters in order, until it begins and sign-up closes (R12).

    Args:
        seats: The occurrence.
        free: Seats to give.
        context: The circumstances.
        read: Each waiter looked at takes two states of the decision's reads; when they are used
            up, the rest follows in a decision of its own.
        passed: So many waiters at the front were looked at already.
        gone: A waiter who leaves the line in this decision.
    """
    scheduled, settings = seats.scheduled, read(Settings())
    if scheduled is None or context.at >= max(scheduled.period.start, scheduled.closes):
        return
    queue = [one for one in seats.queue() if one != gone][passed:] if free > 0 else []
    for member_id in queue:
        if free == 0:
            return
        if read.left < STATES_OF_A_WAITER:
            yield FillingPaused(seats.occurrence_id, passed)
            return
        standing, agenda = read(Standing(member_id), Agenda(member_id))
        if obstacle_to_a_seat(scheduled, standing, agenda, settings) is None:
            yield SeatConfirmed(seats.occurrence_id, member_id, scheduled.period, scheduled.place)
            free -= 1
        else:
            passed += 1
