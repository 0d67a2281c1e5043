"""The standard for registers is served at its IRIs: whoever publishes by it finds text, context and shapes there."""

import json

import pyoxigraph as ox
import pytest
from tests.web.data.test_named import look_up

from unmandates.sources.standard.json_ld import context
from unmandates.sources.standard.version import CONTEXT, STANDARD


@pytest.mark.parametrize(
    ("iri", "media_type"),
    [
        (STANDARD, "text/markdown"),
        (STANDARD.rpartition("/")[0], "text/markdown"),
        (CONTEXT, "application/ld+json"),
        (f"{STANDARD}/shapes.ttl", "text/turtle"),
        ("https://w3id.org/unmandates/standard/shapes", "text/turtle"),
        ("https://w3id.org/unmandates/standard/shape#Vote", "text/turtle"),
    ],
)
def test_each_iri_of_the_standard_leads_to_what_it_names(app, iri, media_type):
    answer = look_up(app.test_client(), iri, "*/*")
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_context_is_the_one_that_the_validator_puts_in_its_place(app):
    answer = look_up(app.test_client(), CONTEXT, "application/ld+json")
    assert json.loads(answer.get_data()) == {"@context": context()}


def test_the_shapes_say_what_their_names_mean(app):
    data = look_up(app.test_client(), "https://w3id.org/unmandates/standard/shape#Vote", "*/*").get_data()
    subjects = {getattr(quad.subject, "value", "") for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)}
    assert {
        "https://w3id.org/unmandates/standard/shape#Vote",
        "https://w3id.org/unmandates/standard/shapes",
    } <= subjects


@pytest.mark.parametrize("path", ["/standard/9.9", "/standard/9.9/context.jsonld", "/standard/1.0/other.ttl"])
def test_there_is_no_other_version(app, path):
    assert app.test_client().get(path).status_code == 404
