"""Every page of a release in both languages: well formed, in its language, and its links lead somewhere."""

from urllib.parse import unquote, urlsplit

import pytest
from jinja2 import UndefinedError
from tests.web.conftest import BASE
from tests.web.page import Page

from unmandates.text.words import Words, languages, words
from unmandates.web.lists.list import lists
from unmandates.web.things.links import href

#: Lists and pages with something chosen.
FILTERED = (
    "mandates?document=document/T-RES-1-1", "mandates?atLeast=4", "mandates?status=in-force&day=2021-08-01",
    "deadlines?document=document/T-RES-1-1", "deadlines?year=1999", "post/clerk?day=2021-08-01", "post/clerk?year=1999",
    "document/T-RES-1-1/op/1/a/mandate/1?day=2021-08-01", "search?q=nothing-of-the-kind",
    "actors?kind=bodies", "actors?kind=populations", "events?kind=none",
)  # fmt: skip
ID = "https://w3id.org/unmandates/id/"


def addresses(app, language: str) -> list[str]:
    """Return the addresses of all pages in a language, parts of things included."""
    data = app.extensions["unmandates"].data
    subjects = set()
    for row in data.rows("things"):
        described = app.extensions["unmandates"].world.describe(row["thing"].value)
        subjects |= set(described.statements)
    pages = [href(iri, language) for iri in sorted(subjects) if iri.startswith(ID)]
    more = (
        "ontology",
        "ontology/guide",
        "ontology/changes",
        "ontology/Mandate",
        "ontology/anything",
        "shapes",
        "shapes/Mandate",
        "shapes/hygiene",
    )
    pages += [f"/{language}/{name}" for name in ("", "about", "search?q=test", *more, *lists())]
    return pages


@pytest.fixture(scope="module")
def pages(app) -> dict[str, Page]:
    """Every page of the small release, by address."""
    client = app.test_client(use_cookies=False)
    found = {}
    for language in languages():
        for address in addresses(app, language):
            response = client.get(address)
            assert response.status_code == 200, address
            found[address] = Page(response.get_data(as_text=True))
    return found


def test_there_are_pages(pages):
    assert len(pages) > 80


def test_pages_are_well_formed(pages):
    for address, page in pages.items():
        assert not page.faults, (address, page.faults[:3])
        assert len(set(page.ids)) == len(page.ids), (
            address,
            [name for name in page.ids if page.ids.count(name) > 1][:3],
        )


def test_no_page_prints_a_piece_of_the_program(pages, app):
    client = app.test_client(use_cookies=False)
    found = {address: page.text for address, page in pages.items()}
    for language in languages():
        for path in FILTERED:
            answer = client.get(f"/{language}/{path}")
            assert answer.status_code == 200, path
            found[f"/{language}/{path}"] = Page(answer.get_data(as_text=True)).text
    for address, text in found.items():
        assert "built-in method" not in text and "<function" not in text, address
        assert " object at 0x" not in text and "<bound method" not in text, address


@pytest.mark.parametrize("language", languages())
def test_a_filtered_list_leads_back_to_the_whole(client, language):
    page = client.get(f"/{language}/mandates?verb=scheme/verb/request").get_data(as_text=True)
    assert f'<a href="/{language}/mandates">{words(language)["filters"]["unfiltered"]}</a>' in page


def test_a_word_is_never_a_method_and_a_missing_one_is_an_error(app):
    with app.test_request_context("/en/"):
        table = Words({"clear": "Show all", "inner": {"items": "Items"}})
        assert app.jinja_env.from_string("{{ w.clear }} {{ w.inner.items }}").render(w=table) == "Show all Items"
        for missing in ("w.update", "w.inner.keys", "w['values']"):
            with pytest.raises(UndefinedError):
                app.jinja_env.from_string("{{ " + missing + " }}").render(w=table)


def test_pages_say_their_language_and_direction(pages):
    for address, page in pages.items():
        language = address.split("/")[1]
        html = next(attributes for tag, attributes in page.tags if tag == "html")
        assert (html["lang"], html["dir"]) == (language, "rtl" if language == "ar" else "ltr")


def test_pages_have_one_heading_a_skip_link_and_labels(pages):
    for address, page in pages.items():
        names = [tag for tag, _ in page.tags]
        assert names.count("h1") == 1, address
        assert names.count("main") == 1
        assert page.links[0] == "#content" and "content" in page.ids
        labelled = {attributes.get("for") for tag, attributes in page.tags if tag == "label"}
        for tag, attributes in page.tags:
            if tag in ("select", "textarea") or (tag == "input" and attributes.get("type") != "hidden"):
                assert attributes["id"] in labelled, address


def test_pages_need_no_script_and_no_third_party(pages):
    for address, page in pages.items():
        for tag, attributes in page.tags:
            assert tag != "script" or attributes.get("type") == "application/ld+json", address
            assert "style" not in attributes, address
            assert not any(name.startswith("on") for name in attributes), (address, attributes)
            for name in ("src", "href", "action"):
                if attributes.get("rel") == "canonical" or (tag == "link" and "hreflang" in attributes):
                    assert attributes["href"].startswith(f"{BASE}/"), (address, attributes)
                elif tag in ("img", "link", "script", "form", "iframe") and attributes.get(name):
                    assert attributes[name].startswith("/"), (address, attributes)


