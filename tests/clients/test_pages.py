"""Pages and calendars as programs of others read them: html-validate finds no fault, ical.js finds the tasks."""

import json

import pytest
from tests.web.conftest import app, client, small_release  # noqa: F401 - the application over the small release

pytest.importorskip("tests.clients.node", reason="the ground for clients on Node.js is not here")

PAGES = (
    "", "about", "releases", "problems", "documents", "mandates?year=2021", "actors", "topics", "ontology",
    "ontology/Mandate", "shapes", "shapes/Body", "shapes/hygiene", "report?about=x", "search?q=council", "body/council",
    "body/hostile", "document/T-RES-1-1", "document/T-RES-1-1/op/1/a", "event/session-1", "topic/testing",
    "scheme/verb", "nothing",
)  # fmt: skip


def test_html_validate_finds_no_fault(node, client, tmp_path):  # noqa: F811
    files = []
    for language in ("en", "ar"):
        for number, page in enumerate(PAGES):
            files.append(tmp_path / f"{language}-{number}.html")
            files[-1].write_bytes(client.get(f"/{language}/{page}", headers={"Accept": "text/html"}).get_data())
    assert json.loads(node.run("html_validate.mjs", *map(str, files))) == {}


def test_ical_js_reads_the_calendar(node, client, tmp_path):  # noqa: F811
    for language in ("en", "ar"):
        file = tmp_path / f"{language}.ics"
        file.write_bytes(client.get(f"/{language}/due.ics").get_data())
        found = json.loads(node.run("calendar.mjs", str(file)))
        assert found["method"] is None and len(found["events"]) == 1
        assert found["events"][0]["start"] == "2021-08-31" and found["events"][0]["summary"]
