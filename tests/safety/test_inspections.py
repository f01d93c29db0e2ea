"""Checklists and inspections, rule by rule, and what is folded of them."""

import pytest
from community_domain_testkit import FOUNDER, Given, given

from community_domain import Event, InvalidValue, MemberId, NotPermitted, Problem, System
from community_domain.community import (
    BuildingId,
    PlaceId,
    PlaceUnknown,
    StairwellAdded,
    StairwellId,
    SubjectId,
)
from community_domain.members import ConsentKind, ConsentMissing, ConsentRevoked, MemberUnknown
from community_domain.safety import (
    Answer,
    AnswerItem,
    Checklist,
    ChecklistId,
    ChecklistItem,
    ChecklistPublished,
    ChecklistUnknown,
    ChecklistVersionExists,
    ChecklistVersionSkipped,
    CompleteInspection,
    FailedItemsOpen,
    Hazard,
    HazardExists,
    HazardId,
    HazardReported,
    Inspection,
    InspectionComplete,
    InspectionCompleted,
    InspectionExists,
    InspectionId,
    InspectionStarted,
    InspectionUnknown,
    ItemAnswered,
    ItemId,
    ItemNotFailed,
    ItemSettled,
    ItemsUnanswered,
    ItemUnknown,
    ItemWaived,
    NotOnTeam,
    PublishChecklist,
    ReportFailedItem,
    Site,
    SiteKind,
    SiteNotInspected,
    StartInspection,
    TeamNeedsAdults,
    WaiveItem,
)
from community_domain.shifts import MINORS_NEED_ADULTS, MINORS_PER_ADULT
from tests.safety.hazards import (
    HALL,
    HERE,
    IN_HALL,
    IN_NORTH,
    IN_SOUTH,
    NORTH,
    ON_STAIRS,
    POT,
    SCHOOL,
    STAIRS,
    WARDEN,
)
from tests.stories import ADULT, BOTH, CHILD, GUARDIAN, OTHER, child, neighbourhood

LIST, TOUR, CLOCK = ChecklistId("fire"), InspectionId("tour"), System("clock")
WIRING, POTS, SIGN = ItemId("wiring"), ItemId("pots"), ItemId("sign")
ITEMS = (
    ChecklistItem(WIRING, "No stray wiring"),
    ChecklistItem(POTS, "Nothing can fall"),
    ChecklistItem(SIGN, "The exit is marked"),
)
FEWER = ITEMS[:2]
TEAM = (CHILD, ADULT)
PUBLISHED = ChecklistPublished(LIST, 1, "Fire", ITEMS)
SECOND = ChecklistPublished(LIST, 2, "Fire", FEWER)
STARTED = InspectionStarted(TOUR, LIST, 1, ITEMS, (IN_NORTH,), NORTH, TEAM)
START = StartInspection(TOUR, LIST, (IN_NORTH,), TEAM)
COMPLETE = CompleteInspection(TOUR)
WAIVE = WaiveItem(TOUR, POTS, "They are glued")
WAIVED = ItemWaived(TOUR, POTS, "They are glued")
REPORT = ReportFailedItem(TOUR, POTS, CHILD, POT, "A flower pot", ON_STAIRS)
FOUND = ItemAnswered(TOUR, POTS, CHILD, Answer.FAILED, None, POT, ON_STAIRS)
REPORTED = HazardReported(POT, CHILD, "A flower pot", NORTH, STAIRS, None, None)


def answer(
    item_id: ItemId = WIRING,
    found: Answer = Answer.PASSED,
    reason: str | None = None,
    by: MemberId = CHILD,
) -> AnswerItem:
    """A child looks."""
    return AnswerItem(TOUR, item_id, by, found, reason)


def answered(
    item_id: ItemId = WIRING,
    found: Answer = Answer.PASSED,
    reason: str | None = None,
    by: MemberId = CHILD,
) -> Event:
    """A child looked."""
    return ItemAnswered(TOUR, item_id, by, found, reason, None, None)


def underway(*happened: Event) -> Given:
    """An inspection of a building."""
    return given(*HERE, PUBLISHED, STARTED, *happened)


ALL_PASSED = tuple(answered(item) for item in (WIRING, POTS, SIGN))
FAILED = answered(POTS, Answer.FAILED)


def test_r34_a_new_version_never_alters_an_old_one() -> None:
    """Versions are counted; one that is there stays, and none is left out."""
    first = PublishChecklist(LIST, 1, "Fire", ITEMS)
    given(*HERE).when(first).then(PUBLISHED)
    given(*HERE, PUBLISHED).when(first).then_nothing()
    other = PublishChecklist(LIST, 1, "Fire", FEWER)
    given(*HERE, PUBLISHED).when(other).then_refused(ChecklistVersionExists(LIST, 1, 2))
    second = PublishChecklist(LIST, 2, "Fire", FEWER)
    both = given(*HERE, PUBLISHED).when(second).then(SECOND).state(Checklist(LIST))
    assert both.versions == {1: PUBLISHED, 2: SECOND}
    assert both.latest == SECOND
    given(*HERE).when(second).then_refused(ChecklistVersionSkipped(LIST, 2, 1))
    given(*HERE, PUBLISHED, SECOND).when(first).then_nothing()
    given(*HERE).when(first, by=WARDEN).then_refused(NotPermitted)


