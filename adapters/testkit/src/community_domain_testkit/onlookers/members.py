"""Looks at members: registration, guardians, consents, homes, roles."""

from community_domain import Envelope, MemberId
from community_domain.members import (
    COORDINATOR,
    BroughtAlong,
    ClearanceId,
    ClearanceRecorded,
    ClearanceWithdrawn,
    ConsentGranted,
    ConsentKind,
    ConsentRevoked,
    EnrolMinor,
    GuardianLinked,
    GuardianUnlinked,
    HouseholdJoined,
    HouseholdLeft,
    MemberRegistered,
    RoleGranted,
    RoleRevoked,
)

from .known import Known, SliceOnlooker, demand

__all__ = ["MembersOnlooker"]


class MembersOnlooker(SliceOnlooker):
    """R2, R3, R5, R46."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            MemberRegistered: self.registered,
            GuardianLinked: self.linked,
            GuardianUnlinked: self.unlinked,
            ConsentGranted: self.granted,
            ConsentRevoked: self.revoked,
            HouseholdJoined: self.joined,
            HouseholdLeft: self.left,
            ClearanceRecorded: self.cleared,
            ClearanceWithdrawn: self.uncleared,
            RoleGranted: self.role_granted,
            RoleRevoked: self.role_revoked,
            BroughtAlong: self.brought_along,
        }
        self.withdrawn: set[tuple[MemberId, ClearanceId]] = set()
        self.bringers: dict[MemberId, MemberId] = {}

    def registered(self, event: MemberRegistered, _: Envelope) -> None:
        """Nobody is registered twice."""
        demand(event.member_id not in self.known.kinds, "one registration", event)
        self.known.kinds[event.member_id] = event.kind
        if event.born is not None:
            self.known.born[event.member_id] = event.born

    def linked(self, event: GuardianLinked, envelope: Envelope) -> None:
        """A guardian is another one, of age, and linked once; the member is a minor."""
        at = envelope.context.at
        linked = self.known.guardians.setdefault(event.member_id, [])
        demand(event.guardian_id != event.member_id, "R5", event)
        demand(event.guardian_id not in linked, "R5", event)
        demand(not self.known.is_minor(event.guardian_id, at), "R5", event)
        demand(self.known.is_minor(event.member_id, at), "R3", event)
        linked.append(event.guardian_id)

    def unlinked(self, event: GuardianUnlinked, _: Envelope) -> None:
        """What a guardian said goes with the guardian."""
        self.known.guardians[event.member_id].remove(event.guardian_id)
        for kind in ConsentKind:
            self.known.said.pop((event.member_id, event.guardian_id, kind), None)

    def granted(self, event: ConsentGranted, envelope: Envelope) -> None:
        """Who may consents, to the wording in force, for some time."""
        at = envelope.context.at
        entitled = self.known.givers(event.member_id, event.kind, at)
        if isinstance(envelope.command, EnrolMinor):
            entitled = self.known.guardians[event.member_id]
        demand(event.giver_id in entitled, "R3", event)
        demand(event.version == self.known.wording(event.kind), "R2", event)
        demand(event.until > at, "R2", event)
        self.known.said[event.member_id, event.giver_id, event.kind] = (event.version, event.until)

    def revoked(self, event: ConsentRevoked, envelope: Envelope) -> None:
        """Who might consent says no."""
        entitled = self.known.givers(event.member_id, event.kind, envelope.context.at)
        demand(event.giver_id in entitled, "R3", event)
        self.known.said[event.member_id, event.giver_id, event.kind] = None

    def joined(self, event: HouseholdJoined, _: Envelope) -> None:
        """Somebody moves in."""
        home = self.known.homes.setdefault(event.household_id, [])
        demand(event.member_id not in home, "one home once", event)
        home.append(event.member_id)

    def left(self, event: HouseholdLeft, _: Envelope) -> None:
        """Somebody moves out of where they lived."""
        home = self.known.homes.get(event.household_id, [])
        demand(event.member_id in home, "one home once", event)
        home.remove(event.member_id)

    def cleared(self, event: ClearanceRecorded, envelope: Envelope) -> None:
        """Another coordinator says on which days somebody may work with minors."""
        self.is_said_by_another(event, envelope)
        demand(self.known.is_person(event.member_id), "R46: a person", event)
        demand(event.since <= event.until, "R46: days", event)
        paper = (event.member_id, event.clearance_id)
        demand(paper not in self.withdrawn, "R46: withdrawn for good", event)
        papers = self.known.clearances.setdefault(event.member_id, {})
        papers[event.clearance_id] = (event.since, event.until)

    def uncleared(self, event: ClearanceWithdrawn, envelope: Envelope) -> None:
        """Another coordinator takes back what was recorded, once."""
        self.is_said_by_another(event, envelope)
        papers = self.known.clearances.get(event.member_id, {})
        demand(event.clearance_id in papers, "R46: recorded before", event)
        del papers[event.clearance_id]
        self.withdrawn.add((event.member_id, event.clearance_id))

    def is_said_by_another(
        self, event: ClearanceRecorded | ClearanceWithdrawn, envelope: Envelope
    ) -> None:
        """Nobody vouches for themselves, and coordinators only for others."""
        actor = envelope.context.actor
        demand(actor != event.member_id, "R46: another's word", event)
        demand(self.known.has_role(actor, COORDINATOR), "R43, R46", event)

    def brought_along(self, event: BroughtAlong, _: Envelope) -> None:
        """A member was drawn in once, and by nobody who came through them."""
        demand(event.brought_id not in self.bringers, "brought along once", event)
        self.bringers[event.brought_id] = event.bringer_id
        above: MemberId | None = event.bringer_id
        while above is not None:
            demand(above != event.brought_id, "nobody comes in a circle", event)
            above = self.bringers.get(above)

    def role_granted(self, event: RoleGranted, _: Envelope) -> None:
        """Somebody may do more."""
        self.known.roles.add((event.member_id, event.role, event.scope))

    def role_revoked(self, event: RoleRevoked, _: Envelope) -> None:
        """Somebody may do less."""
        self.known.roles.discard((event.member_id, event.role, event.scope))
