"""A small neighbourhood, as real commands made it."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

import pytest
from community_domain_testkit import BEGINNING, FOUNDER

from community_domain import STANDARD, Command, Community, MemberId, MemoryLog, Outcome, Period
from community_domain.activities import (
    MINORS_NEED_CONTACT,
    ActivityId,
    OccurrenceId,
    OfferActivity,
    RecordPresence,
    ScheduleOccurrence,
    SignUp,
)
from community_domain.community import FoundCommunity
from community_domain.members import ConsentKind, EnrolMinor, RegisterMember

Do = Callable[..., Outcome]
DAY = timedelta(days=1)


@pytest.fixture
def community() -> Community:
    """A founder, two adults with a child each, and one activity with two dates ten days apart."""
    numbers = count(1)
    made = Community(MemoryLog(), STANDARD, ids=lambda: f"command-{next(numbers)}")
    born, at = date(1985, 1, 1), BEGINNING
    founder = made.acting(FOUNDER)
    uncalled = (MINORS_NEED_CONTACT.at(0),)  # Figures do not depend on whom to call.
    found = FoundCommunity("Community 1", "Asia/Shanghai", FOUNDER, "Founder", born, uncalled)
    founder.execute(found, at=at)
    for number in (1, 2):
        adult, child = MemberId(f"adult-{number}"), MemberId(f"child-{number}")
        hands = made.acting(adult)
        hands.execute(RegisterMember(adult, f"Adult {number}", born), at=at)
        consents = (ConsentKind.DATA, ConsentKind.TAKING_PART)
        enrol = EnrolMinor(child, adult, f"Child {number}", date(2014, 3, 3), consents)
        hands.execute(enrol, at=at)
    founder.execute(OfferActivity(ActivityId("games"), "Games"), at=at)
    for number in (1, 2):
        starts = at + number * 10 * DAY
        period = Period(starts, starts + timedelta(hours=2))
        occurrence_id = OccurrenceId(f"games-{number}")
        schedule = ScheduleOccurrence(occurrence_id, ActivityId("games"), period, capacity=2)
        founder.execute(schedule, at=at)
    return made


@pytest.fixture
def do(community: Community) -> Do:
    """Issue a command: who, what, and how many days after the beginning."""

    def execute(who: str, command: Command, day: float) -> Outcome:
        return community.acting(MemberId(who)).execute(command, at=BEGINNING + day * DAY)

    return execute


@pytest.fixture
def crowd() -> Callable[[int], Community]:
    """A community in which so many members all attended one occurrence."""

    def made(size: int) -> Community:
        numbers = count(1)
        crowded = Community(MemoryLog(), STANDARD, ids=lambda: f"command-{next(numbers)}")
        hands = crowded.acting(FOUNDER)
        born, occurrence_id = date(1985, 1, 1), OccurrenceId("games-1")
        period = Period(BEGINNING + DAY, BEGINNING + 2 * DAY)
        members = [MemberId(f"member-{number}") for number in range(size)]
        before: list[Command] = [
            FoundCommunity("Community 1", "UTC", FOUNDER, "Founder", born),
            OfferActivity(ActivityId("games"), "Games"),
            ScheduleOccurrence(occurrence_id, ActivityId("games"), period),
            *(RegisterMember(member_id, "Member", born) for member_id in members),
            *(SignUp(occurrence_id, member_id) for member_id in members),
        ]
        hands.execute_all(before, at=BEGINNING)
        after = [RecordPresence(occurrence_id, member_id) for member_id in members]
        hands.execute_all(after, at=BEGINNING + 2 * DAY)
        return crowded

    return made
