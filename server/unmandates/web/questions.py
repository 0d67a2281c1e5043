"""The example questions: each leads to its query, all of them are data, and the place to ask them has a language."""

from urllib.parse import quote

import pyoxigraph as ox
from flask import Blueprint, Response, abort, request

from unmandates.web import documents
from unmandates.web import language as languages
from unmandates.web.delivery import kept
from unmandates.web.named import lead_to
from unmandates.web.redirects import lead
from unmandates.web.rendering import all_examples
from unmandates.web.site import site
from unmandates.web.statements import statements_as

blueprint = Blueprint("questions", __name__)


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
    """Answer with the examples as data (https://github.com/sib-swiss/sparql-examples); people are led to ask them."""
    return documents.answer(_data, "/.well-known/sparql-examples?format={suffix}", "/sparql", page_first=False)


@kept
def _data(suffix: str) -> Response:
    rows = site().data.rows("examples")
    return statements_as([ox.Triple(row["subject"], row["predicate"], row["object"]) for row in rows], suffix)


def _lead(query: str) -> Response:
    return lead("/sparql" + (f"?query={quote(query)}" if query else ""))
