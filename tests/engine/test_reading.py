"""Reading a query's text: words inside strings, comments and IRIs are no keywords."""

import pytest

from unmandates.engine.reading import expand, read
from unmandates.engine.refusals import ServiceForbidden, TooDeep, UpdateRefused

PREFIXES = {"e": "http://example.org/"}


@pytest.mark.parametrize(
    ("text", "default", "named"),
    [
        ("SELECT * FROM <http://example.org/g> { }", ["http://example.org/g"], []),
        ("SELECT * FROM e:g FROM NAMED e:h { }", ["http://example.org/g"], ["http://example.org/h"]),
        ("BASE <http://b.org/> SELECT * FROM <g> { }", ["http://b.org/g"], []),
        ("PREFIX x: <http://x.org/> SELECT * FROM x:g { }", ["http://x.org/g"], []),
        ("PREFIX : <http://x.org/> ASK FROM :a\\-b { }", ["http://x.org/a-b"], []),
        ("SELECT * FROM <http://example.org/\\u0067> { }", ["http://example.org/g"], []),
        ("# FROM <http://no.org/>\nSELECT * { ?s ?p 'FROM <http://no.org/>' }", [], []),
        ('SELECT * { ?s ?p """a " FROM <http://no.org/> """ }', [], []),
        ("SELECT ?from { ?from <http://x.org/FROM> ?o }", [], []),
        ("CONSTRUCT { ?s ?p ?o } FROM e:g WHERE { ?s ?p ?o }", ["http://example.org/g"], []),
        ("select (exists { ?s ?p ?o } as ?x) from named e:g { }", [], ["http://example.org/g"]),
        ("SELECT * { FILTER(?a < 1 && 'FROM' > ?from) }", [], []),
    ],
)
def test_dataset_clauses(text, default, named):
    reading = read(text, PREFIXES, None, 256)
    assert (reading.default_graphs, reading.named_graphs) == (default, named)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } }",
        "SELECT * { SERVICE ?where { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://x.org/> { ?a ?b '}' } SERVICE <http://x.org/> { } }",
        "PREFIX s: <http://x.org/> SELECT * { service s: { ?s ?p ?o } }",
        "SELECT * { ?s ?p '}' . #\n SERVICE\n<http://x.org/> { } }",
    ],
)
def test_service_is_refused(text):
    with pytest.raises(ServiceForbidden):
        read(text, PREFIXES, None, 256)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE SILENT ?where { ?s ?p ?o } }",
        "SELECT * { service silent <http://x.org/> { ?s ?p ?o . SERVICE <http://y.org/> { ?s ?p ?o } } }",
        "SELECT * { ?s ?p ?o SERVICE SILENT e:s { { ?s ?p ?o } UNION { SERVICE ?x { } } } }",
    ],
)
def test_a_silent_service_is_left_unasked(text):
    reading = read(text, PREFIXES, None, 256)
    assert [(service.endpoint, service.silent) for service in reading.services] == [(None, True)]
    assert "line 1" in reading.hint


def test_service_as_a_word_elsewhere_is_no_service():
    read("SELECT ?service { ?service <http://x.org/SERVICE> 'SERVICE <x>' } # SERVICE <x>", PREFIXES, None, 256)


@pytest.mark.parametrize(
    "text", ["INSERT DATA { }", "PREFIX e: <http://e.org/> delete where { }", "LOAD <http://x.org/>"]
)
def test_updates_are_refused(text):
    with pytest.raises(UpdateRefused):
        read(text, PREFIXES, None, 256)


def test_nesting_is_measured_outside_strings():
    read(f"SELECT * {{ ?s ?p '{'(' * 500}' }}", PREFIXES, None, 256)
    with pytest.raises(TooDeep) as refused:
        read("SELECT\n" + "(" * 300, PREFIXES, None, 256)
    assert (refused.value.line, refused.value.column) == (2, 257)


def test_collections_are_expanded_once():
    assert expand(["c", "a", "x"], {"c": ["a", "b"]}) == ["a", "b", "x"]
