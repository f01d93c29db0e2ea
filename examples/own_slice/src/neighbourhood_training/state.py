"""What decisions read about trainings."""

from community_domain import MemberId, Period, State, folded, on, state
from community_domain.activities import ActivityId

from .events import (
    BookingCancelled,
    NeedsTold,
    TrainingBooked,
    TrainingCancelled,
    TrainingOffered,
    TrainingRequired,
)
from .values import TrainingId

__all__ = ["Needs", "RequiredTrainings", "Trainee", "Training"]


@state
class Training(State):
    """A training and who has a place."""

    training_id: TrainingId
    offered: TrainingOffered | None = folded(None)
    cancelled: bool = folded(default=False)
    booked: dict[MemberId, None] = folded(factory=dict)

    ignores = {
        "What somebody needs takes no place": (NeedsTold,),
        "Who requires it does not change it": (TrainingRequired,),
    }
    elsewhere = "Only offers and bookings make a training"

    @on
    def was_offered(self, event: TrainingOffered) -> None:
        self.offered = event

    @on
    def was_cancelled(self, event: TrainingCancelled) -> None:
        self.cancelled = True

    @on
    def was_booked(self, event: TrainingBooked) -> None:
        self.booked[event.member_id] = None

    @on
    def booking_was_cancelled(self, event: BookingCancelled) -> None:
        self.booked.pop(event.member_id, None)


@state
class Needs(State):
    """What the trainer must know: personal, for those who may read it."""

    training_id: TrainingId
    told: dict[MemberId, str] = folded(factory=dict)

    ignores = {
        "A date tells nobody's needs": (TrainingOffered, TrainingCancelled, TrainingRequired),
        "Needs are told beside the booking": (TrainingBooked,),
    }
    elsewhere = "Only who tells their needs has them known"

    @on
    def was_told(self, event: NeedsTold) -> None:
        self.told[event.member_id] = event.needs

    @on
    def no_longer_there(self, event: BookingCancelled) -> None:
        self.told.pop(event.member_id, None)


@state
class Trainee(State):
    """The trainings of a member, with their times."""

    member_id: MemberId
    booked: dict[TrainingId, Period] = folded(factory=dict)

    ignores = {"Needs are no booking": (NeedsTold,)}
    elsewhere = "Who somebody is, and what else they do, is no training"

    @on
    def was_booked(self, event: TrainingBooked) -> None:
        self.booked[event.training_id] = event.period

    @on
    def booking_was_cancelled(self, event: BookingCancelled) -> None:
        self.booked.pop(event.training_id, None)


@state
class RequiredTrainings(State):
    """The trainings that an activity requires, in the order they were required."""

    activity_id: ActivityId
    trainings: dict[TrainingId, None] = folded(factory=dict)

    elsewhere = "What takes place requires nothing by itself"

    @on
    def was_required(self, event: TrainingRequired) -> None:
        self.trainings[event.training_id] = None
