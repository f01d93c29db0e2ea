"""Looks at rounds of notices: who posts where, and whether every stairwell was told."""

import attrs

from community_domain import Envelope
from community_domain.community import (
    BuildingId,
    Scope,
    ScopeKind,
    StairwellAdded,
    StairwellId,
    StairwellRemoved,
    SubjectId,
)
from community_domain.safety import (
    NoticePosted,
    NoticeRoundCompleted,
    NoticeRoundId,
    NoticeRoundOpened,
    StairwellExcepted,
)

from .known import Known, SliceOnlooker, demand

__all__ = ["NoticesOnlooker"]


@attrs.define
class Tour:
    """A round, as an onlooker remembers it."""

    opened: NoticeRoundOpened
    proven: list[StairwellId] = attrs.Factory(list[StairwellId])
    excused: list[StairwellId] = attrs.Factory(list[StairwellId])
    over: bool = False


class NoticesOnlooker(SliceOnlooker):
    """R35."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            StairwellAdded: self.added,
            StairwellRemoved: self.removed,
            NoticeRoundOpened: self.opened,
            NoticePosted: self.posted,
            StairwellExcepted: self.excepted,
            NoticeRoundCompleted: self.completed,
        }
        self.there: dict[StairwellId, BuildingId] = {}
        self.tours: dict[NoticeRoundId, Tour] = {}

    def added(self, event: StairwellAdded, _: Envelope) -> None:
        """One stairwell more."""
        demand(event.stairwell_id not in self.there, "a stairwell is added once", event)
        self.there[event.stairwell_id] = event.building_id

    def removed(self, event: StairwellRemoved, _: Envelope) -> None:
        """One stairwell less."""
        demand(self.there.pop(event.stairwell_id) == event.building_id, "a stairwell goes", event)

    def opened(self, event: NoticeRoundOpened, _: Envelope) -> None:
        """A round begins, once."""
        demand(event.notice_round_id not in self.tours, "one round", event)
        self.tours[event.notice_round_id] = Tour(event)

    def tour(self, event: NoticePosted | StairwellExcepted) -> Tour:
        """The round of a proof or exception, which goes on and has that stairwell."""
        tour = self.tours[event.notice_round_id]
        building = self.there.get(event.stairwell_id)
        demand(not tour.over and building is not None, "R35", event)
        demand(tour.opened.building_id in (None, building), "R35", (event, tour))
        return tour

    def posted(self, event: NoticePosted, envelope: Envelope) -> None:
        """Something shows that a person who may take part posted it."""
        tour = self.tour(event)
        demand(event.evidence, "R35", event)
        demand(self.known.may_take_part(event.poster_id, envelope.context.at), "R3", event)
        tour.proven.append(event.stairwell_id)

    def excepted(self, event: StairwellExcepted, envelope: Envelope) -> None:
        """A coordinator gives a reason, where nothing was posted."""
        tour, actor = self.tour(event), envelope.context.actor
        demand(event.reason.strip() and event.stairwell_id not in tour.proven, "R35", event)
        building = SubjectId(self.there[event.stairwell_id])
        scopes = (Scope(), Scope(ScopeKind.BUILDING, building))
        held = [(who, scope) for who, role, scope in self.known.roles if role == "coordinator"]
        demand(any(who == actor and scope in scopes for who, scope in held), "R43", event)
        tour.excused.append(event.stairwell_id)

    def completed(self, event: NoticeRoundCompleted, _: Envelope) -> None:
        """Each stairwell that is there now was told, or excused."""
        tour = self.tours[event.notice_round_id]
        wanted = tour.opened.building_id
        here = [one for one, building in self.there.items() if wanted in (None, building)]
        told = [one for one in here if one in tour.proven]
        rest = [one for one in here if one not in told]
        demand(here and all(one in tour.excused for one in rest), "R35", (event, here, tour))
        demand((event.posted, event.excepted) == (len(told), len(rest)), "R35", (event, tour))
        demand(not tour.over, "R35", event)
        tour.over = True
