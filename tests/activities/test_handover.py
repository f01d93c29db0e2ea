"""Whom to call for a child, and with whom it leaves."""

from datetime import datetime, timedelta

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, Given, given

from community_domain import (
    STANDARD,
    Command,
    Community,
    Event,
    LocalPeriod,
    MemberId,
    NotPermitted,
    Period,
    Problem,
    System,
    replaced,
)
from community_domain.activities import (
    COLLECTION_MINUTES,
    MINORS_NEED_CONTACT,
    AlreadyHandedOver,
    AuthoriseCollection,
    CheckedIn,
    CheckedOut,
    CheckIn,
    Collection,
    CollectionAuthorised,
    CollectionOverdue,
    CollectionRefused,
    CollectorExists,
    CollectorId,
    CollectorNotAuthorised,
    Collectors,
    CollectorUnknown,
    HandedOver,
    HandOver,
    MayNotLeaveAlone,
    NotCheckedIn,
    OccurrenceCancelled,
    OccurrenceMoved,
    OccurrenceUnknown,
    PresenceRecorded,
    RecordPresence,
    RecordUncollected,
    RefuseCollection,
    StillTimeToCollect,
    Turnout,
)
from community_domain.community import CommunityFounded, Scope, SettingsChanged
from community_domain.members import (
    CLEARANCE_REQUIRED,
    TUTOR,
    ClearanceMissing,
    ConsentKind,
    ConsentRevoked,
    EmergencyContact,
    EmergencyContactMissing,
    EmergencyContactWithdrawn,
    GuardianLinked,
    GuardianUnlinked,
    NotAMinor,
    RoleGranted,
)
from tests.stories import (
    ADULT,
    CHILD,
    GUARDIAN,
    PERIOD,
    SPORTS_DAY,
    at_start,
    clearance,
    consent,
    neighbourhood,
    scheduled,
    seat,
)

HERE = (*neighbourhood(), *scheduled(), seat(CHILD), seat(ADULT))
CAME = CheckedIn(SPORTS_DAY, CHILD, at_start(1))
ENDS, CLOCK = PERIOD.end, System("clock")
WENT = CheckedOut(SPORTS_DAY, CHILD, ENDS, forgotten=False)
MINUTES = timedelta(minutes=COLLECTION_MINUTES.default)
SECOND = timedelta(seconds=1)
NEIGHBOUR = CollectorId("neighbour-1")
NAME = "Person neighbour-1"
UNCALLED = EmergencyContactWithdrawn(CHILD)
YES = CollectionAuthorised(NEIGHBOUR, CHILD, GUARDIAN, NAME, BEGINNING, None)
NO = CollectionRefused(NEIGHBOUR, CHILD, GUARDIAN)
SECOND_GUARDIAN = GuardianLinked(CHILD, ADULT)
LOOK = RecordUncollected(SPORTS_DAY, CHILD)
OVERDUE = CollectionOverdue(SPORTS_DAY, CHILD, ENDS)
TO_GUARDIAN = HandOver(SPORTS_DAY, CHILD, ENDS, guardian_id=GUARDIAN)
TO_NEIGHBOUR = HandOver(SPORTS_DAY, CHILD, ENDS, collector_id=NEIGHBOUR)
ALONE = HandOver(SPORTS_DAY, CHILD, ENDS, alone=True)
WITH_GUARDIAN = HandedOver(SPORTS_DAY, CHILD, ENDS, GUARDIAN, None, None)
WITH_NEIGHBOUR = HandedOver(SPORTS_DAY, CHILD, ENDS, None, NEIGHBOUR, NAME)
BY_ITSELF = HandedOver(SPORTS_DAY, CHILD, ENDS, None, None, None)
MAY_GO_ALONE = consent(CHILD, ConsentKind.LEAVING_ALONE)


def at_the_end(*happened: Event) -> Given:
    """A child that came and went, and what else happened."""
    return given(*HERE, CAME, WENT, *happened)


