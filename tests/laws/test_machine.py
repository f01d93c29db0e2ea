"""Random communities: no sequence of commands breaks a rule."""

from community_domain_testkit import CommunityMachine
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test


def test_no_sequence_of_commands_breaks_a_rule(thorough: bool) -> None:  # noqa: FBT001 - a fixture
    """R3 to R5, R8 to R15, R18, R24, R25, R39, R40, R43 and R44 hold after every move.

    Also: states kept between decisions are what the log says, and what was done is not done again.
    In the thorough profile every command is accepted, and every refusal met, at least once.
    """
    examples, steps = (800, 200) if thorough else (30, 50)
    run_state_machine_as_test(
        CommunityMachine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            suppress_health_check=[
                HealthCheck.too_slow,
                HealthCheck.data_too_large,
                HealthCheck.large_base_example,
            ],
        ),
    )
    tally, domain = CommunityMachine.tally, CommunityMachine.moves.domain
    assert tally.accepted["SignUp"], "\n".join(tally.lines(domain))
    if thorough:
        assert tally.missed(domain) == [], "\n".join(tally.lines(domain))
