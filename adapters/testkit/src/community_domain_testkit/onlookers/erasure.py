"""Looks at restricting and erasing: who may be erased, what ends by it, and what stays."""

from datetime import date, datetime

from community_domain import Envelope, Event, MemberId, Recorded, tags_of
from community_domain.activities import (
    CheckedIn,
    CheckedOut,
    HeadsCounted,
    NoShowRecorded,
    OutreachHeld,
    PresenceRecorded,
    ScoreRecorded,
    SeatConfirmed,
    SeatsOffered,
    StationSetUp,
    WaitlistJoined,
)
from community_domain.community import Scope
from community_domain.market import BidMade, StallSetUp
from community_domain.members import (
    COORDINATOR,
    BroughtAlong,
    CarryOutErasure,
    ConsentGranted,
    ConsentKind,
    ConsentRevoked,
    DataRestricted,
    EmergencyContactNamed,
    ErasureAsked,
    ErasureWithdrawn,
    GuardianLinked,
    GuardianUnlinked,
    HouseholdJoined,
    HouseholdLeft,
    KeepingWithdrawn,
    KeptByLaw,
    MemberErased,
    MemberRegistered,
    RestrictionGround,
    RestrictionLifted,
    RoleGranted,
)
from community_domain.recognition import MemberCommended, PointsGiven, ThanksGiven
from community_domain.risk import InsuranceRecorded, TrainingRecorded
from community_domain.safety import HazardAssigned, HazardReported, IncidentRecorded, NoticePosted
from community_domain.service import CertificateRevoked, EntryReversed, HoursCredited
from community_domain.shifts import DutyBegun, ShiftTaken, SkillRecorded, StandInAsked
from community_domain.tasks import HelpAsked, HelpOffered, TaskSubmitted, TaskTaken, TaskVerified

from .known import Known, SliceOnlooker, demand, led_by

__all__ = ["ErasureOnlooker"]

NEW_PARTS = (
    SeatConfirmed,
    SeatsOffered,
    WaitlistJoined,
    CheckedIn,
    OutreachHeld,
    StationSetUp,
    ShiftTaken,
    StandInAsked,
    SkillRecorded,
    TrainingRecorded,
    InsuranceRecorded,
    TaskTaken,
    TaskSubmitted,
    HelpAsked,
    HelpOffered,
    StallSetUp,
    BidMade,
    HazardAssigned,
    NoticePosted,
    RoleGranted,
    BroughtAlong,
    ThanksGiven,
    MemberCommended,
    PointsGiven,
    DutyBegun,
)
"""What nobody comes into whose data are restricted."""
NEW_WORDS = (
    *NEW_PARTS,
    MemberRegistered,
    GuardianLinked,
    ConsentGranted,
    ConsentRevoked,
    HouseholdJoined,
    HouseholdLeft,
    EmergencyContactNamed,
    HazardReported,
    IncidentRecorded,
    DataRestricted,
    KeptByLaw,
    ErasureAsked,
    MemberErased,
)
"""What is said of nobody who was erased."""
PAST = (
    CheckedOut,
    PresenceRecorded,
    NoShowRecorded,
    HeadsCounted,
    ScoreRecorded,
    TaskVerified,
    HoursCredited,
    EntryReversed,
    CertificateRevoked,
)
"""What an erasure neither adds to nor takes from."""


def _of_whom(event: Event) -> list[str]:
    """Whom an event names, without the coordinator who commends, and goes on doing what they do."""
    if isinstance(event, MemberCommended):
        return [event.member_id]
    return [tag.removeprefix("member:") for tag in tags_of(event)]


