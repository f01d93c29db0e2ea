"""Looks at recognition: who is named in public, and that points add up and stay points."""

from collections import Counter
from datetime import datetime

from community_domain import Envelope, Event, MemberId, Recorded
from community_domain.members import (
    ConsentGranted,
    ConsentKind,
    ConsentRevoked,
    DataRestricted,
    GuardianUnlinked,
    MemberErased,
)
from community_domain.recognition import (
    COMMENDER,
    CommendationId,
    CommendationRevoked,
    MemberCommended,
    PointsGiven,
    PointsIssued,
    PointsReturned,
    ThanksGiven,
    ThanksHidden,
    ThanksId,
    TransferId,
)
from community_domain.service import EntryId, EntryReversed, HoursCredited

from .known import Known, SliceOnlooker, demand

__all__ = ["RecognitionOnlooker"]

TREASURY = "the treasury"
MOVES = (PointsIssued, PointsGiven, PointsReturned)


class RecognitionOnlooker(SliceOnlooker):
    """R6, R29, R37."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            ThanksGiven: self.thanked,
            ThanksHidden: self.hidden,
            MemberCommended: self.commended,
            CommendationRevoked: self.revoked,
            PointsIssued: self.issued,
            PointsGiven: self.given,
            PointsReturned: self.returned,
            HoursCredited: self.credited,
            EntryReversed: self.corrected,
        }
        self.thanks: dict[ThanksId, ThanksGiven] = {}
        self.public: dict[ThanksId, ThanksGiven] = {}
        self.commendations: dict[CommendationId, bool] = {}
        self.transfers: dict[TransferId, Event] = {}
        self.back: list[TransferId] = []
        self.purses: Counter[str] = Counter()
        self.minutes: dict[EntryId, tuple[MemberId, int]] = {}
        """Whose each entry is that was not corrected, and how long."""
        self.awarded: list[EntryId] = []

    def decided(self, rows: list[Recorded[Event]]) -> None:
        """What moves points moves no hours (R29)."""
        points = [row for row in rows if isinstance(row.event, MOVES)]
        hours = [row for row in rows if isinstance(row.event, HoursCredited | EntryReversed)]
        demand(not (points and hours), "R29", (points, hours))

    def thanked(self, event: ThanksGiven, envelope: Envelope) -> None:
        """Another person is thanked, in public only where both agree."""
        at = envelope.context.at
        demand(event.thanks_id not in self.thanks, "one word of thanks", event)
        demand(event.giver_id != event.taker_id, "thanks are for another", event)
        demand(self.known.may_take_part(event.giver_id, at), "R3", event)
        demand(self.known.is_person(event.taker_id), "a person is thanked", event)
        demand(not event.public or self.agree(event, at), "R6", event)
        self.thanks[event.thanks_id] = event
        if event.public:
            self.public[event.thanks_id] = event

    def agree(self, event: ThanksGiven, at: datetime) -> bool:
        """Whether both whom thanks name agree that all may read them."""
        return all(self.agrees(event, who, at) for who in (event.giver_id, event.taker_id))

    def agrees(self, event: ThanksGiven, who: MemberId, at: datetime) -> bool:
        """An adult who thanks agrees by asking for it; restricted data are not shown (R42)."""
        own_wish = who == event.giver_id and not self.known.is_minor(who, at)
        if not self.known.may_be_used(who):
            return False
        return own_wish or self.known.has_consent(who, ConsentKind.PUBLIC_THANKS, at)

    def hidden(self, event: ThanksHidden, envelope: Envelope) -> None:
        """Public thanks are hidden where one does not agree."""
        demand(event.thanks_id in self.public, "R6", event)
        demand(not self.agree(self.public[event.thanks_id], envelope.context.at), "R6", event)
        del self.public[event.thanks_id]

    def commended(self, event: MemberCommended, envelope: Envelope) -> None:
        """Another person is commended for what is shown, by who may."""
        demand(event.commendation_id not in self.commendations, "one commendation", event)
        demand(event.evidence and event.merit.strip(), "a commendation is for something", event)
        demand(envelope.context.actor == event.commender_id, "R40", event)
        demand(event.commender_id != event.member_id, "nobody commends themselves", event)
        demand(self.known.is_person(event.member_id), "a person is commended", event)
        office = [
            self.known.has_role(event.commender_id, role) for role in ("coordinator", COMMENDER)
        ]
        demand(any(office), "R43", event)
        self.commendations[event.commendation_id] = True

    def revoked(self, event: CommendationRevoked, _: Envelope) -> None:
        """A commendation that counts is revoked once."""
        demand(self.commendations[event.commendation_id], "one commendation", event)
        self.commendations[event.commendation_id] = False

    def moves(
        self, event: PointsIssued | PointsGiven | PointsReturned, giver: str, taker: str
    ) -> None:
        """A positive amount goes from one to another, once under an id (R37)."""
        demand(event.points > 0 and giver != taker, "R37", event)
        demand(event.transfer_id not in self.transfers, "R37", event)
        self.transfers[event.transfer_id] = event
        self.purses[giver] -= event.points
        self.purses[taker] += event.points
        floor = -self.setting("recognition.points-owed")
        demand(giver == TREASURY or self.purses[giver] >= floor, "R37", (event, self.purses))
        demand(sum(self.purses.values()) == 0, "R37", self.purses)

    def issued(self, event: PointsIssued, envelope: Envelope) -> None:
        """The treasury issues points to another, or for an entry that counts."""
        self.moves(event, TREASURY, event.member_id)
        if event.entry_id is None:
            demand(envelope.context.actor != event.member_id, "R37", event)
            demand(self.known.is_person(event.member_id), "R37", event)
            return
        member, minutes = self.minutes[event.entry_id]
        worth = minutes * self.setting("recognition.points-per-hour") // 60
        demand((member, worth) == (event.member_id, event.points), "R29", (event, minutes))
        demand(event.entry_id not in self.awarded, "R29", event)
        self.awarded.append(event.entry_id)

    def given(self, event: PointsGiven, envelope: Envelope) -> None:
        """Who may take part gives of their own."""
        demand(self.known.may_take_part(event.giver_id, envelope.context.at), "R3", event)
        demand(self.known.is_person(event.taker_id), "R37", event)
        self.moves(event, event.giver_id, event.taker_id)

    def returned(self, event: PointsReturned, _: Envelope) -> None:
        """What was issued goes back whole, once."""
        mistake = self.transfers[event.returns]
        demand(isinstance(mistake, PointsIssued) and event.returns not in self.back, "R37", event)
        same = getattr(mistake, "member_id", None), getattr(mistake, "points", None)
        demand(same == (event.member_id, event.points), "R37", (event, mistake))
        self.back.append(event.returns)
        self.moves(event, event.member_id, TREASURY)

    def credited(self, event: HoursCredited, _: Envelope) -> None:
        """An entry that can be awarded."""
        self.minutes[event.entry_id] = (event.member_id, event.minutes)

    def corrected(self, event: EntryReversed, _: Envelope) -> None:
        """An entry that counts no more is not awarded."""
        self.minutes.pop(event.entry_id, None)

    def done(self, rows: list[Recorded[Event]]) -> None:
        """Whoever said no to public thanks is named in none (R6)."""
        at = max(row.envelope.context.at for row in rows)
        for row in rows:
            who = _whose_word(row.event)
            named = [one for one in self.public.values() if who in (one.giver_id, one.taker_id)]
            refused = [one for one in named if who and not self.agrees(one, who, at)]
            demand(not refused, "R6", (row.event, refused))


def _whose_word(event: Event) -> MemberId | None:
    """Of whom an event may have taken the consent to public thanks."""
    match event:
        case GuardianUnlinked() | DataRestricted() | MemberErased():
            return event.member_id
        case ConsentRevoked() | ConsentGranted() if event.kind is ConsentKind.PUBLIC_THANKS:
            return event.member_id
        case _:
            return None
