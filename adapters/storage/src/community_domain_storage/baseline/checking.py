"""The two things done with a baseline: a test checks it, and its author writes it anew."""

from pathlib import Path

from community_domain import Domain

from .comparing import changes
from .errors import BaselineBehind, SchemaBroken
from .files import Baseline

__all__ = ["check_baseline", "write_baseline"]


def check_baseline(domain: Domain, folder: Path) -> None:
    """Let a build fail where it could not read, or would misread, what earlier ones stored.

    Args:
        domain: The vocabulary, with all its slices.
        folder: Where its shapes are written down.

    Raises:
        SchemaBroken: Something changed without a version of its own, or is gone.
        BaselineBehind: What changed may change, and is to be written down.
        NotABaseline: A file in the folder is something else.
    """
    found = changes(domain, _compatible(domain, folder))
    if found:
        raise BaselineBehind(str(folder), found)


def write_baseline(domain: Domain, folder: Path) -> None:
    """Write down what a domain stores, beside all that was stored before.

    Raises:
        SchemaBroken: Something changed without a version of its own; nothing was written.
        NotABaseline: A file in the folder is something else.
    """
    _compatible(domain, folder).grown(domain).write(folder)


def _compatible(domain: Domain, folder: Path) -> Baseline:
    baseline = Baseline.read(folder)
    if breaking := tuple(one for one in changes(domain, baseline) if one.is_breaking):
        raise SchemaBroken(str(folder), breaking)
    return baseline
