"""What a visitor of the curated corpus meets on its pages: the official text, lists, slips, speakers."""

import re

import pytest
from flask.testing import FlaskClient
from tests.web.conftest import BASE
from tests.web.page import Page

from unmandates.engine import Engine, EngineClient
from unmandates.release.examples import examples
from unmandates.release.source import from_release
from unmandates.web.application import create_app
from unmandates.web.endpoint.serving import Serving
from unmandates.web.things.settings import Settings

REPORT = "document/CTOC-COP-WG.4-2022-4"


@pytest.fixture(scope="module")
def asking_client(release) -> FlaskClient:
    """A client of the curated corpus with an engine that answers queries."""
    with Engine(from_release(release.folder)) as engine:
        serving = Serving(EngineClient(engine.address, engine.limits), release.digest, f"{BASE}/sparql")
        yield create_app(Settings(base=BASE, release=release, serving=serving)).test_client()


def section(page: str, start: str, end: str) -> str:
    """Return what stands between two texts of a page."""
    return page.partition(start)[2].partition(end)[0]


@pytest.mark.parametrize(
    ("path", "language", "expected"),
    [
        ("document/A-RES-76-186", "en", ("Errors in the official text", "Slips of the copy at hand")),
        ("document/A-RES-76-186", "ar", ("أخطاء في النص الرسمي", "هفوات النسخة المتاحة")),
    ],
)
def test_a_slip_of_the_copy_is_no_error_of_the_official_text(real_client, path, language, expected):
    page = real_client.get(f"/{language}/{path}").get_data(as_text=True)
    notes = section(page, '<section id="notes">', "</section>")
    official, _, slips = notes.partition(f"<h3>{expected[1]}")
    assert f"<h3>{expected[0]}" in official
    errors, copies = ("Error in", "Slip of the copy at hand") if language == "en" else ("خطأ في", "هفوة في النسخة")
    assert errors in official and f'label">{copies}' not in official
    assert copies in slips and f'label">{errors}' not in slips


def test_a_document_leads_to_its_official_page_in_the_language_of_the_page(real_client):
    for language in ("en", "ar"):
        for path in ("document/A-RES-76-186", "document/A-RES-76-186/op/12"):
            page = Page(real_client.get(f"/{language}/{path}").get_data(as_text=True))
            assert f"https://docs.un.org/{language}/A/RES/76/186" in page.links
    stub = Page(real_client.get("/ar/document/A-64-50").get_data(as_text=True))
    assert "https://docs.un.org/en/A/64/50" in stub.links, "no Arabic text is known of it"
    assert not [
        link for link in Page(real_client.get("/en/body/icat").get_data(as_text=True)).links if "docs.un" in link
    ]


@pytest.mark.parametrize(
    ("path", "place", "target", "number"),
    [
        (REPORT, "para/33", "/event/ctoc-cop-wg-4-session-12#participants", 30),
        (REPORT, "para/41", "/event/ctoc-cop-wg-4-session-12#participants", None),
        ("document/A-RES-75-283", "op/2/a", "/event/high-level-meeting-trafficking-2021#programme", None),
        ("document/A-RES-76-186", "fn/14", "/body/icat#members", 26),
    ],
)
def test_a_paragraph_that_lists_leads_to_the_list(real_client, path, place, target, number):
    for language in ("en", "ar"):
        whole = real_client.get(f"/{language}/{path}").get_data(as_text=True)
        alone = real_client.get(f"/{language}/{path}/{place}").get_data(as_text=True)
        for page in (section(whole, f'id="{place}"', "</section>"), alone):
            told = section(page, '<p class="told">', "</p>")
            assert f'href="/{language}{target}"' in told
            assert number is None or f'<span class="count">{number}</span>' in told
        page, _, anchor = target.partition("#")
        assert anchor in Page(real_client.get(f"/{language}{page}").get_data(as_text=True)).ids


