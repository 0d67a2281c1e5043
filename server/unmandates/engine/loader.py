"""The process that reads the data once and keeps a supervisor: whatever dies below it costs no loading."""

import contextlib
import os
import shutil
import socket
import tempfile
from pathlib import Path

import pyoxigraph

from unmandates.engine.limits import Limits
from unmandates.engine.processes import HOPELESS, keep
from unmandates.engine.source import Source, SourceError
from unmandates.engine.supervisor import Supervisor
from unmandates.engine.worker import Store
from unmandates.graphs import collections

#: What is told when queries can be answered; anything else is the reason why they cannot.
READY = "ready"
#: The name of a file that says that the data were loaded once.
LOADED = "loaded"


def load(
    source: Source, limits: Limits, services: frozenset[str], directory: str, listener: socket.socket, tell: int
) -> None:
    """Read the data, say so through the descriptor `tell`, and keep a supervisor until the parent dies.

    Data that cannot be read end it as HOPELESS, with the reason told.
    """
    try:
        store = _open(source, limits, services, directory)
    except BaseException as error:  # a full disk, too little memory: whoever started this waits for a word
        reason = str(error) if isinstance(error, SourceError) else _trouble(source, error)
        os.write(tell, reason.encode()[:8000])  # fails in a restart, where nobody listens: that is tried again
        raise SystemExit(HOPELESS) from None

    def supervise() -> None:
        supervisor = Supervisor(listener, store, limits, directory)
        supervisor.crew.replenish()
        (Path(directory) / LOADED).touch()
        with contextlib.suppress(OSError):  # nobody listens any more when this is a restart
            os.write(tell, READY.encode())
        supervisor.run()

    keep(supervise, "supervisor", os.getppid())


def _trouble(source: Source, error: BaseException) -> str:
    what = "memory is too small" if isinstance(error, MemoryError) else f"{type(error).__name__}: {error}"
    return f"{source.name} could not be loaded: {what}"


def _open(source: Source, limits: Limits, services: frozenset[str], directory: str) -> Store:
    path = None
    for left in Path(directory).glob("store-*"):  # by a loader that was killed
        shutil.rmtree(left, ignore_errors=True)
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
