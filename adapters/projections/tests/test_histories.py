"""Who took part: what, when, in which part, on whose word."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import attrs
from community_domain_projections import (
    PARTS,
    UNTOLD,
    Attendance,
    Entry,
    Histories,
    Part,
    every,
    in_part,
    parts_of,
)
from community_domain_testkit import BEGINNING
from community_domain_testkit.histories import History, histories
from hypothesis import given

from community_domain import (
    STANDARD,
    CommandId,
    Community,
    Context,
    Envelope,
    Event,
    MemberId,
    MemoryLog,
    System,
    event,
    tags_of,
)
from community_domain.activities import (
    ChangeCapacity,
    CheckIn,
    FillingPaused,
    OccurrenceId,
    RecordPresence,
    SignUp,
    Withdraw,
)
from community_domain.community import StairwellId
from community_domain.members import (
    ConsentKind,
    EnrolMinor,
    GrantConsent,
    HouseholdId,
    HouseholdJoined,
    RevokeConsent,
    UnlinkGuardian,
)

Do = Callable[..., Any]
GAMES = OccurrenceId("games-1")
CHILD, OTHER = MemberId("child-1"), MemberId("child-2")
ADULT = MemberId("adult-1")


def told(community: Community, member: str) -> list[Entry]:
    """A member's whole history."""
    return list(every(partial(Histories().fold(community.log).page, MemberId(member))))


def after(community: Community, member: str, position: int) -> list[tuple[str, str, str]]:
    """What a member's history says behind a position: what, in which part, on whose word."""
    entries = [entry for entry in told(community, member) if entry.position > position]
    return [(entry.what, entry.part, str(entry.actor)) for entry in entries]


def test_child_and_guardian(community: Community, do: Do) -> None:
    """A child's sign-up by a guardian is in both histories: the seat's holder, and who acted."""
    do("adult-1", SignUp(GAMES, CHILD), 1)
    (seat,) = [entry for entry in told(community, "child-1") if entry.occurrence_id == GAMES]
    at = BEGINNING + timedelta(days=1)
    head = community.log.head().position
    assert seat == Entry(
        head,
        CHILD,
        "activity.seat-confirmed",
        Part.HOLDER,
        GAMES,
        (f"occurrence:{GAMES}",),
        at,
        at,
        at,
        ADULT,
        CHILD,
    )
    (acted,) = [entry for entry in told(community, "adult-1") if entry.occurrence_id == GAMES]
    assert acted == attrs.evolve(seat, member_id=ADULT, part=Part.GUARDIAN)


def test_enrolment(community: Community) -> None:
    """Whoever enrols a child stands in it as its guardian from the first event on."""
    entries = [
        (entry.what.removeprefix("member."), entry.part) for entry in told(community, "adult-1")
    ]
    assert entries == [
        ("registered", Part.MEMBER),
        ("registered", Part.GUARDIAN),
        ("little-teacher-enrolled", Part.GUARDIAN),
        ("guardian-linked", Part.GUARDIAN),
        ("consent-granted", Part.GUARDIAN),
        ("consent-granted", Part.GUARDIAN),
    ]
    parts = [entry.part for entry in told(community, "child-1")]
    assert parts == [Part.MEMBER, Part.LITTLE_TEACHER, Part.MEMBER, Part.MEMBER, Part.MEMBER]


def test_enrolled_by_a_coordinator(community: Community, do: Do) -> None:
    """A coordinator who enrols somebody else's child is no guardian of it."""
    before = community.log.head().position
    child, born = MemberId("child-3"), date(2014, 3, 3)
    do("founder", EnrolMinor(child, ADULT, "Child 3", born, (ConsentKind.DATA,)), 1)
    parts = {part for _, part, _ in after(community, "founder", before)}
    assert parts == {Part.ON_WHOSE_WORD}
    assert {part for _, part, _ in after(community, "adult-1", before)} == {Part.GUARDIAN}


def test_consent_of_one_s_own(community: Community, do: Do) -> None:
    """A minor old enough to consent alone is no guardian by doing so."""
    child = MemberId("child-3")
    do("adult-1", EnrolMinor(child, ADULT, "Child 3", date(2009, 1, 1)), 1)
    before = community.log.head().position
    do("child-3", GrantConsent(child, child, ConsentKind.DATA, 1), 1)
    what = "member.consent-granted"
    assert after(community, "child-3", before) == [(what, Part.MEMBER, "child-3")]
    assert after(community, "adult-1", before) == []