def test_speakers_and_their_words_are_told_in_words(real_client):
    page = real_client.get(f"/en/{REPORT}").get_data(as_text=True)
    assert 'class="told"' not in section(page, 'id="para/34"', "</section>"), "one speaker is no list"
    tags = set(re.findall(r'<span class="tag">([^<]*)</span>', page))
    assert not tags & {"For", "Against", "Mixed"}
    assert "Unstated" not in Page(page).text and "Nobody named" in page
    assert re.search(r'<span class="printed" title="[^"]+"><bdi lang="ar" dir="rtl">', page)


@pytest.mark.parametrize(
    ("path", "language", "expected"),
    [
        ("document/A-RES-76-186/op/12", "en", "General Assembly resolution 76/186, 16 December 2021, para. 12"),
        (
            "document/A-RES-76-186/op/12",
            "ar",
            "قرار الجمعية العامة 76/186 المؤرخ 16 كانون الأول/ديسمبر 2021، الفقرة 12",
        ),
        ("document/A-RES-76-186", "en", "General Assembly resolution 76/186, 16 December 2021"),
        (
            "document/A-RES-76-186/pp/3",
            "en",
            "General Assembly resolution 76/186, 16 December 2021, preambular para. 3",
        ),
        ("document/A-RES-75-283/op/2/a/act/1", "en", "General Assembly resolution 75/283, 7 June 2021, para. 2 (a)"),
        (f"{REPORT}/para/33", "en", "CTOC/COP/WG.4/2022/4, 30 June 2022, para. 33"),
        ("document/A-64-50", "ar", "A/64/50"),
        ("body/icat", "en", None),
    ],
)
def test_a_document_is_cited_in_the_usual_form(real_client, path, language, expected):
    page = real_client.get(f"/{language}/{path}").get_data(as_text=True)
    found = re.search(r'<textarea class="citation" id="cite-document" readonly[^>]*>([^<]*)</textarea>', page)
    assert (found and found[1]) == expected


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ("A/RES/76/186 para 12", "A-RES-76-186/op/12"),
        ("a/res/76/186, OP12", "A-RES-76-186/op/12"),
        ("A/RES/76/186 paragraph ١٢", "A-RES-76-186/op/12"),
        ("A/RES/76/186 الفقرة 12", "A-RES-76-186/op/12"),
        ("الفقرة 2 (أ) من القرار A/RES/75/283", "A-RES-75-283/op/2/a"),
        ("A/RES/75/283 para. 2(a)", "A-RES-75-283/op/2/a"),
        ("A/RES/76/186 pp 3", "A-RES-76-186/pp/3"),
        ("A/RES/76/186 الفقرة 3 من الديباجة", "A-RES-76-186/pp/3"),
        ("General Assembly resolution 76/186, footnote 14", "A-RES-76-186/fn/14"),
        ("CTOC/COP/WG.4/2022/4 para 33", "CTOC-COP-WG.4-2022-4/para/33"),
        ("القرار 76/186 الفقرة 12", "A-RES-76-186/op/12"),
        ("الفقرة 12 من القرار 76/186", "A-RES-76-186/op/12"),
        ("resolution 76/186, paragraph 12", "A-RES-76-186/op/12"),
    ],
)
def test_search_leads_to_a_paragraph(real_client, wanted, place):
    for language in ("en", "ar"):
        answer = real_client.get(f"/{language}/search", query_string={"q": wanted})
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/{language}/document/{place}")


def found(client, wanted: str) -> list[str]:
    """Return the paths that a search finds, in its order."""
    page = client.get("/en/search", query_string={"q": wanted}).get_data(as_text=True)
    return re.findall(r'<li><a href="/en/([^"]*)"', section(page, "<main", '<div class="apparatus'))


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("القرار 76/186", "A-RES-76-186"),
        ("قرار الجمعية العامة 76/186", "A-RES-76-186"),
        ("resolution 75/283", "A-RES-75-283"),
        ("Document A/64/130", "A-64-130"),
        ("المقرر 4/4", "CTOC-COP-DEC-4-4"),
    ],
)
def test_search_knows_words_for_documents(real_client, wanted, first):
    assert found(real_client, wanted)[0] == f"document/{first}"


