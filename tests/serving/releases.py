"""Small releases for tests: the real ontology, one body whose name says which release it is, and one example."""

import json
from pathlib import Path

import pyoxigraph as ox

from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.rdf import graphs
from unmandates.rdf.namespaces import ID, ONTOLOGY, PREFIXES, graph_of
from unmandates.release.build import switch
from unmandates.release.release import (
    MANIFEST,
    NQUADS,
    STORE,
    TURTLE,
    Release,
    canonical_lines,
    checksum,
    digest_of,
    fill,
)

BODY = ID + "body/general-assembly"


def small_release(releases: Path, number: int, *, example: str = "ASK { ?s ?p ?o }") -> Release:
    """Make a release named `small-<number>` in the folder; all its data say the number."""
    folder = releases / f"small-{number}"
    folder.mkdir(parents=True)
    made = ox.Store()
    for path in sorted((TURTLE_ROOT / "ontology").glob("*.ttl")):
        made.load(path=str(path), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graphs.ONTOLOGY))
    graph, subject = ox.NamedNode(graph_of("body", "general-assembly")), ox.NamedNode(BODY)
    made.add(ox.Quad(subject, ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(ONTOLOGY + "Body"), graph))
    label = ox.NamedNode(PREFIXES["skos"] + "prefLabel")
    made.add(ox.Quad(subject, label, ox.Literal(f"Assembly number {number}", language="en"), graph))
    made.add(
        ox.Quad(ox.NamedNode("https://w3id.org/unmandates/example/one"), ox.NamedNode(PREFIXES["sh"] + "ask"),
                ox.Literal(example), ox.NamedNode(graphs.EXAMPLES))
    )  # fmt: skip
    lines = canonical_lines(made)
    (folder / NQUADS).write_text("".join(lines), encoding="utf-8")
    (folder / TURTLE).write_text("")
    store = ox.Store(str(folder / STORE))
    fill(store, folder / NQUADS)
    store.flush()
    default = sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    counts = {"quads": len(lines), "triples": default, "stored": len(store), "graphs": 3, "things": {"body": 1}}
    files = {name: {"sha256": checksum(folder / name), "bytes": (folder / name).stat().st_size}
             for name in (NQUADS, TURTLE)}  # fmt: skip
    manifest = {"name": folder.name, "version": "0", "created": "2026-01-01T00:00:00+00:00",
                "digest": digest_of(lines), "inputs": str(number), "counts": counts, "files": files}  # fmt: skip
    (folder / MANIFEST).write_text(json.dumps(manifest))
    return Release(folder, manifest)


__all__ = ["BODY", "small_release", "switch"]
