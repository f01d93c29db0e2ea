"""What a domain refuses when it is put together: mistakes are told before the first command."""

from collections import Counter
from collections.abc import Iterator
from typing import NewType

import pytest

from community_domain import (
    STANDARD,
    Command,
    Context,
    Domain,
    Event,
    Kind,
    MemberId,
    Read,
    Refusal,
    Right,
    Setting,
    Slice,
    State,
    anyone,
    command,
    decides,
    event,
    folded,
    identifier,
    on,
    personal,
    policy,
    process,
    refusal,
    state,
)
from community_domain.activities import SeatLeft
from community_domain.members import COORDINATOR, TRAVEL_GAP, Agenda, Profile

CourseId = NewType("CourseId", str)
identifier(CourseId, tag="course")
OtherCourseId = NewType("OtherCourseId", str)
identifier(OtherCourseId, tag="course")
StrayId = NewType("StrayId", str)
identifier(StrayId, tag="stray")


@event("course.offered")
class CourseOffered(Event):
    """A course."""

    course_id: CourseId


@command("course.offer")
class OfferCourse(Command):
    """Offer a course."""

    course_id: CourseId


@decides(by=anyone)
def offer_course(command: OfferCourse, context: Context, read: Read) -> Iterator[Event]:
    """Offer it."""
    yield CourseOffered(command.course_id)


@state
class Course(State):
    """A course."""

    course_id: CourseId
    offered: bool = folded(default=False)

    @on
    def offered_now(self, event: CourseOffered) -> None:
        """Note it."""
        self.offered = True


def part(namespace: str = "course", **rooms: object) -> Slice:
    """A slice with a course, some rooms replaced."""
    empty = dict.fromkeys(("processes", "policies", "refusals", "settings"), ())
    usual = {
        "events": (CourseOffered,),
        "commands": (OfferCourse,),
        "states": (Course,),
        "decisions": (offer_course,),
    }
    return Slice(namespace, **{**empty, **usual, **rooms})  # type: ignore[arg-type]


def test_a_slice_that_fits_is_taken() -> None:
    """The grown domain knows its events, and nothing in it is forgotten."""
    grown = STANDARD + part()
    assert CourseOffered in grown.events
    assert grown.forgotten() == ()
    assert repr(grown) == repr(STANDARD).replace(")", ", course)")


def test_the_standard_domain_forgets_nothing() -> None:
    """Every event that carries a state's identity is handled, or ignored with a reason."""
    assert STANDARD.forgotten() == ()


def test_an_event_nobody_settled_is_found() -> None:
    """A new event with a member's tag concerns the agenda until its slice says it does not."""

    @event("course.ended")
    class CourseEnded(Event):
        """Someone finished a course."""

        course_id: CourseId
        member_id: MemberId

    events = (CourseOffered, CourseEnded)
    grown = STANDARD + part(events=events)
    assert set(grown.forgotten()) == {(Agenda, CourseEnded), (Course, CourseEnded)}
    settled = part(
        events=events,
        ignores={
            Agenda: {"It is over": (CourseEnded,)},
            Course: {"It goes on without them": (CourseEnded,)},
        },
    )
    assert (STANDARD + settled).forgotten() == ()


@event("elsewhere.offered")
class Elsewhere(Event):
    """An event whose name belongs to another slice."""

    course_id: CourseId


@event("course.strayed")
class Strayed(Event):
    """An event with a tag of another namespace."""

    stray_id: StrayId


@event("course.offered-otherwise")
class OfferedOtherwise(Event):
    """An event with another identifier under the same tag."""

    course_id: OtherCourseId


@state
class NeverSelected(State):
    """A state whose identity its event does not carry."""

    course_id: CourseId
    left: bool = folded(default=False)

    @on
    def has_left(self, event: SeatLeft) -> None:
        """Note it."""
        self.left = True


@state
class Everywhere(State):
    """A state without identity over an event that is not marked for it."""

    offered: bool = folded(default=False)

    @on
    def offered_now(self, event: CourseOffered) -> None:
        """Note it."""
        self.offered = True


@event("course.told")
class Told(Event):
    """Something personal."""

    course_id: CourseId
    member_id: MemberId
    words: str = personal(subject="member_id")


@state
class Words(State):
    """A state with personal values."""

    course_id: CourseId
    words: str | None = folded(None)

    @on
    def told(self, event: Told) -> None:
        """Note it."""
        self.words = event.words


@command("course.unheard-of")
class UnheardOf(Command):
    """A command of no slice."""


@policy("course.quiet")
def quiet(command: UnheardOf, context: Context, read: Read) -> None:
    """Never run."""


@process("consent-guard")
def impostor(event: CourseOffered) -> Iterator[Command]:
    """Take a name of the core's."""
    yield from ()


