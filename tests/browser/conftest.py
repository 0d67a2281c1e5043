"""A real browser and the real server; where there is no browser, the whole folder is skipped and says why."""

import pytest
from tests.browser import chromium
from tests.serving.live import service
from tests.web.conftest import small_release as small_release
from tests.web.history import history as history


@pytest.fixture(scope="session")
def browser():
    """The machine's Chromium, without a window."""
    if lacking := chromium.missing():
        pytest.skip(lacking)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(release, tmp_path_factory) -> str:
    """The address of the real server on the release of the curated corpus."""
    with service("release", release.folder, log=tmp_path_factory.mktemp("server") / "log") as base:
        yield base


@pytest.fixture(scope="session")
def site(browser, request) -> str:
    """The address of the server, for a browser: without one, nothing is started."""
    return request.getfixturevalue("server")


@pytest.fixture(scope="session")
def hostile_site(browser, small_release, tmp_path_factory) -> str:
    """The address of a server on a release with hostile names."""
    with service("release", small_release.folder, log=tmp_path_factory.mktemp("hostile") / "log") as base:
        yield base


@pytest.fixture(scope="module")
def changed_site(browser, history, tmp_path_factory) -> str:
    """The address of a server that has three releases at hand."""
    with service("release", history[0].folder, log=tmp_path_factory.mktemp("changed") / "log") as base:
        yield base


@pytest.fixture
def visit(browser, site):
    """Open a path of the site in a context of its own with some options; contexts are closed at the end."""
    opened = []

    def open_page(path: str, base: str = site, **options):
        context = browser.new_context(**options)
        context.set_default_timeout(20_000)
        opened.append(context)
        page = context.new_page()
        page.goto(base + path)
        return page

    yield open_page
    for context in opened:
        context.close()
