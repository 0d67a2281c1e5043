"""Reporting an error: from every page, with a ready text, to where the site's keeper wants it."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from tests.web.conftest import BASE
from tests.web.page import Page

from unmandates.web.about.reporting import target
from unmandates.web.application import create_app
from unmandates.web.things.settings import Settings, report_to

IRI = "https://w3id.org/unmandates/id/document/T-RES-1-1/op/1/a/mandate/1"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "path", ["", "about", "mandates?year=2021", "body/council", "ontology", "body/nobody", "search?q=x"]
)
def test_every_page_leads_there(client, language, path):
    page = Page(
        client.get(f"/{language}/{path}", headers={"Accept": "text/html", "Accept-Language": language}).get_data(
            as_text=True
        )
    )
    link = next(link for link in page.links if link.startswith(f"/{language}/report?about="))
    about = parse_qs(urlsplit(link).query)["about"][0]
    assert about.startswith((BASE, "https://w3id.org/unmandates/"))
    report = client.get(link)
    assert report.status_code == 200 and about in Page(report.get_data(as_text=True)).text


@pytest.mark.parametrize(("language", "said"), [("en", "no address of its own"), ("ar", "ليس لهذا الموقع عنوان")])
def test_a_text_is_ready(client, language, said):
    page = Page(client.get(f"/{language}/report?about={IRI}").get_data(as_text=True))
    for expected in (IRI, "2026-01-01-test", "sha256:", "graph/document/T-RES-1-1", "T/RES/1/1", said):
        assert expected in page.text
    assert not [link for link in page.links if link.startswith("mailto:")]


def test_the_door_leads_to_the_readers_language(client):
    answer = client.get(f"/report?about={IRI}", headers={"Accept-Language": "ar"})
    assert answer.status_code == 303 and answer.headers["Location"].startswith("/ar/report?about=https://w3id.org/")
    assert client.get("/report").headers["Location"] == "/en/report"


@pytest.mark.parametrize(
    "about",
    [
        "",
        "javascript:alert(1)",
        '"><script>alert(1)</script>',
        "x" * 5000,
        "\x00\u202e\r\nBcc: a@b",
        "https://evil.example/",
    ],
)
def test_what_is_sent_is_only_text(client, about):
    answer = client.get("/en/report", query_string={"about": about})
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 200 and not page.faults
    assert not [tag for tag, _ in page.tags if tag == "script"]
    assert all(link.startswith(("/", "#", "https://creativecommons.org/")) for link in page.links)
    assert len(answer.get_data()) < 20_000


@pytest.mark.parametrize(
    ("template", "start"),
    [
        ("mailto:data@example.org", "mailto:data@example.org?subject="),
        ("https://tracker.example/new?title={subject}&body={body}", "https://tracker.example/new?title="),
    ],
)
def test_it_goes_where_the_keeper_says(small_release, template, start):
    client = create_app(Settings(base=BASE, release=small_release, report_to=template)).test_client()
    page = Page(client.get(f"/en/report?about={IRI}").get_data(as_text=True))
    link = next(link for link in page.links if link.startswith(start))
    sent = parse_qs(urlsplit(link).query)
    assert f"\r\n{IRI}\r\n" in sent["body"][0]
    assert "no address of its own" not in page.text


def test_a_report_cannot_add_to_its_address():
    made = target("mailto:a@example.org", "x&bcc=evil@example.org", "{subject}\n&cc=evil")
    assert made.count("&") == 1 and "bcc=" not in made
    assert unquote(made.partition("body=")[2]) == "{subject}\r\n&cc=evil"
    assert target("https://x.example/new", "a", "b") == "https://x.example/new"
    assert target("", "a", "b") == ""


@pytest.mark.parametrize(
    "named", ["javascript:alert(1)", "data@example.org", "mailto:x", "https://", "https://a b", "ftp://x"]
)
def test_a_bad_address_is_refused(monkeypatch, named):
    monkeypatch.setenv("UNMANDATES_REPORT_TO", named)
    with pytest.raises(ValueError, match="UNMANDATES_REPORT_TO"):
        report_to()


def test_a_good_address_is_taken(monkeypatch):
    monkeypatch.setenv("UNMANDATES_REPORT_TO", " mailto:data@example.org ")
    assert report_to() == "mailto:data@example.org"
    monkeypatch.delenv("UNMANDATES_REPORT_TO")
    assert report_to() == ""
