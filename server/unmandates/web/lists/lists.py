"""Lists of things, each a table that can be narrowed by a plain form, asked again in SPARQL, and had as CSV."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox
from flask import Blueprint, Response, abort, request

from unmandates.asking.data import DAY, Term
from unmandates.clock import today
from unmandates.rdf.namespaces import ID
from unmandates.release.lifecycle import STATUSES
from unmandates.text.words import words
from unmandates.web.frame.delivery import kept
from unmandates.web.frame.rendering import render
from unmandates.web.http.csv_file import csv_file
from unmandates.web.http.formats import CSV, HTML, choose, split_suffix
from unmandates.web.http.language import page_language
from unmandates.web.http.parameters import OF_FORM, reads
from unmandates.web.http.problems import problem
from unmandates.web.things.calling import told_apart
from unmandates.web.things.order import sections, sort, tree
from unmandates.web.things.reading import status_code
from unmandates.web.things.site import site
from unmandates.web.things.tables import Table, table

blueprint = Blueprint("lists", __name__)
_PATH = re.compile(r"[a-z]+/[A-Za-z0-9_.~/-]+\Z")
_NO_DAY = "day is a date, like 2021-12-31."
_XSD_DATE = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")
_XSD_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")


@dataclass(frozen=True)
class List:
    """A list: its query, the variable that each line is about, the columns, and the filters (terms of the query)."""

    query: str
    key: str
    columns: tuple[str, ...]
    filters: tuple[str, ...] = ()
    fixed: tuple[tuple[str, Term], ...] = ()
    template: str = "list.html"
    facet: str = ""


@dataclass(frozen=True)
class Facet:
    """One value of a filter that is a link: its words, what it leads to, how many lines it leaves, if it is chosen."""

    words: str
    href: str
    number: int
    current: bool


_MANDATE_FILTERS = ("document", "assignee", "verb", "atLeast", "year")
_STATUS_FILTERS = ("status", "day")
#: The kinds of actors, as addresses, words and the query name them, in the order in which they are offered.
KINDS = ("states", "united-nations", "organizations", "bodies", "posts", "classes", "populations", "persons")
_SOME = ox.Literal("true", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean"))
LISTS = {
    "documents": List("documents", "document", ("document", "title", "adopted", "mandates", "coverage")),
    "mandates": List(
        "mandates-on-a-day", "mandate", ("assignee", "task", "verb", "provision", "due", "status"),
        (*_MANDATE_FILTERS, *_STATUS_FILTERS),
    ),
    "deadlines": List(
        "mandates-on-a-day", "mandate", ("due", "assignee", "task", "provision", "status"),
        (*_MANDATE_FILTERS, *_STATUS_FILTERS), (("deadline", _SOME),),
    ),
    "actors": List("actors", "actor", ("actor", "class", "mandates"), ("kind",), facet="kind"),
    "verbs": List("verbs", "verb", ("verb", "category", "force", "acts")),
    "events": List("events", "event", ("event", "dates", "status", "convenedBy"), ("day",)),
    "instruments": List("instruments", "instrument", ("instrument", "class", "adopted", "citations")),
    "topics": List("topics", "topic", ("topic", "broader", "uses"), template="topics.html"),
}  # fmt: skip


def _parameters(language: str, name: str) -> tuple[str, ...]:
    found = LISTS.get(split_suffix(name, (CSV, HTML))[0])
    return found.filters if found else ()


@blueprint.get("/<language>/<name>")
@reads(*OF_FORM, by=_parameters)
def page(language: str, name: str) -> Response:
    """Show a list as a page or, by suffix, `?format=` or `Accept`, as CSV."""
    stem, form = split_suffix(name, (CSV, HTML))
    if stem not in LISTS:
        abort(404)
    form = form or choose(request, (HTML, CSV))
    if form is None:
        there = {"text/html": f"/{language}/{stem}", "text/csv": f"/{language}/{stem}.csv"}
        return problem(406, "Not Acceptable", "There is: " + ", ".join(there) + ".", available=there)
    response = _csv(language, stem) if form is CSV else _page(language, stem)
    response.vary.add("Accept")
    return response


@kept
def _csv(language: str, name: str) -> Response:
    found = LISTS[name]
    terms = {**dict(found.fixed), **chosen(found.filters), "language": ox.Literal(language)}
    return csv_file(site().data.csv(found.query, **terms), name)


@kept
def _page(language: str, name: str) -> Response:
    found = LISTS[name]
    terms = chosen(found.filters)
    always = {DAY: terms[DAY]} if DAY in terms else {}
    lines = table(site(), language, found.query, found.key, **dict(found.fixed), **terms)
    shown = sort(name, lines)
    whole = lines if terms == always else table(site(), language, found.query, found.key, **dict(found.fixed), **always)
    return render(
        found.template, name=name, list=found, table=lines, lines=shown, choices=choices(whole, found.filters),
        chosen=asked(found.filters), tree=tree(lines) if name == "topics" else (), sections=sections(name, shown),
        facets=facets(name, whole, found.facet) if found.facet else (),
        on_day=terms[DAY].value if DAY in terms else "",
    )  # fmt: skip


def asked(filters: tuple[str, ...]) -> dict[str, str]:
    """Return what a request's parameters choose, as they were sent, by filter."""
    return {name: value for name, value in request.args.items() if name in filters and value}


