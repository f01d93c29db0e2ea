"""Laws of rounds of notices: any order of what happens, held against a plain list of doors."""

from itertools import count

from community_domain_testkit import BEGINNING, FOUNDER
from community_domain_testkit import given as story
from hypothesis import given
from hypothesis import strategies as st

from community_domain import STANDARD, Command, Community, Refusal
from community_domain.community import AddStairwell, BuildingId, RemoveStairwell, StairwellId
from community_domain.safety import (
    CompleteNoticeRound,
    ExceptStairwell,
    NoticeRoundId,
    OpenNoticeRound,
    PostNotice,
)
from community_domain.tasks import Evidence, EvidenceKind
from tests.safety.test_notices import HERE, NORTH, SOUTH
from tests.stories import CHILD

ROUND = NoticeRoundId("fire")
PROOF = (Evidence(EvidenceKind.AFTER, "a" * 64, "image/jpeg"),)
DOORS = {
    **{StairwellId(name): NORTH for name in ("a", "b", "n")},
    **{StairwellId(name): SOUTH for name in ("c", "s")},
}
"""The building of each; a, b and c are there from the beginning."""
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "remove", "post", "post", "except", "complete"]),
        st.sampled_from(list(DOORS)),
    ),
    max_size=25,
)


class Doors:
    """A round as somebody would tick it off on paper."""

    def __init__(self, building: BuildingId | None) -> None:
        self.building = building
        self.there = [StairwellId(name) for name in ("a", "b", "c")]
        self.posted: list[StairwellId] = []
        self.excused: list[StairwellId] = []
        self.over = False

    def belongs(self, door: StairwellId) -> bool:
        """Whether a door is one of the round."""
        return door in self.there and self.building in (None, DOORS[door])

    def takes(self, what: str, door: StairwellId) -> bool:
        """Take a step; whether it may be taken and changes something."""
        match what:
            case "add":
                new = door not in self.there
                self.there += [door] if new else []
                return new
            case "remove":
                known = door in self.there
                self.there = [one for one in self.there if one != door]
                return known
            case "complete":
                here = [one for one in self.there if self.belongs(one)]
                told = [one for one in here if one in (*self.posted, *self.excused)]
                done = bool(here) and told == here and not self.over
                self.over = self.over or done
                return done
            case _:
                list_ = self.posted if what == "post" else self.excused
                new = door not in (list_ if what == "post" else [*self.posted, *list_])
                may = self.belongs(door) and not self.over and new
                list_ += [door] if may else []
                return may


def wish(what: str, door: StairwellId) -> Command:
    """What is wished for in a step."""
    match what:
        case "add":
            return AddStairwell(door, DOORS[door], door.upper())
        case "remove":
            return RemoveStairwell(door)
        case "post":
            return PostNotice(ROUND, door, CHILD, PROOF)
        case "except":
            return ExceptStairwell(ROUND, door, "Closed")
        case _:
            return CompleteNoticeRound(ROUND)


@given(st.sampled_from([None, NORTH]), STEPS)
def test_r35_a_round_is_complete_exactly_when_every_door_is_ticked_off(
    building: BuildingId | None, steps: list[tuple[str, StairwellId]]
) -> None:
    """Whatever is built, removed, posted and excepted in whatever order."""
    community = Community(story(*HERE).log(), STANDARD)
    doors, numbers = Doors(building), count(1)

    def changed(command: Command) -> bool:
        name = f"command-{next(numbers)}"
        try:
            done = community.acting(FOUNDER).execute(command, at=BEGINNING, command_id=name)
        except Refusal:
            return False
        return bool(done.events)

    assert changed(OpenNoticeRound(ROUND, "Fire", building))
    for what, door in steps:
        assert changed(wish(what, door)) == doors.takes(what, door), (what, door)
