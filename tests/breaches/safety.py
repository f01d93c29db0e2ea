"""How the rules that the slice `safety` enforces are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]

INSPECTIONS = "safety/decisions/inspections.py"
TEAMS = "safety/policies/inspections.py"
SHEETS = "safety/state/inspections.py"
NOTICES = "safety/decisions/notices.py"
ROUNDS = "safety/policies/notices.py"
INCIDENTS = "safety/decisions/incidents.py"
DUTIES = "safety/policies/incidents.py"

BREACHES = [
    Breach(
        "R3",
        "who may not take part is not sent",
        TEAMS,
        "            raise obstacle\n",
        "            pass\n",
    ),
    Breach(
        "R3",
        "who lost consent looks no longer",
        TEAMS,
        "        raise obstacle\n\n\ndef must_be_within",
        "        pass\n\n\ndef must_be_within",
    ),
    Breach("R7", "children go with adults", TEAMS, "raise TeamNeedsAdults(", "TeamNeedsAdults("),
    Breach(
        "R7",
        "that children need adults is a setting",
        TEAMS,
        "settings[MINORS_NEED_ADULTS] and ",
        "",
    ),
    Breach("R7", "so many for each adult", TEAMS, "adults * per_adult", "adults * 10"),
    Breach(
        "R34",
        "a version is never altered",
        INSPECTIONS,
        "        raise ChecklistVersionExists(",
        "        ChecklistVersionExists(",
    ),
    Breach(
        "R34",
        "no version is left out",
        INSPECTIONS,
        "        raise ChecklistVersionSkipped(",
        "        ChecklistVersionSkipped(",
    ),
    Breach(
        "R34",
        "an item once",
        "safety/commands/inspections.py",
        "        if len({item.item_id for item in self.items}) < len(self.items):\n",
        "        if False:\n",
    ),
    Breach(
        "R34",
        "the version in force is pinned",
        INSPECTIONS,
        "    pinned = read(Checklist(checklist_id)).latest\n",
        "    pinned = read(Checklist(checklist_id)).versions.get(1)\n",
    ),
    Breach(
        "R34",
        "a later version changes no inspection",
        INSPECTIONS,
        "    inspection, _ = started_inspection(command.inspection_id, read)\n"
        "    if inspection.complete:\n"
        "        return\n"
        "    if unanswered := inspection.unanswered():\n",
        "    inspection, started = started_inspection(command.inspection_id, read)\n"
        "    if inspection.complete:\n"
        "        return\n"
        "    now = read(Checklist(started.checklist_id)).latest or started\n"
        "    names = [item.item_id for item in now.items]\n"
        "    if unanswered := [one for one in names if one not in inspection.answers]:\n",
    ),
    Breach("R34", "items of that version only", TEAMS, "raise ItemUnknown(", "id("),
    Breach("R34", "who was sent only", TEAMS, "raise NotOnTeam(", "NotOnTeam("),
    Breach("R34", "where it looks only", TEAMS, "raise SiteNotInspected(", "SiteNotInspected("),
    Breach(
        "R34",
        "a stairwell is in its building",
        TEAMS,
        "    if around not in started.sites:\n",
        "    if True:\n",
    ),
    Breach(
        "R34",
        "what does not apply has a reason",
        "safety/commands/inspections.py",
        "        if self.answer is Answer.NOT_APPLICABLE and self.reason is None:\n",
        "        if False:\n",
    ),
    Breach(
        "R34",
        "the hazard comes with the answer",
        INSPECTIONS,
        "    yield HazardReported(hazard_id, member_id, command.what, *place, None)\n",
        "",
    ),
    Breach("R34", "a hazard of its own", INSPECTIONS, "raise HazardExists(", "HazardExists("),
    Breach(
        "R34",
        "the hazard knows of the inspection",
        "safety/state/hazards.py",
        "        self.found_by = event.inspection_id\n",
        "        pass\n",
    ),
    Breach("R34", "waived is what failed", INSPECTIONS, "raise ItemNotFailed(", "ItemNotFailed("),
    Breach("R34", "what is settled stays so", TEAMS, "raise ItemSettled(", "ItemSettled("),
    Breach("R34", "complete is over", TEAMS, "raise InspectionComplete(", "InspectionComplete("),
    Breach(
        "R34",
        "everything has its answer",
        INSPECTIONS,
        "raise ItemsUnanswered(",
        "ItemsUnanswered(",
    ),
    Breach(
        "R34",
        "what failed has a consequence",
        INSPECTIONS,
        "raise FailedItemsOpen(",
        "FailedItemsOpen(",
    ),
    Breach("R34", "few of many are named", INSPECTIONS, "[:SHOWN]", ""),
    Breach(
        "R34",
        "a waiver will do",
        SHEETS,
        "item_id in self.waived or ",
        "",
    ),
    Breach(
        "R3",
        "no notices from a minor without consent",
        NOTICES,
        "        raise obstacle\n",
        "        pass\n",
    ),
    Breach("R35", "every stairwell is told", NOTICES, "    if missing:\n", "    if False:\n"),
    Breach(
        "R35",
        "an exception will do",
        NOTICES,
        "s not in found.posted and s not in found.excepted",
        "s not in found.posted",
    ),
    Breach(
        "R35",
        "a stairwell that was removed counts no more",
        "community/state.py",
        "        self.stairwells.pop(event.stairwell_id, None)\n",
        "",
    ),
    Breach(
        "R35",
        "of a building its own stairwells only",
        ROUNDS,
        "        if opened.building_id in (None, building_id)\n",
        "",
    ),
    Breach(
        "R35",
        "no proof from another building",
        ROUNDS,
        "        raise StairwellNotInRound(",
        "        StairwellNotInRound(",
    ),
    Breach(
        "R35",
        "no proof where no stairwell is",
        ROUNDS,
        "    if known is None:\n        raise PlaceUnknown(stairwell_id)\n",
        "    if known is None:\n        return\n",
    ),
    Breach("R35", "nothing is not everything", NOTICES, "raise NoStairwells(", "NoStairwells("),
    Breach(
        "R35",
        "what has proof needs no exception",
        NOTICES,
        "raise NoticeHangsThere(",
        "NoticeHangsThere(",
    ),
    Breach(
        "R35",
        "complete is complete",
        ROUNDS,
        "raise NoticeRoundComplete(",
        "NoticeRoundComplete(",
    ),
    Breach(
        "R35",
        "proof is something to look at",
        "safety/commands/notices.py",
        "bounded(low=1, high=PIECES)",
        "bounded(low=0, high=PIECES)",
    ),
    Breach(
        "R35",
        "few of many are named",
        NOTICES,
        "tuple(missing[:SHOWN])",
        "tuple(missing)",
    ),
    Breach(
        "R35",
        "a notice takes the place of an exception",
        "safety/state/notices.py",
        "        self.excepted.pop(event.stairwell_id, None)\n",
        "",
    ),
    Breach(
        "R43",
        "a building's coordinator runs its rounds",
        "safety/policies/notices.py",
        "    return opened.building_id if opened else None\n",
        "    return None\n",
    ),
    Breach(
        "R47",
        "consent is not asked for",
        INCIDENTS,
        "        must_be_a_natural_person(standing)\n",
        "        from ...members.policies import obstacle_to_taking_part\n\n"
        "        if obstacle := obstacle_to_taking_part(standing, context.at, settings):\n"
        "            raise obstacle\n",
    ),
    Breach(
        "R47",
        "nobody else speaks for who was present",
        INCIDENTS,
        '@decides(by=self_or_guardian("recorder_id"), backfills=True)',
        '@decides(by=self_or_guardian("recorder_id") | with_the_duty, backfills=True)',
    ),
    Breach(
        "R47",
        "only those with the duty read",
        "safety/__init__.py",
        "Incident: with_the_duty,",
        'Incident: __import__("community_domain").anyone,',
    ),
    Breach(
        "R47",
        "the duty depends on how bad it was",
        DUTIES,
        "IncidentSeverity.GRAVE: REPORT_GRAVE_HOURS",
        "IncidentSeverity.GRAVE: REPORT_SERIOUS_HOURS",
    ),
    Breach("R47", "no hours, no duty", DUTIES, " if hours else None", ""),
    Breach("R47", "no duty is not met", INCIDENTS, "raise NoDutyToReport(", "NoDutyToReport("),
    Breach("R47", "met once", INCIDENTS, "raise ReportedAlready(", "ReportedAlready("),
    Breach(
        "R47",
        "late is late",
        INCIDENTS,
        "late = command.at >= recorded.report_by",
        "late = False",
    ),
    Breach(
        "R47",
        "the last moment is too late",
        INCIDENTS,
        "late = command.at >= recorded.report_by",
        "late = command.at > recorded.report_by",
    ),
    Breach("R47", "missed when it ran out", INCIDENTS, "raise DutyStillOpen(", "DutyStillOpen("),
    Breach(
        "R47",
        "what was met is not missed",
        INCIDENTS,
        "    if incident.met is not None or incident.missed:\n",
        "    if incident.missed:\n",
    ),
    Breach(
        "R47",
        "nothing is reported before it happens",
        DUTIES,
        "    if begun is not None and at < begun:\n",
        "    if False:\n",
    ),
    Breach(
        "R47",
        "nothing is reported ahead of time",
        DUTIES,
        "    must_have_happened(at, context)\n",
        "",
    ),
    Breach(
        "R47",
        "time asks for what was not reported",
        "safety/deadlines.py",
        "        if event.report_by is not None:\n",
        "        if False:\n",
    ),
    Breach(
        "R47",
        "time asks for nothing that was reported",
        "safety/deadlines.py",
        "ReportingDutyMet | ReportingDutyMissed)",
        "ReportingDutyMissed)",
    ),
    Breach(
        "R47",
        "a late report is a late one",
        "safety/state/incidents.py",
        "ReportingDuty.MET_LATE if self.met.late else ReportingDuty.MET",
        "ReportingDuty.MET",
    ),
]
