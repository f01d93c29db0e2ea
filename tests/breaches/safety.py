"""How the rules that the slice `safety` enforces are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]

NOTICES = "safety/decisions/notices.py"
ROUNDS = "safety/policies/notices.py"
INCIDENTS = "safety/decisions/incidents.py"
DUTIES = "safety/policies/incidents.py"

BREACHES = [
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
        "a building's coordinator stays in it",
        ROUNDS,
        "        return Grant() if (COORDINATOR, scope) in held else None\n",
        "        return Grant() if scope in [one for _, one in held] or held else None\n",
    ),
    Breach(
        "R47",
        "consent is not asked for",
        INCIDENTS,
        "        if standing.kind is not MemberKind.PERSON:\n",
        "        from ...members.policies import obstacle_to_taking_part\n\n"
        "        if obstacle_to_taking_part(standing, context.at, settings):\n",
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
        "readers={Incident: with_the_duty}",
        'readers={Incident: __import__("community_domain").anyone}',
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
        "    if at > context.at:\n",
        "    if False:\n",
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
