"""Stories in which the commands of risk have effect, one for each."""

from datetime import date

from community_domain.risk import (
    AcknowledgeRisk,
    AcknowledgeTaskRisk,
    MarkPositionRisky,
    MarkTaskRisky,
    PositionMarkedRisky,
    RecordInsurance,
    RecordTraining,
    ReleaseUnprotected,
    ReleaseUntold,
    Risk,
    TaskMarkedRisky,
)
from tests.doings import (
    ADULT,
    BORN,
    CHILD,
    CLOCK,
    ON_SHIFT,
    PEOPLE,
    PLANNED,
    POSITION,
    POSTED,
    SHIFT,
    TAKEN,
    TASK,
    Example,
)

__all__ = ["EXAMPLES"]

RISK, TRAINED = Risk("Ladders tip over"), Risk("Ladders tip over", ("ladders",))
RISKY = PLANNED.and_done(MarkPositionRisky(POSITION, RISK))
ON_SHIFT_UNTOLD = ON_SHIFT.and_given(PositionMarkedRisky(POSITION, RISK, 1, ()))
UNTRAINED = TAKEN.and_given(TaskMarkedRisky(TASK, TRAINED, 1))

EXAMPLES = (
    Example(ON_SHIFT, MarkPositionRisky(POSITION, RISK)),
    Example(TAKEN, MarkTaskRisky(TASK, RISK)),
    Example(RISKY, AcknowledgeRisk(POSITION, ADULT, 1), ADULT),
    Example(POSTED.and_done(MarkTaskRisky(TASK, RISK)), AcknowledgeTaskRisk(TASK, ADULT, 1), ADULT),
    Example(PEOPLE, RecordTraining(ADULT, "ladders", BORN)),
    Example(PEOPLE, RecordInsurance(ADULT, "2024", BORN, date(2024, 12, 31))),
    Example(ON_SHIFT_UNTOLD, ReleaseUntold(SHIFT), CLOCK),
    Example(UNTRAINED, ReleaseUnprotected(CHILD, None, TASK), CLOCK),
)
