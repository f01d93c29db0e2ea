"""The how-to about installing from a wheelhouse, done as it is shown, outside the checkout."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.pages import blocks, environment, run_commands, runs, script

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "how-to" / "install-from-a-wheelhouse.md"
BUILD, WITH_UV, WITH_PIP, RUN = blocks(PAGE, "sh")
[APP] = blocks(PAGE, "python")
[SETTINGS] = blocks(PAGE, "toml")
[SHOWN] = blocks(PAGE, "text")
LESSON = ROOT / "docs" / "tutorial" / "test-your-app.md"
STORAGE, KIT = "community-domain-storage", "community-domain-testkit"
WHEELHOUSE = "/tmp/wheelhouse"  # noqa: S108 - as the page has it; the tests use their own
TYPED_PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/*/*.md"))]
TOOLS = Path(sys.executable).parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the checkout."""
    return tmp_path_factory.mktemp("wheelhouse")


@pytest.fixture(scope="module")
def wheels(uv_program: str, folder: Path) -> Path:
    """The wheelhouse, built in the checkout."""
    made = folder / "wheelhouse"
    run_commands(BUILD, root=ROOT, uv=uv_program, folder=ROOT, places={WHEELHOUSE: made})
    return made


@pytest.fixture(scope="module")
def app(uv_program: str, folder: Path, wheels: Path) -> Path:
    """The folder of the app, with an environment in it that holds what was installed."""
    made = folder / "app"
    made.mkdir()
    # Besides, what some pages take from elsewhere.
    with_kit = WITH_UV.replace(STORAGE, f"{STORAGE} {KIT}")
    commands = f"{with_kit}\nuv pip install anyio psycopg"
    run_commands(commands, root=ROOT, uv=uv_program, folder=made, places={WHEELHOUSE: wheels})
    (made / "app.py").write_text(APP, "utf-8")
    return made


@pytest.fixture(scope="module")
def scripts(app: Path) -> list[Path]:
    """What a reader would have who typed the pages off, each in a file beside the app."""
    written: list[Path] = []
    for page in TYPED_PAGES:
        if text := script(page):
            written.append(app / f"{page.stem.lower().replace('-', '_')}.py")
            written[-1].write_text(text, "utf-8")
    return written


def run(uv_program: str, app: Path) -> str:
    """What the page's last commands print in the folder of an app."""
    return run_commands(RUN, root=ROOT, uv=uv_program, folder=app, places={})


def started(app: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """A program started in the folder of the app."""
    return subprocess.run(
        command, cwd=app, env=environment(ROOT), capture_output=True, text=True, check=False
    )


def test_every_distribution_is_in_the_wheelhouse(wheels: Path) -> None:
    """The core and each adapter are built, in one version."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    adapters = {path.parent.name for path in ROOT.glob("adapters/*/pyproject.toml")}
    assert {wheel.name.split("-")[0] for wheel in wheels.glob("*.whl")} == {
        "community_domain",
        *(f"community_domain_{name}" for name in adapters),
    }
    assert {wheel.name.split("-")[1] for wheel in wheels.glob("*.whl")} == {version}


def test_app_records_and_replays(uv_program: str, app: Path) -> None:
    """The app prints what the page says: recorded by one run, found in the file by the next."""
    assert run(uv_program, app) == SHOWN
    assert (app / "lindenhof.db").exists()


def test_app_runs_on_what_was_installed(app: Path) -> None:
    """The wheels are used, not the checkout: its folder is nowhere on the app's path."""
    command = "import sys, community_domain_storage as s; print(s.__file__, *sys.path[1:])"
    done = started(app, app / ".venv" / "bin" / "python", "-c", command)
    home, *searched = done.stdout.split()
    assert Path(home).is_relative_to(app / ".venv")
    assert not any(Path(place).is_relative_to(ROOT) for place in searched)


def test_pip_installs_it_too(uv_program: str, folder: Path, wheels: Path) -> None:
    """Without uv the same wheelhouse serves pip."""
    made = folder / "with-pip"
    made.mkdir()
    (made / "app.py").write_text(APP, "utf-8")
    run_commands(WITH_PIP, root=ROOT, uv=uv_program, folder=made, places={WHEELHOUSE: wheels})
    assert run(uv_program, made) == SHOWN


def test_uv_project_finds_the_wheelhouse(uv_program: str, folder: Path, wheels: Path) -> None:
    """An app that uv manages needs no more than the lines the page shows."""
    made = folder / "managed"
    made.mkdir()
    settings = SETTINGS.replace(WHEELHOUSE, str(wheels))
    (made / "pyproject.toml").write_text(settings, "utf-8")
    (made / "app.py").write_text(APP, "utf-8")
    told = run_commands("uv run app.py", root=ROOT, uv=uv_program, folder=made, places={})
    assert told == SHOWN[: SHOWN.index("known already")]


def test_the_kit_alone_serves_for_its_lesson(uv_program: str, folder: Path, wheels: Path) -> None:
    """In a fresh environment with the kit and nothing else, pytest says what the lesson says."""
    made = folder / "lesson"
    made.mkdir()
    with_kit = WITH_UV.replace(STORAGE, KIT)
    run_commands(with_kit, root=ROOT, uv=uv_program, folder=made, places={WHEELHOUSE: wheels})
    for typed, command, shown in runs(LESSON):
        (made / "test_board.py").write_text(typed, "utf-8")
        activated = f"source .venv/bin/activate\n{command}"
        told = run_commands(activated, root=ROOT, uv=uv_program, folder=made, places={})
        assert shown.strip() in told
    assert len(list(runs(LESSON))) == 2


def test_mypy_accepts_every_page(app: Path, scripts: list[Path]) -> None:
    """Code written from the pages is clean in strict mypy, against the installed types."""
    assert len(scripts) > 1
    installed = app / ".venv" / "bin" / "python"
    apart = ["--config-file=", "--cache-dir=.mypy_cache", f"--python-executable={installed}"]
    done = started(app, TOOLS / "mypy", "--strict", *apart, *scripts)
    assert done.returncode == 0, done.stdout


def test_pyright_accepts_what_a_reader_types(app: Path, scripts: list[Path]) -> None:
    """The README and the app are clean in strict pyright too, against the installed types."""
    names = {"readme.py", f"{PAGE.stem.replace('-', '_')}.py"}
    checked = sorted(names & {path.name for path in scripts})
    assert len(checked) == len(names)
    settings = {"include": checked, "typeCheckingMode": "strict", "venvPath": ".", "venv": ".venv"}
    (app / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    done = started(app, TOOLS / "pyright", "--project", app)
    assert done.returncode == 0, done.stdout
