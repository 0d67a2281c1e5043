"""The engine's own processes: keeper, loader, supervisor, workers; each dies with the one that started it."""

import contextlib
import os
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph

from unmandates.engine.limits import Limits
from unmandates.engine.processes import HOPELESS, close_inherited, fork, keep
from unmandates.engine.source import Source, SourceError
from unmandates.engine.supervisor import Supervisor
from unmandates.engine.worker import Store
from unmandates.graphs import collections


class Engine:
    """Evaluates queries on a source, in processes that nothing can bring down for long.

    `start` forks a keeper, which forks a process that loads the data once, which keeps a supervisor, which
    forks the workers: whatever dies is started again by the one above it, and a dead supervisor costs no
    loading. `address` is the Unix socket that an `EngineClient` talks to, in any process. `services` are the
    endpoints that queries may ask by SERVICE.
    """

    def __init__(self, source: Source, limits: Limits | None = None, services: Iterable[str] = ()):
        self._services = frozenset(services)
        self.source = source
        self.limits = limits or Limits()
        self._directory = None
        self._keeper = None

    @property
    def address(self) -> str:
        """The path of the engine's socket. Raises RuntimeError before `start`."""
        if self._directory is None:
            raise RuntimeError("the engine has not been started")
        return str(Path(self._directory) / "engine.sock")

    def start(self) -> "Engine":
        """Load the data and start serving; return when queries can be answered.

        Raises SourceError when the data cannot be loaded.
        """
        self._directory = tempfile.mkdtemp(prefix="unmandates-engine-")  # private: mode 0700
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        listener.bind(self.address)
        listener.listen(1024)
        ready, tell = os.pipe()
        owner = os.getpid()

        def run() -> None:
            close_inherited(listener.fileno(), tell)
            os.setsid()  # an interrupt from the terminal is for the owner, who stops in order
            os.environ["RUST_BACKTRACE"] = "0"
            keep(lambda: self._load(listener, tell), owner)
            shutil.rmtree(self._directory, ignore_errors=True)  # in case the owner was killed

        self._keeper = fork(run, bound=False)  # bound to the process by `owner`, not to the thread that starts it
        listener.close()
        os.close(tell)
        said = os.read(ready, 8192).decode()
        os.close(ready)
        if said != "ready":
            self.stop()
            raise SourceError(said or "the data could not be loaded")
        return self

    def stop(self, patience: float = 3.0) -> None:
        """End all processes of the engine and remove its files."""
        if self._keeper is not None:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(self._keeper, signal.SIGTERM)
                until = time.monotonic() + patience
                while not os.waitpid(self._keeper, os.WNOHANG)[0]:
                    if time.monotonic() > until:
                        os.kill(self._keeper, signal.SIGKILL)
                        os.waitpid(self._keeper, 0)
                        break
                    time.sleep(0.005)
            self._keeper = None
        if self._directory is not None:
            shutil.rmtree(self._directory, ignore_errors=True)
            self._directory = None

    def __enter__(self) -> "Engine":
        return self.start()

    def __exit__(self, *_) -> None:
        self.stop()

    def _load(self, listener: socket.socket, tell: int) -> None:
        try:
            store = self._open()
        except SourceError as error:
            os.write(tell, str(error).encode()[:8000])
            raise SystemExit(HOPELESS) from None

        def supervise() -> None:
            supervisor = Supervisor(listener, store, self.limits, self._directory)
            supervisor.crew.replenish()
            with contextlib.suppress(OSError):  # nobody listens any more when this is a restart
                os.write(tell, b"ready")
            supervisor.run()

        keep(supervise, os.getppid())

    def _open(self) -> Store:
        source = self.source
        path = None
        if source.size > self.limits.memory_store:
            path = tempfile.mkdtemp(dir=self._directory, prefix="store-")
        store = pyoxigraph.Store(path)
        source.load(store)
        named = [graph.value for graph in store.named_graphs() if isinstance(graph, pyoxigraph.NamedNode)]
        if path is not None:
            store.flush()
            store.optimize()
            store = None  # each worker opens it for itself: threads of the disk store do not survive a fork
        return Store(store, path, collections(named), dict(source.prefixes), source.base, self._services)