def nobody(subject: object, context: Context, read: Read) -> None:
    """Grant nothing."""


@decides(by=Right("someone", "某人", nobody, ("nobody_id",)))
def misspelt(command: OfferCourse, context: Context, read: Read) -> Iterator[Event]:
    """Ask for a field the command lacks."""
    yield CourseOffered(command.course_id)


@refusal("overlapping", kind=Kind.RULE, en="No.", zh="不。")
class AlsoOverlapping(Refusal):
    """A refusal with a code of the core's."""


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (part("activity"), "namespace activity is declared twice"),
        (part(events=(CourseOffered, CourseOffered)), "event course.offered is declared twice"),
        (part(events=(CourseOffered, Elsewhere)), "elsewhere.offered must start with course."),
        (part(events=(CourseOffered, Strayed)), "tag stray must be course or start with course-"),
        (part(events=(CourseOffered, OfferedOtherwise)), "tag course is claimed by more than one"),
        (part(decisions=()), "nothing decides OfferCourse"),
        (part(decisions=(offer_course,) * 2), "decision for course.offer is declared twice"),
        (part(decisions=(misspelt,)), "OfferCourse has no .'nobody_id'., which someone needs"),
        (part(policies=(quiet,)), "no slice lists UnheardOf"),
        (part(processes=(impostor,)), "process consent-guard is declared twice"),
        (part(refusals=(AlsoOverlapping,)), "refusal overlapping is declared twice"),
        (part(roles=(COORDINATOR,)), "role coordinator .*, by the slices member and course"),
        (part(settings=(TRAVEL_GAP,)), "by the slices member and course; .* without __all__"),
        (part(settings=(Setting("other.places", 1, "persons"),)), "other.places must start with"),
        (part(states=(Course, NeverSelected)), "handles SeatLeft, which its tags never select"),
        (part(states=(Course, Everywhere)), "handles CourseOffered, which its tags never select"),
        (part(events=(CourseOffered, Told), states=(Words,)), "Words holds personal values; say"),
        (part(ignores={Words: {}}), "no slice lists Words"),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_what_does_not_fit_is_refused(wrong: Slice, told: str) -> None:
    """Each mistake has a sentence of its own."""
    with pytest.raises(TypeError, match=told):
        _ = STANDARD + wrong


def test_personal_states_say_who_reads_them() -> None:
    """With a reader the same state is taken, and a family's handler needs none."""
    events = (CourseOffered, Told)
    states = (Course, Words)
    ignores = {Agenda: {"Words take no time": (Told,)}, Course: {"Words": (Told,)}}
    grown = STANDARD + part(events=events, states=states, readers={Words: anyone}, ignores=ignores)
    assert grown.readers[Words] is anyone
    assert Profile in grown.readers


def test_a_domain_is_immutable() -> None:
    """Adding a slice makes another domain."""
    grown = STANDARD + part()
    assert CourseOffered not in STANDARD.events
    assert isinstance(grown, Domain)
    with pytest.raises(AttributeError):
        grown.slices = ()  # type: ignore[misc]


def test_declarations_are_checked_where_they_stand() -> None:
    """A message that names no field, a subject that is none, a missing upcaster, an idle state."""
    with pytest.raises(TypeError, match="no field for"):
        refusal("course.broken", kind=Kind.RULE, en="{nope}", zh="不。")(
            type("Broken", (Refusal,), {})
        )
    with pytest.raises(TypeError, match="to be its subject"):

        @event("course.lost")
        class Lost(Event):
            """Whose words are these?"""

            words: str = personal(subject="nobody_id")

    with pytest.raises(TypeError, match="version 3 needs an upcaster from version 1"):
        event("course.grown", version=3)
    with pytest.raises(TypeError, match=r"Deaf\.heard must take what it handles as `event`"):

        @state
        class Deaf(State):  # pyright: ignore[reportUnusedClass]
            """Calls it otherwise."""

            course_id: CourseId

            @on
            def heard(self, other: CourseOffered) -> None:
                """Nobody knows of what."""

    with pytest.raises(TypeError, match="handles nothing"):

        @state
        class Idle(State):
            """Folds nothing."""

            course_id: CourseId

    with pytest.raises(TypeError, match="are no identifiers"):

        @state
        class Vague(State):
            """Has a plain text for identity."""

            course: str

            @on
            def offered(self, event: CourseOffered) -> None:
                """Note it."""


def test_a_name_stands_for_one_thing() -> None:
    """No two slices call different things alike: whoever imports from both keeps them apart."""
    kinds = [
        *STANDARD.events,
        *STANDARD.commands,
        *STANDARD.states,
        *(kind for part in STANDARD.slices for kind in part.refusals),
    ]
    names = Counter(kind.__name__ for kind in kinds)
    assert [name for name, times in names.items() if times > 1] == []
