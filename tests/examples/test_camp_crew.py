"""A crew is drawn and recorded under the rules, and the log alone tells what came of it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community_domain import (
    STANDARD,
    Community,
    Event,
    MemberId,
    MemoryLog,
    Period,
    Refusal,
    replaced,
)
from community_domain.members import ConsentGranted, LittleTeacherEnrolled, MemberRegistered
from community_domain.shifts import (
    AcceptStandIn,
    AskStandIn,
    CancelShift,
    PositionDefined,
    ReleaseFromShift,
    ShiftId,
    ShiftScheduled,
    ShiftTaken,
    SkillRecorded,
)
from examples.camp_crew.crew import Crew, Demands, drawn, enough_for
from examples.camp_crew.drawing import Draw, draw, steps
from examples.camp_crew.made_up import CREW, FIRST_DAY, made_up
from examples.camp_crew.plan import Plan, read_plan
from examples.camp_crew.recording import OFFICE, Story
from examples.camp_crew.replay import Figures, replayed

from .camp_rules import broken
from .camps import entry, plain_figures, plan_of, read, record_all, recorded, story_of

E = TypeVar("E", bound=Event)
Camp = tuple[Story, Draw, Community]


def told(seed: int) -> Camp:
    """A made-up camp, recorded."""
    story = story_of(read_plan(made_up(seed), "camp"), CREW, seed)
    return (story, *recorded(story, seed))


@pytest.fixture(scope="module")
def camp() -> Camp:
    """The camp of one seed."""
    return told(1)


def history(here: Community) -> list[Event]:
    """Everything in a log."""
    return [row.event for row in here.log.read()]


def figures(here: Community) -> Figures:
    """What a log alone tells."""
    return replayed(here.log)


@pytest.mark.parametrize("seed", range(1, 5))
def test_no_rule_is_broken(seed: int) -> None:
    """Whatever chance gives, the history keeps every limit, counted minute by minute.

    No place is held twice; no minor is on duty outside permitted hours, too long, without consent
    or without an adult; hours, rest, skills and ages are kept (R3, R7, R18, R19, R20).
    """
    _, _, here = told(seed)
    assert broken(history(here)) == set()


Violation = Callable[[list[Event]], list[Event]]


def changed(kind: type[E], change: Callable[[E], Event | None]) -> Violation:
    """What makes of a history one with events of a type changed, or dropped for None."""

    def violate(events: list[Event]) -> list[Event]:
        told_now = [change(one) if isinstance(one, kind) else one for one in events]
        return [one for one in told_now if one is not None]

    return violate


def moved(shift: ShiftScheduled, hours: int) -> ShiftScheduled:
    """A shift at another time."""
    by = timedelta(hours=hours)
    return replaced(shift, period=Period(shift.period.start + by, shift.period.end + by))


def held_by(number: int, *, minors: bool = False) -> Violation:
    """What gives one volunteer all that anybody has, or all that any minor has."""
    member_id = MemberId(f"volunteer-{number}")

    def change(taken: ShiftTaken) -> ShiftTaken:
        return replaced(taken, member_id=member_id) if taken.minor >= minors else taken

    return changed(ShiftTaken, change)


def last_again(events: list[Event]) -> list[Event]:
    """A history that says its last event twice."""
    return [*events, events[-1]]


@pytest.mark.parametrize(
    ("rule", "violate"),
    [
        ("held twice", last_again),
        ("overfull", changed(ShiftScheduled, lambda one: replaced(one, least=0, most=0))),
        ("without the skill", changed(SkillRecorded, lambda _: None)),
        (
            "too young for the position",
            changed(PositionDefined, lambda one: replaced(one, youngest=99)),
        ),
        ("at two places", held_by(1)),
        ("too many hours", held_by(1)),
        ("too long on end", changed(PositionDefined, lambda one: replaced(one, longest=60))),
        (
            "too little rest",
            changed(ShiftScheduled, lambda one: moved(one, 5 if one.period.start.day % 2 else -5)),
        ),
        ("at night", changed(ShiftScheduled, lambda one: moved(one, 12))),
        ("too long a day", held_by(72, minors=True)),
        ("without consent", changed(ConsentGranted, lambda _: None)),
        ("without an adult", changed(ShiftTaken, lambda one: one if one.minor else None)),
    ],
)
def test_a_broken_rule_is_seen(rule: str, violate: Violation, camp: Camp) -> None:
    """The look minute by minute is no formality: each rule, once broken, shows."""
    _, _, here = camp
    assert rule in broken(violate(history(here)))


def test_what_the_camp_is_about(camp: Camp) -> None:
    """Nights, a change of the clocks, minors, understaffing and every kind of limit come up."""
    _, drawn_now, here = camp
    found = figures(here)
    assert len(found.days) == 5
    assert found.total.crossing_midnight > 0
    assert found.total.over_clock_change > 0
    assert found.total.below_minimum > 0
    assert found.without_venue > 0
    assert found.taken_by_minors > 0
    assert drawn_now.unfilled
    assert {rule for rule, _ in drawn_now.refused} == {"R3", "R7", "R18", "R19", "R20"}


def test_days_lie_around_the_clock_change() -> None:
    """The camp is five days in late October, in which summer time ends in London."""
    plan = read_plan(made_up(7), "camp")
    days = {shift.period.start.date() for shift in plan.shifts}
    assert min(days) == FIRST_DAY.date() == date(2025, 10, 23)
    assert max(days) == date(2025, 10, 27)


def test_drawn_as_signed_up(camp: Camp) -> None:
    """On each shift are as many as signed up, unless the rules left nobody for it."""
    story, drawn_now, here = camp
    short = {one.entry.number: one.drawn for one in drawn_now.unfilled}
    on_shift = [event.shift_id for event in history(here) if isinstance(event, ShiftTaken)]
    for one in story.plan.shifts:
        count = on_shift.count(ShiftId(f"shift-{one.number}"))
        assert count == short.get(one.number, one.wanted)
    assert all(one.drawn < one.entry.wanted for one in drawn_now.unfilled)


def test_nobody_more_may(camp: Camp) -> None:
    """Of a shift that is short it is true that each of the others is refused, and by that rule."""
    story, drawn_now, _ = camp
    here = recorded(story)[1]
    for one in drawn_now.unfilled:
        answers = here.execute_all(
            [story.wish((one.entry, volunteer)) for volunteer in story.volunteers], each=True
        )
        codes = [answer.code for answer in answers if isinstance(answer, Refusal)]
        assert len(codes) == len(story.volunteers) - one.drawn
        assert {code: codes.count(code) for code in codes} == {
            code: times for (_, code), times in one.refused.items()
        }


def test_asked_again_when_things_have_changed() -> None:
    """A minor who was refused for want of an adult asks again once one is there (R7)."""
    plan = read(entry(signed_up=2, max_needed=2))
    for seed in range(10):
        story = story_of(plan, Crew(adults=1, minors=1), seed)
        drawn_now, here = recorded(story, seed)
        assert (drawn_now.unfilled, drawn_now.refused.total()) == ((), 0)
        assert broken(history(here)) == set()


def test_never_forced() -> None:
    """A shift that is too long for anybody stays empty, and is told with the rule (R20)."""
    plan = read(entry(end="2025-07-03 22:00:00"), entry())
    drawn_now, here = recorded(story_of(plan, Crew(adults=5)))
    (short,) = drawn_now.unfilled
    assert (short.entry.number, short.drawn) == (1, 0)
    assert dict(short.refused) == {("R18", "overlapping"): 2, ("R20", "too-many-hours"): 3}
    assert figures(here).total.taken == 2


def test_too_few_volunteers() -> None:
    """With fewer volunteers than places nobody holds two, and the rest is told."""
    drawn_now, _ = recorded(story_of(read(entry(max_needed=5, signed_up=5)), Crew(adults=2)))
    assert [(one.drawn, one.refused.total()) for one in drawn_now.unfilled] == [(2, 0)]


def test_overfull_entry() -> None:
    """Nobody is drawn beyond what a shift takes."""
    drawn_now, here = recorded(story_of(read(entry(signed_up=9)), Crew(adults=20)))
    assert (drawn_now.wanted, figures(here).total.taken, drawn_now.unfilled) == (3, 3, ())


def test_nobody_signed_up() -> None:
    """A plan for which nobody signed up is recorded, with all shifts below their minimum."""
    drawn_now, here = recorded(story_of(read(entry(signed_up=0)), Crew(adults=1)))
    assert (drawn_now.wanted, drawn_now.unfilled) == (0, ())
    assert figures(here).total.below_minimum == 1


@pytest.mark.parametrize("seed", [1, 2])
def test_replay_agrees_with_a_plain_look(seed: int) -> None:
    """With volunteers enough, the log tells the figures that the JSON has, counted another way."""
    entries = plan_of(120, seed)
    plan = read(*entries)
    drawn_now, here = recorded(story_of(plan, Crew(adults=200)))
    assert drawn_now.unfilled == ()
    found = figures(here)
    total = attrs.asdict(found.total)
    told_by_log = {
        **total,
        "positions": len(found.positions),
        "venues": found.venues,
        "without_venue": found.without_venue,
    }
    expected = plain_figures(entries)
    assert told_by_log == expected
    assert expected["crossing_midnight"] > 0 < expected["over_clock_change"]


def test_parts_sum_up(camp: Camp) -> None:
    """Positions and days are the whole, told twice."""
    found = figures(camp[2])
    for parts in (found.positions, found.days):
        for name, value in attrs.asdict(found.total).items():
            assert sum(getattr(one, name) for one in parts.values()) == value


def test_replay_sees_what_came_later() -> None:
    """Released, handed over and cancelled shifts count as they are now, not as they were."""
    plan = read(entry(role="A"), entry(role="B", venue="Bar"), entry(role="C", venue="N/A"))
    story = story_of(plan, Crew(adults=8))
    _, here = recorded(story)
    before = figures(here)
    assert (before.total.taken, before.on_duty, before.cancelled) == (6, 6, 0)
    holders: dict[ShiftId, list[MemberId]] = {}
    for event in history(here):
        if isinstance(event, ShiftTaken):
            holders.setdefault(event.shift_id, []).append(event.member_id)
    free = {one.member_id for one in story.volunteers} - {m for h in holders.values() for m in h}
    first, second, third = holders
    giver, taker = holders[first][0], min(free)
    wishes = (
        (giver, AskStandIn(first, giver, taker)),
        (taker, AcceptStandIn(first, giver, taker)),
        (OFFICE, ReleaseFromShift(second, holders[second][0], "Needed elsewhere")),
        (OFFICE, CancelShift(third, "Rain")),
    )
    for number, (actor, command) in enumerate(wishes):
        here.acting(actor).execute(command, at=story.at, command_id=f"later-{number}")
    after = figures(here)
    assert (after.total.shifts, after.cancelled) == (2, 1)
    assert (after.total.taken, after.on_duty) == (3, 3)


def test_again_adds_nothing(camp: Camp) -> None:
    """The same plan, seed and crew give the same commands under the same ids: one effect (R40)."""
    story, first, _ = camp
    again = draw(story_of(read_plan(made_up(1), "camp"), CREW, 1), 1, lambda _: None)
    assert again == first
    here = recorded(story)[1]
    assert record_all(here, again) == 0


def test_goes_on_where_it_ended(camp: Camp) -> None:
    """What an interrupted run recorded stays, and the next one adds the rest."""
    _, drawn_now, whole = camp
    here = Community(MemoryLog(), STANDARD)
    here.execute_all(drawn_now.issues[:200])
    assert 0 < len(history(here)) < len(history(whole))
    record_all(here, drawn_now)
    assert history(here) == history(whole)


def test_another_seed_is_another_story(camp: Camp) -> None:
    """A log of one camp takes nothing of another: the founding differs."""
    _, drawn_now, _ = camp
    here = Community(MemoryLog(), STANDARD)
    record_all(here, drawn_now)
    before = history(here)
    other = story_of(read_plan(made_up(1), "camp"), CREW, 2)
    with pytest.raises(Refusal):
        record_all(here, draw(other, 2, lambda _: None))
    assert history(here) == before


def test_everything_goes_through_commands(camp: Camp) -> None:
    """Each event stands under a command of this draw, or follows one."""
    _, drawn_now, here = camp
    ids = {issue.command_id for issue in drawn_now.issues}
    for row in here.log.read():
        context = row.envelope.context
        assert row.envelope.command_id in ids or context.correlation_id in ids


def test_who_asks(camp: Camp) -> None:
    """Adults ask for themselves, guardians for minors; nobody is put on a shift from above."""
    story, drawn_now, _ = camp
    asks = {one.member_id: one.asks for one in story.volunteers}
    wishes = [one for one in drawn_now.issues if one.command_id.startswith("take-")]
    assert len(wishes) == sum(isinstance(event, ShiftTaken) for event in history(camp[2]))
    for issue in wishes:
        assert issue.context.actor == asks[MemberId(getattr(issue.command, "member_id"))]  # noqa: B009
    adults = {one.member_id for one in story.volunteers if one.guardian_id is None}
    assert set(asks.values()) <= adults


def test_steps_are_counted(camp: Camp) -> None:
    """The progress bar reaches its end when everything that is wanted is drawn."""
    story = story_of(read(entry(), entry(role="Herald", signed_up=0)), Crew(adults=4))
    done = list[int]()
    draw(story, 1, done.append)
    assert sum(done) == steps(story)
    assert steps(camp[0]) > sum(1 for _ in camp[0].opening())


@given(st.integers(1, 60), st.integers(0, 40), st.integers())
@settings(max_examples=30)
def test_crew_of_any_size(adults: int, minors: int, seed: int) -> None:
    """As many as asked for, each once, minors under age with an adult of the crew as guardian."""
    first = date(2025, 10, 23)
    crew = Crew(adults, minors, skills={"first aid": 2})
    volunteers = drawn(crew, seed, first)
    assert drawn(crew, seed, first) == volunteers
    assert len({one.member_id for one in volunteers}) == adults + minors
    grown = {one.member_id: one for one in volunteers if one.guardian_id is None}
    assert len(grown) == adults
    for one in volunteers:
        years = (first - one.born).days / 365.25
        assert (years >= 18) == (one.guardian_id is None)
        assert (one.own_consent, bool(one.consents)) == (
            one.guardian_id is not None and years >= 14,
            one.guardian_id is not None,
        )
        assert one.guardian_id is None or one.guardian_id in grown


@pytest.mark.parametrize(
    ("entries", "enough"),
    [
        ([entry(signed_up=0)], 0),
        ([entry(signed_up=2)], 2),
        (
            [
                entry(signed_up=2),
                entry(signed_up=2, start="2025-07-03 12:15:00", end="2025-07-03 14:00:00"),
            ],
            2,
        ),
        (
            [
                entry(signed_up=2),
                entry(signed_up=2, start="2025-07-03 12:00:00", end="2025-07-03 14:00:00"),
            ],
            4,
        ),
        (
            [
                entry(signed_up=3, start=f"2025-07-0{day} 10:00:00", end=f"2025-07-0{day} 11:00:00")
                for day in range(1, 6)
            ],
            8,
        ),
    ],
)
def test_enough_for(entries: list[dict[str, object]], enough: int) -> None:
    """One volunteer for two places, and never fewer than are wanted at the same time."""
    assert enough_for(read(*entries).shifts) == enough


def test_what_positions_ask_for() -> None:
    """What a plan cannot say comes from the crew, by role; nothing else is asked for."""
    plan: Plan = read(entry(role="Bar"), entry(role="Runner"))
    crew = Crew(adults=4, demands={"Bar": Demands(18, 360, ("first aid",))})
    drawn_now, here = recorded(story_of(plan, crew))
    defined = [event for event in history(here) if isinstance(event, PositionDefined)]
    assert [(one.title, one.youngest, one.longest, one.all_of) for one in defined] == [
        ("Bar", 18, 360, ("first aid",)),
        ("Runner", 0, None, ()),
    ]
    assert [one.entry.role for one in drawn_now.unfilled] == ["Bar"]
    assert set(drawn_now.unfilled[0].refused) == {("R19", "skill-missing"), ("R18", "overlapping")}


def test_persons_of_a_plan_are_adults() -> None:
    """A plan says nothing of minors or skills, so none are made up for it."""
    _, here = recorded(story_of(read(entry())))
    kinds = {type(event) for event in history(here)}
    assert kinds & {MemberRegistered, ShiftTaken} == {MemberRegistered, ShiftTaken}
    assert not kinds & {LittleTeacherEnrolled, ConsentGranted, SkillRecorded}
