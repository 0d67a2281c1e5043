"""The stores of a release: the one that queries ask, and one for each collection of a release with imports.

In the store each graph lies under its name, and what a query without FROM sees once more as the default graph: so such
a query, and a look at one graph, each cost what they would alone. A list of thousands of graphs costs hundreds of times
as much; so what `FROM <graph/official>` and the other collections name lies, where something was imported, as the
default graph of a store of its own. Such a copy takes half of what named graphs take (three orders of a statement in
place of six), answers as one graph does, tells a statement once that several graphs make, and is nothing that
`GRAPH ?g`, counts, dumps or digest could see.

Stores are loaded from the dumps; when little has changed since a former release, its files, which never change, are
linked, and what went and came is taken out and put in.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox

from unmandates.rdf import canonical, graphs
from unmandates.rdf.quads import in_default
from unmandates.release.digests import GraphRow

STORE, COLLECTIONS = "store", "collections"
#: Lines that may have gone and come for a former store to be mended; after more it is made anew.
MENDED = 200_000
#: Bytes that are read at once from the dumps.
_PIECE = 2**22
_BLANK = re.compile(rb"^_:|> _:")
#: Quads up to which a store on disk is read into memory to be asked much: there it answers more than twice as fast.
IN_MEMORY = 1_000_000
Lines = Callable[[GraphRow], bytes]


def collection_stores(folder: Path) -> dict[str, str]:
    """Return the folders of the stores of collections in a release's folder, by the IRI of the collection."""
    return {
        iri: str(folder / COLLECTIONS / name)
        for name, iri in _names().items()
        if (folder / COLLECTIONS / name).is_dir()
    }


def _names() -> dict[str, str]:
    return {iri.removeprefix(graphs.GRAPH): iri for iri in graphs.collections(())}


class _Stream:
    """Bytes of pieces, as a file that is read from its beginning."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self._held = iter(pieces), BytesIO()

    def read(self, size: int = -1) -> bytes:
        while not (given := self._held.read(size)):
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._held = BytesIO(piece)
        return given


def load(store: ox.Store, rows: Iterable[GraphRow], lines: Lines, named: bool = True) -> None:
    """Load graphs into a store: under their names, and as default what a query without FROM sees; or all as default.

    Both together, so that a blank node is the same in both.
    """

    def pieces() -> Iterator[bytes]:
        held = bytearray()
        for row in rows:
            text = lines(row)
            held += text if named else b""
            if not named or graphs.in_default(row.graph):
                held += canonical.seen_without(row.graph, text)
            if len(held) > _PIECE:
                yield bytes(held)
                held.clear()
        if held:
            yield bytes(held)

    store.bulk_load(input=_Stream(pieces()), format=ox.RdfFormat.N_QUADS)


def at_hand(store: ox.Store) -> ox.Store:
    """Return a store that is asked much: a copy in memory where there is little in it, or the store itself."""
    if len(store) > IN_MEMORY:
        return store
    copy = ox.Store()
    copy.bulk_load(input=store.dump(format=ox.RdfFormat.N_QUADS), format=ox.RdfFormat.N_QUADS)
    return copy


def write_collections(folder: Path, rows: list[GraphRow], lines: Lines) -> None:
    """Write the stores of all collections from the graphs of a release."""
    (folder / COLLECTIONS).mkdir()
    for name, members in _members(rows).items():
        store = ox.Store(str(folder / COLLECTIONS / name))
        load(store, members, lines, named=False)
        store.optimize()
        store.flush()


def _members(rows: Iterable[GraphRow]) -> dict[str, list[GraphRow]]:
    by_graph = {row.graph: row for row in rows}
    found = graphs.collections(by_graph)
    return {name: [by_graph[graph] for graph in found[iri]] for name, iri in _names().items()}


class Mending:
    """What went and came between the rows of two releases, and whether it is so little that a store is mended."""

    def __init__(self, former: Iterable[GraphRow], rows: Iterable[GraphRow], old: Lines, new: Lines) -> None:
        before, after = ({row.graph: row for row in said} for said in (former, rows))
        self.gone: list[tuple[str, bytes]] = []
        self.come: list[tuple[str, bytes]] = []
        self.graphs = [
            graph
            for graph in sorted({*before, *after})
            if getattr(before.get(graph), "sha256", None) != getattr(after.get(graph), "sha256", None)
        ]
        self._vanished = [graph for graph in self.graphs if graph not in after]
        changed = [side[graph] for graph in self.graphs for side in (before, after) if graph in side]
        self.is_small = sum(row.statements for row in changed) <= MENDED
        for graph in self.graphs if self.is_small else ():
            was = set(old(before[graph]).splitlines(keepends=True)) if graph in before else set()
            now = set(new(after[graph]).splitlines(keepends=True)) if graph in after else set()
            self.gone += [(graph, line) for line in sorted(was - now)]
            self.come += [(graph, line) for line in sorted(now - was)]
        # A store gives blank nodes names of its own, by which they are not found again.
        self.is_small = self.is_small and not any(_BLANK.search(line) for _, line in (*self.gone, *self.come))

    def apply(self, folder: Path, former: Path) -> ox.Store:
        """Make the stores in a folder from those of a former release; return the one that queries ask."""
        link(former / STORE, folder / STORE)
        store = ox.Store(str(folder / STORE))
        gone, come = (list(self._quads(said)) for said in (self.gone, self.come))
        for quad in gone:
            store.remove(quad)
        for graph in self._vanished:
            store.remove_graph(ox.NamedNode(graph))
        store.extend(come)
        self._apply_as_default(store, store, gone, come, graphs.in_default)
        store.flush()
        for name, iri in _names().items():
            link(former / COLLECTIONS / name, folder / COLLECTIONS / name)
            of_collection = ox.Store(str(folder / COLLECTIONS / name))

            def counts(graph: str, iri: str = iri) -> bool:
                return graph in graphs.collections([graph])[iri]

            self._apply_as_default(of_collection, store, gone, come, counts)
            of_collection.flush()
        return store

    def _quads(self, said: list[tuple[str, bytes]]) -> Iterator[ox.Quad]:
        return ox.parse(b"".join(line for _, line in said), format=ox.RdfFormat.N_QUADS)

    def _apply_as_default(self, store: ox.Store, named: ox.Store, gone: list, come: list, counts: Callable) -> None:
        """Take out of a default graph what no graph that counts says any more, and put in what came."""
        for quad in gone:
            if counts(quad.graph_name.value) and not any(
                counts(other.graph_name.value)
                for other in named.quads_for_pattern(*quad.triple, None)
                if isinstance(other.graph_name, ox.NamedNode)
            ):
                store.remove(in_default(quad))
        store.extend([in_default(quad) for quad in come if counts(quad.graph_name.value)])


def link(former: Path, folder: Path) -> None:
    """Make a store's folder from another, whose tables are linked, for they never change; the rest is copied."""
    folder.mkdir(parents=True)
    for path in sorted(former.iterdir()):
        if path.name == "LOCK" or path.name.startswith("LOG"):
            continue
        if path.suffix == ".sst":
            try:
                os.link(path, folder / path.name)
                continue
            except OSError:  # another file system
                pass
        shutil.copy2(path, folder / path.name)
