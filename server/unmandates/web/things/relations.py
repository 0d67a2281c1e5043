"""What points to a thing: statements of others about it, grouped by what they say, of each a page."""

from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox
from flask import request

from unmandates.rdf.names import abbreviate, expand, whole_of
from unmandates.rdf.turtle import natural
from unmandates.web.things.paging import PAGE, SIZE, Pager, pager
from unmandates.web.things.site import Site
from unmandates.web.things.tables import Table, told
from unmandates.web.things.things import Thing

#: Relations that a page shows in the thing's own place (parts in their wholes), or that come from what was withdrawn.
_WITHIN = ("unm:parent", "unm:partOf", "skos:inScheme", "skos:topConceptOf", "dcterms:isReplacedBy")
#: Of a property by which more things point to one than a page holds so many are shown at first.
_FEW = 24
#: The parameter that names the property of which another page than the first is shown.
BY = "by"


@dataclass(frozen=True)
class Relation:
    """Things that point to one by the same property: `others`, in natural order, are those of a page of `total`."""

    property: Thing
    others: list[Thing]
    total: int
    pager: Pager | None = None

    @property
    def local(self) -> str:
        """The property's name in its vocabulary, by which pages look up what to call the relation seen from here."""
        return self.property.local

    @property
    def name(self) -> str:
        """What the property is called in addresses: `unm:cites`."""
        return abbreviate(self.property.iri)

    def by_whole(self) -> dict[Thing, list[Thing]]:
        """Return the others grouped by the thing on whose page they stand."""
        grouped: dict[Thing, list[Thing]] = defaultdict(list)
        for other in self.others:
            grouped[other.whole].append(other)
        return dict(grouped)


def numbers_of(where: Site, thing: Thing) -> dict[ox.NamedNode, int]:
    """Return how many things point to a thing by each property."""
    return {term: len(subjects) for term, subjects in where.world.incoming.of(thing.iri).items()}


def relations(where: Site, thing: Thing, *without: str) -> list[Relation]:
    """Return what points to the thing from outside it, without some properties, most common first.

    Of each property the first things are given; of the one that the request names, those of the page that it asks for.
    """
    left_out = {expand(name) for name in (*_WITHIN, *without)}
    pointing = {term: found for term, found in where.world.incoming.of(thing.iri).items() if term.value not in left_out}
    numbers = {term: len(subjects) for term, subjects in pointing.items()}
    asked = next((term for term in numbers if abbreviate(term.value) == request.args.get(BY, "")), None)
    found = {term: subjects[: _FEW if len(subjects) > SIZE else SIZE] for term, subjects in pointing.items()}
    shown: Pager | None = None
    if asked is not None:
        shown = pager(numbers[asked], PAGE, "relations")
        found[asked] = shown.of(pointing[asked])
    where.world.expect_names({*(term.value for term in found), *(iri for those in found.values() for iri in those)})
    return [
        Relation(
            thing.of(term.value),
            [thing.of(subject) for subject in sorted(found[term], key=natural)],
            numbers[term],
            shown if term == asked else None,
        )
        for term in sorted(numbers, key=lambda term: (-numbers[term], term.value))
    ]


@dataclass(frozen=True)
class Pointing(Table):
    """What points to a thing, as a table of subjects and properties, and the same by property."""

    groups: list[Relation] = ()


def pointing(thing: Thing, groups: list[Relation], thinned: bool = False) -> Pointing:
    """Return relations as a table; `thinned` says that some things that point by a property of them are left out."""
    lines = [(other, one.property) for one in groups for other in one.others]
    terms = {"predicate": tuple(ox.NamedNode(one.property.iri) for one in groups)}
    if thinned:
        terms["subject"] = tuple(ox.NamedNode(other.iri) for other in dict.fromkeys(other for other, _ in lines))
    found = told("incoming", "subject predicate", lines, thing.language, thing=ox.NamedNode(thing.iri), **terms)
    total = len(lines) if thinned else sum(one.total for one in groups)
    return Pointing(found.name, found.terms, found.lines, found.key, total, groups)


def more_of(thing: Thing, relation: Relation) -> str:
    """Return the address of the page of a thing that shows all that points to it by a property, page by page."""
    return f"{thing.href}?{BY}={relation.name}#relations"


def cited_in(document: Thing) -> dict[Thing, list[tuple[Thing, Thing]]]:
    """Return what a document cites: each cited whole, with the provisions that cite it or a part of it, and how."""
    grouped: dict[Thing, list[tuple[Thing, Thing]]] = defaultdict(list)
    for citation in document.within("Citation"):
        provision = citation.one("parent")
        for cited in citation.all("cites"):
            grouped[document.of(whole_of(cited.iri))].append((provision, citation))
    return dict(sorted(grouped.items(), key=lambda item: natural(item[0].iri)))
