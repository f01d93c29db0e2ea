"""The reference is complete, and says what the code says."""

import inspect
import re
from pathlib import Path

import pytest

import community_domain
from community_domain import STANDARD
from tests.reference import FOLDER, PAGES, all_refusals, field_docs, rules, written

SOURCES = sorted(Path(community_domain.__file__).parent.rglob("*.py"))
RULE = re.compile(r"\bR(\d+)(?:–R(\d+))?\b")
LINK = re.compile(r"\]\((\w+\.md)#([\w-]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def named_rules() -> set[str]:
    """The rules that the core names anywhere, ranges counted out."""
    found = [match for path in SOURCES for match in RULE.findall(path.read_text("utf-8"))]
    return {f"R{n}" for first, last in found for n in range(int(first), int(last or first) + 1)}


def anchors(page: str) -> set[str]:
    """The places on a page that a link may point to."""
    headings = HEADING.findall((FOLDER / page).read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", PAGES)
def test_page_says_what_the_code_says(name: str) -> None:
    """A committed page that the code has left behind misleads; write it anew."""
    committed = (FOLDER / name).read_text("utf-8")
    assert committed == written(name), "run: uv run python -m tests.reference"


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    """Each link of a page points at an entry that is there."""
    links = LINK.findall((FOLDER / name).read_text("utf-8"))
    assert [link for link in links if link[1] not in anchors(link[0])] == []


def test_every_rule_has_its_entry() -> None:
    """A rule that the core names without an entry could be looked up nowhere."""
    claimed = {kind.rule for kind in all_refusals(STANDARD)}
    claimed |= {setting.rule for setting in STANDARD.settings}
    assert claimed - {None} <= named_rules()
    assert named_rules() - rules().keys() == set()


@pytest.mark.parametrize("number", rules())
def test_rule_is_explained(number: str) -> None:
    """An entry has the rule, the reason, and only events that exist."""
    rule = rules()[number]
    assert rule.keys() <= {"text", "why", "events", "so_far"}
    assert rule["text"].endswith(".")
    assert rule["why"].endswith(".")
    assert set(rule["events"]) <= STANDARD.event_types.keys()


@pytest.mark.parametrize(
    "kind",
    [*STANDARD.events, *STANDARD.commands, *STANDARD.states, *all_refusals(STANDARD)],
    ids=lambda kind: kind.__name__,
)
def test_kind_has_its_sentence(kind: type) -> None:
    """Each event, command, state and refusal says itself what it is, in a whole sentence."""
    said = vars(kind).get("__doc__")
    assert said
    assert inspect.cleandoc(said).split("\n\n")[0].endswith(".")


@pytest.mark.parametrize("setting", STANDARD.settings, ids=lambda setting: setting.name)
def test_setting_names_its_rule(setting: community_domain.Setting) -> None:
    """Each setting of the library belongs to a rule, and its default is within its bounds."""
    assert setting.rule in rules()
    assert setting.at(setting.default).value == setting.default


@pytest.mark.parametrize("kind", STANDARD.decisions.values(), ids=lambda one: one.command.__name__)
def test_decision_says_what_it_does(
    kind: community_domain.Decision[community_domain.Command],
) -> None:
    """Each decision has a sentence, and its right has a name in both languages."""
    assert inspect.getdoc(kind.function)
    assert kind.by.name.isascii()
    assert not kind.by.name_zh.isascii()


def test_field_docs_are_found() -> None:
    """Sentences below fields reach the pages, also those of fields from a base class."""
    docs = field_docs(community_domain.kernel.envelopes.Context)
    assert (
        docs["at"] == "When it is decided: aware, UTC, never behind the community's last decision."
    )
    assert "reason" not in docs
