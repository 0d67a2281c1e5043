"""How complete the graph is: per document, per kind of thing, per class of part."""

from pathlib import Path

import pyoxigraph as ox

from unmandates.asking.client import Rows, rows_of
from unmandates.corpus.layout import PACKAGE
from unmandates.rdf.namespaces import BASE, PREFIXES

#: The tables, each the name of a query in `queries/`.
TABLES = ("coverage-documents", "coverage-kinds", "coverage-parts")


def coverage(store: ox.Store) -> list[tuple[str, Rows]]:
    """Return each coverage table of a release's store: what it counts, in words, and its rows."""
    tables = []
    for name in TABLES:
        query = Path(PACKAGE / "asking" / "queries" / f"{name}.rq").read_text(encoding="utf-8-sig")
        words = query.splitlines()[0].removeprefix("# ")
        tables.append((words, rows_of(store.query(query, prefixes=PREFIXES, base_iri=BASE))))
    return tables
