"""What time asks for: outcomes, answers, and whether every child was collected."""

from .attendance import AttendanceDeadlines
from .handover import CollectionDeadlines
from .offers import OfferDeadlines

__all__ = ["AttendanceDeadlines", "CollectionDeadlines", "OfferDeadlines"]
