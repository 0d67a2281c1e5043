"""Hygiene: what must hold for the graph as a whole, as SPARQL queries that return no row.

A file of `shapes/hygiene/` opens with its rule as one English sentence, and may go on with `# ar: ` and the same in
Arabic and with `# severity: warning`.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from unmandates.corpus.findings import VIOLATION, WARNING, Finding
from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.rdf.namespaces import BASE, PREFIXES


@dataclass(frozen=True)
class HygieneRule:
    """A query that must return no row; `sentence` is its rule, `severity` what a row amounts to."""

    name: str
    sentence: str
    sentence_ar: str
    query: str
    severity: str = VIOLATION


def hygiene_rules(root: Path = TURTLE_ROOT) -> list[HygieneRule]:
    """Return the hygiene rules in `shapes/hygiene/`, by name."""
    rules = []
    for path in sorted((root / "shapes" / "hygiene").glob("*.rq")):
        head, query = re.match(r"((?:#[^\n]*\n)+)(.*)", path.read_text(encoding="utf-8-sig"), re.DOTALL).groups()
        sentence = head.partition("\n")[0].lstrip("# ").strip()
        arabic = re.search(r"^# ar: (.+)$", head, re.MULTILINE)
        severity = WARNING if re.search(r"^# severity: warning$", head, re.MULTILINE) else VIOLATION
        rules.append(HygieneRule(path.stem, sentence, arabic[1] if arabic else "", query.strip("\n"), severity))
    return rules


def hygiene_findings(
    rules: Iterable[HygieneRule], store: ox.Store, locate: Callable[[str], Path | None]
) -> list[Finding]:
    """Return a finding for each row of each rule: its ?focus, and its ?message where it gives one.

    `store` holds each graph under its name and the curated ones merged as default; `locate` tells the file of a
    thing by its IRI.
    """
    findings = []
    for rule in rules:
        solutions = store.query(rule.query, prefixes=PREFIXES, base_iri=BASE)
        names = {variable.value for variable in solutions.variables}
        for row in solutions:
            thing = row["focus"].value if row["focus"] is not None else None
            detail = row["message"].value if "message" in names and row["message"] is not None else ""
            file = locate(thing) if thing else None
            findings.append(Finding(f"hygiene {rule.name}", detail, rule.sentence, file, None, thing, rule.severity))
    return findings
