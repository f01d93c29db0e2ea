"""The core is a function of what it is given: no clock, chance, environment, file or network.

Imports are allowed by name rather than forbidden by name, so that a module nobody thought of is
reported too.
"""

import ast
from pathlib import Path

import pytest

PURE = {
    "__future__",
    "abc",
    "attr",
    "attrs",
    "base64",
    "bisect",
    "calendar",
    "collections",
    "community_domain",
    "contextlib",
    "contextvars",
    "copy",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "graphlib",
    "hashlib",
    "heapq",
    "itertools",
    "json",
    "keyword",
    "math",
    "numbers",
    "operator",
    "re",
    "statistics",
    "string",
    "textwrap",
    "threading",
    "types",
    "typing",
    "unicodedata",
    "warnings",
    "weakref",
}
"""Modules whose answers depend on their arguments alone; locks keep threads apart and no more."""

TIME_ZONES = "kernel/zones.py"
TIME_ZONE_DATA = ("importlib.resources", "tzdata", "zoneinfo")
"""The tz database is data of a pinned distribution, read in one module."""

BUILTINS = {"__import__", "breakpoint", "compile", "eval", "exec", "input", "open", "print"}
CLOCKS = {"fromtimestamp", "now", "today", "utcfromtimestamp", "utcnow"}
"""What `datetime` and `date` offer that reads the clock or the zone of the machine."""


def impurities(source: str, module: str) -> list[str]:
    """What a module imports or calls that could give another answer tomorrow or elsewhere.

    Args:
        source: Its text.
        module: Its path inside the core, such as `kernel/zones.py`.

    Returns:
        One sentence for each, with its line.
    """
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            wrong = (name for name in _imported(node) if not _may_import(name, module))
            found += ((node.lineno, f"imports {name}") for name in wrong)
        elif isinstance(node, ast.expr) and (use := _use(node)):
            found.append((node.lineno, use))
    return [f"{module}:{line}: {what}" for line, what in sorted(found)]


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    return [] if node.level else [f"{node.module}.{name.name}" for name in node.names]


def _use(node: ast.expr) -> str | None:
    match node:
        case ast.Name(id=name) if name in BUILTINS:
            return f"uses {name}"
        case ast.Attribute(attr=name) if name in CLOCKS:
            return f"uses .{name}"
        case ast.Call(func=ast.Attribute(attr="astimezone"), args=[], keywords=[]):
            return "converts to the zone of the machine"
        case ast.Call(func=ast.Name(id="ZoneInfo") | ast.Attribute(attr="ZoneInfo")):
            return "looks for a zone on the machine"
        case _:
            return None


def _may_import(name: str, module: str) -> bool:
    if name.partition(".")[0] in PURE:
        return True
    return module == TIME_ZONES and f"{name}.".startswith(tuple(f"{d}." for d in TIME_ZONE_DATA))


def test_core_is_pure(root: Path) -> None:
    """Same history, same command, same events: nothing in the core can make it otherwise."""
    core = root / "src" / "community_domain"
    modules = sorted(core.rglob("*.py"))
    assert modules
    found = [
        what
        for path in modules
        for what in impurities(path.read_text("utf-8"), path.relative_to(core).as_posix())
    ]
    assert found == []


@pytest.mark.parametrize(
    "snippet",
    [
        # The clock
        "import time",
        "from time import monotonic",
        "from datetime import datetime\ndatetime.now()",
        "import datetime as dt\ndt.datetime.now(dt.UTC)",
        "from datetime import datetime\ndatetime.utcnow()",
        "from datetime import datetime\ndef read(clock=datetime.today): ...",
        "from datetime import date\ndate.today()",
        "from datetime import datetime\ndatetime.fromtimestamp(0)",
        "given.astimezone()",
        # Chance
        "import random",
        "from secrets import token_hex",
        "import uuid",
        # The environment
        "import os",
        "from os import environ",
        "from os.path import exists",
        "from sys import argv",
        "import sys",
        "import platform",
        "import locale",
        "import getpass",
        # Files
        "open('rules')",
        "read = open",
        "from pathlib import Path",
        "import io",
        "import tempfile",
        "import shutil",
        "import sqlite3",
        "from importlib import resources",
        # The network
        "import socket",
        "from http import client",
        "import urllib.request",
        "import ssl",
        "import asyncio",
        # Other programs, other code, other ears
        "import subprocess",
        "import ctypes",
        "__import__('os')",
        "eval('1')",
        "from importlib import import_module",
        "import logging.handlers",
        "import logging",
        "print('done')",
        # Nested, where no test would look
        "def decide():\n    if True:\n        import random",
        "class Event:\n    import time",
        # Zones from the machine
        "from zoneinfo import ZoneInfo",
        "import zoneinfo",
        "import tzdata",
        # Libraries
        "import requests",
        "import numpy as np",
    ],
)
def test_impurity_is_reported(snippet: str) -> None:
    """The check fails on each kind of thing it is there to forbid."""
    assert len(impurities(snippet, "members/state.py")) == 1


@pytest.mark.parametrize(
    "snippet",
    ["from zoneinfo import ZoneInfo\nZoneInfo('Europe/Paris')", "import importlib", "import os"],
)
def test_time_zones_have_no_other_leave(snippet: str) -> None:
    """The one module that reads tz data may read nothing else, and not the machine's copy."""
    assert len(impurities(snippet, TIME_ZONES)) == 1


@pytest.mark.parametrize(
    ("snippet", "module"),
    [
        ("from importlib import resources\nfrom zoneinfo import ZoneInfo", TIME_ZONES),
        ("import importlib.resources\nimport tzdata\nZoneInfo.from_file(data)", TIME_ZONES),
        ("import attrs\nfrom ..kernel import zone\nfrom . import time", "members/events.py"),
        ("from datetime import datetime, UTC\nat.astimezone(UTC)", "members/state.py"),
        ("from collections.abc import Mapping\nimport threading", "kernel/community.py"),
    ],
)
def test_pure_code_is_kept(snippet: str, module: str) -> None:
    """What depends on its arguments alone is not reported."""
    assert impurities(snippet, module) == []
