"""Read models folded from the log: histories and figures, never new facts."""

from .attendance import Attendance, Figures, Meeting
from .bringing import Bringing
from .campaigns import Campaigns
from .deeds import Deed, Deeds
from .errors import AsOfMakesNoSense, CursorMakesNoSense, FoldedFurther, PageSizeMakesNoSense
from .folding import Handler, Projection, Source
from .hazards import HazardLife, Hazards, HazardStep
from .histories import Entry, Histories
from .inspections import Findings, Inspections
from .ledgers import LedgerFigures, Ledgers
from .markets import MarketFigures, Markets
from .notices import Coverage, Notices
from .outreach import Outreach, OutreachFigures
from .pages import PAGE, PAGE_LIMIT, Page, Paged, every, page_of
from .parts import PARTS, UNTOLD, Part, Parts, in_part, parts_of
from .people import People
from .points import Points, PointsEntry
from .programme import Dated, Programme
from .rosters import DutyFigures, Rosters
from .scores import Ranked, ScoreEntry, Scores
from .tasks import Stage, Tasks

__all__ = [
    "PAGE",
    "PAGE_LIMIT",
    "PARTS",
    "UNTOLD",
    "AsOfMakesNoSense",
    "Attendance",
    "Bringing",
    "Campaigns",
    "Coverage",
    "CursorMakesNoSense",
    "Dated",
    "Deed",
    "Deeds",
    "DutyFigures",
    "Entry",
    "Figures",
    "Findings",
    "FoldedFurther",
    "Handler",
    "HazardLife",
    "HazardStep",
    "Hazards",
    "Histories",
    "Inspections",
    "LedgerFigures",
    "Ledgers",
    "MarketFigures",
    "Markets",
    "Meeting",
    "Notices",
    "Outreach",
    "OutreachFigures",
    "Page",
    "PageSizeMakesNoSense",
    "Paged",
    "Part",
    "Parts",
    "People",
    "Points",
    "PointsEntry",
    "Programme",
    "Projection",
    "Ranked",
    "Rosters",
    "ScoreEntry",
    "Scores",
    "Source",
    "Stage",
    "Tasks",
    "every",
    "in_part",
    "page_of",
    "parts_of",
]
