"""The example questions: each leads to its query, all of them are data, and the place to ask them has a language."""

from urllib.parse import quote

import pyoxigraph as ox
from flask import Blueprint, Response, abort, request

from unmandates.web import language as languages
from unmandates.web.delivery import kept
from unmandates.web.descriptions import serialize
from unmandates.web.formats import HTML, RDF, choose
from unmandates.web.named import lead_to
from unmandates.web.problems import problem
from unmandates.web.redirects import lead
from unmandates.web.rendering import all_examples
from unmandates.web.site import site

blueprint = Blueprint("questions", __name__)
_FORMS = (*RDF, HTML)


@blueprint.get("/example/<name>")
def example(name: str) -> Response:
    """Lead from an example's IRI to its query in the place where it runs, or to what is said of it as data."""
    found = next((one for one in all_examples() if one.name == name), None)
    if found is None:
        abort(404)
    return lead_to(f"/example/{name}", f"/sparql?query={quote(found.query)}")


@blueprint.get("/<language>/sparql")
def in_language(language: str) -> Response:
    """Lead to `/sparql`, which has no language in its address, and remember the language."""
    response = _lead(request.args.get("query", ""))
    languages.remember(response, language)
    return response


@blueprint.get("/.well-known/sparql-examples")
def data() -> Response:
    """Answer with the examples as data (https://github.com/sib-swiss/sparql-examples)."""
    form = choose(request, _FORMS)
    if form is None:
        return problem(406, "Not Acceptable", "There is: " + ", ".join(form.media_type for form in _FORMS) + ".")
    response = lead("/sparql") if form is HTML else _data(form.suffix)
    response.vary.add("Accept")
    return response


@kept
def _data(suffix: str) -> Response:
    form = next(form for form in _FORMS if form.suffix == suffix)
    triples = [ox.Triple(row["subject"], row["predicate"], row["object"]) for row in site().data.rows("examples")]
    charset = "; charset=utf-8" if form.media_type.startswith("text/") else ""
    return Response(serialize(triples, form), content_type=form.media_type + charset)


def _lead(query: str) -> Response:
    return lead("/sparql" + (f"?query={quote(query)}" if query else ""))
