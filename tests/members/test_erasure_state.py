"""What is folded about restricted and erased members, and who may still read it (R42)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest
from community_domain_testkit import FOUNDER, History, given, histories
from hypothesis import given as each

from community_domain import (
    STANDARD,
    Community,
    Event,
    MemberId,
    NotPermitted,
    State,
    Unreadable,
    tags_of,
)
from community_domain.activities import CheckedIn
from community_domain.community import Scope
from community_domain.members import (
    COORDINATOR,
    DataRestricted,
    EmergencyContact,
    EraseMember,
    Keeping,
    KeptByLaw,
    LinkGuardian,
    MemberErased,
    PersonErased,
    Profile,
    RestrictionGround,
    RoleGranted,
    Standing,
    Wards,
)
from community_domain.recognition import Thanks, ThanksGiven, ThanksId
from tests.stories import ADULT, CHILD, GUARDIAN, OTHER, SPORTS_DAY, at_start, neighbourhood, seat

HERE = given(*neighbourhood())
NAME = f"Person {ADULT}"
WORDS = ThanksGiven(ThanksId("thanks-1"), GUARDIAN, ADULT, "Well done", public=False)


def seen(events: Sequence[Event], actor: MemberId, state: Any) -> Any:
    """A state as somebody may see it after some events."""
    return Community(HERE.and_given(*events).log(), STANDARD).acting(actor).state(state)


def test_r42_an_erased_person_is_read_by_nobody() -> None:
    """Neither by themselves nor by a coordinator; that there was somebody is known."""
    profile = seen((MemberErased(ADULT),), FOUNDER, Profile(ADULT))
    assert (profile.name, profile.born, profile.contact) == (None, None, None)
    assert profile.erased
    assert seen((MemberErased(CHILD),), FOUNDER, EmergencyContact(CHILD)).named is None
    assert seen((MemberErased(ADULT),), FOUNDER, Standing(ADULT)).born is None
    with pytest.raises(NotPermitted):
        seen((MemberErased(ADULT),), ADULT, Profile(ADULT))


def test_r42_decisions_know_nothing_of_an_erased_person() -> None:
    """What they read is without name, birthday and contact, whoever asks."""
    community = Community(HERE.and_given(MemberErased(CHILD)).log(), STANDARD)
    profile, standing = community.state(Profile(CHILD)), community.state(Standing(CHILD))
    assert (profile.name, profile.born, profile.contact) == (None, None, None)
    assert (standing.born, standing.erased) == (None, True)
    assert community.state(EmergencyContact(CHILD)).named is None


def test_r42_words_about_an_erased_person_are_read_by_nobody() -> None:
    """Also in a state that is not theirs, whose other parts stay to be read."""
    thanks = seen((WORDS, MemberErased(ADULT)), GUARDIAN, Thanks(WORDS.thanks_id)).given
    assert (thanks.giver_id, thanks.taker_id, thanks.text) == (GUARDIAN, ADULT, None)
    assert seen((WORDS,), GUARDIAN, Thanks(WORDS.thanks_id)).given == WORDS


def test_r42_looking_back_shows_no_more() -> None:
    """What was readable before the erasure is asked for now, so it is not."""
    log = HERE.and_given(WORDS).and_done(EraseMember(ADULT), by=ADULT).log()
    founder = Community(log, STANDARD).acting(FOUNDER)
    before = log.head().position - 1
    assert founder.state(Profile(ADULT), as_of=before).name is None
    assert founder.state(Thanks(WORDS.thanks_id), as_of=before).given.text is None  # type: ignore[union-attr]


@pytest.mark.parametrize("ground", RestrictionGround)
def test_r42_the_ground_says_who_reads_restricted_data(ground: RestrictionGround) -> None:
    """The person does; a coordinator where the data are there to be shown to an authority."""
    told = (DataRestricted(ADULT, ground, "words"),)
    shown = ground in (RestrictionGround.KEPT_BY_LAW, RestrictionGround.LEGAL_CLAIM)
    assert seen(told, ADULT, Profile(ADULT)).name == NAME
    assert seen(told, FOUNDER, Profile(ADULT)).name == (NAME if shown else None)
    assert seen(told, FOUNDER, Standing(ADULT)).restrictions == {ground: None}
    assert seen(told, ADULT, Keeping(ADULT)).restricted == {ground: "words"}


def test_r42_every_ground_has_to_allow_it() -> None:
    """A coordinator does not get to read contested data by naming a claim as well."""
    grounds = (RestrictionGround.LEGAL_CLAIM, RestrictionGround.ACCURACY_CONTESTED)
    told = [DataRestricted(ADULT, ground, "words") for ground in grounds]
    assert seen(told, FOUNDER, Profile(ADULT)).name is None


def test_r42_guardians_read_the_restricted_data_of_their_child() -> None:
    """Those who answer for a child know it, and other words about it too; a stranger does not."""
    told = (
        DataRestricted(CHILD, RestrictionGround.OBJECTION, "no more"),
        RoleGranted(ADULT, COORDINATOR, Scope()),
    )
    assert seen(told, GUARDIAN, Profile(CHILD)).name == f"Person {CHILD}"
    assert seen(told, ADULT, Profile(CHILD)).name is None
    assert seen(told, FOUNDER, Profile(OTHER)).name == f"Person {OTHER}"


def test_r42_whoever_is_there_can_be_called_for() -> None:
    """A child that is checked in is in somebody's care, restricted or not."""
    restricted = DataRestricted(CHILD, RestrictionGround.OBJECTION, "no more")
    there = (seat(CHILD), CheckedIn(SPORTS_DAY, CHILD, at_start()))
    assert seen((*there, restricted), FOUNDER, EmergencyContact(CHILD)).named.phone == "555-0100"
    assert seen((restricted,), FOUNDER, EmergencyContact(CHILD)).named.phone is None


