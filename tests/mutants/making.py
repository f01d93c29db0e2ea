"""Make mutants: each is one function of the core with one small change.

The changes are those of mutmut (an operator swapped, an argument left out, a number one higher …),
and conditions turned round. mutmut itself would pass over every decorated function, and here each
decision is one; so its table of changes is used, and the walk is our own.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs
import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

__all__ = ["CORE", "Mutant", "mutants_of", "mutated_modules"]

CORE = Path(__file__).parents[2] / "src" / "community_domain"
PLAIN = (cst.Name, cst.Attribute, cst.Call, cst.NamedExpr)
"""Conditions in which no operator is left to swap."""


@attrs.frozen(eq=False)
class Mutant:
    """One small change to a function."""

    module: Path
    function: str
    """Its qualified name."""
    line: int
    whole: cst.FunctionDef
    old: cst.CSTNode
    new: cst.CSTNode

    @property
    def source(self) -> str:
        """The whole function with the change, without its decorators."""
        bare = self.whole.with_changes(decorators=(), leading_lines=())
        changed = cst.ensure_type(bare.deep_replace(self.old, self.new), cst.FunctionDef)
        return cst.Module([changed]).code

    def holds(self, place: tuple[str, str]) -> bool:
        """Whether a function, by file and qualified name, is this one or made in it."""
        file, name = place
        return file == str(self.module) and name.split(".<locals>")[0] == self.function

    def __str__(self) -> str:
        place = f"{self.module.relative_to(CORE)}:{self.line}"
        return f"{place} {self.function}: {_code(self.old)}  ->  {_code(self.new)}"


def mutated_modules(parts: list[str]) -> list[Path]:
    """The modules of policies and decisions whose path contains one of the parts, or all."""
    rooms = (
        path
        for path in sorted(CORE.rglob("*.py"))
        if {"policies", "decisions"} & {path.stem, path.parent.name}
        and path.parent.name != "kernel"
    )
    return [p for p in rooms if not parts or any(one in str(p.relative_to(CORE)) for one in parts)]


def mutants_of(module: Path) -> Iterator[Mutant]:
    """All mutants of the functions of a module, in order."""
    wrapper = MetadataWrapper(cst.parse_module(module.read_text("utf-8")))
    lines = wrapper.resolve(PositionProvider)
    for name, function in _functions(wrapper.module):
        walk = _Walk()
        for part in (function.params, function.body):
            part.visit(walk)
        for old, new in walk.changes:
            yield Mutant(module, name, lines[old].start.line, function, old, new)


def _functions(module: cst.Module) -> Iterator[tuple[str, cst.FunctionDef]]:
    for statement in module.body:
        if isinstance(statement, cst.FunctionDef):
            yield statement.name.value, statement
        elif isinstance(statement, cst.ClassDef):
            for inner in statement.body.body:
                if isinstance(inner, cst.FunctionDef):
                    yield f"{statement.name.value}.{inner.name.value}", inner


def _code(node: cst.CSTNode) -> str:
    return " ".join(cst.Module([]).code_for_node(node).split())


class _Walk(cst.CSTVisitor):
    """Collect the nodes of a function that can be changed, with what becomes of them."""

    def __init__(self) -> None:
        super().__init__()
        self.changes: list[tuple[cst.CSTNode, cst.CSTNode]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.Annotation):
            return False
        for kind, change in OPERATORS:
            if isinstance(node, kind):
                self.changes += [(node, new) for new in change(node)]
        return True


def _turned_round(node: cst.If | cst.CompIf | cst.While) -> Iterator[cst.CSTNode]:
    """A condition without an operator of its own, with a `not` before it."""
    if isinstance(node.test, PLAIN):
        within = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        yield node.with_changes(test=cst.UnaryOperation(cst.Not(), within))


OPERATORS: tuple[tuple[type, Callable[[Any], Iterable[cst.CSTNode]]], ...] = (
    *mutation_operators,
    (cst.If, _turned_round),
    (cst.CompIf, _turned_round),
    (cst.While, _turned_round),
)
