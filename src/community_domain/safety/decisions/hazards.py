"""Reporting, importing and assessing hazards, and saying that one is none of its own."""

from collections.abc import Iterator

from ...community.values import SubjectId
from ...kernel import (
    Context,
    Event,
    Read,
    decides,
)
from ...members.policies import coordinator, must_be_a_natural_person, self_or_guardian
from ...members.state import Standing
from ..commands import (
    AssessHazard,
    ImportHazard,
    MergeHazard,
    RejectHazard,
    ReportHazard,
)
from ..events import (
    ClaimsUpdated,
    HazardAssessed,
    HazardImported,
    HazardMerged,
    HazardRejected,
    HazardReleased,
    HazardReported,
)
from ..policies import (
    coordinator_of_hazard,
    hazard_known,
    minors_among,
    must_be_at,
    places_at,
)
from ..refusals import (
    HazardExists,
    HazardNotClosed,
    HazardNotOpen,
    MergedIntoItself,
    MinorsOnSevereHazard,
    ReferenceImported,
)
from ..state import Hazard, HazardRecord
from ..values import BEFORE_WORK, OVER, HazardStage, Severity, Site, SiteKind

__all__ = [
    "assess_hazard",
    "import_hazard",
    "merge_hazard",
    "reject_hazard",
    "report_hazard",
]


@decides(by=self_or_guardian("member_id"), backfills=True)
def report_hazard(command: ReportHazard, context: Context, read: Read) -> Iterator[Event]:
    """Report a hazard once; consent to take part is not asked of who warns others (R33)."""
    hazard_id, recurs = command.hazard_id, command.recurs
    first = read(Hazard(hazard_id)).first
    if first is not None:
        if isinstance(first, HazardReported) and _told(first) == _told(command):
            return
        raise HazardExists(hazard_id)
    must_be_a_natural_person(read(Standing(command.member_id)))
    if recurs is not None:
        original = hazard_known(recurs, read)
        if original.stage is not HazardStage.CLOSED:
            raise HazardNotClosed(recurs, original.stage)
    yield HazardReported(
        hazard_id,
        command.member_id,
        command.what,
        *places_at(command.site, read),
        recurs,
    )


@decides(by=coordinator(), backfills=True)
def import_hazard(command: ImportHazard, context: Context, read: Read) -> Iterator[Event]:
    """Take over a record as reported and no more; later, what its source says by then (R33)."""
    hazard_id, source_id, reference_id = (
        command.hazard_id,
        command.source_id,
        command.reference_id,
    )
    hazard, record = read(Hazard(hazard_id), HazardRecord(source_id, reference_id))
    if record.hazard_id not in (None, hazard_id):
        raise ReferenceImported(source_id, reference_id, record.hazard_id)
    if (first := hazard.first) is not None:
        if not isinstance(first, HazardImported) or _record(first) != _record(command):
            raise HazardExists(hazard_id)
        if hazard.claims != command.claims:
            yield ClaimsUpdated(hazard_id, command.claims)
        return
    yield HazardImported(
        hazard_id,
        source_id,
        reference_id,
        command.claims,
        *places_at(command.site, read),
    )


@decides(by=coordinator_of_hazard)
def assess_hazard(command: AssessHazard, context: Context, read: Read) -> Iterator[Event]:
    """Judge a hazard while nobody says that it is gone; minors leave one that is severe (R33)."""
    hazard = hazard_known(command.hazard_id, read)
    new = HazardAssessed(command.hazard_id, command.kind, command.severity)
    if hazard.assessed == new:
        return
    must_be_at(hazard, *BEFORE_WORK)
    yield new
    if command.severity is Severity.SEVERE:
        for member_id in minors_among(hazard.team, context, read):
            yield HazardReleased(command.hazard_id, member_id, MinorsOnSevereHazard.code)


@decides(by=coordinator_of_hazard)
def reject_hazard(command: RejectHazard, context: Context, read: Read) -> Iterator[Event]:
    """Reject a hazard, for good, while nobody says that it is rectified (R33)."""
    hazard = hazard_known(command.hazard_id, read)
    if hazard.stage is HazardStage.REJECTED:
        return
    must_be_at(hazard, *BEFORE_WORK)
    yield HazardRejected(command.hazard_id, tuple(hazard.team), command.reason)


@decides(by=coordinator_of_hazard)
def merge_hazard(command: MergeHazard, context: Context, read: Read) -> Iterator[Event]:
    """Merge a hazard, for good, into another that is dealt with (R33)."""
    hazard_id, into = command.hazard_id, command.into
    if hazard_id == into:
        raise MergedIntoItself(hazard_id)
    hazard, other = hazard_known(hazard_id, read), hazard_known(into, read)
    if hazard.merged is not None and hazard.merged.into == into:
        return
    must_be_at(hazard, *BEFORE_WORK)
    if other.stage in OVER:
        raise HazardNotOpen(hazard_id, into, other.stage)
    yield HazardMerged(hazard_id, into, tuple(hazard.team), command.reason)


def _told(report: ReportHazard | HazardReported) -> tuple[str | Site | None, ...]:
    """What makes two reports the same."""
    site = _site(report) if isinstance(report, HazardReported) else report.site
    return report.member_id, report.what, report.recurs, site


def _record(imported: ImportHazard | HazardImported) -> tuple[str | Site | None, ...]:
    """What makes two records the same, whatever they claim."""
    site = _site(imported) if isinstance(imported, HazardImported) else imported.site
    return imported.source_id, imported.reference_id, site


def _site(event: HazardReported | HazardImported) -> Site | None:
    """The place as it was named; an event also tells the building of a stairwell."""
    named = (
        (SiteKind.PLACE, event.place_id),
        (SiteKind.STAIRWELL, event.stairwell_id),
        (SiteKind.BUILDING, event.building_id),
    )
    sites = (Site(kind, SubjectId(one)) for kind, one in named if one is not None)
    return next(sites, None)
