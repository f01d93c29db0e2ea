"""The decisions about risky work, rule by rule."""

from datetime import date, timedelta

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, given

from community_domain import Event, InvalidValue, MemberId, NotPermitted, System
from community_domain.community import Scope
from community_domain.members import (
    MemberKind,
    MemberRegistered,
    MemberUnknown,
    RoleGranted,
)
from community_domain.risk import (
    AcknowledgeRisk,
    AcknowledgeTaskRisk,
    InsuranceMissing,
    InsuranceRecorded,
    MarkPositionRisky,
    MarkTaskRisky,
    NotRisky,
    OwnProtection,
    ProtectionLost,
    RecordInsurance,
    RecordTraining,
    ReleaseUnprotected,
    ReleaseUntold,
    Risk,
    RiskNotAcknowledged,
    RiskToldAnew,
    RiskyForMinors,
    TrainingMissing,
)
from community_domain.shifts import (
    OVERRIDER,
    AcceptStandIn,
    AssignDespiteLimits,
    DutyBegun,
    LimitsOverridden,
    PositionId,
    PositionUnknown,
    ShiftHandedOver,
    ShiftReleased,
    StandInAsked,
    TakeShift,
)
from community_domain.tasks import (
    SendBackTask,
    TakeTask,
    TaskCancelled,
    TaskId,
    TaskReleased,
    TaskSentBack,
    TaskSubmitted,
    TaskTaken,
    TaskUnknown,
)
from tests.risk.works import (
    DAY,
    HERE,
    LADDER,
    SWEEP,
    WIDER,
    acknowledged,
    insured,
    marked,
    ready,
    task_acknowledged,
    task_marked,
    trained,
)
from tests.shifts.duties import DESK, GATE, STEWARD, hours, planned, taken
from tests.stories import ADULT, CHILD, GUARDIAN, at_start

SYSTEM = System("clock")
NOBODY, SCHOOL = MemberId("nobody"), MemberId("school-1")
TAKE, TAKE_TASK = TakeShift(GATE, ADULT), TakeTask(SWEEP, ADULT)
UNTOLD = RiskNotAcknowledged(ADULT, STEWARD, 1)
UNINSURED = RecordInsurance(ADULT, "2024", date(2024, 1, 1), date(2024, 6, 25))
EASIER = Risk(LADDER.words, (), insured=False)
ON_SHIFT = (*HERE, marked(), *ready(), taken(ADULT))
AT_WORK = (*HERE, task_marked(), *ready(), TaskTaken(SWEEP, ADULT))


def released(member_id: MemberId = ADULT, code: str = "risk-not-acknowledged") -> Event:
    """Off the shift again."""
    return ShiftReleased(GATE, member_id, None, code)


def task_released(code: str = "risk-not-acknowledged") -> Event:
    """Without the task again."""
    return TaskReleased(SWEEP, ADULT, code)


def test_a_position_is_marked_by_a_coordinator() -> None:
    """One that there is; the same again is nothing new."""
    mark = MarkPositionRisky(STEWARD, LADDER)
    given(*HERE).when(mark).then(marked(shift_ids=(GATE,))).followed_by()
    given(*HERE, marked()).when(mark).then_nothing()
    given(*HERE).when(mark, by=ADULT).then_refused(NotPermitted)
    nowhere = MarkPositionRisky(PositionId("nowhere"), LADDER)
    given(*HERE).when(nowhere).then_refused(PositionUnknown(PositionId("nowhere")))


def test_a_task_is_marked_by_a_coordinator() -> None:
    """One that there is; the same again is nothing new."""
    mark = MarkTaskRisky(SWEEP, LADDER)
    given(*HERE).when(mark).then(task_marked()).followed_by()
    given(*HERE, task_marked()).when(mark).then_nothing()
    given(*HERE).when(mark, by=ADULT).then_refused(NotPermitted)
    nothing = MarkTaskRisky(TaskId("nothing"), LADDER)
    given(*HERE).when(nothing).then_refused(TaskUnknown(TaskId("nothing")))


