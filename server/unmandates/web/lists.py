"""Lists of things, each a table that can be narrowed by a plain form, asked again in SPARQL, and had as CSV."""

import re
from dataclasses import dataclass

import pyoxigraph as ox
from flask import Blueprint, Response, abort, request

from unmandates.data import Term
from unmandates.namespaces import ID
from unmandates.web.delivery import kept
from unmandates.web.formats import CSV, HTML, choose, split_suffix
from unmandates.web.problems import problem
from unmandates.web.rendering import render
from unmandates.web.site import site
from unmandates.web.tables import Table, in_reading_order, table

blueprint = Blueprint("lists", __name__)
_PATH = re.compile(r"[a-z]+/[A-Za-z0-9_.~/-]+\Z")
_XSD_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")


@dataclass(frozen=True)
class List:
    """A list: its query, the variable that each line is about, the columns, and the filters (terms of the query)."""

    query: str
    key: str
    columns: tuple[str, ...]
    filters: tuple[str, ...] = ()
    fixed: tuple[tuple[str, Term], ...] = ()


_MANDATE_FILTERS = ("document", "assignee", "verb", "atLeast", "year")
_SOME = ox.Literal("true", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean"))
LISTS = {
    "documents": List("documents", "document", ("document", "title", "adopted", "mandates", "coverage")),
    "mandates": List("mandates", "mandate", ("assignee", "task", "verb", "provision", "due"), _MANDATE_FILTERS),
    "deadlines": List(
        "mandates", "mandate", ("due", "assignee", "task", "provision"), _MANDATE_FILTERS, (("deadline", _SOME),)
    ),
    "actors": List("actors", "actor", ("actor", "class", "mandates")),
    "verbs": List("verbs", "verb", ("verb", "category", "force", "acts")),
    "events": List("events", "event", ("event", "dates", "status", "convenedBy")),
    "instruments": List("instruments", "instrument", ("instrument", "class", "adopted", "citations")),
    "topics": List("topics", "topic", ("topic", "broader", "uses")),
}


@blueprint.get("/<language>/<name>")
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
    response = Response(site().data.csv(found.query, **terms), content_type="text/csv; charset=utf-8; header=present")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.csv"'
    return response


@kept
def _page(language: str, name: str) -> Response:
    found = LISTS[name]
    terms = chosen(found.filters)
    lines = table(site(), language, found.query, found.key, **dict(found.fixed), **terms)
    shown = sort(name, lines)
    whole = table(site(), language, found.query, found.key, **dict(found.fixed)) if terms else lines
    return render(
        "list.html", name=name, list=found, table=lines, lines=shown, choices=choices(whole, found.filters),
        chosen={key: values for key, values in request.args.items() if key in found.filters and values},
    )  # fmt: skip


def chosen(filters: tuple[str, ...]) -> dict[str, Term]:
    """Return the terms that a request's parameters name; what cannot be one is a 400, not an empty list."""
    terms: dict[str, Term] = {}
    for name in filters:
        value = request.args.get(name, "").strip()
        if not value:
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


def choices(found: Table, filters: tuple[str, ...]) -> dict[str, list]:
    """Return what each filter can be set to, from the lines of the table without filters."""
    result: dict[str, list] = {}
    for name in filters:
        if name == "year":
            years = {str(cell)[:4] for line in found.lines for cell in line["adopted"]}
            result[name] = [(year, year) for year in sorted(years)]
        elif name == "atLeast":
            forces = {str(cell) for line in found.lines for cell in line["force"]}
            result[name] = [(force, force) for force in sorted(forces)]
        else:
            things = {cell for line in found.lines for cell in line[name]}
            result[name] = [(thing.path, thing.name) for thing in sorted(things, key=lambda thing: thing.name.value)]
    return result


def sort(name: str, found: Table) -> list[dict]:
    """Return a list's lines in the order in which it is read."""
    if name == "deadlines":
        return sorted(in_reading_order(found.lines, "mandate"), key=lambda line: _first(line["dueDate"], "9999"))
    if name == "mandates":
        return in_reading_order(found.lines, "mandate")
    if name == "documents":
        latest = sorted(found.lines, key=lambda line: _first(line["adopted"], ""), reverse=True)
        return sorted(latest, key=lambda line: (not is_read(line), -int(_first(line["mandates"], "0"))))
    return found.lines


def is_read(line: dict) -> bool:
    """Say whether a document has been read, in full or in part, and is more than a stub."""
    return any(not cell.iri.endswith("/stub") for cell in line["coverage"])


def _first(cells: list, default: str) -> str:
    return str(cells[0]) if cells else default