def test_a_freed_seat(community: Community, do: Do) -> None:
    """A seat that somebody frees is the waiter's, on that one's word, but not that one's deed."""
    do("founder", ChangeCapacity(GAMES, 1), 1)
    do("adult-1", SignUp(GAMES, CHILD), 2)
    do("adult-2", SignUp(GAMES, OTHER), 2)
    before = community.log.head().position
    do("adult-1", Withdraw(GAMES, CHILD), 3)
    assert after(community, "child-2", before) == [
        ("activity.seat-confirmed", Part.HOLDER, "adult-1")
    ]
    assert told(community, "child-2")[-1].on_behalf_of == CHILD
    assert after(community, "adult-1", before) == [("activity.seat-left", Part.GUARDIAN, "adult-1")]
    assert after(community, "adult-2", before) == []


def test_r14_who_left_stays_known(community: Community, do: Do) -> None:
    """Leaving takes no row away: the seat that was held and the leaving are both told."""
    before = community.log.head().position
    do("adult-1", SignUp(GAMES, CHILD), 1)
    do("adult-1", Withdraw(GAMES, CHILD), 3)
    assert after(community, "child-1", before) == [
        ("activity.seat-confirmed", Part.HOLDER, "adult-1"),
        ("activity.seat-left", Part.HOLDER, "adult-1"),
    ]
    figures = Attendance().fold(community.log).occurrence(GAMES)
    assert (figures.seats, figures.late_withdrawals) == (0, 0)
    do("adult-1", SignUp(GAMES, CHILD), 9.5)
    do("adult-1", Withdraw(GAMES, CHILD), 9.6)
    assert Attendance().fold(community.log).occurrence(GAMES).late_withdrawals == 1


def test_waiting(community: Community, do: Do) -> None:
    """Who is on the waitlist is a waiter, not a holder."""
    do("founder", ChangeCapacity(GAMES, 1), 1)
    before = community.log.head().position
    do("adult-1", SignUp(GAMES, ADULT), 2)
    do("adult-2", SignUp(GAMES, OTHER), 2)
    assert after(community, "adult-1", before) == [
        ("activity.seat-confirmed", Part.HOLDER, "adult-1")
    ]
    assert after(community, "child-2", before) == [
        ("activity.waitlist-joined", Part.WAITER, "adult-2")
    ]


def test_on_the_system_s_word(community: Community, do: Do) -> None:
    """What follows by itself stands on the word of the part of the system that did it."""
    do("adult-1", SignUp(GAMES, CHILD), 1)
    before = community.log.head().position
    do("adult-1", RevokeConsent(CHILD, ADULT, ConsentKind.DATA), 2)
    assert after(community, "child-1", before) == [
        ("member.consent-revoked", Part.MEMBER, "adult-1"),
        ("activity.seat-released", Part.HOLDER, "system consent-guard"),
    ]
    assert told(community, "child-1")[-1].actor == System("consent-guard")
    assert after(community, "adult-1", before) == [
        ("member.consent-revoked", Part.GUARDIAN, "adult-1")
    ]


def test_on_a_coordinator_s_word(community: Community, do: Do) -> None:
    """Presence from a sheet is in the member's history, and the coordinator's as such."""
    do("adult-1", SignUp(GAMES, CHILD), 1)
    before = community.log.head().position
    do("founder", RecordPresence(GAMES, CHILD), 10.1)
    what = "activity.presence-recorded"
    assert after(community, "child-1", before) == [(what, Part.HOLDER, "founder")]
    assert after(community, "founder", before) == [(what, Part.ON_WHOSE_WORD, "founder")]


def test_deeds_about_nobody(community: Community) -> None:
    """What a coordinator does for everybody is in the coordinator's history, and in no other."""
    offer, dated = offers = ("activity.offered", "activity.occurrence-scheduled")
    whats = [entry.what for entry in told(community, "founder") if entry.what in offers]
    assert whats == [offer, dated, dated]
    for member in ("adult-1", "child-1", "adult-2", "child-2"):
        assert not [entry for entry in told(community, member) if entry.what in offers]


def test_when_it_happened(community: Community, do: Do) -> None:
    """A check-in that a device tells late happened when it says, and was decided later."""
    do("adult-1", SignUp(GAMES, CHILD), 1)
    came = BEGINNING + timedelta(days=10)
    do("adult-1", CheckIn(GAMES, CHILD, came), 11)
    entry = told(community, "child-1")[-1]
    assert (entry.happened, entry.decided) == (came, BEGINNING + timedelta(days=11))


