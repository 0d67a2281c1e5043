"""What an imported graph says of itself: from which files it was made, on which terms, who answers for it, with what.

The graph's IRI is the subject. A file is named by its digest, `graph/import/<source>/file/<SHA-256>`, and known by its
path below what was given, never by where it lay. There is no day in it: the same files give the same graph.
"""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from unmandates import __version__
from unmandates.rdf.names import expand
from unmandates.rdf.namespaces import GRAPH, ID
from unmandates.sources.source import Source, Standing


def graph_of(source: str, standing: Standing, key: str) -> str:
    """Return the IRI of the graph that holds what a source says, in a standing, of the item with a key."""
    return f"{GRAPH}import/{source}/{standing}/{key}"


def made_with(source: Source) -> str:
    """Return the name and version of the program, and those of its reader of the source, as text."""
    return f"unmandates {__version__}, {source.name} {source.version}"


def provenance(graph: str, source: Source, standing: Standing, files: Iterable[tuple[str, str]]) -> Iterator[ox.Triple]:
    """Yield what the graph with an IRI says of itself; `files` are paths and SHA-256 digests in hexadecimal."""
    node = ox.NamedNode(graph)
    yield _said(node, "rdf:type", _node("prov:Bundle"))
    yield _said(node, "unm:statementStanding", ox.NamedNode(f"{ID}scheme/statement-standing/{standing}"))
    yield _said(node, "unm:madeWith", ox.Literal(made_with(source)))
    yield _said(node, "dcterms:source", ox.NamedNode(source.rights.said_at))
    for language, statement in source.rights.statement.items():
        sentences = " ".join(filter(None, (statement, source.rights.acknowledgement.get(language))))
        yield _said(node, "dcterms:rights", ox.Literal(sentences, language=language))
    for path, digest in files:
        file = ox.NamedNode(f"{GRAPH}import/{source.name}/file/{digest}")
        yield _said(node, "prov:wasDerivedFrom", file)
        yield _said(file, "dcterms:identifier", ox.Literal(path))


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(name))


def _said(subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(subject, _node(name), value)
