"""Forms by discovery: a module says all there is to say, and pages, links and descriptions follow."""

import sys
from pathlib import Path

import pytest
from tests.web.conftest import BASE
from tests.web.page import Page

from unmandates.modules import having
from unmandates.rdf.formats import GRAPHS, HTML, fold
from unmandates.text.words import languages
from unmandates.web import forms as package
from unmandates.web.application import create_app
from unmandates.web.frame.form import offers
from unmandates.web.lists.list import lists
from unmandates.web.things.settings import Settings

FORMS = having("FORM", package.__name__)
#: Pages of every sort, things among them, below the language.
PAGES = ("", "about", "releases", "shapes", "ontology", *lists(), "body/council", "document/T-RES-1-1/op/1/a", "search")
TIMELINE = '''"""What happened to a thing, and when."""

from flask import Response, request

from unmandates.rdf.formats import RECORD, Format
from unmandates.web.frame.form import Form

def make(language, path):
    return Response(f"{language} {path} {request.query_string.decode()}", content_type="text/x-timeline")

FORM = Form(
    Format("line", "text/x-timeline", "Timeline", RECORD), "What happened to {page}, and when.", make,
    pages=lambda: ("events",), things=lambda thing: thing.kind == "body", place=PLACE,
)
'''


@pytest.fixture(params=["end", "table", "feed", "citation"])
def with_another(request, tmp_path: Path, monkeypatch, small_release):
    """A client of an application that has found a form made by the test, and the place where pages offer it."""
    (tmp_path / "timeline.py").write_text(TIMELINE.replace("PLACE", repr(request.param)), encoding="utf-8")
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    yield create_app(Settings(base=BASE, release=small_release)).test_client(), request.param
    sys.modules.pop(f"{package.__name__}.timeline")
    del package.timeline


def test_a_form_is_a_module(with_another):
    client, place = with_another
    for path in ("events", "body/council"):
        answer = client.get(f"/en/{path}.line")
        assert (answer.status_code, answer.text) == (200, f"en {path} ")
        assert answer.headers["Content-Type"] == "text/x-timeline"
        assert answer.headers["Content-Location"] == f"/en/{path}.line"
        named = client.get(f"/en/{path}?format=timeline")
        assert (named.data, named.headers["ETag"]) == (answer.data, answer.headers["ETag"])
        page = client.get(f"/en/{path}", headers={"Accept": "text/html"})
        assert f'</en/{path}.line>; rel="alternate"; type="text/x-timeline"' in page.headers["Link"]
        found = Page(page.text)
        offered = [told["href"] for tag, told in found.tags if told.get("type") == "text/x-timeline" and tag != "meta"]
        shown = place != "table" or path == "events"  # the page of a thing has many tables and no one of them is it
        assert not found.faults and offered == [f"/en/{path}.line"] * shown
    for path in ("document/T-RES-1-1", "about", "body/nobody"):
        assert client.get(f"/en/{path}.line").status_code == 404
        assert ".line" not in client.get(f"/en/{path}").text + client.get(f"/en/{path}").headers["Link"]
    assert client.get("/id/body/council", headers={"Accept": "text/x-timeline"}).location == "/en/body/council.line"
    assert client.get("/id/body/council.line").location == "/en/body/council.line"
    assert client.get("/id/document/T-RES-1-1.line").status_code == 404
    assert client.get("/events.line").location == "/en/events.line"
    listed = client.get("/linkset/body/council").get_json()["linkset"]
    assert any(one["href"].endswith("/ar/body/council.line") for told in listed for one in told.get("alternate", ()))
    described = client.get("/openapi.json").get_json()["paths"]
    assert described["/{language}/{kind}/{key}.line"]["get"]["operationId"] == "thingLine"
    for path in ("/id/{kind}/{key}", "/graph/{kind}/{key}"):
        schemas = {one["name"]: one["schema"] for one in described[path]["get"]["parameters"]}
        assert "line" in schemas["format"]["anyOf"][0]["enum"]


def test_a_form_reads_what_its_page_reads(with_another):
    client, _ = with_another
    assert client.get("/en/events.line?day=2021-12-31&x=1").text == "en events day=2021-12-31"
    assert client.get("/en/body/council.line?year=2021&x=1").text == "en body/council year=2021"
    page = client.get("/en/body/council?year=2021&x=1")
    assert "</en/body/council.line?year=2021>" in page.headers["Link"] and "council.bib?" not in page.text
    assert client.post("/en/events.line").status_code == 405
    assert client.head("/en/events.line").status_code == 200


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("path", PAGES)
def test_what_is_offered_is_shown_and_answered(app, client, language, path):
    with app.test_request_context(f"/{language}/"):
        found = offers(path, language)
    page = client.get(f"/{language}/{path}", headers={"Accept": "text/html"})
    links = Page(page.text).links
    assert bool(found) == (path != "search")
    for one in found:
        assert links.count(one.address) == 1 and one.name in page.text
        answer = client.get(one.address)
        assert (answer.status_code, answer.mimetype) == (200, one.media_type)
        assert answer.headers["Content-Location"] == one.address


def test_a_form_goes_by_one_name(client):
    assert client.get("/en/due.ics").status_code == 200
    for other in ("deadlines.ics", "documents.ics", "due", "due.csv", ".bib", "about.csv", "body/council.csv"):
        assert client.get(f"/en/{other}").status_code == 404
    assert client.get("/en/deadlines?format=ics").headers["Content-Location"] == "/en/due.ics"
    assert client.get("/en/deadlines.CSV").headers["Content-Location"] == "/en/deadlines.csv"
    asked = client.get("/en/deadlines", headers={"Accept": "text/calendar"})
    assert (asked.mimetype, asked.headers["Content-Location"]) == ("text/calendar", "/en/due.ics")
    assert "Accept" in asked.headers["Vary"]


@pytest.mark.parametrize(
    ("path", "names", "media_type"),
    [
        ("mandates", ("csv", "html"), "text/html"),
        ("mandates", ("html", "csv"), "text/csv"),
        ("mandates", ("csv", "docx"), "text/csv"),
        ("mandates", ("RIS", "BibTeX"), "application/x-bibtex"),
        ("body/council", ("ris", "html"), "text/html"),
        ("body/council", ("ttl", "ris"), "application/x-research-info-systems"),
    ],
)
def test_the_last_name_that_is_known_counts(client, path, names, media_type):
    asked = "&".join(f"format={name}" for name in names)
    assert client.get(f"/en/{path}?{asked}", follow_redirects=True).mimetype == media_type


def test_a_key_that_ends_like_a_form_is_a_thing(client):
    assert client.get("/en/document/T-75-L.93").mimetype == "text/html"
    assert client.get("/en/document/T-75-L.93.bib").mimetype == "application/x-bibtex"


def test_every_name_means_one_form():
    known = [HTML, *GRAPHS, *(form.format for form in FORMS.values())]
    assert len(FORMS) >= 5
    for form in known:
        for name in (form.suffix, form.media_type, form.name):
            assert [other for other in known if other.is_called(fold(name)) or other.is_also_called(fold(name))] == [
                form
            ]


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_told_in_every_language(name):
    assert all(FORMS[name].name(language) for language in languages())
    assert FORMS[name].about.endswith(".") and FORMS[name].format.content_type
