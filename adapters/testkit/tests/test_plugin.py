"""The pytest plugin, as somebody has it who installed the kit: in a folder of their own."""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime

import community_domain_storage  # Here and not anew in each of the runs below.
import community_domain_testkit
import pytest
from community_domain_testkit import FrozenClock

from community_domain import InvalidValue

ONCE = (community_domain_storage, community_domain_testkit)
COMMUNITY = """
from datetime import date, timedelta

import pytest
from community_domain import MemberId
from community_domain.members import RegisterMember
from community_domain_testkit import BEGINNING, FOUNDER


@pytest.mark.parametrize("number", [1, 2])
def test_somebody_comes(community, frozen_clock, number):
    frozen_clock.advance(timedelta(days=1))
    wish = RegisterMember(MemberId("member-1"), "Member 1", date(1980, 1, 1))
    [row] = community.acting(FOUNDER).execute(wish).recorded
    assert row.position == 4
    assert row.recorded_at == row.envelope.context.at == BEGINNING + timedelta(days=1)
    assert row.envelope.command_id == "command-2"
"""
HISTORY = """
from community_domain.members import GuardianLinked
from community_domain_testkit import histories
from hypothesis import Phase, given, settings


@settings(max_examples=50, phases=[Phase.generate], database=None, derandomize=True)
@given(histories(size=3, minors=1, namespaces=("community", "member")))
def test_nobody_is_ever_enrolled(history):
    assert not any(isinstance(one, GuardianLinked) for one in history.events)
"""
MACHINE = """
from community_domain import Outcome
from community_domain.activities import SignUp
from community_domain_testkit import CommunityMachine, Moves
from hypothesis import Phase, settings


class AppMachine(CommunityMachine):
    moves = Moves(namespaces=("community", "member", "activity"))

    def beside(self, step, results):
        for issue, result in zip(step.issues, results, strict=True):
            if isinstance(issue.command, SignUp) and isinstance(result, Outcome):
                raise ValueError("no seat is ever given")


TestApp = AppMachine.TestCase
TestApp.settings = settings(phases=[Phase.generate], stateful_step_count=5, deadline=None)
"""
CONTRACT = """
import pytest
from community_domain import MemoryLog
from community_domain_testkit import EventLogContract

{mark}


{decorator}
class TestMyLog(EventLogContract):
    @pytest.fixture{params}
    def new_log(self):
        {made}
"""
USUAL = {"mark": "", "decorator": "", "params": "", "made": "return MemoryLog"}
LEFT_OUT = {
    "a mark of the module": {"mark": "pytestmark = pytest.mark.skip('no server')"},
    "a mark of the class": {"decorator": "@pytest.mark.skipif(True, reason='no server')"},
    "what may fail": {"decorator": "@pytest.mark.xfail(reason='no server')"},
    "what is not run": {"decorator": "@pytest.mark.xfail(reason='no server', run=False)"},
    "its fixture": {"made": "pytest.skip('no server')"},
    "what its fixture gives": {"made": "return lambda: pytest.skip('no server')"},
}
ONE_CHECK = ("-k", "positions_count")
WITHOUT_OUR_SQLITE = ("-W", "ignore::community_domain_storage.OldSQLite")


def test_a_community_on_each_log_that_is_asked_for(
    pytester: pytest.Pytester, postgres_url: str
) -> None:
    """The same test in memory, in a file and on a server; by default in memory.

    Each time in a community of its own, just founded, under the frozen clock.
    """
    pytester.makepyfile(COMMUNITY)
    pytester.runpytest().assert_outcomes(passed=2)
    pytester.makeconftest(
        f"""
        import pytest

        @pytest.fixture(scope="session")
        def community_postgres_url():
            return {postgres_url!r}
        """
    )
    logs = f"--community-log=memory, sqlite,postgres,{postgres_url}"
    done = pytester.runpytest(logs, *WITHOUT_OUR_SQLITE, "-v")
    done.assert_outcomes(passed=8)
    for name in ("memory", "sqlite", "postgres", "postgresql"):
        done.stdout.fnmatch_lines([f"*test_somebody_comes[[]*{name}*PASSED*"])


def test_a_vocabulary_of_ones_own(pytester: pytest.Pytester) -> None:
    """An app says once what its communities speak."""
    pytester.makepyfile(
        """
        import pytest
        from community_domain import STANDARD, Slice

        MINE = STANDARD + Slice("kite", (), (), (), (), (), (), (), ())

        @pytest.fixture
        def community_vocabulary():
            return MINE

        def test_mine(community):
            assert community.domain is MINE
            assert community.log.head().position == 3
        """
    )
    pytester.runpytest().assert_outcomes(passed=1)


