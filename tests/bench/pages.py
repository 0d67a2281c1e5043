"""How long pages take, beside a peer on the same data: `python -m tests.bench.pages`.

The peer is SHMARQL, a platform that publishes linked data with a page for every thing, by uvicorn with as many
processes as here. It wants other versions of what this project uses, so it has an environment of its own, which is made
in `build/peer` the first time; `--peer PYTHON` names another one, `--peer none` leaves it out. Both have the default
graph of the release in service. Every page is asked for once, by eight clients, and then again for some seconds: of a
service that makes each page when it is first asked for, and of one that has made all pages ahead, as it does. The
figures are of the machine as it is: the load before the start is printed.
"""

import argparse
import contextlib
import datetime
import http.client
import math
import os
import platform
import subprocess
import tempfile
import time
import venv
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote, urlsplit

import pyoxigraph as ox
from tests.bench.measure import AS_A_BROWSER, measure, reader
from tests.bench.services import free_port
from tests.serving.live import fetch, service, told

from unmandates.asking.data import Data
from unmandates.rdf.names import relative
from unmandates.rdf.namespaces import ROOT
from unmandates.release.release import NQUADS, Release, current, fill
from unmandates.text.words import languages

CLIENTS, WORKERS = 8, 2
#: The environment of the peer, the mark that it is whole, and what is in it: the last release whose pages of things are
#: whole (0.69 and 0.70 write the name of a coroutine in their place), with versions of its parts that fit each other.
PEER, _READY = Path("build/peer"), ".ready"
_PEER_PACKAGES = (
    "shmarql==0.64",
    "python-fasthtml==0.12.50",
    "fastlite==0.2.4",
    "starlette==0.52.1",
    "uvicorn==0.54.0",
)


def main() -> None:
    """Print a table of the services: pages a second, milliseconds at the median and the 99th percentile."""
    options = _options()
    release, load = current(), os.getloadavg()[0]
    things = _things(release, options.things)
    print(
        f"{datetime.date.today()}, {platform.machine()}, {os.cpu_count()} processors, Python "
        f"{platform.python_version()}, load before the start {load:.1f}; {len(things)} things, {CLIENTS} clients, "
        f"{options.seconds:g} seconds again.\n"
    )
    print("| service | pages | a second | p50 ms | p99 ms | failed | kB each |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [f"/{language}/{quote(thing)}" for thing in things for language in languages()]
        with service("release", release.folder, log=folder / "log", UNMANDATES_PAGES_AHEAD="no") as base:
            _report("unmandates, none made ahead", base, paths, options.seconds, things[0])
        with service("release", release.folder, log=folder / "log") as base:
            (made,) = told(folder / "log", "pages made ahead", patience=600)
            _report(
                f"unmandates, {made['pages']:,} made ahead in {made['seconds']:.0f} s",
                base,
                paths,
                options.seconds,
                things[0],
            )
        if options.peer != "none":
            with shmarql(options.peer or _environment(), release, folder) as base:
                paths = [_page(base, thing) for thing in things]
                _report("shmarql", base, paths, options.seconds, things[0])


def _report(name: str, base: str, paths: list[str], seconds: float, thing: str) -> None:
    """Print the figures of a service, once a page of it has been seen to tell of its thing, the first of all."""
    if thing.rpartition("/")[2].encode() not in fetch(base + paths[0], Accept="text/html")[2]:
        raise SystemExit(f"{name}: the page of {thing} does not tell of it")
    for what, asked, until in (("once", paths, math.inf), ("again", cycle(paths), seconds)):
        found = measure(lambda: reader(base), asked, CLIENTS, until)
        print(
            f"| {name} | {what} | {found.throughput:,.0f} | {1000 * found.p50:.1f} | {1000 * found.p99:.1f} "
            f"| {found.failed} | {found.bytes / found.count / 1000:.1f} |",
            flush=True,
        )


@contextlib.contextmanager
def shmarql(python: str, release: Release, folder: Path):
    """Yield the address of SHMARQL on the default graph of a release."""
    store, triples, port = ox.Store(), folder / "data.nt", free_port()
    fill(store, release.folder / NQUADS)
    store.dump(output=str(triples), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    environment = os.environ | {"DATA_LOAD_PATHS": str(triples), "SITE_URI": ROOT, "NFDI_PREFIXES": "0"}
    environment.pop("PYTHONPATH", None)
    with open(folder / "shmarql.log", "wb") as log:
        process = subprocess.Popen(
            [python, "-m", "uvicorn", "shmarql:app", "--port", str(port), "--workers", str(WORKERS),
             "--log-level", "warning", "--no-access-log"],
            stdout=log, stderr=log, env=environment, cwd=folder,
        )  # fmt: skip
    base = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 300
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                fetch(f"{base}/shmarql/")
                break
            time.sleep(0.5)
        else:
            raise SystemExit((folder / "shmarql.log").read_text()[-2000:])
        yield base
    finally:
        process.terminate()
        process.wait(30)


def _environment() -> str:
    """Return the interpreter of the peer's environment, which is made from the package index when it is not there."""
    python = PEER / "bin" / "python"
    if not (PEER / _READY).is_file():
        venv.create(PEER, clear=True, with_pip=True)
        command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *_PEER_PACKAGES]
        subprocess.run(command, check=True)
        (PEER / _READY).touch()
    return str(python.absolute())


def _page(base: str, thing: str) -> str:
    """Return the path of the peer's page of a thing: where its address leads to."""
    parts = urlsplit(base)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=120)
    connection.request("GET", f"/id/{quote(thing)}", headers=AS_A_BROWSER)
    answer = connection.getresponse()
    answer.read()
    return answer.getheader("Location") or f"/id/{quote(thing)}"


def _things(release: Release, count: int) -> list[str]:
    """Return paths of things with pages of their own, spread over all that there are."""
    found = sorted({relative(row["thing"].value) for row in Data(release).rows("things")})
    return list(islice(found, 0, None, max(1, len(found) // count)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pages", description=__doc__)
    parser.add_argument("--peer", metavar="PYTHON", help="the interpreter of an environment with shmarql, or `none`")
    parser.add_argument("--things", type=int, default=300, help="about how many things are asked for (300)")
    parser.add_argument("--seconds", type=float, default=15, help="how long pages are asked for again (15)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
