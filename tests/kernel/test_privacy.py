"""Personal values are shown or hidden by the person they are about."""

from typing import NewType

from community_domain_testkit import BEGINNING

from community_domain import (
    STANDARD,
    Command,
    CommandId,
    Community,
    Context,
    Domain,
    Envelope,
    Event,
    Grant,
    MemberId,
    MemoryLog,
    Read,
    Right,
    Slice,
    State,
    System,
    anyone,
    command,
    event,
    folded,
    identifier,
    on,
    personal,
    state,
)

NoteId = NewType("NoteId", str)
identifier(NoteId, tag="note")
WRITER, READER = MemberId("writer"), MemberId("reader")


@event("note.written")
class Written(Event):
    """Somebody wrote about somebody, or about nobody."""

    note_id: NoteId
    about_id: MemberId | None
    text: str = personal(subject="about_id")


@state
class Notes(State):
    """What was written."""

    note_id: NoteId
    texts: list[str | None] = folded(factory=list)

    @on
    def written(self, event: Written) -> None:
        """One more."""
        self.texts.append(event.text)


@command("note.nothing")
class Nothing(Command):
    """A command, for the envelope."""


class Asked:
    """Knows everybody but the one who is hidden, and counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, subject: object, context: Context, _: Read) -> Grant | None:
        self.times += 1
        hidden = getattr(subject, "member_id") == "hidden"  # noqa: B009 - any subject
        return None if hidden and context.actor != WRITER else Grant()


NOTES = Slice("note", (Written,), (), (Notes,), (), (), (), (), (), readers={Notes: anyone})


def community(privacy: Right | None) -> Community:
    """Four notes about two people, and one about nobody."""
    log = MemoryLog()
    envelope = Envelope(Nothing(), CommandId("1"), Context(BEGINNING, System("test")), 1, "none")
    about = [MemberId("hidden"), MemberId("known"), MemberId("hidden"), MemberId("known"), None]
    log.append([Written(NoteId("n"), one, f"about {one}") for one in about], envelope)
    return Community(log, Domain((NOTES,), privacy=privacy))


def test_values_are_hidden_by_the_person_they_are_about() -> None:
    """Of one state some values are shown and others not; each person is asked about once."""
    asked = Asked()
    here = community(Right("those who know", "知情者", asked))
    texts = here.acting(READER).state(Notes(NoteId("n"))).texts
    assert texts == [None, "about known", None, "about known", "about None"]
    assert asked.times == 2
    assert None not in here.acting(WRITER).state(Notes(NoteId("n"))).texts


def test_a_domain_without_privacy_shows_what_may_be_read() -> None:
    """Who may read a state reads all of it, where nothing else was said."""
    assert None not in community(None).acting(READER).state(Notes(NoteId("n"))).texts


def test_a_community_shows_all_to_those_who_do_not_act_for_somebody() -> None:
    """An app that asks no rights is handed what is there."""
    here = community(Right("nobody", "无人", lambda _subject, _context, _read: None))
    assert None not in here.state(Notes(NoteId("n"))).texts
    assert set(here.acting(READER).state(Notes(NoteId("n"))).texts) == {None, "about None"}


def test_the_standard_domain_has_a_privacy() -> None:
    """A slice that is added to it is under it too."""
    assert STANDARD.privacy is not None
    assert (STANDARD + NOTES).privacy is STANDARD.privacy


def test_hiding_leaves_the_event_as_it_was_recorded() -> None:
    """What is hidden is so in a copy."""
    here = community(Right("nobody", "无人", lambda _subject, _context, _read: None))
    here.acting(READER).state(Notes(NoteId("n")))
    texts = [row.event.text for row in here.log.read() if isinstance(row.event, Written)]
    assert None not in texts
    assert len(texts) == 5
