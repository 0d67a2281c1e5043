"""The process that reads the data once and keeps a supervisor: whatever dies below it costs no loading."""

import contextlib
import os
import socket
import tempfile

import pyoxigraph

from unmandates.engine.limits import Limits
from unmandates.engine.processes import HOPELESS, keep
from unmandates.engine.source import Source, SourceError
from unmandates.engine.supervisor import Supervisor
from unmandates.engine.worker import Store
from unmandates.graphs import collections

#: What is told when queries can be answered; anything else is the reason why they cannot.
READY = "ready"


def load(
    source: Source, limits: Limits, services: frozenset[str], directory: str, listener: socket.socket, tell: int
) -> None:
    """Read the data, say so through the descriptor `tell`, and keep a supervisor until the parent dies."""
    try:
        store = _open(source, limits, services, directory)
    except SourceError as error:
        os.write(tell, str(error).encode()[:8000])
        raise SystemExit(HOPELESS) from None

    def supervise() -> None:
        supervisor = Supervisor(listener, store, limits, directory)
        supervisor.crew.replenish()
        with contextlib.suppress(OSError):  # nobody listens any more when this is a restart
            os.write(tell, READY.encode())
        supervisor.run()

    keep(supervise, "supervisor", os.getppid())


def _open(source: Source, limits: Limits, services: frozenset[str], directory: str) -> Store:
    path = None
    if source.size > limits.memory_store:
        path = tempfile.mkdtemp(dir=directory, prefix="store-")
    store = pyoxigraph.Store(path)
    source.load(store)
    named = [graph.value for graph in store.named_graphs() if isinstance(graph, pyoxigraph.NamedNode)]
    if path is not None:
        store.flush()
        store.optimize()
        store = None  # each worker opens it for itself: threads of the disk store do not survive a fork
    return Store(store, path, collections(named), dict(source.prefixes), source.base, services)
