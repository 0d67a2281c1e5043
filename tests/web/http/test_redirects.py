"""Addresses that lead elsewhere: each thing has one address, and what is nearly that leads there and nowhere else."""

import re
from urllib.parse import unquote_to_bytes

import pytest
from flask import Response
from tests.web.conftest import BASE
from werkzeug.test import EnvironBuilder, run_wsgi_app

from unmandates.text.words import languages
from unmandates.web.discovery.without_language import NAMES
from unmandates.web.http.redirects import proper

#: What is asked for, and the address that it leads to for good.
NEARLY = [
    ("/en", "/en/"),
    ("/ar", "/ar/"),
    ("/en?x=1", "/en/?x=1"),
    ("//en", "/en/"),
    ("/en//", "/en/"),
    ("/en/about/", "/en/about"),
    ("/ar/documents/", "/ar/documents"),
    ("/en/mandates/?verb=scheme/verb/request&year=2021", "/en/mandates?verb=scheme/verb/request&year=2021"),
    ("/en/body/council/", "/en/body/council"),
    ("/en/document/T-75-L.93/", "/en/document/T-75-L.93"),
    ("/en//body/council", "/en/body/council"),
    ("/id/body/council/", "/id/body/council"),
    ("/id/document/T-RES-1-1/op/1//", "/id/document/T-RES-1-1/op/1"),
    ("/graph/body/council/", "/graph/body/council"),
    ("/data/body/council.ttl/", "/data/body/council.ttl"),
    ("/linkset/body/council/", "/linkset/body/council"),
    ("/ontology/", "/ontology"),
    ("/shape/", "/shape"),
    ("/releases/", "/releases"),
    ("/sparql/", "/sparql"),
    ("/sparql/?query=ASK%20%7B%7D", "/sparql?query=ASK%20%7B%7D"),
    ("/lookup/?iri=T/RES/1/1", "/lookup?iri=T/RES/1/1"),
    ("/.well-known/void/", "/.well-known/void"),
    ("/dump/manifest.json/", "/dump/manifest.json"),
    ("/en/body/%D9%85/", "/en/body/%D9%85"),
    ("//evil.example//x", "/evil.example/x"),
    ("/id//%5Cevil.example/", "/id/%5Cevil.example"),
    ("/en/?/", None),
    ("/en/", None),
    ("/", None),
]


def ask(client, address: str, method: str, headers: dict[str, str]) -> Response:
    """Return the answer to an address as it stands on the wire; the client's own ways would read `//en` as a server."""
    path, _, query = address.partition("?")
    environ = EnvironBuilder(method=method, base_url=BASE, headers=headers).get_environ()
    environ |= {"PATH_INFO": unquote_to_bytes(path).decode("latin-1"), "QUERY_STRING": query}
    return Response(*run_wsgi_app(client.application, environ, buffered=True))


@pytest.mark.parametrize(("asked", "proper_address"), NEARLY)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_an_address_that_is_nearly_right_leads_to_the_right_one(client, asked, proper_address, method):
    for accept in ("text/html", "text/turtle", "image/png"):
        answer = ask(client, asked, method, {"Accept": accept, "Host": "evil.example"})
        if proper_address is None:
            assert answer.status_code not in (301, 308)
            continue
        assert answer.status_code == (301 if method in ("GET", "HEAD") else 308)
        assert answer.headers["Location"] == proper_address
        assert "Vary" not in answer.headers  # it depends on nothing but the address
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_right_address_is_right():
    for _, address in NEARLY:
        if address:
            path = address.partition("?")[0]
            assert proper(path) == path


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", languages())
def test_what_every_language_has_is_found_without_one(client, name, language):
    answer = client.get(f"/{name}?about=x%20%D9%85", headers={"Accept-Language": language})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/{language}/{name}?about=x%20%D9%85")
    assert {"Accept-Language", "Cookie"} <= set(answer.headers["Vary"].split(", "))
    assert client.get(f"/{language}/{name}").status_code == 200


#: Redirects of every kind, what they are chosen by, and headers of a request.
VARY = [
    ("/", {}, {"Accept-Language", "Cookie"}),
    ("/id/body/council", {}, {"Accept", "Accept-Language", "Cookie"}),
    ("/id/body/council", {"Accept": "text/turtle"}, {"Accept", "Accept-Language", "Cookie"}),
    ("/graph/body/council", {}, {"Accept", "Accept-Language", "Cookie"}),
    ("/ontology", {"Accept": "text/html"}, {"Accept", "Accept-Language", "Cookie"}),
    ("/ontology.html", {}, {"Accept-Language", "Cookie"}),
    ("/shape", {"Accept": "text/html"}, {"Accept", "Accept-Language", "Cookie"}),
    ("/shapes", {"Accept": "text/html"}, {"Accept", "Accept-Language", "Cookie"}),
    ("/releases/2026-01-01-test", {}, {"Accept-Language", "Cookie"}),
    ("/lookup?iri=T/RES/1/1", {"Accept": "text/html"}, {"Accept", "Accept-Language", "Cookie"}),
    ("/en/body/council?format=ttl", {}, {"Accept"}),
    ("/data/body/council", {}, {"Accept", "Accept-Language", "Cookie"}),
]


@pytest.mark.parametrize(("asked", "headers", "varies"), VARY)
def test_a_redirect_varies_by_what_it_is_chosen_by(client, asked, headers, varies):
    answer = client.get(asked, headers=headers | {"Host": "evil.example"})
    assert answer.status_code in (302, 303)
    assert set(answer.headers["Vary"].split(", ")) == varies
    assert answer.headers["Location"].startswith("/") and not answer.headers["Location"].startswith("//")


@pytest.mark.parametrize("asked", ["//evil.example/", "/%5Cevil.example/", "/%2F%2Fevil.example", "/en//%5Cx/"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_address_leads_away(client, asked, method):
    answer = ask(client, asked, method, {})
    assert answer.status_code in (301, 308, 404)
    assert re.match(r"/[^/\\]", answer.headers.get("Location", "/id"))


def test_no_redirect_names_a_server(real_client):
    for asked in ("/", "/en", "/id/body/unodc", "/dataset", "/due.ics", "/en/search?q=A/RES/75/283 para 2 (a)"):
        answer = real_client.get(asked, headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
        assert answer.status_code in (301, 302, 303) and answer.headers["Location"].startswith("/"), asked
        assert "evil" not in answer.headers["Location"] and BASE not in answer.headers["Location"]
