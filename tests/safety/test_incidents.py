"""Incidents, rule by rule: who tells, who reads, and whether they were reported."""

from datetime import datetime, timedelta

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, Given, given

from community_domain import (
    STANDARD,
    Community,
    Event,
    MemberId,
    NotPermitted,
    Problem,
    System,
)
from community_domain.community import PlaceAdded, PlaceId, PlaceUnknown, Scope
from community_domain.members import (
    BACKFILLER,
    ConsentKind,
    ConsentRevoked,
    MemberKind,
    MemberRegistered,
    MemberUnknown,
    RoleGranted,
)
from community_domain.safety import (
    REPORT_GRAVE_HOURS,
    REPORT_SERIOUS_HOURS,
    REPORT_SLIGHT_HOURS,
    SAFETY_OFFICER,
    DutyStillOpen,
    Incident,
    IncidentExists,
    IncidentId,
    IncidentRecorded,
    IncidentSeverity,
    IncidentUnknown,
    MeetReportingDuty,
    MissReportingDuty,
    NoDutyToReport,
    RecordIncident,
    ReportedAlready,
    ReportingDuty,
    ReportingDutyMet,
    ReportingDutyMissed,
)
from tests.stories import ADULT, CHILD, GUARDIAN, OTHER, neighbourhood

FALL, CLOCK, SCHOOL = IncidentId("fall"), System("clock"), MemberId("school-1")
HOUR = timedelta(hours=1)
FELL, YARD = BEGINNING - HOUR, PlaceId("yard")
SERIOUS, GRAVE, SLIGHT = (
    IncidentSeverity.SERIOUS,
    IncidentSeverity.GRAVE,
    IncidentSeverity.SLIGHT,
)
BY = BEGINNING + 24 * HOUR
HERE = (
    *neighbourhood(),
    PlaceAdded(YARD, "Yard"),
    MemberRegistered(SCHOOL, MemberKind.INSTITUTION, "School 1", None, None),
)
OFFICER = RoleGranted(ADULT, SAFETY_OFFICER, Scope())
MISS = MissReportingDuty(FALL)
MISSED = ReportingDutyMissed(FALL, BY)


def record(  # noqa: PLR0913 - as many as the command has
    recorder_id: MemberId = OTHER,
    *,
    concerned_id: MemberId = CHILD,
    what: str = "Fell from the wall",
    severity: IncidentSeverity = SERIOUS,
    at: datetime = FELL,
    place_id: PlaceId | None = YARD,
) -> RecordIncident:
    """A child tells that another fell."""
    return RecordIncident(FALL, recorder_id, concerned_id, what, severity, at, place_id)


def recorded(
    recorder_id: MemberId = OTHER,
    *,
    severity: IncidentSeverity = SERIOUS,
    report_by: datetime | None = BY,
) -> Event:
    """What a child told."""
    what = "Fell from the wall"
    return IncidentRecorded(FALL, recorder_id, CHILD, what, severity, FELL, YARD, report_by)


def report(at: datetime = BEGINNING, body: str = "School 1") -> MeetReportingDuty:
    """Somebody says that the school was told."""
    return MeetReportingDuty(FALL, body, at)


def reported(at: datetime = BEGINNING, *, late: bool = False) -> Event:
    """The school was told."""
    return ReportingDutyMet(FALL, "School 1", at, late)


def fallen(*happened: Event) -> Given:
    """Somebody fell."""
    return given(*HERE, recorded(), *happened)


@pytest.mark.parametrize("actor", [OTHER, GUARDIAN])
def test_r47_anybody_present_records_an_incident(actor: MemberId) -> None:
    """A child too, in person or by a guardian; nobody else speaks for them."""
    given(*HERE).when(record(), by=actor).then(recorded())
    for stranger in (ADULT, FOUNDER, CLOCK):
        given(*HERE).when(record(), by=stranger).then_refused(NotPermitted)
    given(*HERE).when(record(ADULT), by=ADULT).then(recorded(ADULT))


