"""How the rules about hazards in the slice `safety` are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]

COMMANDS = "safety/commands/hazards.py"
DECISIONS = "safety/decisions/hazards.py"
WORK = "safety/decisions/rectifying.py"
POLICIES = "safety/policies/hazards.py"
PROCESSES = "safety/processes.py"
STATE = "safety/state/hazards.py"

BREACHES = [
    Breach(
        "R33",
        "a stairwell is in its building",
        POLICIES,
        "return places.stairwells[stairwell_id][0], stairwell_id, None",
        "return None, stairwell_id, None",
    ),
    Breach(
        "R33",
        "no place that is none",
        POLICIES,
        "    raise PlaceUnknown(subject)\n",
        "    return NOWHERE\n",
    ),
    Breach(
        "R33",
        "a recurrence names its original",
        DECISIONS,
        "*places_at(command.site, read),\n        recurs,",
        "*places_at(command.site, read),\n        None,",
    ),
    Breach(
        "R33",
        "another place is another hazard",
        DECISIONS,
        "report.member_id, report.what, report.recurs, site\n",
        "report.member_id, report.what, report.recurs\n",
    ),
    Breach(
        "R33",
        "another place is another record",
        DECISIONS,
        "imported.source_id, imported.reference_id, site\n",
        "imported.source_id, imported.reference_id\n",
    ),
    Breach(
        "R33",
        "a member once in a team",
        COMMANDS,
        "if len(set(self.member_ids)) < len(self.member_ids):",
        "if False:",
    ),
    Breach(
        "R33",
        "no rectifying without evidence",
        COMMANDS,
        "bounded(low=1, high=PIECES)",
        "bounded(high=PIECES)",
    ),
    Breach(
        "R33",
        "only persons report",
        DECISIONS,
        "    must_be_a_natural_person(read(Standing(command.member_id)))\n",
        "",
    ),
    Breach(
        "R33",
        "one report under an id",
        DECISIONS,
        "        raise HazardExists(hazard_id)\n    must_be_a_natural_person(",
        "    must_be_a_natural_person(",
    ),
    Breach(
        "R33", "a recurrence is of something closed", DECISIONS, "raise HazardNotClosed(", "id("
    ),
    Breach(
        "R33", "an import is as reported", STATE, "HazardStage.IMPORTED\n", "HazardStage.VERIFIED\n"
    ),
    Breach("R33", "one hazard of a record", DECISIONS, "raise ReferenceImported(", "id("),
    Breach(
        "R33",
        "a record of its own",
        DECISIONS,
        "            raise HazardExists(hazard_id)\n        if hazard.claims",
        "            pass\n        if hazard.claims",
    ),
    Breach(
        "R33",
        "what is new is taken over",
        DECISIONS,
        "            yield ClaimsUpdated(hazard_id, command.claims)\n",
        "            pass\n",
    ),
    Breach(
        "R33",
        "claims move no stage",
        STATE,
        "        self.claims = event.claims\n\n    @on\n    def was_assessed",
        "        self.claims, self.stage = event.claims, HazardStage.IMPORTED\n"
        "\n"
        "    @on\n"
        "    def was_assessed",
    ),
    Breach(
        "R33",
        "step by step",
        POLICIES,
        "        raise WrongStage(hazard.hazard_id, hazard.stage, stages)",
        "        pass",
    ),
    Breach(
        "R33",
        "another building has another coordinator",
        "members/policies/people.py",
        "        return Grant() if (name, Scope(kind, SubjectId(found))) in held else None\n",
        "        return Grant() if held else None\n",
    ),
    Breach(
        "R33",
        "a building has its coordinator",
        "members/policies/people.py",
        "        return Grant() if (name, Scope(kind, SubjectId(found))) in held else None\n",
        "        return None\n",
    ),
    Breach(
        "R33",
        "no minors alone",
        POLICIES,
        "        raise MinorsWithoutAdult(hazard.hazard_id)",
        "        pass",
    ),
    Breach("R33", "no minors on what is severe", POLICIES, "raise MinorsOnSevereHazard(", "id("),
    Breach(
        "R33",
        "what turns severe loses its minors",
        DECISIONS,
        "    if command.severity is Severity.SEVERE:\n",
        "    if False:\n",
    ),
    Breach(
        "R33",
        "others instead",
        WORK,
        "        if member_id not in command.member_ids:\n            yield",
        "        if False:\n            yield",
    ),
    Breach(
        "R33",
        "a body instead of a team",
        WORK,
        "    for member_id in hazard.team:\n"
        "        yield HazardReleased(command.hazard_id, member_id, ASSIGNED_ANEW)\n"
        "    yield HazardHandedOver",
        "    yield HazardHandedOver",
    ),
    Breach(
        "R33",
        "minors do not stay alone",
        PROCESSES,
        "    yield ReviewTeam(event.hazard_id)\n",
        "    yield from ()\n",
    ),
    Breach(
        "R33",
        "minors stay with an adult",
        WORK,
        "    if len(minors) == len(hazard.team):\n",
        "    if minors:\n",
    ),
    Breach(
        "R33",
        "what is rectified is left alone",
        WORK,
        "    if hazard.stage is not HazardStage.ASSIGNED:\n        return\n    minors",
        "    minors",
    ),
    Breach(
        "R33",
        "without anybody it is nobody's",
        STATE,
        "        if not self.team:\n",
        "        if False:\n",
    ),
    Breach(
        "R33",
        "a guardian speaks for a minor",
        POLICIES,
        "        if theirs and is_minor(",
        "        if False and is_minor(",
    ),
    Breach(
        "R33",
        "a guardian speaks for nobody of age",
        POLICIES,
        "        if theirs and is_minor(standing, context.at, read(Settings())):",
        "        if theirs:",
    ),
    Breach("R33", "not before it was theirs", WORK, "raise RectifiedTooEarly(", "id("),
    Breach(
        "R33",
        "not from what is to come",
        WORK,
        '    must_have_happened(done, context, "rectified_at")\n',
        "",
    ),
    Breach(
        "R33",
        "evidence is there",
        POLICIES,
        "            raise EvidenceFromLater(hazard_id, one.at, context.at)",
        "            pass",
    ),
    Breach(
        "R33",
        "another verifies",
        WORK,
        "        raise RectifiersVerify(hazard.hazard_id, verifier_id)",
        "        pass",
    ),
    Breach(
        "R33",
        "another household verifies",
        "members/policies/people.py",
        "return (member_id, *(one for home in homes for one in home.members))",
        "return (member_id,)",
    ),
    Breach(
        "R33",
        "one's own hands first",
        "members/policies/people.py",
        "return (member_id, *(one for home in homes for one in home.members))",
        "return tuple(one for home in homes for one in home.members)",
    ),
    Breach(
        "R33",
        "who sends back is another",
        WORK,
        "    must_be_at(hazard, HazardStage.RECTIFIED)\n"
        "    _must_not_share_the_work(hazard, verifier_id, read)\n"
        "    yield HazardSentBack",
        "    must_be_at(hazard, HazardStage.RECTIFIED)\n    yield HazardSentBack",
    ),
    Breach(
        "R33",
        "sent back is to be done again",
        STATE,
        "        self.sent_back, self.stage = event, HazardStage.ASSIGNED",
        "        self.sent_back, self.stage = event, HazardStage.VERIFIED",
    ),
    Breach("R33", "evidence for one's own work", WORK, "raise EvidenceFromBefore(", "id("),
    Breach(
        "R33", "from after it", WORK, "one.at > done.rectified_at", "one.at >= done.rectified_at"
    ),
    Breach(
        "R33",
        "only one's own work",
        WORK,
        "    if not afterwards and shares_the_work(hazard, closer_id, read):",
        "    if not afterwards:",
    ),
    Breach(
        "R33",
        "evidence on rectifying counts",
        WORK,
        "evidence = (*done.evidence, *command.evidence)",
        "evidence = command.evidence",
    ),
    Breach(
        "R33",
        "evidence on closing counts",
        WORK,
        "evidence = (*done.evidence, *command.evidence)",
        "evidence = done.evidence",
    ),
    Breach(
        "R33",
        "not into itself",
        DECISIONS,
        "        raise MergedIntoItself(hazard_id)\n",
        "        pass\n",
    ),
    Breach("R33", "not into what is over", DECISIONS, "raise HazardNotOpen(", "id("),
    Breach(
        "R33",
        "merged is merged for good",
        STATE,
        "            self.merged, self.stage = event, HazardStage.MERGED",
        "            self.merged = event",
    ),
    Breach(
        "R33",
        "rejected is rejected for good",
        STATE,
        "        self.rejected, self.stage = event.reason, HazardStage.REJECTED",
        "        self.rejected = event.reason",
    ),
    Breach(
        "R33",
        "who is merged into goes on",
        STATE,
        "        if event.hazard_id == self.hazard_id:\n            self.merged",
        "        if True:\n            self.merged",
    ),
    Breach(
        "R3",
        "no minor on a hazard without consent",
        POLICIES,
        "            raise obstacle\n",
        "            pass\n",
    ),
    Breach(
        "R4",
        "a lost consent takes off a hazard",
        PROCESSES,
        "        yield ReleaseHazards(event.member_id)\n",
        "        yield from ()\n",
    ),
    Breach(
        "R4",
        "sent back to who may",
        PROCESSES,
        "        yield ReleaseHazards(member_id)\n",
        "        yield from ()\n",
    ),
    Breach(
        "R4",
        "who may stays",
        WORK,
        "    if (obstacle := obstacle_to_taking_part(standing, context.at, settings)) is None:\n"
        "        return\n",
        "    if (obstacle := obstacle_to_taking_part(standing, context.at, settings)) is None:\n"
        "        obstacle = MinorsWithoutAdult(HazardId(''))\n",
    ),
    Breach("R4", "rectified work stays", WORK, "        if not rectified:\n", "        if True:\n"),
]
