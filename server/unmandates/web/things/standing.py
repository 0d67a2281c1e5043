"""Who answers for what a page shows: the sources of what was imported, their terms, and what a machine made."""

from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.rdf.graphs import kind_of, source_of
from unmandates.release.imported import Terms
from unmandates.web.things.naming import Text, best
from unmandates.web.things.site import Site, once, site
from unmandates.web.things.tables import Table, table
from unmandates.web.things.things import Thing

#: The parameter that asks for what a machine made, and its one value.
CANDIDATES, SHOWN = "candidates", "shown"


@dataclass(frozen=True)
class Origin:
    """A source of what is told of a thing, in the reader's language: its title, its terms, whom to name, its page."""

    source: str
    title: Text
    statement: Text | None
    acknowledgement: Text | None
    address: str


@once
def _terms(where: Site) -> dict[str, Terms]:
    return {terms.source: terms for terms in where.data.release.imports.values()}


def origins_of(thing: Thing) -> list[Origin]:
    """Return the sources from which something told of a thing itself was imported, by their names."""
    graphs = {graph for values in thing.statements.values() for held in values.values() for graph in held}
    return origins({source_of(graph) for graph in graphs if kind_of(graph)} - {""}, thing.language)


def origins(names: set[str], language: str) -> list[Origin]:
    """Return sources by their names as a reader of a language is told of them."""
    known = _terms(site())
    return [_origin(name, known.get(name, Terms(name)), language) for name in sorted(names)]


def _origin(name: str, terms: Terms, language: str) -> Origin:
    def said(by_language) -> Text | None:
        return best([Text(value, code) for code, value in by_language.items() if value], language)

    return Origin(
        name, said(terms.title) or Text(name), said(terms.statement), said(terms.acknowledgement), terms.said_at
    )


def is_official(part: Thing) -> bool:
    """Say whether the release has the words of a provision as published."""
    return part.text("officialText") is not None


def headings_of(document: Thing) -> list[Thing]:
    """Return the subjects under which librarians file a document that was imported."""
    return [value for value in document.all("dcterms:subject") if isinstance(value, Thing)]


def candidates_of(document: Thing) -> Table:
    """Return what a machine made of a document or its parts: nobody has checked it."""
    return table(site(), document.language, "candidates", "subject", thing=ox.NamedNode(document.iri))


#: What templates may call.
GLOBALS = {"origins_of": origins_of, "is_official": is_official, "headings_of": headings_of}
