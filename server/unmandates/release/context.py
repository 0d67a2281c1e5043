"""What some graphs are looked at with when it is worked out what follows from them.

A reasoner needs all that it reasons about in memory, and takes the more of it the more that is; so each graph (or some
small ones together) is reasoned about with what it names alone: the statements about the things that it names and about
what these are parts of or narrower than, and those about what elsewhere refers to its parts in a way that a rule asks
about. That this gives what reasoning about the whole gives is held by `tests/release/test_consequences.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from unmandates.rdf import graphs
from unmandates.rdf.namespaces import ID, PREFIXES
from unmandates.rdf.quads import of_graphs

_UNM, _SKOS = PREFIXES["unm"], PREFIXES["skos"]
#: From a thing to what it is part of or narrower than: followed to the end.
UPWARDS = tuple(
    map(ox.NamedNode, (_UNM + "parent", _UNM + "partOf", _SKOS + "broader", _UNM + "parentBody", _UNM + "source"))
)
#: How another thing refers to a part so that a rule (`rules/`) says something of the part.
REFERRING = tuple(
    ox.NamedNode(_UNM + name) for name in ("renews", "adapts", "changes", "recommendsForAdoption", "concerns", "source")
)
#: Where things are referred to by so many that no rule asks by whom.
_POPULAR = tuple(ID + kind + "/" for kind in ("body", "topic", "scheme", "place", "group", "instrument"))
_DEFAULT = ox.DefaultGraph()
#: Descriptions that are kept: most graphs name the same bodies, verbs and topics.
_KEPT = 4000


@dataclass
class Context:
    """Graphs to be looked at (`own`, their quads) and what is said beside them (`beside`, quads of other graphs)."""

    own: list[ox.Quad]
    beside: list[ox.Quad]


class Contexts:
    """The contexts of graphs in a store that does not change, in which each graph lies under its name."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._described = lru_cache(_KEPT)(self._describe)

    def of(self, names: Iterable[str]) -> Context:
        """Return the context of graphs, given by their IRIs.

        What was inferred, what describes the graph, and copies in the default graph are no part of it, nor is what
        other sources have imported: what was curated does not come to mean something else by an import.
        """
        return _Search(self._store, self._described, set(names)).context()

    def _describe(self, thing: ox.NamedNode) -> list[ox.Quad]:
        return [quad for quad in self._store.quads_for_pattern(thing, None, None, None) if _is_stated(quad)]


class _Search:
    """The search for what belongs to one context."""

    def __init__(self, store: ox.Store, described, names: set[str]) -> None:
        self._store, self._described, self._names = store, described, names
        self._sources = {graphs.source_of(name) for name in names} | {""}
        self._seen: set[ox.NamedNode] = set()
        self._beside: dict[ox.Quad, None] = {}

    def context(self) -> Context:
        own = list(of_graphs(self._store, sorted(self._names)))
        subjects = {quad.subject for quad in own}
        for thing in subjects | {quad.object for quad in own}:
            if _is_ours(thing):
                self._upwards(self._said_of(thing))
        for thing in subjects:
            if _is_ours(thing) and not thing.value.startswith(_POPULAR):
                self._take_in_what_refers_to(thing)
        return Context(own, list(self._beside))

    def _said_of(self, thing: ox.NamedNode) -> list[ox.Quad]:
        """Take in what other graphs say about a thing, and return that."""
        if thing in self._seen:
            return []
        self._seen.add(thing)
        said = [quad for quad in self._described(thing) if self._counts(quad.graph_name.value)]
        self._beside.update(dict.fromkeys(said))
        return said

    def _upwards(self, said: Iterable[ox.Quad]) -> None:
        waiting = [quad.object for quad in said if quad.predicate in UPWARDS]
        while waiting:
            thing = waiting.pop()
            if _is_ours(thing):
                waiting += [quad.object for quad in self._said_of(thing) if quad.predicate in UPWARDS]

    def _take_in_what_refers_to(self, thing: ox.NamedNode) -> None:
        for quad in self._store.quads_for_pattern(None, None, thing, None):
            if quad.predicate not in REFERRING or not _is_stated(quad) or not self._counts(quad.graph_name.value):
                continue
            said = self._said_of(quad.subject)
            self._upwards(said)
            for other in said:  # what a passage says of whom it asks, and who adopts it
                if _is_ours(other.object):
                    self._upwards(self._said_of(other.object))

    def _counts(self, graph: str) -> bool:
        return graph not in self._names and graphs.source_of(graph) in self._sources


def _is_stated(quad: ox.Quad) -> bool:
    return quad.graph_name != _DEFAULT and graphs.is_stated(quad.graph_name.value)


def _is_ours(term) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith(ID)