def test_r34_an_item_stands_once_in_a_checklist() -> None:
    """Or an answer would say nothing."""
    with pytest.raises(InvalidValue) as wrong:
        PublishChecklist(LIST, 1, "Fire", (*ITEMS, ChecklistItem(SIGN, "Again")))
    assert wrong.value.problem is Problem.REPEATED
    with pytest.raises(InvalidValue):
        PublishChecklist(LIST, 1, "Fire", ())


def test_r34_an_inspection_pins_the_version_in_force() -> None:
    """One that is published later changes nothing about it."""
    given(*HERE, PUBLISHED).when(START).then(STARTED)
    newest = InspectionStarted(TOUR, LIST, 2, FEWER, (IN_NORTH,), NORTH, TEAM)
    given(*HERE, PUBLISHED, SECOND).when(START).then(newest)
    underway(SECOND).when(START).then_nothing()
    done = underway(SECOND, answered(WIRING), answered(POTS)).when(COMPLETE)
    done.then_refused(ItemsUnanswered(TOUR, 1, (SIGN,)))
    given(*HERE).when(START).then_refused(ChecklistUnknown(LIST))


def test_an_inspection_is_started_once() -> None:
    """Of places that are there; the id names one inspection."""
    for other in (
        StartInspection(TOUR, LIST, (IN_SOUTH,), TEAM),
        StartInspection(TOUR, LIST, (IN_NORTH,), (ADULT,)),
        StartInspection(TOUR, ChecklistId("flood"), (IN_NORTH,), TEAM),
    ):
        underway().when(other).then_refused(InspectionExists(TOUR))
    nowhere = Site(SiteKind.STAIRWELL, SubjectId("nowhere"))
    lost = StartInspection(TOUR, LIST, (nowhere,), TEAM)
    given(*HERE, PUBLISHED).when(lost).then_refused(PlaceUnknown("nowhere"))
    twice = StartInspection(TOUR, LIST, (IN_NORTH,) * 2, TEAM * 2)
    given(*HERE, PUBLISHED).when(twice).then(STARTED)


def test_r43_a_building_s_coordinator_runs_inspections_in_it() -> None:
    """All places have to be in it; waiving and completing is theirs as well."""
    here = given(*HERE, PUBLISHED)
    here.when(START, by=WARDEN).then(STARTED)
    inside = StartInspection(TOUR, LIST, (IN_NORTH, ON_STAIRS), TEAM)
    sites = (IN_NORTH, ON_STAIRS)
    both = InspectionStarted(TOUR, LIST, 1, ITEMS, sites, NORTH, TEAM)
    here.when(inside, by=WARDEN).then(both)
    for elsewhere in ((IN_SOUTH,), (IN_NORTH, IN_SOUTH), (IN_HALL,), (IN_NORTH, IN_HALL)):
        wider = StartInspection(TOUR, LIST, elsewhere, TEAM)
        here.when(wider, by=WARDEN).then_refused(NotPermitted)
        assert here.when(wider).events
    for stranger in (ADULT, CLOCK):
        here.when(START, by=stranger).then_refused(NotPermitted)
    underway(FAILED).when(WAIVE, by=WARDEN).then(WAIVED)
    for stranger in (ADULT, GUARDIAN, CLOCK):
        underway(FAILED).when(WAIVE, by=stranger).then_refused(NotPermitted)
    for actor in (WARDEN, FOUNDER, ADULT, CHILD):
        done = underway(*ALL_PASSED).when(COMPLETE, by=actor)
        done.then(InspectionCompleted(TOUR, 3, 0, 0, 0))
    for stranger in (GUARDIAN, CLOCK):
        underway(*ALL_PASSED).when(COMPLETE, by=stranger).then_refused(NotPermitted)


def test_r43_one_of_the_team_answers_in_person() -> None:
    """Or by a guardian; a coordinator writes it down for them, a hazard they report themselves."""
    for actor in (CHILD, GUARDIAN, WARDEN, FOUNDER):
        underway().when(answer(), by=actor).then(answered())
    underway().when(answer(), by=ADULT).then_refused(NotPermitted)
    for actor in (CHILD, GUARDIAN):
        underway().when(REPORT, by=actor).then(FOUND, REPORTED)
    for stranger in (ADULT, FOUNDER):
        underway().when(REPORT, by=stranger).then_refused(NotPermitted)