def test_search_finds_words_from_their_beginning(real_client):
    assert found(real_client, "ICAT") == found(real_client, "icat ")
    assert found(real_client, "ICAT")[0] == "body/icat"
    assert "topic/family-reunification" not in found(real_client, "ICAT")
    assert found(real_client, "traff") and found(real_client, "afficking")
    assert "body/general-assembly" in found(real_client, "جمعية")
    assert found(real_client, "A/RES/76/186 para 999")[0] == "document/A-RES-76-186", "the document, at least"
    assert not found(real_client, "para 12")


def test_a_question_opens_with_its_answer(asking_client):
    for language in ("en", "ar"):
        home = Page(asking_client.get(f"/{language}/").get_data(as_text=True))
        links = [link for link in home.links if link.startswith(f"/{language}/sparql?query=")]
        assert len(links) > 3
        answer = asking_client.get(links[0], headers={"Accept": "text/html"})
        page = answer.get_data(as_text=True)
        question = examples()[[one.query_in(language) for one in examples()].index(answer.request.args["query"])]
        asked = question.questions[language]
        assert asked in Page(section(page, "<h1", "</h1>")).text
        assert page.index("<h1") < page.index("<table") < page.index('<details class="remark" id="change">')
        assert page.index('id="change"') < page.index('<textarea id="query"') and not Page(page).faults
    own = asking_client.get("/en/sparql?query=ASK%20{}", headers={"Accept": "text/html"}).get_data(as_text=True)
    assert own.index('<textarea id="query"') < own.index("<table") and 'id="change"' not in own


def test_words_of_the_trade_are_explained(real_client):
    act = Page(real_client.get("/en/document/A-RES-76-186/op/12/act/1").get_data(as_text=True)).text
    assert "Something that this paragraph does" in act
    task = Page(real_client.get("/ar/document/A-RES-76-186/op/12/mandate/1").get_data(as_text=True)).text
    assert "ولاية تنشأ عن إجراء" in task
    page = real_client.get("/en/document/A-RES-76-186").get_data(as_text=True)
    assert '<abbr class="tag" title="The text tells of' in page and "/ 5" not in page
    head = section(real_client.get("/en/document/A-64-50").get_data(as_text=True), '<p class="kind">', "</h1>")
    assert ">Only cited</abbr>" in head and "Stub" not in head


def asked_as(page: str) -> dict[str, str]:
    """Return the groups through which something is asked of an actor, with the number of tasks of each."""
    told = section(page, '<section id="asked-as">', "</section>")
    return dict(re.findall(r'<li><a href="/\w+/([^"#]+)#tasks">.*?<span class="count">(\d+)</span>', told))


@pytest.mark.parametrize("language", ("en", "ar"))
def test_what_is_asked_of_a_state_as_one_of_many_is_told(real_client, language):
    page = real_client.get(f"/{language}/body/egypt").get_data(as_text=True)
    found = asked_as(page)
    assert found["group/member-states"] == "102" and found["group/states-parties"] == "23"
    certain, _, possible = section(page, '<section id="asked-as">', "</section>").partition('<p class="aside">')
    assert "group/member-states" in certain and "body/united-nations" in certain
    assert "group/states-parties" in possible and "group/states-parties" not in certain, "the data do not say so"
    for path, number in found.items():
        tasks = section(real_client.get(f"/{language}/{path}").get_data(as_text=True), '<section id="tasks">', "</h2>")
        assert f'<span class="count">{number}</span>' in tasks
    for observer in ("holy-see", "state-of-palestine"):
        other = real_client.get(f"/{language}/body/{observer}").get_data(as_text=True)
        assert "body/united-nations" not in section(other, '<section id="asked-as">', "</section>")
        assert asked_as(other)["group/states-parties"] == "23"


