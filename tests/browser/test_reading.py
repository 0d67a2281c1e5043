"""People at the site: the first visit, three clicks, a filter, another language, a keyboard, paper, the dark."""

import re
from urllib.parse import unquote, urljoin

import pytest
from tests.browser.kinds import address

from unmandates.text.words import languages, words

MOST_LINKS = 40
RESOLUTION = "document/A-RES-76-186"

#: The contrast of a colour on a ground (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio), for every text on a page.
_CONTRASTS = """() => {
  const parse = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const linear = v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = rgb => rgb.slice(0, 3).map(v => linear(v / 255))
    .reduce((sum, v, place) => sum + v * [0.2126, 0.7152, 0.0722][place], 0);
  const ground = e => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] === 1) return c; }
    return [255, 255, 255]; };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), least = [99, ''];
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !e.checkVisibility() || e.closest('svg')) continue;
    const a = light(parse(getComputedStyle(e).color)), b = light(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < least[0]) { least[0] = ratio; least[1] = e.outerHTML.slice(0, 120); }
  }
  return least;
}"""


@pytest.mark.parametrize(("locale", "language"), [("en-GB", "en"), ("ar-EG", "ar"), ("fr-FR", "en")])
def test_first_visit_is_in_the_readers_language(visit, locale, language):
    page = visit("/", locale=locale)
    assert page.url.endswith(f"/{language}/")
    assert page.locator("html").get_attribute("lang") == language
    assert words(language)["site"]["sentence"] in page.locator("main").inner_text()


def test_a_language_that_was_chosen_is_remembered(visit, site):
    page = visit("/", locale="en-GB")
    page.locator(".languages a[hreflang=ar]").click()
    assert page.url == site + "/ar/"
    page.goto(site + "/")
    assert page.url == site + "/ar/"
    page.goto(site + "/id/body/icat")
    assert page.url == site + "/ar/body/icat"
    page.goto(site + "/sparql")
    assert page.locator("html").get_attribute("lang") == "ar"


#: Who, what, the paragraph, and by when, as the page has them in each language.
ASKED = {
    "en": ("Secretary-General", "Submit to the General Assembly at its seventy-eighth session a report on", "28"),
    "ar": ("الأمين العام", "تقديم تقرير إلى الجمعية العامة في دورتها الثامنة والسبعين", "28"),
}
DUE = {"en": "by December 2025", "ar": "كانون الأول/ديسمبر 2025"}


@pytest.mark.parametrize("language", ASKED)
def test_three_clicks_to_who_was_asked_what(visit, language):
    who, what, paragraph = ASKED[language]
    page = visit("/", locale=language)
    page.locator("main").get_by_role("link", name="A/RES/76/186", exact=True).first.click()
    office = page.locator("#asked dl > div", has=page.locator("dt").get_by_text(who, exact=True)).filter(has_text=what)
    assert office.count() == 1
    task = office.locator("li", has_text=what)
    assert task.locator("a").first.inner_text().strip() == paragraph
    session = task.inner_text().partition(what)[2]
    assert "78" in session or "Seventy-eighth session" in session or "الثامنة والسبعين" in session, session
    assert DUE[language] in page.locator("#asked").inner_text()
    task.locator("a").first.click()
    place = page.locator(f"[id='{page.url.partition('#')[2]}']")
    assert place.is_visible() and what in place.inner_text()
    place.get_by_role("link").first.click()
    assert page.url.endswith(f"/{language}/{RESOLUTION}/op/28/mandate/1")
    text = page.locator("main").inner_text()
    assert what in text and who in text


@pytest.mark.parametrize("language", ASKED)
def test_the_same_by_who_is_asked(visit, language):
    who, what, _ = ASKED[language]
    page = visit(f"/{language}/", locale=language)
    page.locator("main").get_by_role("link", name=who, exact=True).first.click()
    row = page.locator("#tasks tbody tr", has_text=what)
    assert row.count() == 1
    text = " ".join(row.inner_text().split())
    assert "A/RES/76/186" in text and "28" in text


@pytest.mark.parametrize("language", languages())
def test_filters(visit, language):
    page = visit(f"/{language}/mandates", locale=language)
    rows = page.locator("table.list tbody tr")
    everything = rows.count()
    page.locator("select[name=document]").select_option(RESOLUTION)
    page.locator("select[name=verb]").select_option("scheme/verb/request")
    page.locator(".filters button").click()
    some = rows.count()
    assert 0 < some < everything
    assert all("A/RES/76/186" in text for text in page.locator("td.c-provision").all_inner_texts())
    assert page.locator("select[name=document]").input_value() == RESOLUTION
    assert page.locator("h1 .count").inner_text() == str(some)
    page.locator(".languages a").first.click()
    assert rows.count() == some, "another language shows the same choice"
    page.locator(".filters > a").click()
    assert rows.count() == everything


@pytest.mark.parametrize("kind", ["resolution", "post", "concept", "list-verbs", "list-filtered", "search", "about",
                                  "ontology", "missing", "workbench", "query"])  # fmt: skip
def test_another_language_shows_the_same_thing(visit, site, kind):
    page = visit(address(kind, "en"), locale="en")
    there = page.url
    heading = page.locator("h1").inner_text()
    with page.expect_navigation():
        page.locator(".languages a").first.click()
    assert page.locator("html").get_attribute("lang") == "ar"
    if kind not in ("workbench", "query"):
        assert page.url == site + address(kind, "ar")
    with page.expect_navigation():
        page.locator(".languages a").first.click()
    assert (unquote(page.url), page.locator("h1").inner_text()) == (unquote(there), heading)


