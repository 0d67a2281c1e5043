"""What some graphs are looked at with when it is worked out what follows from them.

A reasoner needs all that it reasons about in memory, and takes the more of it the more that is; so each graph (or some
small ones together) is reasoned about with what it names alone: the statements about the things that it names and about
what these are parts of or narrower than, and those about what elsewhere refers to its parts in a way that a rule asks
about. That this gives what reasoning about the whole gives is held by `tests/release/test_consequences.py`.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

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
    ox.NamedNode(_UNM + name)
    for name in ("renews", "adapts", "extends", "changes", "recommendsForAdoption", "concerns", "source")
)
#: Where things are referred to by so many that no rule asks by whom.
_POPULAR = tuple(ID + kind + "/" for kind in ("body", "topic", "scheme", "place", "group", "instrument"))
#: Descriptions that are kept: most graphs name the same bodies, verbs and topics.
_KEPT = 4000
#: What is said of things, and what refers to them: of all things at once, since each look-up costs the same again.
_SAID = """SELECT ?thing ?relation ?other ?graph {{ VALUES ?thing {{ {things} }}
  GRAPH ?graph {{ ?thing ?relation ?other }} {but} }}"""
_REFERS = """SELECT DISTINCT ?other ?graph {{ VALUES ?thing {{ {things} }} GRAPH ?graph {{ ?other ?relation ?thing }}
  FILTER(?relation IN ({relations})) }}"""


@dataclass
class Context:
    """Graphs to be looked at (`own`, their quads) and what is said beside them (`beside`, quads of other graphs)."""

    own: list[ox.Quad]
    beside: list[ox.Quad]


class Contexts:
    """The contexts of graphs in a store that does not change, in which each graph lies under its name."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._kept: dict[ox.NamedNode, list[ox.Quad]] = {}

    def of(self, names: Iterable[str]) -> Context:
        """Return the context of graphs, given by their IRIs.

        What was inferred, what describes the graph, and copies in the default graph are no part of it, nor is what
        other sources have imported: what was curated does not come to mean something else by an import.
        """
        return _Search(self, set(names)).context()

    def own(self, names: Iterable[str]) -> list[ox.Quad]:
        """Return the quads of graphs, given by their IRIs."""
        return list(of_graphs(self._store, sorted(names)))

    def said(self, things: Collection[ox.NamedNode]) -> Iterator[ox.Quad]:
        """Yield what stated graphs say of some things, which other graphs name too; it is kept."""
        if len(self._kept) > _KEPT:
            self._kept.clear()
        if new := [thing for thing in things if thing not in self._kept]:
            self._kept |= {thing: [] for thing in new}
            for quad in self.said_elsewhere(new, ()):
                self._kept[quad.subject].append(quad)
        for thing in things:
            yield from self._kept[thing]

    def said_elsewhere(self, things: Iterable[ox.NamedNode], names: Collection[str]) -> Iterator[ox.Quad]:
        """Yield what stated graphs other than these say of some things."""
        told = " ".join(map(str, things))
        but = f"FILTER(?graph NOT IN ({', '.join(f'<{name}>' for name in names)}))" if names else ""
        for row in self._store.query(_SAID.format(things=told, but=but)):
            if graphs.is_stated(row["graph"].value):
                yield ox.Quad(*row)

    def referring(self, things: Iterable[ox.NamedNode]) -> Iterator[tuple[ox.NamedNode, str]]:
        """Yield what refers to one of some things so that a rule asks about it, each with the graph that says so."""
        text = _REFERS.format(things=" ".join(map(str, things)), relations=", ".join(map(str, REFERRING)))
        for row in self._store.query(text):
            if graphs.is_stated(row["graph"].value):
                yield row["other"], row["graph"].value


class _Search:
    """The search for what belongs to one context."""

    def __init__(self, contexts: Contexts, names: set[str]) -> None:
        self._contexts, self._names = contexts, names
        self._sources = {graphs.source_of(name) for name in names} | {""}
        self._seen: set[ox.NamedNode] = set()
        self._beside: dict[ox.Quad, None] = {}

    def context(self) -> Context:
        own = self._contexts.own(self._names)
        subjects = {quad.subject for quad in own if _is_ours(quad.subject)}
        self._seen |= subjects
        self._upwards(self._taken(self._contexts.said_elsewhere(subjects, self._names)))
        self._upwards(self._said_of(quad.object for quad in own))
        self._take_in_what_refers_to([thing for thing in subjects if not thing.value.startswith(_POPULAR)])
        return Context(own, list(self._beside))

    def _said_of(self, things: Iterable) -> list[ox.Quad]:
        """Take in what other graphs say about things that have not been looked up yet, and return that."""
        new = {thing for thing in things if _is_ours(thing)} - self._seen
        self._seen |= new
        return self._taken(self._contexts.said(new))

    def _taken(self, said: Iterable[ox.Quad]) -> list[ox.Quad]:
        """Take in what counts of what is said, and return it."""
        found = [quad for quad in said if self._counts(quad.graph_name.value)]
        self._beside.update(dict.fromkeys(found))
        return found

    def _upwards(self, said: list[ox.Quad]) -> None:
        while said:
            said = self._said_of(quad.object for quad in said if quad.predicate in UPWARDS)

    def _take_in_what_refers_to(self, things: list[ox.NamedNode]) -> None:
        found = self._contexts.referring(things)
        said = self._said_of(other for other, graph in found if self._counts(graph))
        self._upwards(said)
        # What a passage says of whom it asks, and who adopts it.
        self._upwards(self._said_of(quad.object for quad in said))

    def _counts(self, graph: str) -> bool:
        return graph not in self._names and graphs.source_of(graph) in self._sources


def _is_ours(term) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith(ID)
