"""What protection costs and what it gives: the way through the workers, and small queries beside hopeless ones."""

import threading
import time
from itertools import count
from pathlib import Path

import pyoxigraph
from tests.bench.measure import Client, measure
from tests.bench.services import service

from unmandates.engine import Engine, EngineClient, Query, from_files

#: A small query.
SMALL = "SELECT * { <https://w3id.org/unmandates/id/body/general-assembly> ?p ?o } LIMIT 5"
_PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
_DOUBLED = " ".join(f"BIND(CONCAT(?s{i}, ?s{i}) AS ?s{i + 1})" for i in range(30))
_LONG = "BIND('" + "x" * 1000 + "' AS ?s0)"
#: Queries that would take a server without protection down, or keep it busy for minutes.
HOPELESS = (
    f"SELECT (COUNT(*) AS ?n) {{ {_PRODUCT} FILTER(?c > ?f) }}",
    f"SELECT * {{ {_PRODUCT} }} ORDER BY ?a ?d",
    f"SELECT (GROUP_CONCAT(STR(?c)) AS ?t) {{ {_PRODUCT} }} GROUP BY ?a",
    "SELECT (" + "STR(" * 200 + "1" + ")" * 200 + " AS ?x) {}",
    f"SELECT ?x {{ {_LONG} {_DOUBLED} BIND(?s30 AS ?x) }}",
    f"SELECT (STRLEN(REPLACE(REPLACE(REPLACE(?s0, '.', ?s0), '.', ?s0), '.', ?s0)) AS ?n) {{ {_LONG} }}",
    "SELECT * { " + " ".join(f"?s{i} ?p{i} ?s{i + 1} ." for i in range(1000)) + " }",
    "SELECT * { ?s " + "/".join(["<http://www.w3.org/2004/02/skos/core#broader>"] * 1000) + " ?o }",
    "SELECT * { " + "[ ?p " * 1000 + "?o" + " ]" * 1000 + " ?q ?r }",
    "SELECT * { " + " ".join(f"BIND(1 AS ?b{i})" for i in range(3000)) + " }",
    "SELECT * { " + "{ SELECT * { " * 200 + "?s ?p ?o" + " } }" * 200 + " }",
    "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 2000) + " }",
    "SELECT * { " + " ".join(f"VALUES ?v{i} {{ 1 2 3 4 5 6 7 8 9 }}" for i in range(12)) + " }",
    "SELECT (COUNT(*) AS ?n) { ?a (<a:a>|!<a:a>)* ?b . ?b (<a:a>|!<a:a>)* ?c }",
)


def anew(text: str, number: int | str) -> str:
    """Return the query with a comment that makes it differ from others, so that no cache has seen it."""
    return f"{text} # {number}"


def cost_of_being_killable(triples: Path, asked: int = 2000) -> list[str]:
    """Return lines on what the way to a worker and back adds to a small query, beside the same in one process."""
    store = pyoxigraph.Store()
    store.bulk_load(path=str(triples), format=pyoxigraph.RdfFormat.N_TRIPLES)
    direct, through = [], []
    with Engine(from_files([triples])) as engine, EngineClient(engine.address, engine.limits) as client:
        for number in range(asked):
            text = anew(SMALL, number)
            before = time.perf_counter()
            store.query(text).serialize(format=pyoxigraph.QueryResultsFormat.JSON)
            between = time.perf_counter()
            client.evaluate(Query(text)).close()
            through.append(time.perf_counter() - between)
            direct.append(between - before)
    direct.sort()
    through.sort()
    at = (asked // 2, int(asked * 0.99))
    p50, p99 = (1000 * (through[place] - direct[place]) for place in at)
    return [f"Cost of being killable for a small query: {p50:.2f} ms at the median, {p99:.2f} ms at p99.", ""]


def attackers_beside_small_queries(triples: Path, folder: Path, seconds: float = 20) -> list[str]:
    """Return a line on one client's small queries while eight clients send hopeless ones without pause."""
    with service("unmandates", triples, folder) as running:
        ended, number, statuses = threading.Event(), count(), []

        def attack(place: int) -> None:
            client = Client(running.endpoint)
            while not ended.is_set():
                text = anew(HOPELESS[(place + next(number)) % len(HOPELESS)], next(number))
                statuses.append(client.ask(text)[0])

        attackers = [threading.Thread(target=attack, args=(place,)) for place in range(8)]
        for attacker in attackers:
            attacker.start()
        time.sleep(1)
        texts = (anew(SMALL, f"small {n}") for n in count())

        def watch() -> None:
            while not ended.wait(0.3):
                running.look()

        watcher = threading.Thread(target=watch)
        watcher.start()
        figures = measure(lambda: Client(running.endpoint).ask, texts, seconds=seconds)
        ended.set()
        for thread in (watcher, *attackers):
            thread.join()
    kinds = ", ".join(f"{statuses.count(status)} × {status}" for status in sorted(set(statuses)))
    return [
        f"Eight clients with hopeless queries for {seconds:g} s ({kinds}): {figures.count} small queries of another, "
        f"{figures.failed} failed, p50 {1000 * figures.p50:.1f} ms, p99 {1000 * figures.p99:.1f} ms, "
        f"peak memory {running.peak / 2**20:,.0f} MiB.",
    ]