def test_a_domain_that_founds_nothing(pytester: pytest.Pytester) -> None:
    """An app that speaks of other things begins with an empty log."""
    pytester.makepyfile(
        """
        import pytest
        from community_domain import Domain

        @pytest.fixture
        def community_vocabulary():
            return Domain(())

        def test_empty(community):
            assert community.log.head().position == 0
        """
    )
    pytester.runpytest().assert_outcomes(passed=1)


@pytest.mark.parametrize("log", ["slite", "memory,ftp://host/logs", "", "memory,"])
def test_logs_that_nothing_opens_are_refused(log: str, pytester: pytest.Pytester) -> None:
    """At once, by name, with what there is."""
    pytester.makepyfile(COMMUNITY)
    done = pytester.runpytest(f"--community-log={log}")
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    wrong = log.rpartition(",")[2] or log
    done.stderr.fnmatch_lines(
        [f"ERROR: --community-log={wrong}: *There are memory, postgres, postgresql, sqlite, umadb"]
    )


def test_memory_has_no_address(pytester: pytest.Pytester) -> None:
    """There is a new one each time, however it is said."""
    pytester.makepyfile(COMMUNITY)
    pytester.runpytest("--community-log=memory://").assert_outcomes(passed=2)
    done = pytester.runpytest("--community-log=memory:lasting")
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines(["ERROR: --community-log=memory:lasting: say memory alone*"])


@pytest.mark.parametrize("set_to", [FrozenClock, FrozenClock().move_to], ids=["made", "moved"])
def test_a_clock_that_stands_nowhere_is_refused(set_to: Callable[[datetime], object]) -> None:
    """A naive instant is none: it would be refused at the first command."""
    with pytest.raises(InvalidValue, match="time zone"):
        set_to(datetime(2024, 6, 1))  # noqa: DTZ001 - naive is what it is about


def test_which_server_must_be_said(pytester: pytest.Pytester) -> None:
    """The kit starts none; it says the two ways to name one."""
    pytester.makepyfile(COMMUNITY)
    done = pytester.runpytest("--community-log=postgres")
    done.assert_outcomes(errors=2)
    done.stdout.fnmatch_lines(["*postgresql://user@host/database, or override*"])


def script_in(told: str) -> str:
    """The script that a report shows."""
    return told.partition("the story as a script")[2].partition("\n")[2].partition("\n=====")[0]


