"""The importer of attendance sheets: what goes in, what is told, and that nothing is guessed.

The sheets are made up; the council's form is kept to the letter, so that the real file takes the
same paths.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from community_domain import (
    MemberId,
    Period,
    zone,
)
from community_domain.activities import (
    ActivityId,
    NoShowRecorded,
    OccurrenceId,
    OccurrenceScheduled,
    PresenceRecorded,
    ScheduleOccurrence,
    SeatConfirmed,
)
from community_domain.community import FoundCommunity
from community_domain.members import MemberRegistered, RegisterMember
from examples.attendance_sheet.known import IMPORTER, Counts
from examples.attendance_sheet.problems import Kind, Reason
from examples.attendance_sheet.record import REASON, WrongLog, record
from examples.attendance_sheet.report import as_dict, tables
from examples.attendance_sheet.sheet import BORN, Named
from examples.terminal import screen

from .sheets import (
    NOW,
    TORONTO,
    attended,
    community,
    council,
    history,
    import_into,
    plain,
    read,
    told,
)

Row = tuple[str, ...]

TRAPS = council(
    "1,Council,1,2023-03-01,Morning,09:30AM - 11:00AM,Y",  # line 2: goes in
    "2,Council,1,2023-03-01,Morning,09:30AM - 11:00AM,N",  # 3: was at 14 instead
    "1,Council,1,2023-03-01,Morning,09:30AM - 11:00AM,Y",  # 4: repeats 2
    "3,Council,1,2023-03-01,Morning,09:30AM - 11:00AM,Y",  # 5: at odds with 6
    "3,Council,1,2023-03-01,Morning,09:30AM - 11:00AM,N",  # 6: at odds with 5
    "1,Council,1,2023-03-01,Afternoon,14:03PM - 15:25PM,Y",  # 7: on the 24-hour clock
    "1,Council,1,2023-03-01,Afternoon,15:00PM(Roll Call),Y",  # 8: a roll call inside 7
    "2,Council,1,2023-03-01,Afternoon,14:03PM - 15:25PM,N",  # 9: at odds with 10
    "2,Council,1,2023-03-01,Afternoon,15:00PM(Roll Call),Y",  # 10: at odds with 9
    "3,Council,1,2023-03-01,Afternoon,14:03PM - 15:25PM,Y",  # 11: goes in
    "3,Council,1,2023-03-01,Afternoon,15:00PM(Roll Call),N",  # 12: gone for a moment
    "1,Council,1,2023-03-01,Afternoon,15:25PM(Roll Call),Y",  # 13: after the session, goes in
    "2,Zoo ,1,2023-03-01,Morning,10:00AM - 10:30AM,Y",  # 14: goes in ...
    "1,Zoo,1,2023-03-01,Morning,10:00AM - 10:30AM,N",  # 15: has a seat in line 2
    "1,Parks,1,2023-03-01,Morning,10:59AM - 11:59AM,Y",  # 16: has a seat in line 2
    "1,Parks,1,2023-03-01,Night,09:30PM - 11:00PM,Y",  # 17: unknown label
    "1,Parks,1,2023-03-01,Morning,09:30AM - 11:00AM,P",  # 18: neither Y nor N
    "1,Parks,1,2023-03-01,Morning,9h30,Y",  # 19: no times
    "1,Parks,1,2023-03-01,Morning,11:00AM - 09:30AM,Y",  # 20: backwards
    "1,Parks,1,01/03/2023,Morning,09:30AM - 11:00AM,Y",  # 21: not an ISO date
    ",Parks,1,2023-03-01,Morning,09:30AM - 11:00AM,Y",  # 22: half a name
    "1,Parks,1,2023-03-01,Morning,09:30AM - 11:00AM",  # 23: a cell is missing
    "1,Parks,1,2024-10-01,Morning,09:30AM - 11:00AM,Y",  # 24: not over yet
    "1,Parks,1,2023-02-28,Morning,13:15PM - 13:15PM,Y",  # 25: earlier, a single moment, goes in
    "4,Council,1,2023-03-01,Morning,09:30AM - 11:00AM,N",  # 26: goes in
)


def test_trap_by_trap(tmp_path: Path) -> None:
    """Each planted trap is told by its own line and reason, and everything else goes in."""
    sheet = read(TRAPS, tmp_path)
    recorded = import_into(community(), sheet)
    assert told(sheet.problems) == [
        (4, Reason.REPEATED),
        (5, Reason.PRESENT_AND_ABSENT),
        (6, Reason.PRESENT_AND_ABSENT),
        (8, Reason.ROLL_CALL_IN_SESSION),
        (9, Reason.AGAINST_ROLL_CALL),
        (10, Reason.AGAINST_ROLL_CALL),
        (12, Reason.ROLL_CALL_IN_SESSION),
        (17, Reason.SESSION),
        (18, Reason.PRESENT),
        (19, Reason.TIMES),
        (20, Reason.BACKWARDS),
        (21, Reason.DATE),
        (22, Reason.BLANK),
        (23, Reason.CELLS),
        (24, Reason.FUTURE),
    ]
    assert told(recorded.problems) == [(line, Reason.SEAT_ELSEWHERE) for line in (3, 15, 16)]
    assert [entry.line for entry in sheet.entries] == [25, 2, 3, 26, 14, 15, 16, 7, 11, 13]
    assert recorded.sheet == Counts(gatherings=3, sessions=6, persons=4, present=6, absent=1)
    assert sheet.named == Named(gatherings=3, sessions=7, persons=4)


def test_problems_point_to_the_other_rows(tmp_path: Path) -> None:
    """Whoever mends the sheet finds both sides of a contradiction, in both directions."""
    sheet = read(TRAPS, tmp_path)
    lines = {problem.line: problem.lines for problem in sheet.problems}
    for run in (import_into(here := community(), sheet), import_into(here, sheet)):
        lines |= {problem.line: problem.lines for problem in run.problems}
        assert {line: others for line, others in lines.items() if others} == {
            3: (14,),
            4: (2,),
            5: (6,),
            6: (5,),
            8: (7,),
            9: (10,),
            10: (9,),
            12: (11,),
            15: (2,),
            16: (2,),
        }


def test_every_row_is_counted_once(tmp_path: Path) -> None:
    """Present, absent and the kinds of problems add up to the rows: none is lost silently."""
    sheet = read(TRAPS, tmp_path)
    result = as_dict(sheet, import_into(community(), sheet))
    kinds = {kind.value: result[kind.value] for kind in Kind}
    assert kinds == {
        "duplicates": 1,
        "contradictions": 4,
        "overlapping": 5,
        "malformed": 6,
        "unknown": 2,
        "refused": 0,
    }
    assert sum(kinds.values()) + result["present"] + result["absent"] == result["rows"] == 25
    assert [problem["line"] for problem in result["problems"]] == sorted(
        {*range(2, 27)} - {25, 2, 26, 14, 7, 11, 13}
    )


def test_what_the_log_says(tmp_path: Path) -> None:
    """A row is a seat before the session and an outcome at its end, on the importer's word."""
    here = community()
    sheet = read(
        council(
            "1,Council,1,2023-03-01,Morning,09:30AM - 11:00AM,Y",
            "2,Council,1,2023-03-01,Morning,09:30AM - 11:00AM,N",
        ),
        tmp_path,
    )
    import_into(here, sheet)
    start, end = (
        datetime(2023, 3, 1, hour, minute, tzinfo=UTC) for hour, minute in ((14, 30), (16, 0))
    )
    events = history(here)
    assert [type(one.event).spec.name for one in events] == [
        "community.founded",
        "member.registered",
        "member.role-granted",
        "member.role-granted",
        "activity.offered",
        "activity.occurrence-scheduled",
        "member.registered",
        "member.registered",
        "activity.seat-confirmed",
        "activity.seat-confirmed",
        "activity.presence-recorded",
        "activity.no-show-recorded",
    ]
    assert {one.envelope.context.actor for one in events} == {IMPORTER}
    [scheduled] = [one.event for one in events if isinstance(one.event, OccurrenceScheduled)]
    assert scheduled.period == Period(start, end)
    for one in events:
        match one.event:
            case SeatConfirmed():
                assert one.envelope.context.at < start
            case PresenceRecorded() | NoShowRecorded():
                assert one.envelope.context.at == end
            case MemberRegistered(member_id):
                assert member_id == IMPORTER or one.event.born == BORN
            case _:
                pass


