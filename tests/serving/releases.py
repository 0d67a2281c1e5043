"""Small releases for tests: the real ontology, one body whose name says which release it is, and one example."""

from pathlib import Path

import pyoxigraph as ox
from tests.releases import written

from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.rdf import graphs
from unmandates.rdf.namespaces import ID, ONTOLOGY, PREFIXES, graph_of
from unmandates.release.build import switch
from unmandates.release.release import Release

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
    return written(made, folder, folder.name, inputs=str(number))


__all__ = ["BODY", "small_release", "switch"]
