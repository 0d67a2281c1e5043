"""A series: the documents or events of which each continues the one before."""

from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.web.frame.page import template
from unmandates.web.kinds.kind import Kind, SubjectPage
from unmandates.web.kinds.shared import Cited, citations_of, pointing_to
from unmandates.web.things.relations import Pointing
from unmandates.web.things.site import site
from unmandates.web.things.tables import Table, table
from unmandates.web.things.things import Thing


@template("series/page.html")
@dataclass(frozen=True)
class SeriesPage(SubjectPage):
    """The members of the series, and where it is cited."""

    members: Table
    citations: Cited
    relations: Pointing


def page(series: Thing) -> SeriesPage:
    """Return what the page of a series shows."""
    members = table(site(), series.language, "series", "member", series=ox.NamedNode(series.iri))
    return SeriesPage(members, citations_of(series), pointing_to(series, "unm:inSeries", "unm:cites"), thing=series)


KIND = Kind(r"series/[^/]+", page)
