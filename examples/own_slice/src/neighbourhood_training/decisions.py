"""Offering, booking, cancelling and requiring trainings."""

from collections.abc import Iterator

from community_domain import Context, Event, Read, decides, system
from community_domain.activities import ActivityUnknown, Offering
from community_domain.community import Settings
from community_domain.members import (
    Agenda,
    Overlapping,
    Standing,
    coordinator,
    obstacle_to_taking_part,
    role,
    self_or_guardian,
)

from .commands import (
    BookTraining,
    CancelBooking,
    CancelTraining,
    OfferTraining,
    ReleaseBookings,
    RequireTraining,
)
from .events import (
    BookingCancelled,
    NeedsTold,
    TrainingBooked,
    TrainingCancelled,
    TrainingOffered,
    TrainingRequired,
)
from .refusals import (
    TrainingBegun,
    TrainingCalledOff,
    TrainingExists,
    TrainingFull,
    TrainingUnknown,
)
from .state import RequiredTrainings, Trainee, Training
from .values import PLACES, TRAINER

__all__ = [
    "book_training",
    "cancel_booking",
    "cancel_training",
    "offer_training",
    "release_bookings",
    "require_training",
    "trainer",
]

trainer = role(TRAINER)
"""Somebody who runs trainings."""


@decides(by=trainer | coordinator())
def offer_training(command: OfferTraining, context: Context, read: Read) -> Iterator[Event]:
    """Offer a training once, with the number of places that counts for it from now on."""
    training, settings = read(Training(command.training_id), Settings())
    places = command.places or settings[PLACES]
    new = TrainingOffered(command.training_id, command.title, command.period, places)
    if training.offered is None:
        if context.at >= command.period.start:
            raise TrainingBegun(command.training_id, command.period.start)
        yield new
    elif training.offered != new:
        raise TrainingExists(command.training_id)


@decides(by=self_or_guardian("member_id") | trainer)
def book_training(command: BookTraining, context: Context, read: Read) -> Iterator[Event]:
    """Give a place to a member who may take part, has the time, and finds one free."""
    training_id, member_id = command.training_id, command.member_id
    training, standing, agenda, settings = read(
        Training(training_id), Standing(member_id), Agenda(member_id), Settings()
    )
    if member_id in training.booked:
        return
    offered = _still_to_come(training, context)
    if (obstacle := obstacle_to_taking_part(standing, offered.period.start, settings)) is not None:
        raise obstacle
    if (clash := agenda.clash(offered.period)) is not None:
        raise Overlapping(member_id, clash)
    if len(training.booked) >= offered.places:
        raise TrainingFull(training_id, offered.places)
    yield TrainingBooked(training_id, member_id, offered.period)
    if command.needs is not None:
        yield NeedsTold(training_id, member_id, command.needs)


@decides(by=self_or_guardian("member_id") | trainer)
def cancel_booking(command: CancelBooking, context: Context, read: Read) -> Iterator[Event]:
    """Give a place up before the training begins."""
    training = read(Training(command.training_id))
    if command.member_id in training.booked:
        _still_to_come(training, context)
        yield BookingCancelled(command.training_id, command.member_id)


@decides(by=trainer | coordinator())
def cancel_training(command: CancelTraining, context: Context, read: Read) -> Iterator[Event]:
    """Call a training off and release everybody who had booked."""
    training = read(Training(command.training_id))
    if not training.cancelled:
        _still_to_come(training, context)
        yield TrainingCancelled(command.training_id, command.reason)
        for member_id in training.booked:
            yield BookingCancelled(command.training_id, member_id)


@decides(by=coordinator("activity_id"))
def require_training(command: RequireTraining, context: Context, read: Read) -> Iterator[Event]:
    """Make a training a condition of signing up for an activity from now on."""
    offering, training, required = read(
        Offering(command.activity_id),
        Training(command.training_id),
        RequiredTrainings(command.activity_id),
    )
    if offering.title is None:
        raise ActivityUnknown(command.activity_id)
    if command.training_id not in required.trainings:
        _still_to_come(training, context)
        yield TrainingRequired(command.activity_id, command.training_id)


@decides(by=system)
def release_bookings(command: ReleaseBookings, context: Context, read: Read) -> Iterator[Event]:
    """Free the future places of a member who may not take part on the day."""
    trainee, standing, settings = read(
        Trainee(command.member_id), Standing(command.member_id), Settings()
    )
    for training_id, period in trainee.booked.items():
        if period.start > context.at and obstacle_to_taking_part(standing, period.start, settings):
            yield BookingCancelled(training_id, command.member_id)


def _still_to_come(training: Training, context: Context) -> TrainingOffered:
    """The training as it was offered, if it was, and is neither called off nor begun."""
    if training.offered is None:
        raise TrainingUnknown(training.training_id)
    if training.cancelled:
        raise TrainingCalledOff(training.training_id)
    if context.at >= training.offered.period.start:
        raise TrainingBegun(training.training_id, training.offered.period.start)
    return training.offered
