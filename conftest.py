"""What all tests share: how thoroughly Hypothesis searches, and the tools they start."""

from pathlib import Path

import pytest
import uv
from hypothesis import Phase, settings

pytest_plugins = ["tests.servers", "pytester"]

settings.register_profile(
    "default",
    # Machines differ in speed, and so does one machine from hour to hour.
    deadline=None,
    # A change is judged by what it changes: the same tree passes or fails the same way anywhere.
    # Searching for what nobody has met yet is `--thorough`.
    derandomize=True,
    max_examples=100,
    print_blob=True,
    suppress_health_check=(),
)
settings.register_profile(
    "finding",
    # For those who want to know whether something fails, not why.
    settings.get_profile("default"),
    phases=(Phase.explicit, Phase.generate),
    database=None,
)
settings.register_profile(
    "thorough",
    settings.get_profile("default"),
    derandomize=False,
    max_examples=1000,
    stateful_step_count=100,
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that makes every search and every repetition longer."""
    parser.addoption(
        "--thorough",
        action="store_true",
        help="search ten times as long, and repeat what is random ten times as often",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Choose the Hypothesis profile before any test module is imported."""
    chosen = config.getoption("--hypothesis-profile")
    settings.load_profile(chosen or ("thorough" if config.getoption("thorough") else "default"))


@pytest.fixture(scope="session")
def thorough(pytestconfig: pytest.Config) -> bool:
    """Whether `--thorough` was given: for tests that repeat something by hand."""
    return bool(pytestconfig.getoption("thorough"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return Path(__file__).parent


@pytest.fixture(scope="session")
def uv_program() -> str:
    """The uv of this environment: for tests that build and install distributions."""
    return uv.find_uv_bin()
