"""A story in words: who did what, when."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import attrs
from community_domain_testkit import Story, Way

from community_domain import Command, Issue, Period
from community_domain.activities import (
    ChangeCapacity,
    OfferActivity,
    RecordNoShow,
    RecordPresence,
    ScheduleOccurrence,
    SignUp,
    Withdraw,
)
from community_domain.community import FoundCommunity
from community_domain.members import EnrolMinor, RegisterMember
from community_domain.shifts import DefinePosition, RecordAbsence, ScheduleShift, TakeShift

from .machine import Differs

__all__ = ["story_told", "what_differs"]

SENTENCES: Mapping[type[Command], str] = {
    FoundCommunity: "founds the community, with the clocks of {zone}",
    RegisterMember: "registers {member_id}",
    EnrolMinor: "enrols {member_id}, child of {guardian_id}",
    OfferActivity: "offers {activity_id}",
    ScheduleOccurrence: "schedules {occurrence_id}, {period}, seats: {capacity}",
    ChangeCapacity: "changes {occurrence_id}, seats: {capacity}",
    SignUp: "signs {member_id} up for {occurrence_id}",
    Withdraw: "withdraws {member_id} from {occurrence_id}",
    RecordPresence: "marks that {member_id} came to {occurrence_id}",
    RecordNoShow: "marks that {member_id} did not come to {occurrence_id}",
    DefinePosition: "defines {position_id}",
    ScheduleShift: "plans {shift_id}, {period}",
    TakeShift: "puts {member_id} on {shift_id}",
    RecordAbsence: "marks that {member_id} missed {shift_id}",
}
"""What somebody does, by the command; the fields are those of the command."""


def story_told(story: Story) -> Iterator[tuple[str, str]]:
    """When (UTC), and who did what; one line for each command.

    Args:
        story: Steps with commands of the app, and such as bring people in.
    """
    for step in story:
        at_once = "at once: " if step.way is Way.EACH and len(step.issues) > 1 else ""
        for issue in step.issues:
            yield _instant(issue.context.at), f"{at_once}{_sentence(issue)}"


def what_differs(failure: BaseException) -> str:
    """What the app says, and what the log: of a page with several parts only those that differ."""
    if not isinstance(failure, Differs):
        return f"{type(failure).__name__}: {failure}"
    shown, expected = _apart(failure.shown, failure.expected)
    return f"{failure.what}: the app says {_plain(shown)}, the log says {_plain(expected)}"


def _apart(shown: Any, expected: Any) -> tuple[Any, Any]:
    """Of two pages with parts only the parts that differ; else both as they are."""
    pages: list[Any] = [shown, expected]
    if not all(isinstance(page, dict) for page in pages):
        return shown, expected
    parts = [name for name in expected if shown.get(name) != expected[name]]
    return {name: shown.get(name) for name in parts}, {name: expected[name] for name in parts}


def _sentence(issue: Issue) -> str:
    command: Any = issue.command
    fields = attrs.asdict(command, recurse=False)
    said = SENTENCES[type(command)].format_map({name: _said(one) for name, one in fields.items()})
    return f"{issue.context.actor} {said}"


def _said(value: object) -> str:
    match value:
        case Period():
            return f"{_instant(value.start)} to {_instant(value.end)}"
        case None:
            return "unlimited"
        case _:
            return str(value)


def _instant(instant: datetime) -> str:
    return f"{instant:%d %b %H:%M}"


def _plain(value: object) -> str:
    """A value as JSON, without what makes it hard to read."""
    return json.dumps(value).replace('"', "")
