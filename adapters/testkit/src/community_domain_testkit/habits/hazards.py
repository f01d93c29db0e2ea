"""Habits of hazards: what is seen, judged, given out, put right, looked at again and closed.

Long because each plot is told whole: it is the story of one rule from the sighting to its end.
"""

from datetime import timedelta
from typing import Any

import attrs
from hypothesis import strategies as st

from community_domain import System
from community_domain.community import AddBuilding, AddStairwell, ChangeSettings, SubjectId
from community_domain.members import (
    AGE_OF_MAJORITY,
    COORDINATOR,
    ConsentKind,
    GrantRole,
    RevokeConsent,
    RevokeRole,
    UnlinkGuardian,
)
from community_domain.safety import (
    AssessHazard,
    AssignHazard,
    Claims,
    CloseHazard,
    DatedEvidence,
    HandHazardOver,
    HazardAssessed,
    HazardAssigned,
    HazardClosed,
    HazardHandedOver,
    HazardImported,
    HazardKind,
    HazardMerged,
    HazardRectified,
    HazardRejected,
    HazardReleased,
    HazardReported,
    HazardVerified,
    ImportHazard,
    MergeHazard,
    RectifyHazard,
    RejectHazard,
    ReleaseHazards,
    ReportHazard,
    ReviewTeam,
    SendHazardBack,
    Severity,
    Site,
    SiteKind,
    VerifyHazard,
)
from community_domain.tasks import Evidence, EvidenceKind

from ..founding import FOUNDER
from ..moves import Later, Move, Sketch, Who
from .members import moving_together
from .telling import HOUR, NOW, Cast, Habits, Overrides, topic, wished

__all__ = ["HAZARDS"]

PHOTOGRAPH = Evidence(EvidenceKind.AFTER, "b" * 64, "image/jpeg")
EVENTS = (HazardReported, HazardImported)
AGAIN = (*EVENTS, HazardAssessed, HazardReleased)
OUT = (HazardAssigned, HazardHandedOver)


def _shown(by: timedelta) -> tuple[Sketch, ...]:
    """A photograph, taken so long after the move."""
    return (Sketch(DatedEvidence, {"evidence": PHOTOGRAPH, "at": Later(by)}),)


def _where(cast: Cast) -> list[Move]:
    """A stairwell where something can be."""
    building, stairwell = cast.new("building"), cast.new("stairwell")
    return [
        wished(AddBuilding, building_id=building, name="one"),
        wished(AddStairwell, stairwell_id=stairwell, building_id=building, name="one"),
    ]


def _seen(cast: Cast, number: int = 0, **fields: Any) -> Move:
    """Something dangerous in the stairwell."""
    told = {"hazard_id": cast.new("hazard", number), "member_id": cast.adult, "what": "one"}
    site = Site(SiteKind.STAIRWELL, SubjectId(cast.new("stairwell")))
    move = wished(ReportHazard, **told, site=site, **fields)
    return attrs.evolve(move, by=Who.NAMED)


def _judged(cast: Cast, severity: Severity = Severity.SERIOUS, number: int = 0) -> Move:
    hazard = cast.new("hazard", number)
    return wished(AssessHazard, hazard_id=hazard, kind=HazardKind.OTHER, severity=severity)


def _given_out(cast: Cast, *members: Any) -> Move:
    return wished(AssignHazard, hazard_id=cast.new("hazard"), member_ids=members)


def _put_right(cast: Cast, by: timedelta, photograph: timedelta) -> Move:
    fields = {"rectified_at": Later(by), "evidence": _shown(photograph)}
    return wished(RectifyHazard, hazard_id=cast.new("hazard"), **fields)


def _later(move: Move, by: timedelta = HOUR) -> Move:
    return attrs.evolve(move, after=by)


def _prologue(cast: Cast) -> list[Move]:
    """A hazard that an adult reports, and another is to put right together with a child."""
    return [
        *_where(cast),
        _seen(cast),
        _judged(cast),
        _given_out(cast, cast.other, cast.minor),
    ]


