"""Each page has one address, which it tells, and is told of in every language; the map of the site holds all pages."""

import re
from html import unescape
from urllib.parse import quote, unquote

import pytest
from tests.web.conftest import BASE
from tests.web.page import Page

from unmandates.text.words import languages
from unmandates.web.lists.list import lists

#: What is asked for below a language, and the address that the page has there.
PAGES = [
    ("", ""),
    ("?x=1", ""),
    ("about", "about"),
    ("about?nonsense=1", "about"),
    ("releases", "releases"),
    ("problems", "problems"),
    ("ontology", "ontology"),
    ("ontology/Mandate", "ontology/Mandate"),
    ("shapes", "shapes"),
    ("shapes/Body", "shapes/Body"),
    ("shapes/hygiene", "shapes/hygiene"),
    ("report?about=x", "report?about=x"),
    ("search?q=council&x=1", "search?q=council"),
    ("body/council", "body/council"),
    ("body/council?x=1", "body/council"),
    ("document/T-RES-1-1/op/1/a", "document/T-RES-1-1/op/1/a"),
    *((name, name) for name in lists()),
    ("mandates?year=2021&document=document/T-RES-1-1&x=1", "mandates?document=document/T-RES-1-1&year=2021"),
    ("mandates?document=document/T-RES-1-1&year=2021", "mandates?document=document/T-RES-1-1&year=2021"),
    ("mandates?year=&document=", "mandates"),
    ("actors?kind=bodies", "actors?kind=bodies"),
]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("asked", "page"), PAGES)
def test_a_page_tells_its_address_in_every_language(client, language, asked, page):
    answer = client.get(f"/{language}/{asked}", headers={"Host": "evil.example"})
    assert answer.status_code == 200
    links = [found for tag, found in Page(answer.get_data(as_text=True)).tags if tag == "link"]
    assert [one["href"] for one in links if one["rel"] == "canonical"] == [f"{BASE}/{language}/{page}"]
    alternates = {one["hreflang"]: one["href"] for one in links if one["rel"] == "alternate" and "hreflang" in one}
    assert alternates == {code: f"{BASE}/{code}/{page}" for code in languages()}
    header = answer.headers["Link"]
    assert re.findall(r'<([^>]*)>; rel="canonical"', header) == [f"{BASE}/{language}/{page}"]
    others = dict(map(reversed, re.findall(r'<([^>]*)>; rel="alternate"; type="text/html"; hreflang="(\w+)"', header)))
    assert {code: address.removeprefix(BASE) for code, address in others.items()} == {
        code: f"/{code}/{page}" for code in languages() if code != language
    }


@pytest.mark.parametrize("asked", ["/en/nothing", "/en/body/nobody", "/xx/", "/en/mandates?year=many"])
def test_what_is_no_page_has_no_address(client, asked):
    answer = client.get(asked, headers={"Accept": "text/html"})
    assert answer.status_code >= 400
    assert "canonical" not in answer.headers.get("Link", "") and 'rel="canonical"' not in answer.get_data(as_text=True)


def test_the_map_holds_every_page_that_a_page_leads_to(client):
    """Crawled from the start pages: what is a page without parameters and no part of a thing stands in the map."""
    text = client.get("/sitemap.xml").get_data(as_text=True)
    mapped = {unquote(unescape(address)) for address in re.findall(rf"<loc>{BASE}([^<]*)</loc>", text)}
    pages = set()
    left, seen = [f"/{language}/" for language in languages()], set()
    while left:
        address = left.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address)
        if answer.mimetype == "text/html" and answer.status_code == 200:
            links = (link.partition("#")[0] for link in Page(answer.get_data(as_text=True)).links)
            own = tuple(f"/{language}/" for language in languages())
            left += [link for link in links if link.startswith(own) and "?" not in link and link.count("/") < 4]
            pages.add(unquote(address))
    unmapped = {f"/{language}/{name}" for language in languages() for name in ("search", "report")}
    assert not pages - mapped - unmapped
    assert len(pages) > 100
    for address in mapped:
        assert client.get(quote(address, safe="/:@!$&'()*+,;=-._~")).status_code == 200, address
