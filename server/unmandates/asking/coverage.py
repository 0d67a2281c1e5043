"""How complete the graph is: per document, per kind of thing, per class of part."""

import pyoxigraph as ox

from unmandates.asking.client import Rows, rows_of
from unmandates.asking.data import query
from unmandates.rdf.namespaces import BASE, PREFIXES

#: The tables, each the name of a query in `queries/`.
TABLES = ("coverage-documents", "coverage-kinds", "coverage-parts")


def coverage(store: ox.Store) -> list[tuple[str, Rows]]:
    """Return each coverage table of a release's store: what it counts, in words, and its rows."""
    tables = []
    for name in TABLES:
        found = query(name)
        tables.append((found.words["en"], rows_of(store.query(found.text, prefixes=PREFIXES, base_iri=BASE))))
    return tables
