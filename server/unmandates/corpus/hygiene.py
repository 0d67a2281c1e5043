"""Hygiene: what must hold for the graph as a whole, as SPARQL queries that return no row.

The head of a file of `shapes/hygiene/` has its rule as one sentence and may have `severity`, which is then `warning`.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from unmandates.corpus.findings import VIOLATION, WARNING, Finding
from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.rdf.namespaces import BASE, PREFIXES
from unmandates.rdf.queries import QueryFile, read_queries


@dataclass(frozen=True)
class HygieneRule:
    """A query that must return no row; `sentences` say its rule by language, `severity` what a row amounts to."""

    name: str
    sentences: Mapping[str, str]
    query: str
    severity: str = VIOLATION

    @property
    def sentence(self) -> str:
        """Its rule in English."""
        return self.sentences["en"]


def hygiene_rules(root: Path = TURTLE_ROOT) -> list[HygieneRule]:
    """Return the hygiene rules in `shapes/hygiene/`, by name; a head of another form is a `ValueError`."""
    files = read_queries(root / "shapes" / "hygiene", optional=("severity",))
    return [HygieneRule(file.name, file.words, file.text, _severity(file)) for file in files]


def _severity(file: QueryFile) -> str:
    severity = file.notes.get("severity", VIOLATION)
    if severity not in (VIOLATION, WARNING):
        raise ValueError(f"{file.name}.rq: a severity is {VIOLATION} or {WARNING}, not {severity}")
    return severity


def hygiene_findings(
    rules: Iterable[HygieneRule], store: ox.Store, locate: Callable[[str], Path | None]
) -> list[Finding]:
    """Return a finding for each row of each rule: its ?focus, and its ?message where it gives one.

    `store` holds each graph under its name and the curated ones merged as default; `locate` tells the file of a
    thing by its IRI. As many rules are asked at once as there are processors: the store answers without Python's lock.
    """
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        return [finding for found in pool.map(lambda rule: _found(rule, store, locate), rules) for finding in found]


def _found(rule: HygieneRule, store: ox.Store, locate: Callable[[str], Path | None]) -> list[Finding]:
    findings = []
    solutions = store.query(rule.query, prefixes=PREFIXES, base_iri=BASE)
    names = {variable.value for variable in solutions.variables}
    for row in solutions:
        thing = row["focus"].value if row["focus"] is not None else None
        detail = row["message"].value if "message" in names and row["message"] is not None else ""
        file = locate(thing) if thing else None
        findings.append(Finding(f"hygiene {rule.name}", detail, rule.sentence, file, None, thing, rule.severity))
    return findings
