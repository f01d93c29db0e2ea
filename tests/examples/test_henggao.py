"""The story of Henggao: every figure from the log, held against SQL written by hand."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from community_domain_projections import Histories, every
from community_domain_storage import OpenCommunity, open_community

from community_domain import Event, MemoryLog, birthday, local_stretches
from community_domain.activities import CheckedIn, OccurrenceId
from community_domain.service import HoursCredited
from community_domain.shifts import DutyBegun, ShiftTaken
from examples.henggao.drawing import People, drawn
from examples.henggao.facts import FACTS, Facts, read_facts
from examples.henggao.measures import DEFINITIONS, Measures, measured
from examples.henggao.reading import Figures, Reading, lookup
from examples.henggao.recording import nights, record
from examples.henggao.replay import COMMUNITY
from examples.henggao.replay import main as replay
from examples.henggao.sentences import OWN
from examples.henggao.steps import COMMITTEE, Scene
from examples.terminal import Stopped

ROOT = Path(__file__).parents[2]
SHANGHAI = "Asia/Shanghai"
HOUR = timedelta(hours=1)
SPORTS_DAY = OccurrenceId("sports-day-1")
COUNTS = {
    "residents": "SELECT count(DISTINCT data ->> 'member_id') FROM history"
    " WHERE name = 'member.household-joined'",
    "little_teachers": "SELECT count(*) FROM history WHERE name = 'member.little-teacher-enrolled'",
    "tutors": "SELECT count(*) FROM history WHERE name = 'member.role-granted'"
    " AND data ->> 'role' = 'tutor'",
    "activities": "SELECT count(DISTINCT data ->> 'occurrence_id') FROM history"
    " WHERE name IN ('activity.checked-in', 'activity.heads-counted')",
    "sports_day.signed_up": "SELECT sum(iif(name = 'activity.seat-confirmed', 1, -1))"
    " FROM history WHERE name IN ('activity.seat-confirmed', 'activity.seat-left')"
    " AND data ->> 'occurrence_id' = 'sports-day-1'",
    "sports_day.parents_serving": "SELECT count(DISTINCT data ->> 'member_id') FROM history"
    " WHERE name = 'shift.duty-begun' AND data ->> 'shift_id' = 'sports-day-helpers'"
    " AND data ->> 'member_id' IN (SELECT data ->> 'guardian_id' FROM history"
    " WHERE name = 'member.guardian-linked')",
    "sports_day.residents": "SELECT (SELECT count(DISTINCT data ->> 'member_id') FROM history"
    " WHERE name = 'activity.checked-in' AND data ->> 'occurrence_id' = 'sports-day-1'"
    " OR name = 'shift.duty-begun' AND data ->> 'shift_id' = 'sports-day-helpers')"
    " + (SELECT sum(data ->> 'count') FROM history WHERE name = 'activity.heads-counted'"
    " AND data ->> 'occurrence_id' = 'sports-day-1')",
    "flea_market.residents": "SELECT (SELECT count(*) FROM history"
    " WHERE name = 'activity.checked-in' AND data ->> 'occurrence_id' = 'flea-market-1')"
    " + (SELECT sum(data ->> 'count') FROM history WHERE name = 'activity.heads-counted'"
    " AND data ->> 'occurrence_id' = 'flea-market-1')",
    "civility.participants": "SELECT count(DISTINCT data ->> 'member_id') FROM history"
    " WHERE name = 'task.verified' AND data ->> 'task_id' IN (SELECT data ->> 'task_id'"
    " FROM history WHERE name = 'community.task-added-to-campaign')"
    " OR name = 'activity.checked-in' AND data ->> 'occurrence_id' = 'civility-day-1'"
    " OR name = 'shift.duty-begun' AND data ->> 'shift_id' = 'civility-day-helpers'",
    "epidemic.volunteers": "SELECT count(DISTINCT data ->> 'member_id') FROM history"
    " WHERE name = 'shift.duty-begun' AND data ->> 'shift_id' IN (SELECT data ->> 'shift_id'"
    " FROM history WHERE name = 'shift.scheduled' AND data ->> 'activity_id' = 'epidemic')",
    "epidemic.parents": "SELECT count(DISTINCT data ->> 'member_id') FROM history"
    " WHERE name = 'shift.duty-begun' AND data ->> 'shift_id' IN (SELECT data ->> 'shift_id'"
    " FROM history WHERE name = 'shift.scheduled' AND data ->> 'activity_id' = 'epidemic')"
    " AND data ->> 'member_id' IN (SELECT data ->> 'guardian_id' FROM history"
    " WHERE name = 'member.guardian-linked')",
    "hours_total_minutes": "SELECT (SELECT sum(data ->> 'minutes') FROM history"
    " WHERE name = 'service.hours-credited') - (SELECT sum(data ->> 'minutes') FROM history"
    " WHERE name = 'service.entry-reversed')",
    "events": "SELECT count(*) FROM history",
}
"""Each figure, asked of the stored JSON by somebody who knows no projection."""
VIEWS = (
    "CREATE TEMP VIEW homes AS"
    " SELECT data ->> 'member_id' AS member, data ->> 'household_id' AS home FROM history"
    " WHERE name = 'member.household-joined';"
    " CREATE TEMP VIEW doers AS SELECT data ->> 'member_id' AS member FROM history"
    " WHERE name IN ('activity.checked-in', 'shift.duty-begun', 'task.verified',"
    " 'safety.hazard-reported', 'safety.item-answered')"
    " UNION SELECT data ->> 'verifier_id' FROM history"
    " WHERE name IN ('task.verified', 'safety.hazard-verified')"
    " UNION SELECT data ->> 'teacher_id' FROM history WHERE name = 'activity.outreach-held'"
    " UNION SELECT data ->> 'confirmer_id' FROM history WHERE name = 'activity.outreach-confirmed'"
    " UNION SELECT data ->> 'poster_id' FROM history WHERE name = 'safety.notice-posted'"
    " UNION SELECT data ->> 'giver_id' FROM history WHERE name = 'recognition.thanks-given'"
    " UNION SELECT data ->> 'buyer_id' FROM history WHERE name = 'market.trade-made'"
    " UNION SELECT one.value FROM history, json_each(data, '$.holder_ids') AS one"
    " WHERE name = 'market.trade-made'"
    " UNION SELECT one.value FROM history, json_each(data, '$.helper_ids') AS one"
    " WHERE name = 'task.request-closed'"
    " UNION SELECT one.value FROM history, json_each(data, '$.member_ids') AS one"
    " WHERE name = 'safety.hazard-rectified'"
)
"""Who lives where, and who did anything, as MEASURES ask for them."""
MEASURES = {
    "breadth.residents": "SELECT count(DISTINCT member) FROM doers JOIN homes USING (member)",
    "breadth.residents_percent": "SELECT round(100.0 * (SELECT count(DISTINCT member)"
    " FROM doers JOIN homes USING (member)) / (SELECT count(DISTINCT member) FROM homes), 1)",
    "breadth.households_percent": "SELECT round(100.0 * (SELECT count(DISTINCT home)"
    " FROM doers JOIN homes USING (member)) / (SELECT count(DISTINCT home) FROM homes), 1)",
    "breadth.drawn_in": "SELECT count(*) FROM history WHERE name = 'member.brought-along'",
    "breadth.longest_chain": "WITH RECURSIVE brought AS (SELECT data ->> 'bringer_id' AS bringer,"
    " data ->> 'brought_id' AS brought FROM history WHERE name = 'member.brought-along'),"
    " chain AS (SELECT brought, 2 AS length FROM brought"
    " UNION ALL SELECT brought.brought, length + 1 FROM chain JOIN brought"
    " ON bringer = chain.brought) SELECT max(length) FROM chain",
    "effectiveness.hazards_closed_percent": "SELECT round(100.0 * (SELECT count(*) FROM history"
    " WHERE name = 'safety.hazard-closed') / (SELECT count(*) FROM history"
    " WHERE name = 'safety.hazard-reported'), 1)",
    "effectiveness.stairwells_told_percent": "SELECT round(100.0 * (SELECT count(DISTINCT"
    " data ->> 'stairwell_id') FROM history WHERE name = 'safety.notice-posted') / (SELECT count(*)"
    " FROM history WHERE name = 'community.stairwell-added'), 1)",
    "effectiveness.persons_taught": "SELECT sum(data ->> 'persons') FROM history"
    " WHERE name = 'activity.outreach-held' AND data ->> 'outreach_id' IN (SELECT"
    " data ->> 'outreach_id' FROM history WHERE name = 'activity.outreach-confirmed')",
    "integration.households_met": "WITH came AS (SELECT data ->> 'member_id' AS member,"
    " data ->> 'occurrence_id' AS occasion FROM history WHERE name = 'activity.checked-in'),"
    " there AS (SELECT DISTINCT home, occasion FROM came JOIN homes"
    " USING (member)) SELECT count(DISTINCT one.home || ' ' || other.home) FROM there AS one"
    " JOIN there AS other ON one.occasion = other.occasion AND one.home < other.home",
    "integration.roles": "SELECT count(DISTINCT data ->> 'member_id')"
    " FROM history WHERE name = 'member.role-granted'"
    " AND data ->> 'member_id' IN (SELECT member FROM homes)",
    "integration.vouching": "SELECT count(DISTINCT voucher) FROM ("
    "SELECT data ->> 'verifier_id' AS voucher FROM history WHERE name IN ('task.verified',"
    " 'safety.hazard-verified') UNION SELECT data ->> 'confirmer_id' FROM history"
    " WHERE name = 'activity.outreach-confirmed') WHERE voucher IN (SELECT member FROM homes)",
}
"""The measures that a question in SQL can count without saying again how a fold does it."""


@pytest.fixture(scope="module")
def facts() -> Facts:
    """What is told."""
    return read_facts()


@pytest.fixture(scope="module")
def people(facts: Facts) -> People:
    """Whom it is told of."""
    return drawn(facts, 1)


@pytest.fixture(scope="module")
def file(facts: Facts, people: People, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The recorded story."""
    path = tmp_path_factory.mktemp("henggao") / "henggao.db"
    with open_community(f"sqlite:///{path}", community=COMMUNITY) as community:
        record(community, nights(Scene(facts, people, 1)), lambda _: None)
    return path


