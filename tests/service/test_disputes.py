"""Disputes about the hours ledger, rule by rule."""

import pytest
from community_domain_testkit import FOUNDER, given

from community_domain import STANDARD, Command, Community, Event, MemberId, NotPermitted, State
from community_domain.community import Scope, StairwellId
from community_domain.members import (
    COORDINATOR,
    HouseholdId,
    HouseholdJoined,
    RoleGranted,
)
from community_domain.service import (
    AnsweredBefore,
    AppealEntry,
    CorrectEntry,
    Dispute,
    DisputeEntry,
    DisputeStanding,
    DisputeStandsAt,
    Entry,
    EntryAppealed,
    EntryCorrected,
    EntryDisputed,
    EntryUnknown,
    EntryUpheld,
    HoursLedger,
    OwnHours,
    UpholdEntry,
)
from tests.service.test_decisions import AFTER, FIRST, SECOND, SERVED, THIRD, entry
from tests.stories import ADULT, CHILD, GUARDIAN

OTHER_COORDINATOR = GUARDIAN
LED = RoleGranted(OTHER_COORDINATOR, COORDINATOR, Scope())
DISPUTE = DisputeEntry(FIRST, ADULT, "I stayed an hour longer")
UPHOLD = UpholdEntry(FIRST, ADULT, "The shift ended at noon")
APPEAL = AppealEntry(FIRST, ADULT, "Ask who locked up")
SETTLE = UpholdEntry(FIRST, ADULT, "Who locked up says noon, too")

DISPUTED = EntryDisputed(FIRST, ADULT, DISPUTE.reason)
UPHELD = EntryUpheld(FIRST, ADULT, UPHOLD.reason, FOUNDER)
APPEALED = EntryAppealed(FIRST, ADULT, APPEAL.reason)
SETTLED = EntryUpheld(FIRST, ADULT, SETTLE.reason, OTHER_COORDINATOR)

HERE = given(*SERVED, LED)


def stands_at(standing: DisputeStanding) -> DisputeStandsAt:
    """What whoever comes too early or too late is told."""
    return DisputeStandsAt(FIRST, standing)


@pytest.mark.parametrize("state", [Entry(FIRST), Dispute(FIRST)], ids=["entry", "dispute"])
def test_r43_an_entry_is_shown_to_those_whom_it_concerns(state: State) -> None:
    """Who served, and a coordinator; nobody else, and what is not there to nobody but these."""
    served = Community(given(*SERVED, DISPUTED).log(), STANDARD)
    nothing = Community(given(*SERVED[:0]).log(), STANDARD)
    for actor in (ADULT, FOUNDER):
        assert served.acting(actor).state(state) == served.state(state)
    for community, actor in ((served, GUARDIAN), (served, CHILD), (nothing, ADULT)):
        with pytest.raises(NotPermitted):
            community.acting(actor).state(state)


def test_r27_a_member_disputes_their_entry() -> None:
    """Only the member, or a guardian, and only an entry of theirs; it counts meanwhile."""
    told = HERE.when(DISPUTE, by=ADULT, at=AFTER).then(DISPUTED)
    assert told.state(HoursLedger(ADULT)).minutes == entry().minutes
    for actor in (FOUNDER, OTHER_COORDINATOR, CHILD):
        HERE.when(DISPUTE, by=actor, at=AFTER).then_refused(NotPermitted)
    HERE.when(DisputeEntry(THIRD, ADULT, "?"), by=ADULT).then_refused(EntryUnknown(THIRD))
    anothers = DisputeEntry(FIRST, GUARDIAN, "?")
    HERE.when(anothers, by=GUARDIAN).then_refused(EntryUnknown(FIRST))
    childs = HERE.and_given(entry(SECOND, CHILD))
    said = DisputeEntry(SECOND, CHILD, "Late")
    childs.when(said, by=GUARDIAN).then(EntryDisputed(SECOND, CHILD, "Late"))


