"""Try mutants of policies and decisions, and name those that no test sees.

    python -m tests.mutants                          all of them, for an hour or so
    python -m tests.mutants market shifts/decisions  of modules whose path contains a part
"""

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

from ..disable_rules import ROOT, SUITES
from .making import CORE, Mutant, mutants_of, mutated_modules
from .trying import Trial, Verdict

DEAD = (Verdict.KILLED, Verdict.TIMED_OUT)


def main(parts: list[str]) -> int:
    """Try the mutants; the exit code is 1 if fewer than nine of ten die."""
    mutants = [mutant for module in mutated_modules(parts) for mutant in mutants_of(module)]
    verdicts = list[tuple[Mutant, Verdict]]()

    def tell(mutant: Mutant, verdict: Verdict) -> None:
        verdicts.append((mutant, verdict))
        if verdict not in DEAD:
            print(f"{verdict:9} {mutant}", flush=True)

    options = ["--numprocesses=0", "--hypothesis-profile=finding", "-s", "-q"]
    options += ["-p", "no:cacheprovider", "--tb=native", "--no-summary"]
    pytest.main([*(str(ROOT / suite) for suite in SUITES), *options], [Trial(mutants, tell)])
    return _report(verdicts)


def _report(verdicts: list[tuple[Mutant, Verdict]]) -> int:
    tried, dead = Counter[Path](), Counter[Path]()
    for mutant, verdict in verdicts:
        tried[mutant.module] += 1
        dead[mutant.module] += verdict in DEAD
    for module in sorted(tried):
        share = dead[module] / tried[module]
        print(f"{module.relative_to(CORE)!s:40} {dead[module]:5} of {tried[module]:5} {share:7.1%}")
    share = dead.total() / max(1, tried.total())
    print(f"{'all':40} {dead.total():5} of {tried.total():5} {share:7.1%}")
    return share < 0.9


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
