"""Cutting a story down to what it takes to fail: commands left out, and fields left as they come.

The shortest story is one of which no command can be left out: without any single one of them it
does not fail, or fails in another way.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import attrs

from community_domain import InvalidValue, Issue

from .steps import Story, commands_in, without

__all__ = ["Fails", "plainest", "shortest"]

Fails = Callable[[Story], bool]
"""Whether a story still fails in the way that matters; asked for many stories."""
Change = Callable[[Issue, Issue], Issue]
"""Tells a command otherwise, given the one before it."""


def shortest(story: Story, fails: Fails) -> Story:
    """Leave out what it does not take: halves, quarters … and at last single commands.

    Args:
        story: Steps that fail.
        fails: Whether a shorter story still does.

    Returns:
        A story that fails, and does not without any single one of its commands. What is left of it
        is told as plainly as that allows.
    """
    size = commands_in(story)
    while size > 1:
        size //= 2
        story = _without_some(story, size, fails)
    while True:
        shorter = plainest(_without_some(story, 1, fails), fails)
        if shorter == story:
            return story
        # Without one of them, or told otherwise, another may be needless.
        story = shorter


def plainest(story: Story, fails: Fails) -> Story:
    """Let things happen at once, and leave fields at their defaults, where that fails too."""
    for number, issue in enumerate(_issues(story)):
        changes: list[Change] = [_at_once, *(partial(_left_out, *one) for one in _optional(issue))]
        for change in changes:
            plainer = _changed(story, number, change)
            if plainer != story and fails(plainer):
                story = plainer
    return story


def _without_some(story: Story, size: int, fails: Fails) -> Story:
    """One pass from the end to the beginning, leaving out so many commands at a time."""
    for first in range((commands_in(story) - 1) // size * size, -1, -size):
        part = without(story, first, first + size)
        if part and fails(part):
            story = part
    return story


def _issues(story: Story) -> list[Issue]:
    return [issue for step in story for issue in step.issues]


def _optional(issue: Issue) -> list[tuple[str, Any]]:
    """The fields of a command that could be left out, and are not, with their defaults."""
    fields: tuple[attrs.Attribute[Any], ...] = getattr(issue.command, "__attrs_attrs__", ())
    return [
        (field.name, field.default)
        for field in fields
        if field.init and field.default not in (attrs.NOTHING, getattr(issue.command, field.name))
    ]


def _left_out(name: str, default: Any, issue: Issue, _: Issue) -> Issue:
    command: Any = issue.command
    return attrs.evolve(issue, command=attrs.evolve(command, **{name: default}))


def _at_once(issue: Issue, before: Issue) -> Issue:
    return attrs.evolve(issue, context=attrs.evolve(issue.context, at=before.context.at))


def _changed(story: Story, number: int, change: Change) -> Story:
    """The story with one command told otherwise; the same story when that is no command."""
    issues = _issues(story)
    try:
        issues[number] = change(issues[number], issues[max(0, number - 1)])
    except InvalidValue:
        return story
    told = iter(issues)
    return tuple(
        attrs.evolve(step, issues=tuple(next(told) for _ in step.issues)) for step in story
    )
