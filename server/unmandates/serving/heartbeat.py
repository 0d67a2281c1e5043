"""Whether the web processes live: each says so every second, and one that falls silent is ended, and so replaced."""

import asyncio
import logging
import mmap
import os
import signal
import struct
import threading
import time
from contextlib import suppress
from pathlib import Path

from unmandates.engine.processes import is_stopped, status_of

_BEAT = 1.0  #: seconds between two signs of life
_SILENT = 15.0  #: seconds after which a process that gives none is taken for dead
_LOOK = 1.0
_PREFIX = "pulse-"
_log = logging.getLogger(__name__)


class Pulse:
    """The sign of life of this process, on the board that the main process looks at."""

    def __init__(self, directory: str | Path):
        path = Path(directory) / f"{_PREFIX}{os.getpid()}"
        try:
            with path.open("w+b") as file:
                os.posix_fallocate(file.fileno(), 0, 8)  # a map of a file that has no room ends the process
                self._memory = mmap.mmap(file.fileno(), 8)
        except OSError:  # a full disk: nobody watches
            path.unlink(missing_ok=True)
            self._memory = mmap.mmap(-1, 8)
        self._beat()

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Give signs of life as long as the event loop turns."""
        self._beat()
        loop.call_later(_BEAT, self.start, loop)

    def _beat(self) -> None:
        struct.pack_into("d", self._memory, 0, time.monotonic())


class Watch:
    """Ends web processes that have fallen silent or were stopped; the server starts others in their place."""

    def __init__(self, directory: str | Path):
        self._directory = Path(directory)
        self._stopped: set[int] = set()
        self._ended = threading.Event()

    def __enter__(self) -> "Watch":
        threading.Thread(target=self._run, name="watch", daemon=True).start()
        return self

    def __exit__(self, *_) -> None:
        self._ended.set()

    def _run(self) -> None:
        at = time.monotonic()
        while not self._ended.wait(_LOOK):
            # After a sleep of the whole machine, or of this process, the others need a moment too.
            before, at = at, time.monotonic()
            if at - before < 3 * _LOOK:
                with suppress(OSError):
                    self.look()

    def look(self) -> None:
        """Look at all web processes once."""
        for path in self._directory.glob(f"{_PREFIX}*"):
            pid = int(path.name.removeprefix(_PREFIX))
            if not _is_child(pid):
                path.unlink(missing_ok=True)
                continue
            if len(beat := path.read_bytes()) < 8:
                continue  # it is being made
            silent = time.monotonic() - (struct.unpack("d", beat)[0] or time.monotonic())
            stopped = is_stopped(pid)
            if silent > _SILENT or (stopped and pid in self._stopped):
                _log.error("a web process hangs and is replaced", extra={"fields": {"pid": pid, "silent": silent}})
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                path.unlink(missing_ok=True)
            (self._stopped.add if stopped else self._stopped.discard)(pid)


def _is_child(pid: int) -> bool:
    """Say whether there is a child of this process with the number, which no other process can have got since."""
    try:
        return int(status_of(pid)[1]) == os.getpid()
    except (OSError, ValueError):
        return False
