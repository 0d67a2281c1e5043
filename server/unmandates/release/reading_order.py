"""The order in which the provisions of a document are read, worked out at the build: what they are sorted by.

Provisions are numbered among their kind, and their IRIs sort 1, 10, 2. As a text is read, preamble and summary come
first, then the text, the agenda, annotations, annexes, and footnotes last; a part follows the part that it stands in; a
section stands where its first paragraph does, and recommendations follow the paragraph that puts them forward.
"""

from collections import defaultdict
from dataclasses import dataclass, field

import pyoxigraph as ox

from unmandates.corpus.layout import PACKAGE
from unmandates.rdf.names import term_name
from unmandates.rdf.namespaces import BASE, ONTOLOGY, PREFIXES
from unmandates.rdf.queries import read_query
from unmandates.rdf.turtle import natural

_QUESTION = PACKAGE / "release" / "rules" / "reading" / "provisions.rq"
_POSITION = ox.NamedNode(ONTOLOGY + "position")
_XSD_INTEGER = ox.NamedNode(PREFIXES["xsd"] + "integer")
#: What comes first and last among the provisions of a document; the rest, on rank 1, is the text itself.
_RANKS = (
    ("PreambularParagraph", "Summary"),
    (),
    ("AgendaItem",),
    ("Annotation",),
    ("Annex", "TableRow"),
    ("Footnote",),
)


@dataclass
class Provision:
    """A provision: its IRI, its classes by their local names, its order among its kind, and all that it is part of."""

    iri: str
    classes: set[str] = field(default_factory=set)
    order: int = 0
    wholes: set[str] = field(default_factory=set)


def rank(classes: set[str]) -> int:
    """Return where provisions of a class stand in a document: 0 before the text, 1 the text, the others after it."""
    return next((place for place, names in enumerate(_RANKS) if classes & set(names)), 1)


def in_order(document: str, provisions: list[Provision]) -> list[Provision]:
    """Return the provisions of a document as they are read."""
    known = {provision.iri: provision for provision in provisions}
    inside: dict[str, list[Provision]] = defaultdict(list)
    for provision in provisions:
        above = [known[iri] for iri in provision.wholes if iri in known and iri != provision.iri]
        nearest = max(above, key=lambda whole: (len(whole.wholes), whole.iri), default=None)
        inside[nearest.iri if nearest else document].append(provision)

    def place(provision: Provision) -> tuple[bool, int]:
        if "Section" in provision.classes and (within := inside[provision.iri]):
            return min(map(place, within))
        return "Recommendation" in provision.classes, provision.order

    def key(provision: Provision) -> tuple:
        return rank(provision.classes), place(provision), natural(provision.iri)

    def walk(whole: str) -> list[Provision]:
        return [one for inner in sorted(inside[whole], key=key) for one in (inner, *walk(inner.iri))]

    return walk(document)


def positions(store: ox.Store) -> list[ox.Triple]:
    """Return the position of every provision in the store, from 1 in each document, as statements."""
    documents: dict[str, dict[str, Provision]] = defaultdict(dict)
    text = read_query(_QUESTION).text
    for row in store.query(text, prefixes=PREFIXES, base_iri=BASE):
        iri = row["provision"].value
        provision = documents[row["document"].value].setdefault(iri, Provision(iri))
        provision.classes.add(term_name(row["class"].value))
        provision.wholes.add(row["whole"].value)
        if row["order"] is not None:
            provision.order = int(row["order"].value)
    ordered = (in_order(document, list(found.values())) for document, found in sorted(documents.items()))
    return [triple for provisions in ordered for triple in placed(provisions)]


def placed(provisions: list[Provision]) -> list[ox.Triple]:
    """Return the position of each provision, from 1, as statements; they are given as they are read."""
    return [
        ox.Triple(ox.NamedNode(provision.iri), _POSITION, ox.Literal(str(number), datatype=_XSD_INTEGER))
        for number, provision in enumerate(provisions, 1)
    ]
