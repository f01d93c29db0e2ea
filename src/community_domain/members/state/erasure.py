"""What decisions read when somebody is to be erased."""

from ...kernel import MemberId, State, folded, on, state
from ..events import (
    DataRestricted,
    ErasureAsked,
    ErasureWithdrawn,
    GuardianLinked,
    GuardianUnlinked,
    KeepingWithdrawn,
    KeptByLaw,
    MemberErased,
    RestrictionLifted,
)
from ..values import RestrictionGround
from .people import CLEARANCES, CONSENTS, CONTACTS, ERASING, GUARDIANS, HOMES, JOINING, ROLE_CHANGES

__all__ = ["Keeping", "Wards"]


@state
class Keeping(State):
    """Which law keeps a member's data, on what they are restricted, and who would erase them."""

    member_id: MemberId
    law: KeptByLaw | None = folded(None)
    """Also when its last day is over."""
    restricted: dict[RestrictionGround, str | None] = folded(factory=dict)
    """What was said to each ground that stands."""
    asked: dict[MemberId, None] = folded(factory=dict)
    """Who asked for the erasure, until it is done or withdrawn."""
    agreed: bool = folded(False)
    """All whose word it takes have asked."""
    brought: dict[RestrictionGround, None] = folded(factory=dict)
    """The grounds that stand only because the erasure was asked for."""

    ignores = {
        "Who somebody is, lives with and answers for keeps no data": (
            *JOINING,
            *GUARDIANS,
            *HOMES,
        ),
        "nor does what they agree to, may do, and whom to call": (
            *CONSENTS,
            *ROLE_CHANGES,
            *CLEARANCES,
            *CONTACTS,
        ),
    }
    elsewhere = "Only what is said of keeping and erasing counts"

    @on
    def kept(self, event: KeptByLaw) -> None:
        self.law = event

    @on
    def keeping_withdrawn(self, event: KeepingWithdrawn) -> None:
        self.law = None

    @on
    def was_restricted(self, event: DataRestricted) -> None:
        self.restricted[event.ground] = event.words

    @on
    def lifted(self, event: RestrictionLifted) -> None:
        self.restricted.pop(event.ground, None)

    @on
    def erasure_asked(self, event: ErasureAsked) -> None:
        if event.member_id == self.member_id:
            self.asked[event.asker_id] = None
            self.agreed = event.agreed
            if event.ground is not None:
                self.brought[event.ground] = None

    @on
    def erasure_withdrawn(self, event: ErasureWithdrawn) -> None:
        self.asked, self.brought, self.agreed = {}, {}, False

    @on
    def was_erased(self, event: MemberErased) -> None:
        self.asked, self.brought, self.agreed = {}, {}, False
        self.restricted = dict.fromkeys(self.restricted)


@state
class Wards(State):
    """Those for whom a member answers as a guardian; whoever came of age since is among them."""

    member_id: MemberId
    links: dict[MemberId, None] = folded(factory=dict)

    ignores = {
        "Who answers for whom is said, and follows from nothing else": (
            *JOINING,
            *HOMES,
            *CONSENTS,
            *ROLE_CHANGES,
            *CLEARANCES,
            *CONTACTS,
            *ERASING,
        ),
    }
    elsewhere = "Only a link makes a guardian"

    @on
    def linked(self, event: GuardianLinked) -> None:
        if event.guardian_id == self.member_id:
            self.links[event.member_id] = None

    @on
    def unlinked(self, event: GuardianUnlinked) -> None:
        if event.guardian_id == self.member_id:
            self.links.pop(event.member_id, None)
