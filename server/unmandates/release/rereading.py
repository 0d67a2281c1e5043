"""The digest of a store worked out again from its quads, graph by graph; of a large one by several processes."""

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pyoxigraph as ox

from unmandates.rdf import canonical
from unmandates.release.digests import digest_of_list

#: Graphs below which no other process is started, and how many one is given at once.
_WORTH_A_PROCESS, _AT_ONCE = 3000, 100


def recomputed(store: ox.Store) -> str:
    """Return the digest of the store's named graphs (`digests`)."""
    return digest_of_list((graph.value, graph_digest(store, graph)) for graph in store.named_graphs())


def recomputed_on_disk(folder: Path, processes: int | None = None) -> str:
    """Return the same of a store in a folder; without `processes`, by as many as there are processors."""
    store = ox.Store.read_only(str(folder))
    names = [graph.value for graph in store.named_graphs()]
    processes = processes or len(os.sched_getaffinity(0))
    if processes < 2 or len(names) < _WORTH_A_PROCESS:
        return recomputed(store)
    pieces = [names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE)]
    # Started anew, not forked: a store on disk has threads, which a fork would lose with their locks held.
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (folder,)) as pool:
        digests = [digest for found in pool.map(_digests, pieces) for digest in found]
    return digest_of_list(zip(names, digests, strict=True))


def graph_digest(store: ox.Store, graph: ox.NamedNode) -> str:
    """Return the digest of one graph."""
    return canonical.digest(canonical.lines(store.quads_for_pattern(None, None, None, graph)))


_store: ox.Store


def _begin(folder: Path) -> None:
    global _store
    _store = ox.Store.read_only(str(folder))


def _digests(names: Iterable[str]) -> list[str]:
    return [graph_digest(_store, ox.NamedNode(name)) for name in names]