def test_r3_nobody_inspects_who_may_not_take_part() -> None:
    """Neither at the start nor later on; an institution is nobody who looks."""
    lost = ConsentRevoked(CHILD, GUARDIAN, ConsentKind.TAKING_PART)
    missing = ConsentMissing(CHILD, ConsentKind.TAKING_PART)
    given(*HERE, PUBLISHED, lost).when(START).then_refused(missing)
    underway(lost).when(answer()).then_refused(missing)
    underway(lost).when(REPORT, by=CHILD).then_refused(missing)
    school = StartInspection(TOUR, LIST, (IN_NORTH,), (ADULT, SCHOOL))
    given(*HERE, PUBLISHED).when(school).then_refused(MemberUnknown(SCHOOL))


def test_r7_a_team_has_an_adult_for_every_ten_minors() -> None:
    """Children alone do not go; how many go with an adult is a setting, and that it needs one."""
    children = [MemberId(f"scout-{number}") for number in range(11)]
    here = (*HERE, PUBLISHED, *(one for who in children for one in child(who, *BOTH)))

    def team(*members: MemberId) -> StartInspection:
        return StartInspection(TOUR, LIST, (IN_NORTH,), members)

    alone = team(CHILD)
    given(*here).when(alone).then_refused(TeamNeedsAdults(TOUR, 1, 0, 10))
    assert given(*here).when(team(*children[:10], ADULT)).events
    crowd = given(*here).when(team(*children, ADULT))
    crowd.then_refused(TeamNeedsAdults(TOUR, 11, 1, 10))
    assert given(*here).when(team(*children, ADULT, GUARDIAN)).events
    changed = (*neighbourhood(MINORS_PER_ADULT.at(1)), *here[len(neighbourhood()) :])
    pair = given(*changed).when(team(CHILD, OTHER, ADULT))
    pair.then_refused(TeamNeedsAdults(TOUR, 2, 1, 1))
    free = (*neighbourhood(MINORS_NEED_ADULTS.at(0)), *here[len(neighbourhood()) :])
    assert given(*free).when(alone).events


def test_r34_items_are_answered_by_the_team() -> None:
    """Those of the pinned version; the last answer counts until the inspection is complete."""
    underway().when(answer()).then(answered())
    underway(answered()).when(answer()).then_nothing()
    again = underway(answered()).when(answer(found=Answer.FAILED))
    again.then(answered(found=Answer.FAILED))
    assert again.state(Inspection(TOUR)).has_failed(WIRING)
    unknown = ItemId("water")
    underway().when(answer(unknown)).then_refused(ItemUnknown(TOUR, unknown, LIST, 1))
    underway().when(answer(by=OTHER)).then_refused(NotOnTeam(TOUR, OTHER))
    other = ReportFailedItem(TOUR, POTS, OTHER, POT, "A flower pot", ON_STAIRS)
    underway().when(other, by=OTHER).then_refused(NotOnTeam(TOUR, OTHER))
    given(*HERE).when(answer()).then_refused(InspectionUnknown(TOUR))


def test_r34_what_does_not_apply_has_a_reason() -> None:
    """Or everything could be passed over."""
    with pytest.raises(InvalidValue) as wrong:
        answer(found=Answer.NOT_APPLICABLE)
    assert wrong.value.problem is Problem.BLANK
    why = "There is no exit here"
    underway().when(answer(SIGN, Answer.NOT_APPLICABLE, why)).then(
        answered(SIGN, Answer.NOT_APPLICABLE, why)
    )


def test_r34_a_failed_item_makes_a_hazard_in_the_same_decision() -> None:
    """Each knows of the other; the same again is no news, and a hazard is made once."""
    told = underway().when(REPORT, by=CHILD).then(FOUND, REPORTED)
    assert told.state(Hazard(POT)).first == REPORTED
    assert told.state(Hazard(POT)).found_by == TOUR
    answers = told.state(Inspection(TOUR)).answers
    assert answers[POTS] == FOUND
    underway(FOUND, REPORTED).when(REPORT, by=CHILD).then_nothing()
    known = HazardExists(POT)
    underway(REPORTED).when(REPORT, by=CHILD).then_refused(known)
    other = ReportFailedItem(TOUR, POTS, CHILD, POT, "A wheel", ON_STAIRS)
    underway(FOUND, REPORTED).when(other, by=CHILD).then_refused(known)
    underway(FAILED).when(REPORT, by=CHILD).then(FOUND, REPORTED)


