"""Try mutants of policies and decisions, and name those that no test sees.

`python -m tests.mutants` tries all of them, for most of an hour; `python -m tests.mutants market
seats` those of modules whose path contains one of these; and `python -m tests.mutants --again FILE`
those that an earlier run printed into a file.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ..disable_rules import ROOT, SUITES
from .making import CORE, Mutant, mutants_of, mutated_modules
from .trying import DEAD, Verdict, try_out


def main(arguments: list[str]) -> int:
    """Try the mutants; the exit code is 1 if fewer than nine of ten die."""
    mutants = _chosen(arguments)
    verdicts = list[tuple[Mutant, Verdict]]()

    def tell(mutant: Mutant, verdict: Verdict) -> None:
        verdicts.append((mutant, verdict))
        if verdict not in DEAD:
            print(f"{verdict:9} {mutant}", flush=True)

    try_out(mutants, [ROOT / suite for suite in SUITES], tell)
    return _report(verdicts)


def _chosen(arguments: list[str]) -> list[Mutant]:
    match arguments:
        case ["--again", file]:
            lines = Path(file).read_text("utf-8").splitlines()
            named = {line.partition(" ")[2].strip() for line in lines}
            return [mutant for mutant in _of([]) if str(mutant) in named]
        case _:
            return list(_of(arguments))


def _of(parts: list[str]) -> Iterator[Mutant]:
    for module in mutated_modules(parts):
        yield from mutants_of(module)


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
