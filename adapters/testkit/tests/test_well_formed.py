"""What a decision says is held to the types and fields that it names."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, founded, given
from community_domain_testkit.well_formed import flaws_of

from community_domain import (
    STANDARD,
    Command,
    CommandId,
    Context,
    Event,
    Hint,
    InvalidValue,
    Issue,
    MemberId,
    NotPermitted,
    Period,
    Problem,
    Read,
    Refusal,
    Slice,
    anyone,
    command,
    decides,
    event,
)
from community_domain.activities import OccurrenceId, SeatConfirmed, SignUp

NOTHING: Any = None
"""What a type checker would not let pass."""
OCCURRENCE = OccurrenceId("occurrence-1")
PERIOD = Period(BEGINNING, BEGINNING + timedelta(hours=1))
SIGN_UP = Issue(
    SignUp(OCCURRENCE, MemberId("member-1"), priority=1),
    Context(BEGINNING, MemberId("member-1")),
    CommandId("sign-up"),
)
SOUND: list[Event | Refusal] = [
    SeatConfirmed(OCCURRENCE, MemberId("member-1"), PERIOD),
    InvalidValue("priority", "-1", Problem.TOO_SMALL),
    InvalidValue("priority[3]", "-1", Problem.TOO_SMALL),
    InvalidValue("command_id", "a:b", Problem.NOT_AN_ID),
    InvalidValue("member.age-of-majority", "3", Problem.TOO_SMALL),
    NotPermitted("member-1", "SignUp", "a coordinator", "协调员"),
    NotPermitted("member-1", "SignUp.priority", "a coordinator", "协调员"),
]
FLAWED: list[tuple[Event | Refusal, str]] = [
    (SeatConfirmed(OCCURRENCE, NOTHING, PERIOD), "member_id of SeatConfirmed: None"),
    (SeatConfirmed(OCCURRENCE, MemberId("member-1"), NOTHING), "period of SeatConfirmed: None"),
    (InvalidValue("priority", "-1", NOTHING), "problem of InvalidValue: None"),
    (
        InvalidValue("priority", "-1", Problem.TOO_SMALL, Hint("At least 0.", NOTHING)),
        "zh of Hint: None",
    ),
    (
        InvalidValue("priority", "-1", Problem.TOO_SMALL, Hint("At least 0.")),
        "in one language only",
    ),
    (InvalidValue("urgency", "-1", Problem.TOO_SMALL), "has no field 'urgency'"),
    (NotPermitted("member-1", "Withdraw", "a coordinator", "协调员"), "is not 'Withdraw'"),
    (NotPermitted("member-1", "SignUp.urgency", "x", "x"), "is not 'SignUp.urgency'"),
    (NotPermitted("None", "SignUp", "x", "x"), "'None' did not issue it"),
    (InvalidValue("priority", "None", Problem.TOO_SMALL), "is not None"),
]


@pytest.mark.parametrize("said", SOUND, ids=range(len(SOUND)))
def test_what_is_well_formed_has_no_flaws(said: Event | Refusal) -> None:
    """Fields of the command and of its circumstances, settings, and the command's own name."""
    assert list(flaws_of(said, SIGN_UP, STANDARD)) == []


@pytest.mark.parametrize(("said", "flaw"), FLAWED, ids=range(len(FLAWED)))
def test_a_flaw_is_named(said: Event | Refusal, flaw: str) -> None:
    """One sentence for the one value that is wrong."""
    [found] = flaws_of(said, SIGN_UP, STANDARD)
    assert flaw in found


@event("chat.said")
class Said(Event):
    """Something was said."""

    text: str


@command("chat.say")
class Say(Command):
    """Say something."""


@decides(by=anyone)
def _says_nothing(command: Say, context: Context, read: Read) -> Iterator[Event]:
    yield Said(NOTHING)


CHAT = Slice("chat", (Said,), (Say,), (), (_says_nothing,), (), (), (), ())


def test_a_story_demands_it() -> None:
    """Whatever the story goes on to expect."""
    with pytest.raises(AssertionError, match="text of Said: None"):
        given(*founded(), domain=STANDARD + CHAT).when(Say(), by=FOUNDER)