@pytest.mark.parametrize("language", languages())
def test_keyboard_alone(visit, language):
    page = visit(f"/{language}/mandates", locale=language, viewport={"width": 1280, "height": 900})

    def focused(expression: str):
        return page.evaluate(f"(e => {expression})(document.activeElement)")

    page.keyboard.press("Tab")
    assert focused("e.getAttribute('href')") == "#content"
    skip = page.locator(".skip").bounding_box()
    assert skip["y"] >= 0 and skip["x"] >= 0 and skip["x"] + skip["width"] <= 1280, "the skip link shows itself"
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        outline = focused("[getComputedStyle(e).outlineStyle, parseFloat(getComputedStyle(e).outlineWidth)]")
        assert outline[0] != "none" and outline[1] >= 2, focused("e.outerHTML")
        assert focused("(box => box.width > 0 && box.height > 0)(e.getBoundingClientRect())"), focused("e.outerHTML")
        seen.append(focused("[e.closest('.masthead') ? 'head' : e.closest('main') ? 'main' : 'foot', e.name || '']"))
        if seen[-1] == ["main", "document"]:
            break
    parts = [part for part, _ in seen]
    assert parts == sorted(parts, key=["head", "main", "foot"].index), "the order of tabs is that of the page"
    assert ["head", "q"] in seen and seen[-1] == ["main", "document"]
    page.keyboard.type("A/RES/76/186")
    while focused("e.tagName") != "BUTTON":
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "document=document" in page.url
    page.keyboard.press("Tab")
    with page.expect_event("framenavigated"):
        page.keyboard.press("Enter")
    assert page.url.endswith("#content") and focused("e.id") == "content"
    page.keyboard.press("Tab")
    assert focused("!!e.closest('main')")


@pytest.mark.parametrize("kind", ["home", "resolution", "post", "list-mandates", "event", "workbench"])
def test_without_scripts_the_content_is_the_same(visit, kind):
    with_scripts = visit(address(kind, "en"), locale="en")
    without = visit(address(kind, "en"), locale="en", java_script_enabled=False)

    def content(page) -> str:
        return " ".join(page.locator("main").text_content().split())

    assert content(without) == content(with_scripts)


def test_without_scripts_search_and_queries_work(visit):
    page = visit("/en/", locale="en", java_script_enabled=False)
    page.locator("#q").fill("A/RES/76/186")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("main a[href='/en/document/A-RES-76-186']").count() >= 1
    page = visit("/en/", locale="en", java_script_enabled=False)
    page.locator(".questions a").first.click()
    assert page.locator("main table tbody tr").count() > 0


@pytest.mark.parametrize("language", languages())
def test_on_paper(visit, language):
    page = visit(f"/{language}/{RESOLUTION}", locale=language, color_scheme="dark")
    page.emulate_media(media="print")
    for hidden in ("header.masthead nav", ".search", ".languages", "nav.contents"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator("h1").is_visible() and page.locator("#asked").is_visible()
    style = "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    assert page.evaluate(style) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    least, where = page.evaluate(_CONTRASTS)
    assert least >= 4.5, where
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("kind", ["home", "resolution", "list-mandates", "workbench"])
def test_in_the_dark(visit, kind):
    page = visit(address(kind, "en"), locale="en", color_scheme="dark")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    ground = [int(value) for value in re.findall(r"\d+", colour)]
    assert max(ground[:3]) < 64
    least, where = page.evaluate(_CONTRASTS)
    assert least >= 4.5, where


@pytest.mark.parametrize(("kind", "language"), [("home", "en"), ("resolution", "ar"), ("post", "en"), ("about", "ar"),
                                                ("search", "en"), ("workbench", "en")])  # fmt: skip
def test_links_lead_somewhere(visit, site, kind, language):
    page = visit(address(kind, language), locale=language)
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    targets = {urljoin(page.url, link).partition("#")[0] for link in links}
    inside = sorted(target for target in targets if target.startswith(site + "/"))
    assert len(inside) > 10
    inside = inside[:: -(-len(inside) // MOST_LINKS)]  # spread over the page; tests/web follows all of them
    assert all(target.startswith(("http://", "https://")) for target in targets)
    broken = {}
    for target in inside:
        answer = page.request.get(target, headers={"Accept": "text/html"}, max_redirects=3)
        if answer.status != 200:
            broken[target.removeprefix(site)[:200]] = answer.status
        answer.dispose()
    assert not broken


@pytest.mark.parametrize("language", languages())
def test_hostile_names_do_nothing(visit, hostile_site, language):
    page = visit(f"/{language}/", base=hostile_site, locale=language)
    ran, elsewhere = [], []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: ran.append(message.text))
    page.on("request", lambda asked: elsewhere.append(asked.url) if not asked.url.startswith(hostile_site) else None)
    paths = ["body/hostile", "body/council", "actors", "search?q=alert", "search?q=%22%3E%3Cimg%20src%3Dx%3E", "about",
             "body/o'mouse&amp;(x)!~@", "body/%3Cscript%3E"]  # fmt: skip
    for path in (*(f"/{language}/{path}" for path in paths), "/sparql?query=</textarea><script>alert(1)</script>"):
        page.goto(hostile_site + path)
        page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
        page.evaluate("document.querySelectorAll('*').forEach(e => e.dispatchEvent(new MouseEvent('mouseover')))")
        assert page.locator("script:not([type='application/ld+json']), iframe, main img").count() == 0, path
        links = page.eval_on_selector_all("a", "all => all.map(a => a.protocol)")
        assert set(links) <= {"http:", "https:"}, path
    assert not [text for text in ran if "status of 404" not in text and "status of 400" not in text]
    assert not elsewhere
