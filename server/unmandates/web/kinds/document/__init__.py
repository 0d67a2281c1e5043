"""A document: what it asks of whom, its text part by part, what it cites and where it is cited."""

from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox
from flask import request

from unmandates.web.frame.page import template
from unmandates.web.kinds.kind import Kind, SubjectPage
from unmandates.web.kinds.shared import Cited, apart, at_hand, citations_of
from unmandates.web.lists.filters import on_day
from unmandates.web.things import standing
from unmandates.web.things.display_names import PROVISIONS
from unmandates.web.things.reading import look_up
from unmandates.web.things.relations import Pointing, cited_in, pointing, relations
from unmandates.web.things.site import site
from unmandates.web.things.standing import Origin
from unmandates.web.things.tables import Table, in_reading_order, table
from unmandates.web.things.things import Thing


@template("document/page.html")
@dataclass(frozen=True)
class DocumentPage(SubjectPage):
    """Who is asked what (`asked`: those with the same tasks, and the lines of these) as it stands on a day.

    `cites` has what the document cites, each with the provisions that do and how; `continued` what continues it.
    `origins` are the sources from which it was imported, `has_words` says that the words of its paragraphs are among
    that. `candidates` are what a machine made of it, by part, where the reader asked for them (`candidates_href`).
    """

    asked: list[tuple[list[Thing], list[dict]]]
    on_day: str
    cites: dict[Thing, list[tuple[Thing, Thing]]]
    cites_table: Table
    citations: Cited
    continued: list[Thing]
    relations: Pointing
    origins: list[Origin]
    has_words: bool
    candidates: dict[Thing, list[dict]]
    candidates_table: Table | None
    candidates_href: str


def page(document: Thing) -> DocumentPage:
    """Return what the page of a document shows."""
    look_up(document)
    node, day = ox.NamedNode(document.iri), on_day()
    given = table(site(), document.language, "mandates-on-a-day", "mandate", document=node, day=day)
    continued, others = apart(relations(site(), document, "unm:cites", "unm:source"), "unm:continues")
    cites = cited_in(document)
    made = standing.candidates_of(document) if _asked_for_candidates() else None
    return DocumentPage(
        thing=document,
        asked=_asked(given),
        on_day=day.value,
        cites=cites,
        cites_table=at_hand("cited-in", "whole", list(cites), document=document),
        citations=citations_of(document),
        continued=continued,
        relations=pointing(document, others),
        origins=standing.origins_of(document),
        has_words=any(standing.is_official(part) for part in document.throughout(*PROVISIONS)),
        candidates=_by_part(made) if made else {},
        candidates_table=made,
        candidates_href=f"{document.href}?{standing.CANDIDATES}={standing.SHOWN}#candidates",
    )


def _asked_for_candidates() -> bool:
    return request.args.get(standing.CANDIDATES) == standing.SHOWN


def _by_part(made: Table) -> dict[Thing, list[dict]]:
    """Return what a machine made by the part of the document that it is of, in the order of the text."""
    found: dict[Thing, list[dict]] = defaultdict(list)
    for line in in_reading_order(made.lines, "part"):
        found[line["part"][0]].append(line)
    return dict(found)


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


KIND = Kind(r"document/[^/]+", page, reads=(standing.CANDIDATES,))
