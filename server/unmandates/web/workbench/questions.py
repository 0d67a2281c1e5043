"""The example questions: each leads to its query, and all of them are data."""

from urllib.parse import quote

from flask import Blueprint, Response, abort

from unmandates.web.data import documents
from unmandates.web.data.named import lead_to
from unmandates.web.data.statements import statements_as, triples_of
from unmandates.web.frame.delivery import kept
from unmandates.web.frame.rendering import all_examples
from unmandates.web.http.formats import HTML, RDF
from unmandates.web.http.operations import gives_rdf, in_form, leads, operation, refuses
from unmandates.web.http.parameters import reads

blueprint = Blueprint("questions", __name__)


@blueprint.get("/example/<name>")
def example(name: str) -> Response:
    """Lead from an example's IRI to its query in the place where it runs, or to what is said of it as data."""
    found = next((one for one in all_examples() if one.name == name), None)
    if found is None:
        abort(404)
    return lead_to(f"/example/{name}", f"/sparql?query={quote(found.query)}")


@blueprint.get("/.well-known/sparql-examples")
@operation(
    "examples", "The example queries as data, in the form of `Accept`.",
    gives_rdf("The examples.") | leads("To where one asks.") | refuses(406),
    in_form(HTML, *RDF, example="ttl"),
)  # fmt: skip
@reads("format")
def data() -> Response:
    """Answer with the examples as data (https://github.com/sib-swiss/sparql-examples); people are led to ask them."""
    return documents.answer(_data, "/.well-known/sparql-examples?format={suffix}", "/sparql", page_first=False)


@kept
def _data(suffix: str) -> Response:
    return statements_as(triples_of("examples"), suffix)
