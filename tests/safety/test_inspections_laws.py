"""Laws of inspections: whatever is answered in whatever order, held against a sheet of paper."""

from itertools import count

from community_domain_testkit import BEGINNING, FOUNDER
from community_domain_testkit import given as story
from hypothesis import given
from hypothesis import strategies as st

from community_domain import STANDARD, Command, Community, MemberId, Refusal
from community_domain.safety import (
    Answer,
    AnswerItem,
    CompleteInspection,
    Hazard,
    HazardId,
    Inspection,
    ItemId,
    ReportFailedItem,
    WaiveItem,
)
from tests.safety.hazards import HERE, ON_STAIRS
from tests.safety.test_inspections import ITEMS, PUBLISHED, STARTED, TOUR
from tests.stories import CHILD

NAMES = [item.item_id for item in ITEMS]
ANSWERS: dict[str, tuple[Answer, str | None]] = {
    "pass": (Answer.PASSED, None),
    "fail": (Answer.FAILED, None),
    "does not apply": (Answer.NOT_APPLICABLE, "None here"),
}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["pass", "fail", "does not apply", "hazard", "waive", "complete"]),
        st.sampled_from(NAMES),
    ),
    max_size=30,
)


class Sheet:
    """An inspection as somebody would write it down, a line for each item."""

    def __init__(self) -> None:
        self.lines: dict[ItemId, str] = {}
        self.signed = False

    def takes(self, what: str, item: ItemId) -> bool:
        """Take a step; whether it may be taken and changes something."""
        line = self.lines.get(item)
        if what == "complete":
            whole = all(self.lines.get(name, "fail") != "fail" for name in NAMES)
            done, self.signed = whole and not self.signed, self.signed or whole
            return done
        settled = line in ("hazard", "waive")
        if self.signed or settled or line == what or (what == "waive" and line != "fail"):
            return False
        self.lines[item] = what
        return True


def wish(what: str, item: ItemId, number: int) -> tuple[Command, MemberId]:
    """What is wished for in a step, and by whom."""
    match what:
        case "complete":
            return CompleteInspection(TOUR), FOUNDER
        case "waive":
            return WaiveItem(TOUR, item, "Glued"), FOUNDER
        case "hazard":
            hazard_id = HazardId(f"hazard-{number}")
            return ReportFailedItem(TOUR, item, CHILD, hazard_id, "A pot", ON_STAIRS), CHILD
        case _:
            return AnswerItem(TOUR, item, CHILD, *ANSWERS[what]), CHILD


@given(STEPS)
def test_r34_an_inspection_is_complete_exactly_when_its_sheet_is_filled(
    steps: list[tuple[str, ItemId]],
) -> None:
    """Every failed item is waived or has a hazard of its own then, and nothing changes after."""
    community = Community(story(*HERE, PUBLISHED, STARTED).log(), STANDARD)
    sheet, numbers = Sheet(), count(1)

    def changed(what: str, item: ItemId) -> bool:
        number = next(numbers)
        command, by = wish(what, item, number)
        name = f"command-{number}"
        try:
            done = community.acting(by).execute(command, at=BEGINNING, command_id=name)
        except Refusal:
            return False
        return bool(done.events)

    for what, item in steps:
        assert changed(what, item) == sheet.takes(what, item), (what, item)
    inspection = community.state(Inspection(TOUR))
    assert inspection.complete == sheet.signed
    hazards = [one.hazard_id for one in inspection.answers.values() if one.hazard_id]
    assert len(hazards) == list(sheet.lines.values()).count("hazard")
    assert all(community.state(Hazard(one)).found_by == TOUR for one in hazards)
