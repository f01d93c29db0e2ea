"""Who there is: residents, little teachers, parents, and who holds which role."""

from collections.abc import Mapping

import attrs

from community_domain import Event, MemberId, Recorded
from community_domain.community import Scope, StairwellId
from community_domain.members import (
    GuardianLinked,
    GuardianUnlinked,
    HouseholdId,
    HouseholdJoined,
    HouseholdLeft,
    LittleTeacherEnrolled,
    MemberKind,
    MemberRegistered,
    RoleGranted,
    RoleRevoked,
)

from .folding import Handler, Projection

__all__ = ["People"]


@attrs.define
class People(Projection):
    """Members by what they are, each in the order in which they became it."""

    persons: dict[MemberId, None] = attrs.field(factory=dict[MemberId, None], init=False)
    """Everybody who was ever registered; institutions are none."""
    homes: dict[MemberId, dict[HouseholdId, StairwellId]] = attrs.field(
        factory=dict[MemberId, dict[HouseholdId, StairwellId]], init=False
    )
    """Where each resident lives."""
    little_teachers: dict[MemberId, None] = attrs.field(factory=dict[MemberId, None], init=False)
    guardians: dict[MemberId, dict[MemberId, None]] = attrs.field(
        factory=dict[MemberId, dict[MemberId, None]], init=False
    )
    """The guardians whose link stands, by child."""
    held: dict[str, dict[tuple[MemberId, Scope], None]] = attrs.field(
        factory=dict[str, dict[tuple[MemberId, Scope], None]], init=False
    )
    """Who holds each role, and in which scope."""

    def handlers(self) -> Mapping[type[Event], Handler]:
        """Whatever makes somebody a resident, a little teacher, a guardian, or a tutor."""
        return {
            MemberRegistered: self._registered,
            HouseholdJoined: self._joined,
            HouseholdLeft: self._left,
            LittleTeacherEnrolled: self._enrolled,
            GuardianLinked: self._linked,
            GuardianUnlinked: self._unlinked,
            RoleGranted: self._granted,
            RoleRevoked: self._revoked,
        }

    @property
    def residents(self) -> tuple[MemberId, ...]:
        """Everybody who lives in a household."""
        return tuple(member_id for member_id, homes in self.homes.items() if homes)

    @property
    def parents(self) -> tuple[MemberId, ...]:
        """The persons who are guardians of little teachers."""
        found = {
            guardian: None
            for child in self.little_teachers
            for guardian in self.guardians.get(child, {})
            if guardian in self.persons
        }
        return tuple(found)

    def holders(self, role: str) -> tuple[MemberId, ...]:
        """Everybody who holds a role, in whatever scope."""
        return tuple(dict.fromkeys(member_id for member_id, _ in self.held.get(role, {})))

    def _registered(self, recorded: Recorded[MemberRegistered]) -> None:
        if recorded.event.kind is MemberKind.PERSON:
            self.persons[recorded.event.member_id] = None

    def _joined(self, recorded: Recorded[HouseholdJoined]) -> None:
        event = recorded.event
        self.homes.setdefault(event.member_id, {})[event.household_id] = event.stairwell_id

    def _left(self, recorded: Recorded[HouseholdLeft]) -> None:
        self.homes.get(recorded.event.member_id, {}).pop(recorded.event.household_id, None)

    def _enrolled(self, recorded: Recorded[LittleTeacherEnrolled]) -> None:
        self.little_teachers[recorded.event.member_id] = None

    def _linked(self, recorded: Recorded[GuardianLinked]) -> None:
        event = recorded.event
        self.guardians.setdefault(event.member_id, {})[event.guardian_id] = None

    def _unlinked(self, recorded: Recorded[GuardianUnlinked]) -> None:
        event = recorded.event
        self.guardians.get(event.member_id, {}).pop(event.guardian_id, None)

    def _granted(self, recorded: Recorded[RoleGranted]) -> None:
        event = recorded.event
        self.held.setdefault(event.role, {})[event.member_id, event.scope] = None

    def _revoked(self, recorded: Recorded[RoleRevoked]) -> None:
        event = recorded.event
        self.held.get(event.role, {}).pop((event.member_id, event.scope), None)
