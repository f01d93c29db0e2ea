"""Hazards: the life of each, when every step was taken and on whose word, and what others claim."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import attrs

from community_domain import Actor, Event, MemberId, Recorded
from community_domain.safety import (
    OVER,
    Claims,
    ClaimsUpdated,
    HazardAssessed,
    HazardAssigned,
    HazardClosed,
    HazardHandedOver,
    HazardId,
    HazardImported,
    HazardKind,
    HazardMerged,
    HazardRectified,
    HazardRejected,
    HazardReleased,
    HazardReported,
    HazardSentBack,
    HazardStage,
    HazardVerified,
    OutsideBody,
    Severity,
)

from .folding import Handler, Projection
from .pages import PAGE, Page, page_of

__all__ = ["HazardLife", "HazardStep", "Hazards"]

STAGES: Mapping[type[Event], HazardStage] = {
    HazardReported: HazardStage.REPORTED,
    HazardImported: HazardStage.IMPORTED,
    HazardAssigned: HazardStage.ASSIGNED,
    HazardHandedOver: HazardStage.ASSIGNED,
    HazardRectified: HazardStage.RECTIFIED,
    HazardSentBack: HazardStage.ASSIGNED,
    HazardVerified: HazardStage.VERIFIED,
    HazardClosed: HazardStage.CLOSED,
    HazardRejected: HazardStage.REJECTED,
    HazardMerged: HazardStage.MERGED,
}
"""Where each event brings a hazard; the others look at where it is."""


@attrs.frozen
class HazardStep:
    """One step in the life of a hazard."""

    position: int
    name: str
    """Storage name of the event."""
    stage: HazardStage
    """Where it brought the hazard, or left it."""
    at: datetime
    """When it was decided."""
    by: Actor
    """On whose word."""
    on_behalf_of: MemberId | None


@attrs.frozen(kw_only=True)
class HazardLife:
    """A hazard from its report until now."""

    hazard_id: HazardId
    steps: tuple[HazardStep, ...]
    reported_at: datetime
    """When it was recorded; of an imported one, when its source says that it was reported."""
    building_id: str | None
    stairwell_id: str | None
    place_id: str | None
    stage: HazardStage = HazardStage.REPORTED
    kind: HazardKind | None = None
    severity: Severity | None = None
    team: tuple[MemberId, ...] = ()
    body: OutsideBody | None = None
    claims: tuple[Claims, ...] = ()
    """All that the source of an imported one ever said, the last word last."""
    recurs: HazardId | None = None
    recurrences: tuple[HazardId, ...] = ()
    merged_into: HazardId | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do with it, whatever its source claims."""
        return self.stage not in OVER

    def age(self, at: datetime) -> timedelta:
        """How long it was there, at an instant; one that is over is as old as it became."""
        ends = next((step.at for step in self.steps if step.stage in OVER), at)
        return ends - self.reported_at

    def is_at(self, place: str) -> bool:
        """Whether it is at a building, a stairwell or another place."""
        return place in (self.building_id, self.stairwell_id, self.place_id)


