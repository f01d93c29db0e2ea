"""Who took part: for each member what they did, when, in which part, and on whose word.

An entry tells that something happened and never repeats personal values: names, birth dates and
statements stay in the log, behind the right to read them.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any, cast

import attrs

from community_domain import (
    EVERYWHERE,
    Actor,
    Command,
    Event,
    MemberId,
    Recorded,
    System,
    tags_of,
)
from community_domain.activities import OccurrenceId
from community_domain.members import GuardianLinked, GuardianUnlinked

from .folding import Handler, Projection
from .pages import PAGE, Page, page_of
from .parts import MEMBER, PARTS, Part, Parts

__all__ = ["Entry", "Histories"]


UNTOLD_TAGS = (MEMBER, EVERYWHERE)
"""Kinds of tags that say nothing about what it was."""


@attrs.frozen
class Entry:
    """Something that a member had a part in."""

    position: int
    member_id: MemberId
    what: str
    """The storage name of the event."""
    part: str
    occurrence_id: OccurrenceId | None
    """Where it happened, when it was at an activity."""
    about: tuple[str, ...]
    """What else the event names, as tags such as `shift:morning-1`; no members."""
    happened: datetime
    """As the event tells, else when it was decided."""
    decided: datetime
    recorded: datetime
    actor: Actor
    """On whose word: the member, or the part of the system, that acted."""
    on_behalf_of: MemberId | None
    """For whom the actor acted, when not for itself; another member where, say, their withdrawal
    freed this one's seat."""


@attrs.define
class Histories(Projection):
    """The participation history of every member.

    Args:
        parts: Whom each event names; what is not here is in no history.
    """

    _parts: Mapping[type[Event], Parts] = attrs.field(default=PARTS, eq=False, repr=False)
    _entries: dict[MemberId, list[Entry]] = attrs.field(
        factory=dict[MemberId, list[Entry]], init=False, repr=False
    )
    _guardians: dict[tuple[MemberId, MemberId], None] = attrs.field(
        factory=dict[tuple[MemberId, MemberId], None], init=False, repr=False
    )
    """Minor and guardian of each link that stands."""

    def handlers(self) -> Mapping[type[Event], Handler]:
        """Every event that names somebody is told; links say who acts as a guardian."""
        links: Mapping[type[Event], Handler] = {
            GuardianLinked: self._link,
            GuardianUnlinked: self._unlink,
        }
        return {kind: links.get(kind, self._tell) for kind in self._parts}

    @property
    def members(self) -> tuple[MemberId, ...]:
        """Everybody who has a history, in the order in which theirs began."""
        return tuple(self._entries)

    def page(self, member_id: MemberId, *, after: int = 0, size: int = PAGE) -> Page[Entry]:
        """A part of a member's history, oldest first; empty for who has none.

        Args:
            member_id: Whose.
            after: The cursor: the `next` of the page before, 0 for the first.
            size: Entries at most.

        Raises:
            PageSizeMakesNoSense: The size is not between 1 and `PAGE_LIMIT`.
            CursorMakesNoSense: The cursor is no position that was folded.
        """
        entries = self._entries.get(member_id, [])
        position = cast(Callable[[Entry], int], attrgetter("position"))
        return page_of(entries, position, after=after, size=size, folded=self.position)

    def _link(self, recorded: Recorded[GuardianLinked]) -> None:
        self._guardians[recorded.event.member_id, recorded.event.guardian_id] = None
        self._tell(recorded)

    def _unlink(self, recorded: Recorded[GuardianUnlinked]) -> None:
        self._tell(recorded)
        self._guardians.pop((recorded.event.member_id, recorded.event.guardian_id), None)

    def _tell(self, recorded: Recorded[Event]) -> None:
        """One entry for each member it names, and one for who acted, if not among them."""
        event, envelope = recorded.event, recorded.envelope
        context = envelope.context
        named = dict(self._parts[type(event)](event))
        about = tuple(tag for tag in tags_of(event) if tag.partition(":")[0] not in UNTOLD_TAGS)
        actor = context.actor
        if not isinstance(actor, System) and actor not in named:
            wished = _members_in(envelope.command)
            if not named or any(member_id in wished for member_id in named):
                named[actor] = self._acting(actor, envelope.command, named)
        for member_id, part in named.items():
            entry = Entry(
                recorded.position,
                member_id,
                event.spec.name,
                part,
                getattr(event, "occurrence_id", None),
                about,
                getattr(event, "at", context.at),
                context.at,
                recorded.recorded_at,
                actor,
                context.on_behalf_of,
            )
            self._entries.setdefault(member_id, []).append(entry)

    def _acting(self, actor: MemberId, command: Command, named: Mapping[MemberId, str]) -> str:
        """A guardian of somebody whom it is about, or who becomes one by it; else whoever may."""
        becomes = getattr(command, "guardian_id", None) == actor
        if becomes or any((member_id, actor) in self._guardians for member_id in named):
            return Part.GUARDIAN
        return Part.ON_WHOSE_WORD


def _members_in(command: Command) -> tuple[object, ...]:
    """The members that a command is about; what else its events name came of itself."""
    fields = attrs.fields(cast(Any, type(command)))
    return tuple(getattr(command, field.name) for field in fields if field.type is MemberId)
