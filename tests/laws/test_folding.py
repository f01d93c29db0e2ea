"""Laws of folding: what a state is made of, and that it is always made the same."""

import hashlib
import os
import pickle
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import attrs
import pytest
from community_domain_testkit import (
    BEGINNING,
    History,
    Vocabulary,
    founded,
    histories,
)
from community_domain_testkit import given as story
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from community_domain import (
    STANDARD,
    Community,
    Domain,
    Event,
    Issue,
    MemberId,
    MemoryLog,
    Period,
    Refusal,
    Slice,
    State,
    event,
    folded,
    on,
    state,
    tags_of,
)
from community_domain.activities import (
    ActivityId,
    OccurrenceId,
    OfferActivity,
    ScheduleOccurrence,
    Seats,
    SignUp,
)
from community_domain.members import MemberRegistered, RegisterMember

Identity = tuple[Any, ...]


def identities(history: History) -> Iterator[tuple[type[Any], Identity]]:
    """Every state of the domain, with every identity that stands in the history."""
    tags = dict.fromkeys(tag for happened in history.events for tag in tags_of(happened))
    pairs = [tag.partition(":")[::2] for tag in tags]
    for kind in history.domain.states:
        names = [[name for tag, name in pairs if tag == wanted] for _, wanted in kind.spec.identity]
        yield from ((kind, identity) for identity in product(*names))


def told(log: MemoryLog, domain: Domain) -> bytes:
    """Everything in a log and everything folded from it, as bytes."""
    community = Community(log, domain)
    rows = [(row.position, row.event, row.envelope) for row in log.read()]
    history = History(domain, log, ())
    states = [community.state(kind(*identity)) for kind, identity in identities(history)]
    return repr((rows, states)).encode()


PLAYED = """
import pickle, sys, hashlib
from community_domain import STANDARD, Community, MemoryLog, Refusal
sys.path.insert(0, sys.argv[2])
from test_folding import play, told
for issues in pickle.load(open(sys.argv[1], "rb")):
    print(hashlib.sha256(told(play(issues), STANDARD)).hexdigest())
"""


def play(issues: list[Issue]) -> MemoryLog:
    """Execute commands one after the other, whatever comes of them."""
    log = MemoryLog()
    community = Community(log, STANDARD)
    for issue in issues:
        try:
            community.execute(issue)
        except Refusal:
            continue
    return log


