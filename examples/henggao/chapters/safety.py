"""Safety: the inspection by checklist, what failed, cluttered corridors, notices, an incident."""

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta

from community_domain import Command, MemberId
from community_domain.community import SubjectId
from community_domain.safety import (
    Answer,
    AnswerItem,
    AssessHazard,
    AssignHazard,
    BodyKind,
    ChecklistId,
    ChecklistItem,
    CloseHazard,
    CompleteInspection,
    CompleteNoticeRound,
    DatedEvidence,
    HandHazardOver,
    HazardId,
    HazardKind,
    IncidentId,
    IncidentSeverity,
    InspectionId,
    ItemId,
    MeetReportingDuty,
    NoticeRoundId,
    OpenNoticeRound,
    OutsideBody,
    PostNotice,
    PublishChecklist,
    RecordIncident,
    RectifyHazard,
    ReportFailedItem,
    ReportHazard,
    Severity,
    Site,
    SiteKind,
    StartInspection,
    VerifyHazard,
)
from community_domain.tasks import EvidenceKind

from ..drawing import Stairwell
from ..facts import Item
from ..steps import Scene, Step, photographs
from .activities import cast_of
from .beginning import YARD
from .work import Team, families_at, inspection_teams

__all__ = ["safety"]

CHECKLIST = ChecklistId("stairwell-safety")
PROPERTY_COMPANY = OutsideBody(BodyKind.PROPERTY_COMPANY, "The property company 物业公司")
NOON, EVENING, LATE = time(12), time(20), time(21)
A_LOOK, A_DAY, WEEK = timedelta(minutes=10), timedelta(days=1), timedelta(days=7)


def safety(scene: Scene) -> Iterator[Step]:
    """One after the other; what was found is dealt with in the same weeks."""
    yield from _inspections(scene)
    yield from _clutter(scene)
    yield from _notices(scene)
    yield from _incident(scene)


