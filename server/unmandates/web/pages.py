"""The page of every thing, each kind with a design of its own."""

from collections import defaultdict

import pyoxigraph as ox
from flask import Blueprint, Response, request

from unmandates.namespaces import ID, ONTOLOGY
from unmandates.web.addresses import links_of_page
from unmandates.web.delivery import kept
from unmandates.web.dereference import OFFERED, not_acceptable, redirect_to
from unmandates.web.formats import HTML, choose, split_suffix
from unmandates.web.links import data_path, href
from unmandates.web.lists import choices, chosen
from unmandates.web.near import not_found
from unmandates.web.relations import cited_in, query_behind, relations
from unmandates.web.rendering import render
from unmandates.web.site import site
from unmandates.web.tables import Table, in_reading_order, table
from unmandates.web.things import Thing

blueprint = Blueprint("pages", __name__)
_ACTORS = ("body", "post", "group", "person")
_FILTERS = ("verb", "atLeast", "year")


@blueprint.get("/<language>/<kind>/<path:key>")
def page(language: str, kind: str, key: str) -> Response:
    """Show a thing's page; a suffix or `?format=` that names a form of data leads to the data."""
    path = f"{kind}/{key}"
    thing = site().world.thing(ID + path, language)
    if not thing.known:
        stem, form = split_suffix(path, OFFERED)
        if form is None or not site().world.thing(ID + stem, language).known:
            return not_found(path)
        return _lead(stem, form, language)
    if "format" in request.args:
        form = choose(request, OFFERED)
        return not_acceptable(path) if form is None else _lead(path, form, language)
    return _page(language, path)


def _lead(path: str, form, language: str) -> Response:
    return redirect_to(href(ID + path, language) if form is HTML else data_path(path, form.suffix))


@kept
def _page(language: str, path: str) -> Response:
    thing = site().world.thing(ID + path, language)
    template, values = _design(thing)
    response = render(template, thing=thing, **values)
    response.headers["Link"] = links_of_page(thing.iri, language)
    return response


def _design(thing: Thing) -> tuple[str, dict]:
    """Return the template for a thing, and what it shows besides the thing itself."""
    if thing.part:
        values = {"relations": relations(site(), thing, "unm:source"), "query": query_behind(thing)}
        return ("concept.html" if thing.kind == "scheme" else "part.html"), values
    if thing.kind == "document":
        return "document.html", _document(thing)
    if thing.kind in _ACTORS:
        return "actor.html", _actor(thing)
    designs = {"event": ("event.html", ()), "scheme": ("scheme.html", ()), "topic": ("topic.html", ("unm:about",))}
    template, without = designs.get(thing.kind, ("thing.html", ("unm:cites",)))
    values = {"relations": relations(site(), thing, *without), "query": query_behind(thing)}
    if thing.kind == "topic":
        values["uses"] = table(site(), thing.language, "uses", "subject", topic=ox.NamedNode(thing.iri))
        values["lines"] = in_reading_order(values["uses"].lines, "subject")
    elif template == "thing.html":
        values["citations"] = _citations(thing)
    return template, values


def _document(thing: Thing) -> dict:
    given = table(site(), thing.language, "mandates", "mandate", document=ox.NamedNode(thing.iri))
    return {
        "asked": _asked(given),
        "given": given,
        "cites": cited_in(thing),
        "citations": _citations(thing),
        "relations": relations(site(), thing, "unm:cites", "unm:source"),
        "query": query_behind(thing),
    }


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


def _actor(thing: Thing) -> dict:
    actor = ox.NamedNode(thing.iri)
    terms = chosen(_FILTERS)
    everything = table(site(), thing.language, "mandates", "mandate", assignee=actor)
    shown = table(site(), thing.language, "mandates", "mandate", assignee=actor, **terms) if terms else everything
    acts = table(site(), thing.language, "acts", "act", actor=actor)
    return {
        "everything": everything,
        "table": shown,
        "lines": in_reading_order(shown.lines, "mandate"),
        "choices": choices(everything, _FILTERS),
        "chosen": {name: request.args[name] for name in _FILTERS if request.args.get(name)},
        "acts": acts,
        "done": _by_document(acts, "doer"),
        "addressed": _by_document(acts, "addressee"),
        "relations": relations(
            site(), thing, "unm:assignee", "unm:addressee", "unm:doer", "unm:mandator", "unm:adoptedBy"
        ),
        "query": query_behind(thing),
    }


def _by_document(acts: Table, relation: str) -> dict[Thing, list[dict]]:
    """Return the acts to which an actor stands in a relation, by document, in the order of the text."""
    grouped: dict[Thing, list[dict]] = defaultdict(list)
    for line in in_reading_order(acts.lines, "act"):
        if any(cell.iri == ONTOLOGY + relation for cell in line["relation"]):
            grouped[line["document"][0]].append(line)
    return dict(grouped)


def _citations(thing: Thing) -> Table:
    """Return where a thing or a part of it is cited, by provision, citations by the thing itself aside."""
    found = table(site(), thing.language, "citations", "citation", thing=ox.NamedNode(thing.iri))
    lines = [line for line in in_reading_order(found.lines, "citation") if line["document"][0] != thing]
    return Table(found.name, found.terms, lines)
