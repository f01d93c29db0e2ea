"""The test kit makes data of the slice without another word: its types say enough."""

from collections.abc import Iterator

import pytest
from community_domain import STANDARD, Event, MemberId
from community_domain_testkit import Vocabulary, register
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neighbourhood_training import DOMAIN
from neighbourhood_training.commands import OfferTraining

QUICK = settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def registered() -> Iterator[None]:
    """The types of the slice are known to Hypothesis for one test; an app would keep them so."""
    register(DOMAIN)
    yield
    register(STANDARD)


def offered(wish: OfferTraining, by: MemberId) -> tuple[OfferTraining, MemberId]:
    """What a test of an app asks for by its annotations."""
    return wish, by


@pytest.mark.usefixtures("registered")
def test_own_types_are_known_to_hypothesis() -> None:
    """One line in a `conftest.py`, and its own commands come from pools and within bounds."""

    @QUICK
    @given(st.builds(offered), st.from_type(Event))
    def made(told: tuple[OfferTraining, MemberId], happened: Event) -> None:
        wish, by = told
        assert wish.training_id in Vocabulary(DOMAIN).names("training")
        assert wish.places is None or 1 <= wish.places <= 100
        assert by in {"member-1", "member-2", "member-3", "founder"}
        assert type(happened) in DOMAIN.events

    made()
