"""Each number on a page is that of the lines it stands over, and each query behind a table gives exactly that table."""

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from tests.browser.kinds import KINDS, STATUS

from unmandates.text.words import languages
from unmandates.web.discovery.discovery import every_page
from unmandates.web.lists.filters import on_day
from unmandates.web.lists.list import lists
from unmandates.web.things.tables import table

_LINK = re.compile(r'<a href="/[a-z]{2}/sparql\?query=([^"]*)" data-key="([a-zA-Z ]*)" data-lines="(\d+)"')
_HEADING = re.compile(r"<h([123])\b.*?</h\1>", re.DOTALL)
_COUNT = re.compile(r'<span class="count">(\d+)</span>')
#: Things of several roles are counted once over their lines.
_COUNTED_ONCE = "members"
#: One page in so many is looked at each time, of things and of their parts; all of them take minutes.
_THINGS, _PARTS = 3, 97


@pytest.fixture(scope="module")
def store(real_app) -> ox.Store:
    return real_app.extensions["unmandates"].data._store


def tables(page: str) -> Iterator[tuple[str, str, int, int | None]]:
    """Yield the query behind each table of a page, its key, its lines as they are told, and the number over it."""
    for link in _LINK.finditer(page):
        before = page[: link.start()]
        headings = list(_HEADING.finditer(before))
        last = max((place for place, one in enumerate(headings) if one[1] in "12"), default=0)
        numbers = [[int(number) for number in _COUNT.findall(one[0])] for one in headings[last:]]
        section = re.search(r'id="(\w+)"[^>]*>\s*$', before[: headings[last].start()]) if headings else None
        told = numbers[0] if numbers and numbers[0] else [number for found in numbers[1:] for number in found]
        known = told and not (section and section[1] == _COUNTED_ONCE)
        yield unquote(html.unescape(link[1])), link[2], int(link[3]), sum(told) if known else None


def differences(client: FlaskClient, store: ox.Store, address: str) -> list[str]:
    """Return what is wrong with the numbers and queries of a page."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    found = []
    for query, key, lines, told in tables(answer.get_data(as_text=True)):
        rows = {tuple(row[name] for name in key.split()) for row in store.query(query)}
        if len(rows) != lines:
            found.append(f"{address}: {lines} lines, the query gives {len(rows)} of {key}: {query[:90]}")
        if told not in (None, lines):
            found.append(f"{address}: {told} over {lines} lines: {query[:90]}")
    return found


@pytest.mark.parametrize("language", languages())
def test_the_queries_behind_each_kind_of_page_give_its_tables(real_client, store, language):
    wrong, links = [], 0
    for kind, path in KINDS.items():
        if kind not in STATUS:
            wrong += differences(real_client, store, f"/{language}/{path}")
            links += len(_LINK.findall(real_client.get(f"/{language}/{path}").get_data(as_text=True)))
    assert not wrong, wrong
    assert links > 60


def test_the_queries_behind_the_pages_of_all_things_give_their_tables(real_app, real_client, store):
    """Some of all things, every other one in Arabic, and of their parts."""
    english = [path for path in every_page(real_app) if path.startswith("/en/")]
    things = [path for path in english if path.count("/") < 4][::_THINGS]
    parts = [path for path in english if path.count("/") >= 4][::_PARTS]
    wrong = []
    for number, path in enumerate(things + parts):
        wrong += differences(real_client, store, path.replace("/en/", "/ar/") if number % 2 else path)
    assert not wrong, (len(wrong), wrong[:20])


@pytest.mark.parametrize(
    ("name", "number", "query", "key", "variable"),
    [
        ("documents", "mandates", "mandates-on-a-day", "mandate", "document"),
        ("actors", "mandates", "mandates-on-a-day", "mandate", "assignee"),
        ("instruments", "citations", "citations", "citation", "thing"),
        ("topics", "uses", "uses", "subject", "topic"),
    ],
)
def test_the_numbers_of_a_list_are_those_of_the_pages_it_leads_to(real_app, name, number, query, key, variable):
    where, listed = real_app.extensions["unmandates"], lists()[name]
    with real_app.test_request_context():
        lines = table(where, "en", listed.query, listed.key).lines
        more = {"day": on_day()} if query == "mandates-on-a-day" else {}
        told = {line[listed.key][0].iri: int(str(line[number][0])) for line in lines}
        assert len(told) > 20
        wrong = {
            iri: (shown, found)
            for iri, shown in told.items()
            if shown != (found := len(table(where, "en", query, key, **{variable: ox.NamedNode(iri)}, **more)))
        }
    assert not wrong, wrong


def test_the_number_of_a_verb_is_that_of_the_acts_on_its_page(real_client):
    verbs = real_client.get("/en/verbs.csv").get_data(as_text=True).splitlines()
    numbers = {line.split(",")[0].rpartition("/id/")[2]: line for line in verbs[1:]}
    head = verbs[0].split(",")
    for path, line in numbers.items():
        told = line.split(",")[head.index("acts")] if line.count(",") == len(head) - 1 else None
        page = real_client.get(f"/en/{path}").get_data(as_text=True)
        shown = re.search(r'<h3>Acts with this verb <span class="count">(\d+)', page)
        assert told in (None, shown[1] if shown else "0"), path
