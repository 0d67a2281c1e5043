"""Imported items looked at, by processes that read nothing but an item's file and what is curated beside it.

Of each item: whether its lines are those of the import, which of its statements differ from curated ones, what its
shapes say, and what follows. An item that breaks a shape is left out whole and named; the rest goes on.
"""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context

import pyoxigraph as ox

from unmandates.corpus.findings import VIOLATION, WARNING, Finding
from unmandates.corpus.layout import PACKAGE
from unmandates.corpus.shacl import Shapes
from unmandates.rdf import canonical, graphs
from unmandates.rdf.namespaces import ID, PREFIXES
from unmandates.rdf.quads import in_default, of_graphs
from unmandates.release.differences import Curated, Difference, curated_values, withheld
from unmandates.release.following import follows
from unmandates.release.imported import DrawnItem, NoImport
from unmandates.release.ontology_rules import OntologyRules

#: The shapes that imported graphs are held against; those of curated things ask for more.
SHAPES = PACKAGE / "sources" / "standard" / "shapes.ttl"
#: Items that a process is given at once, and fewer than which are looked at in this process.
_AT_ONCE, _WORTH_A_PROCESS = 8, 40
_WIDER = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")


@dataclass(frozen=True)
class Beside:
    """What items are looked at with: the ontology as N-Quads, the curated values, and the shapes as Turtle."""

    ontology: bytes
    values: Curated
    shapes: bytes


@dataclass(frozen=True)
class Lines:
    """Canonical lines of a graph: its IRI, their digest and number; `text` is None for those of the item's file."""

    graph: str
    sha256: str
    statements: int
    text: bytes | None


@dataclass
class Seen:
    """What was seen of an item: the graphs that it states, those that follow, differences and findings.

    An item that is left out states nothing.
    """

    stated: list[Lines] = field(default_factory=list)
    followed: list[Lines] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def beside(store: ox.Store) -> Beside:
    """Return what items are looked at with, from a store that holds the curated part, what follows from it as well."""
    return Beside(
        ox.serialize(of_graphs(store, [graphs.ONTOLOGY]), format=ox.RdfFormat.N_QUADS),
        curated_values(store),
        SHAPES.read_bytes() if SHAPES.is_file() else b"",
    )


class ItemLooker:
    """Looks at items, in one process."""

    def __init__(self, known: Beside) -> None:
        ontology = list(ox.parse(known.ontology, format=ox.RdfFormat.N_QUADS))
        shapes = ox.parse(known.shapes, format=ox.RdfFormat.TURTLE)
        self._known = known
        self._rules = OntologyRules(ontology)
        self._shapes = Shapes(ox.Quad(*triple.triple, ox.NamedNode(graphs.SHAPES)) for triple in shapes)
        self._wider = [in_default(quad) for quad in ontology if quad.predicate == _WIDER]

    def look(self, item: DrawnItem) -> Seen:
        """Look at an item."""
        seen, quads = Seen(), {"official": [], "candidate": []}
        try:
            for graph in item.graphs:
                lines = item.lines(graph)
                kept, differing = withheld(lines, graph.graph, self._known.values)
                seen.differences += differing
                said = list(ox.parse(kept, format=ox.RdfFormat.N_QUADS))
                quads[graphs.standing(graph.graph)] += said
                if kept is not lines:
                    held = kept.splitlines(keepends=True)
                    seen.stated.append(Lines(graph.graph, canonical.digest(held), len(held), kept))
                else:
                    seen.stated.append(Lines(graph.graph, graph.sha256, graph.statements, None))
        except (
            NoImport,
            ValueError,
            SyntaxError,
        ) as error:  # a line that is none of the graph, a file that has changed
            return Seen(findings=[left_out(item, str(error))])
        findings = self._findings([quad for said in quads.values() for quad in said])
        if any(found.severity == VIOLATION for found in findings):
            return Seen(findings=[left_out(item, found.message, found) for found in findings])
        seen.findings = [replace(found, rule=f"import, {found.rule}") for found in findings]
        for said in filter(None, quads.values()):
            graph = ox.NamedNode(graphs.inferred_from(said[0].graph_name.value))
            followed = follows(said, self._rules)
            if lines := canonical.lines(ox.Quad(one.subject, one.predicate, one.object, graph) for one in followed):
                seen.followed.append(Lines(graph.value, canonical.digest(lines), len(lines), b"".join(lines)))
        return seen

    def _findings(self, quads: list[ox.Quad]) -> list[Finding]:
        """Hold an item against the shapes, which ask of no thing what the item itself does not say of it."""
        store = ox.Store()
        store.bulk_extend(map(in_default, quads))
        store.extend(self._wider)
        return self._shapes.findings(store, statements=quads)


def left_out(item: DrawnItem, message: str, found: Finding | None = None) -> Finding:
    """Return the finding that an item is left out, perhaps for what was found of one of its things."""
    remedy = "The item is left out: mend its files or the importer, and import again."
    thing = found.thing if found else None
    rule = f"import left out{f', {found.rule}' if found else ''}"
    return Finding(rule, f"{item.key}: {message}", remedy, None, None, thing or f"{ID}document/{item.key}", WARNING)


def look(known: Beside, items: Iterable[DrawnItem], processes: int | None = None) -> Iterator[Seen]:
    """Yield what is seen of each item, in order; without `processes`, by as many as there are processors."""
    items = list(items)
    processes = processes or len(os.sched_getaffinity(0))
    if processes < 2 or len(items) < _WORTH_A_PROCESS:
        looker = ItemLooker(known)
        yield from map(looker.look, items)
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (known,)) as pool:
        yield from pool.map(_look, items, chunksize=_AT_ONCE)


_looker: ItemLooker


def _begin(known: Beside) -> None:
    global _looker
    _looker = ItemLooker(known)


def _look(item: DrawnItem) -> Seen:
    return _looker.look(item)
