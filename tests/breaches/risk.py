"""How the rules that the slice `risk` enforces are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]

DECISIONS = "risk/decisions.py"
POLICIES = "risk/policies.py"
PROCESSES = "risk/processes.py"
VALUES = "risk/values.py"
DAYS = "members/policies/people.py"
VALIDITY = "members/values.py"

BREACHES = [
    Breach("R45", "no minor", POLICIES, "raise RiskyForMinors(", "RiskyForMinors("),
    Breach("R45", "told before", POLICIES, "raise RiskNotAcknowledged(", "RiskNotAcknowledged("),
    Breach("R45", "trained", POLICIES, "yield TrainingMissing(", "TrainingMissing("),
    Breach("R45", "insured", POLICIES, "yield InsuranceMissing(", "InsuranceMissing("),
    Breach(
        "R45",
        "who stands in",
        POLICIES,
        "_must_be_ready_for_a_shift(command.shift_id, command.stand_in_id, read)",
        "planned(command.shift_id, read)",
    ),
    Breach(
        "R45",
        "no override",
        POLICIES,
        '    """An override passes over working hours, never over a risk (R22, R45)."""\n',
        "    return\n",
    ),
    Breach(
        "R45",
        "tasks too",
        POLICIES,
        "    _must_be_ready(told, command.task_id, command.member_id, now, read)\n",
        "",
    ),
    Breach("R45", "the last day counts", VALIDITY, "day <= self.until", "day < self.until"),
    Breach("R45", "the first day counts", VALIDITY, "self.since <= day", "self.since < day"),
    Breach(
        "R45",
        "every day counts",
        DAYS,
        "    while first <= last:\n",
        "    last = first\n    while first <= last:\n",
    ),
    Breach("R45", "in person", DECISIONS, 'by=oneself("member_id")', "by=coordinator()"),
    Breach("R45", "what is told", DECISIONS, "raise NotRisky(", "NotRisky("),
    Breach("R45", "what is told now", DECISIONS, "raise RiskToldAnew(", "RiskToldAnew("),
    Breach(
        "R45",
        "no minor acknowledges",
        DECISIONS,
        "raise RiskyForMinors(",
        "RiskyForMinors(",
    ),
    Breach("R45", "another records", DECISIONS, "raise OwnProtection(", "OwnProtection("),
    Breach(
        "R45",
        "other words are told anew",
        VALUES,
        "self.words == other.words and ",
        "",
    ),
    Breach(
        "R45",
        "more insurance is told anew",
        VALUES,
        "needs_more = self.insured and not other.insured",
        "needs_more = False",
    ),
    Breach(
        "R45",
        "shifts are taken back",
        PROCESSES,
        "            yield ReleaseUntold(shift_id)\n",
        "            yield from ()\n",
    ),
    Breach(
        "R45",
        "shifts ahead only",
        DECISIONS,
        "if period.start > context.at)",
        ")",
    ),
    Breach(
        "R45",
        "tasks are taken back",
        PROCESSES,
        "    if isinstance(event, TaskMarkedRisky):\n        yield ReleaseUntold(",
        "    if isinstance(event, TaskMarkedRisky):\n        id(",
    ),
    Breach(
        "R45",
        "work to be done again is asked about again",
        PROCESSES,
        "    yield ReleaseUntold(task_id=event.task_id)\n    yield ReleaseUnprotected(",
        "    yield ReleaseUnprotected(",
    ),
    Breach(
        "R45",
        "who has come stays",
        DECISIONS,
        "untold and member_id not in roster.arrived",
        "untold",
    ),
    Breach(
        "R45",
        "who has come stays, unprotected too",
        DECISIONS,
        " and member_id in roster.holders and member_id not in roster.arrived",
        " and member_id in roster.holders",
    ),
    Breach(
        "R45",
        "what is lost is told",
        DECISIONS,
        "        yield ProtectionLost(",
        "        ProtectionLost(",
    ),
    Breach(
        "R45",
        "another policy will do",
        DECISIONS,
        "        after = {**old, command.policy: new}\n",
        "        after = {command.policy: new}\n",
    ),
    Breach(
        "R45",
        "work handed in stays",
        DECISIONS,
        "if not handed_in]\n    task_ids",
        "]\n    task_ids",
    ),
]