def on_day(value: str = "") -> ox.Literal:
    """Return the day of which a status is told: the one that is asked for, else today in UTC. A bad one is a 400."""
    return ox.Literal(_day(value) if value else today().isoformat(), datatype=_XSD_DATE)


def chosen(filters: tuple[str, ...]) -> dict[str, Term]:
    """Return the terms that a request's parameters name; what cannot be one is a 400, not an empty list."""
    terms: dict[str, Term] = {}
    for name in filters:
        value = request.args.get(name, "").strip()
        if name == "day":
            terms[name] = on_day(value)
            continue
        if not value:
            continue
        if name == "status":
            if value not in STATUSES:
                abort(400, f"{name} is one of {', '.join(STATUSES)}.")
            terms["status"] = ox.NamedNode(f"{ID}scheme/status/{value}")
            continue
        if name == "kind":
            if value not in KINDS:
                abort(400, f"{name} is one of {', '.join(KINDS)}.")
            terms["only"] = ox.Literal(value)
            continue
        if name in ("year", "atLeast"):
            if not re.fullmatch(r"[0-9]{1,4}", value):
                abort(400, f"{name} is a number.")
            terms[name] = ox.Literal(value, datatype=_XSD_INTEGER)
        else:
            if not _PATH.match(value) or len(value) > 300:
                abort(400, f"{name} is the path of a thing, like body/general-assembly.")
            terms[name] = ox.NamedNode(ID + value)
    return terms


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat() if len(value) == 10 else abort(400, _NO_DAY)
    except ValueError:
        abort(400, _NO_DAY)


def choices(found: Table, filters: tuple[str, ...]) -> dict[str, list]:
    """Return what each filter can be set to, from the lines of the table without filters."""
    result: dict[str, list] = {}
    for name in filters:
        if name == "year":
            years = {str(cell)[:4] for line in found.lines for cell in line["adopted"]}
            result[name] = [(year, year) for year in sorted(years)]
        elif name == "day":
            result[name] = [(today().isoformat(), today().isoformat())]
        elif name == "status":
            there = {status_code(cell): cell.name.value for line in found.lines for cell in line["status"]}
            result[name] = [(code, there[code]) for code in STATUSES if code in there]
        elif name == "kind":
            table_of_words = words(page_language())["actors"]
            there = {str(cell) for line in found.lines for cell in line["kind"]}
            result[name] = [(kind, table_of_words[kind]) for kind in KINDS if kind in there]
        elif name == "atLeast":
            forces = {str(cell) for line in found.lines for cell in line["force"]}
            result[name] = [(force, force) for force in sorted(forces)]
        else:
            things = {cell for line in found.lines for cell in line[name]}
            if given := asked(filters).get(name):  # what is chosen stands among the choices, though nothing fits it
                things.add(site().world.thing(ID + given, page_language()))
            apart = told_apart(list(things))
            result[name] = [
                (thing.path, f"{thing.name} ({apart[thing]})" if thing in apart else thing.name)
                for thing in sorted(things, key=lambda thing: (thing.name.value, thing.path))
            ]
    return result


def facets(name: str, whole: Table, facet: str) -> list[Facet]:
    """Return what a list can be narrowed to by a link, with the number of lines of each; the whole list first."""
    path, current = f"/{page_language()}/{name}", asked((facet,)).get(facet, "")
    number = Counter(str(cell) for line in whole.lines for cell in line[facet])
    found = [Facet(words(page_language())["actors"]["all"], path, len(whole), not current)]
    for value, said in choices(whole, (facet,))[facet]:
        found.append(Facet(said, f"{path}?{facet}={value}", number[value], current == value))
    return found
