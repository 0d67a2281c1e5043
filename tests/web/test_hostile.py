"""Hostile names in the data, and hostile requests: nothing runs, nothing leads astray, nothing is a 500."""

import random
import re
from urllib.parse import quote

import pytest
from tests.web.conftest import BASE, ODD_KEY
from tests.web.page import Page

from unmandates.text.words import languages
from unmandates.web.things.links import href, outside

_PAYLOADS = ("alert(", "onerror", "onmouseover", "msgbox")


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    "path", ["body/hostile", "body/council", "actors", "search?q=%3Cscript%3E", "search?q=alert", "about", "ontology"]
)
def test_hostile_names_are_only_text(client, language, path):
    page = Page(client.get(f"/{language}/{path}").get_data(as_text=True))
    for tag, attributes in page.tags:
        assert tag not in ("iframe", "img"), (tag, attributes)
        assert tag != "script" or attributes == {"type": "application/ld+json"}, attributes
        assert tag != "svg" or attributes.get("class") == "picture"
        assert not any(name.startswith("on") for name in attributes)
        for name in ("href", "src", "action"):
            if attributes.get(name):
                assert re.match(r"(https?://|/|#)", attributes[name]), attributes


def test_a_query_string_is_only_text(client):
    page = Page(client.get('/en/search?q="><script>alert(1)</script>').get_data(as_text=True))
    assert not [tag for tag, _ in page.tags if tag == "script"]
    page = Page(
        client.get("/sparql?query=</textarea><script>alert(1)</script>", headers={"Accept": "text/html"}).get_data(
            as_text=True
        )
    )
    assert not [tag for tag, _ in page.tags if tag == "script"]


@pytest.mark.parametrize(
    "iri", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "https:alert(1)", "http://",
            "http://a/\n", "http://a/<b>", "//evil.example", "file:///etc/passwd", "http://[broken"]
)  # fmt: skip
def test_dangerous_iris_are_never_links(iri):
    assert outside(iri) is None
    assert href(iri, "en") is None


def test_odd_keys_have_pages_and_data(client):
    path = "/" + quote(f"body/{ODD_KEY}", safe="/")
    response = client.get("/en" + path)
    assert response.status_code == 200
    assert client.get(f"/data{path}.ttl").status_code == 200
    location = client.get("/id" + path, headers={"Accept": "text/turtle"}).headers["Location"]
    assert client.get(location).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "example.org@evil.example", "a b", "[::1", "'\"><x>"]
)
def test_a_host_is_never_believed(client, host):
    for path in ("/", "/id/body/council", "/en/body/council", "/sitemap.xml", "/en/opensearch.xml", "/.well-known/void",
                 "/data/body/council.jsonld", "/ontology"):  # fmt: skip
        headers = {
            "Host": host,
            "X-Forwarded-Host": "evil.example",
            "X-Forwarded-Proto": "gopher",
            "Forwarded": "host=evil.example",
        }
        response = client.get(path, headers=headers)
        assert response.status_code in (200, 302, 303, 400)
        assert b"evil.example" not in response.get_data()
        assert "evil" not in str(response.headers)


def test_absolute_addresses_come_from_the_settings(client):
    assert BASE + "/en/body/council" in client.get("/sitemap.xml").get_data(as_text=True)
    assert BASE in client.get("/en/opensearch.xml").get_data(as_text=True)


def _names() -> list[str]:
    """Return names that servers have stumbled over, and random ones, the same in every run."""
    dice = random.Random(20261122)
    known = [
        "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/x", "//evil.example", "/evil.example", "\\evil.example",
        "%5c%5cevil.example", "x%0d%0aSet-Cookie:a=b", "x%0aLocation:%20https://evil.example", "%00", "%ff", "%c0%ae",
        "https://evil.example", "http:%2f%2fevil.example", "body/%E2%80%AE", "body/" + "a" * 5000, "body/<script>",
        "body/council%3F", "body/council#x", "body/council;x", "body/council/../../en/", ".", "..", "body", "body/",
        "body//council", "body/council/", "body/council.ttl.ttl", "body/council.%74tl", "body/{{7*7}}", "body/'\"`",
    ]  # fmt: skip
    letters = "abcZ09-._~/%?#[]@!$&'()*+,;=:\\\"<>^`{|} \u202e\u0627é\x01"
    return known + ["".join(dice.choices(letters, k=dice.randint(1, 40))) for _ in range(120)]


def test_no_name_breaks_a_page_or_a_redirect(client):
    for name in _names():
        for prefix in ("/id/", "/data/", "/en/", "/graph/", "/en/body/", "/ontology/", "/dump/"):
            response = client.get(prefix + quote(name, safe="/%?#&=;:@!$'()*+,~"))
            assert response.status_code in (200, 301, 302, 303, 308, 400, 404, 405, 406), (prefix, name)
            response.close()
            location = response.headers.get("Location")
            if location:
                mended = response.status_code in (301, 308) and location.startswith(prefix.rstrip("/"))
                assert mended or re.match(r"/(en|ar|data)/", location) or location.startswith("/en"), (name, location)
                assert "\n" not in location and "\r" not in location and not location.startswith("//")


def test_no_header_breaks_a_page(client):
    for value in (
        "\u00ff" * 200,
        "text/html;q=",
        "text/html;q=9",
        ",,,",
        ";q=1",
        "*",
        "a/b;q=0.1234",
        "x" * 8000,
        "en\u00e9",
    ):
        for name in (
            "Accept",
            "Accept-Language",
            "Accept-Encoding",
            "If-None-Match",
            "Cookie",
            "Range",
            "If-Modified-Since",
        ):
            for path in (
                "/id/body/council",
                "/en/body/council",
                "/data/body/council.ttl",
                "/en/mandates",
                "/dump/unmandates.nq",
            ):
                response = client.get(path, headers={name: value})
                assert response.status_code < 500, (name, value, path)
                response.close()
