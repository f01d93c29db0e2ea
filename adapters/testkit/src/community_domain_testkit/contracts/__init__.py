"""What every log, read model and delivery must do: suites that an adapter's tests subclass."""

from .against_model import LogAgainstModel, boundaries
from .deliveries import DeliveryContract
from .following import Following
from .logs import EventLogContract
from .model_log import ModelLog
from .read_models import ReadModel, ReadModelContract
from .sending import Delivery, Undelivered
from .suite import Suite, Whole

__all__ = [
    "Delivery",
    "DeliveryContract",
    "EventLogContract",
    "Following",
    "LogAgainstModel",
    "ModelLog",
    "ReadModel",
    "ReadModelContract",
    "Suite",
    "Undelivered",
    "Whole",
    "boundaries",
]
