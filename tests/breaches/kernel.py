"""How the rules that the kernel enforces are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]

COMMUNITY, DECIDING = "kernel/community.py", "kernel/deciding.py"

BREACHES = [
    Breach(
        "R39",
        "a refusal records nothing",
        DECIDING,
        "        events = tuple(decision.function(command, context, read))\n",
        "        collected: list[Event] = []\n"
        "        try:\n"
        "            collected.extend(iter(decision.function(command, context, read)))\n"
        "        except Refusal:\n"
        "            if not collected:\n"
        "                raise\n"
        "        events = tuple(collected)\n",
    ),
    Breach("R40", "one effect for one id", DECIDING, "command_id in self._known and", "() and"),
    Breach(
        "R40", "other content is refused", DECIDING, "raise CommandIdReused(", "CommandIdReused("
    ),
    Breach(
        "R40",
        "on whose behalf",
        DECIDING,
        "if grant.on_behalf_of and other is None:",
        "if False:",
    ),
    Breach("R43", "who may issue", DECIDING, "    if grant is None or", "    if False and"),
    Breach("R43", "who may read", COMMUNITY, "if not right.ask(", "if False and right.ask("),
    Breach(
        "R44", "instants do not go back", DECIDING, "raise InstantGoesBack(", "InstantGoesBack("
    ),
    Breach(
        "R44",
        "backfilling takes a reason",
        DECIDING,
        "decision.backfills and context.reason:",
        "decision.backfills:",
    ),
    Breach(
        "R44",
        "backfilling takes the right",
        DECIDING,
        "if backfill.ask(issue.command, now, read):",
        "if True:",
    ),
    Breach(
        "R44",
        "rights are not backfilled",
        DECIDING,
        "if backfill and decision.backfills and",
        "if backfill and",
    ),
]
