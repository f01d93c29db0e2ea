"""The published attendances become commands, and the commands become events.

What the source does not say is filled in with values that nobody can mistake for facts:

- Dates: E1 is put on 1 January 1941, E2 on the next day, and so on. They stand for order only.
- Birth dates: everybody has `BORN`, the first day that the library takes.
- Somebody has to be the coordinator on whose word all this is recorded: `RECORDER`, nobody real.

Ids count up and never hold a name. Command ids are the same in every run, so that a second run
finds everything recorded.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from community_domain import Command, Community, Issue, MemberId, Period
from community_domain.activities import (
    ActivityId,
    OccurrenceId,
    OfferActivity,
    RecordPresence,
    ScheduleOccurrence,
    SignUp,
)
from community_domain.community import FoundCommunity
from community_domain.members import RegisterMember

from .source import Published

__all__ = ["COMMUNITY", "RECORDER", "batches", "record"]

COMMUNITY = "southern-women"
RECORDER = MemberId("recorder")
BORN = date(1900, 1, 1)
FIRST_DAY = datetime(1941, 1, 1, tzinfo=UTC)
"""The book appeared in 1941, so nobody can take this for the day of a gathering it tells of."""
SIGN_UP, BEGIN, END = timedelta(hours=12), timedelta(hours=18), timedelta(hours=20)
"""The hours of every day: seats are taken, the gathering begins, and is over."""

Dated = tuple[datetime, Command]
"""A command, and when it is decided."""


def record(
    community: Community, issues: Iterable[Sequence[Issue]], advance: Callable[[int], None]
) -> int:
    """Execute batches of commands, each in one transaction.

    Args:
        community: Where.
        issues: What; see `batches`.
        advance: Called with so many more commands done.

    Returns:
        How many events were added; none for commands that were recorded before.

    Raises:
        Refusal: The log holds something else.
    """
    added = 0
    for batch in issues:
        for outcome in community.execute_all(batch):
            added += 0 if outcome.repeated else len(outcome.recorded)
        advance(len(batch))
    return added


def batches(community: Community, source: Published) -> list[list[Issue]]:
    """The commands that go in together: the people, then a gathering at a time, in date order."""
    hands = community.acting(RECORDER)
    people = {name: MemberId(f"person-{at}") for at, name in enumerate(source.persons, 1)}
    dated = [_people(people)]
    for number, title in enumerate(source.gatherings, 1):
        who = [people[name] for name in source.persons if (name, title) in source.attended]
        dated.append(_gathering(number, title, who))
    return [
        [
            hands.issue(command, at=at, command_id=f"batch-{number}-{step}")
            for step, (at, command) in enumerate(batch)
        ]
        for number, batch in enumerate(dated)
    ]


def _people(people: Mapping[str, MemberId]) -> Iterator[Dated]:
    """The community begins, and everybody becomes a member."""
    yield FIRST_DAY, FoundCommunity("Southern women", "UTC", RECORDER, "The recorder", BORN)
    for name, member_id in people.items():
        yield FIRST_DAY, RegisterMember(member_id, name, BORN)


def _gathering(number: int, title: str, who: Sequence[MemberId]) -> Iterator[Dated]:
    """A gathering is offered, dated and signed up for; afterwards everybody was there."""
    day = FIRST_DAY + timedelta(days=number - 1)
    activity_id = ActivityId(f"gathering-{number}")
    occurrence_id = OccurrenceId(f"gathering-{number}-1")
    evening = Period(day + BEGIN, day + END)
    yield day + SIGN_UP, OfferActivity(activity_id, title)
    yield day + SIGN_UP, ScheduleOccurrence(occurrence_id, activity_id, evening)
    for member_id in who:
        yield day + SIGN_UP, SignUp(occurrence_id, member_id)
    for member_id in who:
        yield day + END, RecordPresence(occurrence_id, member_id)
