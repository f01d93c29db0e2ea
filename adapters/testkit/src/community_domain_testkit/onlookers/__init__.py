"""An onlooker: knows the rules, sees what was recorded, and says which rule it breaks.

Written with plain dictionaries and none of the library's states or policies, so that a mistake
there is not repeated here. One class for each slice; what they all know stands in `Known`.
"""

from collections.abc import Iterable
from itertools import groupby

from community_domain import Event, Recorded

from .activities import ActivitiesOnlooker
from .certificates import CertificatesOnlooker
from .clearances import ClearancesOnlooker
from .community import CommunityOnlooker
from .disputes import DisputesOnlooker
from .duties import DutiesOnlooker
from .erasure import ErasureOnlooker
from .handover import HandOverOnlooker
from .hazards import HazardsOnlooker
from .help import HelpOnlooker
from .incidents import IncidentsOnlooker
from .inspections import InspectionsOnlooker
from .known import Known, RuleBroken, SliceOnlooker, demand
from .market import MarketOnlooker
from .members import MembersOnlooker
from .notices import NoticesOnlooker
from .offers import OffersOnlooker
from .outreach import OutreachOnlooker
from .plans import PlansOnlooker
from .recognition import RecognitionOnlooker
from .risk import RiskOnlooker
from .series import SeriesOnlooker
from .service import ServiceOnlooker
from .shifts import ShiftsOnlooker
from .standing import StandingOnlooker
from .stations import StationsOnlooker
from .tasks import TasksOnlooker

__all__ = ["ONLOOKERS", "Known", "Onlooker", "RuleBroken", "SliceOnlooker", "demand"]

ONLOOKERS: tuple[type[SliceOnlooker], ...] = (
    CommunityOnlooker,
    MembersOnlooker,
    ErasureOnlooker,
    ActivitiesOnlooker,
    HandOverOnlooker,
    OffersOnlooker,
    SeriesOnlooker,
    StationsOnlooker,
    OutreachOnlooker,
    ShiftsOnlooker,
    StandingOnlooker,
    ClearancesOnlooker,
    DutiesOnlooker,
    TasksOnlooker,
    HelpOnlooker,
    ServiceOnlooker,
    DisputesOnlooker,
    CertificatesOnlooker,
    MarketOnlooker,
    RecognitionOnlooker,
    HazardsOnlooker,
    InspectionsOnlooker,
    NoticesOnlooker,
    IncidentsOnlooker,
    RiskOnlooker,
    PlansOnlooker,
)
"""Those who know the slices of the library, each after those whose events it needs."""


class Onlooker:
    """Sees a log, decision by decision.

    Args:
        kinds: Who looks: those of the standard domain, and an app's own.
    """

    def __init__(self, kinds: Iterable[type[SliceOnlooker]] = ONLOOKERS) -> None:
        self.known = Known()
        self.parts = [kind(self.known) for kind in kinds]

    def see(self, rows: Iterable[Recorded[Event]]) -> None:
        """Look at what one move led to, follow-ups included.

        Raises:
            RuleBroken: It breaks a rule.
        """
        rows = list(rows)
        if not rows:
            return
        for _, decision in groupby(rows, key=lambda row: row.envelope.command_id):
            self._see_decision(list(decision))
        for part in self.parts:
            part.done(rows)

    def _see_decision(self, rows: list[Recorded[Event]]) -> None:
        for part in self.parts:
            part.decided(rows)
        for row in rows:
            self.known.position = row.position
            for part in self.parts:
                if see := part.sees.get(type(row.event)):
                    see(row.event, row.envelope)