def test_second_run_adds_nothing(tmp_path: Path) -> None:
    """The same sheet, however its rows are ordered, changes neither the log nor the counts."""
    here = community()
    sheet = read(TRAPS, tmp_path)
    first = import_into(here, sheet)
    second = import_into(here, sheet)
    assert first.added == first.events > 0
    assert attrs.evolve(second, added=first.added) == first
    assert second.added == 0
    heading, *rows = TRAPS.splitlines()
    turned = import_into(here, read("\n".join([heading, *reversed(rows)]), tmp_path))
    assert (turned.added, turned.sheet, turned.log) == (0, first.sheet, first.log)


def test_run_goes_on_after_an_interruption(tmp_path: Path) -> None:
    """Whoever stops an import loses at most a day, and the next run ends as if nothing had been."""
    here, whole = community(), community()
    sheet = read(TRAPS, tmp_path)

    class Pulled(Exception):
        """Somebody pulled the plug."""

    def pull(_: int) -> None:
        raise Pulled

    with pytest.raises(Pulled):
        record(sheet, here, TORONTO, pull)
    half = attended(here)
    again, once = import_into(here, sheet), import_into(whole, sheet)
    assert set() < half < attended(whole)
    assert attended(here) == attended(whole)
    assert (again.sheet, again.log, again.events) == (once.sheet, once.log, once.events)


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    """The bar is told of every entry, refused ones too."""
    sheet = read(TRAPS, tmp_path)
    steps: list[int] = []
    record(sheet, community(), TORONTO, steps.append)
    assert steps == [1, 9]


