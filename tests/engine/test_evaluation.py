"""What a query sees, in which format it answers, and how errors are explained."""

import csv
import io
import json

import pytest

from unmandates.engine import BINDINGS, GRAPH, Query, refusals
from unmandates.rdf.namespaces import GRAPH as G

E = "http://example.org/"
VALUES = "SELECT ?o {from} {{ {{ ?s <" + E + "p> ?o }} UNION {{ GRAPH ?g {{ ?s <" + E + "p> ?o }} }} }}"


def values(client, text, **options):
    answer = client.evaluate(Query(text, **options))
    return sorted(int(row["o"]["value"]) for row in json.loads(answer.read())["results"]["bindings"])


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("", [1, 2, 3, 4, 5, 6, 7]),
        (f"FROM <{E}g>", [4]),
        (f"FROM NAMED <{E}g>", [4]),
        (f"FROM <{G}curated>", [5]),
        (f"FROM <{G}curated> FROM <{E}g>", [4, 5]),
        (f"FROM NAMED <{G}official>", [6]),
        (f"FROM <{G}candidate> FROM NAMED <{G}curated>", [5, 7]),
        (f"FROM <{G}all>", [5, 6, 7]),
        (f"FROM <{E}nothing>", []),
    ],
)
def test_dataset_of_the_query(client, clause, expected):
    assert values(client, VALUES.format(**{"from": clause})) == expected


@pytest.mark.parametrize(
    ("default", "named", "clause", "expected"),
    [
        ([E + "g"], [], "", [4]),
        ([], [E + "g"], "", [4]),
        ([G + "curated"], [G + "official"], "", [5, 6]),
        ([E + "g"], [], f"FROM <{G}curated>", [4]),
        ([], [E + "g"], f"FROM <{G}curated> FROM NAMED <{G}all>", [4]),
    ],
)
def test_graphs_of_the_protocol_replace_those_of_the_query(client, default, named, clause, expected):
    text = VALUES.format(**{"from": clause})
    assert values(client, text, default_graphs=tuple(default), named_graphs=tuple(named)) == expected


def test_from_alone_leaves_no_named_graphs(client):
    assert values(client, f"SELECT ?o FROM <{G}curated> {{ GRAPH ?g {{ ?s ?p ?o }} }}") == []
    assert values(client, f"SELECT ?o FROM NAMED <{G}curated> {{ ?s ?p ?o }}") == []


@pytest.mark.parametrize("media_type", BINDINGS)
def test_every_format_of_bindings(client, media_type):
    answer = client.evaluate(Query("SELECT ?o { ?s <http://example.org/p> ?o }", bindings=media_type))
    assert (answer.form, answer.media_type, answer.size) == ("bindings", media_type, len(answer.read()))


@pytest.mark.parametrize("media_type", BINDINGS)
def test_every_format_of_a_boolean(client, media_type):
    answer = client.evaluate(Query("ASK { }", boolean=media_type))
    assert answer.form == "boolean" and b"true" in answer.read()


@pytest.mark.parametrize("media_type", GRAPH)
@pytest.mark.parametrize(
    "text", ["CONSTRUCT WHERE { ?s <http://example.org/p> ?o }", "DESCRIBE <http://example.org/a>"]
)
def test_every_format_of_a_graph(client, media_type, text):
    answer = client.evaluate(Query(text, graph=media_type))
    assert answer.form == "graph" and answer.media_type == media_type and answer.size


def test_project_prefixes_are_known(client):
    assert client.evaluate(Query("SELECT * { ?s rdf:type unm:Body }")).form == "bindings"
    assert values(client, "PREFIX rdf: <http://example.org/> SELECT ?o { rdf:a rdf:p ?o }") == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "line", "column", "hint"),
    [
        ("SELECT * {\n  ?s nope:p ?o }", 2, 6, "unm:"),
        ("SELECT * { ?s ?p ?o", 1, 20, "}"),
        ("SELECT * { ?s ?p ?o ) }", 1, 21, ")"),
        ("", 1, 1, None),
        ("SELEC ?x { }", 1, 1, "SELECT"),
        ("# é\nSELECT ?x { ?x <http://e xample.org/> 'é' }", 2, 17, None),
    ],
)
def test_errors_say_where_and_help(client, text, line, column, hint):
    with pytest.raises(refusals.Malformed) as refused:
        client.evaluate(Query(text))
    assert (refused.value.line, refused.value.column) == (line, column)
    assert hint is None or hint in refused.value.hint


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("INSERT DATA { }", refusals.UpdateRefused),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", refusals.ServiceForbidden),
        ("SELECT ?x { ?x ?p '\ud800' }", refusals.Malformed),
        ("SELECT ?x { }" + " " * 2**20, refusals.TooLong),
        ("SELECT ?x ?x (1 AS ?x) { }", refusals.Malformed),
    ],
)
def test_what_is_refused(client, text, kind):
    with pytest.raises(kind):
        client.evaluate(Query(text))


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("SELECT * {\n FILTER(<http://example.org/f>(1)) }", 2, 9),
        ("PREFIX e: <http://example.org/>\nSELECT (e:f(1) AS ?x) { }", 2, 9),
    ],
)
def test_a_function_that_does_not_exist_is_named(client, text, line, column):
    with pytest.raises(refusals.Malformed, match="<http://example.org/f>") as refused:
        client.evaluate(Query(text))
    assert (refused.value.line, refused.value.column) == (line, column)


def test_escapes_of_characters_are_read_everywhere(client):
    where = r"{ <http://example.org/\u0061> <http://example.org/p> ?\U0000006f FILTER(STR(?o) != '\u0027') }"
    with client.evaluate(Query(rf"SEL\u0045CT ?\u006f {where}", bindings="text/csv")) as answer:
        assert sorted(answer.read().split()) == [b"1", b"2", b"3", b"o"]


def test_a_form_nobody_accepts_is_refused_before_evaluation(client):
    with pytest.raises(refusals.NotAcceptable):
        client.evaluate(Query("ASK { }", boolean=None))


@pytest.mark.parametrize("character", ["\\u0001", "\\u0000", "\\uFFFE", "\\u001F"])
def test_xml_is_well_formed_or_refused(client, character):
    text = f'SELECT ("a{character}b" AS ?x) {{ }}'
    with pytest.raises(refusals.NotExpressible):
        client.evaluate(Query(text, bindings="application/sparql-results+xml"))
    answer = client.evaluate(Query(text))
    assert len(json.loads(answer.read())["results"]["bindings"][0]["x"]["value"]) == 3


def test_rdf_xml_never_names_a_property_without_a_name(client):
    with pytest.raises(refusals.NotExpressible):
        client.evaluate(Query("CONSTRUCT { <http://x.org/> <http://x.org/1> 1 } { }", graph="application/rdf+xml"))


def test_carriage_returns_survive_xml(client):
    answer = client.evaluate(Query('SELECT ("a\\r\\nb" AS ?x) { }', bindings="application/sparql-results+xml"))
    assert b"a&#xD;\nb" in answer.read()


def test_long_texts_and_long_results_arrive_whole(client):
    text = "SELECT ?s ?o { ?s <http://example.org/label> ?o } ORDER BY ?s #" + "x" * 200_000
    answer = client.evaluate(Query(text, bindings="text/csv"))
    rows = list(csv.reader(io.StringIO(answer.read().decode())))
    assert len(rows) == 5001 and answer.file is not None and answer.size == len(answer.read())


def test_a_result_past_the_cap_is_refused(client):
    with pytest.raises(refusals.ResultLimit):
        client.evaluate(Query("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"))
