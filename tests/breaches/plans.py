"""How the rules that the slice `plans` enforces are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]

DECISIONS = "plans/decisions.py"
POLICIES = "plans/policies.py"
STATE = "plans/state.py"
DEADLINES = "plans/deadlines.py"

BREACHES = [
    Breach("R15", "no tasks before their hour", POLICIES, "raise NotYetDue(", "NotYetDue("),
    Breach("R15", "a plan goes on", POLICIES, "raise DayPassed(", "DayPassed("),
    Breach("R15", "tasks on days of the rule", POLICIES, "raise DayNotPlanned(", "DayNotPlanned("),
    Breach("R15", "a day is skipped", POLICIES, "raise DaySkipped(", "DaySkipped("),
    Breach("R15", "what is posted is not skipped", DECISIONS, "raise DayPosted(", "DayPosted("),
    Breach(
        "R15",
        "a day is posted once",
        DECISIONS,
        "    if building_id in plan.posted.get(day, ()):\n        return\n",
        "",
    ),
    Breach(
        "R15",
        "what had begun is not planned",
        STATE,
        "return by_the_rule and wall_time(day, planned.begins, key) >= planned.since",
        "return by_the_rule",
    ),
    Breach(
        "R15",
        "a day begins by the wall clock",
        STATE,
        "    while day is not None and wall_time(day, planned.begins, key) > at:\n"
        "        day = planned.recurrence.latest(day - A_DAY)\n",
        "",
    ),
    Breach(
        "R15",
        "the place's own clock",
        "kernel/periods.py",
        "time.fromisoformat(clock), zone(key))",
        'time.fromisoformat(clock), zone("UTC"))',
    ),
    Breach(
        "R15",
        "every stairwell has its task once",
        DEADLINES,
        "                if self.posted.get((plan_id, building_id), date.min) < day:\n",
        "                if True:\n",
    ),
    Breach(
        "R15",
        "time asks for nothing that is skipped",
        DEADLINES,
        "if day is None or day in self.skipped.get(plan_id, ()):",
        "if day is None:",
    ),
    Breach("R23", "a plan ends for good", POLICIES, "raise PlanOver(", "PlanOver("),
    Breach("R23", "what ended is not planned anew", DECISIONS, "raise PlanOver(", "PlanOver("),
    Breach(
        "R43",
        "a building plans for itself",
        DECISIONS,
        "@decides(by=coordinator_of_building)\n",
        "@decides(by=coordinator_of_building | system)\n",
    ),
]
