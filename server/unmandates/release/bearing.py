"""What bears on an imported item besides its own lines: which items are to be looked at again after a change elsewhere.

| changed                                      | looked at again                                                       |
|----------------------------------------------|-----------------------------------------------------------------------|
| lines of the item                            | the item                                                              |
| code or libraries of the build, the ontology,| all items                                                             |
| the standard's shapes                        |                                                                       |
| a curated value of what can have one         | items that say something of that thing                                |
| what a curated document cites                | items that say something of a citation in that document               |
| anything else that is curated                | none                                                                  |

An item of which a shape finds something is looked at again each time; where one differs from what is curated, the
list of the former release says how.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.rdf import graphs
from unmandates.release import storing
from unmandates.release.differences import Curated, cited_in, curated_values
from unmandates.release.digests import GraphRow
from unmandates.release.imported import DrawnItem


def laws(rows: Iterable[GraphRow], shapes: bytes, code: str) -> str:
    """Return a digest of what bears on every item: the ontology among some graphs, the standard's shapes, the code."""
    ontology = "".join(row.sha256 for row in rows if row.graph == graphs.ONTOLOGY)
    return hashlib.sha256(b"\n".join((ontology.encode(), shapes, code.encode()))).hexdigest()


@dataclass(frozen=True)
class Change:
    """What is curated otherwise than before: subjects of single values, and documents whose citations were curated."""

    subjects: frozenset[bytes]
    documents: frozenset[bytes]

    def bears_on(self, item: DrawnItem) -> bool:
        """Say whether an item says something of one of these."""
        if not (self.subjects or self.documents):
            return False
        said = {line.partition(b" ")[0] for line in item.file.read_bytes().split(b"\n")}
        return not self.subjects.isdisjoint(said) or (
            bool(self.documents) and not self.documents.isdisjoint(map(cited_in, said))
        )


def changed(before: list[GraphRow], lines: storing.Lines, after: list[GraphRow], values: Curated) -> Change:
    """Return what changed between the curated rows of two releases; `values` are those of the later one.

    `lines` gives the lines of an earlier graph, which are read only where the rows differ.
    """
    if {(row.graph, row.sha256) for row in before} == {(row.graph, row.sha256) for row in after}:
        return Change(frozenset(), frozenset())
    store = ox.Store()
    storing.load(store, before, lines)
    was = curated_values(store)
    return Change(_differing(was.values, values.values), _differing(was.cited, values.cited))


def _differing(before: dict[bytes, dict], after: dict[bytes, dict]) -> frozenset[bytes]:
    return frozenset(key for key in {*before, *after} if before.get(key) != after.get(key))
