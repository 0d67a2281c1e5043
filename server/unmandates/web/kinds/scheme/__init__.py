"""A scheme of concepts: all that are in it."""

from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.rdf.turtle import natural
from unmandates.web.frame.page import template
from unmandates.web.kinds.kind import Kind, SubjectPage
from unmandates.web.kinds.shared import pointing_to
from unmandates.web.things.relations import Pointing
from unmandates.web.things.site import site
from unmandates.web.things.tables import Table, table
from unmandates.web.things.things import Thing


@template("scheme/page.html")
@dataclass(frozen=True)
class SchemePage(SubjectPage):
    """The concepts, in the order of their keys."""

    concepts: list[Thing]
    concepts_table: Table
    relations: Pointing


def page(scheme: Thing) -> SchemePage:
    """Return what the page of a scheme shows."""
    found = table(site(), scheme.language, "concepts", "concept", scheme=ox.NamedNode(scheme.iri))
    site().world.tell(line["concept"][0].iri for line in found.lines)
    concepts = sorted((line["concept"][0] for line in found.lines), key=lambda concept: natural(concept.iri))
    return SchemePage(concepts, found, pointing_to(scheme), thing=scheme)


KIND = Kind(r"scheme/[^/]+", page)