def test_earlier_days_go_in_with_the_reason(tmp_path: Path) -> None:
    """A second sheet may tell of days before the first one's: a backfill that says why (R44)."""
    here = community()
    import_into(here, read(council("1,Council,2,2023-03-01,Morning,09:30AM - 11:00AM,Y"), tmp_path))
    before = len(history(here))
    last = here.log.head().decided_at
    sheet = read(
        council(
            "1,Council,1,2022-02-01,Morning,09:30AM - 11:00AM,N",
            "2,Council,1,2022-02-01,Morning,09:30AM - 11:00AM,Y",
        ),
        tmp_path,
    )
    recorded = import_into(here, sheet)
    contexts = [one.envelope.context for one in history(here)[before:]]
    assert recorded.problems == ()
    assert recorded.log == Counts(gatherings=1, sessions=2, persons=2, present=2, absent=1)
    assert len(contexts) == recorded.added == 6
    assert last is not None
    assert all(context.at < last and context.reason == REASON for context in contexts)
    assert here.log.head().decided_at == last


def test_the_log_stands_against_another_sheet(tmp_path: Path) -> None:
    """A later sheet neither overwrites a presence nor turns a no-show, and what is new goes in."""
    here = community()
    first = council(
        "1,Council,1,2023-03-01,Morning,09:30AM - 11:00AM,Y",
        "2,Council,1,2023-03-01,Morning,09:30AM - 11:00AM,N",
        "3,Council,1,2023-03-01,Morning,09:30AM - 11:00AM,N",
    )
    second = council(
        "1,Council,1,2023-03-01,Morning,09:30AM - 11:00AM,N",
        "2,Council,1,2023-03-01,Morning,09:30AM - 11:00AM,Y",
        "3,Council,1,2023-03-01,Morning,09:30AM - 11:00AM,N",
        "4,Council,1,2023-03-01,Morning,09:30AM - 11:00AM,Y",
    )
    import_into(here, read(first, tmp_path))
    said = attended(here)
    recorded = import_into(here, read(second, tmp_path))
    assert told(recorded.problems) == [
        (2, Reason.LOG_SAYS_OTHERWISE),
        (3, Reason.LOG_SAYS_OTHERWISE),
    ]
    assert recorded.sheet == Counts(gatherings=1, sessions=1, persons=4, present=1, absent=1)
    assert len(attended(here) - said) == 1
    assert attended(here) > said


