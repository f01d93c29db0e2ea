"""How the rules that the kernel enforces are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]

COMMUNITY = "kernel/community.py"

BREACHES = [
    Breach(
        "R39",
        "a refusal records nothing",
        COMMUNITY,
        "        events = tuple(decision.function(command, context, read))\n",
        "        collected: list[Event] = []\n"
        "        try:\n"
        "            collected.extend(iter(decision.function(command, context, read)))\n"
        "        except Refusal:\n"
        "            if not collected:\n"
        "                raise\n"
        "        events = tuple(collected)\n",
    ),
    Breach("R40", "one effect for one id", COMMUNITY, "if earlier := writer", "if () and writer"),
    Breach(
        "R40", "other content is refused", COMMUNITY, "raise CommandIdReused(", "CommandIdReused("
    ),
    Breach(
        "R40",
        "on whose behalf",
        COMMUNITY,
        "if grant.on_behalf_of and context.on_behalf_of is None:",
        "if False:",
    ),
    Breach("R43", "who may issue", COMMUNITY, "    if grant is None or", "    if False and"),
    Breach("R43", "who may read", COMMUNITY, "if not right.ask(", "if False and right.ask("),
    Breach(
        "R44", "instants do not go back", COMMUNITY, "raise InstantGoesBack(", "InstantGoesBack("
    ),
    Breach(
        "R44",
        "backfilling takes a reason",
        COMMUNITY,
        "decision.backfills and context.reason:",
        "decision.backfills:",
    ),
    Breach(
        "R44",
        "backfilling takes the right",
        COMMUNITY,
        "if backfill.ask(issue.command, now, read):",
        "if True:",
    ),
    Breach(
        "R44",
        "rights are not backfilled",
        COMMUNITY,
        "if backfill and decision.backfills and",
        "if backfill and",
    ),
]
