"""The engine's own processes: keeper, loader, supervisor, workers; each dies with the one that started it."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from unmandates.engine.limits import Limits
from unmandates.engine.loader import READY
from unmandates.engine.source import Source, SourceError


class Engine:
    """Evaluates queries on a source, in processes that nothing can bring down for long.

    `start` starts a keeper, which forks a process that loads the data once, which keeps a supervisor, which
    forks the workers: whatever dies is started again by the one above it, and a dead supervisor costs no
    loading. `address` is the Unix socket that an `EngineClient` talks to, in any process. `services` are the
    endpoints that queries may ask by SERVICE.
    """

    def __init__(self, source: Source, limits: Limits | None = None, services: Iterable[str] = ()):
        self.source = source
        self.limits = limits or Limits()
        self._services = frozenset(services)
        self._directory: str | None = None
        self._process: subprocess.Popen | None = None

    @property
    def address(self) -> str:
        """The path of the engine's socket. Raises RuntimeError before `start`."""
        if self._directory is None:
            raise RuntimeError("the engine has not been started")
        return str(Path(self._directory) / "engine.sock")

    @property
    def keeper(self) -> int | None:
        """The process id of the keeper, which is also that of its session; None before `start`."""
        return self._process and self._process.pid

    def start(self) -> "Engine":
        """Load the data and start serving; return when queries can be answered.

        Raises SourceError when the data cannot be loaded.
        """
        self._directory = tempfile.mkdtemp(prefix="unmandates-engine-")  # private: mode 0700
        ready, tell = os.pipe()
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
            listener.bind(self.address)
            listener.listen(1024)
            # A session of its own: an interrupt from the terminal is for the owner, who stops in order.
            self._process = subprocess.Popen(
                [sys.executable, "-m", "unmandates.engine.host", self._task(listener.fileno(), tell)],
                stdin=subprocess.DEVNULL,
                pass_fds=(listener.fileno(), tell),
                start_new_session=True,
            )
        os.close(tell)
        said = os.read(ready, 8192).decode(errors="replace")
        os.close(ready)
        if said != READY:
            self.stop()
            raise SourceError(said or "the data could not be loaded")
        return self

    def _task(self, listener: int, tell: int) -> str:
        """Return what the keeper is to do, for `host`; `listener` and `tell` are descriptors that it inherits."""
        members = {
            "maker": self.source.maker,
            "paths": self.source.paths,
            "digest": self.source.digest,
            "base": self.source.base,
            "limits": vars(self.limits),
            "services": sorted(self._services),
            "directory": self._directory,
            "listener": listener,
            "tell": tell,
            "owner": os.getpid(),
        }
        return json.dumps(members)

    def stop(self, patience: float = 3.0) -> None:
        """End all processes of the engine and remove its files."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(patience)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
        if self._directory is not None:
            with contextlib.suppress(OSError):
                shutil.rmtree(self._directory, ignore_errors=True)
            self._directory = None

    def __enter__(self) -> "Engine":
        return self.start()

    def __exit__(self, *_) -> None:
        self.stop()
