"""Texts on pages stand in the order, the direction and the language in which they are read."""

import html
import re

import pytest
from tests.browser.kinds import KINDS, STATUS
from tests.web.page import Page

from unmandates.corpus.layout import PACKAGE
from unmandates.rdf.namespaces import PREFIXES
from unmandates.release.examples import examples
from unmandates.text.words import languages, words

REPORT, AGENDA, STUB = "CTOC-COP-WG.4-2022-4", "CTOC-COP-WG.4-2010-1", "A-RES-80-251"
#: What stands in another language and needs no word about it: a name among names, the switch of language.
_EXPECTED = re.compile(
    r'<p class="names">.*?</p>|<ul class="plainlist">(?:<li(?: class="alternative")?>.*?</li>)+</ul>|'
    r'<ul class="languages".*?</ul>|<td[^>]*class="names".*?</td>|<table class="statements".*?</table>|'
    r'<div class="particular"><dt>Called</dt>.*?</dd>|'
    r"<script.*?</script>|<title>.*?</title>|<textarea.*?</textarea>",
    re.DOTALL,
)


def places(client, address: str) -> list[str]:
    """Return the places of the provisions of a document, in the order in which its page has them."""
    page = client.get(address).get_data(as_text=True)
    return re.findall(r'<section class="(?:provision|group)[^"]*" id="([^"]+)"', page)


@pytest.mark.parametrize("language", languages())
def test_recommendations_follow_the_paragraph_that_puts_them_forward(real_client, language):
    found = places(real_client, f"/{language}/document/{REPORT}")
    read = [place for place in found if re.fullmatch(r"(para|rec)/\d+", place)]
    expected = [f"para/{number}" for number in range(1, 49)]
    for paragraph, first, last in ((4, 1, 7), (5, 8, 13), (6, 14, 14)):
        at = expected.index(f"para/{paragraph}") + 1
        expected[at:at] = [f"rec/{number}" for number in range(first, last + 1)]
    assert read == expected


@pytest.mark.parametrize("document", ["A-RES-75-283", "A-RES-76-186", "A-64-130", AGENDA, REPORT])
def test_paragraphs_are_read_in_the_order_of_their_numbers(real_client, document):
    found = places(real_client, f"/en/document/{document}")
    for kind in ("pp", "op", "para", "item", "rec", "fn"):
        numbers = [int(place.split("/")[1]) for place in found if re.fullmatch(rf"{kind}/\d+", place)]
        assert numbers == sorted(numbers), kind


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("document", ["A-RES-75-283", "A-RES-76-186", "A-RES-78-228", "A-64-130", AGENDA, REPORT, STUB])
def test_no_paragraph_is_a_number_without_words(real_client, language, document):
    page = real_client.get(f"/{language}/document/{document}").get_data(as_text=True)
    css = (PACKAGE / "web" / "static" / "unmandates.css").read_text(encoding="utf-8")
    assert not re.search(r"\.said[^{}]*\{[^{}]*display: none", css)
    provisions = re.findall(r'<section class="provision[^"]*" id="([^"]+)">(.*?)</section>', page, re.DOTALL)
    assert provisions
    mute = [
        place
        for place, inner in provisions
        if len(Page(inner.partition('<div class="said">')[2].partition("<details")[0]).text) < 6
    ]
    assert not mute, mute


def test_the_contents_of_a_text_are_the_same_in_both_languages(real_client):
    for document in ("A-RES-75-283", "A-RES-76-186", "A-64-130", REPORT):
        subjects = {}
        for language in languages():
            page = real_client.get(f"/{language}/document/{document}").get_data(as_text=True)
            contents = page.partition('<nav class="contents"')[2].partition("</nav>")[0]
            found = re.findall(r'href="#([^"]+)"><span class="n">.*?<span class="subject">(.*?)</span>', contents)
            assert not found or words(language)["document"]["subjects"] in contents.replace("&#39;", "'")
            names: dict[str, set[str]] = {}
            store = real_client.application.extensions["unmandates"].data._store
            for row in store.query(
                f"SELECT ?thing ?name {{ ?thing <{PREFIXES['skos']}prefLabel> ?name "
                f"FILTER(LANG(?name) = '{language}') }}"
            ):
                names.setdefault(row["name"].value, set()).add(row["thing"].value)
            subjects[language] = {
                place: names.get(html.unescape(re.sub("<[^>]+>", "", text)), set()) for place, text in found
            }
        english, arabic = subjects["en"], subjects["ar"]
        assert english.keys() == arabic.keys()
        assert not [place for place in english if not english[place] & arabic[place]], document


