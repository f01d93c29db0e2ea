"""Lay the tables: `python -m community_domain_storage.postgres URL [ROLE]`, as their owner."""

import argparse
import sys
from collections.abc import Sequence

from ..errors import StorageError
from .schema import SCHEMA_VERSION, lay_schema


def main(arguments: Sequence[str] | None = None) -> str | None:
    """Lay the tables, or bring them to the format of this release; an error is told in a line."""
    parser = argparse.ArgumentParser(
        prog="python -m community_domain_storage.postgres",
        description="Lay the tables of community logs, or bring them to this release's format.",
    )
    parser.add_argument("url", help="postgresql://owner@host/database")
    parser.add_argument("role", nargs="?", help="who may read and record: a role that is there")
    given = parser.parse_args(arguments)
    try:
        found = lay_schema(given.url, role=given.role)
    except StorageError as error:
        return str(error)
    sys.stdout.write(f"The tables have the format {SCHEMA_VERSION}; before it was {found}.\n")
    return None


if __name__ == "__main__":
    sys.exit(main())