def test_r45_a_risk_is_acknowledged_in_person() -> None:
    """By nobody else, not by a guardian, and once in the same words."""
    acknowledge = AcknowledgeRisk(STEWARD, ADULT, 1)
    told = given(*HERE, marked(), task_marked())
    told.when(acknowledge, by=ADULT).then(acknowledged())
    told.when(AcknowledgeTaskRisk(SWEEP, ADULT, 1), by=ADULT).then(task_acknowledged())
    told.when(acknowledge).then_refused(NotPermitted)
    told.when(acknowledge, by=GUARDIAN).then_refused(NotPermitted)
    told.and_given(acknowledged()).when(acknowledge, by=ADULT).then_nothing()
    child = AcknowledgeRisk(STEWARD, CHILD, 1)
    told.when(child, by=CHILD).then_refused(RiskyForMinors(CHILD, STEWARD))
    told.when(child, by=GUARDIAN).then_refused(NotPermitted)
    nobody = AcknowledgeRisk(STEWARD, NOBODY, 1)
    told.when(nobody, by=NOBODY).then_refused(MemberUnknown(NOBODY))


def test_r45_what_is_acknowledged_is_what_is_told_now() -> None:
    """Neither an older wording nor none."""
    older = AcknowledgeRisk(STEWARD, ADULT, 1)
    given(*HERE).when(older, by=ADULT).then_refused(NotRisky(STEWARD))
    given(*HERE).when(AcknowledgeTaskRisk(SWEEP, ADULT, 1), by=ADULT).then_refused(NotRisky(SWEEP))
    anew = given(*HERE, marked(), marked(WIDER, 2))
    anew.when(older, by=ADULT).then_refused(RiskToldAnew(STEWARD, 1, 2))
    anew.when(AcknowledgeRisk(STEWARD, ADULT, 2), by=ADULT).then(acknowledged(version=2))


def test_r45_no_risky_shift_untold_untrained_or_uninsured() -> None:
    """All three are there before anybody is assigned, whoever asks for it."""
    told = given(*HERE, marked())
    told.when(TAKE, by=ADULT).then_refused(UNTOLD)
    told.when(TAKE).then_refused(UNTOLD)
    told = told.and_given(acknowledged())
    told.when(TAKE).then_refused(TrainingMissing(ADULT, STEWARD, DAY, ("ladders",)))
    told.and_given(trained()).when(TAKE).then_refused(InsuranceMissing(ADULT, STEWARD, DAY))
    told.and_given(trained(), insured()).when(TAKE).then(taken(ADULT))
    told.and_given(marked(EASIER)).when(TAKE).then(taken(ADULT))


def test_r45_other_words_are_acknowledged_anew() -> None:
    """Who knew the old ones does not know these."""
    anew = given(*HERE, marked(), *ready(), marked(WIDER, 2))
    anew.when(TAKE).then_refused(RiskNotAcknowledged(ADULT, STEWARD, 2))
    anew.and_given(acknowledged(version=2)).when(TAKE).then(taken(ADULT))


def test_r45_it_counts_on_the_day_of_the_shift() -> None:
    """What ended the day before does not, nor what begins the day after."""
    told = given(*HERE, marked(), acknowledged())
    missing = TrainingMissing(ADULT, STEWARD, DAY, ("ladders",))
    for since, until in ((1, 25), (27, 30)):
        first, last = date(2024, 6, since), date(2024, 6, until)
        told.and_given(trained(since=first, until=last), insured()).when(TAKE).then_refused(missing)
        told.and_given(trained(), insured(since=first, until=last)).when(TAKE).then_refused(
            InsuranceMissing(ADULT, STEWARD, DAY)
        )
    on_the_day = (trained(since=DAY, until=DAY), insured(since=DAY, until=DAY))
    told.and_given(*on_the_day).when(TAKE).then(taken(ADULT))


