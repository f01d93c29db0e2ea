"""Who may have a seat, and how seats and claims find each other."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from ...community.state import Settings
from ...kernel import Context, Event, MemberId, Read, Refusal
from ...members.policies import obstacle_in_the_agenda, obstacle_to_taking_part
from ...members.state import Agenda, Standing
from ..events import FillingPaused, OccurrenceScheduled, SeatConfirmed, SeatsOffered, WaitlistJoined
from ..refusals import (
    OccurrenceCalledOff,
    OccurrenceClosed,
    PartyTooLarge,
    SignUpClosed,
    SignUpNotOpen,
    WaitlistFull,
)
from ..state import Claims, Seats
from ..values import OFFER_HOURS, WAITLIST_LEAST, WAITLIST_SHARE, Filling

__all__ = [
    "confirmed",
    "must_be_open_for_sign_up",
    "obstacle_to_a_seat",
    "seats_go_to_waiters",
    "seats_or_a_place_in_line",
    "waitlist_limit",
]

STATES_OF_A_WAITER = {Filling.AUTOMATIC: 2, Filling.BY_OFFER: 3}
"""What it takes to judge one: standing and agenda, and whether something is offered already."""


def must_be_open_for_sign_up(
    seats: Seats, scheduled: OccurrenceScheduled, context: Context
) -> None:
    """Refuse before sign-up opens, from when it closes (R14), and what was called off (R23)."""
    if seats.cancelled:
        raise OccurrenceCalledOff(scheduled.occurrence_id)
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

    They get the seats at once, or an offer, as the occurrence is filled; nobody is offered
    something while another offer is open.
    A claim is met as a whole: all of a party fit and are eligible, or it is passed over (R13).

    Args:
        seats: The occurrence.
        free: Seats to give.
        context: The circumstances.
        read: Each waiter looked at takes two or three states of the reads; when they are used
            up, the rest follows in a decision of its own.
        passed: So many claims at the front were looked at already.
        gone: A waiter who leaves the line in this decision.
    """
    scheduled, settings = seats.scheduled, read(Settings())
    if scheduled is None or context.at >= max(scheduled.period.start, scheduled.closes):
        return
    each, number = STATES_OF_A_WAITER[seats.filling], len(seats.offers)
    queue = _without(gone, seats.queue())[passed:] if free > 0 else []
    for claim in queue:
        fits = len(claim) <= free
        if fits and read.left < each * len(claim):
            yield FillingPaused(seats.occurrence_id, passed)
            return
        if fits and all(_is_eligible(one, seats, scheduled, settings, read) for one in claim):
            if seats.filling is Filling.BY_OFFER:
                number += 1
                yield _offered(scheduled, number, claim, context, settings)
            else:
                yield from confirmed(scheduled, claim)
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
    promoted = sum(_seats_given(event) for event in filled)
    all_looked_at = not any(isinstance(event, FillingPaused) for event in filled)
    yield from filled
    if all_looked_at and seats.free - promoted >= size:
        yield from confirmed(scheduled, members)
        return
    if all_looked_at and seats.capacity is not None:
        limit = waitlist_limit(seats.capacity, settings)
        if seats.in_line - promoted + size > limit:
            raise WaitlistFull(seats.occurrence_id, limit)
    for member_id in members:
        yield WaitlistJoined(seats.occurrence_id, member_id, priority)


def confirmed(scheduled: OccurrenceScheduled, members: Iterable[MemberId]) -> Iterator[Event]:
    """A seat for each, which says where and when."""
    for member_id in members:
        yield SeatConfirmed(scheduled.occurrence_id, member_id, scheduled.period, scheduled.place)


def _is_eligible(
    member_id: MemberId,
    seats: Seats,
    scheduled: OccurrenceScheduled,
    settings: Settings,
    read: Read,
) -> bool:
    """Whether a waiter may have a seat; by offer only who has no other offer to answer."""
    standing, agenda = read(Standing(member_id), Agenda(member_id))
    if obstacle_to_a_seat(scheduled, standing, agenda, settings) is not None:
        return False
    return seats.filling is Filling.AUTOMATIC or not read(Claims(member_id)).offered


def _offered(
    scheduled: OccurrenceScheduled,
    number: int,
    members: Iterable[MemberId],
    context: Context,
    settings: Settings,
) -> Event:
    """An offer to a claim, open for some hours, but no longer than seats are given at all."""
    ends = max(scheduled.period.start, scheduled.closes)
    until = min(context.at + timedelta(hours=settings[OFFER_HOURS]), ends)
    return SeatsOffered(scheduled.occurrence_id, number, tuple(members), until)


def _seats_given(event: Event) -> int:
    """How many of those who waited got a seat, or an offer of one."""
    match event:
        case SeatConfirmed():
            return 1
        case SeatsOffered():
            return len(event.member_ids)
        case _:
            return 0


def _without(gone: MemberId | None, claims: Iterable[list[MemberId]]) -> list[list[MemberId]]:
    """The claims as they are when one has left."""
    left = ([one for one in claim if one != gone] for claim in claims)
    return [claim for claim in left if claim]
