"""Stories in which the commands of safety have effect, one for each."""

from community_domain_testkit import BEGINNING
from community_domain_testkit import given as story

from community_domain.community import SubjectId
from community_domain.safety import (
    Answer,
    AnswerItem,
    AssessHazard,
    AssignHazard,
    BodyKind,
    ChecklistId,
    ChecklistItem,
    ChecklistPublished,
    CloseHazard,
    CompleteInspection,
    CompleteNoticeRound,
    ExceptStairwell,
    HandHazardOver,
    HazardAssigned,
    HazardKind,
    ImportHazard,
    IncidentId,
    IncidentSeverity,
    InspectionId,
    InspectionStarted,
    ItemAnswered,
    ItemId,
    MeetReportingDuty,
    MergeHazard,
    MissReportingDuty,
    NoticeRoundId,
    OpenNoticeRound,
    OutsideBody,
    PostNotice,
    PublishChecklist,
    RecordIncident,
    RectifyHazard,
    RejectHazard,
    ReleaseHazards,
    ReportFailedItem,
    ReportHazard,
    ReviewTeam,
    SendHazardBack,
    Severity,
    Site,
    SiteKind,
    StartInspection,
    VerifyHazard,
    WaiveItem,
)
from tests.doings import (
    ADULT,
    BUILDING,
    CHILD,
    CLOCK,
    HOUR,
    LOST,
    PEOPLE,
    PROOF,
    STAIRWELL,
    Example,
)
from tests.safety.hazards import (
    ASSESSED,
    ASSIGNED,
    CITY,
    CLAIMS,
    IN_NORTH,
    NUMBER,
    POT,
    RECTIFIED,
    REPORTED,
    TEAM,
    WIRES,
    shown,
)

__all__ = ["EXAMPLES"]

ROUND, INCIDENT = NoticeRoundId("typhoon"), IncidentId("fall")
NOTICES = PEOPLE.and_given(OpenNoticeRound(ROUND, "Typhoon"))
FELL = RecordIncident(INCIDENT, ADULT, CHILD, "Fell", IncidentSeverity.GRAVE, BEGINNING)
FALLEN = PEOPLE.and_done(FELL, by=ADULT)
LIST, TOUR, WIRING = ChecklistId("fire"), InspectionId("tour"), ItemId("wiring")
ITEMS = (ChecklistItem(WIRING, "No stray wiring"),)
THERE = Site(SiteKind.STAIRWELL, SubjectId(STAIRWELL))
SENT = InspectionStarted(TOUR, LIST, 1, ITEMS, (THERE,), BUILDING, (ADULT, CHILD))
LOOKING = PEOPLE.and_given(ChecklistPublished(LIST, 1, "Fire", ITEMS), SENT)
LOOKED, FAILED = (
    LOOKING.and_given(ItemAnswered(TOUR, WIRING, CHILD, found, None, None, None))
    for found in (Answer.PASSED, Answer.FAILED)
)
NOTICED, RECTIFIED_POT = story(*REPORTED), story(*RECTIFIED)
FIREFIGHTERS = OutsideBody(BodyKind.FIRE_SERVICE, "Station 1")

EXAMPLES = (
    Example(PEOPLE, PublishChecklist(LIST, 1, "Fire", ITEMS)),
    Example(
        PEOPLE.and_given(ChecklistPublished(LIST, 1, "Fire", ITEMS)),
        StartInspection(TOUR, LIST, (THERE,), (ADULT, CHILD)),
    ),
    Example(LOOKING, AnswerItem(TOUR, WIRING, CHILD, Answer.PASSED), ADULT),
    Example(LOOKING, ReportFailedItem(TOUR, WIRING, CHILD, WIRES, "Wires", THERE), ADULT),
    Example(FAILED, WaiveItem(TOUR, WIRING, "It is a clothes line")),
    Example(LOOKED, CompleteInspection(TOUR)),
    Example(PEOPLE, OpenNoticeRound(ROUND, "Typhoon")),
    Example(NOTICES, PostNotice(ROUND, STAIRWELL, CHILD, PROOF), ADULT),
    Example(NOTICES, ExceptStairwell(ROUND, STAIRWELL, "Closed")),
    Example(
        NOTICES.and_given(ExceptStairwell(ROUND, STAIRWELL, "Closed")), CompleteNoticeRound(ROUND)
    ),
    Example(PEOPLE, FELL, ADULT),
    Example(FALLEN, MeetReportingDuty(INCIDENT, "School 1", BEGINNING)),
    Example(FALLEN, MissReportingDuty(INCIDENT), CLOCK, BEGINNING + HOUR),
    Example(NOTICED, ReportHazard(WIRES, ADULT, "Wires", IN_NORTH), ADULT),
    Example(NOTICED, ImportHazard(WIRES, CITY, NUMBER, CLAIMS)),
    Example(NOTICED, AssessHazard(POT, HazardKind.FALLING_OBJECT, Severity.SERIOUS)),
    Example(NOTICED, RejectHazard(POT, "It is made of paper")),
    Example(story(*ASSESSED), AssignHazard(POT, TEAM)),
    Example(story(*ASSESSED), HandHazardOver(POT, FIREFIGHTERS)),
    Example(story(*ASSIGNED, LOST), ReleaseHazards(CHILD), CLOCK),
    Example(story(*ASSESSED, HazardAssigned(POT, (CHILD,), BEGINNING)), ReviewTeam(POT), CLOCK),
    Example(story(*ASSIGNED), RectifyHazard(POT, BEGINNING, shown(BEGINNING)), ADULT),
    Example(RECTIFIED_POT, SendHazardBack(POT, "It stands there again")),
    Example(RECTIFIED_POT, VerifyHazard(POT)),
    Example(RECTIFIED_POT.and_given(VerifyHazard(POT)), CloseHazard(POT)),
    Example(
        NOTICED.and_given(ImportHazard(WIRES, CITY, NUMBER, CLAIMS)),
        MergeHazard(WIRES, POT, "The same one"),
    ),
)
