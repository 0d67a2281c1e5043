"""What pages tell of the documents that they only name, looked up by themselves.

All that is said of a document would be ten times as much, and a page may name hundreds. None of these properties
follows from others, so that the default graph has what was asserted and no more.
"""

from collections import OrderedDict
from collections.abc import Iterable

import pyoxigraph as ox

from unmandates.asking.data import Data
from unmandates.rdf.names import expand, relative
from unmandates.web.things.naming import Expected

_KIND = "document/"
#: The properties of the query `said-in-short`.
PROPERTIES = frozenset(
    expand(name)
    for name in (
        "dcterms:title", "unm:symbol", "unm:summary", "unm:adoptedBy", "unm:adoptionDate", "unm:distributionDate",
    )
)  # fmt: skip


class InShort:
    """The short statements of a release that pages have asked for, many at a time; up to so many things are kept."""

    def __init__(self, data: Data, most: int) -> None:
        self._data, self._most = data, most
        self._kept = OrderedDict[str, dict[str, dict]]()
        self._expected = Expected()

    def expect(self, iris: Iterable[str]) -> set[str]:
        """Say what a page names; return those that are told in short: whole documents."""
        told = {iri for iri in iris if relative(iri).count("/") == 1 and relative(iri).startswith(_KIND)}
        self._expected.add(iri for iri in told if iri not in self._kept)
        return told

    def settle(self) -> None:
        """Look up all that is expected."""
        told = self._expected.taken()
        found: dict[str, dict[str, dict]] = {iri: {} for iri in told}
        for row in self._data.rows("said-in-short", thing=tuple(map(ox.NamedNode, sorted(told)))):
            found[row["thing"].value].setdefault(row["predicate"].value, {})[row["object"]] = ()
        self._kept |= found
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def values(self, iri: str, predicate: str) -> dict | None:
        """Return the values of a property of what was expected; None where it is not told in short."""
        if predicate not in PROPERTIES:
            return None
        if iri in self._expected:
            self.settle()
        found = self._kept.get(iri)
        return None if found is None else found.get(predicate, {})
