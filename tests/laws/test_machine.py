"""Random communities: no sequence of commands breaks a rule."""

import pytest
from community_domain_testkit import CommunityMachine


def test_no_sequence_of_commands_breaks_a_rule(
    thorough: bool,  # noqa: FBT001 - a fixture
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every rule that an onlooker knows holds after every move.

    Also: states kept between decisions are what the log says, and what was done is not done again.
    In the thorough profile every command is accepted, and every refusal met, at least once; how
    often is printed.
    """
    examples, steps = (200, 200) if thorough else (30, 50)
    tally = CommunityMachine.run(examples=examples, steps=steps)
    domain = CommunityMachine.moves.domain
    assert tally.accepted["SignUp"], "\n".join(tally.lines(domain))
    if thorough:
        with capsys.disabled():
            print("", *tally.lines(domain), sep="\n")  # noqa: T201 - what the run is for
        assert tally.missed(domain) == []
