"""Every Python block of README and docs is run, so that what is shown is so.

The blocks of one file share their names and build on each other, as a reader would type them; each
file runs in a folder of its own. A block that opens with `>>>` shows its output too, which is
compared.
"""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from sybil import Document
from sybil.parsers.markdown import PythonCodeBlockParser

ROOT = Path(__file__).parents[1]
PAGES = [
    ROOT / "README.md",
    *sorted(ROOT.glob("docs/**/*.md")),
    *sorted(ROOT.glob("adapters/*/README.md")),
]
SERVER = "COMMUNITY_DOCS_POSTGRES"
"""Names the address of a PostgreSQL server that a page works on."""
OPENING = re.compile(
    r"^[ \t>*+-]*(?:`{3,}|~{3,})[ \t]*(py.*?)[ \t]*$", re.IGNORECASE | re.MULTILINE
)


def run(page: Path, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Run the Python blocks of a page in order, in a folder.

    Raises:
        AssertionError: A block shows other output, or is marked so that it would not be run.
        Exception: Whatever a block raises.
    """
    for mark in OPENING.findall(page.read_text("utf-8")):
        assert mark == "python", f"{page}: mark the block as `python`, not `{mark}`"
    # Classes say which module they are from; a module of that name must be there to be asked.
    module = ModuleType(f"page_{page.stem}")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.chdir(folder)
    document = Document.parse(str(page), PythonCodeBlockParser())
    document.namespace = vars(module)
    for example in document.examples():
        example.evaluate()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_page(
    page: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    """What the page shows runs as it stands; one that asks for a server gets one."""
    if SERVER in page.read_text("utf-8"):
        monkeypatch.setenv(SERVER, request.getfixturevalue("postgres_url"))
    run(page, monkeypatch, tmp_path)


def test_blocks_build_on_each_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A later block sees earlier names, and files it writes land in the page's own folder."""
    page = tmp_path / "page.md"
    page.write_text(
        "```python\nfrom pathlib import Path\ncount = 2\n```\nand, three lines on,\n"
        "- in a list:\n  ```python\n  Path('out').write_text(str(count))\n  ```\n"
        "```python\n>>> count + 1\n3\n```\n"
    )
    folder = tmp_path / "folder"
    folder.mkdir()
    run(page, monkeypatch, folder)
    assert (folder / "out").read_text() == "2"


@pytest.mark.parametrize(
    "block",
    [
        "```python\nassert 1 == 2\n```",
        "```python\n>>> 1 + 1\n3\n```",
        "- ~~~python\n  assert False\n  ~~~",
        "```py\n1\n```",
        "```Python\n1\n```",
        "> ```python title=x\n> 1\n> ```",
    ],
)
def test_wrong_page_is_reported(
    block: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A page that shows what is not so fails, as does a block that would be passed over."""
    page = tmp_path / "page.md"
    page.write_text(f"# Page\n\n{block}\n")
    with pytest.raises(AssertionError):
        run(page, monkeypatch, tmp_path)


def test_what_is_known_to_go_wrong_has_its_tests() -> None:
    """Each mistake on that page names tests, and each of those exists in the tree."""
    page = (ROOT / "docs/explanation/known-to-go-wrong.md").read_text("utf-8")
    cases = [line for line in page.splitlines() if line.startswith("| ")][2:]
    named = [re.findall(r"`(test_\w+)`", case) for case in cases]
    assert len(cases) == 7
    assert all(named)
    defined = {
        name
        for folder in ("tests", "adapters")
        for file in (ROOT / folder).rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)
    }
    assert {name for names in named for name in names} <= defined
