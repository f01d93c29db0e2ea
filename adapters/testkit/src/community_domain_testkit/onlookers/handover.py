"""Looks at handing over: whom to call for a child, and with whom it left."""

from datetime import datetime, timedelta

from community_domain import Envelope, MemberId
from community_domain.activities import (
    CheckedIn,
    CollectionAuthorised,
    CollectionOverdue,
    CollectionRefused,
    CollectorId,
    HandedOver,
    OccurrenceId,
    PresenceRecorded,
)
from community_domain.members import (
    ConsentKind,
    EmergencyContactNamed,
    EmergencyContactWithdrawn,
    GuardianUnlinked,
)

from .activities import ActivitiesOnlooker
from .known import Known, SliceOnlooker, demand

__all__ = ["HandOverOnlooker"]

Turn = tuple[OccurrenceId, MemberId]
Word = tuple[datetime, datetime | None]


class HandOverOnlooker(SliceOnlooker):
    """R46, as far as contacts and hand-overs go."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            EmergencyContactNamed: self.named,
            EmergencyContactWithdrawn: self.withdrawn,
            CheckedIn: self.came_in,
            PresenceRecorded: self.was_there,
            CollectionAuthorised: self.authorised,
            CollectionRefused: self.refused,
            GuardianUnlinked: self.unlinked,
            HandedOver: self.left,
            CollectionOverdue: self.overdue,
        }
        self.called: dict[MemberId, tuple[str, str, str]] = {}
        self.words: dict[tuple[MemberId, MemberId, CollectorId], Word | None] = {}
        """Child, guardian, collector: since when and until when a yes counts, or None for a no."""
        self.gone: dict[Turn, datetime] = {}
        self.missed: set[Turn] = set()

    def named(self, event: EmergencyContactNamed, _: Envelope) -> None:
        """Somebody else is called, or called otherwise."""
        demand(self.known.is_person(event.member_id), "R46", event)
        words = (event.name, event.relation, event.phone)
        demand(self.called.get(event.member_id) != words, "R46", event)
        self.called[event.member_id] = words

    def withdrawn(self, event: EmergencyContactWithdrawn, _: Envelope) -> None:
        """Whoever was called is not any more."""
        demand(event.member_id in self.called, "R46", event)
        del self.called[event.member_id]

    def came_in(self, event: CheckedIn, _: Envelope) -> None:
        """No minor is there for whom nobody can be called."""
        self.can_be_called(event, event.at)

    def was_there(self, event: PresenceRecorded, envelope: Envelope) -> None:
        """Neither by a sheet, while it goes on."""
        period = self.other(ActivitiesOnlooker).occasions[event.occurrence_id].period
        if envelope.context.at < period.end:
            self.can_be_called(event, period.start)

    def can_be_called(self, event: CheckedIn | PresenceRecorded, at: datetime) -> None:
        """For whoever is a minor then there is a contact, where the community asks for one."""
        if self.setting("activity.minors-need-contact") and self.known.is_minor(
            event.member_id, at
        ):
            demand(event.member_id in self.called, "R46", event)

    def authorised(self, event: CollectionAuthorised, envelope: Envelope) -> None:
        """A guardian says yes, in person."""
        self.is_said_by_a_guardian(event, envelope)
        demand(event.since == envelope.context.at, "R46", event)
        demand(event.until is None or event.until > event.since, "R46", event)
        self.words[event.member_id, event.giver_id, event.collector_id] = (event.since, event.until)

    def refused(self, event: CollectionRefused, envelope: Envelope) -> None:
        """A guardian says no, in person."""
        self.is_said_by_a_guardian(event, envelope)
        self.words[event.member_id, event.giver_id, event.collector_id] = None

    def is_said_by_a_guardian(
        self, event: CollectionAuthorised | CollectionRefused, envelope: Envelope
    ) -> None:
        """Nobody else speaks for a child, and nobody in a guardian's name."""
        demand(envelope.context.actor == event.giver_id, "R46", event)
        guardians = self.known.guardians.get(event.member_id, [])
        demand(event.giver_id in guardians, "R46", event)

    def unlinked(self, event: GuardianUnlinked, _: Envelope) -> None:
        """What a guardian said goes with the guardian."""
        gone = [one for one in self.words if one[:2] == (event.member_id, event.guardian_id)]
        for one in gone:
            del self.words[one]

    def left(self, event: HandedOver, _: Envelope) -> None:
        """A child leaves once, after it came, with whom it may."""
        turn = (event.occurrence_id, event.member_id)
        onlooker, member = self.other(ActivitiesOnlooker), event.member_id
        begins = onlooker.occasions[event.occurrence_id].period.start
        demand(turn in onlooker.came or turn in onlooker.present, "R46", event)
        came = onlooker.came.get(turn, begins)
        demand(turn not in self.gone and event.at >= came, "R46", event)
        demand(self.known.is_minor(member, came), "R46", event)
        demand(self.may_go(event), "R46", event)
        demand(event.occurrence_id not in self.known.inside.get(member, []), "R24, R46", event)
        self.gone[turn] = event.at

    def may_go(self, event: HandedOver) -> bool:
        """With a guardian, with whom a guardian named and none objects to, or alone if agreed."""
        guardians = self.known.guardians.get(event.member_id, [])
        if event.guardian_id is not None:
            return event.guardian_id in guardians and event.collector_id is None
        if event.collector_id is None:
            return self.known.has_consent(event.member_id, ConsentKind.LEAVING_ALONE, event.at)
        keys = [(event.member_id, one, event.collector_id) for one in guardians]
        words = [self.words[key] for key in keys if key in self.words]
        valid = [w for w in words if w and w[0] <= event.at and (not w[1] or event.at < w[1])]
        return bool(valid) and None not in words

    def overdue(self, event: CollectionOverdue, envelope: Envelope) -> None:
        """Some minutes after the end it is not known with whom a child left; it is said once."""
        turn = (event.occurrence_id, event.member_id)
        onlooker = self.other(ActivitiesOnlooker)
        demand(turn in onlooker.came and turn not in self.gone, "R46", event)
        demand(turn not in self.missed, "R46", event)
        demand(self.known.is_minor(event.member_id, onlooker.came[turn]), "R46", event)
        occasion = onlooker.occasions[event.occurrence_id]
        demand(event.ended == occasion.period.end or occasion.cancelled, "R46", event)
        grace = timedelta(minutes=self.setting("activity.collection-minutes"))
        demand(envelope.context.at >= event.ended + grace, "R46", event)
        self.missed.add(turn)
