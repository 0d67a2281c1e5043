"""How a symbol becomes a key, and the promise that no two symbols share one."""

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from unmandates.corpus.findings import Finding
from unmandates.rdf.namespaces import ID, ONTOLOGY

_SYMBOL = ox.NamedNode(ONTOLOGY + "symbol")


def key_of_symbol(symbol: str) -> str:
    """Return the key of a document: slashes, spaces and brackets, one or several together, become one hyphen.

    A bracket parts as a space does: without that, `S/RES/1267(1999)` would be `S-RES-12671999`. `shape:Document-key`
    holds the same for whoever checks without this package.

    >>> key_of_symbol("A/RES/1145(XII)")
    'A-RES-1145-XII'
    >>> key_of_symbol("S/RES/1267 (1999)")
    'S-RES-1267-1999'
    >>> key_of_symbol("A/RES/377(V)A")
    'A-RES-377-V-A'
    """
    return re.sub(r"[/\s()\[\]]+", "-", symbol).strip("-")


def key_findings(store: ox.Store, locate: Callable[[str], Path | None]) -> list[Finding]:
    """Return a finding for each symbol that does not give its document's key, and for each key of two symbols.

    `store` holds the curated data in its default graph; `locate` tells the file of a thing by its IRI.
    """
    findings = []
    owners: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, _SYMBOL, None, ox.DefaultGraph()):
        thing, symbol = quad.subject.value, quad.object.value
        key = key_of_symbol(symbol)
        owners[key].add((symbol, thing))
        if thing != f"{ID}document/{key}":
            message = f"the symbol {symbol} gives the key {key}"
            remedy = f"Name the document <document/{key}>, or mend its unm:symbol."
            findings.append(Finding("key of symbol", message, remedy, locate(thing), None, thing))
    for key, found in sorted(owners.items()):
        symbols = sorted({symbol for symbol, _ in found})
        if len(symbols) > 1:
            thing = f"{ID}document/{key}"
            remedy = "Only one of them is written as the United Nations writes it: correct the other."
            message = f"the symbols {' and '.join(symbols)} give one key"
            findings.append(Finding("key of symbol", message, remedy, locate(thing), None, thing))
    return findings
