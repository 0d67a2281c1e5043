"""The process that reads the data once and keeps a supervisor: whatever dies below it costs no loading."""

import contextlib
import os
import resource
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph

from unmandates.engine import messages
from unmandates.engine.dataset import Store
from unmandates.engine.limits import Limits
from unmandates.engine.processes import HOPELESS, keep
from unmandates.engine.source import Source, SourceError
from unmandates.engine.supervisor import Supervisor
from unmandates.engine.worker import address_space
from unmandates.rdf.graphs import collections

#: What is told when queries can be answered; anything else is the reason why they cannot.
READY = "ready"
#: The name of a file that says that the data were loaded once.
LOADED = "loaded"
#: Bytes of address space for a byte of a file; Turtle and N-Quads take up to fifteen.
_MEMORY_FOR_A_BYTE = 40
_MEMORY_FOR_A_DISK = 4 * 2**30  #: and for a store on disk, which maps its files and has threads
_ANSWER_TIME = 5.0  #: seconds after which a supervisor that says nothing hangs


def load(
    source: Source, limits: Limits, services: frozenset[str], directory: str, listener: socket.socket, tell: int
) -> None:
    """Read the data, say so through the descriptor `tell`, and keep a supervisor until the parent dies.

    Data that cannot be read end it as HOPELESS, with the reason told.
    """
    try:
        with confined(room_for(source, limits)):
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

    keep(supervise, "supervisor", os.getppid(), answers=lambda: _answers(listener.getsockname()))


def room_for(source: Source, limits: Limits) -> int:
    """Return the bytes of address space that loading may take: more than twice what real files take."""
    on_disk = source.size > limits.memory_store
    return limits.loading_memory + _MEMORY_FOR_A_BYTE * source.size + _MEMORY_FOR_A_DISK * on_disk


@contextlib.contextmanager
def confined(room: int) -> Iterator[None]:
    """Let this process take no more than `room` bytes of address space beyond what it has, for the time being."""
    soft, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = address_space() + room
    resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, most))


def _answers(address: str) -> bool:
    """Ask the supervisor for its counts, which a living one gives at once."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as connection:
            connection.settimeout(_ANSWER_TIME)
            connection.connect(address)
            messages.send(connection, messages.pack({"ask": "statistics"}))
            return bool(messages.receive(connection)[0])
    except TimeoutError:
        return False
    except OSError:
        return True  # it is being replaced, or all of this ends


def _trouble(source: Source, error: BaseException) -> str:
    what = "memory is too small" if isinstance(error, MemoryError) else f"{type(error).__name__}: {error}"
    return f"{source.name} could not be loaded: {what}"


def _open(source: Source, limits: Limits, services: frozenset[str], directory: str) -> Store:
    for left in Path(directory).glob("store-*"):  # by a loader that was killed
        shutil.rmtree(left, ignore_errors=True)
    path = None
    if source.size <= limits.memory_store:
        store = pyoxigraph.Store()
        source.load(store)
    elif source.store:
        path, store = source.store, pyoxigraph.Store.read_only(source.store)
    else:
        path = tempfile.mkdtemp(dir=directory, prefix="store-")
        store = pyoxigraph.Store(path)
        source.load(store)
        store.flush()
        store.optimize()
    named = [graph.value for graph in store.named_graphs() if isinstance(graph, pyoxigraph.NamedNode)]
    if path is not None:
        store = None  # each worker opens it for itself: threads of the disk store do not survive a fork
    whole = dict(source.collections)
    return Store(store, path, collections(named), dict(source.prefixes), source.base, services, whole)