def test_no_name_outside_its_field(tmp_path: Path) -> None:
    """Names stand in personal fields alone: not in ids, tags, reasons, tables or JSON."""
    text = plain(
        "Reading circle,2023-03-01,Morning,Person Alpha,Y",
        "Reading circle,2023-03-01,Morning,Person Alpha,N",
        "Reading circle,2023-03-01,Morning,Person Beta,Y",
        "Chess,2023-03-01,Morning,Person Beta,Y",
        "Person Gamma,Chess,Person Gamma,2023-03-01,Y",
        "Chess,Person Gamma,Morning,2023-03-01,Y",
        "Chess,2023-03-01,Person Gamma,Person Gamma,Y",
        "Chess,2023-03-01,Morning,2023,Person Gamma",
    )
    here = community()
    sheet = read(text, tmp_path)
    recorded = import_into(here, sheet)
    result = repr(as_dict(sheet, recorded))
    console = screen()
    with console.capture() as shown:
        for table in tables(sheet, recorded, None):
            console.print(table)
    assert len(sheet.problems) == 6
    for output in (result, shown.get()):
        assert "Person" not in output
        assert "line" in output
    for one in history(here):
        personal = one.event.spec.personal
        plain_fields = {
            name: getattr(one.event, name)
            for name in one.event.__annotations__
            if name not in personal
        }
        assert "Person" not in repr(plain_fields)
        assert "Person" not in one.envelope.command_id


def test_ids_count_up_and_are_found_again(tmp_path: Path) -> None:
    """Ids reveal nothing but an order, and later sheets go on counting where the log ends."""
    here = community()
    row = "{},Council,1,2023-03-0{},Morning,09:30AM - 11:00AM,Y"
    import_into(here, read(council(row.format("Beta", 1), row.format("Alpha", 1)), tmp_path))
    import_into(here, read(council(row.format("Gamma", 2), row.format("Beta", 2)), tmp_path))
    names = {
        one.event.member_id: one.event.name
        for one in history(here)
        if isinstance(one.event, MemberRegistered) and one.event.member_id != IMPORTER
    }
    assert names == {
        "person-1": "Person Beta",
        "person-2": "Person Alpha",
        "person-3": "Person Gamma",
    }


def test_rows_that_agree_twice_and_disagree_once_all_stay_out(tmp_path: Path) -> None:
    """A majority of rows is no proof: whichever came first, none of the three counts."""
    row = "Chess,2023-03-01,Day,P1,{}"
    sheet = read(plain(row.format("Y"), row.format("Y"), row.format("N")), tmp_path)
    assert told(sheet.problems) == [(line, Reason.PRESENT_AND_ABSENT) for line in (2, 3, 4)]
    assert [problem.lines for problem in sheet.problems] == [(3, 4), (2, 4), (2, 3)]
    assert sheet.entries == ()


def test_zone_decides_when_it_was(tmp_path: Path) -> None:
    """The same sheet means other instants in another place."""
    text = plain("Chess,2023-03-01,A,P1,Y,10:00,11:00", times=True)
    starts = [
        read(text, tmp_path, key=key).entries[0].session.period.start.hour
        for key in (TORONTO, "Asia/Shanghai", "UTC")
    ]
    assert starts == [15, 2, 10]


