"""Whether the service lasts: `python -m tests.bench.endurance soak [--minutes M]`, `… kills [--requests N]`, …

`soak`: eight clients with hopeless queries and one with small ones, and at the end the same memory, descriptors and
processes as at the start. `kills`: mixed requests by eight clients while a worker is killed each second; every answer
is held against the right one, which was worked out beforehand without the service. `changes`: twenty changes between
two releases, each visited; the memory after the last is that after the first, within a tenth.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import tempfile
import threading
import time
from collections import Counter
from itertools import count
from pathlib import Path

import pyoxigraph as ox
from tests.bench.measure import Client
from tests.bench.protection import HOPELESS, SMALL, anew
from tests.bench.services import service
from tests.bench.workloads import subjects as read_subjects
from tests.bench.workloads import workloads
from tests.processes import family, memory, memory_of_family
from tests.serving.live import fetch, told
from tests.serving.live import service as live

from unmandates.release.build import switch
from unmandates.release.examples import examples
from unmandates.release.release import MANIFEST, Release, current, fill
from unmandates.web.http.cache import is_fleeting

#: Pages that are asked for after each change of release.
_PAGES = ("", "mandates", "document/A-RES-76-186", "body/general-assembly", "search?q=trafficking", "about", "ontology")
#: MiB that the answers kept by two web processes may take, each in two caches.
_CACHES = 4 * 64


def soak(triples: Path, folder: Path, minutes: float) -> bool:
    """Attack for some minutes; return whether no small query failed and nothing has grown."""
    with service("unmandates", triples, folder) as running:
        ended, number, attacked, small, times = threading.Event(), count(), Counter(), Counter(), []

        def attack(place: int) -> None:
            client = Client(running.endpoint)
            while not ended.is_set():
                text = HOPELESS[(place + next(number)) % len(HOPELESS)]
                attacked[client.ask(anew(text, next(number)))[0]] += 1

        client = Client(running.endpoint)
        for n in range(200):
            client.ask(anew(SMALL, f"warm {n}"))
        before = _census(running.pid)
        attackers = [threading.Thread(target=attack, args=(place,)) for place in range(8)]
        for attacker in attackers:
            attacker.start()
        until = time.monotonic() + 60 * minutes
        while time.monotonic() < until:
            started = time.perf_counter()
            small[client.ask(anew(SMALL, f"small {next(number)}"))[0]] += 1
            times.append(time.perf_counter() - started)
            if len(times) % 100 == 0:
                running.look()
            time.sleep(0.005)
        ended.set()
        for attacker in attackers:
            attacker.join()
        time.sleep(35)  # the files of large answers stay open for half a minute
        after = _census(running.pid)
    times.sort()
    print(f"{minutes:g} minutes, eight clients with hopeless queries: {_told(attacked)}.")
    print(
        f"{len(times)} small queries of another client: {_told(small)}; p50 {1000 * times[len(times) // 2]:.1f} ms, "
        f"p99 {1000 * times[int(len(times) * 0.99)]:.1f} ms, longest {1000 * times[-1]:.0f} ms."
    )
    print(f"Peak memory {running.peak / 2**20:,.0f} MiB.")
    for name in before:
        print(f"{name}: {before[name]:,} before, {after[name]:,} after")
    return (
        set(small) == {200}
        and after["processes"] <= before["processes"] + 4  # slow workers wait for the next slow query
        and after["descriptors"] <= before["descriptors"] * 1.5
        and after["memory, MiB"] <= before["memory, MiB"] + _CACHES
    )


def kills(triples: Path, folder: Path, requests: int) -> bool:
    """Kill a worker each second under mixed requests; return whether no answer was wrong and none failed unexplained.

    A query may be answered 503 if its worker was killed twice: that is allowed, counted and told.
    """
    mixed = _mixed(triples)
    with service("unmandates", triples, folder) as running:
        lock, numbers, statuses, wrong, killed = threading.Lock(), iter(range(requests)), Counter(), [], count()
        ended = threading.Event()

        def ask() -> None:
            client = Client(running.endpoint)
            while True:
                with lock:
                    number = next(numbers, None)
                if number is None:
                    return
                text, right = mixed[number % len(mixed)]
                # Two in three are asked anew, with a comment that no cache has seen.
                status, body = client.fetch(text if number % 3 else f"{text}\n# {number}")
                with lock:
                    statuses[status] += 1
                    if status == 200 and _digest(body) != right:
                        wrong.append(text)

        def kill() -> None:
            choose = random.Random(1)
            while not ended.wait(1):
                if workers := _workers(running.pid):
                    os.kill(choose.choice(workers), signal.SIGKILL)
                    next(killed)

        killer = threading.Thread(target=kill)
        started = time.monotonic()
        clients = [threading.Thread(target=ask) for _ in range(8)]
        for thread in (killer, *clients):
            thread.start()
        for thread in clients:
            thread.join()
        ended.set()
        killer.join()
        took = time.monotonic() - started
    print(
        f"{requests:,} requests of {len(mixed)} queries in {took:,.0f} s, {next(killed)} workers killed: "
        f"{_told(statuses)}; {len(wrong)} wrong answers."
    )
    return not wrong and set(statuses) <= {200, 503}


def changes(place: Path, count: int) -> bool:
    """Change the release in service time and again, and ask for pages; return whether memory stays what it was."""
    one, other = place / "releases" / "one", place / "releases" / "other"
    for folder in (one, other):
        shutil.copytree(current().folder, folder)
    manifest = json.loads((other / MANIFEST).read_text(encoding="utf-8"))
    (other / MANIFEST).write_text(json.dumps(manifest | {"name": "other"}), encoding="utf-8")
    switch(Release(one, {}), one.parent)
    paths = [f"/{language}/{path}" for language in ("en", "ar") for path in _PAGES]
    taken = []
    with live("release", one.parent / "current", log=place / "log", UNMANDATES_PAGES_AHEAD="no") as base:
        for number in range(count):
            switch(Release((other, one)[number % 2], {}), one.parent)
            told(place / "log", "release ended", number + 1)
            for path in paths * 4:
                fetch(base + path)
            time.sleep(2)
            taken.append(memory_of_family(os.getpid()) // 2**20)
            print(f"change {number + 1}: {taken[-1]} MiB", flush=True)
    return taken[-1] <= 1.1 * taken[0]


def _mixed(triples: Path) -> list[tuple[str, str]]:
    store = ox.Store()
    store.bulk_load(path=str(triples), format=ox.RdfFormat.N_TRIPLES)
    names = read_subjects(triples)
    kinds = workloads(names, [e for e in examples() if "graph" not in e.query.lower()])
    texts = [f"SELECT ?p ?o {{ {name} ?p ?o }}" for name in names[:2000]]
    for kind in ("join", "aggregate", "path", "examples, repeated"):
        series = kinds[kind]()
        texts += list(dict.fromkeys(next(series) for _ in range(100 if kind.startswith("examples") else 5)))
    random.Random(2).shuffle(texts)
    return [(text, _right(store, text)) for text in texts if not is_fleeting(text) and "LIMIT" not in text]


def _right(store: ox.Store, text: str) -> str:
    result = store.query(text)
    if isinstance(result, ox.QueryTriples):
        return _digest(result.serialize(format=ox.RdfFormat.N_TRIPLES))
    return _digest(result.serialize(format=ox.QueryResultsFormat.TSV))


def _digest(body: bytes) -> str:
    # The order of rows is the engine's to choose where a query gives none.
    return hashlib.sha256(b"\n".join(sorted(body.splitlines()))).hexdigest()


def _workers(pid: int) -> list[int]:
    found = []
    for child in family(pid):
        try:
            if Path(f"/proc/{child}/comm").read_text().startswith("worker"):
                found.append(child)
        except OSError:
            continue
    return found


def _census(pid: int) -> dict[str, int]:
    processes = [pid, *family(pid)]
    descriptors = 0
    for process in processes:
        try:
            descriptors += sum(1 for _ in Path(f"/proc/{process}/fd").iterdir())
        except OSError:
            continue
    taken = sum(map(memory, processes))
    return {"processes": len(processes), "descriptors": descriptors, "memory, MiB": taken // 2**20}


def _told(statuses: Counter) -> str:
    return ", ".join(f"{number:,} × {status or 'no answer'}" for status, number in sorted(statuses.items()))


def main() -> None:
    """Run one of the three and end with 1 if it did not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.endurance")
    parser.add_argument("what", choices=["soak", "kills", "changes"])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--requests", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="endurance-") as name:
        folder = Path(name)
        if options.what == "changes":
            raise SystemExit(0 if changes(folder, 20) else 1)
        triples, store = folder / "data.nt", ox.Store()
        fill(store, current().folder / "unmandates.nq")
        store.dump(output=str(triples), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        held = (
            soak(triples, folder, options.minutes)
            if options.what == "soak"
            else kills(triples, folder, options.requests)
        )
    raise SystemExit(0 if held else 1)


if __name__ == "__main__":
    main()
