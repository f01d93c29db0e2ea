"""What decisions read for the sake of safety."""

from .incidents import (
    Incident,
)
from .notices import (
    NoticeRound,
)

__all__ = [
    "Incident",
    "NoticeRound",
]
