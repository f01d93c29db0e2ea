"""How contacts and hand-overs (R46) are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]

ATTENDANCE = "activities/decisions/attendance.py"
HAND_OVER = "activities/decisions/handover.py"
HAND_OVER_POLICIES = "activities/policies/handover.py"
HAND_OVER_STATE = "activities/state/handover.py"
HAND_OVER_DEADLINES = "activities/deadlines/handover.py"

BREACHES = [
    Breach(
        "R46",
        "no check-in without somebody to call",
        ATTENDANCE,
        "        raise uncalled\n    yield CheckedIn(",
        "        pass\n    yield CheckedIn(",
    ),
    Breach(
        "R46",
        "no sheet without somebody to call while it goes on",
        ATTENDANCE,
        "            raise uncalled\n    yield PresenceRecorded(",
        "            pass\n    yield PresenceRecorded(",
    ),
    Breach(
        "R46",
        "a sheet tells what is over",
        ATTENDANCE,
        "    if context.at < scheduled.period.end:\n",
        "    if True:\n",
    ),
    Breach(
        "R46",
        "only minors need somebody to call",
        HAND_OVER_POLICIES,
        " or not is_minor(standing, moment, settings)",
        "",
    ),
    Breach(
        "R46",
        "a community may not ask for it",
        HAND_OVER_POLICIES,
        "not settings[MINORS_NEED_CONTACT] or ",
        "",
    ),
    Breach(
        "R46",
        "only a guardian collects as one",
        HAND_OVER_POLICIES,
        "guardian_id not in standing.guardians",
        "False",
    ),
    Breach(
        "R46",
        "only the authorised collect",
        HAND_OVER_POLICIES,
        "not collectors.may(collector_id, standing.guardians, command.at)",
        "False",
    ),
    Breach(
        "R46",
        "nobody leaves alone without consent",
        HAND_OVER_POLICIES,
        "        raise MayNotLeaveAlone(",
        "        MayNotLeaveAlone(",
    ),
    Breach(
        "R46",
        "one way of leaving is said",
        HAND_OVER_POLICIES,
        ".count(True) != 1",
        ".count(True) > 3",
    ),
    Breach("R46", "authorised beforehand", HAND_OVER_STATE, "w.since <= at and ", ""),
    Breach(
        "R46",
        "until the end of the time",
        HAND_OVER_STATE,
        "(w.until is None or at < w.until)",
        "True",
    ),
    Breach(
        "R46",
        "a no of any guardian counts",
        HAND_OVER_STATE,
        "bool(stand) and None not in words",
        "bool(stand)",
    ),
    Breach(
        "R46",
        "words go with the guardian",
        HAND_OVER_STATE,
        "if who[0] != event.guardian_id",
        "if True",
    ),
    Breach(
        "R46",
        "of this child",
        HAND_OVER_STATE,
        "        if event.member_id == self.member_id:\n            self.handed_over = event",
        "        if event.member_id != self.member_id:\n            self.handed_over = event",
    ),
    Breach("R46", "handed over once", HAND_OVER, "raise AlreadyHandedOver(", "AlreadyHandedOver("),
    Breach("R46", "not before it came", HAND_OVER, 'raise InvalidValue("at"', 'InvalidValue("at"'),
    Breach(
        "R46",
        "not before its check-out",
        HAND_OVER,
        "told = None if turnout.forgotten else turnout.went",
        "told = None",
    ),
    Breach(
        "R46",
        "a forgotten check-out says nothing",
        HAND_OVER,
        "None if turnout.forgotten else turnout.went",
        "turnout.went",
    ),
    Breach("R46", "who came is handed over", HAND_OVER, "raise NotCheckedIn(", "NotCheckedIn("),
    Breach("R46", "adults go as they like", HAND_OVER, "raise NotAMinor(", "NotAMinor("),
    Breach(
        "R46", "one id for one collector", HAND_OVER, "raise CollectorExists(", "CollectorExists("
    ),
    Breach(
        "R46",
        "a no to somebody who was named",
        HAND_OVER,
        "raise CollectorUnknown(",
        "CollectorUnknown(",
    ),
    Breach(
        "R46", "an end lies ahead", HAND_OVER, "until is not None and until <= context.at", "False"
    ),
    Breach("R46", "time to collect", HAND_OVER, "raise StillTimeToCollect(", "StillTimeToCollect("),
    Breach(
        "R46",
        "no alarm after the hand-over",
        HAND_OVER,
        "if collection.overdue or collection.handed_over is not None:\n        return",
        "if collection.overdue:\n        return",
    ),
    Breach(
        "R46",
        "time looks for children",
        HAND_OVER_DEADLINES,
        "self.to_look_for.put(look, self.ends[event.occurrence_id])",
        "pass",
    ),
    Breach(
        "R46",
        "for minors only",
        HAND_OVER_DEADLINES,
        "            return False\n        of_age",
        "            return False\n        return True\n        of_age",
    ),
    Breach(
        "R46",
        "time looks for nobody who was handed over",
        HAND_OVER_DEADLINES,
        "self.to_look_for.strike(RecordUncollected(event.occurrence_id, event.member_id))",
        "pass",
    ),
    Breach(
        "R46", "minutes after the end", HAND_OVER_DEADLINES, "at - timedelta(minutes=minutes)", "at"
    ),
    Breach("R46", "at 0 time does not ask", HAND_OVER_DEADLINES, " if minutes else ()", ""),
    Breach(
        "R46",
        "after another end",
        HAND_OVER_DEADLINES,
        "        for member_id in self.there.get(occurrence_id, {}):",
        "        for member_id in ():",
    ),
    Breach(
        "R46",
        "older communities go on as before",
        "community/state.py",
        "setting.unrecorded",
        "setting.default",
    ),
    Breach(
        "R24",
        "a child still there is checked out with its hand-over",
        HAND_OVER,
        "if turnout.came is not None and turnout.went is None:",
        "if False:",
    ),
    Breach(
        "R43",
        "only staff hands over",
        HAND_OVER_POLICIES,
        "its_coordinator | role(TUTOR)",
        'its_coordinator | role(TUTOR) | self_or_guardian("member_id")',
    ),
]
