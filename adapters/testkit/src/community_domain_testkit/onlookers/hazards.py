"""Looks at hazards: how far each has come, on whose word, and who works on it."""

from datetime import datetime

import attrs

from community_domain import Envelope, Event, MemberId, Recorded
from community_domain.community import BuildingAdded, PlaceAdded, Scope, ScopeKind, StairwellAdded
from community_domain.safety import (
    ClaimsUpdated,
    HazardAssessed,
    HazardAssigned,
    HazardClosed,
    HazardHandedOver,
    HazardId,
    HazardImported,
    HazardMerged,
    HazardRectified,
    HazardRejected,
    HazardReleased,
    HazardReported,
    HazardSentBack,
    HazardVerified,
    Severity,
)

from .known import Known, SliceOnlooker, demand, silenced

__all__ = ["HazardsOnlooker"]

NOT_DONE = ("known", "assessed", "assigned")


@attrs.define
class Danger:
    """A hazard, as an onlooker remembers it."""

    building: str | None
    stage: str = "known"
    claims: object = None
    severity: Severity | None = None
    team: list[MemberId] = attrs.Factory(list[MemberId])
    since: datetime | None = None
    done: HazardRectified | None = None


class HazardsOnlooker(SliceOnlooker):
    """R3, R4, R33."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            BuildingAdded: self.building,
            StairwellAdded: self.stairwell,
            PlaceAdded: self.place,
            HazardReported: self.reported,
            HazardImported: self.imported,
            ClaimsUpdated: self.claimed,
            HazardAssessed: self.assessed,
            HazardAssigned: self.assigned,
            HazardHandedOver: self.handed_over,
            HazardReleased: self.released,
            HazardRectified: self.rectified,
            HazardSentBack: self.sent_back,
            HazardVerified: self.verified,
            HazardClosed: self.closed,
            HazardRejected: self.rejected,
            HazardMerged: self.merged,
        }
        self.buildings: list[str] = []
        self.stairwells: dict[str, str] = {}
        self.places: list[str] = []
        self.dangers: dict[HazardId, Danger] = {}
        self.records: dict[tuple[str, str], HazardId] = {}

    def building(self, event: BuildingAdded, _: Envelope) -> None:
        """A building where hazards can be."""
        self.buildings.append(event.building_id)

    def stairwell(self, event: StairwellAdded, _: Envelope) -> None:
        """A stairwell where hazards can be, which is in a building."""
        self.stairwells[event.stairwell_id] = event.building_id

    def place(self, event: PlaceAdded, _: Envelope) -> None:
        """Another place where hazards can be."""
        self.places.append(event.place_id)

    def is_somewhere(self, event: HazardReported | HazardImported) -> None:
        """What is named is there, and a stairwell in its building."""
        if event.stairwell_id is not None:
            demand(self.stairwells[event.stairwell_id] == event.building_id, "R33", event)
        demand(event.building_id in (None, *self.buildings), "R33", event)
        demand(event.place_id in (None, *self.places), "R33", event)
        demand(event.place_id is None or event.building_id is None, "R33: one place", event)

    def reported(self, event: HazardReported, _: Envelope) -> None:
        """A person sees a danger, which may be one that was over."""
        demand(event.hazard_id not in self.dangers, "one hazard", event)
        demand(self.known.is_person(event.member_id), "R33", event)
        demand(event.place_id or event.building_id, "R33", event)
        self.is_somewhere(event)
        if event.recurs is not None:
            demand(self.dangers[event.recurs].stage == "closed", "R33", event)
        self.dangers[event.hazard_id] = Danger(event.building_id)

    def imported(self, event: HazardImported, envelope: Envelope) -> None:
        """A record comes in once, and is one that is known of, not more."""
        record = (event.source_id, event.reference_id)
        demand(event.hazard_id not in self.dangers, "one hazard", event)
        demand(record not in self.records, "R33: one record", event)
        demand((envelope.context.actor, "coordinator", Scope()) in self.known.roles, "R43", event)
        self.is_somewhere(event)
        self.records[record] = event.hazard_id
        self.dangers[event.hazard_id] = Danger(event.building_id, claims=event.claims)

    def claimed(self, event: ClaimsUpdated, _: Envelope) -> None:
        """The source of an import says something else."""
        demand(event.hazard_id in self.records.values(), "R33", event)
        danger = self.dangers[event.hazard_id]
        demand(danger.claims != event.claims, "nothing is told twice", event)
        danger.claims = event.claims

    def coordinates(self, hazard_id: HazardId, envelope: Envelope) -> bool:
        """Whether the actor is a coordinator of the place."""
        actor, building = envelope.context.actor, self.dangers[hazard_id].building
        wide = (actor, "coordinator", Scope()) in self.known.roles
        own = [
            scope.subject == building
            for who, role, scope in self.known.roles
            if (who, role, scope.kind) == (actor, "coordinator", ScopeKind.BUILDING)
        ]
        return wide or any(own)

    def assessed(self, event: HazardAssessed, envelope: Envelope) -> None:
        """A coordinator judges what nobody says is gone."""
        danger = self.dangers[event.hazard_id]
        demand(danger.stage in NOT_DONE, "R33", event)
        demand(self.coordinates(event.hazard_id, envelope), "R43", event)
        danger.severity = event.severity
        danger.stage = "assigned" if danger.stage == "assigned" else "assessed"

    def is_given_out(self, event: HazardAssigned | HazardHandedOver, envelope: Envelope) -> Danger:
        """A coordinator gives out what is assessed."""
        danger = self.dangers[event.hazard_id]
        demand(danger.stage in ("assessed", "assigned"), "R33", event)
        demand(self.coordinates(event.hazard_id, envelope), "R43", event)
        demand(event.at == envelope.context.at, "events are self-contained", event)
        danger.stage, danger.since = "assigned", event.at
        return danger

    def assigned(self, event: HazardAssigned, envelope: Envelope) -> None:
        """A team that may take part, with no minor alone or on what is severe."""
        at, members = envelope.context.at, event.member_ids
        demand(members and all(self.known.may_take_part(one, at) for one in members), "R3", event)
        minors = [one for one in members if self.known.is_minor(one, at)]
        demand(len(minors) < len(members), "R33", event)
        danger = self.is_given_out(event, envelope)
        demand(danger.severity is not Severity.SEVERE or not minors, "R33", event)
        demand(all(one in members for one in danger.team), "nobody keeps what others have", event)
        danger.team = list(members)

    def handed_over(self, event: HazardHandedOver, envelope: Envelope) -> None:
        """A body from outside, and nobody of the community beside it."""
        demand(not self.is_given_out(event, envelope).team, "R33", event)

    def released(self, event: HazardReleased, envelope: Envelope) -> None:
        """Somebody is taken off what is not rectified, for a reason that holds."""
        danger, at = self.dangers[event.hazard_id], envelope.context.at
        demand(danger.stage == "assigned" and event.member_id in danger.team, "R33", event)
        minor = self.known.is_minor(event.member_id, at)
        match event.reason:
            case "minors-without-adult":
                demand(all(self.known.is_minor(one, at) for one in danger.team), "R33", event)
            case "minors-on-severe-hazard":
                demand(minor and danger.severity is Severity.SEVERE, "R33", event)
            case "assigned-anew":
                demand(self.coordinates(event.hazard_id, envelope), "R43", event)
            case _:
                demand(not self.known.may_take_part(event.member_id, at), "R4", event)
        danger.team.remove(event.member_id)
        danger.stage = "assigned" if danger.team else "assessed"

    def rectified(self, event: HazardRectified, envelope: Envelope) -> None:
        """Those who were to do it did, since then and before now, and show it."""
        danger, now = self.dangers[event.hazard_id], envelope.context.at
        demand(danger.stage == "assigned" and danger.since is not None, "R33", event)
        demand(list(event.member_ids) == danger.team, "events are self-contained", event)
        demand(danger.since is None or danger.since <= event.rectified_at <= now, "R33", event)
        demand(event.evidence and all(one.at <= now for one in event.evidence), "R33", event)
        danger.stage, danger.done = "rectified", event

    def is_near(self, danger: Danger, member: object) -> bool:
        """Whether somebody worked on it, or lives with who did."""
        return any(
            member == one or self.known.are_one_household(MemberId(str(member)), one)
            for one in danger.team
        )

    def is_judged(self, event: HazardSentBack | HazardVerified, envelope: Envelope) -> Danger:
        """Another looks at what is said to be gone."""
        danger = self.dangers[event.hazard_id]
        demand(danger.stage == "rectified", "R33", event)
        demand(envelope.context.actor == event.verifier_id, "R40", event)
        demand(list(event.member_ids) == danger.team, "events are self-contained", event)
        demand(not self.is_near(danger, event.verifier_id), "R33", event)
        tutor = (event.verifier_id, "tutor", Scope()) in self.known.roles
        demand(tutor or self.coordinates(event.hazard_id, envelope), "R43", event)
        return danger

    def sent_back(self, event: HazardSentBack, envelope: Envelope) -> None:
        """It is to be done again, for a reason."""
        demand(event.reason.strip(), "R33", event)
        self.is_judged(event, envelope).stage = "assigned"

    def verified(self, event: HazardVerified, envelope: Envelope) -> None:
        """It is gone."""
        self.is_judged(event, envelope).stage = "verified"

    def closed(self, event: HazardClosed, envelope: Envelope) -> None:
        """What was verified is over; one's own work was shown after it was done."""
        danger = self.dangers[event.hazard_id]
        demand(danger.stage == "verified" and danger.done is not None, "R33", event)
        demand(self.coordinates(event.hazard_id, envelope), "R43", event)
        demand(envelope.context.actor == event.closer_id, "R40", event)
        if danger.done is not None and self.is_near(danger, event.closer_id):
            pieces, done = (*danger.done.evidence, *event.evidence), danger.done.rectified_at
            demand([piece for piece in pieces if piece.at > done], "R33", event)
        danger.stage = "closed"

    def ends(self, event: HazardRejected | HazardMerged, envelope: Envelope) -> None:
        """A coordinator ends what nobody says is gone, for a reason."""
        danger = self.dangers[event.hazard_id]
        demand(danger.stage in NOT_DONE and event.reason.strip(), "R33", event)
        demand(list(event.member_ids) == danger.team, "events are self-contained", event)
        demand(self.coordinates(event.hazard_id, envelope), "R43", event)
        danger.stage = "ended"

    def rejected(self, event: HazardRejected, envelope: Envelope) -> None:
        """It is none."""
        self.ends(event, envelope)

    def merged(self, event: HazardMerged, envelope: Envelope) -> None:
        """Another goes on for it."""
        self.ends(event, envelope)
        demand(self.dangers[event.into].stage not in ("ended", "closed"), "R33", event)

    def done(self, rows: list[Recorded[Event]]) -> None:
        """Nobody works on without consent (R4), and no minors where the adult has gone (R33)."""
        at = max(row.envelope.context.at for row in rows)
        for row in rows:
            gone = [silenced(row.event)]
            match row.event:
                case HazardReleased() as released:
                    self.has_an_adult(self.dangers[released.hazard_id], at)
                case HazardSentBack() as back:
                    gone = list(back.member_ids)
                case _:
                    pass
            for member in gone:
                if member is not None and not self.known.may_take_part(member, at):
                    self.works_on_nothing(member, row.event)

    def has_an_adult(self, danger: Danger, at: datetime) -> None:
        """Whoever stays is not without an adult."""
        if danger.stage == "assigned" and danger.team:
            minors = [self.known.is_minor(one, at) for one in danger.team]
            demand(not all(minors), "R33", danger)

    def works_on_nothing(self, member: MemberId, event: Event) -> None:
        """Whoever may not take part has nothing left to do."""
        busy = [one for one in self.dangers.values() if member in one.team]
        demand(not [one for one in busy if one.stage == "assigned"], "R4", (event, busy))