def test_r27_a_dispute_is_answered_and_appealed_once() -> None:
    """Disputed, answered, appealed, answered: each at its step, said twice once, then settled."""
    dispute, uphold, appeal = (DISPUTE, ADULT), (UPHOLD, FOUNDER), (APPEAL, ADULT)
    settle = (SETTLE, OTHER_COORDINATOR)
    steps: list[tuple[DisputeStanding, tuple[Event, ...], list[tuple[Command, MemberId]]]] = [
        (DisputeStanding.NONE, (), [uphold, appeal, settle]),
        (DisputeStanding.DISPUTED, (DISPUTED,), [appeal]),
        (DisputeStanding.UPHELD, (DISPUTED, UPHELD), [dispute, settle]),
        (DisputeStanding.APPEALED, (DISPUTED, UPHELD, APPEALED), [dispute]),
        (DisputeStanding.SETTLED, (DISPUTED, UPHELD, APPEALED, SETTLED), [dispute, uphold, appeal]),
    ]
    for (standing, said, wrong), now in zip(steps, [*steps[1:], None], strict=True):
        story = HERE.and_given(*said)
        for command, actor in wrong:
            story.when(command, by=actor).then_refused(DisputeStandsAt(FIRST, standing))
        for command, actor in [dispute, uphold, appeal, settle][: len(said)][-1:]:
            told = story.when(command, by=actor).then_nothing()
            assert told.state(Dispute(FIRST)).standing is standing
        if now is not None:
            command, actor = [dispute, uphold, appeal, settle][len(said)]
            story.when(command, by=actor).then(now[1][-1])


def test_r27_an_appeal_is_answered_by_another() -> None:
    """Who upheld the entry does not answer the appeal; they may still correct it."""
    appealed = HERE.and_given(DISPUTED, UPHELD, APPEALED)
    appealed.when(SETTLE, by=FOUNDER).then_refused(AnsweredBefore(FOUNDER, FIRST))
    appealed.when(SETTLE, by=OTHER_COORDINATOR).then(SETTLED)
    assert appealed.when(CorrectEntry(FIRST, SECOND, 60, "Shown"), at=AFTER).events


def test_r27_nobody_answers_for_their_own_household() -> None:
    """A coordinator who disputes, or lives with who does, has somebody else answer."""
    home = HouseholdId("home")
    together = [HouseholdJoined(home, who, StairwellId("1-1")) for who in (FOUNDER, ADULT)]
    story = HERE.and_given(*together, DISPUTED)
    story.when(UPHOLD, by=FOUNDER).then_refused(OwnHours(FOUNDER, ADULT))
    story.when(UPHOLD, by=OTHER_COORDINATOR).then(
        EntryUpheld(FIRST, ADULT, UPHOLD.reason, OTHER_COORDINATOR)
    )
    mine = HERE.and_given(entry(SECOND, FOUNDER), EntryDisputed(SECOND, FOUNDER, "More"))
    answer = UpholdEntry(SECOND, FOUNDER, "Right")
    mine.when(answer, by=FOUNDER).then_refused(OwnHours(FOUNDER, FOUNDER))


def test_r27_a_correction_settles_a_dispute() -> None:
    """What was corrected is disputed no more; the new entry can be."""
    corrected = HERE.and_given(DISPUTED).and_done(
        CorrectEntry(FIRST, SECOND, 60, "Shown"), by=FOUNDER, at=AFTER
    )
    gone = EntryCorrected(FIRST, SECOND)
    for command, actor in ((DISPUTE, ADULT), (UPHOLD, FOUNDER), (APPEAL, ADULT)):
        corrected.when(command, by=actor).then_refused(gone)
    again = DisputeEntry(SECOND, ADULT, "Still an hour short")
    corrected.when(again, by=ADULT).then(EntryDisputed(SECOND, ADULT, again.reason))


def test_only_coordinators_answer() -> None:
    """A dispute is no vote: the member it is about does not settle it."""
    story = HERE.and_given(DISPUTED)
    for actor in (ADULT, CHILD, MemberId("nobody")):
        story.when(UPHOLD, by=actor).then_refused(NotPermitted)
