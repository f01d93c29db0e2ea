"""Clearances of adults who work with minors: recorded, withdrawn, and asked of tutors."""

from datetime import UTC, date, datetime, timedelta

import pytest
from community_domain_testkit import BEGINNING, founded, given

from community_domain import (
    STANDARD,
    Command,
    Community,
    Event,
    InvalidValue,
    MemberId,
    NotPermitted,
    System,
    replaced,
)
from community_domain.community import (
    CommunityFounded,
    Scope,
    ScopeKind,
    SettingsChanged,
    SubjectId,
)
from community_domain.members import (
    CLEARANCE_REQUIRED,
    COORDINATOR,
    TUTOR,
    ClearanceId,
    ClearanceMissing,
    Clearances,
    ClearanceUnknown,
    ClearanceWithdrawn,
    GrantRole,
    MemberKind,
    MemberRegistered,
    MemberUnknown,
    OwnClearance,
    RecordClearance,
    ReleaseTutor,
    RoleGranted,
    RoleRevoked,
    Validity,
    WithdrawClearance,
    WithdrawnForGood,
    first_day_without,
)
from tests.stories import ADULT, CHILD, GUARDIAN, adult, child, clearance

PAPER, OTHER_PAPER = ClearanceId(f"paper-{ADULT}"), ClearanceId(f"renewed-{ADULT}")
TODAY = date(2024, 6, 1)
"""Of the instant at which stories happen, in Shanghai."""
DAY = timedelta(days=1)
FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
HERE = (*founded(), *adult(ADULT), *adult(GUARDIAN), *child(CHILD))
HELD = clearance(ADULT)
RECORD = RecordClearance(PAPER, ADULT, "certificate", "The police", FIRST, LAST)
WITHDRAW = WithdrawClearance(PAPER, ADULT, "Mistaken for another")
WITHDRAWN = ClearanceWithdrawn(PAPER, ADULT, "Mistaken for another")
CLOCK = System("clock")
IS_TUTOR = RoleGranted(ADULT, TUTOR, Scope())
BLOCK = Scope(ScopeKind.BUILDING, SubjectId("building-1"))
NO_LONGER = RoleRevoked(ADULT, TUTOR, Scope())
NAME = GrantRole(ADULT, TUTOR)


def test_r46_a_clearance_is_recorded_once_and_replaced_by_other_days() -> None:
    """The same again is no news; other days replace what was said of the same paper."""
    given(*HERE).when(RECORD).then(HELD)
    given(*HERE, HELD).when(RECORD).then_nothing()
    longer = RecordClearance(PAPER, ADULT, "certificate", "The police", FIRST, LAST + DAY)
    then = given(*HERE, HELD).when(longer)
    then.then(clearance(ADULT, until=LAST + DAY)).followed_by()
    assert then.state(Clearances(ADULT)).days == [Validity(FIRST, LAST + DAY)]


def test_r46_nobody_vouches_for_themselves() -> None:
    """Nor does a coordinator take their own clearance back; another one does both."""
    office = RoleGranted(ADULT, COORDINATOR, Scope())
    for command in (RECORD, WITHDRAW):
        given(*HERE, HELD, office).when(command, by=ADULT).then_refused(OwnClearance(ADULT))
        given(*HERE, HELD).when(command, by=GUARDIAN).then_refused(NotPermitted)
        given(*HERE, HELD).when(command, by=CLOCK).then_refused(NotPermitted)


def test_r46_persons_are_cleared() -> None:
    """Neither who is unknown nor an institution works with minors."""
    school = MemberId("institution-1")
    known = MemberRegistered(school, MemberKind.INSTITUTION, "School", None, None)
    for who in (school, MemberId("nobody-1")):
        record = replaced(RECORD, member_id=who)
        given(*HERE, known).when(record).then_refused(MemberUnknown(who))


def test_r46_the_last_day_is_not_before_the_first() -> None:
    """One day is enough; the digest of the paper is one."""
    assert replaced(RECORD, until=FIRST).until == FIRST
    with pytest.raises(InvalidValue, match="Not before 2024-01-01"):
        replaced(RECORD, until=FIRST - DAY)
    with pytest.raises(InvalidValue, match="evidence"):
        replaced(RECORD, evidence="a photograph")


