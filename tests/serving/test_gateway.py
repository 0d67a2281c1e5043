"""What stands between the web server and the application: requests as they come over the wire, and kept answers."""

import hashlib
import socket
import time
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from tests.serving.live import fetch, service
from tests.serving.releases import small_release

from unmandates.serving.wsgi import headers_of
from unmandates.web.endpoint.hints import Vocabulary, nearest_terms
from unmandates.web.http.negotiation import accepts_gzip, choose


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    return small_release(tmp_path_factory.mktemp("release"), 1)


@pytest.fixture(scope="module")
def server(release):
    with service("release", release.folder, log=release.folder.parent / "log") as base:
        yield base


def raw(base: str, target: bytes, *headers: bytes) -> bytes:
    """Return the answer, head and body, to a request of just these bytes."""
    parts = urlsplit(base)
    with socket.create_connection((parts.hostname, parts.port), 30) as connection:
        lines = [b"GET " + target + b" HTTP/1.1", b"Host: " + parts.netloc.encode(), *headers, b"Connection: close"]
        connection.sendall(b"\r\n".join(lines) + b"\r\n\r\n")
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    return answer


@pytest.mark.parametrize(
    "target, told",
    [
        ("/en/search?q=مجلس", 'value="مجلس"'),
        ("/ar/search?q=%D9%85", 'value="م"'),
        ("/sparql?query=ASK{FILTER(STRLEN('é')=1)}", '"boolean":true'),
        ("/sparql?query=ASK%7BFILTER(STRLEN('é')=2)%7D", '"boolean":false'),
    ],
)
def test_text_that_is_not_encoded_is_understood(server, target, told):
    head, _, body = raw(server, target.encode()).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200") and told in body.decode()


def test_several_headers_of_one_name_are_one(server):
    target = b"/sparql?query=ASK%7B%7D"
    xml, csv = b"Accept: application/sparql-results+xml;q=0.5", b"Accept: text/csv"
    for _ in range(2):
        assert b"text/csv" in raw(server, target, xml, csv)
        assert b"sparql-results+xml" in raw(server, target, xml)
        assert b"text/csv" in raw(server, target, csv)


def test_a_language_that_was_chosen_leads_each_time(server):
    for _ in range(3):
        for cookie, language in ((None, b"en"), (b"ar", b"ar")):
            sent = [b"Accept: text/html", b"Accept-Language: en"] + ([b"Cookie: language=" + cookie] if cookie else [])
            answer = raw(server, b"/sparql?query=ASK%7B%7D", *sent).lower()
            assert answer.startswith(b"http/1.1 303") and b"location: /" + language + b"/sparql?query=ask" in answer


def test_a_page_that_has_not_changed_names_its_place(server):
    _, headers, _ = fetch(server + "/data/body/general-assembly.ttl")
    known = b"If-None-Match: " + headers["ETag"].encode()
    for _ in range(2):
        answer = raw(server, b"/data/body/general-assembly.ttl", known)
        assert answer.startswith(b"HTTP/1.1 304")
        assert b"\r\ncontent-type:" not in answer.lower()


def test_a_dump_comes_whole_and_in_parts(server, release):
    name = next(name for name in release.files if name.endswith(".nq"))
    for _ in range(2):
        _, headers, body = fetch(f"{server}/dump/{name}")
        assert hashlib.sha256(body).hexdigest() == release.files[name]["sha256"]
        assert int(headers["Content-Length"]) == len(body)
    status, headers, part = fetch(f"{server}/dump/{name}", Range="bytes=10-19")
    assert (status, part) == (206, body[10:20])


def test_names_with_an_underscore_pass_for_no_other():
    given = [("x-forwarded-for", "10.0.0.1"), ("X_Forwarded_For", "10.0.0.2"), ("accept", "a"), ("accept", "b")]
    scope = SimpleNamespace(headers=SimpleNamespace(items=lambda: given))
    assert headers_of(scope) == {"HTTP_X_FORWARDED_FOR": "10.0.0.1", "HTTP_ACCEPT": "a, b"}


@pytest.mark.parametrize("header", ["," * 400_000, '"' * 100_001, 'a;b=",",' * 50_000, "a;q=" * 100_000])
def test_long_headers_cost_nothing(header):
    started = time.perf_counter()
    choose(header, ("text/html", "text/csv"))
    accepts_gzip(header)
    assert time.perf_counter() - started < 1


def test_hints_are_few():
    vocabulary = Vocabulary(frozenset(f"term{number}" for number in range(500)))
    text = "SELECT * { " + " ".join(f"?s unm:trem{number} ?o ." for number in range(900)) + " }"
    started = time.perf_counter()
    hint = nearest_terms(text, vocabulary)
    assert hint.count("did you mean") <= 5 and time.perf_counter() - started < 2


def test_a_kept_answer_is_held_by_its_date_too(server):
    _, headers, _ = fetch(server + "/en/body/general-assembly")
    for _ in range(2):
        head = raw(server, b"/en/body/general-assembly", b"If-Modified-Since: " + headers["Last-Modified"].encode())
        assert head.startswith(b"HTTP/1.1 304") and b"\r\ncontent-type:" not in head.lower()
