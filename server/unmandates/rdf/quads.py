"""Quads of stores: those of some graphs, and what they say without their graph."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox


def in_default(quad: ox.Quad) -> ox.Quad:
    """Return what a quad says, in the default graph."""
    return ox.Quad(quad.subject, quad.predicate, quad.object)


def of_graphs(store: ox.Store, names: Iterable[str]) -> Iterator[ox.Quad]:
    """Yield the quads of a store's graphs, given by their IRIs, one graph after another."""
    for name in names:
        yield from store.quads_for_pattern(None, None, None, ox.NamedNode(name))