def test_readings_are_noted_once_a_rule(tmp_path: Path) -> None:
    """Whoever reads the report sees each rule that was used, how often, and where first."""
    sheet = read(
        council(
            "1,Council,1,2023-03-01,Morning,09:30AM - 11:00AM,Y",
            "1,Council,1,2023-03-01,Afternoon,14:03PM - 15:25PM,Y",
            "2,Council,1,2023-03-01,Afternoon,14:03PM - 15:25PM,Y",
            "2,Sub\x92 Council,1,2023-03-02,Afternoon,14:03PM(Roll Call),Y",
            "2,Sub  Council,1,2023-03-03,Morning,09:00AM - 22:00PM,Y",
        ),
        tmp_path,
    )
    recorded = import_into(community(), sheet)
    notes = as_dict(sheet, recorded)["notes"]
    assert [(note["rule"], note["line"], note["rows"]) for note in notes] == [
        ("24-hour", 3, 4),
        ("control", 5, 1),
        ("minute", 5, 1),
        ("blanks", 6, 1),
        ("long", 6, 1),
        ("born", 2, 5),
    ]
    assert recorded.log.gatherings == 2


def test_heading_alone_records_nothing(tmp_path: Path) -> None:
    """A sheet without rows does not even found a community."""
    here = community()
    sheet = read(plain(), tmp_path)
    recorded = import_into(here, sheet)
    assert (recorded.added, recorded.events, recorded.log) == (0, 0, Counts(0, 0, 0, 0, 0))
    assert as_dict(sheet, recorded)["notes"] == []


def test_log_of_something_else_is_left_alone(tmp_path: Path) -> None:
    """Members of a real community are not mixed up with names on a sheet."""
    here = community()
    founder = MemberId("founder")
    command = FoundCommunity("Henggao", TORONTO, founder, "Founder", BORN)
    here.acting(founder).execute(command, at=NOW, command_id="c")
    sheet = read(TRAPS, tmp_path)
    with pytest.raises(WrongLog, match="something else than attendance sheets"):
        import_into(here, sheet)
    assert here.log.head().position == 3


def test_zone_of_the_log_stays(tmp_path: Path) -> None:
    """One log has the clocks of one place; another zone would move what is there already."""
    here = community()
    sheet = read(TRAPS, tmp_path)
    import_into(here, sheet)
    with pytest.raises(WrongLog, match="the zone America/Toronto, not UTC"):
        record(sheet, here, "UTC", lambda _: None)


def test_two_importers_never_mix_up_persons(tmp_path: Path) -> None:
    """An id that somebody else gave to another person meanwhile stops the import (R40)."""
    here = community()
    day = "{},Council,1,2023-03-0{},Morning,09:30AM - 11:00AM,Y"
    sheet = read(council(day.format(1, 1), day.format(2, 2)), tmp_path)

    def meanwhile(_: int) -> None:
        command = RegisterMember(MemberId("person-2"), "Person 3", BORN)
        here.acting(IMPORTER).execute(
            command, at=NOW, command_id="register-person-2", reason=REASON
        )

    with pytest.raises(WrongLog, match="Somebody else records into this log"):
        record(sheet, here, TORONTO, meanwhile)
    assert {person for _, _, person, _ in attended(here)} == {"Person 1"}
    again = import_into(here, sheet)
    assert (again.problems, again.sheet.present) == ((), 2)
    assert {person for _, _, person, _ in attended(here)} == {"Person 1", "Person 2"}


PEOPLE = [f"{number}" for number in range(4)]
TIMES = [
    "09:30AM - 11:00AM",
    "10:00AM - 12:30PM",
    "10:30AM(Roll Call)",
    "14:03PM - 15:25PM",
    "15:25PM(Roll Call)",
    "15:25PM - 15:25PM",
    "16:00PM - 15:00PM",
]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE),
        st.sampled_from(["Council", "Parks", "Zoo "]),
        st.sampled_from(["1", "2"]),
        st.sampled_from(["2023-03-01", "2023-03-02"]),
        st.sampled_from(["Morning", "Afternoon", "Night"]),
        st.sampled_from(TIMES),
        st.sampled_from(["Y", "N", "P"]),
    ),
    max_size=40,
)


