"""How the rules that the kernel enforces are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]

AGAIN, COMMUNITY, DECIDING = "kernel/again.py", "kernel/community.py", "kernel/deciding.py"

BREACHES = [
    Breach(
        "R39",
        "a refusal records nothing",
        DECIDING,
        "            events = tuple(decision.function(command, context, read))\n",
        "            collected: list[Event] = []\n"
        "            try:\n"
        "                collected.extend(iter(decision.function(command, context, read)))\n"
        "            except Refusal:\n"
        "                if not collected:\n"
        "                    raise\n"
        "            events = tuple(collected)\n",
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
    Breach(
        "R41",
        "on what had been recorded before",
        AGAIN,
        "after=after, until=self._head.position)",
        "after=after)",
    ),
    Breach("R41", "events are compared", AGAIN, "if anew == tuple(", "if anew or anew == tuple("),
    Breach(
        "R41",
        "another version is no divergence",
        AGAIN,
        "if decision.version != envelope.decision_version:",
        "if False:",
    ),
    Breach(
        "R41",
        "another time zone database is no divergence",
        AGAIN,
        "return finding if envelope.tzdata == IANA_VERSION else Finding.OTHER_TZDATA",
        "return finding",
    ),
    Breach("R41", "erased is no divergence", AGAIN, "if any(map(is_erased,", "if () and any(("),
    Breach(
        "R41",
        "nor is what rests on it",
        AGAIN,
        "if found.finding is Finding.SAME or not",
        "if True or not",
    ),
    Breach(
        "R41",
        "the actor needs the right",
        AGAIN,
        "context = permitted(decision, command, envelope.context, reading)",
        "context = envelope.context",
    ),
    Breach(
        "R41",
        "a refusal is a divergence",
        AGAIN,
        "finding=_excused(envelope, Finding.REFUSED)",
        "finding=Finding.SAME",
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
