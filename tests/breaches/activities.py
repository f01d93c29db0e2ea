"""How the rules that the slice `activities` enforces are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]

ATTENDANCE = "activities/decisions/attendance.py"
PLANNING = "activities/decisions/planning.py"
SIGNING_UP = "activities/decisions/seats.py"
SEATS = "activities/policies/seats.py"
RIGHTS = "activities/policies/rights.py"
DEADLINES = "activities/deadlines.py"

BREACHES = [
    Breach(
        "R1",
        "age on the day of the thing decided",
        SEATS,
        "obstacle_to_taking_part(standing, scheduled.period.start, settings)",
        "obstacle_to_taking_part(standing, scheduled.period.start.replace(year=2020), settings)",
    ),
    Breach(
        "R3",
        "no check-in without consent",
        ATTENDANCE,
        "(obstacle := obstacle_to_taking_part(standing, command.at, settings)) is not None",
        "(obstacle := None) is not None",
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
    Breach("R4", "the past stays", SIGNING_UP, "if period.start > context.at and", "if"),
    Breach(
        "R8",
        "no more seats than the capacity",
        SEATS,
        "if all_looked_at and seats.free - promoted >= size:",
        "if True:",
    ),
    Breach("R8", "filling stops when full", SEATS, "free -= len(claim)", "pass"),
    Breach("R8", "0 means closed", SEATS, "if seats.capacity == 0:", "if False:"),
    Breach(
        "R9",
        "one live sign-up",
        SIGNING_UP,
        "    if member_id in seats.confirmed or member_id in seats.waiting:\n        return\n",
        "",
    ),
    Breach(
        "R10",
        "overbooked until seats free up",
        SIGNING_UP,
        "seats.free + 1, context, read)",
        "1, context, read)",
    ),
    Breach(
        "R11",
        "priority before time",
        "activities/state/seats.py",
        "sorted(self.waiting, key=lambda member: -self.waiting[member])",
        "list(self.waiting)",
    ),
    Breach("R11", "a bounded waitlist", SEATS, "raise WaitlistFull(", "WaitlistFull("),
    Breach(
        "R11", "priority is given", SIGNING_UP, "if command.priority and not", "if False and not"
    ),
    Breach(
        "R12",
        "a freed seat is filled",
        SIGNING_UP,
        "        yield from seats_go_to_waiters(seats, seats.free + 1, context, read)\n",
        "",
    ),
    Breach(
        "R12",
        "more capacity fills",
        PLANNING,
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
    Breach("R14", "late withdrawals show", SIGNING_UP, "member_id, late)", "member_id, False)"),
    Breach(
        "R14", "no withdrawal after the start", SIGNING_UP, "raise AlreadyBegun(", "AlreadyBegun("
    ),
    Breach(
        "R15",
        "nothing is scheduled in the past",
        PLANNING,
        "    if command.period.end <= context.at:\n",
        "    if False:\n",
    ),
    Breach(
        "R18",
        "one thing at a time",
        SEATS,
        "    return obstacle or obstacle_in_the_agenda(agenda, scheduled.period, scheduled.place, "
        "settings)\n",
        "    return obstacle\n",
    ),
    Breach("R24", "one open check-in", ATTENDANCE, "raise StillCheckedIn(", "StillCheckedIn("),
    Breach(
        "R24", "one check-in a seat", ATTENDANCE, "raise AlreadyCheckedIn(", "AlreadyCheckedIn("
    ),
    Breach("R24", "out is not before in", ATTENDANCE, "if command.at < came:", "if False:"),
    Breach("R24", "what is forgotten shows", ATTENDANCE, "forgotten=True", "forgotten=False"),
    Breach("R24", "not from the future", ATTENDANCE, "if at > context.at:", "if False:"),
    Breach("R24", "arrival in time", ATTENDANCE, "raise OutsideOccurrence(", "OutsideOccurrence("),
    Breach(
        "R25",
        "a no-show is told after the end",
        ATTENDANCE,
        "    if context.at < ends:\n        raise NotOverYet(command.occurrence_id, ends)\n"
        "    if turnout.attended:",
        "    if turnout.attended:",
    ),
    Breach("R25", "who came is no no-show", ATTENDANCE, "raise HasAttended(", "HasAttended("),
    Breach(
        "R25",
        "who has arrived keeps the seat",
        SIGNING_UP,
        "    if turnout.attended:\n        raise HasAttended(occurrence_id, member_id)\n",
        "",
    ),
    Breach("R25", "only seats have outcomes", ATTENDANCE, "raise NotSignedUp(", "NotSignedUp("),
    Breach(
        "R25",
        "a late check-in supersedes",
        "activities/state/attendance.py",
        "        if self.attended:\n            return",
        "        if self.attended and not self.no_show:\n            return",
    ),
    Breach(
        "R43",
        "a role within its scope",
        RIGHTS,
        "return Grant() if (COORDINATOR, scope) in held else None",
        "return Grant()",
    ),
    Breach(
        "R11",
        "nobody skips the line",
        SIGNING_UP,
        "command.passed if isinstance(context.actor, System) else 0",
        "command.passed",
    ),
    Breach(
        "R24",
        "what is forgotten is due at the end",
        DEADLINES,
        "self.to_close.put(close, self.ends[event.occurrence_id])",
        "pass",
    ),
    Breach(
        "R25",
        "every seat gets an outcome",
        DEADLINES,
        "self.to_miss.put(no_show, event.period.end)",
        "pass",
    ),
    Breach(
        "R25",
        "who came, or left, is not missed",
        DEADLINES,
        "self.to_miss.strike(RecordNoShow(event.occurrence_id, event.member_id))",
        "pass",
    ),
    Breach(
        "R25",
        "an outcome outlives the seat",
        DEADLINES,
        "if (event.occurrence_id, event.member_id) not in self.known:",
        "if True:",
    ),
    Breach(
        "R9",
        "nobody in two claims",
        SIGNING_UP,
        "raise AlreadySignedUp(",
        "AlreadySignedUp(",
    ),
    Breach(
        "R13",
        "a party waits as a whole",
        "activities/state/seats.py",
        "party = self.waits_with.get(member)",
        "party = None",
    ),
    Breach(
        "R13",
        "a party is confirmed as a whole",
        SEATS,
        "seats.free - promoted >= size:",
        "seats.free - promoted > 0:",
    ),
    Breach(
        "R13",
        "a waiting party fits as a whole",
        SEATS,
        "fits = len(claim) <= free",
        "fits = free > 0",
    ),
    Breach(
        "R13",
        "all of a waiting party are eligible",
        SEATS,
        "not any(obstacle_to_a_seat(",
        "not all(obstacle_to_a_seat(",
    ),
    Breach(
        "R13",
        "those who fit pass a party that does not",
        SEATS,
        "        else:\n            passed += 1\n",
        "        else:\n            return\n",
    ),
    Breach(
        "R13",
        "the line has room for all of a party",
        SEATS,
        "promoted + size > limit",
        "promoted + 1 > limit",
    ),
    Breach("R13", "what can never fit is refused", SEATS, "raise PartyTooLarge(", "PartyTooLarge("),
    Breach("R13", "an id names one party", SIGNING_UP, "raise PartyExists(", "PartyExists("),
    Breach(
        "R13",
        "who leaves a waiting party makes it smaller",
        SEATS,
        "_without(gone, seats.queue())",
        "[claim for claim in seats.queue() if gone not in claim]",
    ),
    Breach(
        "R43",
        "a guardian speaks for their own only",
        "members/policies.py",
        "return Grant() if all(theirs) else None",
        "return Grant() if any(theirs) else None",
    ),
]
