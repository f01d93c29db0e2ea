"""How the rules that the slice `tasks` enforces are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]

DECISIONS = "tasks/decisions/tasks.py"
REQUESTS = "tasks/decisions/requests.py"
POLICIES = "tasks/policies.py"
PROCESSES = "tasks/processes.py"
STATE = "tasks/state.py"
OBSTACLE = (
    "    if (obstacle := obstacle_to_taking_part(standing, context.at, settings)) is not None:\n"
)

BREACHES = [
    Breach(
        "R3",
        "no task without consent",
        DECISIONS,
        f"{OBSTACLE}        raise obstacle\n    if len(task.holders)",
        "    if len(task.holders)",
    ),
    Breach(
        "R3",
        "no work handed in without consent",
        DECISIONS,
        f"{OBSTACLE}        raise obstacle\n    must_hold",
        "    must_hold",
    ),
    Breach(
        "R3",
        "no help without consent",
        REQUESTS,
        f"{OBSTACLE}        raise obstacle\n    if len(request.helpers)",
        "    if len(request.helpers)",
    ),
    Breach(
        "R3",
        "nobody asks without consent",
        REQUESTS,
        f"{OBSTACLE}        raise obstacle\n    yield new",
        "    yield new",
    ),
    Breach(
        "R4",
        "a lost consent frees tasks",
        PROCESSES,
        "        yield ReleaseTasks(event.member_id)\n",
        "        yield from ()\n",
    ),
    Breach(
        "R4",
        "a lost guardian frees tasks",
        PROCESSES,
        "or may_end_a_part(event):",
        'or type(event).__name__ != "GuardianUnlinked" and may_end_a_part(event):',
    ),
    Breach("R4", "what is handed in stays", DECISIONS, "        if not handed_in:\n", ""),
    Breach(
        "R4",
        "a lost consent frees promised help",
        DECISIONS,
        "        yield HelpReleased(request_id, command.member_id, obstacle.code)\n",
        "        yield from ()\n",
    ),
    Breach(
        "R4",
        "work to be done again is freed",
        STATE,
        "            self.tasks[event.task_id] = False\n\n    @on\n    def done",
        "            pass\n\n    @on\n    def done",
    ),
    Breach(
        "R32",
        "the verifier is another",
        "members/policies/people.py",
        "return (member_id, *(one for home in homes for one in home.members))",
        "return tuple(one for home in homes for one in home.members)",
    ),
    Breach(
        "R32",
        "the verifier lives elsewhere",
        "members/policies/people.py",
        "return (member_id, *(one for home in homes for one in home.members))",
        "return (member_id,)",
    ),
    Breach(
        "R32",
        "the household of today",
        "members/state/people.py",
        "self.households.pop(",
        "self.households.get(",
    ),
    Breach(
        "R32",
        "sending back takes somebody else too",
        DECISIONS,
        "    must_be_independent(task, verifier_id, read)\n    yield TaskSentBack",
        "    yield TaskSentBack",
    ),
    Breach(
        "R32",
        "no other performer verifies",
        STATE,
        "dict.fromkeys([*self.holders, *self.handed_in])",
        "dict.fromkeys(self.handed_in)",
    ),
    Breach(
        "R32",
        "nobody leaves to verify",
        STATE,
        "dict.fromkeys([*self.holders, *self.handed_in])",
        "dict.fromkeys(self.holders)",
    ),
    Breach(
        "R32",
        "a verification is of now",
        DECISIONS,
        "@decides(by=verifier)\ndef verify_task",
        "@decides(by=verifier, backfills=True)\ndef verify_task",
    ),
    Breach(
        "R32",
        "evidence when handed in",
        DECISIONS,
        "    must_hold_the_evidence(task, member_id, new)\n",
        "",
    ),
    Breach(
        "R32",
        "evidence when verified",
        DECISIONS,
        "    must_hold_the_evidence(task, command.member_id, submission)\n",
        "",
    ),
    Breach(
        "R32",
        "what was sent back stays known",
        STATE,
        "        self.submissions.append(",
        "        self.submissions[-1:] = []\n        self.submissions.append(",
    ),
    Breach(
        "R32",
        "the reason stays known",
        STATE,
        'self._judge("sent-back", event.verifier_id, event.reason)',
        'self._judge("sent-back", event.verifier_id)',
    ),
    Breach(
        "R32",
        "only what waits is answered",
        DECISIONS,
        "raise NothingToVerify(",
        "NothingToVerify(",
    ),
    Breach(
        "R32",
        "verified work stays so",
        DECISIONS,
        "        raise AlreadyVerified(command.task_id, command.member_id)\n    _waiting",
        "        pass\n    _waiting",
    ),
    Breach(
        "R32",
        "verifying is an office",
        POLICIES,
        "verifier = coordinator() | role(TUTOR)",
        'verifier = coordinator() | role(TUTOR) | self_or_guardian("member_id")',
    ),
    Breach("R38", "so many helpers", REQUESTS, "raise EnoughHelpers(", "EnoughHelpers("),
    Breach("R38", "an adult goes there too", REQUESTS, "raise NoAdultThere(", "NoAdultThere("),
    Breach(
        "R38",
        "minors do not stay alone",
        REQUESTS,
        "    yield from _left_alone(request, context, read, gone=command.helper_id)\n",
        "",
    ),
    Breach(
        "R38",
        "who goes is no company",
        REQUESTS,
        "if one != gone]",
        "if one]",
    ),
    Breach(
        "R38",
        "nobody is taken back from beside a minor",
        PROCESSES,
        "    yield ReleaseMinors(event.request_id)\n",
        "    yield from ()\n",
    ),
    Breach(
        "R38",
        "age on the day",
        POLICIES,
        "not is_minor(one, context.at, settings)",
        "not is_minor(one, context.at.replace(year=2020), settings)",
    ),
    Breach(
        "R38",
        "outside a home nobody needs company",
        REQUESTS,
        "if asked.at_home and not adult_among",
        "if not adult_among",
    ),
]