@pytest.mark.parametrize(
    ("path", "through"),
    [
        ("body/osce", {"group/regional-organizations", "group/icat-members"}),
        ("body/general-assembly", {"post/president-of-the-general-assembly"}),
        ("group/stakeholders", {"group/stakeholders-in-the-global-plan-of-action"}),
        ("post/president-of-the-general-assembly", {"body/general-assembly"}),
        ("group/ngos-in-consultative-status", {"group/non-governmental-organizations"}),
    ],
)
def test_what_is_asked_of_wider_and_narrower_groups_is_told(real_client, path, through):
    assert through <= asked_as(real_client.get(f"/en/{path}").get_data(as_text=True)).keys()


@pytest.mark.parametrize(
    ("wanted", "symbol", "page"),
    [
        ("S/RES/1325", "S/RES/1325", ""),
        ("s/res/1325 (2000)", "S/RES/1325(2000)", "S/RES/1325(2000)"),
        ("A/70/1", "A/70/1", "A/70/1"),
        ("the report A/70/1 para 3", "A/70/1", "A/70/1"),
        ("E/CN.7/2019/1", "E/CN.7/2019/1", "E/CN.7/2019/1"),
        ("A/RES/3318(XXIX)", "A/RES/3318(XXIX)", "A/RES/3318(XXIX)"),
        ("الوثيقة A/70/1", "A/70/1", "A/70/1"),
        ("CERD", "", ""),
        ("Convention on the Law of the Sea", "", ""),
        ("قانون البحار", "", ""),
        ("and/or what", "", ""),
        ("<script>/1", "", ""),
    ],
)
def test_what_has_not_been_read_is_said_and_found_elsewhere(real_client, wanted, symbol, page):
    for language, unread, none in (
        ("en", "has not been read here yet", "Nothing found"), ("ar", "لم تُقرأ هنا بعد", "لم يُعثر على شيء"),
    ):  # fmt: skip
        answer = Page(real_client.get(f"/{language}/search", query_string={"q": wanted}).get_data(as_text=True))
        assert (unread if symbol else none) in answer.text and (symbol in answer.text)
        official = [link for link in answer.links if link.startswith("https://docs.un.org/")]
        assert official == ([f"https://docs.un.org/{language}/{page}"] if page else [])
        found = [link for link in answer.links if link.startswith("https://digitallibrary.un.org/search?")]
        assert len(found) == 1 and f"ln={language}" in found[0]
        assert not [link for link in answer.links if link.startswith(f"/{language}/document/")]


@pytest.mark.parametrize("wanted", ["A/RES/70/1", "a/res/70/1", "resolution A/RES/70/1", "القرار A/RES/70/1"])
def test_a_symbol_is_found_as_it_is(real_client, wanted):
    page = real_client.get("/en/search", query_string={"q": wanted}).get_data(as_text=True)
    assert Page(page).links.count("/en/document/A-RES-70-1") == 1 and "digitallibrary" not in page


def test_home_says_first_how_much_has_been_read(real_client):
    documents = real_client.get("/en/documents.csv").get_data(as_text=True)
    listed = {line.split(",")[0] for line in documents.splitlines() if "/id/document/" in line.split(",")[0]}
    for language in ("en", "ar"):
        home = real_client.get(f"/{language}/").get_data(as_text=True)
        first = section(home, '<p class="opening">', "</p>")
        numbers = [int(number) for number in re.findall(r"\d+", re.sub("<[^>]+>", "", first))]
        assert numbers == [16, len(listed) - 16]
        assert home.index("<h1>") < home.index(first) < home.index("<section")


@pytest.mark.parametrize("path", ["op/28/mandate/1", "op/28/act/1", "op/28"])
def test_the_words_of_the_text_stand_beside_the_official_page(real_client, path):
    for language, words in (("en", "Requests"), ("ar", "تطلب")):
        page = real_client.get(f"/{language}/document/A-RES-76-186/{path}").get_data(as_text=True)
        assert f"https://docs.un.org/{language}/A/RES/76/186" in Page(page).links
        assert words in Page(page.partition('<section class="record"')[0]).text
