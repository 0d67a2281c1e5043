"""A graph about the graph, the ontology or the shapes, as a document of its own in the forms of RDF."""

import pyoxigraph as ox
from flask import Response

from unmandates.rdf.formats import GRAPHS, of_suffix
from unmandates.rdf.namespaces import PREFIXES
from unmandates.rdf.writing import write
from unmandates.web.frame.signposting import LICENSE
from unmandates.web.things.site import site


def graph_as(name: str, iri: str, suffix: str) -> Response:
    """Answer with all rows of a query of statements (`?subject ?predicate ?object`) in one of the forms of RDF."""
    response = statements_as(triples_of(name), suffix)
    response.headers["Link"] = f'<{iri}>; rel="cite-as describes", <{LICENSE}>; rel="license"'
    return response


def triples_of(name: str) -> list[ox.Triple]:
    """Return what all rows of a query of statements (`?subject ?predicate ?object`) say."""
    return [ox.Triple(row["subject"], row["predicate"], row["object"]) for row in site().data.rows(name)]


def statements_as(triples: list[ox.Triple], suffix: str) -> Response:
    """Answer with triples, which may hold blank nodes, in the form of a suffix."""
    form = of_suffix(suffix, GRAPHS)
    return Response(write(sorted(triples, key=str), form, PREFIXES), content_type=form.content_type)
