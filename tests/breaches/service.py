"""How the rules that the slice `service` enforces are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]

HOURS = "service/decisions/hours.py"
DISPUTES = "service/decisions/disputes.py"
PAPERS = "service/decisions/certificates.py"
POLICIES = "service/policies.py"
STATE = "service/state.py"

BREACHES = [
    Breach(
        "R26",
        "not before the plan",
        HOURS,
        "start = max(start, scheduled.period.start)",
        "start = min(start, scheduled.period.start)",
    ),
    Breach(
        "R26",
        "not after the plan",
        HOURS,
        "end = min(end, plan.cancelled or scheduled.period.end)",
        "end = max(end, plan.cancelled or scheduled.period.end)",
    ),
    Breach(
        "R26",
        "a cancelled shift is over",
        HOURS,
        "plan.cancelled or scheduled.period.end",
        "scheduled.period.end",
    ),
    Breach("R26", "confirmed time counts", HOURS, "if not command.confirmed:", "if True:"),
    Breach(
        "R26",
        "the system confirms nothing",
        HOURS,
        "        if isinstance(context.actor, System):\n",
        "        if False:\n",
    ),
    Breach("R26", "breaks are taken off", POLICIES, " - served.break_minutes", ""),
    Breach(
        "R26",
        "what others count is left out",
        POLICIES,
        "counted = ledger.uncounted(worked)",
        "counted = (worked,)",
    ),
    Breach("R26", "one entry for a work", POLICIES, "raise AlreadyCredited(", "AlreadyCredited("),
    Breach("R26", "a no-show earns nothing", HOURS, "raise NotOnDuty(", "id("),
    Breach(
        "R26", "what is forgotten shows", HOURS, "        duty.forgotten,\n", "        False,\n"
    ),
    Breach("R26", "nothing is no entry", POLICIES, "    if minutes <= 0:\n", "    if False:\n"),
    Breach(
        "R27",
        "nobody confirms for themselves",
        HOURS,
        "        must_not_be_own(member_id, context, read)\n    if duty",
        "    if duty",
    ),
    Breach("R28", "only service", HOURS, "raise NoService(", "NoService("),
    Breach("R28", "only what is verified", HOURS, "raise NotVerified(", "id("),
    Breach("R31", "late is flagged", POLICIES, "is_late(worked.end, context.at, read)", "False"),
    Breach(
        "R31",
        "the days of the place",
        POLICIES,
        "local_date(instant, settings.zone)",
        'local_date(instant, "UTC")',
    ),
    Breach("R31", "how many days is a setting", POLICIES, "settings[RECORDED_WITHIN]", "10"),
    Breach("R26", "no more than was served", HOURS, "raise MoreThanServed(", "MoreThanServed("),
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
    Breach("R27", "a correction reverses", HOURS, "    yield EntryReversed(", "    EntryReversed("),
    Breach("R27", "the new entry is linked", HOURS, "corrects=command.entry_id,", ""),
    Breach("R27", "reversed once", HOURS, "raise EntryCorrected(", "EntryCorrected("),
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
        PAPERS,
        "        ledger.minutes,\n",
        "        ledger.minutes // 60 * 60 + 1,\n",
    ),
    Breach("R30", "the position is pinned", PAPERS, "read.position,", "1,"),
    Breach(
        "R30",
        "a body is not made up",
        PAPERS,
        "if body != settings.name and not",
        "if False and not",
    ),
    Breach(
        "R30",
        "a correction outdates",
        HOURS,
        "        if command.entry_id in issued.entries:\n",
        "        if False:\n",
    ),
    Breach(
        "R30",
        "only what counts the entry is outdated",
        HOURS,
        "        if command.entry_id in issued.entries:\n",
        "        if True:\n",
    ),
    Breach(
        "R30",
        "what holds is not replaced",
        PAPERS,
        "raise CertificateHolds(",
        "CertificateHolds(",
    ),
    Breach("R30", "the revoked stay so", PAPERS, "raise HoldsNoLonger(", "HoldsNoLonger("),
    Breach(
        "R30",
        "a revoked one says so",
        STATE,
        "        if self.revoked is not None:\n",
        "        if False:\n",
    ),
    Breach("R30", "nothing is not certified", PAPERS, "raise NothingToCertify(", "id("),
    Breach("R31", "holidays", STATE, " and day not in self.days_off", ""),
    Breach("R31", "make-up days", STATE, "usually or day in self.make_up_days", "usually"),
    Breach(
        "R31", "the day of the end does not count", STATE, "day = after\n", "day = after - A_DAY\n"
    ),
    Breach("R27", "an appeal is to another", DISPUTES, "raise AnsweredBefore(", "AnsweredBefore("),
    Breach("R27", "one step after the other", DISPUTES, "raise DisputeStandsAt(", "id("),
    Breach(
        "R27",
        "nobody answers their own household",
        DISPUTES,
        "    must_not_be_own(member_id, context, read)\n",
        "",
    ),
    Breach(
        "R27",
        "what was corrected is settled",
        DISPUTES,
        "raise EntryCorrected(",
        "EntryCorrected(",
    ),
    Breach(
        "R27",
        "one disputes what is one's own",
        DISPUTES,
        "raise EntryUnknown(credited",
        "id(credited",
    ),
]
