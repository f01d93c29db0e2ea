"""How the rules that the slice `service` enforces are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]

DECISIONS = "service/decisions.py"
POLICIES = "service/policies.py"
STATE = "service/state.py"

BREACHES = [
    Breach("R26", "no more than was served", DECISIONS, "raise MoreThanServed(", "MoreThanServed("),
    Breach(
        "R26",
        "no minute twice",
        STATE,
        "            if entry_id != besides:\n",
        "            if False:\n",
    ),
    Breach(
        "R26",
        "what is reversed is free again",
        STATE,
        "    def entry_reversed(self, event: EntryReversed) -> None:\n        self._let_go(event",
        "    def entry_reversed(self, event: EntryReversed) -> None:\n        id(event",
    ),
    Breach("R26", "rounded down", POLICIES, "timedelta(0)) // MINUTE", "MINUTE) // MINUTE"),
    Breach(
        "R27", "a correction reverses", DECISIONS, "    yield EntryReversed(", "    EntryReversed("
    ),
    Breach("R27", "the new entry is linked", DECISIONS, "corrects=command.entry_id,", ""),
    Breach("R27", "reversed once", DECISIONS, "raise EntryCorrected(", "EntryCorrected("),
    Breach("R27", "not one's own", POLICIES, "raise OwnHours(", "OwnHours("),
    Breach(
        "R27",
        "nor the household's",
        POLICIES,
        "same_household(actor, member_id, read)",
        "actor == member_id",
    ),
    Breach(
        "R30",
        "the total is the ledger's",
        DECISIONS,
        "        ledger.minutes,\n",
        "        ledger.minutes // 60 * 60 + 1,\n",
    ),
    Breach("R30", "the position is pinned", DECISIONS, "read.position,", "1,"),
    Breach(
        "R30",
        "a body is not made up",
        DECISIONS,
        "if body != settings.name and not",
        "if False and not",
    ),
    Breach(
        "R30",
        "a correction outdates",
        DECISIONS,
        "        if command.entry_id in issued.entries:\n",
        "        if False:\n",
    ),
    Breach(
        "R30",
        "only what counts the entry is outdated",
        DECISIONS,
        "        if command.entry_id in issued.entries:\n",
        "        if True:\n",
    ),
    Breach(
        "R30",
        "what holds is not replaced",
        DECISIONS,
        "raise CertificateHolds(",
        "CertificateHolds(",
    ),
    Breach("R30", "the revoked stay so", DECISIONS, "raise HoldsNoLonger(", "HoldsNoLonger("),
    Breach(
        "R30",
        "a revoked one says so",
        STATE,
        "        if self.revoked is not None:\n",
        "        if False:\n",
    ),
    Breach("R30", "nothing is not certified", DECISIONS, "raise NothingToCertify(", "id("),
    Breach("R31", "holidays", STATE, " and day not in self.days_off", ""),
    Breach("R31", "make-up days", STATE, "usually or day in self.make_up_days", "usually"),
    Breach(
        "R31", "the day of the end does not count", STATE, "day = after\n", "day = after - A_DAY\n"
    ),
]
