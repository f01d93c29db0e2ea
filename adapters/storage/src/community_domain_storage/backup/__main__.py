"""Backups from the shell: `python -m community_domain_storage.backup`."""

import argparse
import sys
from pathlib import Path

from community_domain import STANDARD, Domain

from ..addresses import file_path, scheme
from ..errors import CannotOpen, StorageError
from ..opening import open_log
from ..sealing.opening import Keys
from .copying import export, restore, sealed_as, verify
from .errors import SealedOtherwise
from .lines import Manifest

ANY = Domain(())
"""Nothing is decoded, so no vocabulary is needed."""


def main(given: list[str] | None = None) -> str | None:
    """Do what is asked, and tell what was verified; what is wrong is told in words."""
    asked = _arguments().parse_args(given)
    try:
        manifest = _done(asked)
    except (StorageError, OSError) as error:
        return str(error)
    sys.stdout.write(f"{manifest.rows} rows, sha256 {manifest.sha256}\n")
    return None


def _done(asked: argparse.Namespace) -> Manifest:
    if asked.action == "verify":
        return verify(asked.file)
    if asked.action == "restore":
        return _restored(asked)
    _must_be_there(asked.url)
    with open_log(asked.url, community=asked.community, domain=ANY, keys="withheld") as log:
        return export(log, asked.file, community=asked.community)


def _restored(asked: argparse.Namespace) -> Manifest:
    """The log is made only where it will be sealed as the backup is."""
    sealed = sealed_as(asked.file)
    if (sealed is None) != (asked.keys is None):
        raise SealedOtherwise(str(asked.file), sealed)
    keys = None if sealed is None else Keys(asked.keys)
    domain = ANY if sealed is None else STANDARD  # Whoever was erased is looked for.
    with open_log(
        asked.url, community=asked.community, domain=domain, keys=keys, sealed_as=sealed
    ) as log:
        return restore(asked.file, log, community=asked.community)


def _must_be_there(url: str) -> None:
    """A log that is not there would be made, and an empty backup of it."""
    if scheme(url) == "sqlite" and not (path := file_path(url)).exists():
        raise CannotOpen(str(path), "there is no such log")


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m community_domain_storage.backup",
        description="Copy the log of a community into a file, and back. Stopped, it goes on"
        " where it was when it is started again.",
    )
    actions = parser.add_subparsers(dest="action", required=True)
    for action, first, second, told in (
        ("export", "url", "file", "write a log into a file that is not there yet"),
        ("restore", "file", "url", "fill an empty log from a file"),
        ("verify", "file", None, "say whether a file is whole and as it was written"),
    ):
        one = actions.add_parser(action, help=told, description=told)
        for name in filter(None, (first, second)):
            one.add_argument(name, type=Path if name == "file" else str)
        if second:
            one.add_argument("--community", required=True, help="whose log it is")
        if action == "restore":
            one.add_argument("--keys", help="where the keys are, if the backup is sealed")
    return parser


if __name__ == "__main__":
    sys.exit(main())
