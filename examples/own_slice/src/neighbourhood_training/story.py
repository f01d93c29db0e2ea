"""A small story: a training is offered, required, booked and called off."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count

import attrs
from community_domain import Command, Community, MemberId, Period, Refusal
from community_domain.activities import (
    ActivityId,
    OccurrenceId,
    OfferActivity,
    ScheduleOccurrence,
    SignUp,
)
from community_domain.community import FoundCommunity
from community_domain.members import GrantRole, RegisterMember

from .commands import BookTraining, CancelTraining, OfferTraining, RequireTraining
from .values import TRAINER, TrainingId

__all__ = ["told"]

NOW = datetime(2024, 6, 1, 2, tzinfo=UTC)
SATURDAY = datetime(2024, 6, 15, 1, tzinfo=UTC)
FOUNDER, TUTOR, PARENT = MemberId("member-1"), MemberId("member-2"), MemberId("member-3")
FIRST_AID = TrainingId("first-aid")
SPORTS, CHOIR = ActivityId("sports-day"), ActivityId("choir")
MORNING = Period(SATURDAY, SATURDAY + timedelta(hours=2))
AFTERNOON = Period(SATURDAY + timedelta(hours=5), SATURDAY + timedelta(hours=8))


@attrs.frozen
class Step:
    """What somebody wants, and how a reader is told."""

    telling: str
    actor: MemberId
    command: Command


STEPS = (
    Step(
        "Member 1 founds the community",
        FOUNDER,
        FoundCommunity("Lindenhof", "Asia/Shanghai", FOUNDER, "Member 1", date(1970, 1, 1)),
    ),
    Step("Member 2 registers", TUTOR, RegisterMember(TUTOR, "Member 2", date(1980, 1, 1))),
    Step("Member 3 registers", PARENT, RegisterMember(PARENT, "Member 3", date(1985, 1, 1))),
    Step("Member 2 becomes a trainer", FOUNDER, GrantRole(TUTOR, TRAINER)),
    Step("A sports day is offered", FOUNDER, OfferActivity(SPORTS, "Sports day")),
    Step(
        "for Saturday afternoon",
        FOUNDER,
        ScheduleOccurrence(OccurrenceId("sports-1"), SPORTS, AFTERNOON, capacity=90),
    ),
    Step("A choir is offered", FOUNDER, OfferActivity(CHOIR, "Choir")),
    Step(
        "for Saturday morning",
        FOUNDER,
        ScheduleOccurrence(OccurrenceId("choir-1"), CHOIR, MORNING),
    ),
    Step(
        "Member 2 offers a training, on Saturday morning too",
        TUTOR,
        OfferTraining(FIRST_AID, "First aid", MORNING),
    ),
    Step("The sports day requires it", FOUNDER, RequireTraining(SPORTS, FIRST_AID)),
    Step(
        "Member 3 signs up for the sports day",
        PARENT,
        SignUp(OccurrenceId("sports-1"), PARENT),
    ),
    Step("Member 3 books the training", PARENT, BookTraining(FIRST_AID, PARENT, "A front seat")),
    Step("and signs up again", PARENT, SignUp(OccurrenceId("sports-1"), PARENT)),
    Step("and for the choir as well", PARENT, SignUp(OccurrenceId("choir-1"), PARENT)),
    Step("The training is called off", TUTOR, CancelTraining(FIRST_AID, "Nobody has a room")),
    Step("Member 3 tries the choir again", PARENT, SignUp(OccurrenceId("choir-1"), PARENT)),
)


def told(community: Community) -> Iterator[str]:
    """Live the story in a new community, and tell each step with what came of it."""
    ids = count(1)
    for step in STEPS:
        actor = community.acting(step.actor)
        try:
            outcome = actor.execute(step.command, at=NOW, command_id=f"step-{next(ids)}")
        except Refusal as refusal:
            yield f"{step.telling}: refused. {refusal} {refusal.message('zh')}"
        else:
            names = ", ".join(event.spec.name for event in outcome.events)
            yield f"{step.telling}: {names}"