def test_a_guardian_no_more(community: Community, do: Do) -> None:
    """Who acts after the link has ended acts as whatever else they are, not as a guardian."""
    do("founder", UnlinkGuardian(CHILD, ADULT), 1)
    assert told(community, "adult-1")[-1].part == Part.GUARDIAN
    log = MemoryLog()
    for row in community.log.read():
        log.append([row.event], row.envelope)
    context = Context(BEGINNING + timedelta(days=2), ADULT)
    ((kind, names),) = [(k, PARTS[k]) for k in PARTS if k.spec.name == "activity.waitlist-left"]
    left = kind(occurrence_id=GAMES, member_id=CHILD)  # type: ignore[call-arg]
    assert names(left) == ((CHILD, Part.WAITER),)
    log.append([left], Envelope(Withdraw(GAMES, CHILD), CommandId("x"), context, 1, "2026a"))
    seen = Histories().fold(log)
    assert seen.page(ADULT).entries[-1].part == Part.ON_WHOSE_WORD


def test_nothing_is_forgotten() -> None:
    """Every event of the library is in somebody's history, or it says here why it is in none."""
    assert set(STANDARD.events) == {*PARTS, *UNTOLD}
    assert not set(PARTS) & set(UNTOLD)
    assert FillingPaused in UNTOLD


def test_parts_follow_from_fields() -> None:
    """Whom an event names, and as what, is read off its fields; each member has one part."""
    joined = PARTS[HouseholdJoined]
    assert joined(HouseholdJoined(HouseholdId("home-1"), CHILD, StairwellId("a"))) == (
        (CHILD, Part.RESIDENT),
    )
    named = parts_of(Danced)
    assert named(Danced(ADULT, GAMES, (CHILD, ADULT), None)) == (
        (ADULT, "leader"),
        (CHILD, Part.MEMBER),
    )
    assert named(Danced(ADULT, GAMES, (), OTHER))[-1] == (OTHER, "stand in")


@event("dance.danced")
class Danced(Event):
    """A slice of an app's own."""

    leader_id: MemberId
    occurrence_id: OccurrenceId
    member_ids: tuple[MemberId, ...] = ()
    stand_in_id: MemberId | None = None


def test_own_events() -> None:
    """An app adds its events, and its words for the parts, beside the library's."""
    log = MemoryLog()
    context = Context(BEGINNING, System("app"))
    wish = Withdraw(GAMES, CHILD)
    log.append([Danced(ADULT, GAMES)], Envelope(wish, CommandId("x"), context, 1, "2026a"))
    own = Histories({**PARTS, Danced: in_part("dancer", "leader_id")}).fold(log)
    (entry,) = own.page(ADULT).entries
    assert (entry.what, entry.part, entry.occurrence_id) == ("dance.danced", "dancer", GAMES)
    assert Histories().fold(log).members == ()


@given(history=histories())
def test_everybody_named_is_told(history: History) -> None:
    """Each event is in the history of each member it names by a tag, once, on its actor's word."""
    seen = Histories().fold(history.log)
    entries = {
        (entry.position, member_id): entry
        for member_id in seen.members
        for entry in every(partial(seen.page, member_id))
    }
    count = sum(1 for one in seen.members for _ in every(partial(seen.page, one)))
    assert len(entries) == count
    for row in history.log.read():
        tags = [tag.partition(":") for tag in tags_of(row.event)]
        named = [name for kind, _, name in tags if kind == "member"]
        for member_id in named:
            entry = entries.pop((row.position, MemberId(member_id)))
            context = row.envelope.context
            assert (entry.actor, entry.on_behalf_of) == (context.actor, context.on_behalf_of)
            others = [f"{kind}:{name}" for kind, _, name in tags if kind != "member" and name]
            assert list(entry.about) == others
    assert all(entry.actor == entry.member_id for entry in entries.values())


def test_no_personal_values(community: Community) -> None:
    """A history holds ids only: names and birth dates stay where the right to read is asked for."""
    seen = Histories().fold(community.log)
    shown = repr([seen.page(member_id) for member_id in seen.members])
    assert "Child 1" not in shown
    assert repr(date(2014, 3, 3)) not in shown
    assert repr(datetime(2014, 3, 3)) not in shown  # noqa: DTZ001 - a birth date has no zone
