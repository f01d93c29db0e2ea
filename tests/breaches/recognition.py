"""How the rules that the slice `recognition` enforces are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]

DECISIONS = "recognition/decisions.py"
POLICIES = "recognition/policies.py"
PROCESSES = "recognition/processes.py"
STATE = "recognition/state.py"

BREACHES = [
    Breach(
        "R3",
        "no thanks and no points from a minor without consent",
        DECISIONS,
        "        raise obstacle\n",
        "        pass\n",
    ),
    Breach(
        "R6",
        "public only with consent",
        DECISIONS,
        "public = command.public and may_be_public(giver_id, taker_id, context.at, read)",
        "public = command.public",
    ),
    Breach(
        "R6",
        "a refused consent blocks no thanks",
        DECISIONS,
        "    yield ThanksGiven(",
        "    if public < command.public:\n"
        "        raise ThanksExist(thanks_id)\n"
        "    yield ThanksGiven(",
    ),
    Breach(
        "R6",
        "a minor who thanks is not named without consent",
        POLICIES,
        "    if not thanked and not is_minor(standing, moment, settings):\n",
        "    if not thanked:\n",
    ),
    Breach(
        "R6",
        "an adult who thanks asks for it",
        POLICIES,
        "    if not thanked and not is_minor(standing, moment, settings):\n",
        "    if False:\n",
    ),
    Breach(
        "R6",
        "a no hides",
        PROCESSES,
        "        yield HideThanks(event.member_id)\n",
        "        yield from ()\n",
    ),
    Breach(
        "R6",
        "a consent that ended shows nothing",
        POLICIES,
        "public = thanks.public and may_be_public(*people, context.at, read)",
        "public = thanks.public",
    ),
    Breach(
        "R6",
        "what was never public is not hidden",
        STATE,
        "        if event.public:\n",
        "        if True:\n",
    ),
    Breach(
        "R29",
        "an award leaves the entry alone",
        DECISIONS,
        "    if not is_made(new, read):\n        yield new\n",
        "    from ..service.events import EntryReversed\n\n"
        "    if not is_made(new, read):\n"
        "        yield new\n"
        "        entry_id, worked = credited.entry_id, credited.minutes\n"
        "        yield EntryReversed(entry_id, credited.member_id, worked, 'awarded')\n",
    ),
    Breach(
        "R29",
        "hours follow no multiplier",
        "service/policies.py",
        " - served.break_minutes",
        " * settings['recognition.points-per-hour'] - served.break_minutes",
    ),
    Breach("R29", "an entry once", DECISIONS, "raise AlreadyAwarded(", "id("),
    Breach("R29", "what counts only", DECISIONS, "raise EntryCorrected(", "EntryCorrected("),
    Breach("R29", "nothing is no award", DECISIONS, "raise NothingToAward(", "NothingToAward("),
    Breach(
        "R37",
        "no transfer of nothing",
        "recognition/commands.py",
        "bounded(low=1, high=POINTS)",
        "bounded(low=0, high=POINTS)",
    ),
    Breach(
        "R37",
        "nobody issues to themselves",
        DECISIONS,
        "        raise PointsToOneself(command.member_id)\n",
        "        pass\n",
    ),
    Breach(
        "R37",
        "nobody gives to themselves",
        DECISIONS,
        "        raise PointsToOneself(command.giver_id)\n",
        "        pass\n",
    ),
    Breach("R37", "never below the floor", POLICIES, "raise BelowFloor(", "BelowFloor("),
    Breach("R37", "the floor is a setting", POLICIES, "-settings[POINTS_OWED]", "0"),
    Breach(
        "R37",
        "what is spent is not returned",
        DECISIONS,
        "    must_stay_above_the_floor(member_id, points, read)\n",
        "",
    ),
    Breach("R37", "returned once", DECISIONS, "raise AlreadyReturned(", "AlreadyReturned("),
    Breach(
        "R37",
        "gifts are not the treasury's",
        DECISIONS,
        "    if not isinstance(mistake.made, PointsIssued):\n",
        "    if isinstance(mistake.made, PointsReturned):\n",
    ),
    Breach("R37", "one transfer an id", POLICIES, "raise TransferExists(", "TransferExists("),
    Breach(
        "R37",
        "a gift leaves the giver's purse",
        STATE,
        "event.points if event.taker_id == self.member_id else -event.points",
        "event.points if event.taker_id == self.member_id else 0",
    ),
    Breach(
        "R37",
        "the treasury owes what members have",
        STATE,
        "    def issued(self, event: PointsIssued) -> None:\n        self.points -= event.points\n",
        "    def issued(self, event: PointsIssued) -> None:\n        self.points -= 0\n",
    ),
    Breach(
        "R37",
        "what is returned is the treasury's again",
        STATE,
        "        self.points += event.points\n\n\n@state\nclass Transfer",
        "        self.points += 0\n\n\n@state\nclass Transfer",
    ),
]
