"""What decisions read about recognition."""

from ..kernel import MemberId, State, folded, on, state
from ..service.values import EntryId
from .events import (
    CommendationRevoked,
    MemberCommended,
    PointsGiven,
    PointsIssued,
    PointsReturned,
    ThanksGiven,
    ThanksHidden,
)
from .values import CommendationId, ThanksId, TransferId

__all__ = [
    "Award",
    "Balance",
    "Commendation",
    "Commendations",
    "PublicThanks",
    "Thanks",
    "Transfer",
    "Treasury",
]

COMMENDATIONS = (MemberCommended, CommendationRevoked)
POINTS = (PointsIssued, PointsGiven, PointsReturned)
THANKS = (ThanksGiven, ThanksHidden)


@state
class Thanks(State):
    """Thanks as they were said, and whether they are public."""

    thanks_id: ThanksId
    given: ThanksGiven | None = folded(None)
    public: bool = folded(False)

    elsewhere = "What was said is changed by nothing else"

    @on
    def thanks_given(self, event: ThanksGiven) -> None:
        self.given, self.public = event, event.public

    @on
    def hidden(self, event: ThanksHidden) -> None:
        self.public = False


@state
class PublicThanks(State):
    """The public thanks that name a member, as giver or taker."""

    member_id: MemberId
    names: dict[ThanksId, tuple[MemberId, MemberId]] = folded(factory=dict)
    """Giver and taker of each."""

    ignores = {"Commendations and points are no thanks": (*COMMENDATIONS, *POINTS)}
    elsewhere = "Only thanks are thanks"

    @on
    def thanks_given(self, event: ThanksGiven) -> None:
        if event.public:
            self.names[event.thanks_id] = (event.giver_id, event.taker_id)

    @on
    def hidden(self, event: ThanksHidden) -> None:
        self.names.pop(event.thanks_id, None)


@state
class Commendation(State):
    """A commendation, and whether it counts."""

    commendation_id: CommendationId
    given: MemberCommended | None = folded(None)
    revoked: str | None = folded(None)
    """The reason."""

    elsewhere = "Only the community commends"

    @on
    def commended(self, event: MemberCommended) -> None:
        self.given = event

    @on
    def was_revoked(self, event: CommendationRevoked) -> None:
        self.revoked = event.reason


@state
class Commendations(State):
    """The commendations of a member that count."""

    member_id: MemberId
    standing: dict[CommendationId, MemberCommended] = folded(factory=dict)

    ignores = {"Thanks and points are no commendation": (*THANKS, *POINTS)}
    elsewhere = "Only the community commends"

    @on
    def commended(self, event: MemberCommended) -> None:
        if event.member_id == self.member_id:
            self.standing[event.commendation_id] = event

    @on
    def was_revoked(self, event: CommendationRevoked) -> None:
        self.standing.pop(event.commendation_id, None)


@state
class Balance(State):
    """The points of a member."""

    member_id: MemberId
    points: int = folded(0)

    ignores = {"Thanks and commendations move no points": (*THANKS, *COMMENDATIONS)}
    elsewhere = "Only transfers move points, whatever somebody does or earns"

    @on
    def issued(self, event: PointsIssued) -> None:
        self.points += event.points

    @on
    def given(self, event: PointsGiven) -> None:
        self.points += event.points if event.taker_id == self.member_id else -event.points

    @on
    def returned(self, event: PointsReturned) -> None:
        self.points -= event.points


@state
class Treasury(State):
    """The other side of all balances: what members have, it owes."""

    points: int = folded(0)

    elsewhere = "Only transfers move points"

    @on
    def issued(self, event: PointsIssued) -> None:
        self.points -= event.points

    @on
    def returned(self, event: PointsReturned) -> None:
        self.points += event.points


@state
class Transfer(State):
    """A transfer of points, and whether it was returned."""

    transfer_id: TransferId
    made: PointsIssued | PointsGiven | PointsReturned | None = folded(None)
    returned_by: TransferId | None = folded(None)

    elsewhere = "Only transfers move points"

    @on
    def was_made(self, event: PointsIssued | PointsGiven) -> None:
        self.made = event

    @on
    def returned(self, event: PointsReturned) -> None:
        if event.transfer_id == self.transfer_id:
            self.made = event
        if event.returns == self.transfer_id:
            self.returned_by = event.transfer_id


@state
class Award(State):
    """Whether an entry of the hours ledger was awarded points for."""

    entry_id: EntryId
    issued: PointsIssued | None = folded(None)

    elsewhere = "What becomes of an entry leaves its award as it was"

    @on
    def points_issued(self, event: PointsIssued) -> None:
        self.issued = event
