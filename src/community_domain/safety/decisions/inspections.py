"""Publishing checklists, and inspecting by them."""

from collections.abc import Iterator

from ...kernel import Context, Event, Read, decides
from ...members.policies import coordinator, self_or_guardian
from ..commands import (
    AnswerItem,
    CompleteInspection,
    PublishChecklist,
    ReportFailedItem,
    StartInspection,
    WaiveItem,
)
from ..events import (
    ChecklistPublished,
    HazardReported,
    InspectionCompleted,
    InspectionStarted,
    ItemAnswered,
    ItemWaived,
)
from ..policies import (
    coordinator_of_inspection,
    coordinator_of_sites,
    inspection_team,
    must_be_a_sound_team,
    must_be_open_to_answers,
    must_be_within,
    must_look_oneself,
    places_at,
    started_inspection,
    the_one_building,
)
from ..refusals import (
    ChecklistUnknown,
    ChecklistVersionExists,
    ChecklistVersionSkipped,
    FailedItemsOpen,
    HazardExists,
    InspectionExists,
    ItemNotFailed,
    ItemsUnanswered,
)
from ..state import Checklist, Hazard, Inspection
from ..values import Answer

__all__ = [
    "answer_item",
    "complete_inspection",
    "publish_checklist",
    "report_failed_item",
    "start_inspection",
    "waive_item",
]

SHOWN = 10
"""Items that a refusal names; how many there are it says beside."""


@decides(by=coordinator(), backfills=True)
def publish_checklist(command: PublishChecklist, context: Context, read: Read) -> Iterator[Event]:
    """Publish the next version of a checklist; none is ever altered (R34)."""
    checklist_id, version = command.checklist_id, command.version
    versions = read(Checklist(checklist_id)).versions
    new = ChecklistPublished(checklist_id, version, command.title, command.items)
    if versions.get(version) == new:
        return
    following = len(versions) + 1
    if version in versions:
        raise ChecklistVersionExists(checklist_id, version, following)
    if version != following:
        raise ChecklistVersionSkipped(checklist_id, version, following)
    yield new


@decides(by=coordinator_of_sites, backfills=True)
def start_inspection(command: StartInspection, context: Context, read: Read) -> Iterator[Event]:
    """Pin the version in force, and send a team that may go (R3, R7, R34)."""
    inspection_id, checklist_id = command.inspection_id, command.checklist_id
    sites, team = tuple(dict.fromkeys(command.sites)), tuple(dict.fromkeys(command.team))
    started = read(Inspection(inspection_id)).started
    if started is not None:
        if (started.checklist_id, started.sites, started.team) == (checklist_id, sites, team):
            return
        raise InspectionExists(inspection_id)
    pinned = read(Checklist(checklist_id)).latest
    if pinned is None:
        raise ChecklistUnknown(checklist_id)
    for site in sites:
        places_at(site, read)
    must_be_a_sound_team(inspection_id, team, context, read)
    building_id = the_one_building(sites, read)
    yield InspectionStarted(
        inspection_id, checklist_id, pinned.version, pinned.items, sites, building_id, team
    )


@decides(by=self_or_guardian("member_id") | coordinator_of_inspection, backfills=True)
def answer_item(command: AnswerItem, context: Context, read: Read) -> Iterator[Event]:
    """Take the answer of one of the team; until the item is settled another may follow (R34)."""
    inspection, started = started_inspection(command.inspection_id, read)
    item_id, member_id = command.item_id, command.member_id
    new = ItemAnswered(
        command.inspection_id, item_id, member_id, command.answer, command.reason, None, None
    )
    if inspection.answers.get(item_id) == new:
        return
    must_be_open_to_answers(inspection, started, item_id)
    must_look_oneself(started, member_id, context, read)
    yield new


@decides(by=self_or_guardian("member_id"), backfills=True)
def report_failed_item(command: ReportFailedItem, context: Context, read: Read) -> Iterator[Event]:
    """Take the answer that an item failed together with the hazard it makes (R33, R34)."""
    inspection, started = started_inspection(command.inspection_id, read)
    hazard_id, item_id, member_id = command.hazard_id, command.item_id, command.member_id
    first = read(Hazard(hazard_id)).first
    new = ItemAnswered(
        command.inspection_id, item_id, member_id, Answer.FAILED, None, hazard_id, command.site
    )
    if inspection.answers.get(item_id) == new:
        if isinstance(first, HazardReported) and first.what == command.what:
            return
        raise HazardExists(hazard_id)
    must_be_open_to_answers(inspection, started, item_id)
    must_look_oneself(started, member_id, context, read)
    must_be_within(started, command.site, read)
    if first is not None:
        raise HazardExists(hazard_id)
    yield new
    place = places_at(command.site, read)
    yield HazardReported(hazard_id, member_id, command.what, *place, None)


@decides(by=coordinator_of_inspection, backfills=True)
def waive_item(command: WaiveItem, context: Context, read: Read) -> Iterator[Event]:
    """Let a failed item make no hazard, for a reason (R34)."""
    inspection, started = started_inspection(command.inspection_id, read)
    if inspection.waived.get(command.item_id) == command.reason:
        return
    must_be_open_to_answers(inspection, started, command.item_id)
    if not inspection.has_failed(command.item_id):
        raise ItemNotFailed(command.inspection_id, command.item_id)
    yield ItemWaived(command.inspection_id, command.item_id, command.reason)


@decides(by=inspection_team | coordinator_of_inspection)
def complete_inspection(
    command: CompleteInspection, context: Context, read: Read
) -> Iterator[Event]:
    """Complete an inspection when every item has its answer and its consequence (R34)."""
    inspection, _ = started_inspection(command.inspection_id, read)
    if inspection.complete:
        return
    if unanswered := inspection.unanswered():
        first = tuple(unanswered[:SHOWN])
        raise ItemsUnanswered(command.inspection_id, len(unanswered), first)
    if still_open := inspection.failed_and_open():
        first = tuple(still_open[:SHOWN])
        raise FailedItemsOpen(command.inspection_id, len(still_open), first)
    answers = [one.answer for one in inspection.answers.values()]
    yield InspectionCompleted(
        command.inspection_id,
        answers.count(Answer.PASSED),
        answers.count(Answer.FAILED) - len(inspection.waived),
        len(inspection.waived),
        answers.count(Answer.NOT_APPLICABLE),
    )
