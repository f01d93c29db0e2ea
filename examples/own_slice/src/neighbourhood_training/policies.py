"""A further condition on a command of the core: it may refuse, never allow."""

from community_domain import Context, Read, policy
from community_domain.activities import Schedule, SignUp

from .refusals import NotTrained
from .state import RequiredTrainings, Trainee

__all__ = ["required_trainings_come_first"]


@policy("training.required-trainings-come-first")
def required_trainings_come_first(command: SignUp, context: Context, read: Read) -> None:
    """Who signs up has booked every training that the activity requires, to end before it."""
    scheduled = read(Schedule(command.occurrence_id)).scheduled
    if scheduled is None:
        return
    required, trainee = read(RequiredTrainings(scheduled.activity_id), Trainee(command.member_id))
    for training_id in required.trainings:
        period = trainee.booked.get(training_id)
        if period is None or period.end > scheduled.period.start:
            raise NotTrained(command.member_id, training_id)