def test_r47_no_consent_is_needed_to_say_what_happened() -> None:
    """A child whose guardian lets it take part in nothing was there all the same."""
    lost = ConsentRevoked(OTHER, GUARDIAN, ConsentKind.TAKING_PART)
    given(*HERE, lost).when(record(), by=OTHER).then(recorded())


def test_an_incident_is_recorded_once() -> None:
    """The same again is no news; anything else needs another id."""
    fallen().when(record(), by=OTHER).then_nothing()
    for other in (record(what="Jumped"), record(severity=GRAVE), record(place_id=None)):
        fallen().when(other, by=OTHER).then_refused(IncidentExists(FALL))


def test_an_incident_is_between_people_and_has_happened() -> None:
    """Who tells and to whom it happened are members; the place is known; it is not ahead."""
    stranger = MemberId("stranger")
    for nobody in (stranger, SCHOOL):
        told = record(nobody)
        given(*HERE).when(told, by=nobody).then_refused(MemberUnknown(nobody))
        about = record(concerned_id=nobody)
        given(*HERE).when(about, by=OTHER).then_refused(MemberUnknown(nobody))
    nowhere = PlaceId("nowhere")
    lost = given(*HERE).when(record(place_id=nowhere), by=OTHER)
    lost.then_refused(PlaceUnknown(nowhere))
    given(*HERE).when(record(at=BEGINNING + HOUR), by=OTHER).then_invalid("at", Problem.IN_FUTURE)


@pytest.mark.parametrize(("severity", "hours"), [(SLIGHT, 0), (SERIOUS, 24), (GRAVE, 1)], ids=str)
def test_r47_how_bad_it_was_says_how_long_there_is_to_report_it(
    severity: IncidentSeverity, hours: int
) -> None:
    """From when it is recorded on, so many hours as the setting says; none without a duty."""
    by = BEGINNING + hours * HOUR if hours else None
    bad = record(severity=severity)
    given(*HERE).when(bad, by=OTHER).then(recorded(severity=severity, report_by=by))


def test_r47_the_hours_are_settings() -> None:
    """A community may have to report scratches, and nothing else."""
    hours = (REPORT_SLIGHT_HOURS.at(2), REPORT_SERIOUS_HOURS.at(0), REPORT_GRAVE_HOURS.at(0))
    here = given(*neighbourhood(*hours), PlaceAdded(YARD, "Yard"))
    by = {SLIGHT: BEGINNING + 2 * HOUR, SERIOUS: None, GRAVE: None}
    for severity, until in by.items():
        bad = record(severity=severity)
        here.when(bad, by=OTHER).then(recorded(severity=severity, report_by=until))


def test_r47_who_has_the_duty_says_that_it_was_met() -> None:
    """A safety officer or a coordinator, once; the one who recorded it does not."""
    for actor in (ADULT, FOUNDER):
        fallen(OFFICER).when(report(), by=actor).then(reported())
    for stranger in (OTHER, GUARDIAN, CLOCK):
        fallen(OFFICER).when(report(), by=stranger).then_refused(NotPermitted)
    fallen(reported()).when(report()).then_nothing()
    again = report(body="The police")
    fallen(reported()).when(again).then_refused(ReportedAlready(FALL, "School 1", BEGINNING))
    given(*HERE).when(report()).then_refused(IncidentUnknown(FALL))


def test_r47_a_report_lies_between_the_incident_and_now() -> None:
    """Nothing was reported before it happened, nor will have been."""
    fallen().when(report(FELL - HOUR)).then_invalid("at", Problem.TOO_EARLY)
    fallen().when(report(BEGINNING + HOUR)).then_invalid("at", Problem.IN_FUTURE)
    fallen().when(report(FELL)).then(reported(FELL))


def test_r47_no_duty_is_neither_met_nor_missed() -> None:
    """Of a scratch nobody has to be told."""
    scratch = given(*HERE, recorded(severity=SLIGHT, report_by=None))
    scratch.when(report()).then_refused(NoDutyToReport(FALL))
    scratch.when(MISS, by=CLOCK, at=BY).then_refused(NoDutyToReport(FALL))


