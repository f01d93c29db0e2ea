"""The rows of a file become claims in the log, some at a time, on the importer's word."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

import attrs
from community_domain_projections import Hazards, every

from community_domain import Acting, Community, Issue, MemberId, Refusal
from community_domain.community import FoundCommunity, Settings
from community_domain.safety import Claims, HazardId, ImportHazard, SourceId

from ..terminal import Stopped
from .problems import Problem, Reason
from .sheet import Entry

__all__ = ["IMPORTER", "SOURCE", "Recorded", "WrongLog", "record"]

SOURCE = SourceId("citizens-service")
"""Whose numbers the request ids are."""
IMPORTER = MemberId("importer")
"""Founds the community, and is the coordinator on whose word everything is taken over."""
NAME = "Street hazards"
"""Of the community, which no file tells; a log with another name holds something else."""
BORN = date(1900, 1, 1)
"""Stands in for the importer's birth date: nobody could mistake it for anybody's."""
BATCH = 200
"""Rows that are decided together."""

Told = dict[HazardId, dict[Claims, None]]
"""All that was ever claimed of each request."""


class WrongLog(Stopped):
    """The log cannot take this file; the sentence says why."""


@attrs.frozen
class Recorded:
    """What became of the rows of a file."""

    rows: int
    repeats: int
    """Rows about a request that an earlier row of the file was about, whatever they say."""
    problems: tuple[Problem, ...]
    added: int
    """Events that this run added."""


@attrs.define
class _Counting:
    """What is told of a file once all of it was read."""

    rows: int = 0
    repeats: int = 0
    problems: list[Problem] = attrs.Factory(list[Problem])
    seen: dict[HazardId, None] = attrs.Factory(dict[HazardId, None])


def record(
    rows: Iterable[Entry | Problem],
    community: Community,
    zone: str,
    now: datetime,
    advance: Callable[[int], None],
) -> Recorded:
    """Record the rows of a file; what the log holds already adds nothing.

    Args:
        rows: What to record; taken in as it goes.
        community: In whose log; it is founded there if need be.
        zone: Of the community, an IANA name.
        now: The instant of all decisions.
        advance: Told of each so many rows that are done.

    Raises:
        WrongLog: The log belongs to a community of another kind or zone.
    """
    before = community.log.head()
    _must_take_reports(community, zone)
    at = max(now, before.decided_at or now)
    acting = community.acting(IMPORTER)
    if before.position == 0:
        found = FoundCommunity(NAME, zone, IMPORTER, "The importer of street hazards", BORN)
        acting.execute(found, at=at, command_id="found")
    told, counting = _told(community), _Counting()
    for batch in _batches(rows):
        _record_batch(acting, at, batch, told, counting)
        advance(len(batch))
    added = community.log.head().position - before.position
    problems = tuple(sorted(counting.problems, key=lambda one: one.line))
    return Recorded(counting.rows, counting.repeats, problems, added)


def _must_take_reports(community: Community, zone: str) -> None:
    """Refuse a log that somebody else founded, or with the clocks of another zone."""
    settings = community.state(Settings())
    if settings.name not in (None, NAME):
        raise WrongLog("The log holds something else than street hazards; choose another.")
    if settings.name is not None and settings.zone != zone:
        raise WrongLog(f"The log was begun with the zone {settings.zone}, not {zone}.")


def _told(community: Community) -> Told:
    hazards = Hazards().fold(community.log)
    told: Told = defaultdict(dict)
    for life in every(hazards.hazards):
        told[life.hazard_id] = dict.fromkeys(life.claims)
    return told


def _batches(rows: Iterable[Entry | Problem]) -> Iterator[list[Entry | Problem]]:
    batch: list[Entry | Problem] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _record_batch(
    acting: Acting,
    at: datetime,
    batch: Iterable[Entry | Problem],
    told: Told,
    counting: _Counting,
) -> None:
    """Each row by itself; what the domain refuses is a problem of that row."""
    issued: list[tuple[Entry, HazardId, Issue]] = []
    for row in batch:
        counting.rows += 1
        if isinstance(row, Problem):
            counting.problems.append(row)
            continue
        hazard_id = HazardId(f"{SOURCE}-{row.reference_id}")
        counting.repeats += hazard_id in counting.seen
        counting.seen[hazard_id] = None
        if row.claims in told[hazard_id]:
            continue
        command = ImportHazard(hazard_id, SOURCE, row.reference_id, row.claims)
        name = f"import-{hazard_id}-{len(told[hazard_id]) + 1}"
        told[hazard_id][row.claims] = None
        issued.append((row, hazard_id, acting.issue(command, at=at, command_id=name)))
    answers = acting.community.execute_all([issue for _, _, issue in issued], each=True)
    for (row, _, _), answer in zip(issued, answers, strict=True):
        if isinstance(answer, Refusal):
            problem = Problem.of(row.line, Reason.BY_A_RULE, why=answer.message())
            counting.problems.append(problem)