def test_r34_a_hazard_is_found_where_the_team_looks() -> None:
    """A stairwell of an inspected building is inspected, its neighbour is not."""

    def found(site: Site) -> ReportFailedItem:
        return ReportFailedItem(TOUR, POTS, CHILD, POT, "A flower pot", site)

    for site in (IN_SOUTH, IN_HALL):
        outside = underway().when(found(site), by=CHILD)
        outside.then_refused(SiteNotInspected(TOUR, site.subject))
    next_door = StairwellId("south-1")
    there = Site(SiteKind.STAIRWELL, SubjectId(next_door))
    story = underway(StairwellAdded(next_door, BuildingId("south"), "First"))
    story.when(found(there), by=CHILD).then_refused(SiteNotInspected(TOUR, next_door))
    assert underway().when(found(IN_NORTH), by=CHILD).events
    hall = InspectionStarted(TOUR, LIST, 1, ITEMS, (IN_HALL, IN_SOUTH), None, TEAM)
    in_hall = given(*HERE, PUBLISHED, hall).when(found(IN_HALL), by=CHILD)
    pot = HazardReported(POT, CHILD, "A flower pot", None, None, PlaceId(HALL), None)
    in_hall.then(ItemAnswered(TOUR, POTS, CHILD, Answer.FAILED, None, POT, IN_HALL), pot)


def test_r34_a_waiver_is_for_what_failed_and_has_a_reason() -> None:
    """Said once; what passed, or made a hazard, needs none."""
    underway(FAILED).when(WAIVE).then(WAIVED)
    underway(FAILED, WAIVED).when(WAIVE).then_nothing()
    other = WaiveItem(TOUR, POTS, "Nobody walks there")
    underway(FAILED, WAIVED).when(other).then_refused(ItemSettled(TOUR, POTS))
    underway().when(WAIVE).then_refused(ItemNotFailed(TOUR, POTS))
    underway(answered(POTS)).when(WAIVE).then_refused(ItemNotFailed(TOUR, POTS))
    underway(FOUND, REPORTED).when(WAIVE).then_refused(ItemSettled(TOUR, POTS))
    with pytest.raises(InvalidValue):
        WaiveItem(TOUR, POTS, " ")


def test_r34_what_is_settled_stays_so() -> None:
    """Neither hazard nor waiver is taken back by another answer."""
    for settled in ((FOUND, REPORTED), (FAILED, WAIVED)):
        underway(*settled).when(answer(POTS)).then_refused(ItemSettled(TOUR, POTS))
        second = ReportFailedItem(TOUR, POTS, CHILD, HazardId("p-2"), "A pot", ON_STAIRS)
        underway(*settled).when(second, by=CHILD).then_refused(ItemSettled(TOUR, POTS))


def test_r34_an_inspection_is_complete_when_everything_has_its_answer() -> None:
    """And every failed item its hazard or waiver; the refusals name what is missing."""
    underway().when(COMPLETE).then_refused(ItemsUnanswered(TOUR, 3, (WIRING, POTS, SIGN)))
    rest = (answered(WIRING), answered(SIGN, Answer.NOT_APPLICABLE, "No exit"))
    underway(*rest).when(COMPLETE).then_refused(ItemsUnanswered(TOUR, 1, (POTS,)))
    underway(*rest, FAILED).when(COMPLETE).then_refused(FailedItemsOpen(TOUR, 1, (POTS,)))
    waived = underway(*rest, FAILED, WAIVED).when(COMPLETE)
    waived.then(InspectionCompleted(TOUR, 1, 0, 1, 1))
    found = underway(*rest, FOUND, REPORTED).when(COMPLETE)
    found.then(InspectionCompleted(TOUR, 1, 1, 0, 1))
    given(*HERE).when(COMPLETE).then_refused(InspectionUnknown(TOUR))


def test_r34_refusals_name_some_of_many_items() -> None:
    """Of two hundred items ten are named, and how many there are is said."""
    many = tuple(ChecklistItem(ItemId(f"item-{n}"), "Look") for n in range(200))
    tour = InspectionStarted(TOUR, LIST, 1, many, (IN_NORTH,), NORTH, TEAM)
    first = tuple(item.item_id for item in many[:10])
    story = given(*HERE, tour)
    story.when(COMPLETE).then_refused(ItemsUnanswered(TOUR, 200, first))
    failed = [answered(item.item_id, Answer.FAILED) for item in many]
    story.and_given(*failed).when(COMPLETE).then_refused(FailedItemsOpen(TOUR, 200, first))


def test_r34_a_complete_inspection_stays_as_it_is() -> None:
    """What is found later is found by another."""
    over = underway(*ALL_PASSED, InspectionCompleted(TOUR, 3, 0, 0, 0))
    over.when(COMPLETE).then_nothing()
    over.when(answer()).then_nothing()
    complete = InspectionComplete(TOUR)
    over.when(answer(found=Answer.FAILED)).then_refused(complete)
    over.when(REPORT, by=CHILD).then_refused(complete)
    over.when(WAIVE).then_refused(complete)