def _own_work(cast: Cast) -> list[Move]:
    """A coordinator puts something right, and would verify and close that without a word."""
    hazard = {"hazard_id": cast.new("hazard")}
    office = {"member_id": cast.other, "role": COORDINATOR}
    close = wished(CloseHazard, **hazard)
    return [
        *_where(cast),
        _seen(cast),
        _judged(cast),
        _given_out(cast, FOUNDER),
        wished(GrantRole, **office),
        _later(_put_right(cast, -HOUR / 2, -HOUR / 2)),
        wished(VerifyHazard, **hazard),
        attrs.evolve(wished(SendHazardBack, **hazard, reason="one"), by=cast.other),
        _put_right(cast, -HOUR / 4, -HOUR / 2),
        attrs.evolve(wished(VerifyHazard, **hazard), by=cast.other),
        close,
        wished(CloseHazard, **hazard, evidence=_shown(HOUR)),
        wished(CloseHazard, **hazard, evidence=_shown(timedelta(0))),
        _seen(cast, 1, recurs=cast.new("hazard")),
        _seen(cast, 2, recurs=cast.new("hazard", 1)),
        wished(RevokeRole, **office),
    ]


def _own_household(cast: Cast) -> list[Move]:
    """Who lives with who put it right would verify that."""
    return [
        *moving_together(cast, FOUNDER, cast.adult),
        _seen(cast),
        _judged(cast),
        _given_out(cast, cast.adult),
        _put_right(cast, timedelta(0), timedelta(0)),
        wished(VerifyHazard, hazard_id=cast.new("hazard")),
    ]


def _out_of_time(cast: Cast) -> list[Move]:
    """It would be put right before it was given out, and be shown before it was."""
    return [
        *_where(cast),
        _seen(cast),
        _judged(cast),
        _given_out(cast, cast.adult),
        _put_right(cast, -HOUR, -HOUR),
        _put_right(cast, timedelta(0), HOUR),
    ]


def _severe(cast: Cast) -> list[Move]:
    """A child works beside an adult on what turns out to be severe, and would again."""
    return [
        *_where(cast),
        _seen(cast),
        _judged(cast),
        _given_out(cast, cast.minor),
        _given_out(cast, cast.adult, cast.minor),
        _judged(cast, Severity.SEVERE),
        _given_out(cast, cast.adult, cast.minor),
    ]


def _left_alone(cast: Cast) -> list[Move]:
    """Who counted as an adult beside children counts as a minor again, and loses a consent."""
    grown = cast.minors[1] if len(cast.minors) > 1 else cast.minor
    team = (cast.minor, grown)
    consent = {"member_id": grown, "giver_id": cast.guardians.get(grown, FOUNDER)}
    lose = wished(RevokeConsent, **consent, kind=ConsentKind.TAKING_PART)
    return [
        wished(ChangeSettings, settings=(AGE_OF_MAJORITY.at(14),)),
        *_where(cast),
        _seen(cast),
        _judged(cast),
        _given_out(cast, *dict.fromkeys(team)),
        wished(ChangeSettings, settings=(AGE_OF_MAJORITY.at(18),)),
        attrs.evolve(lose, by=Who.OTHER),
        wished(ReviewTeam, hazard_id=cast.new("hazard")),
    ]


def _merged(cast: Cast) -> list[Move]:
    """Two hazards are one; merged into a third, or into what is over, they are not."""
    one, two, three = (cast.new("hazard", number) for number in range(3))
    same = {"reason": "one"}
    return [
        *_where(cast),
        *(_seen(cast, number) for number in range(3)),
        wished(MergeHazard, hazard_id=one, into=two, **same),
        wished(MergeHazard, hazard_id=two, into=one, **same),
        wished(MergeHazard, hazard_id=two, into=two, **same),
        wished(RejectHazard, hazard_id=two, **same),
        wished(MergeHazard, hazard_id=three, into=two, **same),
    ]


