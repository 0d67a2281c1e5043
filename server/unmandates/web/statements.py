"""A graph about the graph, the ontology or the shapes, as a document of its own in the forms of RDF."""

import pyoxigraph as ox
from flask import Response

from unmandates.namespaces import PREFIXES
from unmandates.web.addresses import LICENSE
from unmandates.web.context import expand
from unmandates.web.formats import RDF, Format
from unmandates.web.site import site


def graph_as(name: str, iri: str, suffix: str) -> Response:
    """Answer with all rows of a query of statements (`?subject ?predicate ?object`) in one of the forms of RDF."""
    form: Format = next(found for found in RDF if found.suffix == suffix)
    triples = [ox.Triple(row["subject"], row["predicate"], row["object"]) for row in site().data.rows(name)]
    if form.serializer is None:
        body = expand(triples)
    else:
        body = ox.serialize(sorted(triples, key=str), format=form.serializer, prefixes=PREFIXES)
    charset = "; charset=utf-8" if form.media_type.startswith("text/") else ""
    response = Response(body, content_type=form.media_type + charset)
    response.headers["Link"] = f'<{iri}>; rel="cite-as describes", <{LICENSE}>; rel="license"'
    return response