def test_r46_no_minor_is_checked_in_for_whom_nobody_can_be_called() -> None:
    """Not by whoever tells it; with a contact, of age, or where it is not asked for, they are."""
    check_in = CheckIn(SPORTS_DAY, CHILD, at_start(1))
    for who in (GUARDIAN, FOUNDER):
        given(*HERE, UNCALLED).when(check_in, by=who, at=at_start(2)).then_refused(
            EmergencyContactMissing(CHILD)
        )
    given(*HERE).when(check_in, by=GUARDIAN, at=at_start(2)).then(CAME)
    grown = CheckIn(SPORTS_DAY, ADULT, at_start(1))
    given(*HERE).when(grown, by=ADULT, at=at_start(2)).then(
        CheckedIn(SPORTS_DAY, ADULT, at_start(1))
    )
    off = SettingsChanged((MINORS_NEED_CONTACT.at(0),))
    given(*HERE, UNCALLED, off).when(check_in, by=GUARDIAN, at=at_start(2)).then(CAME)


def test_r46_a_sheet_is_held_to_it_while_the_occurrence_goes_on() -> None:
    """While it goes on there is still somebody to be named; what is over is as it was."""
    present = RecordPresence(SPORTS_DAY, CHILD)
    story = given(*HERE, UNCALLED)
    story.when(present, at=ENDS - SECOND).then_refused(EmergencyContactMissing(CHILD))
    story.when(present, at=ENDS).then(PresenceRecorded(SPORTS_DAY, CHILD))
    given(*HERE).when(present, at=at_start()).then(PresenceRecorded(SPORTS_DAY, CHILD))


def without(*names: str) -> tuple[Event, ...]:
    """The story, founded before there were these settings."""
    first, *rest = HERE
    assert isinstance(first, CommunityFounded)
    kept = tuple(one for one in first.settings if one.name not in names)
    return replaced(first, settings=kept), *rest


def test_r46_a_community_founded_before_it_was_asked_goes_on_as_before() -> None:
    """Settings in force are recorded at the founding; a later release never tightens them."""
    old = without(MINORS_NEED_CONTACT.name, COLLECTION_MINUTES.name)
    check_in = CheckIn(SPORTS_DAY, CHILD, at_start(1))
    given(*old, UNCALLED).when(check_in, by=GUARDIAN, at=at_start(2)).then(CAME)
    assert due(ENDS + 100 * MINUTES, CAME, story=old) == ()
    on = SettingsChanged((MINORS_NEED_CONTACT.at(1),))
    given(*old, UNCALLED, on).when(check_in, by=GUARDIAN, at=at_start(2)).then_refused(
        EmergencyContactMissing
    )


def test_r46_a_guardian_collects_a_child() -> None:
    """Each who is one, and nobody else, member or not, institution or coordinator."""
    at_the_end().when(TO_GUARDIAN, at=ENDS).then(WITH_GUARDIAN)
    other = replaced(TO_GUARDIAN, guardian_id=ADULT)
    for somebody in (ADULT, FOUNDER, CHILD, MemberId("stranger-1")):
        hand = replaced(TO_GUARDIAN, guardian_id=somebody)
        at_the_end().when(hand, at=ENDS).then_refused(CollectorNotAuthorised(CHILD, somebody))
    at_the_end(SECOND_GUARDIAN).when(other, at=ENDS).then(
        replaced(WITH_GUARDIAN, guardian_id=ADULT)
    )
    at_the_end(GuardianUnlinked(CHILD, GUARDIAN)).when(TO_GUARDIAN, at=ENDS).then_refused(
        CollectorNotAuthorised(CHILD, GUARDIAN)
    )


def test_r46_whom_a_guardian_named_collects_a_child() -> None:
    """Named beforehand, for this child, until the end of the time; the record says who it was."""
    at_the_end(YES).when(TO_NEIGHBOUR, at=ENDS).then(WITH_NEIGHBOUR)
    refused = CollectorNotAuthorised(CHILD, NEIGHBOUR)
    at_the_end().when(TO_NEIGHBOUR, at=ENDS).then_refused(refused)
    other_child = replaced(YES, member_id=MemberId("child-2"))
    at_the_end(other_child).when(TO_NEIGHBOUR, at=ENDS).then_refused(refused)
    afterwards = replaced(YES, since=ENDS + SECOND)
    at_the_end(afterwards).when(TO_NEIGHBOUR, at=ENDS + 2 * SECOND).then_refused(refused)
    ran_out = replaced(YES, until=ENDS)
    at_the_end(ran_out).when(TO_NEIGHBOUR, at=ENDS).then_refused(refused)
    stands = replaced(YES, until=ENDS + SECOND)
    at_the_end(stands).when(TO_NEIGHBOUR, at=ENDS).then(WITH_NEIGHBOUR)


