"""Almost valid commands: one step from what is accepted, and refused for that step alone."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from community_domain_testkit import (
    BEGINNING,
    FOUNDER,
    AlmostValid,
    almost_valid_commands,
    issued,
)
from community_domain_testkit.changes import ACTOR, INSTANT, changes
from hypothesis import HealthCheck, Phase, find, given, settings

from community_domain import InvalidValue, Kind, Period, Refusal
from community_domain.activities import (
    ActivityId,
    OccurrenceId,
    ScheduleOccurrence,
    SeatConfirmed,
    SignUp,
)

QUICK = settings(
    max_examples=40,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
MANY = 60
"""Examples in which a rule of many kinds must be met; see the note in the how-to."""


@QUICK
@given(almost_valid_commands())
def test_one_step_makes_the_difference(almost: AlmostValid) -> None:
    """What it came from has an effect at that very place, and the changed one is refused there."""
    assert almost.community().execute(almost.valid).events
    if almost.issue is None:
        assert isinstance(almost.refusal, InvalidValue)
        with pytest.raises(InvalidValue):
            almost.kind(**almost.fields)
        return
    with pytest.raises(type(almost.refusal)) as refusal:
        almost.community().execute(almost.issue)
    assert refusal.value.as_dict() == almost.refusal.as_dict()


@QUICK
@given(almost_valid_commands())
def test_exactly_one_thing_is_changed(almost: AlmostValid) -> None:
    """A field, the actor or the instant, and no two of them: else nobody knew what was refused."""
    valid: Any = almost.valid.command
    fields = {name: getattr(valid, name) for name in almost.fields}
    differing = [name for name, value in almost.fields.items() if value != fields[name]]
    if almost.by != almost.valid.context.actor:
        differing.append(ACTOR)
    if almost.issue and almost.issue.context.at != almost.valid.context.at:
        differing.append(INSTANT)
    assert differing == [almost.change.what]


def test_nothing_of_a_trial_is_left_behind() -> None:
    """The history is what happened before, and no more: trying a change records nothing."""

    @QUICK
    @given(almost_valid_commands(size=4))
    def clean(almost: AlmostValid) -> None:
        accepted = [one.result for one in almost.history.accepted]
        rows = [row for one in accepted if not isinstance(one, Refusal) for row in one.recorded]
        led_to = {row.envelope.command_id for row in rows}
        recorded = {row.envelope for row in almost.history.log.read()}
        leads = {one.context.correlation_id or one.command_id for one in recorded}
        assert leads == led_to

    clean()


def test_rules_of_many_kinds_are_met(
    thorough: bool,  # noqa: FBT001 - a fixture
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Most are rules of the domain, and next to no example is filtered out."""
    codes, tried, filtered = Counter[str](), Counter[Kind](), Counter[bool]()

    def is_found(almost: AlmostValid | None) -> bool:
        filtered[almost is None] += 1
        return almost is not None

    monkeypatch.setattr("community_domain_testkit.almost_valid._is_found", is_found)

    @settings(QUICK, max_examples=500 if thorough else MANY)
    @given(almost_valid_commands())
    def meet(almost: AlmostValid) -> None:
        codes[almost.refusal.code] += 1
        tried[almost.refusal.kind] += 1

    meet()
    assert len(codes) >= (30 if thorough else 8), codes
    assert {Kind.INVALID, Kind.FORBIDDEN, Kind.RULE} <= set(tried), tried
    assert filtered[True] * 10 <= filtered.total(), filtered


def test_commands_of_one_type_are_asked_for() -> None:
    """Whoever tests one end point of an API wants its commands only, refused in many ways."""
    codes: set[str] = set()

    @settings(
        QUICK, suppress_health_check=[HealthCheck.filter_too_much, *QUICK.suppress_health_check]
    )
    @given(almost_valid_commands(namespaces=("activity", "member"), kinds=(SignUp,)))
    def sign_up(almost: AlmostValid) -> None:
        assert almost.kind is SignUp
        codes.add(almost.refusal.code)

    sign_up()
    assert len(codes) >= 3, codes


def test_an_almost_valid_command_is_told_shortly() -> None:
    """What fails is shown as a story that ends in two lines: what is accepted, and what is not."""
    shortest = find(
        almost_valid_commands(size=2),
        lambda almost: almost.refusal.code == "not-permitted",
        settings=settings(QUICK, max_examples=200, phases=[Phase.generate]),
    )
    *_, accepted, refused = repr(shortest).splitlines()
    assert accepted.startswith("accepted: 20")
    assert refused.startswith(f"refused with {shortest.change.what} = ")
    assert "NotPermitted" in refused


def test_changes_go_just_over_an_edge_and_a_bound() -> None:
    """The smallest step there is: a tick before and after, one below and one above."""
    period = Period(BEGINNING + timedelta(hours=1), BEGINNING + timedelta(hours=2))
    named = (OccurrenceId("occurrence-1"), ActivityId("activity-1"))
    schedule = issued("c", ScheduleOccurrence(*named, period, 5), by=FOUNDER, at=BEGINNING)
    every = changes(schedule, [SeatConfirmed(named[0], FOUNDER, period)])
    tick = timedelta(microseconds=1)
    instants = {one.to for one in every if one.what == INSTANT}
    assert {edge + by for edge in (period.start, period.end) for by in (-tick, tick)} < instants
    assert {4, 6, -1, 100_001} < {one.to for one in every if one.what == "capacity"}
