"""A page asks few questions, however much there is on it, and none while its template is written."""

import pytest
from flask import template_rendered

from unmandates.asking.data import Data
from unmandates.web.application import create_app
from unmandates.web.discovery.discovery import every_page
from unmandates.web.frame import rendering
from unmandates.web.things.settings import Settings

MOST = 12
LONGEST = [
    "/en/", "/en/about", "/ar/documents", "/en/mandates", "/en/actors", "/en/events", "/en/topics",
    "/en/search?q=council",
    "/en/document/A-RES-76-186", "/ar/document/CTOC-COP-WG.4-2022-4", "/en/document/A-RES-76-186/op/12",
    "/en/event/ctoc-cop-wg-4-session-12", "/en/body/unodc", "/en/body/unodc?year=2021", "/ar/body/icat",
    "/en/body/japan?year=2021",
    "/en/group/member-states", "/en/topic/trafficking-in-persons", "/en/scheme/verb", "/en/scheme/topic",
    "/en/scheme/verb/request",
    "/en/instrument/untoc", "/en/reference/editor", "/en/ontology", "/en/ontology/guide", "/en/ontology/changes",
    "/en/ontology/Mandate", "/en/shapes",
]  # fmt: skip


@pytest.fixture
def asked(monkeypatch):
    """Return the questions that are asked, each with whether a template was being written."""
    found, writing = [], []
    ask, render = Data._ask, rendering.render_template

    def counted(self, text, *rest):
        found.append((bool(writing), text))
        return ask(self, text, *rest)

    def written(*told, **values):
        writing.append(told)
        try:
            return render(*told, **values)
        finally:
            writing.pop()

    monkeypatch.setattr(Data, "_ask", counted)
    monkeypatch.setattr(rendering, "render_template", written)
    return found


@pytest.mark.parametrize("address", LONGEST)
def test_a_page_that_nobody_has_asked_for_yet(release, asked, address):
    client = create_app(Settings(release=release)).test_client()
    client.get("/en/problems")  # the names of the ontology's terms are read once for a release
    asked.clear()
    assert client.get(address).status_code == 200
    assert len(asked) <= MOST, "\n".join(text for _, text in asked)
    assert not [text for in_template, text in asked if in_template]


def test_every_page(release, asked):
    app = create_app(Settings(release=release))
    client = app.test_client()
    too_many, in_template, written = {}, {}, []
    template_rendered.connect(lambda *_, **told: written.append(told["template"].name), app, weak=False)
    client.get("/en/problems")
    pages = [address for address in every_page(app) if address.startswith("/en/")]
    parts = [address for address in pages if address.count("/") > 3]
    for address in [*sorted(set(pages) - set(parts))[::3], *parts[::29]]:
        asked.clear()
        client.get(address)
        if len(asked) > MOST:
            too_many[address] = len(asked)
        if any(inside for inside, _ in asked):
            in_template[address] = [text[:200] for inside, text in asked if inside]
    assert len(set(written)) > 20 and not too_many and not in_template
