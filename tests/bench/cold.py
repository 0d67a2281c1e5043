"""How long pages take that nobody has asked for before: `python -m tests.bench.cold [--pages 900] [--clients 8]`.

Nothing is made ahead and nothing kept; templates are compiled. The pages are drawn by lot from all pages of the release
in service, in all languages, so that most are of parts of documents, as most pages are. Without `--clients` they are
made in this process, and it is told too how much time of a processor they took, which is the same however much else the
machine does; with it, so many clients share them out and ask a service for them, which runs as `unmandates serve` does,
and it is told what memory that takes afterwards. `--each 60` draws as many pages of every kind and of every list, with
its filters, and tells each kind; `--examples` asks the example queries, a few times each.
"""

import argparse
import datetime
import os
import platform
import random
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox
from flask import Flask
from tests.bench.drawn import drawn
from tests.bench.measure import measure, reader
from tests.processes import family, memory_of_family, unique
from tests.serving.live import service

from unmandates.engine import Limits
from unmandates.rdf.namespaces import BASE, PREFIXES
from unmandates.release.examples import examples
from unmandates.release.release import current
from unmandates.serving.memory import housekeeping
from unmandates.web.application import create_app
from unmandates.web.discovery.discovery import every_page
from unmandates.web.frame.rendering import compile_all

_ROUNDS = 3  #: how often each example query is asked
_START = 15  #: seconds after which a service has its data in memory and its templates compiled, on a busy machine too


def main() -> None:
    """Print the milliseconds at the median and the 99th percentile; in one process, the slowest pages too."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.cold", description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=900, help="how many pages are asked for (900)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clients", type=int, help="how many clients ask a service (none: the pages are made here)")
    parser.add_argument("--each", type=int, help="draw so many pages of each kind (none: by lot from all)")
    parser.add_argument("--examples", action="store_true", help="ask the example queries in place of pages")
    options = parser.parse_args()
    app, load = create_app(), os.getloadavg()[0]
    print(
        f"{datetime.date.today()}, {platform.machine()}, {os.cpu_count()} processors, load before the start {load:.1f}"
    )
    if options.examples:
        _of_examples()
        return
    kinds = drawn(app, options.each, options.seed) if options.each else {}
    pages = [page for found in kinds.values() for page in found]
    pages = random.Random(options.seed).sample(pages or every_page(app), len(pages) or options.pages)
    if options.clients:
        _of_a_service(pages, options.clients)
    else:
        kind_of = {page: kind for kind, found in kinds.items() for page in found}
        _in_this_process(app, pages, kind_of)


def _in_this_process(app: Flask, pages: list[str], kind_of: dict[str, str]) -> None:
    housekeeping(lambda: app)
    compile_all(app)
    app.extensions["unmandates"].data.hold(Limits().memory_store)  # as a web process does after its start
    client = app.test_client()
    client.get("/en/problems")  # the names of the ontology's terms are read once for a release
    found = [(*_milliseconds(client, page), page) for page in pages]
    for place, clock in enumerate(("by the clock", "of processor time")):
        _tell(f"{len(pages)} pages, {clock}", [(one[place], one[2]) for one in found])
    for kind in dict.fromkeys(kind_of.values()):
        _tell(f"{kind}, of processor time", [(used, page) for _, used, page in found if kind_of[page] == kind], 2)


def _tell(what: str, found: list[tuple[float, str]], slowest: int = 5) -> None:
    times = sorted(found)
    at = {share: times[min(len(times) - 1, len(times) * share // 100)][0] for share in (50, 90, 99)}
    print(f"{what} ({len(times)}):", ", ".join(f"p{share} {time:.1f} ms" for share, time in at.items()), flush=True)
    print("  slowest:", ", ".join(f"{name} {time:.0f}" for time, name in times[-slowest:]), flush=True)


def _of_examples() -> None:
    """Ask each example query of the store on disk, all solutions read; of each the times count that it took."""
    store, found = current().open_store(), []
    for example in examples() * _ROUNDS:
        used = time.thread_time()
        answer = store.query(example.query, prefixes=PREFIXES, base_iri=BASE)
        if not isinstance(answer, ox.QueryBoolean):
            for _ in answer:
                pass
        found.append(((time.thread_time() - used) * 1000, example.name))
    _tell("example queries, of processor time", found)


def _of_a_service(pages: list[str], clients: int) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        service("release", current().folder, log=Path(folder) / "log", UNMANDATES_PAGES_AHEAD="no") as base,
    ):
        time.sleep(_START)
        found = measure(lambda: reader(base), pages, clients)
        members = family(os.getpid())
        own, shared = sum(map(unique, members)), memory_of_family(os.getpid())
    if found.failed:
        raise SystemExit(f"{found.failed} of {found.count} pages could not be had")
    at = f"p50 {1000 * found.p50:.1f} ms, p99 {1000 * found.p99:.1f} ms"
    print(f"{found.count} pages, {clients} clients: {at}, {found.throughput:.0f} a second")
    print(f"{len(members)} processes: {own / 2**20:.0f} MiB of their own, {shared / 2**20:.0f} with what they share")


def _milliseconds(client, page: str) -> tuple[float, float]:
    """Return how long a page takes, by the clock and of the time of a processor, which others may want too."""
    started, used = time.perf_counter(), time.thread_time()
    status = client.get(page, headers={"Accept-Encoding": "gzip"}).status_code
    assert status == 200, (page, status)
    return (time.perf_counter() - started) * 1000, (time.thread_time() - used) * 1000


if __name__ == "__main__":
    main()
