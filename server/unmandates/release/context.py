"""What some graphs are looked at with when it is worked out what follows from them.

A reasoner needs all that it reasons about in memory, and takes the more of it the more that is; so each graph (or some
small ones together) is reasoned about with what it names alone: the statements about the things that it names and about
what these are parts of or narrower than, and those about what elsewhere refers to its parts in a way that a rule asks
about. That this gives what reasoning about the whole gives is held by `tests/release/test_consequences.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.rdf import graphs
from unmandates.rdf.namespaces import ID, PREFIXES

_DEFAULT = ox.DefaultGraph()
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


@dataclass
class Context:
    """Graphs to be looked at (`own`, their quads) and what is said beside them (`beside`, quads of other graphs)."""

    own: list[ox.Quad]
    beside: list[ox.Quad]


def context_of(store: ox.Store, names: Iterable[str]) -> Context:
    """Return the context of graphs, given by their IRIs, in a store in which each graph lies under its name.

    What was inferred, what describes the graph, and copies in the default graph are no part of it.
    """
    names = set(names)
    own = [quad for name in sorted(names) for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(name))]
    subjects = {quad.subject for quad in own}
    beside: dict[ox.Quad, None] = {}
    seen: set[ox.NamedNode] = set()

    def described(thing: ox.NamedNode) -> list[ox.Quad]:
        """Take in what other graphs say about a thing, and return that."""
        if thing in seen:
            return []
        seen.add(thing)
        said = [quad for quad in store.quads_for_pattern(thing, None, None, None) if _counts(quad, names)]
        beside.update(dict.fromkeys(said))
        return said

    def upwards(said: Iterable[ox.Quad]) -> None:
        waiting = [quad.object for quad in said if quad.predicate in UPWARDS]
        while waiting:
            thing = waiting.pop()
            if _is_ours(thing):
                waiting += [quad.object for quad in described(thing) if quad.predicate in UPWARDS]

    for thing in sorted(subjects | {quad.object for quad in own}, key=str):
        if _is_ours(thing):
            upwards(described(thing))
    for thing in sorted(subjects, key=str):
        if not _is_ours(thing) or thing.value.startswith(_POPULAR):
            continue
        for predicate in REFERRING:
            for quad in store.quads_for_pattern(None, predicate, thing, None):
                if _counts(quad, names) and _is_ours(quad.subject):
                    said = described(quad.subject)
                    upwards(said)
                    for other in said:  # what a passage says of whom it asks, and who adopts it
                        if _is_ours(other.object):
                            upwards(described(other.object))
    return Context(own, list(beside))


def _counts(quad: ox.Quad, names: set[str]) -> bool:
    graph = quad.graph_name
    return graph != _DEFAULT and graph.value not in names and graphs.is_stated(graph.value)


def _is_ours(term) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith(ID)