def test_r46_where_guardians_disagree_nobody_collects() -> None:
    """A no of either, or of who ceases to be a guardian; words do not come back with a link."""
    refused = CollectorNotAuthorised(CHILD, NEIGHBOUR)
    theirs = replaced(NO, giver_id=ADULT)
    at_the_end(YES, NO).when(TO_NEIGHBOUR, at=ENDS).then_refused(refused)
    at_the_end(SECOND_GUARDIAN, YES).when(TO_NEIGHBOUR, at=ENDS).then(WITH_NEIGHBOUR)
    at_the_end(SECOND_GUARDIAN, YES, theirs).when(TO_NEIGHBOUR, at=ENDS).then_refused(refused)
    unlinked = (SECOND_GUARDIAN, YES, GuardianUnlinked(CHILD, GUARDIAN))
    at_the_end(*unlinked).when(TO_NEIGHBOUR, at=ENDS).then_refused(refused)
    linked_again = (*unlinked, GuardianLinked(CHILD, GUARDIAN))
    at_the_end(*linked_again).when(TO_NEIGHBOUR, at=ENDS).then_refused(refused)
    objector_gone = (SECOND_GUARDIAN, YES, theirs, GuardianUnlinked(CHILD, ADULT))
    at_the_end(*objector_gone).when(TO_NEIGHBOUR, at=ENDS).then(WITH_NEIGHBOUR)


def test_r46_a_child_leaves_alone_where_a_guardian_agreed() -> None:
    """Not without a word, nor after a no of another guardian."""
    at_the_end().when(ALONE, at=ENDS).then_refused(MayNotLeaveAlone(CHILD))
    at_the_end(MAY_GO_ALONE).when(ALONE, at=ENDS).then(BY_ITSELF)
    objects = ConsentRevoked(CHILD, ADULT, ConsentKind.LEAVING_ALONE)
    at_the_end(SECOND_GUARDIAN, MAY_GO_ALONE, objects).when(ALONE, at=ENDS).then_refused(
        MayNotLeaveAlone(CHILD)
    )
    its_own = consent(CHILD, ConsentKind.LEAVING_ALONE, CHILD)
    at_the_end(its_own).when(ALONE, at=ENDS).then_refused(MayNotLeaveAlone(CHILD))


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"guardian_id": GUARDIAN, "alone": True},
        {"guardian_id": GUARDIAN, "collector_id": NEIGHBOUR},
        {"collector_id": NEIGHBOUR, "alone": True},
    ],
)
def test_r46_one_way_of_leaving_is_said(said: dict[str, object]) -> None:
    """Nothing said is not `alone`, and nobody leaves in two ways."""
    hand = HandOver(SPORTS_DAY, CHILD, ENDS, **said)  # type: ignore[arg-type]
    at_the_end(YES, MAY_GO_ALONE).when(hand, at=ENDS).then_invalid("collector_id", Problem.UNKNOWN)


def test_r24_a_child_that_is_still_there_is_checked_out_with_its_hand_over() -> None:
    """One act at the door; a check-out before stays as it was."""
    early = replaced(TO_GUARDIAN, at=at_start(60))
    left = CheckedOut(SPORTS_DAY, CHILD, at_start(60), forgotten=False)
    with_guardian = replaced(WITH_GUARDIAN, at=at_start(60))
    then = given(*HERE, CAME).when(early, at=at_start(60)).then(left, with_guardian)
    assert then.state(Turnout(SPORTS_DAY, CHILD)).went == at_start(60)
    at_the_end().when(TO_GUARDIAN, at=ENDS).then(WITH_GUARDIAN)


