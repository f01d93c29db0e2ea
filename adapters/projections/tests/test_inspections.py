"""Inspections: what was found, and what became of it."""

from collections.abc import Callable
from typing import Any

import pytest
from community_domain_projections import Inspections
from community_domain_testkit.histories import History, histories
from hypothesis import given

from community_domain import STANDARD, Community, MemberId
from community_domain.community import AddPlace, PlaceId, SubjectId
from community_domain.safety import (
    Answer,
    AnswerItem,
    ChecklistId,
    ChecklistItem,
    CompleteInspection,
    HazardId,
    Inspection,
    InspectionId,
    ItemId,
    PublishChecklist,
    ReportFailedItem,
    Site,
    SiteKind,
    StartInspection,
    WaiveItem,
)

Do = Callable[..., Any]
WALK, ADULT = InspectionId("walk"), MemberId("adult-1")
WIRING, POTS, ROUTE = (ItemId(name) for name in ("wiring", "pots", "route"))
HALL = Site(SiteKind.PLACE, SubjectId("hall"))


@pytest.fixture(autouse=True)
def told(do: Do) -> None:
    """Three items: one is in order, one makes a hazard, one is waived."""
    do("founder", AddPlace(PlaceId("hall"), "Hall"), 1)
    items = tuple(ChecklistItem(one, one) for one in (WIRING, POTS, ROUTE))
    do("founder", PublishChecklist(ChecklistId("safety"), 1, "Safety", items), 1)
    do("founder", StartInspection(WALK, ChecklistId("safety"), (HALL,), (ADULT,)), 2)
    do("adult-1", AnswerItem(WALK, WIRING, ADULT, Answer.PASSED), 2)
    do("adult-1", ReportFailedItem(WALK, POTS, ADULT, HazardId("pot"), "A pot", HALL), 2)
    do("adult-1", AnswerItem(WALK, ROUTE, ADULT, Answer.FAILED), 2)


def test_what_was_found(community: Community, do: Do) -> None:
    """Failed items, the hazards they made, and why another made none."""
    found = Inspections().fold(community.log).findings[WALK]
    assert found.failed == (POTS, ROUTE)
    assert found.hazards == ("pot",)
    assert found.unanswered == ()
    assert not found.complete
    do("founder", WaiveItem(WALK, ROUTE, "Cleared at once"), 3)
    do("adult-1", CompleteInspection(WALK), 3)
    found = Inspections().fold(community.log).findings[WALK]
    assert found.waived == {ROUTE: "Cleared at once"}
    assert found.complete


def test_what_nobody_looked_at(community: Community) -> None:
    """Before the first answer all of the checklist is open."""
    position = next(
        row.position
        for row in community.log.read()
        if row.event.spec.name == "safety.inspection-started"
    )
    found = Inspections().fold(community.log, as_of=position).findings[WALK]
    assert found.unanswered == (WIRING, POTS, ROUTE)


@given(history=histories())
def test_agrees_with_the_core(history: History) -> None:
    """After any history the core's own state knows the same."""
    inspections, community = Inspections().fold(history.log), Community(history.log, STANDARD)
    for inspection_id, found in inspections.findings.items():
        state = community.state(Inspection(inspection_id))
        assert found.started == state.started
        assert found.answers == state.answers
        assert found.waived == state.waived
        assert found.complete == state.complete
        assert [*found.unanswered] == state.unanswered()
