"""What is decided about tasks, and about requests for help between neighbours."""

from . import requests as requests
from . import tasks as tasks

__all__ = ["requests", "tasks"]
