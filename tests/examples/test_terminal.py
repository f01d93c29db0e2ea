"""How the examples speak: progress, endings, warnings."""

import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from community_domain_storage import NotALog

from community_domain import Conflict, CorruptHistory, MemberId
from community_domain.members import MemberUnknown
from examples.terminal import Stopped, arguments, ran

from .watching import on_terminal


def failing(error: BaseException) -> Callable[[], None]:
    """An example that ends with an error."""

    def main() -> None:
        raise error

    return main


@pytest.mark.parametrize(
    "error",
    [
        Stopped("There is nothing to tell."),
        MemberUnknown(MemberId("person-1")),
        Conflict(5),
        CorruptHistory("position 7", "no such event"),
        NotALog("log.db", "a letter"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_known_errors(error: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    """What the library refuses or cannot do is told in its own sentence; the exit code says so."""
    assert ran(failing(error)) == 1
    out, errors = capsys.readouterr()
    assert out == ""
    assert errors == f"Stopped. {error}\n"


def test_files_that_are_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """An error of the operating system names the file and what is the matter with it."""
    path = tmp_path / "none"
    assert ran(lambda: path.open().close()) == 1
    assert capsys.readouterr().err == f"Stopped. {path}: No such file or directory.\n"


def test_mistakes_are_shown() -> None:
    """A mistake in the program is no ending of its own: its traceback is wanted."""
    with pytest.raises(ZeroDivisionError):
        ran(failing(ZeroDivisionError()))


def test_interrupted(capsys: pytest.CaptureFixture[str]) -> None:
    """After Ctrl-C the shell gets its own code, and the person hears what became of the work."""
    assert ran(failing(KeyboardInterrupt())) == 130
    assert "what was recorded stays" in capsys.readouterr().err


def test_warnings_are_notes(capsys: pytest.CaptureFixture[str]) -> None:
    """A warning is one line of its own, without the source line that gave it."""
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        assert ran(lambda: warnings.warn("The disk is old.", UserWarning, stacklevel=1)) == 0
    assert capsys.readouterr().err == "Note. The disk is old.\n"


def test_reader_has_seen_enough(root: Path) -> None:
    """When whoever reads the output goes away, as `head` does, nothing is said about it."""
    work = (
        "import sys; from examples.terminal import ran\n"
        "def main():\n"
        "    print('first', flush=True); sys.stdin.read(); print('second')\n"
        "sys.exit(ran(main))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", work],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == "first\n"
        process.stdout.close()
        process.stdin.close()
        assert process.stderr.read() == ""
    assert process.returncode == 1


def test_progress_on_a_terminal(root: Path, tmp_path: Path) -> None:
    """Somebody who looks sees what is being done, how far it is, and the end of it."""
    work = (
        "from examples.terminal import progress\n"
        "with progress('Recording', 3) as advance:\n"
        "    for _ in range(3): advance(1)\n"
    )
    shown = on_terminal([sys.executable, "-c", work], cwd=root, out=tmp_path / "out")
    assert "Recording" in shown
    assert "3/3" in shown


def test_help_says_where(capsys: pytest.CaptureFixture[str]) -> None:
    """The help of every example tells which log is used when none is named."""
    parser = arguments("examples.nothing", "Do nothing.", log="memory://")
    with pytest.raises(SystemExit):
        parser.parse_args(["--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert "python -m examples.nothing" in shown
    assert "--log URL" in shown
    assert "default: memory://" in shown
