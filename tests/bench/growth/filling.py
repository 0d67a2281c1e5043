"""A store alone, filled with made-up imports as a build loads them, until time or disk are used up.

Documents are those of `tests.bench.imported` under numbers of their own, with words that no other has; each graph is
loaded under its name and, where a query without FROM sees it, as default. The same seed looks the same things up.
"""

import contextlib
import os
import random
import shutil
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
from tests.bench import imported

from unmandates.rdf import graphs
from unmandates.rdf.namespaces import ID, PREFIXES
from unmandates.release import storing
from unmandates.release.digests import GraphRow
from unmandates.release.steps import Steps

#: Documents that are made; all others are copies of them.
_PATTERNS = 40
#: Statements that are loaded at once, and after how many it is told how it went.
_AT_ONCE, _TOLD = 1_000_000, [10**power * digit for power in range(6, 12) for digit in (1, 3)]
_LOOKUPS = 300
_QUERIES = {
    "a document": "SELECT ?p ?o {{ <{document}> ?p ?o }}",
    "the words of its paragraphs": "SELECT ?part ?words {{ ?part unm:parent <{document}> ; unm:officialText ?words"
    ' FILTER(LANG(?words) = "fr") }}',
    "who voted": "SELECT ?state {{ ?vote unm:voteOn <{document}> ; unm:inFavour ?state }}",
}


class Documents:
    """Made-up documents without end; document number n says the same each time."""

    def __init__(self) -> None:
        self._patterns = list(imported.documents(_PATTERNS))

    def __getitem__(self, number: int) -> dict[GraphRow, bytes]:
        """Return the graphs of a document and their lines."""
        key, standings = self._patterns[number % _PATTERNS]
        found = {}
        for standing, lines in standings.items():
            text = b"".join(lines).replace(key.encode(), self.key(number).encode()).replace(b'"@', b' %d"@' % number)
            graph = graphs.imported(imported.SOURCE, standing, self.key(number))
            found[GraphRow(graph, "", "", len(lines), "", 0, len(text), "")] = text
        return found

    def key(self, number: int) -> str:
        """Return the key of a document."""
        return f"A-RES-{10_000 + number // 300}-{1 + number % 300}"


def fill(work: Path, seconds: float, disk: float) -> Iterator[str]:
    """Fill a store in a folder and yield the lines of a table; the store is removed at the end."""
    place = work / "store"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    documents, count, loaded, began = Documents(), 0, 0, time.monotonic()
    told = [
        "statements",
        "documents",
        "loaded in, s",
        "a second",
        "of processors, s",
        "most memory, MiB",
        "on disk, MiB",
    ]
    told += [f"{name}, p50 / p99 ms" for name in _QUERIES]
    yield f"| {' | '.join(told)} |"
    yield "|---" * len(told) + "|"
    store, milestones = ox.Store(str(place)), iter(_TOLD)
    milestone, steps = next(milestones), Steps()
    try:
        while True:
            if within := time.monotonic() - began < seconds and _size(place) < disk:
                rows: dict[GraphRow, bytes] = {}
                while sum(row.statements for row in rows) < _AT_ONCE:
                    rows |= documents[count]
                    count += 1
                with steps("load"):
                    storing.load(store, rows, rows.__getitem__)
                loaded += sum(row.statements for row in rows)
            if loaded >= milestone or not within:
                yield _told(store, place, documents, count, loaded, steps)
                milestone = next(milestones)
            if not within:
                break
    finally:
        del store
        shutil.rmtree(place, ignore_errors=True)


def _told(store: ox.Store, place: Path, documents: Documents, count: int, loaded: int, steps: Steps) -> str:
    seconds, worked = (sum(getattr(step, name) for step in steps.ended) for name in ("seconds", "worked"))
    memory = max(step.memory or 0 for step in steps.ended)
    store.flush()
    lot = random.Random(1)
    asked = [documents.key(lot.randrange(count)) for _ in range(_LOOKUPS)]
    found = []
    for text in _QUERIES.values():
        times = []
        for key in asked:
            start = time.perf_counter()
            if not list(store.query(text.format(document=f"{ID}document/{key}"), prefixes=PREFIXES)):
                raise ValueError(f"{key} is not found by {text}")
            times.append(1000 * (time.perf_counter() - start))
        found.append(f"{statistics.median(times):.2f} / {sorted(times)[int(_LOOKUPS * 0.99)]:.2f}")
    cells = (loaded, count, seconds, loaded / seconds, worked, memory / 2**20, _size(place) / 2**20)
    return "| " + " | ".join([*(f"{cell:,.0f}" for cell in cells), *found]) + " |"


def _size(folder: Path) -> int:
    found = 0
    for entry in os.scandir(folder):
        with contextlib.suppress(OSError):  # merged into another meanwhile
            found += entry.stat().st_size
    return found
