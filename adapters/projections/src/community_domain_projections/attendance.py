"""Attendance figures: seats and what became of them, headcounts, and who met whom how often.

What became of a seat is folded by the core's own `Turnout`, so figures and decisions agree.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

import attrs

from community_domain import Event, MemberId, Recorded
from community_domain.activities import (
    ActivityId,
    ActivityOffered,
    HeadsCounted,
    OccurrenceId,
    OccurrenceScheduled,
    SeatConfirmed,
    SeatLeft,
    Turnout,
)

from .folding import Handler, Projection, steps_of
from .pages import PAGE, Page, page_of
from .rolls import Roll

__all__ = ["Attendance", "Figures", "Meeting"]

Id = TypeVar("Id", bound=str)

LATE = "late withdrawal"
"""The outcome of a seat that was given up too close to the start."""
OPEN = "open"
"""No outcome yet."""
TURNS = steps_of(Turnout)
"""What each event does to a turnout."""


@attrs.frozen
class Figures(Generic[Id]):
    """What was counted for a person, an occurrence or an activity."""

    of: Id
    position: int
    """Where it came into the figures; 0 when it did not."""
    seats: int
    """Seats held: confirmed, and neither given up nor taken back."""
    attended: int
    no_shows: int
    """Those that stand; contested ones stand until they are lifted."""
    excused: int
    late_withdrawals: int
    """Seats given up too close to the start, and not taken again."""
    open: int
    """Seats of which nobody has told yet what became of them."""
    heads: Mapping[str, int]
    """People counted without having signed up, by kind; nothing for a person."""


@attrs.frozen
class Meeting:
    """Two members who attended the same occurrence, once or more often."""

    first: MemberId
    second: MemberId
    times: int


@attrs.define
class _Claim:
    """One member's seat at one occurrence."""

    turnout: Turnout
    left_late: bool = False

    @property
    def outcome(self) -> str | None:
        """Exactly one, or None where a seat was left in time and so has none."""
        if self.turnout.outcome is None and not self.turnout.has_seat:
            return LATE if self.left_late else None
        return self.turnout.outcome or OPEN


