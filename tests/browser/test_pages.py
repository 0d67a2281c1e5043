"""Every kind of page in both languages, as a browser gets it: whole, in its language, small, and open to everybody."""

import pytest
from tests.browser.kinds import DIFFERENCES, KINDS, STATUS, address

from unmandates.text.words import direction, languages

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
MOST_BYTES = 100_000
#: Size and colours in which axe-core is asked: one language is looked at wide and light, the next narrow and dark.
_SIGHTS = ((DESK, "light"), (PHONE, "dark"))

#: Elements that stick out of the page, for the message of a failure; what scrolls inside its own box does not.
_STICKING_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  const clipped = e => { for (; e; e = e.parentElement) if (getComputedStyle(e).overflowX !== 'visible') return true; };
  return [...document.body.querySelectorAll('*')]
    .filter(e => (box => box.right > wide + 1 || box.left < -1)(e.getBoundingClientRect()) && !clipped(e))
    .slice(0, 5).map(e => e.outerHTML.slice(0, 120));
}"""

#: What is folded away is opened, and of many siblings the first and the last few stay: they are all made alike.
_SHORTEN = """most => {
  document.querySelectorAll('details').forEach(e => e.open = true);
  document.querySelectorAll('main *').forEach(e => [...e.children].slice(most, -3).forEach(child => child.remove()));
}"""
MOST_SIBLINGS = 12

#: Paragraphs that are pressed into a column too narrow to read.
_NARROW = """() => [...document.querySelectorAll('main p')].filter(e => e.checkVisibility() && e.innerText.length > 60
  && e.getBoundingClientRect().width < 120).map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module", params=languages())
def visitor(request, browser):
    """A page in a context of a language that notes what goes wrong: console, requests elsewhere, bytes, statuses."""
    context = browser.new_context(locale=request.param, viewport=PHONE)
    page = context.new_page()
    page.noted = {"console": [], "asked": [], "bytes": []}
    page.on("console", lambda message: page.noted["console"].append(message.text))
    page.on("pageerror", lambda error: page.noted["console"].append(str(error)))
    page.on("request", lambda asked: page.noted["asked"].append(asked.url))
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    wire.on("Network.loadingFinished", lambda done: page.noted["bytes"].append(done["encodedDataLength"]))
    page.language = request.param
    yield page
    context.close()


def look(visitor, site, path, status=200):
    """Open a page and look whether it is whole, in its language, small, and fits a phone and a desk."""
    visitor.noted.update(console=[], asked=[], bytes=[])
    language = visitor.language
    visitor.set_viewport_size(PHONE)
    response = visitor.goto(site + path)
    assert response.status == status
    assert response.header_value("content-type").startswith("text/html")
    html = visitor.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == (language, direction(language))
    assert visitor.locator("h1").count() == 1 and visitor.locator("h1").inner_text().strip()
    assert visitor.title().strip(" ·")
    console = [text for text in visitor.noted["console"] if status == 200 or f"status of {status}" not in text]
    assert not console
    assert all(url.startswith(site) for url in visitor.noted["asked"])
    assert 0 < sum(visitor.noted["bytes"]) < MOST_BYTES
    for size in (PHONE, DESK):
        visitor.set_viewport_size(size)
        room = visitor.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert room[0] <= room[1], (size["width"], visitor.evaluate(_STICKING_OUT))
        assert not visitor.evaluate(_NARROW), size["width"]


@pytest.mark.parametrize("kind", KINDS)
def test_page(visitor, site, kind):
    look(visitor, site, address(kind, visitor.language), STATUS.get(kind, 200))


@pytest.mark.parametrize("kind", DIFFERENCES)
def test_difference(visitor, changed_site, history, kind):
    path = f"/{visitor.language}/releases/{history[2].name}...{history[1].name}{DIFFERENCES[kind]}"
    look(visitor, changed_site, path)
    open_to_everybody(visitor)


@pytest.mark.parametrize("kind", KINDS)
def test_open_to_everybody(visitor, site, kind):
    visitor.goto(site + address(kind, visitor.language))
    open_to_everybody(visitor)


def open_to_everybody(visitor):
    """Ask axe-core about the page that is open, in the size and colours that are its language's turn."""
    lacking = "axe-core is not installed: `make test` installs it"
    axe = pytest.importorskip("axe_playwright_python.base", reason=lacking)
    visitor.evaluate(_SHORTEN, MOST_SIBLINGS)
    visitor.evaluate(axe.AXE_SCRIPT)
    size, scheme = _SIGHTS[languages().index(visitor.language) % len(_SIGHTS)]
    visitor.set_viewport_size(size)
    visitor.emulate_media(color_scheme=scheme)
    options = {"resultTypes": ["violations"]}
    found = visitor.evaluate("options => axe.run(options).then(found => found.violations)", options)
    told = [
        f"{rule['id']}: {rule['help']}: {node['html'][:160]} ({node['any'][0]['message'] if node['any'] else ''})"
        for rule in found
        for node in rule["nodes"][:3]
    ]
    assert not told, "\n".join([f"{size['width']} {scheme}", *told])
