"""What may be wanted of hazards."""

from datetime import datetime

from ...kernel import (
    Command,
    InvalidValue,
    MemberId,
    Problem,
    bounded,
    command,
    personal,
)
from ..values import (
    Claims,
    DatedEvidence,
    HazardId,
    HazardKind,
    OutsideBody,
    ReferenceId,
    Severity,
    Site,
    SourceId,
)

__all__ = [
    "AssessHazard",
    "AssignHazard",
    "CloseHazard",
    "HandHazardOver",
    "ImportHazard",
    "MergeHazard",
    "RectifyHazard",
    "RejectHazard",
    "ReleaseHazards",
    "ReportHazard",
    "ReviewTeam",
    "SendHazardBack",
    "VerifyHazard",
]

TEAM = 20
"""Members who rectify one hazard together; one decision looks at each of them."""
PIECES = 20
"""Pieces of evidence at a time."""


@command("safety.report-hazard")
class ReportHazard(Command):
    """Say that something is dangerous, and where."""

    hazard_id: HazardId
    member_id: MemberId
    what: str = personal(subject="member_id")
    site: Site
    recurs: HazardId | None = None
    """The closed hazard that is there again."""


@command("safety.import-hazard")
class ImportHazard(Command):
    """Take over a record from elsewhere as reported; again, what the source says of it now."""

    hazard_id: HazardId
    source_id: SourceId
    reference_id: ReferenceId
    """What the source calls it."""
    claims: Claims
    site: Site | None = None
    """Where it is none that the community knows, what the source says of it has to do."""


@command("safety.assess-hazard")
class AssessHazard(Command):
    """Judge what a hazard is, and how bad."""

    hazard_id: HazardId
    kind: HazardKind
    severity: Severity


@command("safety.assign-hazard")
class AssignHazard(Command):
    """Let members rectify a hazard together, and nobody else."""

    hazard_id: HazardId
    member_ids: tuple[MemberId, ...] = bounded(low=1, high=TEAM)

    def __attrs_post_init__(self) -> None:
        if len(set(self.member_ids)) < len(self.member_ids):
            shown = f"{len(self.member_ids)} members"
            raise InvalidValue("member_ids", shown, Problem.REPEATED)


@command("safety.hand-hazard-over")
class HandHazardOver(Command):
    """Let the property company or the fire service rectify a hazard, and nobody else."""

    hazard_id: HazardId
    body: OutsideBody


@command("safety.release-hazards")
class ReleaseHazards(Command):
    """Take a member off the hazards that are not rectified, who may no longer take part."""

    member_id: MemberId


@command("safety.review-team")
class ReviewTeam(Command):
    """Let no minors work on a hazard without an adult."""

    hazard_id: HazardId


@command("safety.rectify-hazard")
class RectifyHazard(Command):
    """Say that the danger is gone, and show it."""

    hazard_id: HazardId
    rectified_at: datetime
    evidence: tuple[DatedEvidence, ...] = bounded(low=1, high=PIECES)


@command("safety.send-hazard-back")
class SendHazardBack(Command):
    """Do not accept that the danger is gone, and say why."""

    hazard_id: HazardId
    reason: str


@command("safety.verify-hazard")
class VerifyHazard(Command):
    """Accept that the danger is gone."""

    hazard_id: HazardId


@command("safety.close-hazard")
class CloseHazard(Command):
    """Be done with a hazard."""

    hazard_id: HazardId
    evidence: tuple[DatedEvidence, ...] = bounded(high=PIECES, default=())
    """Beside what was shown on rectifying; needed from after it where it is one's own work."""


@command("safety.reject-hazard")
class RejectHazard(Command):
    """Say that it is no hazard, or none of this community's, and why."""

    hazard_id: HazardId
    reason: str


@command("safety.merge-hazard")
class MergeHazard(Command):
    """Say that a hazard is the same as another, and why."""

    hazard_id: HazardId
    into: HazardId
    reason: str
