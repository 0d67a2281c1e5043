"""The page of every thing, each kind with a design of its own."""

from flask import Blueprint, Response, request

from unmandates.rdf.names import with_wholes
from unmandates.rdf.namespaces import ID
from unmandates.web.data.dereference import not_acceptable
from unmandates.web.data.schema_org import in_html, of_document, of_thing
from unmandates.web.data.withdrawn import withdrawn
from unmandates.web.frame.delivery import kept
from unmandates.web.frame.form import query_here
from unmandates.web.frame.rendering import render
from unmandates.web.frame.signposting import header, links_of_page
from unmandates.web.frame.suggestions import not_found
from unmandates.web.http.formats import GRAPHS, HTML, choose, named, split_suffix
from unmandates.web.http.parameters import reads
from unmandates.web.http.redirects import BY_FORM, lead
from unmandates.web.kinds.kind import kind_of, parameters_of
from unmandates.web.kinds.shared import CITED
from unmandates.web.things.links import data_path, href
from unmandates.web.things.paging import PAGE
from unmandates.web.things.relations import BY
from unmandates.web.things.site import site

blueprint = Blueprint("pages", __name__)
_OFFERED = (HTML, *GRAPHS)
#: What the page of every thing reads: of which property what points to it is shown, which page, which of citations.
OF_ALL = (BY, PAGE, CITED)


def _parameters(language: str, kind: str, key: str) -> tuple[str, ...]:
    return ("format", *OF_ALL, *parameters_of(f"{kind}/{key}"))


@blueprint.get("/<language>/<kind>/<path:key>")
@reads(by=_parameters)
def page(language: str, kind: str, key: str) -> Response:
    """Show a thing's page; a suffix or `?format=` that names a form of data leads to the data."""
    path = f"{kind}/{key}"
    if not named(request) and (made := _page.ready(language, path)):
        return made
    if gone := withdrawn(path):
        return gone
    thing = site().world.thing(ID + path, language)
    if not thing.known:
        stem, form = split_suffix(path, _OFFERED)
        if form is None or not site().world.thing(ID + stem, language).known:
            return not_found(path)
        return _lead(stem, form, language)
    if named(request):
        form = choose(request, _OFFERED)
        return not_acceptable(path) if form is None else _lead(path, form, language)
    return _page(language, path)


def _lead(path: str, form, language: str) -> Response:
    page = href(ID + path, language)
    return lead(page if form is HTML else data_path(path, form.suffix), *BY_FORM)


@kept
def _page(language: str, path: str) -> Response:
    world = site().world
    thing = world.thing(ID + path, language)
    world.tell(with_wholes(thing.iri))
    world.expect_all(thing.iri)
    page_of_thing = kind_of(thing).page(thing)
    structured = None
    if not thing.part:
        structured = in_html(of_document(thing) if thing.kind == "document" else of_thing(thing))
    response = render(page_of_thing, structured=structured)
    response.headers["Link"] = header(links_of_page(thing.iri, language, query_here()))
    return response
