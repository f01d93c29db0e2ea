"""Laws of risky work: what counts on some days, and that nobody unready is ever on a shift."""

from datetime import date, timedelta
from itertools import count

from community_domain_testkit import BEGINNING, FOUNDER, given
from hypothesis import given as forall
from hypothesis import strategies as st

from community_domain import STANDARD, Command, Community, MemberId, Refusal
from community_domain.members import Validity, counts_on_all
from community_domain.risk import (
    AcknowledgeRisk,
    MarkPositionRisky,
    PositionRisk,
    Protection,
    RecordInsurance,
    RecordTraining,
    Risk,
)
from community_domain.shifts import CallInSick, Roster, TakeShift
from tests.risk.works import DAY, HERE
from tests.shifts.duties import DESK, GATE, STEWARD, hours, planned
from tests.stories import ADULT, GUARDIAN

NIGHT = hours(22, 26)
DAYS = {GATE: (DAY,), DESK: (DAY, DAY + timedelta(days=1))}
PEOPLE = (ADULT, GUARDIAN)
RISKS = tuple(
    Risk(words, trainings, insured)
    for words in ("Ladders", "Wires")
    for trainings in ((), ("ladders",), ("ladders", "wires"))
    for insured in (False, True)
)
FIRST = date(2024, 6, 24)
some_days = st.integers(0, 5).map(lambda ahead: FIRST + timedelta(days=ahead))
who = st.sampled_from(PEOPLE)


def _validity(since: date, length: int | None) -> Validity:
    return Validity(since, None if length is None else since + timedelta(length))


validities = st.builds(_validity, some_days, st.none() | st.integers(0, 4))


@forall(some_days, st.integers(0, 4), st.lists(validities, max_size=4))
def test_r45_days_count_where_each_of_them_does(
    first: date, more: int, held: list[Validity]
) -> None:
    """Found by going from one validity to the next, the same as by asking day by day."""
    days = [first + timedelta(days=number) for number in range(more + 1)]
    each = all(any(one.holds_on(day) for one in held) for day in days)
    assert counts_on_all((days[0], days[-1]), held) == each


def _insurance(member_id: MemberId, policy: str, since: date, length: int) -> Command:
    return RecordInsurance(member_id, policy, since, since + timedelta(length))


def _training(member_id: MemberId, training: str, since: date, length: int) -> Command:
    return RecordTraining(member_id, training, since, since + timedelta(length))


COMMANDS = st.one_of(
    st.builds(MarkPositionRisky, st.just(STEWARD), st.sampled_from(RISKS)),
    st.builds(AcknowledgeRisk, st.just(STEWARD), who, st.integers(1, 4)),
    st.builds(_insurance, who, st.sampled_from(["one", "two"]), some_days, st.integers(0, 5)),
    st.builds(_training, who, st.sampled_from(["ladders", "wires"]), some_days, st.integers(0, 5)),
    st.builds(TakeShift, st.sampled_from([GATE, DESK]), who),
    st.builds(TakeShift, st.sampled_from([GATE, DESK]), who),
    st.builds(CallInSick, st.sampled_from([GATE, DESK]), who),
)


def _is_ready(risk: PositionRisk, protection: Protection, days: tuple[date, ...]) -> bool:
    """Asked day by day, without the policies of the library."""
    if risk.risk is None:
        return True
    trained = all(
        training in protection.trainings
        and all(protection.trainings[training].holds_on(day) for day in days)
        for training in risk.risk.trainings
    )
    policies = protection.insurances.values()
    insured = all(any(one.holds_on(day) for one in policies) for day in days)
    told = risk.acknowledged.get(protection.member_id) == risk.version
    return told and trained and (insured or not risk.risk.insured)


@forall(st.lists(COMMANDS, max_size=25))
def test_r45_whoever_is_on_a_shift_ahead_is_ready_for_it(commands: list[Command]) -> None:
    """Whatever is told, recorded and taken, in whatever order."""
    log = given(*HERE, *planned(DESK, NIGHT)).log()
    community, numbers = Community(log, STANDARD), count()
    for wish in commands:
        by = wish.member_id if isinstance(wish, AcknowledgeRisk | CallInSick) else FOUNDER
        try:
            community.acting(by).execute(wish, at=BEGINNING, command_id=f"c-{next(numbers)}")
        except Refusal:
            continue
        risk = community.state(PositionRisk(STEWARD))
        for shift_id, days in DAYS.items():
            for holder in community.state(Roster(shift_id)).holders:
                assert _is_ready(risk, community.state(Protection(holder)), days)