def test_a_document_that_is_only_cited_has_no_contents_of_numbers(real_client):
    page = real_client.get(f"/en/document/{STUB}").get_data(as_text=True)
    contents = page.partition('<nav class="contents"')[2].partition("</nav>")[0]
    assert not re.search(r'href="#(op|pp)/', contents)
    assert "A mandate once given stays valid" in Page(page).text


def test_an_agenda_and_its_session_have_the_same_documents(real_client):
    agenda = Page(real_client.get(f"/en/document/{AGENDA}").get_data(as_text=True))
    items = {link for link in agenda.links if re.fullmatch(r"/en/document/CTOC-COP-WG\.4-20(09|10)-\d", link)}
    facts = real_client.get("/en/event/ctoc-cop-wg-4-session-2").get_data(as_text=True)
    told = facts.partition("<dt>documentation</dt>")[2].partition("</dd>")[0]
    assert set(re.findall(r'href="([^"]+)"', told)) == items | {f"/en/document/{AGENDA}"}


def test_what_ends_at_no_stated_hour_ends_at_none(real_client):
    page = Page(real_client.get("/en/event/high-level-meeting-trafficking-2021/closing").get_data(as_text=True)).text
    assert "23 November 2021, 17:30" in page and "17:30 – " not in page
    page = Page(real_client.get("/en/event/ctoc-cop-wg-4-session-12").get_data(as_text=True)).text
    assert "29 June 2022 – 30 June 2022" in page, "a last day that is another one is told"


@pytest.mark.parametrize("path", ["document/A-RES-76-186/op/12", "document/A-RES-76-186", "body/unodc"])
def test_a_name_in_a_citation_runs_as_the_language_does(real_client, path):
    for language, way in (("en", "ltr"), ("ar", "rtl")):
        page = real_client.get(f"/{language}/{path}").get_data(as_text=True)
        citation = page.partition('<p class="citation">')[2].partition("</p>")[0]
        assert citation.count(f'<bdi dir="{way}">') == (3 if way == "ltr" else 2) and "<bdi>" not in citation


@pytest.mark.parametrize("path", ["mandates", "deadlines", "body/unodc", "document/A-RES-76-186/op/28/mandate/1"])
def test_no_field_leaves_the_writing_of_a_day_to_the_browser(real_client, path):
    for language in languages():
        page = Page(real_client.get(f"/{language}/{path}").get_data(as_text=True))
        fields = [found for tag, found in page.tags if tag == "input" and found.get("name") == "day"]
        assert len(fields) == 1 and fields[0]["type"] == "text" and fields[0]["dir"] == "ltr"
        assert re.fullmatch(fields[0]["pattern"], fields[0]["value"])


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in STATUS])
def test_words_in_another_language_than_the_page_say_so(real_client, kind):
    page = real_client.get(f"/en/{KINDS[kind]}", headers={"Accept": "text/html"}).get_data(as_text=True)
    left = _EXPECTED.sub("", page)
    for element in re.finditer(r'<(bdi|q) lang="(\w\w)[^"]*" dir="\w+">.*?</\1>(.{0,60})', left, re.DOTALL):
        assert 'class="tongue">(in ' in element[3] or element[2] == "en", element[0][:200]


def test_every_column_of_an_example_has_words_in_each_language():
    for example in examples():
        select = re.search(r"SELECT\s+(.*?)(?:WHERE)?\s*\{", example.query, re.DOTALL)
        shown = re.sub(r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\bAS\s+(\?\w+)\s*\)", r"\1", select[1]) if select else ""
        for language in languages():
            assert set(re.findall(r"\?(\w+)", shown)) <= words(language)["variables"].keys(), example.name