@pytest.fixture(scope="module")
def stories() -> list[list[Issue]]:
    """The issues of some histories, the same in every run."""
    found: list[list[Issue]] = []

    @settings(
        max_examples=25,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(histories(size=80))
    def collect(history: History) -> None:
        found.append([one.issue for one in history.told if one.issue])

    collect()
    return found


@pytest.mark.parametrize(
    ("seed", "zone"),
    [("0", "UTC"), ("1", "Asia/Shanghai"), ("42", "America/St_Johns"), ("random", "Pacific/Apia")],
)
def test_decisions_and_folds_are_the_same_everywhere(
    stories: list[list[Issue]], seed: str, zone: str, tmp_path: Path
) -> None:
    """Same history, same commands, same bytes, whatever the hash seed and the machine's zone."""
    path = tmp_path / "stories"
    path.write_bytes(pickle.dumps(stories))
    done = subprocess.run(
        [sys.executable, "-c", PLAYED, str(path), str(Path(__file__).parent)],
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    here = [hashlib.sha256(told(play(issues), STANDARD)).hexdigest() for issues in stories]
    assert done.stdout.split() == here


@given(histories())
def test_a_boundary_selects_what_handlers_need_and_no_more(history: History) -> None:
    """Folding from the boundary is folding from the whole log; every event in it is handled."""
    community = Community(history.log, history.domain)
    for kind, identity in identities(history):
        blank: State = kind(*identity)
        handlers = history.domain.handlers(kind)
        for row in history.log.read():
            if type(row.event) in handlers and set(blank.tags()) <= set(tags_of(row.event)):
                handlers[type(row.event)](blank, row.event)
        assert community.state(kind(*identity)) == blank
        selected = history.log.read((history.domain.criterion(kind(*identity)),))
        assert all(type(row.event) in handlers for row in selected)


PAIRS = [(kind, handled) for kind in STANDARD.states for handled in STANDARD.handlers(kind)]


@pytest.mark.parametrize(
    ("kind", "dropped"), PAIRS, ids=[f"{kind.__name__}-{one.__name__}" for kind, one in PAIRS]
)
def test_no_event_type_can_be_dropped_from_a_boundary(
    kind: type[Any], dropped: type[Event]
) -> None:
    """Each event type that a state selects changes it, so leaving one out is noticed."""
    handlers = STANDARD.handlers(kind)
    words = Vocabulary(STANDARD, pool=1)
    identity = [words.names(tag)[0] for _, tag in kind.spec.identity]

    def fold(events: list[Event]) -> Any:
        folding = kind(*identity)
        for happened in events:
            if set(folding.tags()) <= set(tags_of(happened)):
                handlers[type(happened)](folding, happened)
        return folding

    def matters(events: list[Event]) -> bool:
        without = fold([one for one in events if not isinstance(one, dropped)])
        return bool(fold(events) != without)

    last = words.events(dropped)
    rest = st.lists(words.events(*handlers), max_size=4)
    sequences = st.tuples(rest, last).map(lambda drawn: [*drawn[0], drawn[1]])
    assert find(
        sequences,
        matters,
        settings=settings(max_examples=5000, database=None, phases=[Phase.generate]),
    )


class Counted:
    """Counts how often handlers are called, by the type of state."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: Counter[str] = Counter()
        real = Domain.handlers
        kept: dict[Any, Mapping[type[Event], Callable[[Any, Any], None]]] = {}

        def handlers(domain: Domain, kind: type[State]) -> Any:
            if kind not in kept:
                found = real(domain, kind)
                kept[kind] = {event: self.counting(kind, h) for event, h in found.items()}
            return kept[kind]

        monkeypatch.setattr(Domain, "handlers", handlers)

    def counting(self, kind: type, handler: Callable[[Any, Any], None]) -> Any:
        """The handler, counted."""

        def counted(folding: Any, happened: Any) -> None:
            self.calls[kind.__name__] += 1
            handler(folding, happened)

        return counted


def signed_up(people: int) -> Community:
    """A community in which so many people sign up for one occurrence, one command each."""
    occurrence, activity = OccurrenceId("occurrence-1"), ActivityId("activity-1")
    period = Period(BEGINNING + timedelta(days=2), BEGINNING + timedelta(days=2, hours=1))
    members = [MemberId(f"member-{number}") for number in range(people)]
    log = story(
        *founded(),
        OfferActivity(activity, "Sports day"),
        ScheduleOccurrence(occurrence, activity, period),
        *[RegisterMember(member, "Member", date(1990, 1, 1)) for member in members],
    ).log()
    # A domain of its own, so that nothing is kept from before handlers were counted.
    community = Community(log, attrs.evolve(STANDARD))
    for member in members:
        community.acting(member).execute(
            SignUp(occurrence, member), at=BEGINNING, command_id=f"sign-up-{member}"
        )
    return community


def test_folding_is_linear(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each event is folded once into each state it concerns, while deciding and when looked at."""
    counted = Counted(monkeypatch)
    calls: dict[int, int] = {}
    for people in (50, 100):
        counted.calls.clear()
        signed_up(people)
        calls[people] = sum(counted.calls.values())
    fixed = 2 * calls[50] - calls[100]
    assert calls[100] <= 2 * calls[50]
    assert fixed < calls[50]
    counted.calls.clear()
    community = signed_up(100)
    counted.calls.clear()
    assert len(community.state(Seats(OccurrenceId("occurrence-1"))).confirmed) == 100
    assert counted.calls["Seats"] == 101


def test_the_standard_domain_forgets_nothing() -> None:
    """Every event with a state's identity is handled or ignored for a reason that is told."""
    assert STANDARD.forgotten() == ()


def test_a_forgotten_event_is_noticed() -> None:
    """A state that neither handles nor ignores an event that carries its identity is reported."""

    @event("noise.made")
    class NoiseMade(Event):
        """Something about a member."""

        member_id: MemberId

    @state
    class Quiet(State):
        """Handles one event about a member, and says nothing of the others."""

        member_id: MemberId
        names: int = folded(0)

        @on
        def registered(self, event: NoiseMade) -> None:
            """Count."""
            self.names += 1

    part = Slice("noise", (NoiseMade,), (), (Quiet,), (), (), (), (), ())
    forgotten = (STANDARD + part).forgotten()
    assert (Quiet, NoiseMade) not in forgotten
    assert (Quiet, MemberRegistered) in forgotten