@pytest.fixture
def community(file: Path) -> Iterator[OpenCommunity]:
    """The recorded story, opened."""
    with open_community(f"sqlite:///{file}", community=COMMUNITY) as opened:
        yield opened


@pytest.fixture
def figures(community: OpenCommunity) -> Figures:
    """What the replay tells."""
    return Reading.of(community.log).figures()


@pytest.fixture
def measures(community: OpenCommunity) -> Measures:
    """What follows from it."""
    return measured(Reading.of(community.log))


@pytest.mark.parametrize("figure", COUNTS)
def test_figures_agree_with_sql(figures: Figures, file: Path, figure: str) -> None:
    """The folds and a question in SQL, which share no line, count the same."""
    with sqlite3.connect(file) as database:
        [(counted,)] = database.execute(COUNTS[figure])
    assert lookup(figures.as_dict(), figure) == counted


@pytest.mark.parametrize("measure", MEASURES)
def test_measures_agree_with_sql(measures: Measures, file: Path, measure: str) -> None:
    """And so do they for what is derived."""
    with sqlite3.connect(file) as database:
        database.executescript(VIEWS)
        [(counted,)] = database.execute(MEASURES[measure])
    assert lookup(measures.as_dict(), measure) == counted


def test_every_measure_is_defined(measures: Measures) -> None:
    """None is shown without its name and its definition, nor defined and not measured."""
    told = measures.as_dict()
    assert {f"{group}.{name}" for group, found in told.items() for name in found} == {*DEFINITIONS}
    page = (ROOT / "docs" / "explanation" / "measures.md").read_text("utf-8")
    for name in DEFINITIONS:
        assert f"| `{name.partition('.')[2]}` |" in page


