"""Habits of inspections: lists in versions, teams that look, and what comes of what failed."""

from typing import Any

import attrs
from hypothesis import strategies as st

from community_domain.community import AddBuilding, SubjectId
from community_domain.safety import (
    Answer,
    AnswerItem,
    ChecklistItem,
    ChecklistPublished,
    CompleteInspection,
    InspectionStarted,
    ItemAnswered,
    ItemId,
    PublishChecklist,
    ReportFailedItem,
    Site,
    SiteKind,
    StartInspection,
    WaiveItem,
)

from ..founding import FOUNDER
from ..moves import Move, Who
from .telling import Cast, Habits, Overrides, topic, wished

__all__ = ["INSPECTIONS"]

FIRST, SECOND, THIRD = (ItemId(f"item-{number}") for number in (1, 2, 3))
ITEMS = tuple(ChecklistItem(item_id, "one") for item_id in (FIRST, SECOND))
FEWER = ITEMS[:1]


def _building(cast: Cast, number: int = 0) -> Site:
    return Site(SiteKind.BUILDING, SubjectId(cast.new("building", number)))


def _published(cast: Cast, version: int = 1, items: tuple[ChecklistItem, ...] = ITEMS) -> Move:
    checklist_id = cast.new("checklist")
    return wished(
        PublishChecklist, checklist_id=checklist_id, version=version, title="one", items=items
    )


def _started(cast: Cast, *team: Any, **fields: Any) -> Move:
    sent = {
        "inspection_id": cast.new("inspection"),
        "checklist_id": cast.new("checklist"),
        "sites": (_building(cast),),
        "team": team or (cast.adult,),
    }
    return wished(StartInspection, **{**sent, **fields})


def _looked(cast: Cast, item_id: ItemId, found: Answer, member: Any = None) -> Move:
    move = wished(
        AnswerItem,
        inspection_id=cast.new("inspection"),
        item_id=item_id,
        member_id=member or cast.adult,
        answer=found,
        reason=None,
    )
    return attrs.evolve(move, by=Who.NAMED)


def _found(cast: Cast, item_id: ItemId, building: int = 0, hazard: int = 0) -> Move:
    """An item that failed, with the hazard it makes."""
    move = wished(
        ReportFailedItem,
        inspection_id=cast.new("inspection"),
        item_id=item_id,
        member_id=cast.adult,
        hazard_id=cast.new("hazard", hazard),
        what="one",
        site=_building(cast, building),
    )
    return attrs.evolve(move, by=Who.NAMED)


def _waived(cast: Cast, item_id: ItemId) -> Move:
    inspection_id = cast.new("inspection")
    return wished(WaiveItem, inspection_id=inspection_id, item_id=item_id, reason="one")


def _completed(cast: Cast) -> Move:
    return wished(CompleteInspection, inspection_id=cast.new("inspection"))


def _begun(cast: Cast) -> list[Move]:
    """An adult is sent to look at a building."""
    building_id = cast.new("building")
    return [
        wished(AddBuilding, building_id=building_id, name="one"),
        _published(cast),
        _started(cast),
    ]


def _versions(cast: Cast) -> list[Move]:
    """A list would be altered, skip a version, and be gone by before there is one."""
    return [
        wished(AddBuilding, building_id=cast.new("building"), name="one"),
        _started(cast),
        _published(cast, 2),
        _published(cast),
        _published(cast, 1, FEWER),
        _started(cast),
        _published(cast, 2, FEWER),
        _looked(cast, SECOND, Answer.PASSED),
        _started(cast, cast.other),
    ]


def _looking(cast: Cast) -> list[Move]:
    """One item is waived and one makes a hazard; until then it is not complete, and then it is."""
    return [
        *_begun(cast),
        _looked(cast, FIRST, Answer.PASSED),
        _waived(cast, FIRST),
        _completed(cast),
        _looked(cast, FIRST, Answer.FAILED),
        _looked(cast, SECOND, Answer.FAILED),
        _completed(cast),
        _waived(cast, FIRST),
        _found(cast, SECOND),
        _looked(cast, SECOND, Answer.PASSED),
        _completed(cast),
        _looked(cast, FIRST, Answer.PASSED),
        _waived(cast, SECOND),
    ]


def _elsewhere(cast: Cast) -> list[Move]:
    """Somebody looks who was not sent, for what is on no list, and finds it next door."""
    return [
        *_begun(cast),
        wished(AddBuilding, building_id=cast.new("building", 1), name="one"),
        _looked(cast, FIRST, Answer.PASSED, cast.other),
        _looked(cast, THIRD, Answer.PASSED),
        _found(cast, FIRST, 1),
        _found(cast, FIRST),
        _found(cast, SECOND),
    ]


def _children(cast: Cast) -> list[Move]:
    """Children would go alone, and then go with an adult."""
    return [*_begun(cast)[:2], _started(cast, cast.minor), _started(cast, cast.minor, cast.adult)]


def _overrides(cast: Cast) -> Overrides:
    items = st.sampled_from([FIRST, FIRST, SECOND, SECOND, THIRD])
    adults, minors = (
        st.sampled_from([*cast.adults, FOUNDER]),
        st.sampled_from(cast.minors or [FOUNDER]),
    )
    pool = [
        Site(kind, SubjectId(one))
        for kind in SiteKind
        for one in cast.pool(kind.value)[: 3 if kind is SiteKind.BUILDING else 1]
    ]
    site = st.sampled_from([*pool[:1] * 3, *pool])
    return {
        (PublishChecklist, "version"): st.sampled_from([1, 1, 1, 2, 3]),
        (PublishChecklist, "items"): st.sampled_from([ITEMS, ITEMS, FEWER]),
        (StartInspection, "sites"): st.tuples(site) | st.tuples(site, site),
        (StartInspection, "team"): st.one_of(
            st.tuples(adults), st.tuples(adults, minors), st.tuples(minors)
        ),
        (AnswerItem, "item_id"): items,
        (ReportFailedItem, "item_id"): items,
        (ReportFailedItem, "site"): site,
        (WaiveItem, "item_id"): items,
    }


INSPECTIONS = Habits(
    weights={
        AnswerItem: 6,
        ReportFailedItem: 4,
        StartInspection: 3,
        WaiveItem: 3,
        CompleteInspection: 3,
        PublishChecklist: 2,
    },
    actors={
        AnswerItem: (FOUNDER, Who.NAMED, Who.GUARDIAN),
        ReportFailedItem: (Who.NAMED, Who.NAMED, Who.GUARDIAN),
    },
    topics={
        PublishChecklist: (topic(ChecklistPublished, "checklist_id"),),
        StartInspection: (topic(ChecklistPublished, "checklist_id"),),
        AnswerItem: (
            topic(InspectionStarted, "inspection_id"),
            topic(ItemAnswered, "inspection_id", "member_id"),
        ),
        ReportFailedItem: (
            topic(InspectionStarted, "inspection_id"),
            topic(ItemAnswered, "inspection_id", "item_id", "member_id"),
        ),
        WaiveItem: (topic(ItemAnswered, "inspection_id", "item_id"),),
        CompleteInspection: (topic((InspectionStarted, ItemAnswered), "inspection_id"),),
    },
    plots=(_versions, _looking, _elsewhere, _children),
    prologue=_begun,
    overrides=_overrides,
)
