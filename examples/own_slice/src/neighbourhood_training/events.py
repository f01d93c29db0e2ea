"""What happened to trainings. The names are storage formats: they never change."""

from community_domain import Event, MemberId, Period, event, personal
from community_domain.activities import ActivityId
from community_domain.members import Engagement, Engages, Releases

from .values import TrainingId

__all__ = [
    "BookingCancelled",
    "NeedsTold",
    "TrainingBooked",
    "TrainingCancelled",
    "TrainingOffered",
    "TrainingRequired",
]


@event("training.offered")
class TrainingOffered(Event):
    """A training takes place, for so many persons."""

    training_id: TrainingId
    title: str
    period: Period
    places: int


@event("training.cancelled")
class TrainingCancelled(Event):
    """A training does not take place; those who had booked are released one by one."""

    training_id: TrainingId
    reason: str


@event("training.booked")
class TrainingBooked(Engages):
    """A member has a place, and is busy for the period, whatever else they sign up for."""

    training_id: TrainingId
    member_id: MemberId
    period: Period

    @property
    def engagement(self) -> Engagement:
        """The member, for the period of the training."""
        return Engagement(self.member_id, self.training_id, self.period)


@event("training.needs-told")
class NeedsTold(Event):
    """Somebody said what the trainer must know to have them there."""

    training_id: TrainingId
    member_id: MemberId
    needs: str = personal(subject="member_id")


@event("training.booking-cancelled")
class BookingCancelled(Releases):
    """A member no longer has a place, and is free again."""

    training_id: TrainingId
    member_id: MemberId

    @property
    def released(self) -> tuple[MemberId, str]:
        """The member, of this training."""
        return self.member_id, self.training_id


@event("training.required")
class TrainingRequired(Event):
    """Who signs up for the activity has booked this training first."""

    activity_id: ActivityId
    training_id: TrainingId
