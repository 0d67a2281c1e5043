"""Triples about the things of an act: subjects by path below the document, properties by name in the ontology."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from unmandates.rdf.namespaces import ID, ONTOLOGY, PREFIXES

XSD = PREFIXES["xsd"]
TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")


def thing(path: str) -> ox.NamedNode:
    """Return the IRI of a thing by its path, `body/france`."""
    return ox.NamedNode(ID + path)


def within(key: str, *path: str) -> ox.NamedNode:
    """Return the IRI of what lies in a document, by the document's key and paths below it; an empty one adds none."""
    return thing("/".join(("document", key, *(step for step in path if step))))


def term(name: str) -> ox.NamedNode:
    """Return a property or class: `votesInFavour` of the project's ontology, `dcterms:subject` of another."""
    prefix, colon, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local if colon else ONTOLOGY + name)


def number(value: int) -> ox.Literal:
    """Return an integer."""
    return ox.Literal(str(value), datatype=ox.NamedNode(XSD + "integer"))


def day(value: str) -> ox.Literal:
    """Return a date, given as `2023-10-19`."""
    return ox.Literal(value, datatype=ox.NamedNode(XSD + "date"))


def each(subject: ox.NamedNode, name: str, values: Iterable[ox.NamedNode | ox.Literal]) -> Iterator[ox.Triple]:
    """Yield a triple for each value of a property."""
    for value in values:
        yield ox.Triple(subject, term(name), value)


def part(subject: ox.NamedNode, kind: str, whole: ox.NamedNode, order: int) -> list[ox.Triple]:
    """Return what every part says: its class, the whole that it lies in, and where it stands among its kind."""
    return [
        ox.Triple(subject, TYPE, term(kind)),
        ox.Triple(subject, term("parent"), whole),
        ox.Triple(subject, term("order"), number(order)),
    ]
