"""Which concept of the scheme of verbs a verb is, in any of the forms that the scheme names."""

from collections import defaultdict
from functools import cache

import pyoxigraph as ox

from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.rdf.namespaces import ID, PREFIXES

_NAMES = tuple(ox.NamedNode(PREFIXES["skos"] + name) for name in ("prefLabel", "altLabel"))


def verb_named(words: str) -> ox.NamedNode | None:
    """Return the one verb that is called so in English ("Calls upon", "recognizing"); None if none or several are."""
    return _english().get(" ".join(words.casefold().split()))


@cache
def _english() -> dict[str, ox.NamedNode]:
    names: dict[str, set[ox.NamedNode]] = defaultdict(set)
    data = (TURTLE_ROOT / "graph" / "scheme" / "verb.ttl").read_bytes()
    for triple in ox.parse(data, format=ox.RdfFormat.TURTLE):
        if triple.predicate in _NAMES and triple.object.language == "en" and triple.subject.value != ID + "scheme/verb":
            names[triple.object.value.casefold()].add(triple.subject)
    return {name: found.pop() for name, found in names.items() if len(found) == 1}
