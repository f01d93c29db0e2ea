"""What a training is called, who runs one, and the number that is a community's to choose."""

from typing import NewType

from community_domain import Setting, identifier

__all__ = ["PLACES", "TRAINER", "TrainingId"]

TrainingId = NewType("TrainingId", str)
identifier(TrainingId, tag="training")

TRAINER = "trainer"
"""The permission role of those who run trainings."""

PLACES = Setting("training.places", 12, "persons", low=1, high=100)
"""Places at a training that names no number of its own."""
