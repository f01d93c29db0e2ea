"""Why something about a training may not happen."""

from datetime import datetime

from community_domain import Kind, MemberId, Refusal, refusal

from .values import TrainingId

__all__ = [
    "NotTrained",
    "TrainingBegun",
    "TrainingCalledOff",
    "TrainingExists",
    "TrainingFull",
    "TrainingUnknown",
]


@refusal(
    "training-unknown",
    kind=Kind.MISSING,
    en="There is no training {training_id}; offer it first.",
    zh="没有编号为 {training_id} 的培训；请先发布。",
)
class TrainingUnknown(Refusal):
    """Nobody offers such a training."""

    training_id: TrainingId


@refusal(
    "training-exists",
    kind=Kind.CONFLICT,
    en="{training_id} already names another training; choose a new id.",
    zh="{training_id} 已是另一场培训的编号；请换新编号。",
)
class TrainingExists(Refusal):
    """The id names a training with other particulars."""

    training_id: TrainingId


@refusal(
    "training-called-off",
    kind=Kind.RULE,
    en="{training_id} does not take place.",
    zh="{training_id} 已取消。",
)
class TrainingCalledOff(Refusal):
    """A cancelled training takes no bookings."""

    training_id: TrainingId


@refusal(
    "training-begun",
    kind=Kind.RULE,
    en="{training_id} began at {began}; places change hands before that only.",
    zh="{training_id} 已于 {began} 开始；只能在开始前变更。",
)
class TrainingBegun(Refusal):
    """It is too late to book, to give up a place, or to call it off."""

    training_id: TrainingId
    began: datetime


@refusal(
    "training-full",
    kind=Kind.RULE,
    en="All {places} places at {training_id} are taken.",
    zh="{training_id} 的 {places} 个名额已满。",
)
class TrainingFull(Refusal):
    """A training has so many places and no waitlist."""

    training_id: TrainingId
    places: int


@refusal(
    "not-trained",
    kind=Kind.RULE,
    en="{member_id} books {training_id} first: this activity requires it.",
    zh="{member_id} 须先报名培训 {training_id}：本活动要求参加。",
)
class NotTrained(Refusal):
    """The activity requires a training that the member has not booked before its start."""

    member_id: MemberId
    training_id: TrainingId
