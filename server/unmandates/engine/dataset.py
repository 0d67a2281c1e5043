"""What queries are asked of: the store, those of collections, and which of them a query's data set means."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph

from unmandates.engine.reading import Reading, expand
from unmandates.rdf.graphs import ALL_COLLECTION


@dataclass(frozen=True)
class Store:
    """A store (in memory, or the path of one on disk) and what queries on it may name."""

    memory: pyoxigraph.Store | None
    path: str | None
    collections: Mapping[str, Sequence[str]]
    prefixes: Mapping[str, str]
    base: str | None
    services: frozenset[str] = frozenset()  #: endpoints that a service worker may ask, through its relay
    whole: Mapping[str, str] = field(default_factory=dict)  #: paths of stores whose default graph is a collection


@dataclass(frozen=True)
class Data:
    """The opened store, and by the IRI of a collection that of which the default graph is all of it."""

    store: pyoxigraph.Store
    whole: Mapping[str, pyoxigraph.Store]
    #: The first descriptor that a query may not have: 0 for data in memory. A store on disk opens some of its tables
    #: when they are read, and one that cannot fails: it may have a descriptor for each.
    descriptors: int = 0


def opened(store: Store) -> Data:
    """Return the stores, opened."""
    asked = pyoxigraph.Store.read_only(store.path) if store.memory is None else store.memory
    whole = {name: pyoxigraph.Store.read_only(path) for name, path in store.whole.items()}
    folders = [*([store.path] if store.memory is None else []), *store.whole.values()]
    tables = sum(1 for folder in folders for path in Path(folder).iterdir() if path.suffix == ".sst")
    return Data(asked, whole, max(map(int, os.listdir("/proc/self/fd"))) + 1 + tables if tables else 0)


def dataset_of(
    header: dict, reading: Reading, data: Data, store: Store
) -> tuple[pyoxigraph.Store, dict, Sequence[str]]:
    """Return which store is asked, for which data set, and the names in FROM NAMED if a collection is among them.

    Without a data set the text says what it sees.

    The protocol's graphs replace those of FROM (SPARQL 1.1 Protocol, 2.1.4); naming one kind empties the other (SPARQL
    1.1 Query, 13.2).
    """
    default, named = header["default"], header["named"]
    if not (default or named):
        default, named = reading.default_graphs, reading.named_graphs
        if not any(name in store.collections for name in (*default, *named)):
            return data.store, {}, ()
    if not named and (whole := _whole(default, data.whole)):
        return whole, {"default_graph": pyoxigraph.DefaultGraph(), "named_graphs": []}, ()
    dataset = {
        "default_graph": [pyoxigraph.NamedNode(graph) for graph in expand(default, store.collections)],
        "named_graphs": [pyoxigraph.NamedNode(graph) for graph in expand(named, store.collections)],
    }
    return data.store, dataset, named


def _whole(default: Sequence[str], whole: Mapping[str, pyoxigraph.Store]) -> pyoxigraph.Store | None:
    """Return the store whose default graph is what the graphs are together: a collection, perhaps with those in it."""
    if ALL_COLLECTION in default and whole.keys() >= set(default):
        return whole[ALL_COLLECTION]
    return whole.get(default[0]) if len(set(default)) == 1 else None
