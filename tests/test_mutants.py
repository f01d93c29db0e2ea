"""Mutants are made of every decision, and those that die are told from those that do not."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from .mutants.making import mutants_of, mutated_modules

TRY = """
import json

import attrs

from tests.mutants.making import CORE, mutants_of
from tests.mutants.trying import try_out

[deadly] = [
    one
    for one in mutants_of(CORE / "plans" / "decisions.py")
    if str(one).endswith("end_task_plan: not plan.ended  ->  plan.ended")
]
harmless = attrs.evolve(deadly, new=deadly.old)
verdicts = {}
try_out(
    [deadly, harmless],
    [CORE.parents[1] / "tests" / "plans"],
    lambda mutant, verdict: verdicts.update({mutant is harmless: verdict}),
)
print(json.dumps([verdicts[False], verdicts[True]]))
"""


@pytest.mark.parametrize("module", ["plans/decisions.py", "activities/policies/seats.py"])
def test_every_function_is_changed(module: str) -> None:
    """Decorated or not, and nothing but functions."""
    [path] = mutated_modules([module])
    changed = {mutant.function for mutant in mutants_of(path)}
    parts = ast.parse(path.read_text("utf-8")).body
    assert {part.name for part in parts if isinstance(part, ast.FunctionDef)} == changed


def test_a_verdict_is_about_the_change(root: Path) -> None:
    """A change that matters is killed; what is put in place unchanged survives the same tests."""
    done = subprocess.run(
        [sys.executable, "-c", TRY], cwd=root, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout.splitlines()[-1]) == ["killed", "survived"]
