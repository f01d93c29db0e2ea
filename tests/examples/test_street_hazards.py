"""The importer of street hazards: what goes in, as what, and what the log says afterwards."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from community_domain import MemberId
from community_domain.community import FoundCommunity
from community_domain.safety import (
    ClaimsUpdated,
    Hazard,
    HazardId,
    HazardImported,
    HazardStage,
    ImportHazard,
)
from examples.street_hazards.problems import Problem, Reason
from examples.street_hazards.record import IMPORTER, SOURCE, WrongLog, record
from examples.street_hazards.sheet import Entry

from .reports import CHICAGO, NOW, community, figures, import_into, read, row

CLOSED = {"status": "CLOSED", "datetimeclosed": "2018-01-03 10:00:00.5"}
TRAPS = (
    row(1, **CLOSED),  # line 2: closed in time
    row(1, **CLOSED),  # 3: a repeat
    row(1, **CLOSED, callertype="PHONE"),  # 4: contradicts 2
    row(1, **CLOSED),  # 5: what 2 said already
    row(2, status="CLOSED", datetimeclosed="2018-01-05 23:59:59.9"),  # 6: on the target's day
    row(3, status="CLOSED", datetimeclosed="2018-01-06 00:00:00.0"),  # 7: after it
    row(4, status="CANCEL", datecancelled="2018-01-03 10:00:00.0"),  # 8: cancelled
    row(5),  # 9: open
    row(6, **CLOSED, dateinvtdone="2018-01-02 07:59:59.0"),  # 10: investigated too early
    row(7, **CLOSED, dateinvtdone="2018-01-03 10:00:00.6"),  # 11: investigated too late
    row(8, **CLOSED, dateinvtdone="2018-01-03 10:00:00.5", prjcompletedate="NA"),  # 12: at once
    row(9, status="CLOSED", datetimeclosed="2018-01-01 10:00:00.0"),  # 13: before it was reported
    row(10, datetimeinit="NA"),  # 14: malformed
    row(11, datetimeinit="2017-12-31 10:00:00.0"),  # 15: earlier than those before, open
    row(5, **CLOSED),  # 16: contradicts 9, closed
)


def test_what_the_log_says_of_every_trap(tmp_path: Path) -> None:
    """Each trap is counted as the rules of the example say, from the log alone."""
    here = community()
    recorded = import_into(here, read(tmp_path, *TRAPS))
    assert (recorded.rows, recorded.repeats) == (15, 4)
    assert [(one.line, one.reason) for one in recorded.problems] == [(14, Reason.BLANK)]
    assert attrs.asdict(figures(here)) == {
        "distinct": 10,
        "contradictory_repeats": 2,
        "closed": 8,
        "cancelled": 1,
        "open": 1,
        "closed_after_target": 1,
        "closed_on_target_day": 1,
        "investigated_before_reported": 1,
        "investigated_after_closed": 1,
        "closed_before_reported": 1,
        "verified": 0,
        "events": here.log.head().position,
    }
    assert recorded.added == here.log.head().position == 3 + 10 + 2


def test_r33_nothing_is_verified_by_being_imported(tmp_path: Path) -> None:
    """Whatever is claimed, each hazard stays as it was reported, and says what was claimed last."""
    here = community()
    import_into(here, read(tmp_path, *TRAPS))
    events = [recorded.event for recorded in here.log.read()]
    hazards = [event.hazard_id for event in events if isinstance(event, HazardImported)]
    assert {here.state(Hazard(one)).stage for one in hazards} == {HazardStage.IMPORTED}
    first = here.state(Hazard(HazardId(f"{SOURCE}-1"))).claims
    assert first
    assert (first.came_by, first.where) == ("PHONE", "ward 16, neighborhood 8, address type A")
    assert (first.body, first.kind) == ("TRAFFIC, 511", "LIGHT-OUT")


def test_a_second_run_adds_nothing(tmp_path: Path) -> None:
    """Nor does a part of the file, or its rows in another order."""
    here, rows = community(), read(tmp_path, *TRAPS)
    import_into(here, rows)
    before = figures(here)
    for again in (rows, rows[5:], rows[::-1]):
        assert import_into(here, again).added == 0
    assert figures(here) == before


def test_a_later_file_goes_on(tmp_path: Path) -> None:
    """What is new in it is added, and what its source says by then."""
    here = community()
    import_into(here, read(tmp_path, row(1), row(2)))
    later = import_into(here, read(tmp_path, row(1, **CLOSED), row(2), row(3)))
    assert (later.rows, later.repeats, later.added) == (3, 0, 2)
    last = [recorded.event for recorded in here.log.read()][-2:]
    assert [type(event) for event in last] == [ClaimsUpdated, HazardImported]
    assert (figures(here).distinct, figures(here).closed, figures(here).open) == (3, 1, 2)


def test_what_the_domain_refuses_is_told(tmp_path: Path) -> None:
    """A request that stands for another hazard here stays out; the rest goes in."""
    here, [first, second, third] = community(), read(tmp_path, row(1), row(2), row(3))
    import_into(here, [first])
    assert isinstance(second, Entry)
    other = HazardId("by-hand")
    by_hand = ImportHazard(other, SOURCE, second.reference_id, second.claims)
    here.acting(IMPORTER).execute(by_hand, at=NOW, command_id="by-hand")
    recorded = import_into(here, [second, third])
    assert [(one.line, one.reason) for one in recorded.problems] == [(3, Reason.BY_A_RULE)]
    assert "was imported as by-hand" in recorded.problems[0].message
    assert recorded.added == 1


def test_the_log_has_one_zone(tmp_path: Path) -> None:
    """Another zone would tell other instants for the same rows."""
    here, rows = community(), read(tmp_path, row(1))
    import_into(here, rows)
    before = here.log.head()
    with pytest.raises(WrongLog, match="begun with the zone America/Chicago"):
        record(rows, here, "Asia/Shanghai", NOW, lambda _: None)
    assert here.log.head() == before


def test_the_log_must_be_one_of_street_hazards(tmp_path: Path) -> None:
    """Somebody else's community is left alone."""
    here = community()
    founder = MemberId("founder")
    found = FoundCommunity(
        "Community 1", CHICAGO, founder, "Founder", NOW.date().replace(year=1980)
    )
    here.acting(founder).execute(found, at=NOW, command_id="found")
    before = here.log.head()
    with pytest.raises(WrongLog, match="something else"):
        import_into(here, read(tmp_path, row(1)))
    assert here.log.head() == before


