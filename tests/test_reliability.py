"""The page on reliability shows what the tests of faults prove, all of it and nothing else."""

import pytest
from community_domain_storage.foreign import store as foreign
from community_domain_storage.postgres import hearing, server
from community_domain_storage.sqlite import file
from community_domain_storage.stores import PATIENCE

from community_domain.kernel.community import ATTEMPTS
from tests.faults import SQLITE, Promise, Proof, fault, row_of
from tests.reliability import PAGE, declared, fault_tests, table, table_of

SHOWN = PAGE.read_text("utf-8")
SAID = " ".join(SHOWN.split())


def test_the_page_shows_what_the_tests_prove() -> None:
    """A row that no test proves misleads, and one that is missing helps nobody."""
    rows = declared()
    assert len(set(rows)) == len(rows)
    assert table_of(SHOWN) == table(rows), "run: uv run python -m tests.reliability"


def test_every_test_of_a_fault_has_its_row() -> None:
    """What no row tells is not on the page."""
    found = list(fault_tests())
    assert len(found) > 30
    assert [name for name, test in found if not row_of(test)] == []


def test_the_page_names_the_bounds_of_the_code() -> None:
    """A bound that the code has left behind is none."""
    bounds = {
        "for another thread that writes to the same file or recorder": PATIENCE,
        "SQLite: for the lock of another process, after that": PATIENCE,
        "PostgreSQL: for a connection": PATIENCE,
        "PostgreSQL: for the head row, or another lock": PATIENCE,
        "PostgreSQL: for one statement altogether": server.STATEMENT * PATIENCE,
        "PostgreSQL: for a server that no longer answers on an open connection": 2 * PATIENCE,
        "for whoever left a transaction open without saying anything": server.STATEMENT * PATIENCE,
    }
    for who, seconds in bounds.items():
        assert f"{who} | {seconds:g} s |" in SAID
    assert f"decided anew, {ATTEMPTS} times in all" in SAID
    for seconds in (file.POLL, hearing.POLL, foreign.POLL):
        assert f"within {seconds:g} s" in SAID


@fault("too late", on=SQLITE, holds=(Promise.GOES_ON,), told={TimeoutError: "wait"}, within=1)
def example() -> None:
    """Stands for a test."""


@pytest.fixture
def proof() -> Proof:
    """Nothing is proven yet of the example's row."""
    row = row_of(example)
    assert row
    return Proof(row)


def give_up() -> None:
    """What is told of the fault."""
    raise TimeoutError("wait a little")


def proven(proof: Proof) -> None:
    """All that the row says."""
    with proof.told():
        give_up()
    with proof.holds(Promise.GOES_ON):
        assert proof.row.fault


def test_a_row_is_proven_by_what_it_says(proof: Proof) -> None:
    """No less of it."""
    with pytest.raises(AssertionError):
        proof.must_be_whole()
    proven(proof)
    proof.must_be_whole()


def test_a_row_is_not_proven_by_something_else(proof: Proof) -> None:
    """No other error, no other way out, no later, and no promise that was not kept."""
    with pytest.raises(AssertionError, match="says nothing of"):
        proof.met(ValueError("wait"))
    with pytest.raises(AssertionError):
        proof.met(TimeoutError("hurry"))
    with pytest.raises(AssertionError):
        proof.took(1)
    with pytest.raises(ZeroDivisionError), proof.holds(Promise.GOES_ON):
        assert 1 // 0
    with proof.told():
        give_up()
    with pytest.raises(AssertionError):
        proof.must_be_whole()


def test_a_row_says_all_that_is_proven(proof: Proof) -> None:
    """Whoever proves more than the row says is told to say it."""
    proven(proof)
    with proof.holds(Promise.READS_ON):
        assert proof.row.fault
    with pytest.raises(AssertionError):
        proof.must_be_whole()
