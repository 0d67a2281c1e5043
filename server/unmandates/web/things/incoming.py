"""What points to things from outside them, by property: asked once for readers of all languages, kept within bounds."""

from collections import OrderedDict, defaultdict

import pyoxigraph as ox

from unmandates.asking.data import Data

#: How many IRIs are kept at most; what more things point to is asked anew.
_MOST = 100_000


class Incoming:
    """What points to things of a release; the latest asked for are kept."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self._kept = OrderedDict[str, dict[ox.NamedNode, list[str]]]()
        self._size = 0

    def of(self, iri: str) -> dict[ox.NamedNode, list[str]]:
        """Return by property the IRIs, in their order, of what points to a thing and does not lie below it."""
        found = self._kept.get(iri)
        if found is None:
            found = self._ask(iri)
            self._keep(iri, found)
        return found

    def _ask(self, iri: str) -> dict[ox.NamedNode, list[str]]:
        found: dict[ox.NamedNode, list[str]] = defaultdict(list)
        for row in self._data.rows("incoming-things", thing=ox.NamedNode(iri)):
            subject = row["subject"]
            if isinstance(subject, ox.NamedNode) and not subject.value.startswith(f"{iri}/"):
                found[row["predicate"]].append(subject.value)
        return {term: sorted(subjects) for term, subjects in found.items()}

    def _keep(self, iri: str, found: dict[ox.NamedNode, list[str]]) -> None:
        """Keep an answer, and of those before only so many as there may be; two requests may both keep one."""
        if self._kept.setdefault(iri, found) is found:
            self._size += _size(found)
        while self._size > _MOST and self._kept:
            _, dropped = self._kept.popitem(last=False)
            self._size -= _size(dropped)


def _size(found: dict[ox.NamedNode, list[str]]) -> int:
    return 1 + sum(map(len, found.values()))
