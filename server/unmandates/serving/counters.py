"""What happened, counted: a few series of numbers, kept by each process for itself and added up when asked for.

Each process writes its counts into a small file that it maps into memory and holds a lock on; nobody else writes there,
so no count is lost and none waits for another process. The file of a process that has ended stays in the sum, and the
next process takes it over: there are never more files than there were processes at once.

By hand, because a full disk ends a process that counts with prometheus-client (a map of a file without room: SIGBUS),
and two files stay of each process that ends: after 100 of them /metrics takes 24 ms, here 0.3.
"""

import fcntl
import itertools
import logging
import mmap
import os
import struct
import threading
from pathlib import Path
from typing import BinaryIO

from unmandates.engine.refusals import Refusal
from unmandates.serving.pseudonyms import Pseudonyms
from unmandates.web.endpoint import submission
from unmandates.web.endpoint.serving import Outcome

#: Upper bounds of the classes of a query's duration, in seconds.
BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
AREAS = ("query", "page", "operation")
STATUSES = ("2xx", "3xx", "4xx", "5xx")
_PREFIX = "counts-"
_log = logging.getLogger("unmandates.queries")


def outcomes() -> list[str]:
    """Return all ways in which a query can end."""
    kinds = {kind().kind for kind in (*Refusal.__subclasses__(), submission.BadRequest)}
    return ["answered", "cached", "not-modified", *sorted(kinds)]


def _names() -> list[tuple[str, ...]]:
    names = [("queries", outcome) for outcome in outcomes()]
    names += [("seconds", str(bound)) for bound in (*BOUNDS, "+Inf")]
    names += [("seconds", "sum"), ("bytes", "sum"), ("cache", "hit"), ("cache", "miss")]
    return names + [("requests", area, status) for area in AREAS for status in STATUSES]


def _claimed(directory: Path) -> BinaryIO:
    """Return the first file of counts that no living process holds, or a new one; locked as long as it is open."""
    for number in itertools.count():
        file = (directory / f"{_PREFIX}{number}").open("a+b")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return file
        except BlockingIOError:
            file.close()


class Recorder:
    """Counts for one process, in `directory` with those of the others."""

    def __init__(self, directory: str | Path, clients: Pseudonyms | None = None):
        self._clients = clients or Pseudonyms()
        self._directory = Path(directory)
        self._places = {name: 8 * place for place, name in enumerate(_names())}
        self._lock = threading.Lock()
        size = 8 * len(self._places)
        try:
            with _claimed(self._directory) as file:
                os.posix_fallocate(file.fileno(), 0, size)  # a map of a file that has no room ends the process
                self._memory = mmap.mmap(file.fileno(), size)  # which keeps the file open, and so the lock
        except OSError:  # a full disk: it counts for itself
            self._memory = mmap.mmap(-1, size)

    def add(self, *name: str, amount: float = 1.0) -> None:
        """Add to the series with this name."""
        place = self._places[name]
        with self._lock:
            (value,) = struct.unpack_from("d", self._memory, place)
            struct.pack_into("d", self._memory, place, value + amount)

    def finished(self, outcome: Outcome) -> None:
        """Count a query that has ended, and write it down."""
        self.add("queries", outcome.kind)
        if outcome.kind == "cached":
            self.add("cache", "hit")
        elif outcome.kind == "answered":
            self.add("cache", "miss")
            self.add("bytes", "sum", amount=outcome.size)
        if outcome.seconds:
            self.add("seconds", next((str(bound) for bound in BOUNDS if outcome.seconds <= bound), "+Inf"))
            self.add("seconds", "sum", amount=outcome.seconds)
        fields = {"outcome": outcome.kind, "seconds": outcome.seconds, "bytes": outcome.size,
                  "client": self._clients.name(outcome.client), "query": outcome.text}  # fmt: skip
        _log.info("query", extra={"fields": fields})

    def replied(self, area: str, status: int) -> None:
        """Count an answer by its area of the service and its status."""
        self.add("requests", area, f"{min(5, max(2, status // 100))}xx")

    def sums(self) -> dict[tuple[str, ...], float]:
        """Return the sum of each series over all processes."""
        total = [0.0] * len(self._places)
        for path in self._directory.glob(f"{_PREFIX}*"):
            data = path.read_bytes()
            if len(data) == 8 * len(total):
                total = [a + b for a, b in zip(total, struct.unpack(f"{len(total)}d", data), strict=True)]
        return dict(zip(self._places, total, strict=True))
