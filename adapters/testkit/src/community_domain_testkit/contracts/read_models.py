"""What every read model must do: a suite that the tests of an application subclass.

    class TestSeatsShown(ReadModelContract):
        @pytest.fixture
        def new_model(self, tmp_path):
            numbers = count()
            return lambda: partial(SeatsShown, tmp_path / f"{next(numbers)}.db")

A subclass says how a model is opened on a storage of its own, and nothing else: it cannot take a
check away, nor leave one out. Each check fails on a model that shows nothing.
"""

# ruff: noqa: S101 - a contract asserts

from collections.abc import Callable
from contextlib import closing
from copy import deepcopy
from functools import partial
from typing import Protocol

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from community_domain import EventLog

from ..histories import History
from .dying import dies_at, lines_of
from .following import Following, GrowingLog, Steps, for_histories, must_be_opened

__all__ = ["NewModel", "OpenModel", "ReadModel", "ReadModelContract"]

OFTEN = 30
"""A line is passed so often at most before a process dies there."""


class ReadModel(Protocol):
    """A reading of the log, kept in a storage of its own, or in memory."""

    def catch_up(self, log: EventLog) -> object:
        """Take in what was recorded behind the model's position, up to the head of the log."""
        ...

    def rebuild(self, log: EventLog) -> object:
        """Forget everything and take in the whole log, as after a change of the model's code."""
        ...

    def shown(self) -> object:
        """All that the model shows, as a value that can be compared."""
        ...

    def close(self) -> object:
        """Let go of files and connections, and save nothing: a process that dies does no more."""
        ...


OpenModel = Callable[[], ReadModel]
"""Opens the model on one storage, as often as it is called: a restart."""
NewModel = Callable[[], OpenModel]
"""Makes a new, empty storage."""


