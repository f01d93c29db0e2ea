"""How people take part in the life of a neighbourhood: an event-sourced domain library."""

from .kernel import *
from .standard import STANDARD as STANDARD