def test_r46_what_is_withdrawn_counts_on_no_day_and_stays_so() -> None:
    """Withdrawing again is no news; the same paper said again does not bring it back."""
    then = given(*HERE, HELD).when(WITHDRAW)
    then.then(WITHDRAWN)
    assert then.state(Clearances(ADULT)).days == []
    given(*HERE, HELD, WITHDRAWN).when(WITHDRAW).then_nothing()
    given(*HERE, HELD, WITHDRAWN).when(RECORD).then_refused(WithdrawnForGood(ADULT, PAPER))
    given(*HERE).when(WITHDRAW).then_refused(ClearanceUnknown(ADULT, PAPER))
    anew = replaced(RECORD, clearance_id=OTHER_PAPER)
    renewed = clearance(ADULT, clearance_id="renewed")
    given(*HERE, HELD, WITHDRAWN).when(anew).then(renewed)


def test_r46_each_day_needs_a_clearance_but_not_the_same_one() -> None:
    """One paper may take over from another; the first day between them is found."""
    spring = Validity(FIRST, date(2024, 5, 31))
    summer = Validity(date(2024, 6, 2), date(2024, 8, 31))
    assert first_day_without((FIRST, LAST), ()) == FIRST
    assert first_day_without((FIRST, LAST), [summer, spring]) == TODAY
    assert first_day_without((FIRST, date(2024, 8, 31)), [summer, spring]) == TODAY
    whole = [summer, Validity(FIRST, TODAY)]
    assert first_day_without((FIRST, date(2024, 8, 31)), whole) is None
    assert first_day_without((FIRST, LAST), whole) == date(2024, 9, 1)


@pytest.mark.parametrize(
    ("since", "until", "allowed"),
    [
        (TODAY, TODAY, True),
        (FIRST, LAST, True),
        (FIRST, TODAY - DAY, False),
        (TODAY + DAY, LAST, False),
    ],
)
def test_r46_a_tutor_is_cleared_on_the_day_they_are_named(
    since: date, until: date, *, allowed: bool
) -> None:
    """By the calendar of the community; a tutor of one activity or building too."""
    of_old = (*HERE, clearance(ADULT, since, until))
    for scope in (Scope(), BLOCK):
        then = given(*of_old).when(GrantRole(ADULT, TUTOR, scope))
        if allowed:
            then.then(RoleGranted(ADULT, TUTOR, scope))
        else:
            then.then_refused(ClearanceMissing(ADULT, TODAY))


def test_r46_the_day_is_that_of_the_community() -> None:
    """At five in the afternoon in London it is the next day in Shanghai."""
    evening = datetime(2024, 6, 1, 17, tzinfo=UTC)
    today = (*HERE, clearance(ADULT, TODAY, TODAY))
    given(*today).when(NAME, at=evening).then_refused(ClearanceMissing(ADULT, TODAY + DAY))


def test_r46_other_roles_need_no_clearance() -> None:
    """A coordinator who works with minors needs one for the work, not for the office."""
    office = RoleGranted(ADULT, COORDINATOR, Scope())
    given(*HERE).when(GrantRole(ADULT, COORDINATOR)).then(office)


def test_r46_who_is_a_tutor_already_is_not_named_anew() -> None:
    """A command that had its effect is not refused for what changed since."""
    given(*HERE, IS_TUTOR).when(NAME).then_nothing()


def test_r46_who_loses_the_clearance_of_today_is_no_tutor() -> None:
    """Withdrawn, or its last day moved into the past: in every scope, and by what follows."""
    held = (*HERE, HELD, IS_TUTOR, RoleGranted(ADULT, TUTOR, BLOCK))
    gone = (NO_LONGER, RoleRevoked(ADULT, TUTOR, BLOCK))
    given(*held).when(WITHDRAW).then(WITHDRAWN).followed_by(*gone)
    sooner = replaced(RECORD, until=TODAY - DAY)
    shorter = clearance(ADULT, until=TODAY - DAY)
    given(*held).when(sooner).then(shorter).followed_by(*gone)


