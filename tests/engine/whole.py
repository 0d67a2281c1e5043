"""A source of a store on disk with a store for each collection, as a release with imports has them."""

from pathlib import Path

import pyoxigraph as ox

from unmandates.engine import Source
from unmandates.rdf.namespaces import GRAPH
from unmandates.release import storing
from unmandates.release.digests import GraphRow

#: What each graph says of a thing of its name: a number.
GRAPHS = {
    f"{GRAPH}document/A": [1],
    f"{GRAPH}import/lake/text/A": [1, 2],
    f"{GRAPH}import/lake/text/B": [2],
    f"{GRAPH}import/lake/candidate/A": [2, 3],
    f"{GRAPH}void": [4],
}


def write(folder: Path) -> Source:
    """Write the stores to a folder; return the source."""
    rows, texts = [], {}
    for graph, numbers in GRAPHS.items():
        texts[graph] = "".join(
            f'<http://example.org/s> <http://example.org/p> "{number}" <{graph}> .\n' for number in numbers
        ).encode()
        rows.append(GraphRow(graph, "", "", len(numbers), "", 0, 0, ""))

    store = ox.Store(str(folder / storing.STORE))
    storing.load(store, rows, lambda row: texts[row.graph])
    store.flush()
    storing.write_collections(folder, rows, lambda row: texts[row.graph])
    return made([str(folder)])


def made(paths: list[str]) -> Source:
    """Return the source of a folder that `write` has filled."""
    (folder,) = map(Path, paths)
    return Source(
        "whole",
        "sha256:whole",
        lambda data: None,
        2**40,
        f"{__name__}:made",
        (str(folder),),
        store=str(folder / storing.STORE),
        collections=storing.collection_stores(folder),
    )