def _inspections(scene: Scene) -> Iterator[Step]:
    """Each team looks at a stairwell by one checklist, and reports what fails as a hazard."""
    told = scene.facts.inspection
    items = tuple(ChecklistItem(ItemId(one.id), one.words) for one in told.items)
    publish = PublishChecklist(CHECKLIST, 1, told.title, items)
    yield from scene.committee(scene.at(told.day, days=-7), publish)
    failing = {
        number: told.items[: told.failed // told.teams + (number < told.failed % told.teams)]
        for number in range(told.teams)
    }
    handed_over = told.handed_over
    for number, team in enumerate(inspection_teams(scene)):
        yield from _inspection(scene, number, team, failing[number])
        for item in failing[number]:
            hazard_id = _found(number, item)
            assess = AssessHazard(hazard_id, item.kind, Severity.SERIOUS)
            yield from scene.committee(scene.at(told.day, EVENING), assess)
            if handed_over:
                hand_over = HandHazardOver(hazard_id, PROPERTY_COMPANY)
                yield from scene.committee(scene.at(told.day, EVENING), hand_over)
            else:
                by = tuple(parent.member_id for parent in team.parents)
                yield from _rectified(scene, hazard_id, by, told.day, told.day + WEEK)
            handed_over = max(handed_over - 1, 0)


def _inspection(scene: Scene, number: int, team: Team, failing: Sequence[Item]) -> Iterator[Step]:
    """A parent answers for the team, item by item."""
    told, inspection_id = scene.facts.inspection, InspectionId(f"inspection-{number + 1}")
    start, site = told.period(scene.facts.neighbourhood).start, _stairwell(team.stairwell)
    begin = StartInspection(inspection_id, CHECKLIST, (site,), team.member_ids)
    yield from scene.committee(start, begin)
    speaker_id = team.parents[0].member_id
    for place, item in enumerate(told.items, 1):
        answer: Command = AnswerItem(inspection_id, ItemId(item.id), speaker_id, Answer.PASSED)
        if item in failing:
            hazard = (_found(number, item), item.words, site)
            answer = ReportFailedItem(inspection_id, ItemId(item.id), speaker_id, *hazard)
        yield Step(start + A_LOOK * place, speaker_id, answer)
    end = start + timedelta(minutes=told.minutes)
    yield Step(end, speaker_id, CompleteInspection(inspection_id))


def _clutter(scene: Scene) -> Iterator[Step]:
    """Little teachers report what blocks a corridor; who has the task there takes it away."""
    told = scene.facts.clutter
    work = scene.facts.work(told.task)
    for number, families in enumerate(families_at(scene, work)):
        hazard_id = HazardId(f"{work.id}-{number + 1}")
        site = _stairwell(scene.people.stairwells[number])
        child = families[0].children[0]
        report = ReportHazard(hazard_id, child.member_id, told.what, site)
        yield Step(scene.at(told.reported, EVENING), child.guardian_id, report)
        assess = AssessHazard(hazard_id, HazardKind.BLOCKED_ROUTE, Severity.SLIGHT)
        yield from scene.committee(scene.at(told.reported, days=1), assess)
        by = (families[0].parents[0].member_id, child.member_id)
        yield from _rectified(scene, hazard_id, by, told.reported + A_DAY, work.day)


def _rectified(
    scene: Scene, hazard_id: HazardId, by: tuple[MemberId, ...], assigned: date, done: date
) -> Iterator[Step]:
    """Assigned, done with photographs, verified and closed by the committee, which had no part."""
    yield from scene.committee(scene.at(assigned, LATE), AssignHazard(hazard_id, by))
    at = scene.at(done, NOON)
    evidence = tuple(DatedEvidence(one, at) for one in photographs(hazard_id))
    yield Step(at, by[0], RectifyHazard(hazard_id, at, evidence))
    seen = scene.at(done, days=2)
    shown = photographs(f"{hazard_id} later", [EvidenceKind.AFTER])
    later = tuple(DatedEvidence(one, seen) for one in shown)
    yield from scene.committee(seen, VerifyHazard(hazard_id), CloseHazard(hazard_id, later))


def _notices(scene: Scene) -> Iterator[Step]:
    """Every stairwell is told, by who does the task there."""
    told = scene.facts.notices
    work, round_id = scene.facts.work(told.task), NoticeRoundId(told.id)
    opened = scene.at(told.opened)
    yield from scene.committee(opened, OpenNoticeRound(round_id, told.topic))
    posted = work.period(scene.facts.neighbourhood).end
    for number, families in enumerate(families_at(scene, work)):
        stairwell, child = scene.people.stairwells[number], families[0].children[0]
        shown = photographs(f"{told.id} {stairwell.stairwell_id}", [EvidenceKind.AFTER])
        post = PostNotice(round_id, stairwell.stairwell_id, child.member_id, shown)
        yield Step(posted, child.guardian_id, post)
    yield from scene.committee(scene.at(work.day, days=2), CompleteNoticeRound(round_id))


def _incident(scene: Scene) -> Iterator[Step]:
    """A parent who serves saw it, and the committee reports it the same day."""
    told = scene.facts.incident
    activity = scene.facts.activity(told.activity)
    cast, at = cast_of(scene, activity), scene.at(activity.day, told.at)
    incident_id, witness_id = IncidentId(f"{activity.id}-1"), cast.servers[-1].member_id
    concerned_id = cast.children[0].member_id
    record = RecordIncident(
        incident_id, witness_id, concerned_id, told.what, IncidentSeverity.SERIOUS, at, YARD
    )
    yield Step(at + A_LOOK, witness_id, record)
    reported = scene.at(activity.day, NOON)
    met = MeetReportingDuty(incident_id, told.reported_to, reported)
    yield from scene.committee(reported, met)


def _found(number: int, item: Item) -> HazardId:
    """The hazard that a team made of an item."""
    return HazardId(f"{item.id}-{number + 1}")


def _stairwell(stairwell: Stairwell) -> Site:
    return Site(SiteKind.STAIRWELL, SubjectId(stairwell.stairwell_id))