def test_r46_who_has_another_clearance_stays_a_tutor() -> None:
    """So does who keeps other roles, and whose clearance ends later than today."""
    held = (*HERE, HELD, IS_TUTOR, RoleGranted(ADULT, COORDINATOR, Scope()))
    renewed = clearance(ADULT, clearance_id="renewed")
    given(*held, renewed).when(WITHDRAW).then(WITHDRAWN).followed_by()
    sooner, shorter = replaced(RECORD, until=TODAY), clearance(ADULT, until=TODAY)
    given(*held).when(sooner).then(shorter).followed_by()
    given(*held).when(WITHDRAW).then(WITHDRAWN).followed_by(NO_LONGER)


def due(at: datetime, *happened: Event) -> tuple[Command, ...]:
    """What is due at an instant, after these things happened."""
    fold = STANDARD.deadlines()
    for event in (*HERE, *happened):
        fold.see(event)
    return fold.due(at)


def test_r46_a_clearance_that_runs_out_ends_the_role() -> None:
    """From the first minute of the next day on, by the community's clocks, and once."""
    midnight = datetime(2024, 6, 1, 16, tzinfo=UTC)
    held = (clearance(ADULT, until=TODAY), IS_TUTOR)
    assert due(midnight - timedelta(minutes=1), *held) == ()
    assert due(midnight, *held) == (ReleaseTutor(ADULT),)
    release = given(*HERE, *held).when(ReleaseTutor(ADULT), by=CLOCK, at=midnight)
    release.then(NO_LONGER)
    assert due(midnight, *held, NO_LONGER) == ()
    assert due(midnight, *held, RoleGranted(ADULT, TUTOR, BLOCK), NO_LONGER) != ()
    assert due(midnight, *held, clearance(ADULT, clearance_id="renewed")) == ()
    assert due(BEGINNING, *held, WITHDRAWN) == (ReleaseTutor(ADULT),)
    early = given(*HERE, *held).when(ReleaseTutor(ADULT), by=CLOCK)
    early.then_nothing()


def test_r46_a_community_may_ask_for_no_clearance() -> None:
    """Then anybody of age is a tutor, whatever is recorded, and time asks for nothing."""
    off = SettingsChanged((CLEARANCE_REQUIRED.at(0),))
    given(*HERE, off).when(NAME).then(IS_TUTOR)
    given(*HERE, off, HELD, IS_TUTOR).when(WITHDRAW).then(WITHDRAWN).followed_by()
    assert due(BEGINNING, off, IS_TUTOR) == ()
    assert due(BEGINNING, IS_TUTOR) == (ReleaseTutor(ADULT),)


def test_r46_a_community_older_than_the_rule_asks_for_none() -> None:
    """Its founding names no such setting, and its tutors stay; it may switch the setting on."""
    [founding, *others] = HERE
    assert isinstance(founding, CommunityFounded)
    known = tuple(one for one in founding.settings if one.name != CLEARANCE_REQUIRED.name)
    old = (replaced(founding, settings=known), *others)
    given(*old).when(NAME).then(IS_TUTOR)
    on = SettingsChanged((CLEARANCE_REQUIRED.at(1),))
    given(*old, on).when(NAME).then_refused(ClearanceMissing(ADULT, TODAY))


def test_r46_the_refusal_names_member_and_day_and_the_way_out() -> None:
    """In both languages."""
    no = ClearanceMissing(ADULT, TODAY)
    assert str(no) == (
        "adult-1 may not work with minors on 2024-06-01: no valid clearance covers that day; "
        "another coordinator can record one."
    )
    assert no.message("zh") == (
        "adult-1 在 2024-06-01 不能从事与未成年人相关的工作：当日没有有效的准入审查；"
        "可由另一位负责人登记。"
    )


def test_r46_who_issued_a_clearance_is_personal() -> None:
    """Neither it nor the reason of a withdrawal is shown where an event is printed."""
    assert "police" not in repr(HELD)
    assert "Mistaken" not in repr(WITHDRAWN)
    reader = Community(given(*HERE, HELD).log(), STANDARD).acting(GUARDIAN)
    with pytest.raises(NotPermitted):
        reader.state(Clearances(ADULT))
