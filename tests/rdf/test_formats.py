"""The table of formats: one name means one format, wherever it is given."""

import re

import pyoxigraph as ox
import pytest

from unmandates.rdf import formats
from unmandates.rdf.formats import (
    CSV,
    EVERY,
    GRAPHS,
    HTML,
    JSON_LD,
    N3,
    N_QUADS,
    N_TRIPLES,
    RDF_XML,
    RESULTS_JSON,
    RESULTS_XML,
    ROWS,
    TRIG,
    TSV,
    TURTLE,
    find,
    find_last,
    of_file,
    of_suffix,
)

#: A name as clients write it, and the formats of rows and of graphs that it means (None: none).
NAMES = [
    ("json", RESULTS_JSON, JSON_LD), ("JSON", RESULTS_JSON, JSON_LD), ("application/json", RESULTS_JSON, JSON_LD),
    ("xml", RESULTS_XML, RDF_XML), ("XML", RESULTS_XML, RDF_XML), ("text/xml", RESULTS_XML, RDF_XML),
    ("application/xml", RESULTS_XML, RDF_XML), ("csv", CSV, None), ("CSV", CSV, None), ("text/csv", CSV, None),
    ("tsv", TSV, None), ("text/tab-separated-values", TSV, None), ("srj", RESULTS_JSON, None),
    ("srx", RESULTS_XML, None), ("application/sparql-results+json", RESULTS_JSON, None),
    ("application/sparql-results json", RESULTS_JSON, None), ("application/sparql-results+xml", RESULTS_XML, None),
    ("sparql-results+json", RESULTS_JSON, None), ("Application/SPARQL-Results+JSON", RESULTS_JSON, None),
    ("ttl", None, TURTLE), ("TTL", None, TURTLE), ("Turtle", None, TURTLE), ("text/turtle", None, TURTLE),
    ("text/turtle;charset=utf-8", None, TURTLE), ("application/x-turtle", None, TURTLE),
    ("application/turtle", None, TURTLE), ("n3", None, N3), ("N3", None, N3), ("text/n3", None, N3),
    ("text/rdf+n3", None, N3), ("text/rdf n3", None, N3), ("jsonld", None, JSON_LD), ("json-ld", None, JSON_LD),
    ("JSON-LD", None, JSON_LD), ("application/ld+json", None, JSON_LD), ("application/ld json", None, JSON_LD),
    ("application/x-json+ld", None, JSON_LD), ("rdf", None, RDF_XML), ("rdfxml", None, RDF_XML),
    ("rdf+xml", None, RDF_XML), ("rdf xml", None, RDF_XML), ("RDF/XML", None, RDF_XML), ("rdf-xml", None, RDF_XML),
    ("application/rdf+xml", None, RDF_XML), ("nt", None, N_TRIPLES), ("ntriples", None, N_TRIPLES),
    ("n-triples", None, N_TRIPLES), ("N_TRIPLES", None, N_TRIPLES), ("text/plain", None, N_TRIPLES),
    ("trig", None, TRIG), ("application/trig", None, TRIG), ("nq", None, N_QUADS), ("nquads", None, N_QUADS),
    ("n-quads", None, N_QUADS), ("docx", None, None), ("", None, None), (" ", None, None), ("+", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rows", "graph"), NAMES)
def test_what_a_name_means(name, rows, graph):
    assert (find(name, ROWS), find(name, GRAPHS)) == (rows, graph)


@pytest.mark.parametrize(
    ("names", "expected"),
    [(("ttl", "nt"), (N_TRIPLES, "nt")), (("ttl", "docx"), (TURTLE, "ttl")), (("docx",), (None, "")), ((), (None, ""))],
)
def test_the_last_known_of_several_counts(names, expected):
    assert find_last(names, GRAPHS) == expected


@pytest.mark.parametrize("offered", [ROWS, GRAPHS, (HTML, *GRAPHS)])
def test_every_name_means_one_format(offered):
    for form in offered:
        for name in (form.suffix, form.media_type, form.name):
            assert [other for other in offered if other.is_called(formats.fold(name))] == [form], name
        for name in (*form.types, *form.names, *form.suffixes):
            assert find(name, offered) is form, name


def test_every_row_is_whole():
    for form in EVERY:
        assert re.fullmatch(r"[a-z0-9]+", form.suffix) and "/" in form.media_type and form.name
        assert not form.media_type.startswith("text/") or "; charset=utf-8" in form.content_type
    for form in GRAPHS:
        kind = getattr(ox.RdfFormat, form.serializer)
        assert form is N3 or kind.media_type == form.media_type
    for form in ROWS:
        assert getattr(ox.QueryResultsFormat, form.serializer).media_type.partition(";")[0] == form.media_type
    assert all(form.iri.startswith("http://www.w3.org/ns/formats/") for form in (*GRAPHS, *ROWS))


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        ("ttl", TURTLE),
        ("json", JSON_LD),
        ("xml", RDF_XML),
        ("owl", RDF_XML),
        ("n3", N3),
        ("TTL", TURTLE),
        ("", None),
        ("pdf", None),
    ],
)
def test_suffixes(suffix, expected):
    assert of_suffix(suffix, GRAPHS) is expected


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("unmandates.nq", "application/n-quads"), ("a.ttl", "text/turtle"), ("manifest.json", "application/json"),
     ("findings.csv", "text/csv"), ("x.rdf", "application/rdf+xml")],
)  # fmt: skip
def test_files_of_a_release(name, media_type):
    assert of_file(name).media_type == media_type
    assert of_file("store.bin") is None