def test_r45_past_midnight_both_days_count() -> None:
    """Two policies together cover a night, one alone does not."""
    night = hours(22, 26)
    told = given(*HERE, *planned(DESK, night), marked(), acknowledged(), trained())
    first = told.and_given(insured(until=DAY))
    take = TakeShift(DESK, ADULT)
    first.when(take).then_refused(InsuranceMissing(ADULT, STEWARD, DAY))
    both = first.and_given(insured(since=DAY + timedelta(days=1), policy="next"))
    both.when(take).then(taken(ADULT, DESK, night))


def test_r45_no_minor_does_risky_work() -> None:
    """Whoever consents to it, and whatever is recorded of it."""
    grown = (taken(ADULT), *ready(CHILD))
    risky = given(*HERE, *grown, marked(), task_marked())
    risky.when(TakeShift(GATE, CHILD), by=GUARDIAN).then_refused(RiskyForMinors(CHILD, STEWARD))
    risky.when(TakeTask(SWEEP, CHILD), by=GUARDIAN).then_refused(RiskyForMinors(CHILD, SWEEP))


def test_r45_no_override_passes_over_a_risk() -> None:
    """Skills may be overridden, the risk not."""
    skilled = (
        *HERE,
        *planned(DESK, all_of=("first aid",)),
        RoleGranted(GUARDIAN, OVERRIDER, Scope()),
    )
    assign = AssignDespiteLimits(DESK, ADULT, "Nobody else is there")
    given(*skilled, marked()).when(assign, by=GUARDIAN).then_refused(UNTOLD)
    overridden = LimitsOverridden(DESK, ADULT, ("skill-missing",), "Nobody else is there")
    given(*skilled, marked(), *ready()).when(assign, by=GUARDIAN).then(
        overridden, taken(ADULT, DESK)
    )


def test_r45_who_stands_in_is_ready_too() -> None:
    """The holder's readiness is not handed over."""
    asked = given(*HERE, taken(ADULT), StandInAsked(GATE, ADULT, GUARDIAN), marked(), *ready())
    accept = AcceptStandIn(GATE, ADULT, GUARDIAN)
    asked.when(accept, by=GUARDIAN).then_refused(RiskNotAcknowledged(GUARDIAN, STEWARD, 1))
    asked.and_given(*ready(GUARDIAN)).when(accept, by=GUARDIAN).then(
        ShiftHandedOver(GATE, ADULT, GUARDIAN, None), taken(GUARDIAN)
    )


def test_r45_no_risky_task_untold_untrained_or_uninsured() -> None:
    """On the day on which it is taken."""
    told = given(*HERE, task_marked())
    told.when(TAKE_TASK, by=ADULT).then_refused(RiskNotAcknowledged(ADULT, SWEEP, 1))
    told = told.and_given(task_acknowledged())
    today = BEGINNING.date()
    told.when(TAKE_TASK).then_refused(TrainingMissing(ADULT, SWEEP, today, ("ladders",)))
    ended = told.and_given(trained(), insured(until=today - timedelta(days=1)))
    ended.when(TAKE_TASK).then_refused(InsuranceMissing(ADULT, SWEEP, today))
    told.and_given(trained(), insured()).when(TAKE_TASK).then(TaskTaken(SWEEP, ADULT))


def test_r45_acknowledging_one_is_not_acknowledging_the_other() -> None:
    """A position's risk and a task's are told each for itself."""
    given(*HERE, task_marked(), acknowledged()).when(TAKE_TASK).then_refused(RiskNotAcknowledged)
    given(*HERE, marked(), task_acknowledged()).when(TAKE).then_refused(UNTOLD)


