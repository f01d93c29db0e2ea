"""Who may have a seat, and how seats and claims find each other."""

from collections.abc import Iterable, Iterator

from ...community.state import Settings
from ...kernel import Context, Event, MemberId, Read, Refusal
from ...members.policies import obstacle_in_the_agenda, obstacle_to_taking_part
from ...members.state import Agenda, Standing
from ..events import FillingPaused, OccurrenceScheduled, SeatConfirmed, WaitlistJoined
from ..refusals import (
    OccurrenceClosed,
    PartyTooLarge,
    SignUpClosed,
    SignUpNotOpen,
    WaitlistFull,
)
from ..state import Seats
from ..values import WAITLIST_LEAST, WAITLIST_SHARE

__all__ = [
    "must_be_open_for_sign_up",
    "obstacle_to_a_seat",
    "seats_go_to_waiters",
    "seats_or_a_place_in_line",
    "waitlist_limit",
]

STATES_OF_A_WAITER = 2
"""What it takes to judge one: standing and agenda."""


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
    """Give free seats to the eligible claims in order, until it begins and sign-up closes (R12).

    A claim is met as a whole: all of a party fit and are eligible, or it is passed over (R13).

    Args:
        seats: The occurrence.
        free: Seats to give.
        context: The circumstances.
        read: Each waiter looked at takes two states of the decision's reads; when they are used
            up, the rest follows in a decision of its own.
        passed: So many claims at the front were looked at already.
        gone: A waiter who leaves the line in this decision.
    """
    scheduled, settings = seats.scheduled, read(Settings())
    if scheduled is None or context.at >= max(scheduled.period.start, scheduled.closes):
        return
    queue = _without(gone, seats.queue())[passed:] if free > 0 else []
    for claim in queue:
        fits = len(claim) <= free
        if fits and read.left < STATES_OF_A_WAITER * len(claim):
            yield FillingPaused(seats.occurrence_id, passed)
            return
        judged = (read(Standing(one), Agenda(one)) for one in claim)
        if fits and not any(obstacle_to_a_seat(scheduled, *one, settings) for one in judged):
            yield from _confirmed(scheduled, claim)
            free -= len(claim)
        else:
            passed += 1


def seats_or_a_place_in_line(
    seats: Seats, members: tuple[MemberId, ...], priority: int, context: Context, read: Read
) -> Iterator[Event]:
    """Confirm all members of a new claim while there are seats for it, else let all of them wait.

    Whoever waits already and may have a seat comes first. A claim that is larger than what is
    free waits, also beside free seats; one that could never be met is refused.

    Raises:
        OccurrenceClosed: The capacity is 0.
        PartyTooLarge: The capacity is smaller than the party.
        WaitlistFull: Not all of them could wait.
    """
    scheduled, settings, size = seats.scheduled, read(Settings()), len(members)
    if scheduled is None:
        return
    if seats.capacity == 0:
        raise OccurrenceClosed(seats.occurrence_id)
    if seats.capacity is not None and size > seats.capacity:
        raise PartyTooLarge(seats.occurrence_id, size, seats.capacity)
    filled = list(seats_go_to_waiters(seats, seats.free, context, read)) if seats.waiting else []
    promoted = sum(isinstance(event, SeatConfirmed) for event in filled)
    all_looked_at = len(filled) == promoted
    yield from filled
    if all_looked_at and seats.free - promoted >= size:
        yield from _confirmed(scheduled, members)
        return
    if all_looked_at and seats.capacity is not None:
        limit = waitlist_limit(seats.capacity, settings)
        if len(seats.waiting) - promoted + size > limit:
            raise WaitlistFull(seats.occurrence_id, limit)
    for member_id in members:
        yield WaitlistJoined(seats.occurrence_id, member_id, priority)


def _confirmed(scheduled: OccurrenceScheduled, members: Iterable[MemberId]) -> Iterator[Event]:
    for member_id in members:
        yield SeatConfirmed(scheduled.occurrence_id, member_id, scheduled.period, scheduled.place)


def _without(gone: MemberId | None, claims: Iterable[list[MemberId]]) -> list[list[MemberId]]:
    """The claims as they are when one has left."""
    left = ([one for one in claim if one != gone] for claim in claims)
    return [claim for claim in left if claim]
