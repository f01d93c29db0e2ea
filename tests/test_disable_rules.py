"""Each rule is in force: taken out, a test that is named for it fails."""

import tomllib

import pytest

from tests.breaches import BREACHES, Breach
from tests.disable_rules import ROOT, try_out

FIRST = list({breach.rule: breach for breach in reversed(BREACHES)}.values())
RULES = set(tomllib.loads((ROOT / "docs/reference/rules.toml").read_text("utf-8")))
"""Those that the core enforces so far."""


def test_every_rule_so_far_has_a_breach() -> None:
    """A rule without one would be a rule that nobody sees fail."""
    assert {breach.rule for breach in FIRST} == RULES


@pytest.mark.parametrize("breach", BREACHES, ids=str)
def test_every_breach_still_fits_the_code(breach: Breach) -> None:
    """A change of text that finds no text would prove nothing."""
    module = ROOT / "src" / "community_domain" / breach.module
    assert breach.old in module.read_text("utf-8")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Try out the first breach of each rule by default, all of them when thorough."""
    if "disabled" in metafunc.fixturenames:
        chosen = BREACHES if metafunc.config.getoption("thorough") else FIRST
        metafunc.parametrize("disabled", chosen, ids=str)


def test_a_rule_out_of_force_is_noticed(disabled: Breach) -> None:
    """A test that is named for the rule fails, and the tests still run."""
    verdict = try_out(disabled)
    assert verdict.red, verdict.told
