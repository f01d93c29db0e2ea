"""Who takes which shift: volunteers ask, the library answers, in memory."""

from collections import Counter
from collections.abc import Callable, Sequence
from random import Random

import attrs

from community_domain import STANDARD, Community, Issue, MemberId, MemoryLog, Refusal

from .crew import Volunteer
from .plan import Entry
from .recording import Story, record

__all__ = ["Draw", "Rule", "Unfilled", "draw", "steps"]

Rule = tuple[str, str]
"""The number of a rule, and the code of the refusal that tells of it."""


@attrs.frozen
class Unfilled:
    """A shift that fewer took than signed up for it, since nobody more may take it."""

    entry: Entry
    drawn: int
    refused: Counter[Rule]
    """By what each of the others is kept from it, when all is drawn."""


@attrs.frozen
class Draw:
    """What came of it."""

    issues: tuple[Issue, ...]
    """Every command that was allowed, in order."""
    wanted: int
    """Places to be drawn."""
    refused: Counter[Rule]
    """Volunteers who asked for a shift and did not get it, by the rule that told them last."""
    unfilled: tuple[Unfilled, ...]


def steps(story: Story) -> int:
    """Commands before anybody asks for a shift, and places that are asked for."""
    return sum(1 for _ in story.opening()) + _wanted(story)


def draw(story: Story, seed: int, advance: Callable[[int], None]) -> Draw:
    """Let volunteers ask until as many are on each shift as signed up, or nobody more may.

    Args:
        story: The plan and the crew.
        seed: Of chance.
        advance: Called with so many more steps done; see `steps`.
    """
    rehearsal = _Rehearsal(story, seed, advance)
    while rehearsal.go_through():
        pass
    refused = Counter[Rule]()
    for answers in rehearsal.refused.values():
        refused.update(answers.values())
    return Draw(
        tuple(rehearsal.issues),
        _wanted(story),
        refused,
        tuple(
            Unfilled(
                entry,
                len(rehearsal.drawn[entry.number]),
                Counter(rehearsal.refused[entry.number].values()),
            )
            for entry in rehearsal.open
        ),
    )


def _wanted(story: Story) -> int:
    return sum(entry.wanted for entry in story.plan.shifts)


class _Rehearsal:
    """The story so far, on a log in memory."""

    def __init__(self, story: Story, seed: int, advance: Callable[[int], None]) -> None:
        self._story, self._seed, self._advance = story, seed, advance
        self._community = Community(MemoryLog(), STANDARD)
        self.issues = list(story.opening())
        record(self._community, self.issues, advance)
        self.open = [entry for entry in story.plan.shifts if entry.wanted]
        self.drawn: dict[int, set[MemberId]] = {one.number: set() for one in self.open}
        self.refused: dict[int, dict[MemberId, Rule]] = {one.number: {} for one in self.open}

    def go_through(self) -> bool:
        """Let everybody else ask for every open shift; whether one of them got it."""
        before = len(self.issues)
        self.open = [entry for entry in self.open if self._lacking_after(entry)]
        return bool(self.open) and len(self.issues) > before

    def _lacking_after(self, entry: Entry) -> int:
        """Places still open when everybody has asked for them."""
        drawn, asking = self.drawn[entry.number], self._in_turn(entry)
        while asking and (lacking := entry.wanted - len(drawn)):
            asking, now = asking[:-lacking], asking[-lacking:]
            self._ask(entry, now)
        return entry.wanted - len(drawn)

    def _in_turn(self, entry: Entry) -> list[Volunteer]:
        """Those not on a shift, in the order that chance gives; the last is the first to ask."""
        drawn = self.drawn[entry.number]
        others = [one for one in self._story.volunteers if one.member_id not in drawn]
        Random(f"shift {self._seed} {entry.number}").shuffle(others)  # noqa: S311 - no secret
        return others

    def _ask(self, entry: Entry, volunteers: Sequence[Volunteer]) -> None:
        issues = [self._story.wish((entry, one)) for one in volunteers]
        answers = self._community.execute_all(issues, each=True)
        for one, issue, answer in zip(volunteers, issues, answers, strict=True):
            if isinstance(answer, Refusal):
                told = (answer.rule or "", answer.code)
                self.refused[entry.number][one.member_id] = told
            else:
                self.issues.append(issue)
                self.drawn[entry.number].add(one.member_id)
                self.refused[entry.number].pop(one.member_id, None)
                self._advance(1)
