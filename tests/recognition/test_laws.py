"""Laws of points: whatever is issued, given and returned, held against plain purses."""

from collections import Counter
from itertools import count

import attrs
from community_domain_testkit import BEGINNING, FOUNDER
from community_domain_testkit import given as story
from hypothesis import given
from hypothesis import strategies as st

from community_domain import STANDARD, Command, Community, MemberId, Refusal
from community_domain.recognition import (
    POINTS_OWED,
    Balance,
    GivePoints,
    IssuePoints,
    ReturnPoints,
    TransferId,
    Treasury,
)
from tests.stories import ADULT, CHILD, GUARDIAN, neighbourhood

TREASURY = "treasury"
PEOPLE = (ADULT, CHILD, GUARDIAN, FOUNDER)


@attrs.frozen
class Issue:
    """The founder issues points."""

    taker: MemberId
    points: int


@attrs.frozen
class Gift:
    """Somebody gives points."""

    giver: MemberId
    taker: MemberId
    points: int


@attrs.frozen
class Back:
    """The founder has an earlier transfer returned."""

    which: int


POINTS, WHO = st.integers(1, 20), st.sampled_from(PEOPLE)
MOVES = st.lists(
    st.builds(Issue, WHO, POINTS)
    | st.builds(Gift, WHO, WHO, POINTS)
    | st.builds(Back, st.integers(0, 30)),
    max_size=30,
)


class Purses:
    """Points as somebody would keep them in bags."""

    def __init__(self, owed: int) -> None:
        self.floor = -owed
        self.purses: Counter[str] = Counter()
        self.open: dict[TransferId, tuple[MemberId, int]] = {}
        """What was issued and not returned."""

    def moves(self, giver: str, taker: str, points: int) -> bool:
        """Move points, if they may be moved."""
        short = giver != TREASURY and self.purses[giver] - points < self.floor
        if giver == taker or short:
            return False
        self.purses[giver] -= points
        self.purses[taker] += points
        return True

    def issues(self, transfer_id: TransferId, move: Issue) -> bool:
        """Issue, to anybody but oneself."""
        may = move.taker != FOUNDER and self.moves(TREASURY, move.taker, move.points)
        if may:
            self.open[transfer_id] = (move.taker, move.points)
        return may

    def returns(self, transfer_id: TransferId) -> bool:
        """Bring back what was issued, once."""
        found = self.open.get(transfer_id)
        if found is None or not self.moves(found[0], TREASURY, found[1]):
            return False
        del self.open[transfer_id]
        return True


@given(st.sampled_from([0, 7]), MOVES)
def test_r37_balances_and_treasury_sum_to_zero_after_any_history(
    owed: int, moves: list[Issue | Gift | Back]
) -> None:
    """Each move is accepted when bags would allow it, and every balance is what is in the bag."""
    community = Community(story(*neighbourhood(POINTS_OWED.at(owed))).log(), STANDARD)
    purses, numbers = Purses(owed), count(1)
    transfers: list[TransferId] = []

    def accepted(command: Command, actor: MemberId) -> bool:
        name = f"command-{next(numbers)}"
        try:
            done = community.acting(actor).execute(command, at=BEGINNING, command_id=name)
        except Refusal:
            return False
        return bool(done.events)

    for number, move in enumerate(moves):
        transfer_id = TransferId(f"transfer-{number}")
        match move:
            case Issue(taker, points):
                command: Command = IssuePoints(transfer_id, taker, points, "Thank you")
                assert accepted(command, FOUNDER) == purses.issues(transfer_id, move)
            case Gift(giver, taker, points):
                command = GivePoints(transfer_id, giver, taker, points)
                assert accepted(command, giver) == purses.moves(giver, taker, points)
            case Back(which):
                mistake = transfers[which % len(transfers)] if transfers else transfer_id
                command = ReturnPoints(transfer_id, mistake, "Mistaken")
                assert accepted(command, FOUNDER) == purses.returns(mistake)
        transfers.append(transfer_id)
        balances = {who: community.state(Balance(who)).points for who in PEOPLE}
        treasury = community.state(Treasury()).points
        assert sum(balances.values()) + treasury == 0
        assert min(balances.values()) >= purses.floor
        assert balances == {who: purses.purses[who] for who in PEOPLE}
        assert treasury == purses.purses[TREASURY]