def test_r46_a_child_is_handed_over_after_it_came() -> None:
    """At its check-out or after, unless that was forgotten; never in the future."""
    before = replaced(TO_GUARDIAN, at=at_start(0))
    given(*HERE, CAME).when(before, at=ENDS).then_invalid("at", Problem.TOO_EARLY)
    too_early = replaced(TO_GUARDIAN, at=ENDS - SECOND)
    at_the_end().when(too_early, at=ENDS).then_invalid("at", Problem.TOO_EARLY)
    forgotten = replaced(WENT, forgotten=True)
    given(*HERE, CAME, forgotten).when(too_early, at=ENDS).then(
        replaced(WITH_GUARDIAN, at=ENDS - SECOND)
    )
    at_the_end().when(TO_GUARDIAN, at=ENDS - SECOND).then_invalid("at", Problem.IN_FUTURE)
    given(*HERE).when(TO_GUARDIAN, at=ENDS).then_refused(NotCheckedIn)
    on_a_sheet = given(*HERE, PresenceRecorded(SPORTS_DAY, CHILD))
    on_a_sheet.when(TO_GUARDIAN, at=ENDS).then(WITH_GUARDIAN)
    on_a_sheet.when(replaced(before, at=at_start(-1)), at=ENDS).then_invalid(
        "at", Problem.TOO_EARLY
    )


def test_r46_a_child_is_handed_over_once() -> None:
    """The same told again is nothing new; told otherwise it is refused."""
    story = at_the_end(YES, WITH_GUARDIAN)
    story.when(TO_GUARDIAN, at=ENDS + SECOND).then_nothing()
    for other in (TO_NEIGHBOUR, replaced(TO_GUARDIAN, at=ENDS + SECOND)):
        story.when(other, at=ENDS + SECOND).then_refused(AlreadyHandedOver(SPORTS_DAY, CHILD, ENDS))


def test_r46_adults_go_as_they_like() -> None:
    """Who is of age is neither handed over nor looked for."""
    came = CheckedIn(SPORTS_DAY, ADULT, at_start(1))
    hand = replaced(TO_GUARDIAN, member_id=ADULT)
    given(*HERE, came).when(hand, at=ENDS).then_refused(NotAMinor(ADULT))
    look = RecordUncollected(SPORTS_DAY, ADULT)
    given(*HERE, came).when(look, at=ENDS + MINUTES).then_refused(NotAMinor(ADULT))
    assert look not in due(ENDS + MINUTES, came)


@pytest.mark.parametrize("command", [TO_GUARDIAN, LOOK])
def test_nobody_leaves_what_is_unknown(command: Command) -> None:
    """There has to be an occurrence."""
    given(*neighbourhood()).when(command, at=ENDS).then_refused(OccurrenceUnknown)


def test_r43_who_hands_a_child_over() -> None:
    """A coordinator, or a tutor; not the one who collects it, and not the child."""
    tutor = RoleGranted(ADULT, TUTOR, Scope())
    at_the_end(tutor).when(TO_GUARDIAN, by=ADULT, at=ENDS).then(WITH_GUARDIAN)
    for who in (GUARDIAN, CHILD, ADULT):
        at_the_end().when(TO_GUARDIAN, by=who, at=ENDS).then_refused(NotPermitted)


def test_r46_whoever_hands_children_over_is_cleared_on_the_day() -> None:
    """Staff alone, whether coordinator or tutor: a collector is named by a guardian and is none."""
    tutor = RoleGranted(ADULT, TUTOR, Scope())
    told = (*neighbourhood(cleared=True), *scheduled(), seat(CHILD), CAME, WENT, tutor)
    day = ENDS.date()
    given(*told).when(TO_GUARDIAN, by=ADULT, at=ENDS).then(WITH_GUARDIAN)
    given(*told, YES).when(TO_NEIGHBOUR, by=ADULT, at=ENDS).then(WITH_NEIGHBOUR)
    uncleared = ClearanceMissing(FOUNDER, day)
    given(*told).when(TO_GUARDIAN, by=FOUNDER, at=ENDS).then_refused(uncleared)
    short = clearance(FOUNDER, day, day)
    given(*told, short).when(TO_GUARDIAN, by=FOUNDER, at=ENDS).then(WITH_GUARDIAN)
    off = SettingsChanged((CLEARANCE_REQUIRED.at(0),))
    given(*told, off).when(TO_GUARDIAN, by=FOUNDER, at=ENDS).then(WITH_GUARDIAN)


