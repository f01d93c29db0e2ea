"""The distribution as it is installed."""

from importlib.metadata import version

import community_domain_projections


def test_is_installed() -> None:
    """It imports under its name and carries the version of the core it was tested with."""
    assert community_domain_projections.__doc__
    assert version("community-domain-projections") == version("community-domain")
