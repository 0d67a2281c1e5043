"""The dump in Turtle: what a query without FROM sees, sorted."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox

from unmandates.rdf import canonical, graphs
from unmandates.rdf.namespaces import PREFIXES
from unmandates.release.digests import GraphRow
from unmandates.release.release import TURTLE
from unmandates.release.sorting import SortedLines


def write_turtle(rows: Iterable[GraphRow], lines: Callable[[GraphRow], bytes], folder: Path) -> None:
    """Write what a query without FROM sees of some graphs to a release's folder; `lines` gives those of a graph."""
    rest = folder / f".sorting-{os.getpid()}"
    with SortedLines(folder) as triples, rest.open("wb") as file:
        for row in rows:
            if graphs.in_default(row.graph):
                triples.add(canonical.seen_without(row.graph, lines(row)).splitlines(keepends=True))
        file.writelines(triples)
    ordered = ox.parse(path=str(rest), format=ox.RdfFormat.N_TRIPLES)
    ox.serialize(
        (quad.triple for quad in ordered),
        output=str(folder / TURTLE),
        format=ox.RdfFormat.TURTLE,
        prefixes=PREFIXES,
    )
    rest.unlink()
