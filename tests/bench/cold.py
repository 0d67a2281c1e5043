"""How long pages take that nobody has asked for before, in one process: `python -m tests.bench.cold [--pages 900]`.

Nothing is made ahead and nothing kept; templates are compiled. The pages are drawn by lot from all pages of the release
in service, in all languages, so that most are of parts of documents, as most pages are.
"""

import argparse
import datetime
import os
import platform
import random
import time

from unmandates.engine import Limits
from unmandates.web.application import create_app
from unmandates.web.discovery.discovery import every_page
from unmandates.web.frame.rendering import compile_all


def main() -> None:
    """Print the milliseconds at the median, the 90th and the 99th percentile, and the slowest pages."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.cold", description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=900, help="how many pages are asked for (900)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    app = create_app()
    compile_all(app)
    app.extensions["unmandates"].data.hold(Limits().memory_store)  # as a web process does after its start
    client = app.test_client()
    pages = random.Random(options.seed).sample(every_page(app), options.pages)
    client.get("/en/problems")  # the names of the ontology's terms are read once for a release
    times = sorted((_milliseconds(client, page), page) for page in pages)
    at = {share: times[min(len(times) - 1, len(times) * share // 100)][0] for share in (50, 90, 99)}
    machine = f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    print(f"{datetime.date.today()}, {machine}: {len(pages)} pages")
    print(", ".join(f"p{share} {found:.1f} ms" for share, found in at.items()))
    print("slowest:", ", ".join(f"{page} {found:.0f}" for found, page in times[-5:]))


def _milliseconds(client, page: str) -> float:
    started = time.perf_counter()
    status = client.get(page, headers={"Accept-Encoding": "gzip"}).status_code
    assert status == 200, (page, status)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
