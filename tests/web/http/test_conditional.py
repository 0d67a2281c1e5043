"""What a client has already is not sent again: by the tag of what it holds, or else by its date (RFC 9110, 13)."""

import os
from datetime import UTC, datetime, time, timedelta

import pytest
from flask import Request, Response
from werkzeug.http import http_date

from unmandates.clock import today
from unmandates.web.http.conditional import held, unchanged, unless_held, without_body

#: An address of each kind that has a date.
DATED = (
    "/en/", "/ar/", "/en/body/council", "/en/document/T-RES-1-1/op/1/a", "/en/mandates", "/en/mandates?year=2021",
    "/en/mandates.csv", "/en/about", "/en/releases", "/en/imports", "/en/ontology",
    "/en/ontology/changes", "/en/ontology/guide", "/en/shapes", "/en/shapes/Body",
    "/en/ontology/Mandate", "/en/search?q=council",
    "/en/report?about=x", "/data/body/council.ttl", "/data/body/council.jsonld", "/linkset/body/council",
    "/ontology.ttl", "/ontology/0.1.0.ttl", "/shape.ttl", "/context.jsonld", "/sitemap.xml", "/lookup.csv",
    "/sitemap/1.xml",
    "/.well-known/void", "/.well-known/sparql-examples", "/.well-known/api-catalog", "/openapi.json",
    "/en/releases.atom", "/en/due.ics", "/en/opensearch.xml", "/en/body/council.bib",
    "/en/problems", "/problem/malformed.ttl", "/example/stubs.ttl", "/dump/unmandates.nq",
    "/dump/manifest.json", "/en/ontology/guide", "/en/ontology/changes",
    "/standard/1.0", "/standard/1.0/context.jsonld", "/standard/1.0/shapes.ttl",
)  # fmt: skip
MADE = datetime(2026, 1, 1, tzinfo=UTC)
#: What tells the status of the day has changed with the day.
TODAY = datetime.combine(today(), time(), UTC)
OTHER = '"other"'

#: What is sent (`{tag}` and `{date}` are those of the last answer), and whether the client has it already.
SENT = [
    ({"If-Modified-Since": "{date}"}, True),
    ({"If-Modified-Since": http_date(TODAY + timedelta(days=1))}, True),
    ({"If-Modified-Since": http_date(MADE - timedelta(seconds=1))}, False),
    ({"If-Modified-Since": "yesterday"}, False),
    ({"If-Modified-Since": ""}, False),
    ({"If-Modified-Since": "Sat, 99 Foo 9999"}, False),
    ({"If-Modified-Since": f"{TODAY:%A, %d-%b-%y} 00:00:00 GMT"}, True),  # as RFC 850 has it, which is read too
    ({"If-None-Match": "{tag}"}, True),
    ({"If-None-Match": "W/{tag}"}, True),
    ({"If-None-Match": "*"}, True),
    ({"If-None-Match": f"{OTHER}, {{tag}}"}, True),
    ({"If-None-Match": OTHER}, False),
    ({"If-None-Match": OTHER, "If-Modified-Since": "{date}"}, False),
    ({"If-None-Match": "{tag}", "If-Modified-Since": http_date(MADE - timedelta(days=9))}, True),
]


@pytest.mark.parametrize("address", DATED)
def test_what_has_a_date_is_asked_for_by_it(client, address):
    with client.get(address) as first:
        tag, date = first.headers["ETag"], first.headers["Last-Modified"]
        assert first.status_code == 200 and tag.startswith('"')
        assert first.last_modified == (MADE if address.startswith("/dump/") else TODAY)
    for method in ("GET", "HEAD"):
        for headers, known in SENT:
            sent = {name: value.format(tag=tag, date=date) for name, value in headers.items()}
            with client.open(address, method=method, headers=sent) as answer:
                assert (answer.status_code == 304) == known, sent
                assert answer.headers["ETag"] == tag
                assert answer.get_data() == b"" or not known


def test_every_page_and_file_that_has_a_date_is_in_the_table(app):
    """A route that is not in the table has no date, or another of its kind is there."""
    adapter = app.url_map.bind("example.org")
    tried = {adapter.match(address.partition("?")[0])[0] for address in DATED}
    undated = {
        "doors.start", "doors.named", "dereference.beginning", "dereference.thing", "dereference.graph",
        "lookup.lookup", "releases.one", "releases.difference", "shapes.dereference", "ontology.ontology",
        "questions.example", "named.catalogue", "named.problem_type", "questions.in_language", "discovery.health",
        "discovery.icon", "discovery.robots", "discovery.dataset", "static", "sparql.door", "sparql.page",
        "language.switch", "standard.latest", "standard.named_shapes",
    }  # fmt: skip
    left = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods} - tried
    assert left <= undated, left - undated


def test_a_copy_of_a_release_is_as_old_as_the_release(client, app):
    folder = app.extensions["unmandates"].data.release.folder
    for name in ("unmandates.nq", "manifest.json"):
        os.utime(folder / name)
        with client.get(f"/dump/{name}") as answer:
            assert answer.last_modified == MADE


@pytest.mark.parametrize("address", ["/en/body/council", "/dump/manifest.json", "/dump/unmandates.nq"])
def test_304_has_no_headers_of_a_body_and_comes_before_parts(client, address):
    with client.get(address) as first:
        tag = first.headers["ETag"]
    sent = {"If-None-Match": tag, "Range": "bytes=0-3", "Accept-Encoding": "identity"}
    with client.get(address, headers=sent) as answer:
        assert answer.status_code == 304 and not answer.get_data()
        assert not {"Content-Type", "Content-Length", "Content-Encoding"} & {*answer.headers.keys()}


@pytest.mark.parametrize(
    ("header", "expected"),
    [("", False), ('"x"', True), ('W/"x", "y"', True), ("*", True), ('"xy"', False), ("x", False)],
)
def test_a_tag_is_held_by_who_names_it(header, expected):
    assert unchanged({"HTTP_IF_NONE_MATCH": header}, "x", None) is expected
    assert not unchanged({"HTTP_IF_NONE_MATCH": header}, None, None)


def test_only_reading_is_answered_by_304():
    sent = {"HTTP_IF_NONE_MATCH": '"a"'}
    for method, status in (("GET", 304), ("HEAD", 304), ("POST", 200)):
        response = Response(b"body")
        response.set_etag("a")
        asked = Request({"REQUEST_METHOD": method, **sent})
        assert unless_held(asked, response).status_code == status
        assert held(asked, "a") == ("a" if status == 304 else None)


def test_headers_of_an_answer_without_its_body():
    headers = [("Content-Type", "text/html"), ("ETag", '"a"'), ("content-length", "4"), ("Vary", "Accept")]
    assert without_body(headers) == [("ETag", '"a"'), ("Vary", "Accept")]
