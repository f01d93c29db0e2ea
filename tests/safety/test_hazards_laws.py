"""Laws of hazards: whatever is tried with them, held against a plain table of steps."""

from itertools import count

import attrs
from community_domain_testkit import FOUNDER
from community_domain_testkit import given as story
from hypothesis import given
from hypothesis import strategies as st

from community_domain import STANDARD, Command, Community, MemberId, Refusal
from community_domain.safety import (
    AssessHazard,
    AssignHazard,
    CloseHazard,
    Hazard,
    HazardClosed,
    HazardId,
    HazardKind,
    HazardStage,
    HazardVerified,
    ImportHazard,
    MergeHazard,
    RectifyHazard,
    ReferenceId,
    RejectHazard,
    ReportHazard,
    SendHazardBack,
    Severity,
    VerifyHazard,
)
from tests.safety.hazards import (
    CITY,
    CLAIMS,
    HERE,
    IN_NORTH,
    NEIGHBOUR,
    NUMBER,
    WARDEN,
    later,
    shown,
)
from tests.stories import ADULT

HAZARDS = tuple(HazardId(f"hazard-{number}") for number in (1, 2, 3))
STEPS = (
    "report",
    "import",
    "assess",
    "assign",
    "rectify",
    "send back",
    "verify",
    "close",
    "reject",
)
ALLOWED: dict[str, tuple[str, str]] = {
    "report": ("nothing", "reported"),
    "import": ("nothing", "imported as reported"),
    "assess": ("reported|imported as reported", "assessed"),
    "assign": ("assessed", "assigned"),
    "rectify": ("assigned", "rectified"),
    "send back": ("rectified", "assigned"),
    "verify": ("rectified", "verified"),
    "close": ("verified", "closed"),
    "reject": ("reported|imported as reported|assessed|assigned", "rejected"),
}
"""From where each step leads to where."""


@attrs.frozen
class Step:
    """Something is tried with one hazard, or two."""

    what: str
    hazard_id: HazardId
    other: HazardId | None = None


TRIED = st.lists(
    st.builds(Step, st.sampled_from(STEPS), st.sampled_from(HAZARDS))
    | st.builds(Step, st.just("merge"), st.sampled_from(HAZARDS), st.sampled_from(HAZARDS)),
    max_size=30,
)


def report_or_import(step: Step) -> tuple[Command, MemberId]:
    """How a hazard comes to be known."""
    hazard_id = step.hazard_id
    if step.what == "report":
        return ReportHazard(hazard_id, NEIGHBOUR, "A pot", site=IN_NORTH), NEIGHBOUR
    reference = ReferenceId(f"{NUMBER}-{hazard_id}")
    return ImportHazard(hazard_id, CITY, reference, CLAIMS, site=IN_NORTH), FOUNDER


def command_for(step: Step, minutes: int) -> tuple[Command, MemberId]:
    """The step as a command, and who issues it."""
    hazard_id, now = step.hazard_id, later(minutes)
    if step.what in ("report", "import"):
        return report_or_import(step)
    if step.what == "rectify":
        return RectifyHazard(hazard_id, now, shown(now)), ADULT
    commands: dict[str, Command] = {
        "assess": AssessHazard(hazard_id, HazardKind.OTHER, Severity.SEVERE),
        "assign": AssignHazard(hazard_id, (ADULT,)),
        "send back": SendHazardBack(hazard_id, f"Not at {minutes}"),
        "verify": VerifyHazard(hazard_id),
        "close": CloseHazard(hazard_id),
        "reject": RejectHazard(hazard_id, "None"),
        "merge": MergeHazard(hazard_id, step.other or hazard_id, "Same"),
    }
    return commands[step.what], WARDEN


def after(stages: dict[HazardId, str], step: Step) -> str | None:
    """Where a step leads by the plain table; None where it leads nowhere."""
    stage = stages.get(step.hazard_id, "nothing")
    if step.what == "merge":
        other = stages.get(step.other or step.hazard_id, "nothing")
        over = ("nothing", "closed", "rejected", "merged into another")
        may = stage in ALLOWED["reject"][0].split("|") and other not in over
        return "merged into another" if may and step.other != step.hazard_id else None
    sources, target = ALLOWED[step.what]
    return target if stage in sources.split("|") else None


@given(TRIED)
def test_r33_a_hazard_goes_its_way_step_by_step(tried: list[Step]) -> None:
    """A step is taken when the table says so, and nothing is closed that nobody verified."""
    community = Community(story(*HERE).log(), STANDARD)
    stages: dict[HazardId, str] = {}
    for number, step in zip(count(1), tried, strict=False):
        command, actor = command_for(step, number)
        wanted = after(stages, step)
        try:
            done = community.acting(actor).execute(
                command, at=later(number), command_id=f"command-{number}"
            )
        except Refusal:
            assert wanted is None
            continue
        assert bool(done.events) == (wanted is not None)
        if wanted is not None:
            stages[step.hazard_id] = wanted
        assert community.state(Hazard(step.hazard_id)).stage == stages[step.hazard_id]
    happened = [row.event for row in community.log.read()]
    verified = [event.hazard_id for event in happened if isinstance(event, HazardVerified)]
    closed = [event.hazard_id for event in happened if isinstance(event, HazardClosed)]
    assert all(one in verified for one in closed)
    assert all(stages[one] == HazardStage.CLOSED for one in closed), "what is closed stays closed"
