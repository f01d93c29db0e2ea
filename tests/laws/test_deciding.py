"""Laws of deciding: what is recorded, what is recorded once, and what can be decided again."""

from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, History, histories
from hypothesis import given

from community_domain import (
    STANDARD,
    Community,
    Envelope,
    Event,
    InstantGoesBack,
    Outcome,
    System,
)
from community_domain.activities import ActivityId, OfferActivity
from community_domain.members import BACKFILLER, GrantRole
from tests.doings import HOUR, PEOPLE, Example

TESTS = Path(__file__).parents[1]
EXAMPLES: tuple[Example, ...] = tuple(
    example
    for doings in sorted(TESTS.glob("*/doings.py"))
    for example in import_module(f"tests.{doings.parent.name}.doings").EXAMPLES
)
"""Of every slice."""


def test_every_command_has_an_example() -> None:
    """What is shown for every command below is shown for a new command too."""
    assert {type(example.command) for example in EXAMPLES} == set(STANDARD.commands)


@pytest.mark.parametrize(
    "example",
    EXAMPLES,
    ids=[f"{number}-{type(one.command).__name__}" for number, one in enumerate(EXAMPLES)],
)
def test_what_was_done_is_not_done_again(example: Example) -> None:
    """A command that had its effect under another id yields no events (R40)."""
    first = example.given.when(example.command, by=example.by, at=example.at)
    assert first.events, f"{first.result!r} is no effect"
    done = example.given.and_done(example.command, by=example.by, at=example.at)
    done.when(example.command, by=example.by, at=example.at).then_nothing()


def shown(outcome: Outcome) -> list[tuple[int, Event, Envelope, datetime]]:
    """All that is recorded of a decision."""
    return [(row.position, row.event, row.envelope, row.recorded_at) for row in outcome.recorded]


@given(histories())
def test_the_same_command_sent_again_is_answered_from_the_log(history: History) -> None:
    """Same id, same wish: what was recorded then, and nothing new (R40)."""
    community = Community(history.log, history.domain)
    head = history.log.head()
    for one in history.accepted:
        assert one.issue
        assert isinstance(one.result, Outcome)
        again = community.execute(one.issue)
        assert again.repeated
        assert shown(again) == shown(one.result)
    assert history.log.head() == head


@given(histories(adversarial=50))
def test_a_refused_command_records_nothing(history: History) -> None:
    """The log holds what accepted commands and their follow-ups led to, and nothing else (R39)."""
    ids = {one.issue.command_id for one in history.accepted if one.issue}
    for row in history.log.read():
        context = row.envelope.context
        assert (context.correlation_id or row.envelope.command_id) in ids


@given(histories())
def test_every_event_names_who_when_and_why(history: History) -> None:
    """The envelope holds the actor, the instant, the command and its id (R40)."""
    issues = {one.issue.command_id: one.issue for one in history.told if one.issue}
    for row in history.log.read():
        envelope, context = row.envelope, row.envelope.context
        if context.causation_id is None:
            issue = issues[envelope.command_id]
            assert envelope.command == issue.command.completed(history.domain)
            assert (context.actor, context.at) == (issue.context.actor, issue.context.at)
            assert context.reason == issue.context.reason
        else:
            assert isinstance(context.actor, System)
            assert context.correlation_id
            assert context.at == issues[context.correlation_id].context.at


@given(histories(adversarial=30))
def test_instants_never_go_back(history: History) -> None:
    """A decision is never earlier than the last one, unless backfilled with a reason (R44)."""
    last = BEGINNING
    for row in history.log.read():
        context = row.envelope.context
        backfilled = context.reason is not None or context.causation_id is not None
        assert context.at >= last or backfilled
        last = max(last, context.at)
    late = OfferActivity(ActivityId("activity-late"), "Told too late")
    with pytest.raises(InstantGoesBack):
        Community(history.log, history.domain).acting(FOUNDER).execute(
            late, at=last - timedelta(microseconds=1), command_id="late"
        )


@pytest.mark.parametrize(("role", "reason"), [(True, None), (False, "paper"), (True, "paper")])
def test_going_back_takes_the_right_and_a_reason(role: bool, reason: str | None) -> None:  # noqa: FBT001 - parametrized
    """Both together open the past, neither alone does (R44)."""
    given_so = PEOPLE.and_done(GrantRole(FOUNDER, BACKFILLER)) if role else PEOPLE
    now = given_so.and_given(at=BEGINNING + HOUR).and_done(
        OfferActivity(ActivityId("activity-2"), "Flea market"), at=BEGINNING + HOUR
    )
    late = now.when(
        OfferActivity(ActivityId("activity-3"), "Clean-up"), at=BEGINNING, reason=reason
    )
    if role and reason:
        assert late.events
    else:
        late.then_refused(InstantGoesBack)