def run(script: str, pytester: pytest.Pytester) -> "subprocess.CompletedProcess[str]":
    """Run a script in the folder of the tests."""
    pytester.path.joinpath("story.py").write_text(script, "utf-8")
    return subprocess.run(
        [sys.executable, "story.py"],
        cwd=pytester.path,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_failing_history_is_told_as_a_script(pytester: pytest.Pytester) -> None:
    """What Hypothesis found can be run without it, and looked at."""
    pytester.makepyfile(test_history=HISTORY)
    done = pytester.runpytest()
    done.assert_outcomes(failed=1)
    script = script_in(done.stdout.str())
    again = run(script + "\nprint([row.event for row in community.log.read()])\n", pytester)
    assert again.returncode == 0, again.stderr
    assert "GuardianLinked" in again.stdout


def test_a_failing_machine_is_told_as_a_script(pytester: pytest.Pytester) -> None:
    """The script fails as the machine did, and each of its commands is needed for that."""
    pytester.makepyfile(test_machine=MACHINE)
    done = pytester.runpytest("-p", "no:cacheprovider")
    done.assert_outcomes(failed=1)
    script = script_in(done.stdout.str())
    assert script.startswith("# ValueError: no seat is ever given\n\nfrom datetime"), script
    assert "from test_machine import AppMachine" in script
    again = run(script, pytester)
    assert "ValueError: no seat is ever given" in again.stderr
    ending = "AppMachine.retell(STORY)"
    shorter = """
for number in range(len(STORY)):
    AppMachine.retell([*STORY[:number], *STORY[number + 1 :]])
print(len(STORY), "needed")
"""
    needed = run(script.replace(ending, shorter), pytester)
    assert needed.stdout == f"{script.count('    issued(')} needed\n", needed.stderr


def test_a_test_that_tells_no_story_has_no_script(pytester: pytest.Pytester) -> None:
    """Nor has one that follows a test which told one."""
    pytester.makepyfile(
        test_history=HISTORY.replace("assert not any", "assert any")
        .replace("GuardianLinked)", "object)")
        .replace("test_nobody", "test_a"),
        test_other="def test_b():\n    raise ValueError\n",
    )
    done = pytester.runpytest()
    assert "the story as a script" not in done.stdout.str()


def test_a_script_that_cannot_be_told_hides_nothing(pytester: pytest.Pytester) -> None:
    """The failure that is reported stays the one that was met."""
    pytester.makepyfile(
        """
        from community_domain_testkit.latest import LATEST

        def wrong(failure):
            raise KeyError("no name")

        def test_fails():
            LATEST.tell(wrong)
            raise ValueError("met")
        """
    )
    done = pytester.runpytest()
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(["*ValueError: met*", "It could not be told*no name*"])


@pytest.mark.parametrize("how", LEFT_OUT)
def test_a_check_that_is_left_out_has_failed(how: str, pytester: pytest.Pytester) -> None:
    """Whatever would skip it: a contract is kept or it is not."""
    pytester.makepyfile(CONTRACT.format(**(USUAL | LEFT_OUT[how])))
    done = pytester.runpytest(*ONE_CHECK)
    assert done.ret == pytest.ExitCode.TESTS_FAILED
    done.stdout.fnmatch_lines(["*::test_positions* is a check of a contract*no server*"])
    outcomes = done.parseoutcomes()
    assert not outcomes.keys() & {"passed", "skipped", "xfailed", "xpassed"}


def test_other_tests_may_be_left_out(pytester: pytest.Pytester) -> None:
    """What is no check of a contract is nobody's business."""
    pytester.makepyfile(
        CONTRACT.format(**USUAL),
        test_other="""
        import pytest

        @pytest.mark.skip
        def test_positions_counted_elsewhere(): ...

        class TestElsewhere:
            @pytest.mark.xfail
            def test_positions_counted(self):
                raise ValueError
        """,
    )
    pytester.runpytest(*ONE_CHECK).assert_outcomes(passed=1, skipped=1, xfailed=1)


def test_a_contract_is_kept_on_many_stores(pytester: pytest.Pytester) -> None:
    """The fixture may have parameters, and each check is made for each."""
    pytester.makepyfile(CONTRACT.format(**USUAL | {"params": "(params=['here', 'there'])"}))
    done = pytester.runpytest("-v", *ONE_CHECK)
    done.assert_outcomes(passed=2)
    done.stdout.fnmatch_lines(["*[[]here]*", "*[[]there]*"])


def test_nothing_is_imported_where_nothing_is_tested(pytester: pytest.Pytester) -> None:
    """Whoever has the kit installed does not wait for it in tests of something else."""
    pytester.makepyfile(
        """
        import sys

        def test_something_else():
            assert "community_domain_hooks.for_pytest" in sys.modules
            assert not {"community_domain", "community_domain_testkit"} & set(sys.modules)
        """
    )
    pytester.runpytest_subprocess("-p", "no:hypothesispytest").assert_outcomes(passed=1)


def test_a_log_asked_for_while_a_test_runs_is_the_one_that_was_named(
    pytester: pytest.Pytester,
) -> None:
    """It is never another one in silence; where there are several, the test cannot run on each."""
    pytester.makepyfile(
        """
        from community_domain import MemoryLog

        def test_which(request):
            assert not isinstance(request.getfixturevalue("community").log, MemoryLog)
        """
    )
    pytester.runpytest("--community-log=sqlite").assert_outcomes(passed=1)
    done = pytester.runpytest("--community-log=sqlite,memory")
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(["*asks for its log while it runs, and --community-log names 2*"])


def test_a_story_that_fails_by_pytest_fail_ends_one_test_alone(pytester: pytest.Pytester) -> None:
    """It is told like any other, and the tests behind it are run."""
    pytester.makepyfile(
        test_machine=MACHINE.replace(
            'raise ValueError("no seat is ever given")', "pytest.fail('no')"
        ).replace("from hypothesis", "import pytest\nfrom hypothesis", 1)
        + "\n\ndef test_behind():\n    pass\n"
    )
    done = pytester.runpytest("-p", "no:cacheprovider")
    done.assert_outcomes(failed=1, passed=1)
    assert script_in(done.stdout.str()).startswith("# Failed: no\n")
