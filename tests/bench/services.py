"""The services that are compared: each started on the same default graph, measured from outside, and stopped."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from tests.processes import memory, memory_of_family

from unmandates.release.release import fill

_OURS = """
import sys
from unmandates.serving.serve import serve_data
serve_data([sys.argv[1]], port=int(sys.argv[2]), workers=2)
"""
_RDFLIB = """
import sys, rdflib, uvicorn
from rdflib_endpoint import SparqlEndpoint
graph = rdflib.Dataset(default_union=False)
graph.default_context.parse(sys.argv[1], format="nt")
uvicorn.run(SparqlEndpoint(graph=graph, path="/"), port=int(sys.argv[2]), log_level="error", access_log=False)
"""


@dataclass
class Service:
    """A running service: its name, the address of its endpoint, and the process at the head of its family."""

    name: str
    endpoint: str
    pid: int
    peak: int = 0

    def look(self) -> None:
        """Note how much memory its processes hold together (bytes, proportional set size)."""
        self.peak = max(self.peak, memory(self.pid) + memory_of_family(self.pid))


@contextlib.contextmanager
def service(name: str, triples: Path, directory: Path) -> Iterator[Service]:
    """Start `unmandates`, `oxigraph` or `rdflib-endpoint` on a file of N-Triples."""
    port = free_port()
    environment = os.environ | {"UNMANDATES_TIME": "60", "UNMANDATES_CLIENT_CONCURRENCY": "64"}
    path = "/sparql"
    if name == "unmandates":
        command = [sys.executable, "-c", _OURS, str(triples), str(port)]
    elif name == "oxigraph":
        command, path = _native(triples, directory, port), "/query"
    else:
        command, path = [sys.executable, "-c", _RDFLIB, str(triples), str(port)], "/"
    log = (directory / f"{name}.log").open("wb")
    process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True)
    try:
        found = Service(name, f"http://127.0.0.1:{port}{path}", process.pid)
        _wait(found.endpoint, process)
        found.look()
        yield found
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        log.close()


def _native(triples: Path, directory: Path, port: int) -> list[str]:
    store = directory / "native"
    if not store.exists():
        made = pyoxigraph.Store(str(store))
        made.bulk_load(path=str(triples), format=pyoxigraph.RdfFormat.N_TRIPLES)
        made.optimize()
        made.flush()
    program = shutil.which("oxigraph", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    if program is None:
        raise FileNotFoundError("oxigraph: install the dependency group `bench`")
    return [program, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"]


def _wait(endpoint: str, process: subprocess.Popen, patience: float = 900) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"{endpoint} ended with {process.returncode}")
        with contextlib.suppress(OSError), urllib.request.urlopen(endpoint + "?query=ASK%20%7B%20%7D", timeout=60):
            return
        time.sleep(0.2)
    raise TimeoutError(endpoint)


def default_graph(quads: Path, folder: Path) -> Path:
    """Write the default graph of N-Quads into a folder, as N-Triples, and return the file."""
    store, out = pyoxigraph.Store(), folder / "data.nt"
    fill(store, quads)
    store.dump(output=str(out), format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph())
    return out


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
