"""A log knows the words of all who wrote to it; who knows fewer may read what it can."""

import re
from collections.abc import Callable
from typing import NewType

import pytest
from community_domain_storage import NewerEvent, StoreLog, UnknownEvent, VocabularyBehind

from community_domain import STANDARD, Domain, Envelope, Event, MemberId, Slice, event, identifier

Opened = Callable[..., StoreLog]
Enveloping = Callable[..., Envelope]
Present = Callable[[int], Event]


@event("training.booked")
class TrainingBooked(Event):
    """An app's own event."""

    member_id: MemberId


@event("training.booked", version=2, upcasters={1: lambda old: {**old, "hours": 1}})
class TrainingBookedForHours(Event):
    """The same in a later shape."""

    member_id: MemberId
    hours: int


def with_event(kind: type[Event]) -> Domain:
    """The standard domain and one more event."""
    return STANDARD + Slice("training", (kind,), (), (), (), (), (), (), ())


FIRST, SECOND = with_event(TrainingBooked), with_event(TrainingBookedForHours)
MEMBER = MemberId("member-1")


def test_a_writer_that_lacks_an_event_may_read_and_not_append(
    own: Opened, envelope: Enveloping, presence: Present
) -> None:
    """It would decide without seeing what others recorded, and never know."""
    own(domain=FIRST).append([presence(1)], envelope(1))
    older = own()
    assert [one.event for one in older.read()] == [presence(1)]
    with pytest.raises(
        VocabularyBehind, match=rf"{re.escape(older.store.name)}.*training\.booked/1"
    ):
        older.append([presence(2)], envelope(2))
    assert older.head().position == 1


def test_a_writer_of_an_older_version_may_not_append(
    own: Opened, envelope: Enveloping, presence: Present
) -> None:
    """The same holds for a later shape of an event it knows."""
    own(domain=SECOND).append([presence(1)], envelope(1))
    with (
        pytest.raises(VocabularyBehind, match=r"training\.booked/2"),
        own(domain=FIRST).writing(),
    ):
        pytest.fail("an older vocabulary writes")


def test_where_words_are_not_promised_their_first_event_tells(
    place: Callable[[str], Opened], envelope: Enveloping, presence: Present
) -> None:
    """A recorder that keeps no words shows what a writer lacks from the first such event on."""
    opened = place("foreign")
    newer, older = opened(domain=FIRST), opened()
    assert not newer.promises.words
    newer.append([presence(1)], envelope(1))
    older.append([presence(2)], envelope(2))
    newer.append([TrainingBooked(MEMBER)], envelope(3))
    with pytest.raises(VocabularyBehind, match=r"training\.booked/1"):
        older.append([presence(4)], envelope(4))


def test_a_writer_that_falls_behind_while_open_is_refused(
    opened: Opened, envelope: Enveloping, presence: Present
) -> None:
    """An old process that still runs during an upgrade is found out at its next decision."""
    older, newer = opened(domain=FIRST), opened(domain=SECOND)
    older.append([presence(1)], envelope(1))
    newer.append([TrainingBookedForHours(MEMBER, 3)], envelope(2))
    with pytest.raises(VocabularyBehind):
        older.append([presence(3)], envelope(3))
    newer.append([presence(4)], envelope(4))
    assert newer.head().position == 3


def test_a_newer_vocabulary_goes_on_where_an_older_one_wrote(
    opened: Opened, envelope: Enveloping
) -> None:
    """An upgrade reads old shapes lifted, and writes its own beside them."""
    opened(domain=FIRST).append([TrainingBooked(MEMBER)], envelope(1))
    newer = opened(domain=SECOND)
    newer.append([TrainingBookedForHours(MEMBER, 3)], envelope(2))
    assert [one.event for one in newer.read()] == [
        TrainingBookedForHours(MEMBER, 1),
        TrainingBookedForHours(MEMBER, 3),
    ]


def test_versions_are_kept_as_they_were_written(own: Opened, envelope: Enveloping) -> None:
    """Lifting is done while reading; the stored rows stay what they are."""
    own(domain=FIRST).append([TrainingBooked(MEMBER)], envelope(1))
    newer = own(domain=SECOND)
    newer.append([TrainingBookedForHours(MEMBER, 3)], envelope(2))
    assert [row.version for row in newer.rows()] == [1, 2]


def test_unknown_events_are_refused_by_name_when_their_turn_comes(
    opened: Opened, envelope: Enveloping, presence: Present
) -> None:
    """A reader gets what it knows, and then learns what it does not."""
    log = opened(domain=FIRST)
    log.append([presence(1)], envelope(1))
    log.append([TrainingBooked(MEMBER)], envelope(2))
    reading = opened().read()
    assert next(reading).event == presence(1)
    with pytest.raises(UnknownEvent, match=r", position 2 is a 'training\.booked'"):
        next(reading)


def test_newer_events_are_refused_by_name(opened: Opened, envelope: Enveloping) -> None:
    """A later shape is never read as an earlier one, also not by way of a boundary."""
    log = opened(domain=SECOND)
    log.append([TrainingBookedForHours(MEMBER, 3)], envelope(1))
    older = opened(domain=FIRST)
    with pytest.raises(NewerEvent, match=r"position 1.*'training\.booked' of version 2"):
        list(older.read())


def test_opening_and_reading_writes_no_words(
    opened: Opened, envelope: Enveloping, presence: Present
) -> None:
    """Looking at a log with a newer domain shuts nobody out."""
    log = opened()
    log.append([presence(1)], envelope(1))
    list(opened(domain=FIRST).read())
    log.append([presence(2)], envelope(2))
    assert log.head().position == 2


DrillId = NewType("DrillId", str)
identifier(DrillId, tag="command")


@event("command.drilled")
class Drilled(Event):
    """An event whose identifier claims the log's own tag."""

    drill_id: DrillId


def test_the_tag_of_commands_is_the_logs_own() -> None:
    """An identifier of that name would find other decisions' events as its own."""
    with pytest.raises(TypeError, match="command"):
        _ = STANDARD + Slice("command", (Drilled,), (), (), (), (), (), (), ())
