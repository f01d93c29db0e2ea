"""Thanks, commendations, transfers of points, and the settings about points."""

from typing import NewType

from ..kernel import Setting, identifier

__all__ = [
    "COMMENDER",
    "POINTS_OWED",
    "POINTS_PER_HOUR",
    "CommendationId",
    "ThanksId",
    "TransferId",
]

ThanksId = NewType("ThanksId", str)
CommendationId = NewType("CommendationId", str)
TransferId = NewType("TransferId", str)
identifier(ThanksId, tag="thanks")
identifier(CommendationId, tag="commendation")
identifier(TransferId, tag="transfer")

COMMENDER = "commender"
"""The permission role of those who commend beside the coordinators."""

POINTS_OWED = Setting("recognition.points-owed", 0, "points", "R37", high=1_000_000)
"""So many points a member may owe: the floor of a balance is that far below 0."""
POINTS_PER_HOUR = Setting("recognition.points-per-hour", 10, "points", "R29", high=10_000)
"""What an hour in the ledger is worth when it is awarded; the hour stays an hour."""
