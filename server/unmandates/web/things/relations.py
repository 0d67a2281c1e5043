"""What points to a thing: statements of others about it, grouped by what they say."""

from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.rdf.names import expand, whole_of
from unmandates.rdf.turtle import natural
from unmandates.web.things.site import Site
from unmandates.web.things.tables import Table, told
from unmandates.web.things.things import Thing

#: Relations that a page shows in the thing's own place (parts in their wholes), or that come from what was withdrawn.
_WITHIN = ("unm:parent", "unm:partOf", "skos:inScheme", "skos:topConceptOf", "dcterms:isReplacedBy")


@dataclass(frozen=True)
class Relation:
    """All things that point to one by the same property; `others` are in natural order."""

    property: Thing
    others: list[Thing]

    @property
    def local(self) -> str:
        """The property's name in its vocabulary, by which pages look up what to call the relation seen from here."""
        return self.property.local

    def by_whole(self) -> dict[Thing, list[Thing]]:
        """Return the others grouped by the thing on whose page they stand."""
        grouped: dict[Thing, list[Thing]] = defaultdict(list)
        for other in self.others:
            grouped[other.whole].append(other)
        return dict(grouped)


def relations(where: Site, thing: Thing, *without: str) -> list[Relation]:
    """Return what points to the thing from outside it, without some properties, most common first."""
    left_out = {expand(name) for name in (*_WITHIN, *without)}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in where.data.rows("incoming", thing=ox.NamedNode(thing.iri)):
        if row["predicate"].value not in left_out and isinstance(row["subject"], ox.NamedNode):
            found[row["predicate"].value][row["subject"].value] = None
    where.world.expect({*found, *(subject for subjects in found.values() for subject in subjects)})
    return [
        Relation(thing.of(predicate), [thing.of(subject) for subject in sorted(subjects, key=natural)])
        for predicate, subjects in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


@dataclass(frozen=True)
class Pointing(Table):
    """What points to a thing, as a table of subjects and properties, and the same by property."""

    groups: list[Relation]


def pointing(thing: Thing, groups: list[Relation], thinned: bool = False) -> Pointing:
    """Return relations as a table; `thinned` says that some things that point by a property of them are left out."""
    lines = [(other, one.property) for one in groups for other in one.others]
    terms = {"predicate": tuple(ox.NamedNode(one.property.iri) for one in groups)}
    if thinned:
        terms["subject"] = tuple(ox.NamedNode(other.iri) for other in dict.fromkeys(other for other, _ in lines))
    found = told("incoming", "subject predicate", lines, thing.language, thing=ox.NamedNode(thing.iri), **terms)
    return Pointing(found.name, found.terms, found.lines, found.key, groups)


def cited_in(document: Thing) -> dict[Thing, list[tuple[Thing, Thing]]]:
    """Return what a document cites: each cited whole, with the provisions that cite it or a part of it, and how."""
    grouped: dict[Thing, list[tuple[Thing, Thing]]] = defaultdict(list)
    for citation in document.within("Citation"):
        provision = citation.one("parent")
        for cited in citation.all("cites"):
            grouped[document.of(whole_of(cited.iri))].append((provision, citation))
    return dict(sorted(grouped.items(), key=lambda item: natural(item[0].iri)))
