"""Check a baseline or write it anew: `python -m community_domain_storage.baseline`."""

import argparse
import pkgutil
import sys
from pathlib import Path
from typing import Any

from community_domain import Domain

from ..errors import StorageError
from .checking import check_baseline, write_baseline

ACTIONS = {"check": check_baseline, "write": write_baseline}


def main(given: list[str] | None = None) -> str | None:
    """Do it; what is wrong is told in words."""
    parser = argparse.ArgumentParser(
        prog="python -m community_domain_storage.baseline",
        description="Compare what a domain stores with what its earlier releases stored.",
    )
    parser.add_argument("action", choices=ACTIONS, help="compare, or write down what is new")
    parser.add_argument("domain", type=_domain, help="such as community_domain:STANDARD")
    parser.add_argument("folder", type=Path, help="where the shapes are written down")
    asked = parser.parse_args(given)
    try:
        ACTIONS[asked.action](asked.domain, asked.folder)
    except StorageError as error:
        return str(error)
    return None


def _domain(name: str) -> Domain:
    try:
        found: Any = pkgutil.resolve_name(name)
    except (ImportError, AttributeError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"{name!r} is not found: {error}") from error
    if not isinstance(found, Domain):
        raise argparse.ArgumentTypeError(f"{name!r} is no Domain")
    return found


if __name__ == "__main__":
    sys.exit(main())