@attrs.define
class Attendance(Projection):
    """Who was where. Folding is linear; what takes counting is counted when it is asked for."""

    _persons: Roll[MemberId] = attrs.field(factory=Roll[MemberId], init=False, repr=False)
    _occurrences: Roll[OccurrenceId] = attrs.field(
        factory=Roll[OccurrenceId], init=False, repr=False
    )
    _activities: Roll[ActivityId] = attrs.field(factory=Roll[ActivityId], init=False, repr=False)
    _of_activity: dict[ActivityId, list[OccurrenceId]] = attrs.field(
        factory=dict[ActivityId, list[OccurrenceId]], init=False, repr=False
    )
    _at: dict[OccurrenceId, dict[MemberId, _Claim]] = attrs.field(
        factory=dict[OccurrenceId, dict[MemberId, _Claim]], init=False, repr=False
    )
    _by: dict[MemberId, dict[OccurrenceId, _Claim]] = attrs.field(
        factory=dict[MemberId, dict[OccurrenceId, _Claim]], init=False, repr=False
    )
    _heads: dict[OccurrenceId, dict[str, int]] = attrs.field(
        factory=dict[OccurrenceId, dict[str, int]], init=False, repr=False
    )

    def handlers(self) -> Mapping[type[Event], Handler]:
        """Offers and dates make rows, counts make heads, all that turns a seat makes figures."""
        return {
            **dict.fromkeys(TURNS, self._turn),
            ActivityOffered: self._offer,
            OccurrenceScheduled: self._schedule,
            HeadsCounted: self._count,
            SeatConfirmed: self._confirm,
            SeatLeft: self._leave,
        }

    def person(self, member_id: MemberId) -> Figures[MemberId]:
        """A member's figures, over all occurrences; all 0 without a seat ever held."""
        since = self._persons.positions.get(member_id, 0)
        return _figures(member_id, since, self._by.get(member_id, {}).values())

    def occurrence(self, occurrence_id: OccurrenceId) -> Figures[OccurrenceId]:
        """The figures of one dated instance; all 0 when it was not scheduled."""
        since = self._occurrences.positions.get(occurrence_id, 0)
        claims = self._at.get(occurrence_id, {}).values()
        return _figures(occurrence_id, since, claims, self._heads.get(occurrence_id, {}))

    def activity(self, activity_id: ActivityId) -> Figures[ActivityId]:
        """The figures of all occurrences of an activity together; all 0 when it has none."""
        since = self._activities.positions.get(activity_id, 0)
        dates = self._of_activity.get(activity_id, [])
        claims = (claim for date in dates for claim in self._at.get(date, {}).values())
        heads = Counter[str]()
        for date in dates:
            heads.update(self._heads.get(date, {}))
        return _figures(activity_id, since, claims, heads)

    def attended(self, member_id: MemberId) -> tuple[OccurrenceId, ...]:
        """Where a member was, in the order in which they got their seats."""
        claims = self._by.get(member_id, {}).items()
        return tuple(date for date, claim in claims if claim.turnout.attended)

    def holders(self, occurrence_id: OccurrenceId) -> tuple[MemberId, ...]:
        """Who has a seat at an occurrence, in the order in which they first got one."""
        claims = self._at.get(occurrence_id, {}).items()
        return tuple(member_id for member_id, claim in claims if claim.turnout.has_seat)

    def attendees(self, occurrence_id: OccurrenceId) -> tuple[MemberId, ...]:
        """Who was at an occurrence, in the order in which they first got their seats."""
        claims = self._at.get(occurrence_id, {}).items()
        return tuple(member_id for member_id, claim in claims if claim.turnout.attended)

    def persons(self, *, after: int = 0, size: int = PAGE) -> Page[Figures[MemberId]]:
        """Everybody who ever had a seat, in the order of their first; see `page_of`."""
        return self._persons.page(self.person, after=after, size=size, folded=self.position)

    def occurrences(self, *, after: int = 0, size: int = PAGE) -> Page[Figures[OccurrenceId]]:
        """Every occurrence, in the order of scheduling; see `page_of`."""
        return self._occurrences.page(self.occurrence, after=after, size=size, folded=self.position)

    def activities(self, *, after: int = 0, size: int = PAGE) -> Page[Figures[ActivityId]]:
        """Every activity, in the order of offering; see `page_of`."""
        return self._activities.page(self.activity, after=after, size=size, folded=self.position)

    def met(self, member_id: MemberId, *, after: int = 0, size: int = PAGE) -> Page[Meeting]:
        """Whom a member met, and how often, in the order of `persons`; see `page_of`."""
        times = self._times(member_id)
        since = self._persons.positions
        others = sorted(times, key=since.__getitem__)
        page = page_of(others, since.__getitem__, after=after, size=size, folded=self.position)
        entries = tuple(Meeting(member_id, other, times[other]) for other in page.entries)
        return Page(entries, page.next)

    def meetings(self) -> Iterator[Meeting]:
        """Every pair that met, once, in the order of `persons` on both sides."""
        since = self._persons.positions
        for first in self._persons.order:
            times = self._times(first, behind=since[first])
            for second in sorted(times, key=since.__getitem__):
                yield Meeting(first, second, times[second])

    def _times(self, member_id: MemberId, *, behind: int = 0) -> Counter[MemberId]:
        """How often a member met each other one who came into the figures behind a position."""
        since = self._persons.positions
        return Counter(
            other
            for occurrence_id, claim in self._by.get(member_id, {}).items()
            if claim.turnout.attended
            for other, theirs in self._at[occurrence_id].items()
            if theirs.turnout.attended and other != member_id and since[other] > behind
        )

    def _offer(self, recorded: Recorded[ActivityOffered]) -> None:
        self._activities.enter(recorded.event.activity_id, recorded.position)

    def _schedule(self, recorded: Recorded[OccurrenceScheduled]) -> None:
        event = recorded.event
        self._occurrences.enter(event.occurrence_id, recorded.position)
        self._of_activity.setdefault(event.activity_id, []).append(event.occurrence_id)

    def _count(self, recorded: Recorded[HeadsCounted]) -> None:
        event = recorded.event
        self._heads.setdefault(event.occurrence_id, {})[event.kind] = event.count

    def _confirm(self, recorded: Recorded[SeatConfirmed]) -> None:
        self._persons.enter(recorded.event.member_id, recorded.position)
        self._turned(recorded).left_late = False

    def _leave(self, recorded: Recorded[SeatLeft]) -> None:
        self._turned(recorded).left_late = recorded.event.late

    def _turn(self, recorded: Recorded[Any]) -> None:
        self._turned(recorded)

    def _turned(self, recorded: Recorded[Any]) -> _Claim:
        occurrence_id, member_id = recorded.event.occurrence_id, recorded.event.member_id
        claims = self._at.setdefault(occurrence_id, {})
        claim = claims.get(member_id)
        if claim is None:
            claim = claims[member_id] = _Claim(Turnout(occurrence_id, member_id))
            self._by.setdefault(member_id, {})[occurrence_id] = claim
        TURNS[type(recorded.event)](claim.turnout, recorded.event)
        return claim


def _figures(
    of: Id, position: int, claims: Iterable[_Claim], heads: Mapping[str, int] | None = None
) -> Figures[Id]:
    seats, outcomes = 0, Counter[str | None]()
    for claim in claims:
        seats += claim.turnout.has_seat
        outcomes[claim.outcome] += 1
    return Figures(
        of,
        position,
        seats,
        attended=outcomes["attended"],
        no_shows=outcomes["no-show"],
        excused=outcomes["excused"],
        late_withdrawals=outcomes[LATE],
        open=outcomes[OPEN],
        heads=dict(heads or {}),
    )
