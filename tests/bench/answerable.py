"""Which examples every compared service can answer in time: the others would only measure how long it hangs."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import rdflib

from unmandates.release.examples import Example, examples


def answerable(triples: Path, seconds: int) -> list[Example]:
    """Return the examples over the default graph that oxigraph and rdflib answer, each within some seconds."""
    store, graph = ox.Store(), rdflib.Graph()
    store.bulk_load(path=str(triples), format=ox.RdfFormat.N_TRIPLES)
    graph.parse(triples, format="nt")
    chosen = [example for example in examples() if "graph" not in example.query.lower()]
    native = [example for example in chosen if _within(seconds, lambda text: list(store.query(text)), example.query)]
    return [example for example in native if _within(seconds, lambda text: list(graph.query(text)), example.query)]


def _within(seconds: int, ask: Callable[[str], object], text: str) -> bool:
    # Neither engine can be stopped from Python; the kernel ends a child of its own.
    child = os.fork()
    if not child:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(seconds)
        try:
            ask(text)
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0