def test_figures_are_those_reported(figures: Figures, facts: Facts) -> None:
    """Each lies where the report has it."""
    told = figures.as_dict()
    for one in facts.reported:
        assert one.least <= lookup(told, one.figure) <= one.most, one.figure
    assert told["epidemic"]["parent_share"] == pytest.approx(0.6, abs=0.001)


def _without(
    community: OpenCommunity, kind: type[Event], matches: Callable[[Any], bool]
) -> Figures:
    """The figures of a log in which one such event never happened."""
    left_out, log = 0, MemoryLog()
    for recorded in community.log.read():
        if not left_out and type(recorded.event) is kind and matches(recorded.event):
            left_out += 1
        else:
            log.append([recorded.event], recorded.envelope)
    assert left_out == 1
    return Reading.of(log).figures()


def test_one_attendance_less(community: OpenCommunity, figures: Figures) -> None:
    """A child that did not come is missing from the residents of the day."""
    less = _without(community, CheckedIn, lambda one: one.occurrence_id == SPORTS_DAY)
    assert less.sports_day.residents == figures.sports_day.residents - 1
    assert less.sports_day.signed_up == figures.sports_day.signed_up


def test_one_shift_less(community: OpenCommunity, figures: Figures) -> None:
    """A parent who was not on duty served less."""
    less = _without(community, DutyBegun, lambda one: one.shift_id == "sports-day-helpers")
    assert less.sports_day.parents_serving == figures.sports_day.parents_serving - 1


