"""How sources of several kinds say the same: names of things and terms, texts, a body, a document that is cited."""

import pyoxigraph as ox

from unmandates.corpus.keys import key_of_symbol
from unmandates.rdf.names import expand
from unmandates.rdf.namespaces import ID, PREFIXES
from unmandates.sources.symbols import class_of, printed

TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_INTEGER = ox.NamedNode(PREFIXES["xsd"] + "integer")


def thing(path: str) -> ox.NamedNode:
    """Return the IRI of a thing or part by its path (`document/A-RES-76-186/op/2`)."""
    return ox.NamedNode(ID + path)


def term(name: str) -> ox.NamedNode:
    """Return the IRI of a term by its name: `skos:prefLabel`, and one of the ontology without a prefix (`symbol`)."""
    return ox.NamedNode(expand(name))


def said(subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal | str | int) -> ox.Triple:
    """Return a statement; a bare text is a string, a number an integer."""
    if isinstance(value, int):
        value = ox.Literal(str(value), datatype=_INTEGER)
    elif isinstance(value, str):
        value = ox.Literal(value)
    return ox.Triple(subject, term(name), value)


def of_class(subject: ox.NamedNode, name: str) -> ox.Triple:
    """Return the statement that a thing is of a class."""
    return ox.Triple(subject, TYPE, term(name))


def in_language(text: str, language: str = "en") -> ox.Literal:
    """Return a text with its language."""
    return ox.Literal(text, language=language)


def document(symbol: str) -> tuple[ox.NamedNode, list[ox.Triple]] | None:
    """Return a document by its symbol, in any way of writing, with class, symbol and labels; None if not understood."""
    found = printed(symbol)
    if found is None:
        return None
    node = thing(f"document/{key_of_symbol(found)}")
    labels = [said(node, "skos:prefLabel", in_language(found, language)) for language in ("en", "ar")]
    return node, [of_class(node, class_of(found)), said(node, "symbol", found), *labels]


def part(node: ox.NamedNode, name: str, parent: ox.NamedNode, order: int, number: str = "") -> list[ox.Triple]:
    """Return what is said of every part: class, whole, place among its kind, and the number as printed."""
    triples = [of_class(node, name), said(node, "parent", parent), said(node, "order", order)]
    return [*triples, said(node, "number", number)] if number else triples
