"""A small corpus of a test's own, which the gate takes as it takes the curated one."""

from collections.abc import Iterable
from functools import cache

import pyoxigraph as ox

from unmandates.corpus.files import Corpus, read
from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.rdf import graphs
from unmandates.rdf.names import relative
from unmandates.rdf.namespaces import graph_of


def placed(triple: ox.Triple | ox.Quad) -> ox.Quad:
    """Return the triple as it is curated: in the graph of the thing that its subject is or lies below."""
    kind, key, *_ = relative(triple.subject.value).split("/")
    return ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(graph_of(kind, key)))


def small_corpus(triples: Iterable[ox.Triple | ox.Quad]) -> Corpus:
    """Return a corpus of the triples, each in its place; quads that name a graph stay there; with the ontology."""
    quads = [
        triple if isinstance(triple, ox.Quad) and triple.graph_name != ox.DefaultGraph() else placed(triple)
        for triple in triples
    ]
    return Corpus(TURTLE_ROOT, [*ontology(), *quads])


@cache
def ontology() -> tuple[ox.Quad, ...]:
    """Return the quads of the ontology."""
    return tuple(read().in_graphs(graphs.ONTOLOGY))