def test_r45_a_shift_ahead_that_becomes_risky_is_taken_back() -> None:
    """From whoever was not told; shifts that have begun stay as they are."""
    held = given(*HERE, *planned(DESK, hours(1, 2, 25)), taken(ADULT), taken(GUARDIAN))
    mark = MarkPositionRisky(STEWARD, LADDER)
    told = marked(shift_ids=(GATE, DESK))
    held.when(mark).then(told).followed_by(released(), released(GUARDIAN))
    later = held.and_given(taken(ADULT, DESK, hours(1, 2, 25)))
    begun = later.when(mark, at=hours(1, 2, 25).start)
    begun.then(marked(shift_ids=(GATE,))).followed_by(released(), released(GUARDIAN))
    here = held.and_given(DutyBegun(GATE, ADULT, at_start(-30)), at=at_start(-30))
    here.when(mark).then(marked(shift_ids=(GATE,))).followed_by(released(GUARDIAN))


def test_r45_other_words_take_shifts_back() -> None:
    """And what asks for more does, but not what asks for less."""
    story = given(*ON_SHIFT)
    anew = story.when(MarkPositionRisky(STEWARD, WIDER))
    anew.then(marked(WIDER, 2, (GATE,))).followed_by(released())
    more = Risk(LADDER.words, ("ladders", "wires"), insured=True)
    wants = story.when(MarkPositionRisky(STEWARD, more))
    wants.then(marked(more, 2, (GATE,))).followed_by(released())
    eased = story.when(MarkPositionRisky(STEWARD, EASIER))
    eased.then(marked(EASIER, 1)).followed_by()
    uninsured = Risk(LADDER.words, LADDER.trainings, insured=False)
    back = story.and_given(marked(uninsured, 1)).when(MarkPositionRisky(STEWARD, LADDER))
    back.then(marked(LADDER, 2, (GATE,))).followed_by(released())


def test_r45_a_task_that_becomes_risky_is_taken_back() -> None:
    """From whoever was not told, unless the work is done."""
    mark = MarkTaskRisky(SWEEP, LADDER)
    held = given(*HERE, TaskTaken(SWEEP, ADULT))
    held.when(mark).then(task_marked()).followed_by(task_released())
    done = held.and_given(TaskSubmitted(SWEEP, ADULT, None, ()))
    done.when(mark).then(task_marked()).followed_by()
    off = held.and_given(TaskCancelled(SWEEP, "Rain"))
    off.when(mark).then(task_marked()).followed_by()
    given(*AT_WORK).when(MarkTaskRisky(SWEEP, EASIER)).then(task_marked(EASIER)).followed_by()


def test_r45_work_that_is_sent_back_takes_what_the_task_takes_now() -> None:
    """Who handed it in before the risk was told is told of it, trained and insured, or released."""
    handed_in = (TaskTaken(SWEEP, ADULT), TaskSubmitted(SWEEP, ADULT, None, ()), task_marked())
    back = SendBackTask(SWEEP, ADULT, "The gutter too")
    sent_back = TaskSentBack(SWEEP, ADULT, FOUNDER, "The gutter too")
    story = given(*HERE, *handed_in)
    story.when(back).then(sent_back).followed_by(task_released())
    told = story.and_given(task_acknowledged(), insured())
    told.when(back).then(sent_back).followed_by(task_released("training-missing"))
    story.and_given(*ready()).when(back).then(sent_back).followed_by()


def test_r45_what_counts_no_longer_takes_shifts_back() -> None:
    """A shift on whose day the insurance or the training is gone, and no other."""
    own = InsuranceRecorded(ADULT, "2024", UNINSURED.since, UNINSURED.until)
    lost = ProtectionLost(ADULT, (GATE,), ())
    story = given(*ON_SHIFT)
    gone = story.when(UNINSURED).then(own, lost)
    gone.followed_by(released(code="insurance-missing"))
    other = story.and_given(insured(policy="other"))
    other.when(UNINSURED).then(own).followed_by()
    untrained = RecordTraining(ADULT, "ladders", date(2024, 1, 1), date(2024, 6, 25))
    gone = story.when(untrained).then(trained(until=untrained.until), lost)
    gone.followed_by(released(code="training-missing"))
    longer = RecordTraining(ADULT, "ladders", date(2024, 1, 1), DAY)
    story.when(longer).then(trained(until=DAY)).followed_by()


