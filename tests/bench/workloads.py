"""What is asked: kinds of queries, each an endless series of texts, the same for every service."""

import random
from collections.abc import Callable, Iterable, Iterator
from itertools import count, cycle
from pathlib import Path

from unmandates.rdf.namespaces import ID, PREFIXES
from unmandates.release.examples import Example

_HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(PREFIXES.items()) if name in ("skos", "unm", "rdf"))


def subjects(triples: Path, most: int = 20_000) -> list[str]:
    """Return IRIs that stand as subjects in a file of N-Triples, in an order that is always the same."""
    found: dict[str, None] = {}
    with triples.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("<") and len(found) < 20 * most:
                found[line.partition(" ")[0]] = None
    names = list(found)
    random.Random(7).shuffle(names)
    return names[:most]


def workloads(names: list[str], examples: Iterable[Example]) -> dict[str, Callable[[], Iterator[str]]]:
    """Return for each kind of query a function that begins its series anew.

    All texts of a series differ, except in those whose name says *repeated*. Without examples there is no mix of them.
    """
    mix = [example.query for example in examples]

    def distinct(text: str) -> Callable[[], Iterator[str]]:
        return lambda: (f"{_HEAD}{text} # {number}" for number in count())

    kinds = {
        "point lookup, distinct": lambda: (f"SELECT ?p ?o {{ {name} ?p ?o }} # {n}" for n, name in _endless(names)),
        "point lookup, repeated": lambda: cycle(f"SELECT ?p ?o {{ {name} ?p ?o }}" for name in names[:50]),
        "join": distinct("""SELECT ?mandate ?who ?task { ?mandate unm:assignee ?body ; unm:basis/unm:verb ?verb ;
            unm:summary ?task . ?body skos:prefLabel ?who .
            FILTER(LANG(?who) = "en" && LANG(?task) = "en") } LIMIT 500"""),
        "aggregate": distinct("SELECT ?class (COUNT(*) AS ?n) { ?s a ?class } GROUP BY ?class"),
        "path": distinct(f"SELECT (COUNT(*) AS ?n) {{ ?part unm:parent+ <{ID}document/A-RES-75-283> }}"),
        "large result": distinct("SELECT * { ?s skos:prefLabel ?label } LIMIT 50000"),
    }
    if mix:
        kinds["examples, cold"] = lambda: (f"{text}\n# {n}" for n, text in _endless(mix))
        kinds["examples, repeated"] = lambda: cycle(mix)
    return kinds


def _endless(items: list[str]) -> Iterator[tuple[int, str]]:
    return zip(count(), cycle(items))