def test_decisions_do_not_go_back(tmp_path: Path) -> None:
    """A machine whose clock is behind the log's last decision can go on."""
    here = community()
    import_into(here, read(tmp_path, row(1)))
    earlier = NOW - timedelta(days=1)
    record(read(tmp_path, row(2)), here, CHICAGO, earlier, lambda _: None)
    instants = [recorded.envelope.context.at for recorded in here.log.read()]
    assert set(instants) == {NOW}


def test_rows_are_taken_in_as_they_come(tmp_path: Path) -> None:
    """A long file is recorded while it is read; each row is told as done once."""
    rows = read(tmp_path, *(row(number) for number in range(450)))
    here, done, left = community(), list[int](), list[int]()

    def coming() -> Iterator[Entry | Problem]:
        for number, one in enumerate(rows):
            left.append(here.log.head().position)
            assert sum(done) <= number
            yield one

    record(coming(), here, CHICAGO, NOW, done.append)
    assert sum(done) == 450
    assert left[0] < left[250] < left[-1]


REQUESTS = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.sampled_from(["WEB", "PHONE"]),
        st.sampled_from([None, 1, 3, 5]),
        st.sampled_from([None, 0, 2, 4]),
        st.booleans(),
    ),
    max_size=12,
)


@given(REQUESTS)
def test_counts_are_those_of_a_plain_table(
    tmp_path_factory: pytest.TempPathFactory,
    requests: list[tuple[int, str, int | None, int | None, bool]],
) -> None:
    """Whatever rows there are, distinct, repeated and contradictory, counted by hand."""
    zero = datetime(2018, 1, 2, 8)  # noqa: DTZ001 - what the clocks of the city show

    def cell(days: int | None) -> str:
        at = zero - timedelta(days=1) + timedelta(days=days or 0)
        return "NA" if days is None else at.strftime("%Y-%m-%d %H:%M:%S.%f")

    lines = [
        row(
            number,
            callertype=caller,
            datetimeclosed=cell(closed),
            dateinvtdone=cell(looked),
            datecancelled=cell(5) if cancelled else "NA",
        )
        for number, caller, closed, looked, cancelled in requests
    ]
    folder, here = tmp_path_factory.mktemp("reports"), community()
    recorded = import_into(here, read(folder, *lines))
    assert recorded.problems == ()
    told: dict[int, list[tuple[str, int | None, int | None, bool]]] = defaultdict(list)
    for number, caller, closed, looked, cancelled in requests:
        what = (caller, closed, looked, cancelled)
        if what not in told[number]:
            told[number].append(what)
    last = [one[-1] for one in told.values()]
    said = figures(here)
    assert recorded.repeats == len(requests) - len(told)
    assert said.distinct == len(told)
    assert said.contradictory_repeats == sum(len(one) - 1 for one in told.values())
    assert said.cancelled == sum(gone for _, _, _, gone in last)
    assert said.closed == sum(bool(closed) and not gone for _, closed, _, gone in last)
    assert said.open == len(last) - said.closed - said.cancelled
    assert said.investigated_before_reported == sum(looked == 0 for _, _, looked, _ in last)
    assert said.closed_after_target == sum(closed == 5 and not gone for _, closed, _, gone in last)
    assert said.investigated_after_closed == sum(
        looked is not None and closed is not None and looked > closed
        for _, closed, looked, _ in last
    )
