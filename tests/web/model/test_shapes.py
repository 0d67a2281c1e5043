"""The pages of the shapes: every constraint with its message, what broke it, and the terms that it binds."""

import csv
import json
import re
import shutil

import pyoxigraph as ox
import pytest
from tests.web.conftest import TOLD_IN
from tests.web.page import Page

from unmandates.corpus.hygiene import hygiene_rules
from unmandates.rdf.names import term_name
from unmandates.rdf.namespaces import ONTOLOGY, PREFIXES, SHAPE
from unmandates.release.release import checksum, read_release
from unmandates.text.words import languages
from unmandates.web.application import create_app
from unmandates.web.model.constraints import broken, shapes
from unmandates.web.things.settings import Settings
from unmandates.web.things.vocabulary import vocabulary

SH = PREFIXES["sh"]


@pytest.fixture(scope="module")
def where(real_app):
    return real_app.extensions["unmandates"]


@pytest.fixture(scope="module")
def declared(where) -> list[ox.Triple]:
    return [ox.Triple(*(row[name] for name in ("subject", "predicate", "object"))) for row in where.data.rows("shapes")]


@pytest.mark.parametrize("language", TOLD_IN)
def test_every_shape_and_constraint_has_its_place_and_its_message(real_client, declared, language):
    index = Page(real_client.get(f"/{language}/shapes").get_data(as_text=True))
    messages = {
        one.subject.value: one.object.value
        for one in declared
        if one.predicate.value == SH + "message" and one.object.language == language
    }
    assert len(messages) > 200
    named = {one.subject.value for one in declared if isinstance(one.subject, ox.NamedNode)}
    names = {iri.removeprefix(SHAPE) for iri in named if iri.startswith(SHAPE)}
    assert len(names) > 200 and names <= set(index.ids)
    pages = {}
    for name in names:
        shape = name.partition("-")[0]
        if shape not in pages:
            pages[shape] = Page(real_client.get(f"/{language}/shapes/{shape}").get_data(as_text=True))
            assert not pages[shape].faults
        assert name in pages[shape].ids
        if SHAPE + name in messages:
            assert " ".join(messages[SHAPE + name].split()) in pages[shape].text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_rule_over_the_whole_graph_has_its_sentence_and_its_query(real_client, language):
    page = Page(real_client.get(f"/{language}/shapes/hygiene").get_data(as_text=True))
    assert len(hygiene_rules()) > 30
    for one in hygiene_rules():
        assert f"hygiene-{one.name}" in page.ids
        sentence = one.sentences[language]
        assert sentence and " ".join(sentence.split()) in page.text


def test_the_iri_of_the_shapes_leads_to_the_page_or_the_data(real_client):
    for path in ("/shape", "/shapes"):
        answer = real_client.get(path, headers={"Accept": "text/html", "Accept-Language": "ar"})
        assert (answer.status_code, answer.headers["Location"]) == (303, "/ar/shapes")
        answer = real_client.get(path, headers={"Accept": "text/turtle"})
        assert (answer.status_code, answer.headers["Content-Location"]) == (200, "/shape.ttl")
        assert {"Accept", "Accept-Language"} <= {name.strip() for name in answer.headers["Vary"].split(",")}
    triples = list(ox.parse(real_client.get("/shape.nt").get_data(), format=ox.RdfFormat.N_TRIPLES))
    assert any(one.subject == ox.NamedNode(SHAPE + "Mandate-basis") for one in triples)
    assert real_client.get("/shape", headers={"Accept": "image/png"}).status_code == 406
    assert real_client.get("/en/shapes/Nothing").status_code == 404
    answer = real_client.get("/graph/shapes", headers={"Accept-Language": "en"})
    assert answer.headers["Location"] == "/en/shapes"


@pytest.mark.parametrize("language", languages())
def test_each_term_shows_the_shapes_that_bind_it(real_client, where, language):
    with real_client.application.app_context():
        terms, binding = vocabulary(where), shapes(where).binding
    bound = [iri for iri in binding if iri.startswith(ONTOLOGY)]
    assert len(bound) > 80
    pages = {}
    for iri in bound:
        address = terms.address_of(iri, language).partition("#")[0]
        if address not in pages:
            pages[address] = real_client.get(address).get_data(as_text=True)
        found = re.search(rf'<section class="term \w+" id="{term_name(iri)}">.*?</section>', pages[address], re.DOTALL)
        for shape, constraint in binding[iri]:
            place = f"{shape.local}#{constraint.local}" if constraint else shape.local
            assert f'href="/{language}/shapes/{place}"' in found[0], (iri, place)


@pytest.mark.parametrize("language", languages())
def test_a_term_keeps_its_address_and_leads_to_all_that_is_told_of_it(real_client, where, language):
    with real_client.application.app_context():
        found = vocabulary(where)
    overview = Page(real_client.get(f"/{language}/ontology").get_data(as_text=True))
    sections = {}
    for iri, term in found.terms.items():
        assert term.local in overview.ids
        address = found.address_of(iri, language)
        assert address in overview.links
        page, _, place = address.partition("#")
        if page not in sections:
            answer = real_client.get(page, headers={"Accept-Encoding": "gzip"})
            assert answer.status_code == 200 and len(answer.get_data()) < 90_000
            sections[page] = Page(real_client.get(page).get_data(as_text=True))
            assert not sections[page].faults
            assert {link[1:] for link in sections[page].links if link.startswith("#")} <= set(sections[page].ids)
        assert place == term.local and place in sections[page].ids


def test_what_broke_a_shape_stands_at_the_shape(small_release, tmp_path):
    folder = tmp_path / "release"
    shutil.copytree(small_release.folder, folder)
    found = [
        ("warning", "shape:Mandate-basis", "https://w3id.org/unmandates/id/body/council", "No <b>basis</b>.", ""),
        ("warning", "hygiene arabic-script", "", "", "Correct the text."),
    ]
    with (folder / "findings.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("severity", "rule", "thing", "message", "remedy"), *found])
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest.setdefault("beside", {})["findings.csv"] = {"sha256": checksum(folder / "findings.csv"), "bytes": 0}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    app = create_app(Settings(base="https://example.org", release=read_release(folder)))
    client = app.test_client(use_cookies=False)
    page = client.get("/en/shapes/Mandate").get_data(as_text=True)
    entry = re.search(r'id="Mandate-basis">.*?</section>', page, re.DOTALL)[0]
    assert "/en/body/council" in entry and "No &lt;b&gt;basis&lt;/b&gt;." in entry
    assert "findings" not in re.search(r'id="Mandate-mandator">.*?</section>', page, re.DOTALL)[0]
    assert "Correct the text." in client.get("/en/shapes/hygiene").get_data(as_text=True)
    index = client.get("/en/shapes").get_data(as_text=True)
    assert re.search(r'id="Mandate-basis" class="broken"', index) and "what it found, 2 in all" in index


def test_a_release_without_a_report_says_nothing_of_it(app):
    where = app.extensions["unmandates"]
    assert broken(where) is None
    page = app.test_client(use_cookies=False).get("/en/shapes").get_data(as_text=True)
    assert 'class="verdict"' not in page
