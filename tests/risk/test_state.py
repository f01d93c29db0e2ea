"""What is folded about risky work, and who sees it."""

from datetime import date

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, given

from community_domain import STANDARD, Community, NotPermitted
from community_domain.members import Validity
from community_domain.risk import PositionRisk, PositionShifts, Protection, TaskRisk
from tests.risk.works import (
    DAY,
    HERE,
    LADDER,
    SWEEP,
    WIDER,
    insured,
    marked,
    ready,
    task_marked,
    trained,
)
from tests.shifts.duties import DESK, GATE, STEWARD, hours, planned
from tests.stories import ADULT, GUARDIAN, PERIOD

TOLD = given(*HERE, marked(), task_marked(), *ready(), marked(WIDER, 2))
COMMUNITY = Community(TOLD.log(), STANDARD, clock=lambda: BEGINNING)


def test_the_last_words_count_and_who_acknowledged_which() -> None:
    """A risk told anew leaves the older acknowledgements as what they are."""
    position = COMMUNITY.state(PositionRisk(STEWARD))
    assert (position.risk, position.version, position.acknowledged) == (WIDER, 2, {ADULT: 1})
    task = COMMUNITY.state(TaskRisk(SWEEP))
    assert (task.risk, task.version, task.acknowledged) == (LADDER, 1, {ADULT: 1})


def test_recording_again_replaces_the_days() -> None:
    """Of that training or policy, and of no other."""
    again = TOLD.and_given(insured(until=DAY), insured(policy="2025"), trained(until=DAY))
    found = Community(again.log(), STANDARD).state(Protection(ADULT))
    first = date(2024, 1, 1)
    assert found.trainings == {"ladders": Validity(first, DAY)}
    assert found.insurances == {
        "2024": Validity(first, DAY),
        "2025": Validity(first, date(2024, 12, 31)),
    }


def test_a_position_knows_its_shifts() -> None:
    """Those that were ever planned for it."""
    later = TOLD.and_given(*planned(DESK, hours(14, 16)))
    found = Community(later.log(), STANDARD).state(PositionShifts(STEWARD))
    assert found.periods == {GATE: PERIOD, DESK: hours(14, 16)}


def test_protection_is_read_by_oneself_and_coordinators() -> None:
    """Nobody else learns who is insured."""
    for reader in (ADULT, FOUNDER):
        assert COMMUNITY.acting(reader).state(Protection(ADULT)).insurances
    with pytest.raises(NotPermitted):
        COMMUNITY.acting(GUARDIAN).state(Protection(ADULT))
