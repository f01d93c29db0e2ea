"""How the rules that the slice `community` enforces are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]


BREACHES = [
    Breach(
        "R43",
        "the founder is a coordinator",
        "community/decisions.py",
        "    yield RoleGranted(command.founder_id, COORDINATOR, Scope())\n",
        "",
    ),
]