def _imported(cast: Cast) -> list[Move]:
    """A record comes in, again with other claims, and under another id; it is judged like any."""
    first, second = cast.new("hazard"), cast.new("hazard", 1)
    record = {"source_id": cast.new("source"), "reference_id": cast.new("reference")}
    told = {"kind": "one", "what": "one", "where": "one", "reported_at": Later(-HOUR)}
    open_, closed = (Sketch(Claims, {**told, "status": word}) for word in ("one", "other"))
    return [
        wished(ImportHazard, hazard_id=first, **record, claims=open_),
        wished(ImportHazard, hazard_id=first, **record, claims=closed),
        wished(ImportHazard, hazard_id=second, **record, claims=closed),
        _judged(cast),
        wished(CloseHazard, hazard_id=first),
    ]


def _overrides(cast: Cast) -> Overrides:
    moments = st.sampled_from([NOW, NOW, Later(-HOUR / 2)])
    built = st.builds(_shown, st.sampled_from([timedelta(0), -HOUR / 2, -HOUR]))
    adults, minors = (
        st.sampled_from([*cast.adults, FOUNDER]),
        st.sampled_from(cast.minors or [FOUNDER]),
    )
    teams = st.one_of(
        st.tuples(adults),
        st.tuples(adults, minors),
        st.tuples(minors),
    )
    sites = [Site(SiteKind.STAIRWELL, SubjectId(one)) for one in cast.pool("stairwell")]
    others = [
        Site(kind, SubjectId(cast.pool(kind.value)[0]))
        for kind in (SiteKind.BUILDING, SiteKind.PLACE)
    ]
    somewhere = st.sampled_from([*sites * 2, *others])
    return {
        (ReportHazard, "site"): somewhere,
        (ReportHazard, "recurs"): st.sampled_from([None] * 4 + cast.pool("hazard")),
        (ImportHazard, "site"): st.none() | somewhere,
        (AssessHazard, "severity"): st.sampled_from([*Severity, Severity.SLIGHT]),
        (AssignHazard, "member_ids"): teams,
        (RectifyHazard, "rectified_at"): moments,
        (RectifyHazard, "evidence"): built,
        (CloseHazard, "evidence"): st.just(()) | built,
        (DatedEvidence, "evidence"): st.just(PHOTOGRAPH),
    }


HAZARDS = Habits(
    weights={
        ReportHazard: 6,
        AssessHazard: 6,
        AssignHazard: 6,
        RectifyHazard: 6,
        VerifyHazard: 4,
        ImportHazard: 3,
        CloseHazard: 3,
        SendHazardBack: 2,
        MergeHazard: 2,
    },
    actors={
        ReportHazard: (Who.NAMED, Who.NAMED, Who.GUARDIAN),
        RectifyHazard: (FOUNDER,),
        ReleaseHazards: (System("clock"),),
        ReviewTeam: (FOUNDER, System("clock")),
    },
    topics={
        ReportHazard: (topic(HazardClosed, recurs="hazard_id"),),
        ImportHazard: (topic(HazardImported, "hazard_id", "source_id", "reference_id"),),
        AssessHazard: (topic(EVENTS, "hazard_id"),),
        AssignHazard: (topic(AGAIN, "hazard_id"),),
        HandHazardOver: (topic(AGAIN, "hazard_id"),),
        RectifyHazard: (topic(OUT, "hazard_id"),),
        ReviewTeam: (topic(HazardAssigned, "hazard_id"),),
        ReleaseHazards: (topic(HazardReported, "member_id"),),
        SendHazardBack: (topic(HazardRectified, "hazard_id"),),
        VerifyHazard: (topic(HazardRectified, "hazard_id"),),
        CloseHazard: (topic(HazardVerified, "hazard_id"),),
        RejectHazard: (topic(EVENTS, "hazard_id"),),
        MergeHazard: (
            topic((*EVENTS, HazardRejected, HazardMerged), into="hazard_id"),
            topic(EVENTS, "hazard_id"),
        ),
        # Whose hazard it is may lose the right to it.
        UnlinkGuardian: (topic(HazardReported, "member_id"),),
        RevokeConsent: (topic(HazardReported, "member_id"),),
    },
    plots=(
        _own_work,
        _own_household,
        _out_of_time,
        _severe,
        _left_alone,
        _merged,
        _imported,
    ),
    prologue=_prologue,
    overrides=_overrides,
)
