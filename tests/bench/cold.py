"""How long pages take that nobody has asked for before: `python -m tests.bench.cold [--pages 900] [--clients 8]`.

Nothing is made ahead and nothing kept; templates are compiled. The pages are drawn by lot from all pages of the release
in service, in all languages, so that most are of parts of documents, as most pages are. Without `--clients` they are
made in this process, and it is told too how much time of a processor they took, which is the same however much else the
machine does; with it, so many clients share them out and ask a service for them, which runs as `unmandates serve` does.
"""

import argparse
import datetime
import os
import platform
import random
import tempfile
import time
from pathlib import Path

from flask import Flask
from tests.bench.measure import measure, reader
from tests.serving.live import service

from unmandates.engine import Limits
from unmandates.release.release import current
from unmandates.serving.memory import housekeeping
from unmandates.web.application import create_app
from unmandates.web.discovery.discovery import every_page
from unmandates.web.frame.rendering import compile_all

_START = 15  #: seconds after which a service has its data in memory and its templates compiled, on a busy machine too


def main() -> None:
    """Print the milliseconds at the median and the 99th percentile; in one process, the slowest pages too."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.cold", description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=900, help="how many pages are asked for (900)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clients", type=int, help="how many clients ask a service (none: the pages are made here)")
    options = parser.parse_args()
    app, load = create_app(), os.getloadavg()[0]
    pages = random.Random(options.seed).sample(every_page(app), options.pages)
    print(
        f"{datetime.date.today()}, {platform.machine()}, {os.cpu_count()} processors, load before the start {load:.1f}"
    )
    if options.clients:
        _of_a_service(pages, options.clients)
    else:
        _in_this_process(app, pages)


def _in_this_process(app: Flask, pages: list[str]) -> None:
    housekeeping(lambda: app)
    compile_all(app)
    app.extensions["unmandates"].data.hold(Limits().memory_store)  # as a web process does after its start
    client = app.test_client()
    client.get("/en/problems")  # the names of the ontology's terms are read once for a release
    found = [(*_milliseconds(client, page), page) for page in pages]
    for place, clock in enumerate(("by the clock", "of processor time")):
        times = sorted((one[place], one[2]) for one in found)
        at = {share: times[min(len(times) - 1, len(times) * share // 100)][0] for share in (50, 90, 99)}
        print(f"{len(pages)} pages, {clock}:", ", ".join(f"p{share} {time:.1f} ms" for share, time in at.items()))
        print("slowest:", ", ".join(f"{page} {time:.0f}" for time, page in times[-5:]))


def _of_a_service(pages: list[str], clients: int) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        service("release", current().folder, log=Path(folder) / "log", UNMANDATES_PAGES_AHEAD="no") as base,
    ):
        time.sleep(_START)
        found = measure(lambda: reader(base), pages, clients)
    if found.failed:
        raise SystemExit(f"{found.failed} of {found.count} pages could not be had")
    at = f"p50 {1000 * found.p50:.1f} ms, p99 {1000 * found.p99:.1f} ms"
    print(f"{found.count} pages, {clients} clients: {at}, {found.throughput:.0f} a second")


def _milliseconds(client, page: str) -> tuple[float, float]:
    """Return how long a page takes, by the clock and of the time of a processor, which others may want too."""
    started, used = time.perf_counter(), time.thread_time()
    status = client.get(page, headers={"Accept-Encoding": "gzip"}).status_code
    assert status == 200, (page, status)
    return (time.perf_counter() - started) * 1000, (time.thread_time() - used) * 1000


if __name__ == "__main__":
    main()