def test_one_credit_less(community: OpenCommunity, figures: Figures) -> None:
    """Hours that were not credited are not in the total."""
    less = _without(community, HoursCredited, lambda one: one.minutes == 240)
    assert less.hours_total_minutes == figures.hours_total_minutes - 240


def test_an_earlier_day(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was decided later is not told."""
    assert replay(["--log", f"sqlite:///{file}", "--as-of", "2023-12-31", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["as_of"]
    assert told["date"] == "2023-12-31"
    assert told["sports_day"]["signed_up"] == 0
    assert told["epidemic"]["volunteers"] == 417
    with sqlite3.connect(file) as database:
        [(held,)] = database.execute(
            "SELECT count(*) FROM history WHERE name = 'activity.occurrence-scheduled'"
            " AND data ->> '$.local.end' < '2024'"
        )
        [(events,)] = database.execute(
            "SELECT count(*) FROM history WHERE envelope ->> '$.context.at' < '2023-12-31T16:00'"
        )
    assert (told["activities"], told["events"]) == (held, events)


def test_minors_on_duty_are_protected(community: OpenCommunity) -> None:
    """Each works between eight and twenty, with an adult at the same place all the while (R7)."""
    taken = [one.event for one in community.log.read() if isinstance(one.event, ShiftTaken)]
    minors = [one for one in taken if one.minor]
    assert minors
    for one in minors:
        for stretch in local_stretches(one.period, SHANGHAI):
            assert 8 * HOUR <= stretch.start <= stretch.end <= 20 * HOUR
        assert any(
            not other.minor
            and other.place_id == one.place_id
            and other.period.start <= one.period.start <= one.period.end <= other.period.end
            for other in taken
        )


def test_no_minute_is_credited_twice(community: OpenCommunity) -> None:
    """Of each member the parts that count share no time (R26)."""
    ledgers = Reading.of(community.log).ledgers
    for figures in every(ledgers.persons):
        standing = [
            part
            for entry in ledgers.entries(figures.of)
            if entry.entry_id not in ledgers.reversals
            for part in entry.counted
        ]
        in_order = sorted(standing, key=lambda part: part.start)
        for one, after in pairwise(in_order):
            assert one.end <= after.start


def test_every_seat_has_one_outcome(community: OpenCommunity) -> None:
    """Nobody's seat is left open, and whoever was missed is known (R25)."""
    attendance = Reading.of(community.log).attendance
    for figures in every(attendance.occurrences):
        assert figures.open == 0, figures.of
    assert attendance.occurrence(SPORTS_DAY).no_shows == 1
    assert attendance.occurrence(SPORTS_DAY).excused == 1


def test_everything_in_a_history_can_be_said(community: OpenCommunity) -> None:
    """No member but the committee has an entry without a sentence in both languages."""
    histories = Histories().fold(community.log)
    told = {
        entry.what
        for member_id in histories.members
        if member_id != COMMITTEE
        for entry in every(partial(histories.page, member_id))
    }
    assert told <= OWN.keys()
    for english, chinese in OWN.values():
        assert english.isascii()
        assert not chinese.isascii()


def test_nobody_comes_of_age_meanwhile(facts: Facts, people: People) -> None:
    """On no day of the story does a consent change hands, so none is missing."""
    home = facts.neighbourhood
    first, last = home.founded, max(one.day for one in (*facts.activities, facts.sports_day))
    for child in people.children:
        for age in (14, 18):
            assert not first <= birthday(child.born, age) <= last
        assert child.teenager == (birthday(child.born, 14) < first)


def test_people_follow_from_the_seed(facts: Facts, people: People) -> None:
    """The same seed draws the same people, another one others, and as many."""
    assert drawn(facts, 1) == people
    other = drawn(facts, 2)
    assert other != people
    assert len(other.children) == len(people.children) == facts.little_teachers.enrolled
    adults = sum(len(home.adults) for home in other.homes)
    assert adults + len(other.children) == facts.neighbourhood.residents


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("enrolled = 203", "enrolled = 'many'", "enrolled"),
        ("tutors = 23", "tutor = 23", "tutor"),
        ("day = 2024-05-04", "day = 'in May'", "day"),
        ("[flea_market]", "[flea_market", "TOML"),
    ],
)
def test_facts_that_are_none(tmp_path: Path, before: str, after: str, named: str) -> None:
    """What is wrong with the file is said by its name, before anything is recorded."""
    path = tmp_path / "facts.toml"
    text = FACTS.read_text("utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), "utf-8")
    with pytest.raises(Stopped, match=named):
        read_facts(path)
