"""Given, when, then: what a story demands, and what it says when it is not so."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from community_domain_testkit import BEGINNING, FOUNDER, Given, founded, given, in_words
from community_domain_testkit.differences import between_refusals
from community_domain_testkit.happenings import RecordAsGiven
from community_domain_testkit.wrapping import Blank

from community_domain import (
    STANDARD,
    Command,
    Context,
    Domain,
    Event,
    InstantGoesBack,
    Kind,
    MemberId,
    NotPermitted,
    Period,
    Problem,
    Read,
    Refusal,
    SettingValue,
    Slice,
    anyone,
    command,
    decides,
    event,
    process,
    refusal,
)
from community_domain.activities import (
    ActivityId,
    ActivityOffered,
    CapacityChanged,
    ChangeCapacity,
    OccurrenceId,
    OfferActivity,
    ScheduleOccurrence,
    SeatConfirmed,
    SeatReleased,
    Seats,
    SignUp,
    WaitlistJoined,
)
from community_domain.community import ChangeSettings, Settings
from community_domain.members import (
    ConsentKind,
    ConsentRevoked,
    EnrolMinor,
    MemberKind,
    MemberRegistered,
    RegisterMember,
    RevokeConsent,
    Standing,
)

ACTIVITY, OCCURRENCE = ActivityId("activity-1"), OccurrenceId("occurrence-1")
ADULT, OTHER, CHILD = MemberId("member-1"), MemberId("member-2"), MemberId("member-3")
PERIOD = Period(BEGINNING + timedelta(days=2), BEGINNING + timedelta(days=2, hours=1))


@pytest.fixture
def occurrence() -> Given:
    """An occurrence with one seat, and two adults."""
    story = given(
        *founded(),
        OfferActivity(ACTIVITY, "Sports day"),
        ScheduleOccurrence(OCCURRENCE, ACTIVITY, PERIOD, capacity=1),
    )
    for member_id in (ADULT, OTHER):
        born = date(1990, 1, 1)
        story = story.and_given(
            MemberRegistered(member_id, MemberKind.PERSON, "Member", born, None)
        )
    return story


def test_then_compares_the_commands_own_events(occurrence: Given) -> None:
    """Exactly these events in this order: that is what a decision means."""
    occurrence.when(SignUp(OCCURRENCE, ADULT), by=ADULT).then(
        SeatConfirmed(OCCURRENCE, ADULT, PERIOD)
    )


def test_follow_ups_are_told_apart() -> None:
    """What processes do after a command is no event of the command, and nothing of it is lost."""
    consents = (ConsentKind.DATA, ConsentKind.TAKING_PART)
    story = (
        given(
            *founded(),
            OfferActivity(ACTIVITY, "Sports day"),
            ScheduleOccurrence(OCCURRENCE, ACTIVITY, PERIOD, capacity=1),
            RegisterMember(ADULT, "Member", date(1990, 1, 1)),
            EnrolMinor(CHILD, ADULT, "Child", date(2014, 1, 1), consents),
        )
        .and_done(SignUp(OCCURRENCE, CHILD), by=ADULT)
        .and_done(SignUp(OCCURRENCE, ADULT), by=ADULT, at=BEGINNING + timedelta(hours=1))
    )
    revoke = RevokeConsent(CHILD, ADULT, ConsentKind.DATA)
    then = story.when(revoke, by=ADULT)
    then.then(ConsentRevoked(CHILD, ADULT, ConsentKind.DATA)).followed_by(
        SeatReleased(OCCURRENCE, CHILD, "consent-missing"),
        SeatConfirmed(OCCURRENCE, ADULT, PERIOD),
    )
    with pytest.raises(AssertionError, match="event 2 was not expected: SeatConfirmed"):
        then.followed_by(SeatReleased(OCCURRENCE, CHILD, "consent-missing"))
    with pytest.raises(AssertionError, match="expected follow-ups\n  nothing"):
        then.followed_by()


def test_nothing_means_accepted_without_effect(occurrence: Given) -> None:
    """A repeated wish is accepted and records nothing; a refusal is not nothing."""
    seated = occurrence.and_done(SignUp(OCCURRENCE, ADULT), by=ADULT)
    seated.when(SignUp(OCCURRENCE, ADULT), by=ADULT).then_nothing()
    with pytest.raises(AssertionError, match="it was refused: NotPermitted"):
        seated.when(SignUp(OCCURRENCE, OTHER), by=ADULT).then_nothing()
    with pytest.raises(AssertionError, match="event 1 was not expected: WaitlistJoined"):
        seated.when(SignUp(OCCURRENCE, OTHER), by=OTHER).then_nothing()


def test_a_refusal_is_named_by_type_or_by_its_values(occurrence: Given) -> None:
    """The type is enough where the values do not matter; where they do, all of them must agree."""
    then = occurrence.when(SignUp(OCCURRENCE, ADULT), by=ADULT, at=BEGINNING - timedelta(minutes=1))
    then.then_refused(InstantGoesBack)
    then.then_refused(InstantGoesBack(BEGINNING - timedelta(minutes=1), BEGINNING))
    with pytest.raises(AssertionError) as failure:
        then.then_refused(InstantGoesBack(BEGINNING - timedelta(minutes=2), BEGINNING))
    assert str(failure.value).splitlines()[-2:] == [
        "it was refused in other words:",
        "  InstantGoesBack: at is 2024-05-31 23:59, not 2024-05-31 23:58",
    ]
    with pytest.raises(AssertionError, match="expected refusal\n  NotPermitted\nbut\nit was ref"):
        then.then_refused(NotPermitted)


def test_an_accepted_command_is_no_refusal(occurrence: Given) -> None:
    """A rule that was switched off must be noticed where its refusal is expected."""
    with pytest.raises(AssertionError, match="it was accepted"):
        occurrence.when(SignUp(OCCURRENCE, ADULT), by=ADULT).then_refused(NotPermitted)


def test_a_failure_prints_the_story_and_the_difference(occurrence: Given) -> None:
    """Whoever reads a failure sees what happened before, what was wanted, and the one field."""
    story = occurrence.and_done(SignUp(OCCURRENCE, ADULT), by=ADULT)
    with pytest.raises(AssertionError) as failure:
        story.when(SignUp(OCCURRENCE, OTHER), by=OTHER).then(WaitlistJoined(OCCURRENCE, OTHER, 3))
    told = str(failure.value).splitlines()
    where = "occurrence_id='occurrence-1'"
    assert told[-6:] == [
        f"given  2024-06-01 00:00  member-1: SignUp({where}, member_id='member-1')",
        f"when   2024-06-01 00:00  member-2: SignUp({where}, member_id='member-2')",
        "expected events",
        "  WaitlistJoined(occurrence_id='occurrence-1', member_id='member-2', priority=3)",
        "but",
        "  event 1, WaitlistJoined: priority is 0, not 3",
    ]


def test_a_missing_event_and_one_of_another_type_are_named(occurrence: Given) -> None:
    """Each event that differs gets its line, so that a long list need not be compared by eye."""
    then = occurrence.when(ChangeCapacity(OCCURRENCE, 2))
    seat = SeatConfirmed(OCCURRENCE, ADULT, PERIOD)
    with pytest.raises(AssertionError, match="event 2 is missing: SeatConfirmed"):
        then.then(CapacityChanged(OCCURRENCE, 2), seat)
    with pytest.raises(AssertionError, match=r"event 1 is CapacityChanged\(.*, not a SeatConf"):
        then.then(seat)


def test_history_told_by_commands_must_have_happened(occurrence: Given) -> None:
    """A story built on a command that was refused, or did nothing, is not the one it tells."""
    with pytest.raises(AssertionError, match="but it was refused: NotPermitted"):
        occurrence.and_done(SignUp(OCCURRENCE, OTHER), by=ADULT).log()
    with pytest.raises(AssertionError, match="but it had no effect"):
        occurrence.and_done(OfferActivity(ACTIVITY, "Sports day")).log()


def test_states_can_be_looked_at_afterwards(occurrence: Given) -> None:
    """Where the state says more than the events, a story may end with it."""
    then = occurrence.when(SignUp(OCCURRENCE, ADULT), by=ADULT)
    assert list(then.state(Seats(OCCURRENCE)).confirmed) == [ADULT]


def test_time_goes_on_in_a_story() -> None:
    """Steps without an instant happen when the last one did, so R44 never surprises a story."""
    later = BEGINNING + timedelta(days=1)
    then = given(*founded(), at=later).when(OfferActivity(ACTIVITY, "Sports day"))
    assert [row.envelope.context.at for row in then.recorded] == [later]
    assert then.recorded[0].envelope.context.actor == FOUNDER


def test_what_a_decision_turns_on_is_in_its_boundary(occurrence: Given) -> None:
    """The seat that is taken is read, and the one at another occurrence is not."""
    taken = occurrence.because(SeatConfirmed(OCCURRENCE, OTHER, PERIOD))
    elsewhere = SeatConfirmed(OccurrenceId("occurrence-2"), OTHER, PERIOD)
    sign_up = SignUp(OCCURRENCE, ADULT)
    taken.when(sign_up, by=ADULT).then(WaitlistJoined(OCCURRENCE, ADULT, 0))
    taken.beside(elsewhere).when(sign_up, by=ADULT).then(WaitlistJoined(OCCURRENCE, ADULT, 0))


def test_a_reason_that_is_not_read_fails_the_story(occurrence: Given) -> None:
    """A seat taken somewhere else is no reason for anything: the story would pass by accident."""
    elsewhere = SeatConfirmed(OccurrenceId("occurrence-2"), OTHER, PERIOD)
    with pytest.raises(AssertionError) as failure:
        occurrence.because(elsewhere).when(SignUp(OCCURRENCE, ADULT), by=ADULT)
    told = str(failure.value).splitlines()
    assert told[-6].startswith("given  2024-06-01 00:00  because SeatConfirmed(")
    assert told[-4:-1] == ["expected to turn on", f"  {in_words(elsewhere)}", "but"]
    assert told[-1] == (
        "the decision does not read it: it carries occurrence:occurrence-2 with member:member-2, "
        "but was looked for with occurrence:occurrence-1 or member:member-1"
    )


def test_an_event_that_no_state_takes_fails_the_story(occurrence: Given) -> None:
    """What an offer says of an activity matters to nobody who changes the seats."""
    story = occurrence.because(ActivityOffered(ACTIVITY, "Sports day"))
    with pytest.raises(AssertionError, match="does not read it: it carries activity:activity-1"):
        story.when(ChangeCapacity(OCCURRENCE, 2))


def test_a_refusal_that_came_before_a_reason_is_told(occurrence: Given) -> None:
    """Who may not ask is refused before anybody looks at the seats: that is why they are unread."""
    story = occurrence.because(SeatConfirmed(OCCURRENCE, OTHER, PERIOD))
    with pytest.raises(AssertionError, match=r"expected to turn on(.|\n)*it was refused: NotPerm"):
        story.when(SignUp(OCCURRENCE, ADULT), by=OTHER)


def test_what_stands_beside_must_not_be_read(occurrence: Given) -> None:
    """A story that says something does not matter is wrong as soon as it is looked at."""
    story = occurrence.beside(SeatConfirmed(OCCURRENCE, OTHER, PERIOD))
    with pytest.raises(AssertionError, match=r"not to matter\n  SeatConfirmed.*\nbut\n.*reads it"):
        story.when(SignUp(OCCURRENCE, ADULT), by=ADULT)


def test_only_an_event_can_matter_or_not(occurrence: Given) -> None:
    """Of a command nobody could say whether the decision reads it."""
    sign_up: Any = SignUp(OCCURRENCE, ADULT)
    for bearing in (occurrence.because, occurrence.beside):
        with pytest.raises(TypeError, match=r"SignUp\(.*is no event; tell a command with and_done"):
            bearing(sign_up)


@pytest.mark.parametrize(
    ("later", "told"),
    [
        (timedelta(0), "2024-06-01 00:00"),
        (timedelta(seconds=5), "2024-06-01 00:00:05"),
        (timedelta(microseconds=1), "2024-06-01 00:00:00.000001"),
    ],
)
def test_instants_that_differ_are_told_differently(later: timedelta, told: str) -> None:
    """A tick over an edge is all that tells a command that is refused from one that is not."""
    assert in_words(BEGINNING + later) == told


@pytest.mark.parametrize(
    ("what", "told"),
    [
        (founded(), "a tuple is told one by one: put a star before it"),
        (SignUp, "SignUp is a type; tell one of it, with its fields"),
        ("Sports day", "a str is neither an event nor a command"),
        (RecordAsGiven(), "RecordAsGiven is no command of Domain"),
        (Blank(), "Blank is no event of Domain"),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_what_a_domain_cannot_say_is_no_story(what: Any, told: str) -> None:
    """An event of a slice that the domain does not have would be read by nobody."""
    with pytest.raises(TypeError, match=told):
        given(*founded()).and_given(what)
    if not isinstance(what, Event):
        with pytest.raises(TypeError, match=told):
            given(*founded()).when(what)


@pytest.mark.parametrize("refusal", ["All seats are taken.", SignUp, None])
def test_a_sentence_is_no_refusal(occurrence: Given, refusal: Any) -> None:
    """Sentences change, and there are two of each."""
    with pytest.raises(TypeError, match="is no refusal; say its type, as in NotPermitted, or one"):
        occurrence.when(SignUp(OCCURRENCE, ADULT), by=OTHER).then_refused(refusal)


@refusal("seven", kind=Kind.RULE, en="{told} {n}", zh="{told} {n}")
class Seven(Refusal):
    """Has a field that is given by name alone."""

    told: tuple[str, ...]
    n: int = attrs.field(kw_only=True)


def test_what_differs_looks_different() -> None:
    """Also where it is by name alone, and where a long tuple is told in short."""
    assert "n is 7, not 8" in between_refusals(Seven((), n=8), Seven((), n=7))
    many, other = ("a", "b", "c", "d", "e"), ("a", "b", "c", "d", "f")
    told = between_refusals(Seven(other, n=7), Seven(many, n=7))
    assert f"told is {many!r}, not {other!r}" in told


def test_the_problem_of_a_field_is_looked_at(occurrence: Given) -> None:
    """The right field with another problem is another refusal."""
    then = occurrence.when(ChangeSettings((SettingValue("nothing.such", 1),)))
    then.then_invalid("settings", Problem.UNKNOWN)
    with pytest.raises(
        AssertionError, match=r"expected refusal\n  InvalidValue\(field='settings', p"
    ):
        then.then_invalid("settings", Problem.TOO_LARGE)


def test_what_a_process_reads_counts(occurrence: Given) -> None:
    """Whoever moves up from the line is a reason, though only the follow-up looks at the line."""
    consents = (ConsentKind.DATA, ConsentKind.TAKING_PART)
    enrol = EnrolMinor(CHILD, ADULT, "Child", date(2014, 1, 1), consents)
    story = occurrence.and_given(enrol).because(
        SeatConfirmed(OCCURRENCE, CHILD, PERIOD), WaitlistJoined(OCCURRENCE, OTHER, 0)
    )
    revoked = story.when(RevokeConsent(CHILD, ADULT, ConsentKind.DATA), by=ADULT)
    revoked.followed_by(
        SeatReleased(OCCURRENCE, CHILD, "consent-missing"),
        SeatConfirmed(OCCURRENCE, OTHER, PERIOD),
    )


@event("cheat.peeked")
class Peeked(Event):
    """Somebody looked, for the nth time."""

    member_id: MemberId
    times: int


@command("cheat.peek")
class Peek(Command):
    """A command whose decision looks past its boundary."""

    member_id: MemberId


def test_a_decision_that_looks_past_its_boundary_is_caught() -> None:
    """What is not in the boundary is not protected against change, so nothing may depend on it."""
    memory: list[Peek] = []

    @decides(by=anyone)
    def peek(command: Peek, _: Context, read: Read) -> Iterator[Event]:
        """Decide by what the process remembers, not by what the log says."""
        read(Settings())
        memory.append(command)
        yield Peeked(command.member_id, len(memory))

    part = Slice("cheat", (Peeked,), (Peek,), (), (peek,), (), (), (), ())
    story = given(*founded(), domain=Domain((*STANDARD.slices, part)))
    with pytest.raises(AssertionError, match="deciding again on its boundary alone"):
        story.when(Peek(OTHER))


@command("cheat.greet")
class Greet(Command):
    """Say hello to a member."""

    member_id: MemberId


@decides(by=anyone)
def peek_once(command: Peek, _: Context, __: Read) -> Iterator[Event]:
    """Whatever is there."""
    yield Peeked(command.member_id, 1)


@decides(by=anyone)
def greet(command: Greet, _: Context, read: Read) -> Iterator[Event]:
    """Only strangers are seen: whether somebody is one is not in the boundary of the first."""
    if read(Standing(command.member_id)).kind is None:
        yield Peeked(command.member_id, 2)


@process("greeter")
def greeter(event: Peeked) -> Iterator[Command]:
    """Whoever was seen is greeted."""
    if event.times == 1:
        yield Greet(event.member_id)


def test_a_follow_up_without_effect_has_its_boundary_too() -> None:
    """It depends on what it read, though it appended nothing that could say so."""
    part = Slice("cheat", (Peeked,), (Peek, Greet), (), (peek_once, greet), (greeter,), (), (), ())
    story = given(*founded(), domain=Domain((*STANDARD.slices, part)))
    story.when(Peek(FOUNDER)).then(Peeked(FOUNDER, 1)).followed_by()
    story.when(Peek(OTHER)).then(Peeked(OTHER, 1)).followed_by(Peeked(OTHER, 2))
