"""Lay the tables of keys: `python -m community_domain_storage.sealing.postgres URL [ROLE]`."""

import sys
from collections.abc import Sequence

from .schema import KEYS


def main(arguments: Sequence[str] | None = None) -> str | None:
    """Lay the tables, or bring them to the format of this release; an error is told in a line."""
    about = "Lay the tables of a key store, or bring them to this release's format."
    return KEYS.main(about, arguments)


if __name__ == "__main__":
    sys.exit(main())
