"""The entry point through which Hypothesis finds the strategies of the test kit by itself.

`import hypothesis` runs `hook`, in every project that has the kit installed. It therefore imports
neither the domain nor the kit. Where that took 700 milliseconds, 2 of them were the hook's. Types
are registered when `community_domain` has been imported (8 of its 1,500 milliseconds there), and
the kit is imported when a strategy is first asked for.
"""

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

__all__ = ["hook"]

DOMAIN = "community_domain"


def hook() -> None:
    """Register the types of the standard domain, at once or as soon as it is imported."""
    module = sys.modules.get(DOMAIN)
    if module is None:
        sys.meta_path.insert(0, _Watch())
    else:
        _register(module)


def _register(module: ModuleType) -> None:
    """Register the standard domain; not while its module is still being imported."""
    if hasattr(module, "STANDARD"):
        from .registering import register  # noqa: PLC0415 - imports what the hook must not

        register(module.STANDARD)


class _Watch(MetaPathFinder):
    """Finds what the other finders find, and sees to it that types are registered then."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The specification of the domain; of nothing else."""
        if fullname != DOMAIN:
            return None
        others = [finder for finder in sys.meta_path if finder is not self]
        found = (finder.find_spec(fullname, path, target) for finder in others)
        spec = next((one for one in found if one), None)
        if spec and spec.loader:
            spec.loader = _AndThen(spec.loader, self)
        return spec


class _AndThen(Loader):
    """Loads a module as another loader does, then registers its types."""

    def __init__(self, inner: Loader, watch: _Watch) -> None:
        self._inner, self._watch = inner, watch

    def __getattr__(self, name: str) -> Any:
        """Whatever else the loader inside can do, such as giving its files."""
        return getattr(self._inner, name)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """The module as the loader inside creates it."""
        return self._inner.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Leave the module to its own loader, and go when it has been imported."""
        module.__loader__ = self._inner
        if module.__spec__:
            module.__spec__.loader = self._inner
        self._inner.exec_module(module)
        if self._watch in sys.meta_path:
            sys.meta_path.remove(self._watch)
        _register(module)