def test_links_resolve(app, pages):
    client = app.test_client(use_cookies=False)
    seen: dict[str, int] = {}
    broken = []
    for address, page in pages.items():
        for link in dict.fromkeys(page.links):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or parts.path.endswith("/sparql") or not parts.path:
                if not parts.path and not parts.scheme and unquote(parts.fragment) not in page.ids:
                    broken.append((address, link, "no such place"))
                continue
            target = link.partition("#")[0]
            if target not in seen:
                response = client.get(target, headers={"Accept": "text/html"})
                seen[target] = response.status_code
                response.close()
            if seen[target] not in (200, 302, 303):
                broken.append((address, link, seen[target]))
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                broken.append((address, link, "no such place"))
    assert not broken, broken[:12]


def test_other_languages_are_marked(client):
    page = client.get("/en/body/council").get_data(as_text=True)
    assert '<bdi lang="ar" dir="rtl">مجلس الاختبارات</bdi>' in page
    page = client.get("/ar/body/council").get_data(as_text=True)
    assert '<bdi lang="en" dir="ltr">Council of Tests</bdi>' in page
    assert "<h1>مجلس الاختبارات</h1>" in page


def test_the_document_reads_like_the_document(client):
    source = client.get("/en/document/T-RES-1-1").get_data(as_text=True)
    page = Page(source)
    for expected in (
        "Preamble", "Recalling", "Charter of Tests", "Requests", "Report on the tests.", "by August 2021",
        "every 4 years", "As far as fitting.",
    ):  # fmt: skip
        assert expected in page.text
    assert '<q lang="ar" dir="rtl">2020</q>' in source
    places = [page.ids.index(name) for name in ("pp/1", "pp/1/act/1", "op/1", "op/1/a", "op/1/a/mandate/1", "fn/1")]
    assert places == sorted(places)
    page = Page(client.get("/ar/document/T-RES-1-1").get_data(as_text=True))
    for expected in ("الديباجة", "يطلب", "تقديم تقرير عن الاختبارات.", "بحلول آب/أغسطس 2021", "كل 4 سنوات"):
        assert expected in page.text


def test_a_mandate_tells_its_life(client):
    page = Page(client.get("/en/document/T-RES-1-1/op/1/a/mandate/1").get_data(as_text=True))
    told = page.text.partition("Life of the task")[2].partition("Answered by")[0]
    assert "7 June 2021Created" in told and "In force" in told


def test_filters_narrow_a_list(client):
    assert "Report on the tests." in client.get("/en/mandates?verb=scheme/verb/request").get_data(as_text=True)
    assert "Report on the tests." not in client.get("/en/mandates?verb=scheme/verb/recall").get_data(as_text=True)
    assert "Report on the tests." not in client.get("/en/mandates?atLeast=4").get_data(as_text=True)
    assert "Report on the tests." not in client.get("/en/post/clerk?year=1999").get_data(as_text=True)
    csv = client.get("/ar/mandates.csv?assignee=post/clerk").get_data(as_text=True)
    assert "تقديم تقرير عن الاختبارات." in csv and len(csv.strip().splitlines()) == 2


@pytest.mark.parametrize("wanted", ["T/RES/1/1", "council", "COUNCIL of", "مجلس", "الاختبارات", "conseil"])
def test_search_finds(client, wanted):
    page = client.get("/en/search", query_string={"q": wanted}).get_data(as_text=True)
    assert "/en/body/council" in page or "/en/document/T-RES-1-1" in page


def test_both_languages_have_the_same_words():
    def keys(table: dict, path: str = "") -> set[str]:
        found = set()
        for name, value in table.items():
            found |= (
                keys(value, f"{path}.{name}")
                if isinstance(value, dict) and path != ".durations"
                else {f"{path}.{name}"}
            )
        return found

    reference = keys(words("en"))
    for language in languages():
        assert keys(words(language)) == reference, language


def test_pages_of_the_curated_corpus_are_small(real_app):
    client = real_app.test_client(use_cookies=False)
    for language in languages():
        paths = ["", "ontology", "about", *lists(), "document/A-RES-75-283", "document/A-RES-76-186",
                 "body/general-assembly", "body/icat", "event/high-level-meeting-trafficking-2021",
                 "reference/editor", "topic/trafficking-in-persons", "scheme/verb"]  # fmt: skip
        for path in paths:
            response = client.get(f"/{language}/{path}", headers={"Accept-Encoding": "gzip"})
            assert response.status_code == 200, path
            assert len(response.get_data()) < 90_000, path


def test_links_of_the_two_resolutions_resolve(real_app):
    client = real_app.test_client(use_cookies=False)
    for name in ("A-RES-75-283", "A-RES-76-186"):
        page = Page(client.get(f"/ar/document/{name}").get_data(as_text=True))
        assert not page.faults
        targets = {link.partition("#")[0] for link in page.links if link.startswith("/") and "/sparql" not in link}
        broken = [
            link
            for link in sorted(targets - {""})
            if client.get(link, headers={"Accept": "text/html"}).status_code >= 400
        ]
        assert not broken, broken[:10]
        assert not {link[1:] for link in page.links if link.startswith("#")} - set(page.ids)
