"""The published data, as networkx carries it."""

from typing import Any, cast

import attrs
import networkx as nx  # type: ignore[import-untyped]  # It ships without types.

__all__ = ["Published", "published"]


@attrs.frozen
class Published:
    """Who was at which gathering."""

    persons: tuple[str, ...]
    gatherings: tuple[str, ...]
    """E1 to E14, in the order of the source."""
    attended: frozenset[tuple[str, str]]
    """Person and gathering."""
    met: frozenset[tuple[frozenset[str], int]]
    """Each pair that met, and how often: networkx's own projection."""


def published() -> Published:
    """Read the graph of persons and gatherings."""
    graph: Any = cast(Any, nx).davis_southern_women_graph()
    persons, gatherings = graph.graph["top"], graph.graph["bottom"]
    projection: Any = cast(Any, nx).bipartite.weighted_projected_graph(graph, persons)
    return Published(
        tuple(persons),
        tuple(gatherings),
        frozenset((person, gathering) for person in persons for gathering in graph[person]),
        frozenset(
            (frozenset((first, second)), times)
            for first, second, times in projection.edges(data="weight")
        ),
    )
