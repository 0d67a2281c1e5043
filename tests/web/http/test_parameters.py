"""What a page does not read makes no other page: it is made once, and nothing of it stands on the page."""

import pytest

from unmandates.web.things.site import Site

PAGES = [
    "/en/", "/ar/about", "/en/ontology", "/en/ontology/Mandate", "/en/shapes", "/en/problems", "/en/releases",
    "/en/body/council", "/en/document/T-RES-1-1/op/1/a", "/en/documents", "/en/mandates?year=2021",
    "/en/search?q=council", "/en/report?about=x", "/en/due.ics", "/en/documents.csv", "/lookup.csv",
    "/data/body/council.ttl", "/sitemap.xml", "/ontology.ttl", "/shape.ttl", "/context.jsonld", "/openapi.json",
    "/.well-known/void?format=ttl",
]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_what_is_not_read_makes_no_other_page(client, app, address):
    plain = client.get(address)
    assert plain.status_code == 200
    where: Site = app.extensions["unmandates"]
    made = len(where.pages)
    sent = address + ("&" if "?" in address else "?") + "nonsense=forged&nonsense=again&%5B=1"
    again = client.get(sent)
    assert (again.status_code, again.data) == (200, plain.data)
    assert again.headers["ETag"] == plain.headers["ETag"] and again.headers.get("Link") == plain.headers.get("Link")
    assert b"forged" not in again.data and "forged" not in str(again.headers)
    assert len(where.pages) == made


@pytest.mark.parametrize(("address", "other"), [("/en/mandates", "year=2021"), ("/en/search", "q=council")])
def test_what_is_read_makes_another(client, address, other):
    assert client.get(address).data != client.get(f"{address}?{other}").data
