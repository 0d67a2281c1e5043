"""A document that was imported: its words in the reader's language, where they come from, what a machine made of it."""

import pytest
from tests.web.page import Page


def text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return Page(answer.get_data(as_text=True)).text


@pytest.mark.parametrize(
    ("language", "words", "marked"),
    [("en", "Requests the Clerk to measure the lake.", False), ("ar", "تطلب إلى الكاتب أن يقيس البحيرة.", False),
     ("ru", "Requests the Clerk to measure the lake.", True)],
)  # fmt: skip
def test_the_official_words_stand_in_the_readers_language_or_are_marked(reader, language, words, marked):
    page = reader.get(f"/{language}/document/LC-RES-7").get_data(as_text=True)
    paragraph = page.partition('id="op/1"')[2].partition("</blockquote>")[0]
    assert words in paragraph and ('class="tongue"' in paragraph) is marked
    below = page.partition('id="op/1/a"')[2].partition("</blockquote>")[0]
    assert "Only in English." in below and ('lang="en"' in below) is (language != "en")


def test_the_page_says_where_the_words_come_from_and_on_which_terms(reader):
    page = text(reader, "/en/document/LC-RES-7")
    assert "Official text : Source: Lake Commission. Anybody may read these unofficial copies." in page.replace(
        "text:", "text :"
    )
    assert "Measuring 7 (en)" in page and "German not an official language" in page
    assert "LAKES" in page and "The Chair" in page and "Opens with" in page
    answer = reader.get("/en/document/LC-RES-7")
    assert "creativecommons.org" not in answer.headers["Link"] and "/about#rights" in answer.headers["Link"]


def test_a_curated_document_is_under_its_licence(reader):
    assert "creativecommons.org" in reader.get("/en/document/T-RES-1-1").headers["Link"]


def test_a_part_without_a_name_is_called_by_its_place(reader):
    assert "LC/RES/7, operative paragraph 1 (a)" in reader.get("/data/document/LC-RES-7/op/1/a.ttl").get_data(
        as_text=True
    ) or "operative paragraph 1 (a)" in text(reader, "/en/document/LC-RES-7")
    assert "الفقرة 1 من المنطوق (أ)" in text(reader, "/ar/document/LC-RES-7")


def test_what_a_machine_made_is_seen_only_where_it_is_asked_for_and_marked(reader):
    usual = reader.get("/en/document/LC-RES-7").get_data(as_text=True)
    assert "Clerk of the lake" not in usual and "sdg/6" not in usual
    assert "candidates=shown" in usual
    asked = text(reader, "/en/document/LC-RES-7?candidates=shown")
    assert "Clerk of the lake" in asked and "Found by a machine" in asked and "not checked" in asked
    assert "Clerk of the lake" not in reader.get("/data/document/LC-RES-7.ttl").get_data(as_text=True)


def test_a_much_cited_document_has_its_citations_by_pages(reader):
    first = reader.get("/en/document/LC-RES-1").get_data(as_text=True)
    assert '<span class="count">229</span>' in first and first.count("LC/RES/2") < first.count("cited")
    assert "1 to 100 of 229" in first and "201 to 229 of 229" in text(reader, "/en/document/LC-RES-1?cited=3")
    assert reader.get("/en/document/LC-RES-1?cited=4").status_code == 404
    assert reader.get("/en/document/LC-RES-1?cited=x").status_code == 400
