"""How the rules that the slice `members` enforces are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]

POLICIES = "members/policies/people.py"
DECISIONS = "members/decisions/people.py"
ERASING = "members/decisions/erasure.py"
PRIVACY = "members/policies/erasure.py"
STATE = "members/state/people.py"

GUARD = "may_end_a_part(event"
UNGUARDED = f'type(event).__name__ not in ("DataRestricted", "MemberErased") and {GUARD}'
"""A guard that passes over who was restricted or erased."""

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
    Breach(
        "R18", "one place needs no gap", "members/state/people.py", "busy.place != place", "True"
    ),
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
    Breach(
        "R42",
        "restricted data carry no part",
        POLICIES,
        "    for ground in standing.restrictions:\n        return PersonRestricted(",
        "    for ground in standing.restrictions:\n        PersonRestricted(",
    ),
    Breach(
        "R42",
        "whose key is destroyed was erased",
        STATE,
        "known(event.born), is_erased(event)",
        "known(event.born), False",
    ),
    Breach(
        "R42",
        "whose key is destroyed is known to have been there",
        STATE,
        "known(event.contact), is_erased(event)",
        "known(event.contact), False",
    ),
    Breach(
        "R42",
        "who was erased takes no part",
        POLICIES,
        "    if standing.erased:\n        return PersonErased(standing.member_id)\n",
        "",
    ),
    Breach(
        "R42",
        "who was erased is named in nothing",
        POLICIES,
        "    if standing.erased:\n        raise PersonErased(standing.member_id)\n",
        "",
    ),
    Breach(
        "R42",
        "an erased id is used up",
        DECISIONS,
        "    if known.erased:\n        raise PersonErased(event.member_id)\n",
        "",
    ),
    Breach(
        "R42",
        "who was erased issues no commands",
        POLICIES,
        "not isinstance(actor, System) and read(Standing(actor)).erased",
        "False",
    ),
    Breach(
        "R42",
        "seats ahead are freed",
        "activities/processes.py",
        GUARD,
        UNGUARDED,
    ),
    Breach(
        "R42",
        "roles end",
        PRIVACY,
        "        yield RoleRevoked(member_id, role, scope)",
        "        pass",
    ),
    Breach(
        "R42", "the last coordinator stays", PRIVACY, "raise LastCoordinator(", "LastCoordinator("
    ),
    Breach(
        "R42",
        "no minor is left alone",
        PRIVACY,
        "if list(ward.guardians) == [member_id] and",
        "if False and",
    ),
    Breach(
        "R42",
        "nobody is left alone among very many",
        PRIVACY,
        "            raise StillGuardian(member_id, minor_id)\n        ward",
        "            break\n        ward",
    ),
    Breach(
        "R42", "who is there is not erased", PRIVACY, "raise StillCheckedIn(", "StillCheckedIn("
    ),
    Breach(
        "R42",
        "all guardians ask",
        PRIVACY,
        "asker not in givers or all(",
        "True or all(",
    ),
    Breach(
        "R42",
        "the law keeps data",
        ERASING,
        "waits = in_force(keeping, context.at) or not agreed",
        "waits = not agreed",
    ),
    Breach(
        "R42",
        "the law keeps data until its last day",
        PRIVACY,
        "moment < keeping.law.ends",
        "moment <= keeping.law.ends",
    ),
    Breach(
        "R42", "not carried out before", ERASING, "        raise StillKept(", "        StillKept("
    ),
    Breach(
        "R42",
        "carried out only if asked for",
        ERASING,
        "    if not keeping.agreed:\n        return\n",
        "",
    ),
    Breach(
        "R42",
        "carried out when the law is withdrawn",
        "members/processes.py",
        "    yield CarryOutErasure(event.member_id)",
        "    yield from ()",
    ),
    Breach(
        "R42",
        "nobody else brings back who asked",
        ERASING,
        "        raise ErasureStillAsked(member_id, ground)",
        "        pass",
    ),
    Breach(
        "R42",
        "withdrawing is for who asked",
        ERASING,
        '                raise refused(context.actor, "WithdrawErasure", theirs)',
        "                pass",
    ),
    Breach(
        "R42",
        "an erased person is read by nobody",
        STATE,
        "        self.name, self.born, self.contact, self.erased = None, None, None, True",
        "        self.erased = True",
    ),
    Breach(
        "R42",
        "words about them are read by nobody",
        PRIVACY,
        "    if standing.erased:\n        return None\n",
        "    if standing.erased:\n        return Grant()\n",
    ),
    Breach(
        "R42",
        "the ground says who reads",
        PRIVACY,
        "if any(ground not in READ_BY_COORDINATORS for",
        "if all(ground not in READ_BY_COORDINATORS for",
    ),
    Breach(
        "R42",
        "data are one's own from 14",
        PRIVACY,
        "    return actor in givers and not standing.erased",
        "    return actor in (*givers, *standing.guardians) and not standing.erased",
    ),
    Breach(
        "R42",
        "shifts ahead are freed",
        "shifts/processes.py",
        GUARD,
        UNGUARDED,
    ),
    Breach(
        "R42",
        "stalls ahead are freed",
        "market/processes.py",
        GUARD,
        UNGUARDED,
    ),
    Breach(
        "R42",
        "hazards ahead are freed",
        "safety/processes.py",
        GUARD,
        UNGUARDED,
    ),
    Breach(
        "R42",
        "thanks are public no longer",
        "recognition/processes.py",
        GUARD,
        UNGUARDED,
    ),
    Breach(
        "R42",
        "tasks ahead are freed",
        "tasks/processes.py",
        GUARD,
        UNGUARDED,
    ),
    Breach(
        "R42",
        "a keeper who is gone keeps no score",
        "activities/policies/stations.py",
        "keeps and not is_gone(context.actor, read)",
        "keeps",
    ),
    Breach(
        "R42",
        "an inspector who is gone has no say",
        "safety/policies/inspections.py",
        "went and not is_gone(context.actor, read)",
        "went",
    ),
    Breach(
        "R42",
        "a seller who is gone closes no stall",
        "market/policies.py",
        "holds and not is_gone(context.actor, read)",
        "holds",
    ),
    Breach(
        "R42",
        "nothing new is recorded of who is restricted",
        POLICIES,
        "    must_be_registered(standing)\n"
        "    if (obstacle := obstacle_to_more_data(standing)) is not None:\n"
        "        raise obstacle\n",
        "    must_be_registered(standing)\n",
    ),
    Breach(
        "R42",
        "nobody helps who is gone",
        "tasks/decisions/requests.py",
        "(obstacle := obstacle_to_more_data(asker)) is not None",
        "(obstacle := None)",
    ),
    Breach(
        "R42",
        "whoever is there can be called for",
        PRIVACY,
        "not standing.restrictions or presence.since",
        "not standing.restrictions",
    ),
]
