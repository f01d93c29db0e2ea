"""How clearances of adults who work with minors (R46) are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]

COVER = "shifts/policies/cover.py"
HAND_OVER = "activities/decisions/handover.py"
HOLDERS = "shifts/policies/holders.py"
ASSIGNING = "shifts/decisions/assigning.py"
SHIFT_PROCESSES = "shifts/processes.py"
DEADLINES = "members/deadlines.py"
DECISIONS = "members/decisions/people.py"
POLICIES = "members/policies/people.py"
PROCESSES = "members/processes.py"
STATE = "members/state/people.py"

BREACHES = [
    Breach(
        "R46",
        "an adult beside minors is cleared",
        HOLDERS,
        "else [here] if minors else []",
        "else []",
    ),
    Breach(
        "R46",
        "a minor comes to no adult without a clearance",
        HOLDERS,
        "working = adults if here.minor else",
        "working = [] if here.minor else",
    ),
    Breach(
        "R46",
        "no override",
        HOLDERS,
        "OVERRIDABLE = (",
        "OVERRIDABLE = (Refusal, ",
    ),
    Breach(
        "R46",
        "adults without a clearance do not count",
        COVER,
        "if one.minor or one.cleared or not asked",
        "if True",
    ),
    Breach(
        "R46",
        "every day of the shift",
        POLICIES,
        "    last = period.end - timedelta.resolution\n",
        "    last = period.start\n",
    ),
    Breach(
        "R46",
        "not the same paper on all days",
        POLICIES,
        "        first = max(ends) + DAY\n",
        "        return first if max(ends) < last else None\n",
    ),
    Breach(
        "R46",
        "a community may ask for no clearance",
        POLICIES,
        "    if not settings[CLEARANCE_REQUIRED]:\n        return None\n    day",
        "    day",
    ),
    Breach(
        "R46",
        "shifts follow the clearances",
        SHIFT_PROCESSES,
        "    yield ReviewClearance(event.member_id)\n",
        "    yield from ()\n",
    ),
    Breach(
        "R46",
        "what was lost is freed",
        SHIFT_PROCESSES,
        "    yield ReleaseUncleared(event.shift_id, event.member_id)\n",
        "    yield from ()\n",
    ),
    Breach(
        "R46",
        "what has begun stays",
        ASSIGNING,
        "begun = period.start <= context.at or ",
        "begun = ",
    ),
    Breach(
        "R46",
        "who has come stays",
        ASSIGNING,
        "period.start <= context.at or command.member_id in roster.arrived",
        "period.start <= context.at",
    ),
    Breach(
        "R46",
        "what is past stays",
        ASSIGNING,
        "if taken.minor or taken.period.end <= context.at:",
        "if taken.minor:",
    ),
    Breach(
        "R46",
        "shifts without minors stay",
        ASSIGNING,
        "    if are_beside(on_watch(scheduled, period, read), period, minors=True):\n",
        "    if True:\n",
    ),
    Breach(
        "R46",
        "whoever hands over is cleared",
        HAND_OVER,
        "        raise lack\n",
        "        pass\n",
    ),
    Breach(
        "R46",
        "on the day of the hand-over",
        HAND_OVER,
        "_must_be_cleared(cast(MemberId, context.actor), command.at,",
        "_must_be_cleared(cast(MemberId, context.actor), context.at,",
    ),
    Breach(
        "R46",
        "a tutor is cleared",
        DECISIONS,
        "            raise lack\n",
        "            pass\n",
    ),
    Breach(
        "R46",
        "who loses it is no tutor",
        PROCESSES,
        "    yield ReleaseTutor(event.member_id)\n",
        "    yield from ()\n",
    ),
    Breach(
        "R46",
        "other roles stay",
        DECISIONS,
        "        if role == TUTOR:\n",
        "        if True:\n",
    ),
    Breach(
        "R46",
        "who runs out is no tutor",
        DEADLINES,
        "                yield ReleaseTutor(member_id)\n",
        "                yield from ()\n",
    ),
    Breach(
        "R46",
        "nobody vouches for themselves",
        DECISIONS,
        "raise OwnClearance(",
        "OwnClearance(",
    ),
    Breach(
        "R46",
        "withdrawn for good",
        DECISIONS,
        "raise WithdrawnForGood(",
        "WithdrawnForGood(",
    ),
    Breach(
        "R46",
        "what is withdrawn does not count",
        STATE,
        "        self.recorded.pop(event.clearance_id, None)\n",
        "",
    ),
]
