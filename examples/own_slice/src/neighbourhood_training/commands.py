"""What may be wanted of trainings."""

from community_domain import Command, MemberId, Period, bounded, command, personal
from community_domain.activities import ActivityId

from .values import TrainingId

__all__ = [
    "BookTraining",
    "CancelBooking",
    "CancelTraining",
    "OfferTraining",
    "ReleaseBookings",
    "RequireTraining",
]


@command("training.offer")
class OfferTraining(Command):
    """Offer a training."""

    training_id: TrainingId
    title: str = bounded(high=200)
    period: Period
    places: int | None = bounded(low=1, high=100, default=None)
    """Persons; by default the setting `training.places`."""


@command("training.cancel")
class CancelTraining(Command):
    """Call a training off."""

    training_id: TrainingId
    reason: str = bounded(high=200)


@command("training.book")
class BookTraining(Command):
    """Take a place at a training."""

    training_id: TrainingId
    member_id: MemberId
    needs: str | None = personal(subject="member_id", default=None)
    """What the trainer must know to have them there."""


@command("training.cancel-booking")
class CancelBooking(Command):
    """Give a place up."""

    training_id: TrainingId
    member_id: MemberId


@command("training.require")
class RequireTraining(Command):
    """Make a training a condition of signing up for an activity."""

    activity_id: ActivityId
    training_id: TrainingId


@command("training.release-bookings")
class ReleaseBookings(Command):
    """Take back the future places of a member who may no longer take part."""

    member_id: MemberId
