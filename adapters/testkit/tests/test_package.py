"""The distribution as it is installed."""

from importlib.metadata import version

import community_domain_testkit


def test_is_installed() -> None:
    """It imports under its name and carries the version of the core it was tested with."""
    assert community_domain_testkit.__doc__
    assert version("community-domain-testkit") == version("community-domain")
