"""The W3C's tests of the query operation, by their names in the suite's manifest, in the requests that these describe.

The suite gives only names; the requests follow the SPARQL 1.1 Protocol, section 2.1. Its graphs on the Web are named
graphs here: the service fetches nothing.
"""

from dataclasses import replace
from urllib.parse import urlencode

import pytest
from tests.web.endpoint.conftest import application

from unmandates.engine import Engine, from_files

ONE, TWO, THREE = (f"http://example.org/data{number}.rdf" for number in (1, 2, 3))
DATA = "".join(f"GRAPH <{name}> {{ <{name}> a <http://example.org/Data> }}\n" for name in (ONE, TWO, THREE))
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
BOTH = f"ASK {{ <{ONE}> a ?t . <{TWO}> a ?t }}"
GRAPHS = f"ASK {{ GRAPH ?g {{ <{ONE}> a ?t }} GRAPH ?h {{ <{TWO}> a ?t }} }}"
FULL = f"ASK {{ <{THREE}> a ?t GRAPH ?g {{ <{ONE}> a ?t }} GRAPH ?h {{ <{TWO}> a ?t }} }}"
NAMED = [("named-graph-uri", ONE), ("named-graph-uri", TWO)]
TABLES = {"application/sparql-results+xml", "application/sparql-results+json", "text/csv", "text/tab-separated-values"}
RDF = {"application/rdf+xml", "text/turtle", "application/n-triples"}


@pytest.fixture(scope="module")
def web(tmp_path_factory):
    path = tmp_path_factory.mktemp("data") / "data.trig"
    path.write_text(DATA)
    with Engine(replace(from_files([path]), base="http://127.0.0.1/sparql")) as engine:
        yield application(engine).test_client()


def get(web, *parameters):
    return web.get(f"/sparql?{urlencode(parameters)}")


def form(web, *parameters):
    return web.post("/sparql", data=urlencode(parameters), content_type=FORM)


def direct(web, text, *parameters, content_type=DIRECT):
    return web.post(f"/sparql?{urlencode(parameters)}", data=text, content_type=content_type)


@pytest.mark.parametrize(
    ("name", "request_"),
    {
        "query_get": lambda web: get(web, ("query", "ASK {}")),
        "query_post_form": lambda web: form(web, ("query", "ASK {}")),
        "query_post_direct": lambda web: direct(web, "ASK {}"),
        "query_dataset_default_graphs_get": lambda web: get(
            web, ("query", BOTH), ("default-graph-uri", ONE), ("default-graph-uri", TWO)
        ),
        "query_dataset_default_graphs_post": lambda web: direct(
            web, BOTH, ("default-graph-uri", ONE), ("default-graph-uri", TWO)
        ),
        "query_dataset_named_graphs_get": lambda web: get(web, ("query", GRAPHS), *NAMED),
        "query_dataset_named_graphs_post": lambda web: direct(web, GRAPHS, *NAMED),
        "query_dataset_full": lambda web: form(web, ("query", FULL), ("default-graph-uri", THREE), *NAMED),
        "query_multiple_dataset": lambda web: form(
            web, ("query", FULL.replace("ASK", f"ASK FROM <{ONE}>")), ("default-graph-uri", THREE), *NAMED
        ),
    }.items(),
)  # fmt: skip
def test_a_right_request_is_answered(web, name, request_):
    answer = request_(web)
    assert answer.status_code == 200, answer.text
    assert answer.json["boolean"] is True


@pytest.mark.parametrize(
    ("name", "text", "media_types"),
    [
        ("query_content_type_select", "SELECT (1 AS ?v) {}", TABLES),
        ("query_content_type_ask", "ASK {}", TABLES),
        ("query_content_type_describe", "DESCRIBE <http://example.org/>", RDF),
        ("query_content_type_construct", "CONSTRUCT { <s> <p> 1 } {}", RDF),
    ],
)
def test_an_answer_has_a_fitting_type(web, name, text, media_types):
    answer = get(web, ("query", text))
    assert (answer.status_code, answer.mimetype in media_types) == (200, True)


@pytest.mark.parametrize(
    ("name", "request_", "status"),
    [
        ("bad_query_method", lambda web: web.put("/sparql?query=ASK%20%7B%7D"), 405),
        ("bad_multiple_queries", lambda web: get(web, ("query", "ASK {}"), ("query", "SELECT * {}")), 400),
        ("bad_query_wrong_media_type", lambda web: direct(web, "ASK {}", content_type="text/plain"), 415),
        ("bad_query_missing_form_type", lambda web: web.post("/sparql", data="query=ASK%20%7B%7D"), 415),
        ("bad_query_missing_direct_type", lambda web: web.post("/sparql", data="ASK {}"), 415),
        ("bad_query_non_utf8", lambda web: direct(web, "ASK {}".encode("utf-16")), 400),
        ("bad_query_syntax", lambda web: get(web, ("query", "ASK {")), 400),
        # Every update is refused, right or wrong: the service is read only.
        ("update_post_form", lambda web: form(web, ("update", "CLEAR ALL")), 403),
        ("update_post_direct", lambda web: direct(web, "CLEAR ALL", content_type="application/sparql-update"), 403),
        ("bad_update_get", lambda web: get(web, ("update", "CLEAR ALL")), 403),
    ],
)
def test_a_wrong_request_is_refused(web, name, request_, status):
    answer = request_(web)
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    assert answer.json["detail"]
