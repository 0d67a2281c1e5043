"""Measuring: clients that ask one after the other for some seconds, and what they saw."""

import http.client
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"
_LINES = "text/tab-separated-values, application/n-triples;q=0.9"


@dataclass(frozen=True)
class Figures:
    """Requests a second, seconds at the median and the 99th percentile, and how many failed."""

    throughput: float
    p50: float
    p99: float
    failed: int
    count: int


class Client:
    """One connection to an endpoint, kept open."""

    def __init__(self, endpoint: str, timeout: float = 120):
        parts = urlsplit(endpoint)
        self._path, self._timeout = parts.path, timeout
        self._host, self._port = parts.hostname, parts.port
        self._connection = http.client.HTTPConnection(self._host, self._port, timeout=timeout)

    def ask(self, text: str, accept: str = _ACCEPT) -> int:
        """Ask, read the whole answer, return its status (0: no answer)."""
        return self.fetch(text, accept)[0]

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


def measure(endpoint: str, texts: Iterator[str], clients: int, seconds: float) -> Figures:
    """Let clients ask the texts in turn for some seconds; each waits for its answer before it asks again."""
    lock, times, failed = threading.Lock(), [], []
    started = time.perf_counter()

    def run() -> None:
        client = Client(endpoint)
        while time.perf_counter() - started < seconds:
            with lock:
                text = next(texts)
            before = time.perf_counter()
            status = client.ask(text)
            took = time.perf_counter() - before
            with lock:
                times.append(took)
                if status != 200:
                    failed.append(status)

    threads = [threading.Thread(target=run) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - started
    times.sort()
    return Figures(len(times) / elapsed, times[len(times) // 2], times[int(len(times) * 0.99)], len(failed), len(times))