def test_r42_the_law_that_keeps_data_is_known() -> None:
    """Also to a coordinator, who has to be able to say so."""
    law = KeptByLaw(ADULT, "Order 67", date(2024, 6, 30), datetime(2024, 6, 30, 16, tzinfo=UTC))
    assert seen((law,), FOUNDER, Keeping(ADULT)).law == law
    with pytest.raises(NotPermitted):
        seen((law,), GUARDIAN, Keeping(ADULT))


def test_wards_are_those_whom_a_member_answers_for() -> None:
    """Who answers for a child is among nobody's wards by that."""
    assert list(seen((), GUARDIAN, Wards(GUARDIAN)).links) == [CHILD, OTHER]
    assert list(seen((), CHILD, Wards(CHILD)).links) == []


def sealed(event: Event, gone: set[MemberId]) -> Event:
    """An event as it is when the keys of some members are destroyed."""
    personal = event.spec.personal.items()
    hidden = [name for name, about in personal if getattr(event, about) in gone]
    anything: Any = event
    without: Event = attrs.evolve(anything, **dict.fromkeys(hidden, Unreadable.ERASED))
    return without


def about_members(events: Sequence[Event], gone: set[MemberId]) -> list[State]:
    """What decisions know of some members as such."""
    log = given(*events).log()
    community = Community(log, STANDARD)
    return [
        community.state(kind(one))
        for one in sorted(gone)
        for kind in (Profile, Standing, EmergencyContact)
    ]


@each(histories(size=40, namespaces=("member",)))
def test_a_destroyed_key_changes_nothing_for_decisions(history: History) -> None:
    """What is folded after an erasure is the same whether or not the bytes can be read (R42)."""
    gone = {event.member_id for event in history.events if isinstance(event, MemberErased)}
    erased = [sealed(event, gone) for event in history.events]
    assert about_members(history.events, gone) == about_members(erased, gone)


def test_r42_whose_key_is_destroyed_was_erased() -> None:
    """Also in a log from before, which does not say so: no child is taken for somebody of age."""
    events = [sealed(row.event, {CHILD}) for row in HERE.log().read()]
    community = Community(given(*events).log(), STANDARD)
    profile, standing = community.state(Profile(CHILD)), community.state(Standing(CHILD))
    assert (profile.name, profile.born, profile.contact, profile.erased) == (None, None, None, True)
    assert (standing.born, standing.erased) == (None, True)
    link = LinkGuardian(CHILD, ADULT)
    given(*events).when(link, by=FOUNDER).then_refused(PersonErased)


def test_sealing_in_these_tests_hides_something() -> None:
    """Or the law above would hold of itself."""
    [registered] = [
        event for event in HERE.log().read() if f"member:{ADULT}" in tags_of(event.event)
    ]
    hidden: Any = sealed(registered.event, {ADULT})
    assert (hidden.name, hidden.born) == (Unreadable.ERASED, Unreadable.ERASED)
