"""How the rules that the slice `members` enforces are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]

POLICIES = "members/policies.py"
DECISIONS = "members/decisions.py"

BREACHES = [
    Breach("R1", "age by the local calendar", POLICIES, "moment, settings.zone)", 'moment, "UTC")'),
    Breach("R2", "a consent runs out", POLICIES, " and word.until > moment)", ")"),
    Breach("R2", "a new wording asks again", POLICIES, "word.version >= wording", "True"),
    Breach(
        "R2",
        "two separate consents",
        "members/values.py",
        "(ConsentKind.DATA, ConsentKind.TAKING_PART)",
        "(ConsentKind.DATA,)",
    ),
    Breach(
        "R2", "bounded in time", DECISIONS, "context.at < until <= latest", "context.at < until"
    ),
    Breach(
        "R3",
        "no seat without consent",
        POLICIES,
        "if not _agreed(standing, kind, givers, moment, settings):",
        "if False:",
    ),
    Breach(
        "R3",
        "enrolment is one decision",
        DECISIONS,
        "        yield GuardianLinked(command.member_id, command.guardian_id)\n        until",
        "        until",
    ),
    Breach(
        "R3", "a minor needs a guardian", POLICIES, "raise TooYoungToRegister", "TooYoungToRegister"
    ),
    Breach(
        "R3",
        "data is one's own from 14",
        POLICIES,
        "standing.guardians if too_young else (standing.member_id,)",
        "standing.guardians",
    ),
    Breach(
        "R3",
        "only the entitled consent",
        DECISIONS,
        "        raise NotTheirConsent(",
        "        NotTheirConsent(",
    ),
    Breach(
        "R3",
        "a guardian's rights end with the minority",
        POLICIES,
        "context.actor in standing.guardians and is_minor(standing, context.at, settings)",
        "context.actor in standing.guardians",
    ),
    Breach("R5", "a guardian is of age", DECISIONS, "raise GuardianNotOfAge(", "GuardianNotOfAge("),
    Breach(
        "R5", "a guardian is another", DECISIONS, "raise GuardianOfOneself(", "GuardianOfOneself("
    ),
    Breach(
        "R5",
        "one link for each pair",
        DECISIONS,
        "    if command.guardian_id not in standing.guardians:\n",
        "    if True:\n",
    ),
    Breach(
        "R5",
        "disagreement outweighs consent",
        POLICIES,
        "        if word is None:\n            return False\n",
        "        if word is None:\n            word = SILENCE\n",
    ),
    Breach(
        "R6",
        "optional consents never block",
        "members/values.py",
        "(ConsentKind.DATA, ConsentKind.TAKING_PART)",
        "tuple(ConsentKind)",
    ),
    Breach(
        "R18",
        "overlapping is refused",
        POLICIES,
        "(clash := agenda.clash(period)) is not None",
        "(clash := None) is not None",
    ),
    Breach(
        "R18",
        "a gap to go there",
        POLICIES,
        "return None if clash is None else NoTime",
        "return None if True else NoTime",
    ),
    Breach("R18", "one place needs no gap", "members/state.py", "busy.place != place", "True"),
    Breach("R18", "touching is allowed", "kernel/timetables.py", "LAST_KEY))", '""))'),
    Breach("R43", "a coordinator stays", DECISIONS, "raise LastCoordinator(", "LastCoordinator("),
    Breach("R43", "roles are for adults", DECISIONS, "raise TooYoungForRole(", "TooYoungForRole("),
    Breach(
        "R5",
        "a guardian's no is not overruled",
        DECISIONS,
        "if before is None and context.actor != command.giver_id:",
        "if False:",
    ),
]