def test_r46_what_is_told_later_is_asked_of_the_day_when_it_was() -> None:
    """Who was cleared then may tell it the next day; who is only since may not; told is told."""
    told = (*neighbourhood(cleared=True), *scheduled(), seat(CHILD), CAME, WENT)
    day, later = ENDS.date(), ENDS + timedelta(days=1)
    then = given(*told, clearance(FOUNDER, day, day))
    then.when(TO_GUARDIAN, by=FOUNDER, at=later).then(WITH_GUARDIAN)
    since = given(*told, clearance(FOUNDER, later.date()))
    since.when(TO_GUARDIAN, by=FOUNDER, at=later).then_refused(ClearanceMissing(FOUNDER, day))
    given(*told, WITH_GUARDIAN).when(TO_GUARDIAN, by=FOUNDER, at=later).then_nothing()


def test_r46_a_guardian_says_who_may_collect() -> None:
    """In person; neither the child nor a coordinator says it for them."""
    name = AuthoriseCollection(NEIGHBOUR, CHILD, NAME)
    given(*HERE).when(name, by=GUARDIAN).then(YES)
    given(*HERE, YES).when(name, by=GUARDIAN).then_nothing()
    for who in (CHILD, FOUNDER, ADULT):
        given(*HERE).when(name, by=who).then_refused(NotPermitted)
        given(*HERE, YES).when(RefuseCollection(NEIGHBOUR, CHILD), by=who).then_refused(
            NotPermitted
        )


def test_r46_one_id_stands_for_one_collector() -> None:
    """Another guardian may name the same one, and nobody another one under the same id."""
    story = given(*HERE, SECOND_GUARDIAN, YES)
    other = AuthoriseCollection(NEIGHBOUR, CHILD, "Person neighbour-2")
    for who in (GUARDIAN, ADULT):
        story.when(other, by=who).then_refused(CollectorExists(CHILD, NEIGHBOUR))
    story.when(AuthoriseCollection(NEIGHBOUR, CHILD, NAME), by=ADULT).then(
        replaced(YES, giver_id=ADULT)
    )


def test_r46_a_word_may_end() -> None:
    """After now; another end is another word, and after a no there is a new yes."""
    until = BEGINNING + timedelta(days=1)
    name = AuthoriseCollection(NEIGHBOUR, CHILD, NAME, until)
    given(*HERE, YES).when(name, by=GUARDIAN).then(replaced(YES, until=until))
    given(*HERE, YES).when(name, by=GUARDIAN, at=until).then_invalid("until", Problem.TOO_EARLY)
    given(*HERE, YES, NO).when(replaced(name, until=None), by=GUARDIAN).then(YES)


def test_r46_a_guardian_says_no() -> None:
    """To their own word or to another's, once, and only to somebody who was named."""
    refuse = RefuseCollection(NEIGHBOUR, CHILD)
    given(*HERE, YES).when(refuse, by=GUARDIAN).then(NO)
    given(*HERE, YES, NO).when(refuse, by=GUARDIAN).then_nothing()
    given(*HERE, SECOND_GUARDIAN, YES).when(refuse, by=ADULT).then(replaced(NO, giver_id=ADULT))
    given(*HERE).when(refuse, by=GUARDIAN).then_refused(CollectorUnknown(CHILD, NEIGHBOUR))


