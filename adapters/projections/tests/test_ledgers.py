"""Hours ledgers: what counts, what counts no longer, and what was late."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from community_domain_projections import LedgerFigures, Ledgers, every
from community_domain_testkit import BEGINNING
from community_domain_testkit.histories import History, histories
from hypothesis import given

from community_domain import STANDARD, Community, MemberId, Period
from community_domain.service import CorrectEntry, CreditTask, EntryId, HoursLedger
from community_domain.tasks import PostTask, SubmitTask, TakeTask, TaskId, VerifyTask

Do = Callable[..., Any]
ADULT = MemberId("adult-1")
SWEEP, FIRST, SECOND = TaskId("sweep"), EntryId("entry-1"), EntryId("entry-2")


@pytest.fixture
def credited(do: Do) -> None:
    """An hour's task, verified on the fourth day and credited a month later."""
    worked = Period(BEGINNING + timedelta(days=2), BEGINNING + timedelta(days=2, hours=1))
    do("founder", PostTask(SWEEP, "Sweep", service=True), 1)
    do("adult-1", TakeTask(SWEEP, ADULT), 1)
    do("adult-1", SubmitTask(SWEEP, ADULT, worked), 3)
    do("founder", VerifyTask(SWEEP, ADULT), 4)
    do("founder", CreditTask(FIRST, SWEEP, ADULT), 34)


@pytest.mark.usefixtures("credited")
def test_a_correction_stands_beside_what_it_corrects(community: Community, do: Do) -> None:
    """The reversed entry stays in the ledger with its reason, and only the new one counts."""
    before = Ledgers().fold(community.log)
    assert before.person(ADULT) == LedgerFigures(ADULT, before.position, 60, 1, 0, 1)
    do("founder", CorrectEntry(FIRST, SECOND, 45, "Came later"), 35)
    ledgers = Ledgers().fold(community.log)
    told = ledgers.person(ADULT)
    assert (told.minutes, told.entries, told.reversed) == (45, 1, 1)
    assert [one.entry_id for one in ledgers.entries(ADULT)] == [FIRST, SECOND]
    assert ledgers.reversals[FIRST].reason == "Came later"
    assert ledgers.minutes == 45
    assert [one.of for one in every(ledgers.persons)] == [ADULT]


@pytest.mark.usefixtures("credited")
def test_r27_what_was_entered_stays_in_the_log(community: Community, do: Do) -> None:
    """A correction takes nothing away: what the log said before, it says after."""
    before = list(community.log.read())
    do("founder", CorrectEntry(FIRST, SECOND, 45, "Came later"), 35)
    after = list(community.log.read())
    told = [(one.position, one.event) for one in after]
    assert told[: len(before)] == [(one.position, one.event) for one in before]
    as_it_was = Ledgers().fold(community.log, as_of=before[-1].position)
    assert as_it_was.person(ADULT).minutes == 60


def test_nobody_was_credited(community: Community) -> None:
    """Who has no ledger has figures all the same: zeros."""
    assert Ledgers().fold(community.log).person(ADULT) == LedgerFigures(ADULT, 0, 0, 0, 0, 0)


@given(histories(STANDARD))
def test_totals_are_those_of_the_core(history: History) -> None:
    """Whatever happened, a member's total is what the core's own ledger says."""
    ledgers = Ledgers().fold(history.log)
    community = Community(history.log, STANDARD)
    for figures in every(ledgers.persons):
        assert figures.minutes == community.state(HoursLedger(figures.of)).minutes
