"""Lay the tables: `python -m community_domain_storage.postgres URL [ROLE]`, as their owner."""

import sys
from collections.abc import Sequence

from .schema import LOGS


def main(arguments: Sequence[str] | None = None) -> str | None:
    """Lay the tables, or bring them to the format of this release; an error is told in a line."""
    about = "Lay the tables of community logs, or bring them to this release's format."
    return LOGS.main(about, arguments)


if __name__ == "__main__":
    sys.exit(main())
