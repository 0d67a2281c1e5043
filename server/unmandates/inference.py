"""What follows from the curated statements by the ontology, worked out once at the build.

The rules are those of OWL 2 RL (https://www.w3.org/TR/owl2-profiles/#OWL_2_RL), run by `reasonable`: super-classes
and super-properties, inverses, transitive parts, domains and ranges, classes defined by a rule.
"""

from collections.abc import Iterable

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from reasonable import PyReasoner

from unmandates.namespaces import ID, PREFIXES

#: Consequences that are true of everything and tell nobody anything.
_TRIVIAL_OBJECTS = {PREFIXES["owl"] + "Thing", PREFIXES["rdfs"] + "Resource"}
_TRIVIAL_PREDICATES = {PREFIXES["owl"] + name for name in ("sameAs", "differentFrom")}


def as_rdflib(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    """Return the triples of the quads, graphs merged, as an rdflib graph over an Oxigraph store in memory."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return _graph_over(store)


def _graph_over(store: ox.Store) -> rdflib.Graph:
    return rdflib.Graph(store=OxigraphStore(store=store), identifier=DATASET_DEFAULT_GRAPH_ID)


def infer(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """Return the triples about things of the project that follow from the quads and are not among them.

    The quads are those of the data and of the ontology together. The result is sorted and free of blank nodes.
    """
    asserted = as_rdflib(quads)
    reasoner = PyReasoner()
    reasoner.from_graph(asserted)
    inferred = {triple for triple in reasoner.reason() if _is_telling(*triple)} - set(asserted)
    store = ox.Store()
    result = _graph_over(store)
    for triple in inferred:
        result.add(triple)
    return sorted((quad.triple for quad in store), key=str)


def _is_telling(subject, predicate, value) -> bool:
    return (
        isinstance(subject, rdflib.URIRef)
        and subject.startswith(ID)
        and str(predicate) not in _TRIVIAL_PREDICATES
        and not isinstance(value, rdflib.BNode)
        and str(value) not in _TRIVIAL_OBJECTS
    )
