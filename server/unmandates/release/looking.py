"""Graphs looked at: what the shapes say of them and what follows from them, by processes that read one store."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pyoxigraph as ox

from unmandates.corpus.findings import Finding
from unmandates.corpus.shacl import Shapes
from unmandates.rdf import canonical, graphs
from unmandates.rdf.quads import of_graphs
from unmandates.release.context import Contexts
from unmandates.release.inference import Reasoner

#: Statements of small graphs that are looked at together; a larger graph is looked at alone.
TOGETHER = 3000
#: Fewer groups are looked at in this process: to start others takes a second.
_WORTH_A_PROCESS = 6
#: Groups that a process is given at once.
_AT_ONCE = 4


@dataclass(frozen=True)
class Looked:
    """What was seen of a group of graphs: findings, and the N-Quads of what follows, in the graph for that."""

    findings: list[Finding]
    graph: str
    lines: list[bytes]


class Looker:
    """Looks at graphs of a store on disk, in one process; the store's default graph holds data and super-classes."""

    def __init__(self, store: Path) -> None:
        self._store = ox.Store.read_only(str(store))
        self._contexts = Contexts(self._store)
        self._shapes = Shapes(of_graphs(self._store, [graphs.SHAPES]))
        self._reasoner = Reasoner(of_graphs(self._store, [graphs.ONTOLOGY]))

    def look(self, names: list[str]) -> Looked:
        """Look at the graphs with these IRIs, of which all that follows goes to one graph."""
        context = self._contexts.of(names)
        findings = self._shapes.findings(self._store, statements=context.own)
        graph = ox.NamedNode(graphs.inferred_from(names[0]))
        follows = self._reasoner.consequences(context)
        lines = canonical.lines(ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in follows)
        return Looked(findings, graph.value, lines)


def groups(sizes: Iterable[tuple[str, int]]) -> Iterator[list[str]]:
    """Yield the graphs, given as IRI and number of statements, in the groups in which they are looked at."""
    group: list[str] = []
    held = 0
    for graph, size in sizes:
        if group and (held + size > TOGETHER or graphs.inferred_from(graph) != graphs.inferred_from(group[0])):
            yield group
            group, held = [], 0
        group.append(graph)
        held += size
    if group:
        yield group


def look(store: Path, groups: list[list[str]], processes: int | None = None) -> Iterator[Looked]:
    """Yield what is seen of each group, in order; without `processes`, by as many as there are processors."""
    processes = min(processes or len(os.sched_getaffinity(0)), len(groups))
    if processes < 2 or len(groups) < _WORTH_A_PROCESS:
        looker = Looker(store)
        yield from map(looker.look, groups)
        return
    # Started anew, not forked: a store on disk has threads, which a fork would lose with their locks held.
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (store,)) as pool:
        yield from pool.map(_look, groups, chunksize=_AT_ONCE if len(groups) > 200 else 1)


_looker: Looker


def _begin(store: Path) -> None:
    global _looker
    _looker = Looker(store)


def _look(names: list[str]) -> Looked:
    return _looker.look(names)
