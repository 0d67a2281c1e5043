"""A link set: what our things are called in another data set."""

from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.web.frame.page import template
from unmandates.web.kinds.kind import Kind, SubjectPage
from unmandates.web.kinds.shared import pointing_to
from unmandates.web.things.reading import graph_of
from unmandates.web.things.relations import Pointing
from unmandates.web.things.site import site
from unmandates.web.things.tables import Table, table
from unmandates.web.things.things import Thing


@template("linkset/page.html")
@dataclass(frozen=True)
class LinkSetPage(SubjectPage):
    """Each of our things with what it is called there."""

    links: Table
    relations: Pointing


def page(link_set: Thing) -> LinkSetPage:
    """Return what the page of a link set shows."""
    links = table(site(), link_set.language, "links", "thing", graph=ox.NamedNode(graph_of(link_set)))
    return LinkSetPage(links, pointing_to(link_set), thing=link_set)


KIND = Kind(r"linkset/[^/]+", page)