@attrs.define
class Hazards(Projection):
    """Hazards in the order in which they came to be known."""

    _lives: dict[HazardId, HazardLife] = attrs.field(
        factory=dict[HazardId, HazardLife], init=False, repr=False
    )

    def handlers(self) -> Mapping[type[Event], Handler]:
        """The first word makes a life, every other one is a step in it."""
        kinds = (*STAGES, HazardAssessed, HazardReleased, ClaimsUpdated)
        return {
            **dict.fromkeys(kinds, self._step),
            HazardReported: self._report,
            HazardImported: self._import,
        }

    def hazard(self, hazard_id: HazardId) -> HazardLife | None:
        """The life of one hazard; None where there is none."""
        return self._lives.get(hazard_id)

    def hazards(  # noqa: PLR0913 - what can be asked for, all by keyword
        self,
        *,
        place: str | None = None,
        kind: HazardKind | None = None,
        stage: HazardStage | None = None,
        is_open: bool | None = None,
        after: int = 0,
        size: int = PAGE,
    ) -> Page[HazardLife]:
        """Hazards in pages, those that are all that is asked for; linear in their number.

        Args:
            place: The id of a building, a stairwell or another place.
            kind: As it was assessed.
            stage: Where it is now.
            is_open: Whether somebody still has to do with it.
            after: See `page_of`, also for the errors.
            size: Likewise.
        """
        found = [
            life
            for life in self._lives.values()
            if (place is None or life.is_at(place))
            and kind in (None, life.kind)
            and stage in (None, life.stage)
            and is_open in (None, life.is_open)
        ]
        return page_of(
            found, lambda life: life.steps[0].position, after=after, size=size, folded=self.position
        )

    def _report(self, recorded: Recorded[HazardReported]) -> None:
        event = recorded.event
        self._begin(recorded, recorded.envelope.context.at, recurs=event.recurs)
        if event.recurs is not None and event.recurs in self._lives:
            original = self._lives[event.recurs]
            again = (*original.recurrences, event.hazard_id)
            self._lives[event.recurs] = attrs.evolve(original, recurrences=again)

    def _import(self, recorded: Recorded[HazardImported]) -> None:
        claims = recorded.event.claims
        self._begin(recorded, claims.reported_at, claims=(claims,), stage=HazardStage.IMPORTED)

    def _begin(
        self,
        recorded: Recorded[HazardReported] | Recorded[HazardImported],
        reported_at: datetime,
        **more: Any,
    ) -> None:
        event = recorded.event
        self._lives[event.hazard_id] = HazardLife(
            hazard_id=event.hazard_id,
            steps=(_step(recorded, STAGES[type(event)]),),
            reported_at=reported_at,
            building_id=event.building_id,
            stairwell_id=event.stairwell_id,
            place_id=event.place_id,
            **more,
        )

    def _step(self, recorded: Recorded[Any]) -> None:
        event, life = recorded.event, self._lives[recorded.event.hazard_id]
        changed = attrs.evolve(life, **_changes(life, event))
        step = _step(recorded, changed.stage)
        self._lives[event.hazard_id] = attrs.evolve(changed, steps=(*life.steps, step))


def _changes(life: HazardLife, event: Event) -> dict[str, Any]:
    """What an event changes in the life of its hazard, but for its steps."""
    stage = STAGES.get(type(event), life.stage)
    match event:
        case ClaimsUpdated():
            return {"claims": (*life.claims, event.claims)}
        case HazardAssessed():
            if life.stage is not HazardStage.ASSIGNED:
                stage = HazardStage.ASSESSED
            return {"kind": event.kind, "severity": event.severity, "stage": stage}
        case HazardMerged():
            return {"merged_into": event.into, "stage": stage}
        case HazardAssigned() | HazardHandedOver() | HazardReleased():
            return _given_out(life, event)
        case _:
            return {"stage": stage}


def _given_out(
    life: HazardLife, event: HazardAssigned | HazardHandedOver | HazardReleased
) -> dict[str, Any]:
    """Who is to rectify it from now on."""
    match event:
        case HazardAssigned():
            return {"team": event.member_ids, "body": None, "stage": HazardStage.ASSIGNED}
        case HazardHandedOver():
            return {"team": (), "body": event.body, "stage": HazardStage.ASSIGNED}
        case HazardReleased():
            team = tuple(one for one in life.team if one != event.member_id)
            return {"team": team, "stage": life.stage if team else HazardStage.ASSESSED}


def _step(recorded: Recorded[Any], stage: HazardStage) -> HazardStep:
    event: Event = recorded.event
    context = recorded.envelope.context
    return HazardStep(
        recorded.position,
        event.spec.name,
        stage,
        context.at,
        context.actor,
        context.on_behalf_of,
    )