def test_r47_a_duty_is_missed_when_it_runs_out() -> None:
    """Not a moment before, once, and not when it was met; nobody but the system says so."""
    fallen().when(MISS, by=CLOCK, at=BY).then(MISSED)
    early = fallen().when(MISS, by=CLOCK, at=BY - timedelta(microseconds=1))
    early.then_refused(DutyStillOpen(FALL, BY))
    fallen(MISSED).when(MISS, by=CLOCK, at=BY).then_nothing()
    fallen(reported()).when(MISS, by=CLOCK, at=BY).then_nothing()
    fallen().when(MISS, at=BY).then_refused(NotPermitted)
    given(*HERE).when(MISS, by=CLOCK).then_refused(IncidentUnknown(FALL))


@pytest.mark.parametrize("missed", [True, False])
def test_r47_late_is_recorded_as_late(missed: bool) -> None:  # noqa: FBT001 - parametrized
    """From the instant on at which the duty ran out, whether that was said or not."""
    story = fallen(*([MISSED] if missed else []))
    story.when(report(BY), at=BY).then(reported(BY, late=True))
    just = BY - timedelta(microseconds=1)
    in_time = story.when(report(just), at=BY + HOUR)
    in_time.then(reported(just))
    assert in_time.state(Incident(FALL)).missed is missed


def test_r47_an_incident_carries_what_became_of_the_duty() -> None:
    """None, open, met, missed, met late: read off what was recorded."""

    def duty(*happened: Event) -> ReportingDuty:
        story = given(*HERE, *happened).log()
        return Community(story, STANDARD).state(Incident(FALL)).duty

    assert duty() is ReportingDuty.NONE
    assert duty(recorded(severity=SLIGHT, report_by=None)) is ReportingDuty.NONE
    assert duty(recorded()) is ReportingDuty.OPEN
    assert duty(recorded(), reported()) is ReportingDuty.MET
    assert duty(recorded(), MISSED) is ReportingDuty.MISSED
    assert duty(recorded(), MISSED, reported(BY, late=True)) is ReportingDuty.MET_LATE


def test_r47_incidents_are_for_those_with_the_duty() -> None:
    """Not even for who told, or to whom it happened, or their guardian."""
    community = Community(fallen(OFFICER).log(), STANDARD, clock=lambda: BEGINNING)
    for reader in (ADULT, FOUNDER):
        found = community.acting(reader).state(Incident(FALL)).recorded
        assert found
        assert found.what == "Fell from the wall"
    for stranger in (OTHER, CHILD, GUARDIAN):
        with pytest.raises(NotPermitted):
            community.acting(stranger).state(Incident(FALL))


def test_r47_time_asks_for_what_was_not_reported() -> None:
    """Of three incidents one was reported, one need not be, and one is due when it runs out."""
    fold = STANDARD.deadlines()
    scratch = IncidentRecorded(
        IncidentId("scratch"), OTHER, CHILD, "Scratched", SLIGHT, FELL, None, None
    )
    told = IncidentRecorded(IncidentId("cut"), OTHER, CHILD, "Cut", SERIOUS, FELL, None, BY)
    met = ReportingDutyMet(IncidentId("cut"), "School 1", BEGINNING, late=False)
    for event in (scratch, told, recorded(), met):
        fold.see(event)
    assert fold.due(BY - timedelta(microseconds=1)) == ()
    assert fold.due(BY) == (MISS,)
    fold.see(MISSED)
    assert fold.due(BY) == ()


def test_r47_what_is_backfilled_ran_out_when_it_did() -> None:
    """Told afterwards from paper, the duty to report is as old as the paper."""
    fortnight = timedelta(days=14)
    backfiller = RoleGranted(OTHER, BACKFILLER, Scope())
    story = given(*HERE, backfiller).and_given(PlaceAdded(PlaceId("gate"), "Gate"), at=BY)
    paper = record(at=FELL)
    told = story.when(paper, by=OTHER, at=BEGINNING, reason="paper").then(recorded())
    assert told.state(Incident(FALL)).duty is ReportingDuty.OPEN
    after = story.and_done(paper, by=OTHER, at=BEGINNING, reason="paper")
    after.when(MISS, by=CLOCK, at=BY + fortnight).then(MISSED)
