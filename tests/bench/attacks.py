"""What a client beside an attack waits, and what the attack leaves: `python -m tests.bench.attacks [NAME …]`.

For each attack a service on the release in place is attacked for some seconds, by processes of their own, while another
client asks for its health, pages and small queries that nobody has asked before. The memory is that of all processes of
the service (PSS) when the attack has been over for as long as its connections may be idle. The last column is the
median of the same client when nobody attacks. Attackers and client share this machine's processors, so that an attack
that costs its sender much is told as worse than it is; they are given the lower priority that another machine's are.
"""

import argparse
import contextlib
import http.client
import itertools
import multiprocessing
import os
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode

from tests.bench.protection import HOPELESS
from tests.processes import memory_of_family
from tests.serving.live import fetch, service
from tests.serving.silent import POST, SILENT, SLOW_READER

from unmandates.release.release import current

#: Processes that attack, and clients in each.
ATTACKERS, CLIENTS = 2, 8
#: The bounds that are asked for: seconds at p99, MiB.
WITHIN, LEFT = 0.25, 50
_SILENT = SILENT | {
    "half a long query": POST % b"/sparql" + b"x" * 2_900_000,
    "a long body nobody wants": POST % b"/en/" + b"x" * 2_900_000,
}
_WIDE = "SELECT " + " ".join(f"?v{n}" for n in range(20_000)) + " { VALUES ?x { " + "1 " * 500 + "} }"
_TYPE = "application/sparql-query"
_ORDINARY = (
    "/en/",
    "/ar/mandates",
    "/en/document/A-RES-76-186",
    "/en/search?q=trafficking",
    "/en/sparql",
    "/openapi.json",
)


def _ask(text: str, accept: str = "application/sparql-results+json") -> tuple:
    return "POST", "/sparql", text.encode(), {"Content-Type": _TYPE, "Accept": accept}


def _get(path: str, **headers: str) -> tuple:
    return "GET", path, None, {name.replace("_", "-"): value for name, value in headers.items()}


#: By name, what the n-th request of an attack is: method, path, body, headers.
_REQUESTS: dict[str, Callable[[int], tuple]] = {
    "pages of 20,000 columns": lambda n: _ask(f"{_WIDE} # {n}", "text/html"),
    "pages of cells that are escaped": lambda n: _ask(
        "SELECT (CONCAT(?a, ?a, ?a, ?a) AS ?b) { VALUES ?a { '" + "&" * 200_000 + f"' }} }} # {n}", "text/html"
    ),
    "forwarded addresses, each another": lambda n: _get(
        f"/sparql?query=ASK%7B%7D%23{n}", X_Forwarded_For=f"10.0.{n}.1, " * 400
    ),
    "Accept, each another": lambda n: _get("/en/", Accept=f"text/x{n}; q=0.{n}, " * 400 + "text/html"),
    "invented IRIs": lambda n: _get(f"/id/document/{'x' * 4000}-{n}"),
    "invented names in a query": lambda n: _ask(
        f"SELECT * {{ <https://w3id.org/unmandates/id/{'x' * 9000}{n}> ?p ?o }}"
    ),
    "tokens in a row": lambda n: _ask("SELECT * { ?s ?p " + "true-" * 4_000 + str(n)),
    "dots in a row": lambda n: _ask("SELECT * { ?s ?p " + "a." * 10_000 + str(n)),
    "pages on demand": lambda n: _get(f"/en/search?q=word{n}"),
    "comparisons of releases": lambda n: _get(f"/en/releases/2026-01-01-00000000...{n}"),
    "8,000 parameters": lambda n: _get("/en/mandates?" + "&".join(f"a{n}x{m}=" for m in range(8_000))),
    "cookies of 60 kB": lambda n: _get("/en/", Cookie=f"language={n}" + "x" * 60_000),
    "SERVICE to where it may not": lambda n: _ask(
        f"SELECT * {{ SERVICE <http://127.0.0.1:{n % 60000}/> {{ ?s ?p ?o }} }}"
    ),
    "hopeless queries": lambda n: _ask(f"{HOPELESS[n % len(HOPELESS)]} # {n}"),
    "RAND by escapes": lambda n: _ask(f"SELECT (RA\\u004ED() AS ?x) {{}} # {n}"),
    "calendars and feeds": lambda n: _get(f"/en/due.ics?topic={quote(str(n))}&x={n}"),
}


def _silence(port: int, said: bytes, ended) -> None:
    """Hold as many connections as one process may, and open again those that are cut."""
    held: list[socket.socket] = []
    while not ended.is_set():
        while len(held) < 650:
            with contextlib.suppress(OSError):
                connection = socket.create_connection(("127.0.0.1", port), 5)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                connection.settimeout(0.05)
                held.append(connection)
                connection.sendall(said)
            if ended.is_set():
                break
        time.sleep(1)
        alive = []
        for connection in held:
            connection.setblocking(False)
            try:
                gone = said != SILENT[SLOW_READER] and connection.recv(4096, socket.MSG_PEEK) == b""
            except BlockingIOError:
                gone = False
            except OSError:
                gone = True
            if gone:
                connection.close()
            else:
                alive.append(connection)
        held = alive
    for connection in held:
        connection.close()