@given(rows=ROWS, order=st.randoms(use_true_random=False))
def test_any_sheet(
    rows: Sequence[Row], order: Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Rows are counted once, and the log says what they say, in any order, run again or not."""
    folder, here = tmp_path_factory.getbasetemp(), community()
    lines = [",".join(row) for row in rows]
    sheet = read(council(*lines), folder)
    recorded = import_into(here, sheet)
    result = as_dict(sheet, recorded)
    kinds = sum(result[kind.value] for kind in Kind)
    assert result["present"] + result["absent"] + kinds == result["rows"] == len(rows)

    said = attended(here)
    words = {
        (gathering.strip(), day, times[:5], f"Person {person}", word)
        for person, gathering, _, day, _, times, word in rows
    }
    seats: dict[str, list[Period]] = {}
    for gathering, period, person, present in said:
        start = period.start.astimezone(zone(TORONTO))
        told_there = (gathering, start.date().isoformat(), start.strftime("%H:%M"), person)
        assert (*told_there, "Y" if present else "N") in words
        assert not any(period.overlaps(other) for other in seats.get(person, []))
        seats.setdefault(person, []).append(period)

    assert import_into(here, sheet).added == 0
    there = community()
    order.shuffle(lines)
    import_into(there, read(council(*lines), folder))
    assert attended(there) == said


def test_a_name_typed_otherwise_is_the_same_name(tmp_path: Path) -> None:
    """A letter in two characters looks like the letter in one, and nobody can tell them apart."""
    row = "Chess,2023-03-0{},Day,Person {},Y"
    sheet = read(plain(row.format(1, "\u00e9"), row.format(2, "e\u0301")), tmp_path)
    recorded = import_into(community(), sheet)
    assert recorded.sheet == Counts(gatherings=1, sessions=2, persons=1, present=2, absent=0)
    assert [(note.rule, note.line) for note in sheet.notes] == [("label", 2), ("letters", 3)]


def test_the_earlier_of_two_places_counts(tmp_path: Path) -> None:
    """Who was there from the start on has that seat, however long the sessions are."""
    rows = [
        "Chess,2023-03-01,A,Person 1,Y,11:00,12:00",
        "Go,2023-03-01,A,Person 1,Y,10:00,14:00",
    ]
    recorded = import_into(community(), read(plain(*rows, times=True), tmp_path))
    assert [(one.line, one.reason, one.lines) for one in recorded.problems] == [
        (2, Reason.SEAT_ELSEWHERE, (3,))
    ]


def test_two_places_at_once_do_not_depend_on_the_rows(tmp_path: Path) -> None:
    """Of two sessions at exactly the same time the title decides, not which row came first."""
    rows = ["Chess,2023-03-01,Day,Person 1,Y", "Go,2023-03-01,Day,Person 1,Y"]
    for order in (rows, rows[::-1]):
        here = community()
        recorded = import_into(here, read(plain(*order), tmp_path))
        assert told(recorded.problems) == [(order.index(rows[1]) + 2, Reason.SEAT_ELSEWHERE)]
        assert {gathering for gathering, *_ in attended(here)} == {"Chess"}


def test_refusals_of_the_domain_are_told(tmp_path: Path) -> None:
    """What a rule of the domain says no to is a problem of that row, in the rule's own words."""
    here = community()
    sheet = read(TRAPS, tmp_path)
    import_into(here, sheet)
    # A seat that its holder gave up before: the sheet cannot say what became of it.
    text = council(
        "1,Council,9,2023-04-01,Morning,09:30AM - 11:00AM,Y",
        "2,Council,9,2023-04-01,Morning,09:30AM - 11:00AM,N",
    )
    importer = here.acting(IMPORTER)
    at = datetime(2023, 4, 1, 12, tzinfo=UTC)
    period = Period(at.replace(hour=13, minute=30), at.replace(hour=15))
    later = OccurrenceId("session-7")
    schedule = ScheduleOccurrence(later, ActivityId("gathering-2"), period, closes=at)
    importer.execute(schedule, at=at, command_id="schedule-later", reason=REASON)
    recorded = import_into(here, read(text, tmp_path))
    assert told(recorded.problems) == [(2, Reason.BY_A_RULE), (3, Reason.BY_A_RULE)]
    assert {problem.kind for problem in recorded.problems} == {Kind.REFUSED}
    assert "closed" in recorded.problems[0].message
