"""Statements in a store in memory, and such a store as rdflib sees it."""

from collections.abc import Iterable

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from unmandates.rdf.quads import in_default


def merged(quads: Iterable[ox.Quad]) -> ox.Store:
    """Return a store with the triples of the quads, all in its default graph."""
    store = ox.Store()
    store.bulk_extend(map(in_default, quads))
    return store


def graph_over(store: ox.Store) -> rdflib.Graph:
    """Return the default graph of a store as an rdflib graph: what is added to one is in the other."""
    return rdflib.Graph(store=OxigraphStore(store=store), identifier=DATASET_DEFAULT_GRAPH_ID)


def as_rdflib(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    """Return the triples of the quads, graphs merged, as an rdflib graph over a store in memory."""
    return graph_over(merged(quads))