class ErasureOnlooker(SliceOnlooker):
    """R42."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            DataRestricted: self.restricted,
            RestrictionLifted: self.lifted,
            KeptByLaw: self.kept,
            KeepingWithdrawn: self.kept_no_longer,
            ErasureAsked: self.asked,
            ErasureWithdrawn: self.withdrawn,
            MemberErased: self.erased,
        }
        self.laws: dict[MemberId, date] = {}
        """The last day on which a law keeps somebody's data."""
        self.askers: dict[MemberId, list[MemberId]] = {}
        self.agreed: dict[MemberId, bool] = {}

    def decided(self, rows: list[Recorded[Event]]) -> None:
        """Whoever was erased does nothing, and nothing new is said of them."""
        actor = rows[0].envelope.context.actor
        demand(actor not in self.known.erased, "R42", rows)
        for row in rows:
            named = _of_whom(row.event)
            gone = [one for one in self.known.erased if one in named]
            demand(not (gone and isinstance(row.event, NEW_WORDS)), "R42", row.event)
            still = [one for one, grounds in self.known.restricted.items() if grounds]
            bound = [one for one in still if one in named]
            demand(not (bound and isinstance(row.event, NEW_PARTS)), "R42", row.event)
        if any(isinstance(row.event, MemberErased) for row in rows):
            at = rows[0].envelope.context.at
            for row in rows:
                if isinstance(row.event, GuardianUnlinked):
                    self.leaves_no_minor_alone(row.event, at)

    def leaves_no_minor_alone(self, event: GuardianUnlinked, at: datetime) -> None:
        """A minor whose guardian is erased has another one, unless erased before."""
        minor_id = event.member_id
        if self.known.is_minor(minor_id, at) and minor_id not in self.known.erased:
            demand(len(self.known.guardians[minor_id]) > 1, "R42", event)

    def restricted(self, event: DataRestricted, _: Envelope) -> None:
        """A ground is named once, for a person."""
        demand(self.known.is_person(event.member_id), "R42", event)
        grounds = self.known.restricted.setdefault(event.member_id, [])
        demand(event.ground not in grounds, "R42", event)
        if event.ground is RestrictionGround.KEPT_BY_LAW:
            demand(event.member_id in self.laws and event.member_id in self.askers, "R42", event)
        grounds.append(event.ground)

    def lifted(self, event: RestrictionLifted, _: Envelope) -> None:
        """Only a ground that stands is lifted."""
        demand(event.ground in self.known.restricted.get(event.member_id, []), "R42", event)
        self.known.restricted[event.member_id].remove(event.ground)

    def kept(self, event: KeptByLaw, envelope: Envelope) -> None:
        """A law keeps data until a day that is not past."""
        demand(event.until >= self.known.day(envelope.context.at), "R42", event)
        self.laws[event.member_id] = event.until

    def kept_no_longer(self, event: KeepingWithdrawn, _: Envelope) -> None:
        """Only what was kept is kept no longer."""
        demand(event.member_id in self.laws, "R42", event)
        del self.laws[event.member_id]

    def asked(self, event: ErasureAsked, envelope: Envelope) -> None:
        """An erasure waits for a law, or for another guardian, and the data are restricted."""
        at, member = envelope.context.at, event.member_id
        demand(event.asker_id == envelope.context.actor, "R40", event)
        demand(self.is_kept(member, at) or not event.agreed, "R42", event)
        before = self.agreed.get(member, False)
        demand(event.agreed == (before or self.all_ask(member, event.asker_id, at)), "R42", event)
        self.askers.setdefault(member, []).append(event.asker_id)
        self.agreed[member] = event.agreed

    def withdrawn(self, event: ErasureWithdrawn, _: Envelope) -> None:
        """Only what was asked for is withdrawn."""
        demand(self.askers.pop(event.member_id, None), "R42", event)
        self.agreed.pop(event.member_id, None)

    def erased(self, event: MemberErased, envelope: Envelope) -> None:
        """A person goes whom no law keeps, on the word of all who decide, and leaves no gap."""
        at, member, actor = envelope.context.at, event.member_id, envelope.context.actor
        demand(self.known.is_person(member), "R42", event)
        demand(not self.is_kept(member, at), "R42", (event, self.laws.get(member)))
        if isinstance(envelope.command, CarryOutErasure):
            demand(self.agreed.get(member), "R42", event)
        else:
            asker = MemberId(str(actor))
            demand(self.agreed.get(member) or self.all_ask(member, asker, at), "R5, R42", event)
        demand(not self.known.inside.get(member), "R42", event)
        demand(not any(who == member for who, _, _ in self.known.roles), "R42", event)
        answering = [(role, scope) for _, role, scope in self.known.roles]
        demand((COORDINATOR, Scope()) in answering, "R42, R43", event)
        links = [child for child, linked in self.known.guardians.items() if member in linked]
        demand(not links, "R42", (event, links))
        self.known.erased.append(member)

    def all_ask(self, member: MemberId, asker: MemberId, at: datetime) -> bool:
        """Whether everybody has asked whose word it takes, when one of them asks."""
        givers = self.known.givers(member, ConsentKind.DATA, at)
        asked = [*self.askers.get(member, []), asker]
        return asker not in givers or all(one in asked for one in givers)

    def is_kept(self, member: MemberId, at: datetime) -> bool:
        """Whether the local day is one on which a law keeps somebody's data."""
        return member in self.laws and self.known.day(at) <= self.laws[member]

    def done(self, rows: list[Recorded[Event]]) -> None:
        """Nothing lies ahead of who is restricted or erased, and nothing that is past changed."""
        at = max(row.envelope.context.at for row in rows)
        for row in rows:
            if isinstance(row.event, (DataRestricted, MemberErased)):
                self.has_nothing_ahead(row.event, at)
                with_it = [one.event for one in rows if led_by(one) == led_by(row)]
                changed = [one for one in with_it if isinstance(one, PAST)]
                demand(not changed, "R42", (row.event, changed))

    def has_nothing_ahead(self, event: DataRestricted | MemberErased, at: datetime) -> None:
        """No seat and no duty that has not begun, unless they are there already."""
        member = event.member_id
        if self.known.may_be_used(member):
            return
        here = self.known.inside.get(member, [])
        ahead = [
            commitment
            for (who, commitment), busy in self.known.busy.items()
            if who == member and busy.period.start > at and commitment not in here
        ]
        demand(not ahead, "R42", (event, ahead))