class ReadModelContract(Following):
    """The checks of a read model. A subclass gives the fixture `new_model`."""

    idle = "the model shows the same whatever happened"

    @pytest.fixture
    def new_model(self) -> NewModel:
        """How a model is opened on an empty storage; a subclass says it."""
        raise NotImplementedError(f"{type(self).__name__} must give the fixture new_model")

    @pytest.fixture(autouse=True)
    def _opens(self, new_model: NewModel) -> None:
        must_be_opened("new_model", new_model(), ReadModel)

    def test_step_by_step_shows_what_one_pass_shows(self, new_model: NewModel) -> None:
        """However often it catches up, and wherever, it shows what one pass up to there shows."""

        def check(history: History, data: DataObject) -> bool:
            log = GrowingLog(history.log)
            with closing(new_model()()) as model:
                for by, _ in data.draw(Steps, "steps"):
                    log.grow(by)
                    model.catch_up(log)
                    assert shown(model) == _at_once(new_model, history, log.until)
                return _ends_as_one_pass(model, log, new_model, history)

        for_histories(self, check)

    def test_restarts_change_nothing(self, new_model: NewModel) -> None:
        """Whenever it is stopped and opened again, it goes on as if it had not been stopped."""

        def check(history: History, data: DataObject) -> bool:
            log, opened = GrowingLog(history.log), new_model()
            model = opened()
            for by, restarts in data.draw(Steps, "steps"):
                log.grow(by)
                model.catch_up(log)
                if restarts:
                    model.close()
                    model = opened()
            with closing(model):
                return _ends_as_one_pass(model, log, new_model, history)

        for_histories(self, check)

    def test_catching_up_without_news_changes_nothing(self, new_model: NewModel) -> None:
        """An event that was taken in counts once, also when a restart comes between."""

        def check(history: History, _: DataObject) -> bool:
            log, opened = GrowingLog(history.log), new_model()
            busy = False
            for _time in range(2):
                with closing(opened()) as model:
                    busy = _ends_as_one_pass(model, log, new_model, history)
                    assert _ends_as_one_pass(model, log, new_model, history) == busy
            return busy

        for_histories(self, check)

    def test_what_was_taken_in_is_not_read_again(self, new_model: NewModel) -> None:
        """It goes on from its position: catching up costs what is new, not all there ever was."""

        def check(history: History, data: DataObject) -> bool:
            log = GrowingLog(history.log)
            with closing(new_model()()) as model:
                for by, _ in data.draw(Steps, "steps"):
                    before, told = log.until, len(log.told)
                    log.grow(by)
                    model.catch_up(log)
                    assert [p for p in log.told[told:] if p <= before] == []
                return _ends_as_one_pass(model, log, new_model, history)

        for_histories(self, check)

    def test_nothing_is_shown_before_it_is_taken_in(self, new_model: NewModel) -> None:
        """What it shows stands at its position, whatever was recorded since."""

        def check(history: History, data: DataObject) -> bool:
            log = GrowingLog(history.log)
            log.grow(data.draw(st.integers(0, len(history.events)), "taken in"))
            with closing(new_model()()) as model:
                model.catch_up(log)
                before = shown(model)
                log.grow()
                assert shown(model) == before
                return _ends_as_one_pass(model, log, new_model, history)

        for_histories(self, check)

    def test_what_is_recorded_meanwhile_is_not_missed(self, new_model: NewModel) -> None:
        """Others record while it reads, follow-ups too: it takes them in then, or the next time."""

        def check(history: History, data: DataObject) -> bool:
            log = GrowingLog(history.log, meanwhile=data.draw(st.integers(1, 9), "meanwhile"))
            with closing(new_model()()) as model:
                model.catch_up(log)
                model.catch_up(log)
                log.meanwhile = 0
                return _ends_as_one_pass(model, log, new_model, history)

        for_histories(self, check)

    def test_rebuilding_shows_what_catching_up_shows(self, new_model: NewModel) -> None:
        """Rebuilt at any time, and going on from there, it shows what it would have shown."""

        def check(history: History, data: DataObject) -> bool:
            log = GrowingLog(history.log)
            with closing(new_model()()) as model:
                for by, rebuilds in [(1, True), *data.draw(Steps, "steps")]:
                    log.grow(by)
                    (model.rebuild if rebuilds else model.catch_up)(log)
                    assert shown(model) == _at_once(new_model, history, log.until)
                model.rebuild(log)
                return _ends_as_one_pass(model, log, new_model, history)

        for_histories(self, check)

    def test_a_death_at_any_line_loses_and_doubles_nothing(self, new_model: NewModel) -> None:
        """Wherever it dies while it catches up, it goes on from there when it is opened again."""
        for_histories(self, lambda history, data: _dies(new_model, history, data, rebuilds=False))

    def test_a_death_while_rebuilding_loses_and_doubles_nothing(self, new_model: NewModel) -> None:
        """The same while it rebuilds; who opens it again need not know that it was rebuilding."""
        for_histories(self, lambda history, data: _dies(new_model, history, data, rebuilds=True))


def shown(model: ReadModel) -> object:
    """What a model shows, as it stands now."""
    return deepcopy(model.shown())


def _at_once(new_model: NewModel, history: History, until: int) -> object:
    """What a new model shows that takes in everything up to a position in one pass."""
    with closing(new_model()()) as model:
        model.catch_up(GrowingLog(history.log, until))
        return shown(model)


def _ends_as_one_pass(
    model: ReadModel, log: GrowingLog, new_model: NewModel, history: History
) -> bool:
    """The model at the end of the log must agree; whether it shows more than at the beginning."""
    log.grow()
    model.catch_up(log)
    once = _at_once(new_model, history, log.until)
    assert shown(model) == once
    return once != _at_once(new_model, history, 0)


def _dies(new_model: NewModel, history: History, data: DataObject, *, rebuilds: bool) -> bool:
    """Let a model die at each line it passes, on a storage of its own for each."""
    log = GrowingLog(history.log)
    log.grow()
    once = _at_once(new_model, history, log.until)

    def work(model: ReadModel) -> None:
        (model.rebuild if rebuilds else model.catch_up)(log)

    def before(opened: OpenModel) -> ReadModel:
        model = opened()
        if rebuilds:
            model.catch_up(log)
        return model

    nth = data.draw(st.integers(1, OFTEN), "each line for the nth time")
    with closing(before(new_model())) as model:
        lines = lines_of(partial(work, model), nth)
    for line in lines:
        opened = new_model()
        with closing(before(opened)) as model:
            dies_at(line, partial(work, model))
        with closing(opened()) as model:
            model.catch_up(log)
            assert shown(model) == once, f"after it died at {line}"
    return once != _at_once(new_model, history, 0)
