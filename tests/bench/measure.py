"""Measuring: clients that ask one after the other for some seconds, and what they saw."""

import http.client
import math
import multiprocessing
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode, urlsplit

_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"
_LINES = "text/tab-separated-values, application/n-triples;q=0.9"
#: The headers by which pages are asked for.
AS_A_BROWSER = {"Accept": "text/html", "Accept-Encoding": "gzip"}


@dataclass(frozen=True)
class Figures:
    """Requests a second, seconds at the median and the 99th percentile, how many failed, of how many, and all bytes."""

    throughput: float
    p50: float
    p99: float
    failed: int
    count: int
    bytes: int


class Client:
    """One connection to an endpoint, kept open."""

    def __init__(self, endpoint: str, timeout: float = 120):
        parts = urlsplit(endpoint)
        self._path, self._timeout = parts.path, timeout
        self._host, self._port = parts.hostname, parts.port
        self._connection = http.client.HTTPConnection(self._host, self._port, timeout=timeout)

    def ask(self, text: str, accept: str = _ACCEPT) -> tuple[int, int]:
        """Ask, read the whole answer, return its status (0: no answer) and bytes."""
        status, body = self.fetch(text, accept)
        return status, len(body)

    def fetch(self, text: str, accept: str = _LINES) -> tuple[int, bytes]:
        """Ask and return status and body; rows come as TSV and triples as N-Triples unless `accept` says otherwise."""
        try:
            self._connection.request("GET", f"{self._path}?{urlencode({'query': text})}", headers={"Accept": accept})
            response = self._connection.getresponse()
            body = response.read()
            return response.status, body
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return 0, b""


def reader(base: str) -> Callable[[str], tuple[int, int]]:
    """Return what asks for a path on a connection that stays open, and returns status and bytes."""
    parts = urlsplit(base)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=120)

    def ask(path: str) -> tuple[int, int]:
        connection.request("GET", path, headers=AS_A_BROWSER)
        answer = connection.getresponse()
        return answer.status, len(answer.read())

    return ask


def measure(ask_of: Callable, asked: Iterable, clients: int = 1, seconds: float = math.inf) -> Figures:
    """Let clients ask for what is `asked` in turn, for some seconds or to its end; each waits for its answer.

    `ask_of()` makes a client: a function that asks and returns status and bytes of the answer. Several clients are so
    many processes, which know nothing of each other: in one, the reading of answers would be what is measured.
    """
    if clients == 1:
        runs = [_run(ask_of, asked, time.perf_counter() + seconds)]
    else:
        runs = _apart(ask_of, asked, clients, seconds)
    times = sorted(took for found, _, _ in runs for took, _, _ in found)
    answers = [(status, size) for found, _, _ in runs for _, status, size in found]
    elapsed = max(end for _, _, end in runs) - min(start for _, start, _ in runs)
    return Figures(
        len(times) / elapsed,
        times[len(times) // 2],
        times[int(len(times) * 0.99)],
        sum(status != 200 for status, _ in answers),
        len(times),
        sum(size for _, size in answers),
    )


def _apart(ask_of: Callable, asked: Iterable, clients: int, seconds: float) -> list[tuple]:
    context = multiprocessing.get_context("fork")
    ready, ends = context.Barrier(clients), []

    def client(place: int, end) -> None:
        own = islice(asked, place, None, clients)
        ready.wait()
        end.send(_run(ask_of, own, time.perf_counter() + seconds))

    for place in range(clients):
        near, far = context.Pipe(duplex=False)
        process = context.Process(target=client, args=(place, far), daemon=True)
        process.start()
        far.close()
        ends.append((near, process))
    runs = [near.recv() for near, _ in ends]
    for _, process in ends:
        process.join()
    return runs


def _run(ask_of: Callable, asked: Iterable, until: float) -> tuple[list[tuple[float, int, int]], float, float]:
    ask, found = ask_of(), []
    start = time.perf_counter()
    for one in asked:
        before = time.perf_counter()
        if before > until:
            break
        status, size = ask(one)
        found.append((time.perf_counter() - before, status, size))
    return found, start, time.perf_counter()
