"""A plan and its crew become commands, each under an id that is the same in every run."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Self, TypeVar

import attrs

from community_domain import Command, CommandId, Community, Context, Issue, MemberId
from community_domain.community import AddPlace, FoundCommunity, PlaceId
from community_domain.members import (
    CLEARANCE_REQUIRED,
    ConsentKind,
    EnrolMinor,
    GrantConsent,
    RegisterMember,
)
from community_domain.shifts import (
    DefinePosition,
    PositionId,
    RecordSkill,
    ScheduleShift,
    ShiftId,
    TakeShift,
)

from .crew import Asked, Crew, Demands, Volunteer
from .plan import Entry, Plan
from .wall_clock import LONDON

__all__ = ["COMMUNITY", "OFFICE", "Story", "record"]

Id = TypeVar("Id", bound=str)

COMMUNITY = "camp-crew"
OFFICE = MemberId("office")
"""Founds the community and is its coordinator: nobody real, and none of the crew."""
OFFICE_BORN = date(1900, 1, 1)
BEFORE = timedelta(days=28)
"""Everything is decided so long before the first shift."""
NO_CLEARANCES = CLEARANCE_REQUIRED.at(0)
"""No plan or crew says who was cleared for work with minors, so nothing is made up about it."""
WORDING = 1
"""Of the consents, as a new community has it."""
TOGETHER = 500
"""Commands in one transaction."""


@attrs.frozen
class Story:
    """A plan with its crew, ready to be told in commands."""

    plan: Plan
    volunteers: tuple[Volunteer, ...]
    crew: Crew
    name: str
    """Of the community; another plan, seed or crew has another."""
    at: datetime
    """When everything is decided."""

    @classmethod
    def of(cls, plan: Plan, crew: Crew, volunteers: Sequence[Volunteer]) -> Self:
        """The story of a plan that has a shift."""
        told = sha256(repr((plan.shifts, crew, volunteers)).encode()).hexdigest()
        at = plan.shifts[0].period.start - BEFORE
        return cls(plan, tuple(volunteers), crew, f"Camp crew {told[:16]}", at)

    def opening(self) -> Iterator[Issue]:
        """All but who takes which shift."""
        found = FoundCommunity(
            self.name, LONDON, OFFICE, "The crew office", OFFICE_BORN, (NO_CLEARANCES,)
        )
        yield self._issue("found", OFFICE, found)
        yield from self._planning()
        for volunteer in self.volunteers:
            yield from self._joining(volunteer)

    def wish(self, asked: Asked) -> Issue:
        """That a volunteer takes a shift."""
        entry, volunteer = asked
        take = TakeShift(_shift(entry), volunteer.member_id)
        return self._issue(f"take-{entry.number}-{volunteer.member_id}", volunteer.asks, take)

    def _planning(self) -> Iterator[Issue]:
        """Places, positions and shifts, numbered in the order of the plan."""
        shifts = sorted(self.plan.shifts, key=lambda one: one.number)
        places = _numbered(PlaceId, "place", [one.venue for one in shifts if one.venue])
        positions = _numbered(PositionId, "position", [one.role for one in shifts])
        for venue, place_id in places.items():
            yield self._issue(f"add-{place_id}", OFFICE, AddPlace(place_id, venue))
        for role, position_id in positions.items():
            asks = self.crew.demands.get(role, Demands())
            define = DefinePosition(position_id, role, asks.youngest, asks.longest, asks.skills)
            yield self._issue(f"define-{position_id}", OFFICE, define)
        for one in shifts:
            shift_id, where = _shift(one), places[one.venue] if one.venue else None
            schedule = ScheduleShift(
                shift_id, positions[one.role], one.period, one.least, one.most, where
            )
            yield self._issue(f"schedule-{shift_id}", OFFICE, schedule)

    def _joining(self, one: Volunteer) -> Iterator[Issue]:
        """A volunteer becomes a member, with the consents and skills there are."""
        member_id, guardian_id = one.member_id, one.guardian_id
        if guardian_id is None:
            register = RegisterMember(member_id, one.name, one.born)
            yield self._issue(f"register-{member_id}", member_id, register)
        else:
            enrol = EnrolMinor(member_id, guardian_id, one.name, one.born, one.consents)
            yield self._issue(f"enrol-{member_id}", guardian_id, enrol)
        if one.own_consent:
            agree = GrantConsent(member_id, member_id, ConsentKind.DATA, WORDING)
            yield self._issue(f"consent-{member_id}", member_id, agree)
        for number, skill in enumerate(one.skills, 1):
            has = RecordSkill(member_id, skill)
            yield self._issue(f"skill-{member_id}-{number}", OFFICE, has)

    def _issue(self, name: str, actor: MemberId, command: Command) -> Issue:
        return Issue(command, Context(self.at, actor), CommandId(name))


def record(community: Community, issues: Sequence[Issue], advance: Callable[[int], None]) -> int:
    """Execute commands, many in each transaction.

    Args:
        community: Where.
        issues: What.
        advance: Called with so many more commands done.

    Returns:
        How many events were added; none for commands that were recorded before.

    Raises:
        Refusal: The log holds something else.
    """
    before = community.log.head().position
    for start in range(0, len(issues), TOGETHER):
        batch = issues[start : start + TOGETHER]
        community.execute_all(batch)
        advance(len(batch))
    return community.log.head().position - before


def _shift(entry: Entry) -> ShiftId:
    return ShiftId(f"shift-{entry.number}")


def _numbered(kind: Callable[[str], Id], thing: str, names: Sequence[str]) -> dict[str, Id]:
    """An id for each name, in the order in which they first come."""
    return {name: kind(f"{thing}-{at}") for at, name in enumerate(dict.fromkeys(names), 1)}
