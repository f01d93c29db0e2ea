"""Disable the rules one at a time, and see the tests that are named for them fail.

    python -m tests.disable_rules           all of it, as a table
    python -m tests.disable_rules R12 R14   some rules

Each of the `BREACHES` is a small change to a copy of the core that takes one rule, or a part of
it, out of force. A test whose name starts with `test_r<number>_` must fail then; a change whose
text is no longer found, or that breaks more than a test, is an error of this table.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import attrs

from .breaches import BREACHES, Breach

__all__ = ["Verdict", "try_out"]

ROOT = Path(__file__).parents[1]
CORE = ROOT / "src" / "community_domain"
SUITES = sorted(
    f"tests/{part.name}" for part in CORE.iterdir() if (ROOT / "tests" / part.name).is_dir()
)
"""Those of the kernel and of each slice."""
FAILED, NOTHING_RAN = 1, 5
"""Exit codes of pytest: tests failed; none was found."""


@attrs.frozen
class Verdict:
    """What became of a breach: `red` is what it should be."""

    breach: Breach
    red: bool
    told: str


def try_out(breach: Breach) -> Verdict:
    """Apply a breach to a copy of the core and run the tests named for its rule."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "src"
        shutil.copytree(ROOT / "src", copy)
        module = copy / "community_domain" / breach.module
        text = module.read_text("utf-8")
        if text.count(breach.old) == 0:
            return Verdict(breach, red=False, told="the text to change is not there")
        module.write_text(text.replace(breach.old, breach.new), "utf-8")
        ended = _run_tests(breach.rule, copy)
    if ended.returncode == NOTHING_RAN:
        return Verdict(breach, red=False, told="no test is named for the rule")
    if ended.returncode == 0:
        return Verdict(breach, red=False, told="no test noticed")
    failures = [line for line in ended.stdout.splitlines() if line.startswith("FAILED")]
    if ended.returncode != FAILED or not failures:
        return Verdict(breach, red=False, told=ended.stdout[-500:] + ended.stderr[-500:])
    names = {line.split("::")[1].split("[")[0].split(" ")[0] for line in failures}
    return Verdict(breach, red=True, told=", ".join(sorted(names)))


def _run_tests(rule: str, source: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", *_files_about(rule), "-k", f"test_{rule.lower()}_"]
    command += [
        "--hypothesis-profile=finding",
        "-q",
        "-x",
        "--numprocesses=0",
        "-p",
        "no:cacheprovider",
    ]
    command += ["--no-header", "--tb=no"]
    environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@cache
def _files_about(rule: str) -> tuple[str, ...]:
    """Where a test is named for a rule; collecting all others takes longer than the tests do."""
    name = f"def test_{rule.lower()}_"
    files = (path for suite in SUITES for path in sorted((ROOT / suite).rglob("test_*.py")))
    return tuple(str(path) for path in files if name in path.read_text("utf-8")) or (SUITES[0],)


def _verdicts(breaches: list[Breach]) -> Iterator[Verdict]:
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        yield from pool.map(try_out, breaches)


def main(rules: list[str]) -> int:
    """Try out the breaches of some rules, or all; the exit code is the number not noticed."""
    chosen = [breach for breach in BREACHES if not rules or breach.rule in rules]
    missed = 0
    for verdict in _verdicts(chosen):
        missed += not verdict.red
        print(f"{'red ' if verdict.red else 'MISS'}  {verdict.breach!s:48} {verdict.told}")
    print(f"{len(chosen) - missed} of {len(chosen)} breaches make a test named for the rule fail.")
    return missed


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
