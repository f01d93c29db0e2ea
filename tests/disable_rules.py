"""Disable the rules one at a time, and see the tests that are named for them fail.

    python -m tests.disable_rules           all of it, as a table
    python -m tests.disable_rules R12 R14   some rules

Each line of `BREACHES` is a small change to a copy of the core that takes one rule, or a part of
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
from pathlib import Path

import attrs

__all__ = ["BREACHES", "Breach", "Verdict", "try_out"]

ROOT = Path(__file__).parents[1]
SUITES = [f"tests/{slice_}" for slice_ in ("kernel", "community", "members", "activities")]
FAILED, NOTHING_RAN = 1, 5
"""Exit codes of pytest: tests failed; none was found."""


@attrs.frozen
class Breach:
    """A rule taken out of force by one change of text."""

    rule: str
    what: str
    """What no longer holds."""
    module: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.rule:4} {self.what}"


POLICIES, MEMBERS = "members/policies.py", "members/decisions.py"
ACTIVITIES, SEATS = "activities/decisions.py", "activities/policies.py"
KERNEL = "kernel/community.py"

BREACHES = [
    Breach("R1", "age by the local calendar", POLICIES, "moment, settings.zone)", 'moment, "UTC")'),
    Breach(
        "R1",
        "age on the day of the thing decided",
        SEATS,
        "obstacle_to_taking_part(standing, scheduled.period.start, settings)",
        "obstacle_to_taking_part(standing, scheduled.period.start.replace(year=2020), settings)",
    ),
    Breach("R2", "a consent runs out", POLICIES, " and word.until > moment)", ")"),
    Breach("R2", "a new wording asks again", POLICIES, "word.version >= wording", "True"),
    Breach(
        "R2",
        "two separate consents",
        "members/values.py",
        "(ConsentKind.DATA, ConsentKind.TAKING_PART)",
        "(ConsentKind.DATA,)",
    ),
    Breach("R2", "bounded in time", MEMBERS, "context.at < until <= latest", "context.at < until"),
    Breach(
        "R3",
        "no seat without consent",
        POLICIES,
        "if not _agreed(standing, kind, givers, moment, settings):",
        "if False:",
    ),
    Breach(
        "R3",
        "enrolment is one decision",
        MEMBERS,
        "        yield GuardianLinked(command.member_id, command.guardian_id)\n        until",
        "        until",
    ),
    Breach(
        "R3", "a minor needs a guardian", POLICIES, "raise TooYoungToRegister", "TooYoungToRegister"
    ),
    Breach(
        "R3",
        "data is one's own from 14",
        POLICIES,
        "standing.guardians if too_young else (standing.member_id,)",
        "standing.guardians",
    ),
    Breach(
        "R3",
        "only the entitled consent",
        MEMBERS,
        "        raise NotTheirConsent(",
        "        NotTheirConsent(",
    ),
    Breach(
        "R3",
        "no check-in without consent",
        ACTIVITIES,
        "(obstacle := obstacle_to_taking_part(standing, command.at, settings)) is not None",
        "(obstacle := None) is not None",
    ),
    Breach(
        "R3",
        "a guardian's rights end with the minority",
        POLICIES,
        "if context.actor in standing.guardians and is_minor(standing, context.at, settings):",
        "if context.actor in standing.guardians:",
    ),
    Breach(
        "R4",
        "a revoked consent frees seats",
        "activities/processes.py",
        "event.kind in REQUIRED_CONSENTS",
        "False",
    ),
    Breach(
        "R4",
        "a lost guardian frees seats",
        "activities/processes.py",
        "isinstance(event, GuardianUnlinked) or",
        "not isinstance(event, GuardianUnlinked) and",
    ),
    Breach("R4", "the past stays", ACTIVITIES, "if period.start > context.at and", "if"),
    Breach("R5", "a guardian is of age", MEMBERS, "raise GuardianNotOfAge(", "GuardianNotOfAge("),
    Breach(
        "R5", "a guardian is another", MEMBERS, "raise GuardianOfOneself(", "GuardianOfOneself("
    ),
    Breach(
        "R5",
        "one link for each pair",
        MEMBERS,
        "    if command.guardian_id not in standing.guardians:\n",
        "    if True:\n",
    ),
    Breach(
        "R5",
        "disagreement outweighs consent",
        POLICIES,
        "        if word is None:\n            return False\n",
        "        if word is None:\n            word = SILENCE\n",
    ),
    Breach(
        "R6",
        "optional consents never block",
        "members/values.py",
        "(ConsentKind.DATA, ConsentKind.TAKING_PART)",
        "tuple(ConsentKind)",
    ),
    Breach(
        "R8",
        "no more seats than the capacity",
        ACTIVITIES,
        "if seats.free > promoted and len(filled) == promoted:",
        "if True:",
    ),
    Breach(
        "R8", "filling stops when full", SEATS, "        if free == 0:\n", "        if False:\n"
    ),
    Breach("R8", "0 means closed", ACTIVITIES, "if seats.capacity == 0:", "if False:"),
    Breach(
        "R9",
        "one live sign-up",
        ACTIVITIES,
        "    if member_id in seats.confirmed or member_id in seats.waiting:\n        return\n",
        "",
    ),
    Breach(
        "R10",
        "overbooked until seats free up",
        ACTIVITIES,
        "seats.free + 1, context, read)",
        "1, context, read)",
    ),
    Breach(
        "R11",
        "priority before time",
        "activities/state.py",
        "sorted(self.waiting, key=lambda member: -self.waiting[member])",
        "list(self.waiting)",
    ),
    Breach("R11", "a bounded waitlist", ACTIVITIES, "raise WaitlistFull(", "WaitlistFull("),
    Breach(
        "R11", "priority is given", ACTIVITIES, "if command.priority and not", "if False and not"
    ),
    Breach(
        "R12",
        "a freed seat is filled",
        ACTIVITIES,
        "        yield from seats_go_to_waiters(seats, seats.free + 1, context, read)\n",
        "",
    ),
    Breach(
        "R12",
        "more capacity fills",
        ACTIVITIES,
        "    yield from seats_go_to_waiters(seats, free, context, read)\n",
        "",
    ),
    Breach(
        "R12",
        "the ineligible are passed over",
        SEATS,
        "        else:\n            passed += 1\n",
        "        else:\n            return\n",
    ),
    Breach(
        "R12",
        "a long line is followed to its end",
        "activities/processes.py",
        "    yield FillSeats(event.occurrence_id, event.passed)\n",
        "    yield from ()\n",
    ),
    Breach("R14", "sign-up opens", SEATS, "raise SignUpNotOpen(", "SignUpNotOpen("),
    Breach("R14", "sign-up closes", SEATS, "raise SignUpClosed(", "SignUpClosed("),
    Breach("R14", "late withdrawals show", ACTIVITIES, "member_id, late)", "member_id, False)"),
    Breach(
        "R14", "no withdrawal after the start", ACTIVITIES, "raise AlreadyBegun(", "AlreadyBegun("
    ),
    Breach(
        "R15",
        "nothing is scheduled in the past",
        ACTIVITIES,
        "    if command.period.end <= context.at:\n",
        "    if False:\n",
    ),
    Breach("R18", "touching is allowed", "members/state.py", "LAST_ID))", '""))'),
    Breach(
        "R18",
        "overlapping is refused",
        SEATS,
        "(clash := agenda.clash(scheduled.period)) is not None",
        "(clash := None) is not None",
    ),
    Breach("R24", "one open check-in", ACTIVITIES, "raise StillCheckedIn(", "StillCheckedIn("),
    Breach(
        "R24", "one check-in a seat", ACTIVITIES, "raise AlreadyCheckedIn(", "AlreadyCheckedIn("
    ),
    Breach("R24", "out is not before in", ACTIVITIES, "if command.at < came:", "if False:"),
    Breach("R24", "what is forgotten shows", ACTIVITIES, "forgotten=True", "forgotten=False"),
    Breach("R24", "not from the future", ACTIVITIES, "if at > context.at:", "if False:"),
    Breach("R24", "arrival in time", ACTIVITIES, "raise OutsideOccurrence(", "OutsideOccurrence("),
    Breach(
        "R25",
        "a no-show is told after the end",
        ACTIVITIES,
        "    if context.at < ends:\n        raise NotOverYet(command.occurrence_id, ends)\n"
        "    if turnout.attended:",
        "    if turnout.attended:",
    ),
    Breach("R25", "who came is no no-show", ACTIVITIES, "raise HasAttended(", "HasAttended("),
    Breach(
        "R25",
        "who has arrived keeps the seat",
        ACTIVITIES,
        "    if turnout.attended:\n        raise HasAttended(occurrence_id, member_id)\n",
        "",
    ),
    Breach("R25", "only seats have outcomes", ACTIVITIES, "raise NotSignedUp(", "NotSignedUp("),
    Breach(
        "R25",
        "a late check-in supersedes",
        "activities/state.py",
        "        if self.attended:\n            return",
        "        if self.attended and not self.no_show:\n            return",
    ),
    Breach(
        "R39",
        "a refusal records nothing",
        KERNEL,
        "        events = tuple(decision.function(command, context, read))\n",
        "        collected: list[Event] = []\n"
        "        try:\n"
        "            collected.extend(iter(decision.function(command, context, read)))\n"
        "        except Refusal:\n"
        "            if not collected:\n"
        "                raise\n"
        "        events = tuple(collected)\n",
    ),
    Breach("R40", "one effect for one id", KERNEL, "if earlier := writer", "if () and writer"),
    Breach("R40", "other content is refused", KERNEL, "raise CommandIdReused(", "CommandIdReused("),
    Breach(
        "R40",
        "on whose behalf",
        KERNEL,
        "if grant.on_behalf_of and context.on_behalf_of is None:",
        "if False:",
    ),
    Breach("R43", "who may issue", KERNEL, "    if grant is None or", "    if False and"),
    Breach("R43", "who may read", KERNEL, "if not right.ask(", "if False and right.ask("),
    Breach("R43", "a coordinator stays", MEMBERS, "raise LastCoordinator(", "LastCoordinator("),
    Breach(
        "R43",
        "the founder is a coordinator",
        "community/decisions.py",
        "    yield RoleGranted(command.founder_id, COORDINATOR, Scope())\n",
        "",
    ),
    Breach(
        "R43",
        "a role within its scope",
        SEATS,
        "return Grant() if (COORDINATOR, scope) in held else None",
        "return Grant()",
    ),
    Breach("R44", "instants do not go back", KERNEL, "raise InstantGoesBack(", "InstantGoesBack("),
    Breach(
        "R44",
        "backfilling takes a reason",
        KERNEL,
        "decision.backfills and context.reason:",
        "decision.backfills:",
    ),
    Breach(
        "R44",
        "backfilling takes the right",
        KERNEL,
        "if backfill.ask(issue.command, now, read):",
        "if True:",
    ),
    Breach(
        "R44",
        "rights are not backfilled",
        KERNEL,
        "if backfill and decision.backfills and",
        "if backfill and",
    ),
    Breach("R43", "roles are for adults", MEMBERS, "raise TooYoungForRole(", "TooYoungForRole("),
    Breach(
        "R5",
        "a guardian's no is not overruled",
        MEMBERS,
        "if before is None and context.actor != command.giver_id:",
        "if False:",
    ),
    Breach(
        "R11",
        "nobody skips the line",
        ACTIVITIES,
        "command.passed if isinstance(context.actor, System) else 0",
        "command.passed",
    ),
]


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
    command = [sys.executable, "-m", "pytest", *SUITES, "-k", f"test_{rule.lower()}_", "-q"]
    command += ["-p", "no:cacheprovider", "--no-header", "--tb=no"]
    environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


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
