"""From a thing to what there is about it: 303 to its page or to its data (https://www.w3.org/TR/cooluris/)."""

from collections.abc import Callable

from flask import Blueprint, Response, request

from unmandates.rdf.namespaces import GRAPH, ID
from unmandates.web.data.withdrawn import withdrawn
from unmandates.web.frame.form import formats_of, of_things, offers
from unmandates.web.frame.signposting import header, links_of_thing
from unmandates.web.frame.suggestions import not_found
from unmandates.web.http import language
from unmandates.web.http.formats import GRAPHS, HTML, RDF, Format, choose, named, split_suffix
from unmandates.web.http.operations import Operation, in_form, in_path, leads, operations, refuses
from unmandates.web.http.problems import problem
from unmandates.web.http.redirects import BY_FORM, BY_READER, lead
from unmandates.web.things.links import data_path, href
from unmandates.web.things.site import site

blueprint = Blueprint("dereference", __name__)
#: The graphs that hold what is said of many things: the description of the data set tells of them.
_OF_MANY = ("inferred", "curated", "official", "candidate", "all")
#: Where the graphs that are not of a thing are told of, each in all forms, and which of them have a page of their own.
_TOLD_OF = {
    "ontology": "/ontology",
    "examples": "/.well-known/sparql-examples",
    "void": "/.well-known/void",
    "shapes": "/shape",
} | dict.fromkeys(_OF_MANY, "/.well-known/void")
_PAGES = {"shapes": "/{language}/shapes"} | dict.fromkeys(_OF_MANY, "/{language}/about")
_VARY = (*BY_FORM, *BY_READER)


def _kinds() -> list[str]:
    return sorted(site().data.release.manifest["counts"]["things"]) or ["document"]


#: The path of a thing, as programs are told of it.
THING = (
    in_path("kind", "The kind of thing.", _kinds, "document"),
    in_path("key", "The key of the thing.", example="A-RES-76-186"),
)
_LED = leads("To the page or the data.") | refuses(404, 406, 410)


def _leads(name: str, summary: str, path: str) -> Callable[[Callable], Callable]:
    """Return a decorator that says which operation a view is that leads to a thing in one of its forms."""

    def told() -> tuple[Operation]:
        form = in_form(HTML, *RDF, *(form.format for form in of_things()), example="ttl")
        return (Operation(name, summary, _LED, (*THING, form), path),)

    return operations(told)


@blueprint.get("/id/")
@blueprint.get("/graph/")
def beginning() -> Response:
    """Lead from what all IRIs of things, or of graphs, begin with to the start page."""
    return lead("/")


@blueprint.get("/id/<path:path>")
@_leads("thing", "Lead to what there is about a thing.", "/id/{kind}/{key}")
def thing(path: str) -> Response:
    """Answer a thing's IRI path with the way to its page or its data: by suffix, `?format=`, or `Accept`."""
    stem, form = _asked(path)
    if gone := withdrawn(stem):
        return gone
    if not _known(stem):
        return not_found(stem)
    return lead_to(stem, form)


@blueprint.get("/graph/<path:path>")
@_leads("graph", "Lead to what a graph says.", "/graph/{kind}/{key}")
def graph(path: str) -> Response:
    """Answer the IRI path of a thing's graph in the same way: the data about the thing is what the graph holds."""
    stem, form = _asked(path)
    told = "inferred" if stem.startswith("inferred/") else stem
    if told in _TOLD_OF:
        if form is HTML and told in _PAGES:
            return lead(_PAGES[told].format(language=language.negotiated()), *_VARY)
        asked_by_name = form is not None and (stem != path or named(request))
        return lead(_TOLD_OF[told] + (f"?format={form.suffix}" if asked_by_name else ""), *_VARY)
    if gone := withdrawn(stem):
        return gone
    if len(stem.split("/")) != 2 or not _known(stem):
        detail = f"{GRAPH}{stem} is not the graph of a thing. Any graph can be named in a query: FROM <{GRAPH}{stem}>."
        return problem(404, "Not Found", detail)
    return lead_to(stem, form)


def lead_to(path: str, form) -> Response:
    """Return the 303 to the page or data document of a thing, or the 406 that lists what there is."""
    if form is None:
        return not_acceptable(path)
    page = href(ID + path, language.negotiated())
    target = page if form is HTML else data_path(path, form.suffix) if form in GRAPHS else f"{page}.{form.suffix}"
    response = lead(target, *_VARY)
    response.headers["Link"] = header(links_of_thing(ID + path))
    return response


def not_acceptable(path: str) -> Response:
    """Return the answer to a request for a form that there is not: what there is, by media type and address."""
    there = {"text/html": href(ID + path, language.negotiated())}
    there |= {form.media_type: data_path(path, form.suffix) for form in RDF}
    there |= {one.media_type: one.address for one in offers(path, language.negotiated())}
    response = problem(406, "Not Acceptable", "There is: " + ", ".join(there) + ".", available=there)
    response.vary.update(_VARY)
    response.headers["Link"] = header(links_of_thing(ID + path))
    return response


def offered(path: str) -> tuple[Format, ...]:
    """Return all in which a thing can be had: its page, its data, and its page in other forms."""
    return (HTML, *GRAPHS, *formats_of(path))


def _asked(path: str) -> tuple[str, Format | None]:
    """Return the path of what is asked for, and in which form: by suffix, `?format=`, or `Accept`."""
    stem, form = split_suffix(path, offered(path.rpartition(".")[0]))
    return (path, choose(request, offered(path))) if form is None or _known(path) else (stem, form)


def _known(path: str) -> bool:
    return site().world.thing(ID + path, "en").known
