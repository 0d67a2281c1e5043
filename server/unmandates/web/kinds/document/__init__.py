"""A document: what it asks of whom, its text part by part, what it cites and where it is cited."""

from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.web.frame.page import template
from unmandates.web.kinds.kind import Kind, SubjectPage
from unmandates.web.kinds.shared import Cited, apart, at_hand, citations_of
from unmandates.web.lists.filters import on_day
from unmandates.web.things.reading import look_up
from unmandates.web.things.relations import Pointing, cited_in, pointing, relations
from unmandates.web.things.site import site
from unmandates.web.things.tables import Table, in_reading_order, table
from unmandates.web.things.things import Thing


@template("document/page.html")
@dataclass(frozen=True)
class DocumentPage(SubjectPage):
    """Who is asked what (`asked`: those with the same tasks, and the lines of these) as it stands on a day.

    `cites` has what the document cites, each with the provisions that do and how; `continued` what continues it.
    """

    asked: list[tuple[list[Thing], list[dict]]]
    on_day: str
    cites: dict[Thing, list[tuple[Thing, Thing]]]
    cites_table: Table
    citations: Cited
    continued: list[Thing]
    relations: Pointing


def page(document: Thing) -> DocumentPage:
    """Return what the page of a document shows."""
    look_up(document)
    node, day = ox.NamedNode(document.iri), on_day()
    given = table(site(), document.language, "mandates-on-a-day", "mandate", document=node, day=day)
    continued, others = apart(relations(site(), document, "unm:cites", "unm:source"), "unm:continues")
    cites = cited_in(document)
    return DocumentPage(
        thing=document,
        asked=_asked(given),
        on_day=day.value,
        cites=cites,
        cites_table=at_hand("cited-in", "whole", list(cites), document=document),
        citations=citations_of(document),
        continued=continued,
        relations=pointing(document, others),
    )


def _asked(given: Table) -> list[tuple[list[Thing], list[dict]]]:
    """Return who is asked what in a document: those with the same tasks together, those with most tasks first."""
    tasks: dict[Thing, list[dict]] = defaultdict(list)
    for line in in_reading_order(given.lines, "mandate"):
        for assignee in line["assignee"]:
            tasks[assignee].append(line)
    together: dict[tuple, tuple[list[Thing], list[dict]]] = {}
    for assignee, lines in tasks.items():
        together.setdefault(tuple(line["mandate"][0].iri for line in lines), ([], lines))[0].append(assignee)
    return sorted(together.values(), key=lambda group: -len(group[1]))


KIND = Kind(r"document/[^/]+", page)