def _requests(port: int, name: str, place: int, ended, codes) -> None:
    """Ask as fast as the service answers, with some connections at once."""
    counter = itertools.count(place, ATTACKERS)

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while not ended.is_set():
            method, path, body, headers = _REQUESTS[name](next(counter))
            try:
                connection.request(method, path, body, headers)
                response = connection.getresponse()
                response.read()
                codes.put(response.status)
            except (OSError, http.client.HTTPException):
                connection.close()
                codes.put(0)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _attacker(port: int, name: str, place: int, ended, codes) -> None:
    os.nice(10)
    if name in _SILENT:
        _silence(port, _SILENT[name], ended)
    else:
        _requests(port, name, place, ended, codes)
        codes.cancel_join_thread()


def _waits(port: int, seconds: float, start: int) -> tuple[list[float], Counter]:
    """Return how long another client waited for each answer, and their statuses."""
    took, codes, number = [], Counter(), itertools.count(start)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        query = urlencode({"query": f"SELECT * {{ <body/general-assembly> ?p ?o }} LIMIT 5 # {next(number)}"})
        for path in ("/health", "/en/body/general-assembly", f"/sparql?{query}"):
            began = time.monotonic()
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            try:
                connection.request("GET", path)
                response = connection.getresponse()
                response.read()
                codes[response.status] += 1
            except (OSError, http.client.HTTPException):
                codes[0] += 1
            finally:
                connection.close()
            took.append(time.monotonic() - began)
            time.sleep(0.01)
    return sorted(took), codes


def _mebibytes() -> float:
    return memory_of_family(os.getpid()) / 2**20


def attack(name: str, folder: Path, seconds: float) -> bool:
    """Attack a service that has just been started; print what was seen and return whether it is within the bounds."""
    context = multiprocessing.get_context("fork")
    with tempfile.TemporaryDirectory() as place:
        log = Path(place) / "log"
        with service("release", folder, log=log, UNMANDATES_PAGES_AHEAD="no") as base:
            port = int(base.rpartition(":")[2])
            for path in _ORDINARY * 4:  # what every process of a service has in memory after its first minutes
                fetch(base + path)
            with ThreadPoolExecutor(16) as clients:  # and every worker of the engine
                list(clients.map(fetch, (f"{base}/sparql?query=ASK%7B%7D%23warm{n}" for n in range(400))))
            alone, _ = _waits(port, 3, 10**9)
            before, ended, codes = _mebibytes(), context.Event(), context.Queue()
            attackers = [
                context.Process(target=_attacker, args=(port, name, place, ended, codes), daemon=True)
                for place in range(ATTACKERS)
            ]
            for process in attackers:
                process.start()
            time.sleep(1)
            took, statuses = _waits(port, seconds, 0)
            peak = _mebibytes()
            ended.set()
            answers = Counter()
            for process in attackers:
                while process.is_alive():
                    with contextlib.suppress(Exception):
                        answers[codes.get(timeout=0.2)] += 1
            until = time.monotonic() + 90  # what is kept for a minute, and is looked at each ten seconds
            while _mebibytes() - before > LEFT and time.monotonic() < until:
                time.sleep(1)
            left = _mebibytes() - before
    p50, p99 = took[len(took) // 2], took[int(len(took) * 0.99)]
    failed = sum(count for status, count in statuses.items() if status != 200)
    told_codes = ", ".join(f"{status}: {count}" for status, count in sorted(answers.items()))
    print(
        f"| {name} | {1000 * p50:.0f} / {1000 * p99:.0f} | {len(took)}, {failed} failed | {peak - before:+.0f} | "
        f"{left:+.0f} | {1000 * alone[len(alone) // 2]:.0f} | {told_codes} |",
        flush=True,
    )
    return p99 <= WITHIN and left <= LEFT and not failed


def main() -> int:
    """Run the command; return 1 when an attack left more, or held the client up longer, than is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", nargs="*", help="some of the attacks alone")
    parser.add_argument("--seconds", type=float, default=15)
    options = parser.parse_args()
    names = options.name or [*_SILENT, *_REQUESTS]
    release = current()
    print("| attack | waits, p50 / p99 ms | answers | at its end, MiB | left, MiB | alone, ms | attackers' answers |")
    print("|---|---|---|---|---|---|---|")
    return 0 if all([attack(name, release.folder, options.seconds) for name in names]) else 1


if __name__ == "__main__":
    sys.exit(main())
