"""What the laws share: how often the community machine met each command and each refusal."""

import pytest
from community_domain_testkit import CommunityMachine


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the tally, when the machine ran in this process."""
    tally = CommunityMachine.tally
    if tally.accepted:
        terminalreporter.section("commands accepted and refusals met by the community machine")
        for line in tally.lines(CommunityMachine.moves.domain):
            terminalreporter.write_line(line)