def test_r46_whom_nobody_collected_is_recorded() -> None:
    """Some minutes after the end, once, by the clock or a coordinator, of a child that came."""
    at_the_end().when(LOOK, by=CLOCK, at=ENDS + MINUTES).then(OVERDUE)
    at_the_end().when(LOOK, at=ENDS + MINUTES).then(OVERDUE)
    at_the_end().when(LOOK, by=CLOCK, at=ENDS + MINUTES - SECOND).then_refused(
        StillTimeToCollect(SPORTS_DAY, CHILD, ENDS + MINUTES)
    )
    at_the_end(OVERDUE).when(LOOK, by=CLOCK, at=ENDS + MINUTES).then_nothing()
    at_the_end(WITH_GUARDIAN).when(LOOK, by=CLOCK, at=ENDS + MINUTES).then_nothing()
    given(*HERE).when(LOOK, by=CLOCK, at=ENDS + MINUTES).then_refused(NotCheckedIn)
    at_the_end().when(LOOK, by=GUARDIAN, at=ENDS + MINUTES).then_refused(NotPermitted)


def test_r46_late_is_better_than_never() -> None:
    """What was overdue may be told all the same, and both stay known."""
    then = at_the_end(OVERDUE).when(TO_GUARDIAN, at=ENDS + MINUTES).then(WITH_GUARDIAN)
    known = then.state(Collection(SPORTS_DAY, CHILD))
    assert (known.overdue, known.handed_over) == (True, WITH_GUARDIAN)


def due(at: datetime, *happened: Event, story: tuple[Event, ...] = HERE) -> tuple[Command, ...]:
    """For whom time looks."""
    fold = STANDARD.deadlines()
    for event in (*story, *happened):
        fold.see(event)
    return tuple(one for one in fold.due(at) if isinstance(one, RecordUncollected))


def test_r46_time_looks_for_children_some_minutes_after_the_end() -> None:
    """Also for those who went, until it is told with whom, or that it is not known."""
    assert due(ENDS + MINUTES - SECOND, CAME) == ()
    for happened in ((CAME,), (CAME, WENT)):
        assert due(ENDS + MINUTES, *happened) == (LOOK,)
    for settled in (WITH_GUARDIAN, BY_ITSELF, OVERDUE):
        assert due(ENDS + MINUTES, CAME, WENT, settled) == ()
    on_a_sheet = PresenceRecorded(SPORTS_DAY, CHILD)
    assert due(ENDS + MINUTES, on_a_sheet) == ()


def test_r46_time_looks_as_the_settings_in_force_say() -> None:
    """At another time, and at 0 not at all; a minor is who is one by the age in force."""
    longer = SettingsChanged((COLLECTION_MINUTES.at(90),))
    assert due(ENDS + MINUTES, CAME, longer) == ()
    assert due(ENDS + 3 * MINUTES, longer, CAME) == (LOOK,)
    assert due(ENDS + 3 * MINUTES, CAME, SettingsChanged((COLLECTION_MINUTES.at(0),))) == ()


def test_r46_time_looks_after_the_end_as_it_is_now() -> None:
    """When it was moved, or called off, children are collected after that."""
    later = Period(PERIOD.start, ENDS + MINUTES)
    local = LocalPeriod.of(later, "Asia/Shanghai")
    moved = OccurrenceMoved(SPORTS_DAY, later, local, None, None, ENDS, exception=True)
    assert due(ENDS + MINUTES, CAME, moved) == ()
    assert due(ENDS + 2 * MINUTES, CAME, moved) == (LOOK,)
    at = at_start(30)
    called_off = OccurrenceCancelled(SPORTS_DAY, at, "Rain")
    assert due(at + MINUTES, CAME, called_off) == (LOOK,)
    given(*HERE, CAME, called_off).when(LOOK, by=CLOCK, at=at + MINUTES).then(
        replaced(OVERDUE, ended=at)
    )


def test_r43_who_may_know_whom_to_call_and_who_collects() -> None:
    """The child, its guardians, coordinators and tutors; nobody else."""
    tutor = RoleGranted(MemberId("tutor-1"), TUTOR, Scope())
    story = at_the_end(YES, WITH_NEIGHBOUR, tutor)
    community = Community(story.log(), STANDARD)
    states = (EmergencyContact(CHILD), Collectors(CHILD), Collection(SPORTS_DAY, CHILD))
    for state in states:
        for who in (GUARDIAN, CHILD, FOUNDER, MemberId("tutor-1")):
            assert community.acting(who).state(state) == community.state(state)
        with pytest.raises(NotPermitted):
            community.acting(ADULT).state(state)
