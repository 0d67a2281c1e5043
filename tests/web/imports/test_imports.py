"""The page of what was imported, and the lists over it."""

import json
import re

import pytest
from tests.web.imports.conftest import ACTS, BASE
from tests.web.page import Page

from unmandates.web.application import create_app
from unmandates.web.discovery import discovery
from unmandates.web.things.links import data_path


def text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return Page(answer.get_data(as_text=True)).text


def test_the_report_has_terms_counts_and_notes_of_each_source(reader):
    page = text(reader, "/en/imports")
    assert "Acts of the Lake Commission" in page and "Source: Lake Commission." in page
    assert "lake-1" in page and "7 taken; 1 not read" in page
    assert "The file is empty" in page and "0 bytes" in page and "The source neither took the file" in page


def test_texts_of_others_forge_nothing(reader):
    page = reader.get("/en/imports").get_data(as_text=True)
    assert "<b>" not in page and "\u202e" not in page and "\\u202e" in page


def test_differences_have_pages_and_a_file(reader):
    assert "1 to 100 of 130" in text(reader, "/en/imports") and "101 to 130" in text(reader, "/en/imports?page=2")
    for file in ("differences.csv", "imports/lake/notes.csv"):
        with reader.get(f"/dump/{file}") as answer:
            assert answer.status_code == 200, file


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_a_release_without_imports_says_so(client, language):
    assert client.get(f"/{language}/imports").status_code == 200


def test_what_is_held_of_persons_and_the_rights_are_told(reader):
    page = text(reader, "/en/about")
    assert "only in an office" in page and "Source: Lake Commission." in page


def test_the_list_of_documents_has_pages_facets_and_totals_of_the_whole(reader):
    page = reader.get("/en/documents?held=imported").get_data(as_text=True)
    assert f'<span class="count">{ACTS}</span></h1>' in page and f'data-lines="{ACTS}"' in page
    assert f"1 to 100 of {ACTS}" in page and len(re.findall(r'<td role="cell" class="c-document"', page)) == 100
    assert f"201 to {ACTS}" in text(reader, "/en/documents?held=imported&page=3")
    assert reader.get("/en/documents?page=99").status_code == 404
    assert reader.get("/en/documents?page=0").status_code == reader.get("/en/documents?held=lost").status_code == 400


def test_the_terms_of_what_was_imported_are_told_to_programs(reader):
    """The licence is that of our own statements alone: in headers, metadata, the description of the interface."""
    ours, by_part = "creativecommons.org", "/about#rights"
    for address in ("/.well-known/void?format=ttl", data_path("document/LC-RES-7", "ttl")):
        link = reader.get(address).headers["Link"]
        assert by_part in link and ours not in link, address
    with reader.get("/dump/unmandates.nq") as dump:
        assert ours in dump.headers["Link"]
    assert reader.get("/openapi.json").get_json()["info"]["license"]["url"].endswith(by_part)
    about = reader.get("/en/about").get_data(as_text=True)
    (found,) = (
        json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', about, re.S)
    )
    terms = {file["name"]: file["license"] for file in found["distribution"]}
    assert found["license"].endswith(by_part)
    assert ours in terms["unmandates.nq"]
    document = reader.get("/en/document/LC-RES-7").get_data(as_text=True)
    assert '"sdLicense": "https://creativecommons' not in document and by_part in document
    assert ours not in reader.get("/en/releases.atom").get_data(as_text=True)


def test_the_map_holds_what_was_imported(reader, monkeypatch):
    """In several maps where one would be too long."""
    assert f"{BASE}/ar/document/LC-RES-7</loc>" in reader.get("/sitemap.xml").get_data(as_text=True)
    monkeypatch.setattr(discovery, "MOST_IN_A_MAP", 400)
    other = create_app(reader.application.extensions["unmandates"].settings).test_client()
    maps = re.findall(r"<loc>(.*?)</loc>", other.get("/sitemap.xml").get_data(as_text=True))
    assert len(maps) > 1 and maps[0] == f"{BASE}/sitemap/1.xml"
    pages = [
        page
        for one in maps
        for page in re.findall(r"<loc>(.*?)</loc>", other.get(one.removeprefix(BASE)).get_data(as_text=True))
    ]
    assert len(pages) == len(set(pages)) and f"{BASE}/ar/document/LC-RES-7" in pages
    assert other.get(f"/sitemap/{len(maps) + 1}.xml").status_code == 404


def test_no_page_grows_with_what_was_imported(reader):
    for address in ("/en/", "/en/about", "/en/documents", "/en/body/council", "/en/scheme/verb/request",
                    "/en/body/hostile", "/en/document/LC-RES-1"):  # fmt: skip
        assert len(re.findall(r"LC/RES/\d+", reader.get(address).get_data(as_text=True))) < 700, address
