"""Hazards: the life of each, and what can be asked of all."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from community_domain_projections import Hazards, every
from community_domain_testkit import BEGINNING, FOUNDER
from community_domain_testkit.histories import History, histories
from hypothesis import given

from community_domain import STANDARD, Community, MemberId
from community_domain.community import AddPlace, PlaceId, SubjectId
from community_domain.safety import (
    AssessHazard,
    AssignHazard,
    Claims,
    CloseHazard,
    DatedEvidence,
    Hazard,
    HazardId,
    HazardKind,
    HazardStage,
    ImportHazard,
    MergeHazard,
    RectifyHazard,
    ReferenceId,
    ReportHazard,
    Severity,
    Site,
    SiteKind,
    SourceId,
    VerifyHazard,
)
from community_domain.tasks import Evidence, EvidenceKind

Do = Callable[..., Any]
FIRST, HALL, YARD = MemberId("adult-1"), PlaceId("hall"), PlaceId("yard")
POT, AGAIN, COPY, RECORD = (HazardId(name) for name in ("pot", "again", "copy", "record"))
PHOTOGRAPH = Evidence(EvidenceKind.AFTER, "a" * 64, "image/jpeg")
KIND = HazardKind.FALLING_OBJECT


IN_HALL, IN_YARD = (Site(SiteKind.PLACE, SubjectId(one)) for one in (HALL, YARD))
DAY = timedelta(days=1)


def seen(do: Do) -> None:
    """A hazard that is put right and closed, comes again, and is reported twice."""
    do("founder", AddPlace(HALL, "Hall"), 1)
    do("founder", AddPlace(YARD, "Yard"), 1)
    do("adult-1", ReportHazard(POT, FIRST, "A pot", IN_HALL), 2)
    do("founder", AssessHazard(POT, KIND, Severity.SLIGHT), 3)
    do("founder", AssignHazard(POT, (FIRST,)), 4)
    done = BEGINNING + 5 * DAY
    do("adult-1", RectifyHazard(POT, done, (DatedEvidence(PHOTOGRAPH, done),)), 5)
    do("founder", VerifyHazard(POT), 6)
    do("founder", CloseHazard(POT), 7)
    do("adult-1", ReportHazard(AGAIN, FIRST, "A pot", IN_HALL, POT), 8)
    do("adult-1", ReportHazard(COPY, FIRST, "A pot", IN_YARD), 9)
    do("founder", MergeHazard(COPY, AGAIN, "The same"), 10)


def test_a_life_tells_every_step(community: Community, do: Do) -> None:
    """When each was taken, on whose word, and how old the hazard became."""
    seen(do)
    hazards = Hazards().fold(community.log)
    life = hazards.hazard(POT)
    assert life
    told = [
        (step.name, step.stage.value, step.by, (step.at - BEGINNING).days) for step in life.steps
    ]
    assert told == [
        ("safety.hazard-reported", "reported", FIRST, 2),
        ("safety.hazard-assessed", "assessed", FOUNDER, 3),
        ("safety.hazard-assigned", "assigned", FOUNDER, 4),
        ("safety.hazard-rectified", "rectified", FIRST, 5),
        ("safety.hazard-verified", "verified", FOUNDER, 6),
        ("safety.hazard-closed", "closed", FOUNDER, 7),
    ]
    assert (life.is_open, life.age(BEGINNING + 100 * DAY)) == (False, 5 * DAY)
    assert (life.team, life.recurrences) == ((FIRST,), (AGAIN,))
    again = hazards.hazard(AGAIN)
    assert again
    assert (again.recurs, again.is_open, again.age(BEGINNING + 9 * DAY)) == (POT, True, DAY)
    copy = hazards.hazard(COPY)
    assert copy
    assert (copy.merged_into, copy.is_open) == (AGAIN, False)
    assert hazards.hazard(HazardId("none")) is None


def test_hazards_are_asked_for_by_place_kind_and_stage(community: Community, do: Do) -> None:
    """All that is asked for together, in pages."""
    seen(do)
    hazards = Hazards().fold(community.log)

    def found(**asked: Any) -> list[str]:
        return [life.hazard_id for life in every(partial(hazards.hazards, **asked), size=1)]

    assert found() == [POT, AGAIN, COPY]
    assert found(place=HALL) == [POT, AGAIN]
    assert found(kind=KIND) == [POT]
    assert found(stage=HazardStage.REPORTED) == [AGAIN]
    assert found(is_open=True) == [AGAIN]
    assert found(is_open=False, place=YARD) == [COPY]
    assert found(kind=HazardKind.WIRING) == []


def test_an_imported_hazard_is_open_whatever_is_claimed(community: Community, do: Do) -> None:
    """Its age counts from when its source says it was reported; all claims are kept."""
    first = Claims(BEGINNING - DAY, "LIGHT", "Light out", "OPEN")
    last = Claims(BEGINNING - DAY, "LIGHT", "Light out", "CLOSED", closed_at=BEGINNING)
    for number, claims in enumerate((first, last), 1):
        record = ImportHazard(RECORD, SourceId("city"), ReferenceId("1"), claims)
        do("founder", record, number)
    life = Hazards().fold(community.log).hazard(RECORD)
    assert life
    assert (life.stage, life.is_open) == (HazardStage.IMPORTED, True)
    assert life.claims == (first, last)
    assert life.age(BEGINNING + DAY) == 2 * DAY


@given(history=histories())
def test_agrees_with_the_core(history: History) -> None:
    """After any history the core's own states say the same of every hazard."""
    hazards, community = Hazards().fold(history.log), Community(history.log, STANDARD)
    for life in every(hazards.hazards):
        hazard = community.state(Hazard(life.hazard_id))
        assert life.stage is hazard.stage
        assert life.team == tuple(hazard.team)
        assert life.body == hazard.body
        assert life.claims[-1:] == ((hazard.claims,) if hazard.claims else ())
        assert life.recurrences == tuple(hazard.recurrences)