def test_r45_what_needs_no_protection_is_kept() -> None:
    """A loss is looked at shift by shift: what was not risky, has begun, or is theirs no more."""
    lost, here = ProtectionLost(ADULT, (GATE,), ()), (*HERE, *ready(), taken(ADULT))
    story = given(*here)
    story.when(UNINSURED).then(insured(until=UNINSURED.until), lost).followed_by()
    given(*ON_SHIFT).when(UNINSURED, at=at_start()).then(insured(until=UNINSURED.until))
    come = given(*ON_SHIFT, DutyBegun(GATE, ADULT, at_start(-30)))
    come.when(UNINSURED).then(insured(until=UNINSURED.until), lost).followed_by()


def test_r45_what_counts_no_longer_takes_tasks_back() -> None:
    """A task that is not handed in, on the day on which it is lost."""
    ended = BEGINNING.date() - timedelta(days=1)
    stop = RecordInsurance(ADULT, "2024", date(2024, 1, 1), ended)
    lost = ProtectionLost(ADULT, (), (SWEEP,))
    gone = given(*AT_WORK).when(stop).then(insured(until=ended), lost)
    gone.followed_by(task_released("insurance-missing"))
    done = given(*AT_WORK, TaskSubmitted(SWEEP, ADULT, None, ()))
    done.when(stop).then(insured(until=ended)).followed_by()
    untold = (*HERE, *ready(), TaskTaken(SWEEP, ADULT))
    given(*untold).when(stop).then(insured(until=ended), lost).followed_by()


def test_r45_nobody_records_their_own_protection() -> None:
    """A coordinator does, of another person."""
    train = RecordTraining(ADULT, "ladders", date(2024, 1, 1))
    insure = RecordInsurance(ADULT, "2024", date(2024, 1, 1), date(2024, 12, 31))
    given(*HERE).when(train).then(trained())
    given(*HERE).when(insure).then(insured())
    given(*HERE, trained()).when(train).then_nothing()
    given(*HERE, insured()).when(insure).then_nothing()
    for record in (train, insure):
        given(*HERE).when(record, by=ADULT).then_refused(NotPermitted)
    own = RecordTraining(FOUNDER, "ladders", date(2024, 1, 1))
    given(*HERE).when(own).then_refused(OwnProtection(FOUNDER))
    own_policy = RecordInsurance(FOUNDER, "2024", date(2024, 1, 1), date(2024, 12, 31))
    given(*HERE).when(own_policy).then_refused(OwnProtection(FOUNDER))


def test_only_persons_are_trained_and_insured() -> None:
    """Neither institutions, nor who is unknown."""
    school = MemberRegistered(SCHOOL, MemberKind.INSTITUTION, "School 1", None, None)
    for nobody in (SCHOOL, NOBODY):
        train = RecordTraining(nobody, "ladders", date(2024, 1, 1))
        given(*HERE, school).when(train).then_refused(MemberUnknown(nobody))


def test_days_are_in_order() -> None:
    """The last one is not before the first."""
    with pytest.raises(InvalidValue):
        RecordTraining(ADULT, "ladders", DAY, DAY - timedelta(days=1))
    with pytest.raises(InvalidValue):
        RecordInsurance(ADULT, "2024", DAY, DAY - timedelta(days=1))


@pytest.mark.parametrize("command", [ReleaseUntold(GATE), ReleaseUnprotected(ADULT, GATE)])
def test_only_the_system_takes_back(command: ReleaseUntold | ReleaseUnprotected) -> None:
    """A coordinator releases with words of their own."""
    given(*ON_SHIFT).when(command).then_refused(NotPermitted)
    given(*ON_SHIFT).when(command, by=SYSTEM).then_nothing()
