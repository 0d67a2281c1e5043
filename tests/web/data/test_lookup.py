"""From the names of other data sets to our things: every statement of the link sets is followed back."""

import csv
import io
from dataclasses import replace
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from flask import Flask
from tests.releases import made
from tests.web.conftest import BASE
from tests.web.written import NO_NAMES, OTHERS, WRITTEN

from unmandates.corpus.files import LINK_SETS
from unmandates.rdf.names import relative
from unmandates.rdf.namespaces import GRAPH, ID, ONTOLOGY, PREFIXES
from unmandates.web.application import create_app
from unmandates.web.things.settings import Settings
from unmandates.web.things.spellings import of_name, of_symbol

UNBIS, AREA, ITEM = PREFIXES["unbis"], "http://metadata.un.org/sdg/codes/geoArea/", PREFIXES["wd"]
RESOLUTION = "/akn/un/statement/deliberation/unga/2021-12-16/76-186/"
LINKS = {PREFIXES["skos"] + name for name in ("exactMatch", "closeMatch", "notation")} | {PREFIXES["foaf"] + "page"}


def document(key: str, symbol: str) -> list[ox.Quad]:
    """Return the least that is said of a document."""
    thing, graph = ox.NamedNode(f"{ID}document/{key}"), ox.NamedNode(f"{GRAPH}document/{key}")
    said = {ONTOLOGY + "symbol": ox.Literal(symbol), PREFIXES["skos"] + "prefLabel": ox.Literal(symbol, language="en"),
            PREFIXES["rdf"] + "type": ox.NamedNode(ONTOLOGY + "Resolution")}  # fmt: skip
    return [ox.Quad(thing, ox.NamedNode(name), value, graph) for name, value in said.items()]


@pytest.fixture(scope="module")
def client(corpus, tmp_path_factory):
    """A client of the curated corpus as it lies there, checked or not, and of documents with symbols of other times."""
    others = [quad for key, symbol in OTHERS.items() for quad in document(key, symbol)]
    release = made(replace(corpus, quads=[*corpus.quads, *others]), tmp_path_factory.mktemp("all"))
    app: Flask = create_app(Settings(base=BASE, release=release))
    app.testing = True
    return app.test_client(use_cookies=False)


def look_up(client, name: str, accept: str | None = None):
    return client.get("/lookup?iri=" + quote(name, safe=""), headers={"Accept": accept} if accept else {})


def things(client, name: str) -> set[str]:
    answer = look_up(client, name, "application/json")
    return {relative(match["iri"]) for match in answer.get_json()["matches"]} if answer.status_code == 200 else {}


def test_every_name_in_a_link_set_leads_to_its_thing(client, corpus):
    statements = [
        quad
        for quad in corpus.quads
        if quad.graph_name.value.startswith(f"{GRAPH}{LINK_SETS}/") and quad.predicate.value in LINKS
    ]
    assert len(statements) > 1000
    close = {quad.subject.value for quad in statements if quad.predicate.value.endswith("closeMatch")}
    for quad in statements:
        found = things(client, quad.object.value)
        path = relative(quad.subject.value)
        assert path in found or (quad.subject.value in close and found), quad.object.value


@pytest.mark.parametrize(
    "name, path",
    [
        (UNBIS + "1006622", "topic/trafficking-in-persons"),
        (UNBIS.replace("http:", "https:") + "1006622", "topic/trafficking-in-persons"),
        (UNBIS + "1006622?lang=en", "topic/trafficking-in-persons"),
        (UNBIS + "1007029", "group/women"),
        (PREFIXES["sdg"] + "5.2", "instrument/sdg-target-5-2"),
        (AREA + "392", "place/japan"),
        (ITEM + "Q47423", "body/general-assembly"),
        ("https://www.wikidata.org/wiki/Q47423", "body/general-assembly"),
        ("Q47423", "body/general-assembly"),
        ("392", "body/japan"),
        ("JP", "body/japan"),
        ("jpn", "body/japan"),
        ("A/RES/76/186", "document/A-RES-76-186"),
        ("https://docs.un.org/ar/A/RES/76/186", "document/A-RES-76-186"),
        ("https://undocs.org/A/RES/76/186", "document/A-RES-76-186"),
        ("XVIII-12-a", "instrument/trafficking-protocol"),
        ("312174", "instrument/forced-labour-convention"),
        (RESOLUTION, "document/A-RES-76-186"),
        (RESOLUTION + "ara@/!main", "document/A-RES-76-186"),
        (RESOLUTION + "ara@/!main~para_46", "document/A-RES-76-186/op/2"),
        ("https://example.org" + RESOLUTION + "eng@/!main~container_2", "document/A-RES-76-186/pp/1"),
        (ID + "body/unodc", "body/unodc"),
    ],
)
def test_a_name_leads_to_the_thing(client, name, path):
    answer = look_up(client, name)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/id/{path}")
    assert client.get(answer.headers["Location"], headers={"Accept": "text/turtle"}).status_code == 303


@pytest.mark.parametrize(("text", "path"), WRITTEN)
def test_a_name_is_found_as_people_write_it(client, text, path):
    assert things(client, text) == {path}


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_is_only_like_a_name_is_not_found(client, text):
    assert look_up(client, text, "application/json").status_code in (404, 400)


def test_a_form_is_that_of_one_name_only(corpus):
    """No two names of different things have the same form, unless they differ in case alone."""
    symbols = {quad.object.value for quad in corpus.quads if quad.predicate.value == ONTOLOGY + "symbol"}
    assert len({of_symbol(symbol) for symbol in symbols}) == len(symbols) > 50
    names = {quad.object.value for quad in corpus.quads
             if quad.graph_name.value.startswith(f"{GRAPH}{LINK_SETS}/") and quad.predicate.value in LINKS}  # fmt: skip
    assert len({of_name(name) for name in names}) == len({name.casefold() for name in names}) > 500


def test_a_number_of_several_treaties_names_them_all(client):
    answer = look_up(client, "39574", "application/problem+json, text/html")
    assert answer.status_code == 300
    assert {relative(found["iri"]) for found in answer.get_json()["near"]} >= {
        "instrument/untoc", "instrument/trafficking-protocol",
    }  # fmt: skip


def test_json_and_csv_say_which_kind_of_name_it_is(client):
    (match,) = look_up(client, "392", "application/json").get_json()["matches"]
    assert match == {
        "iri": ID + "body/japan", "href": "/en/body/japan", "name": "Japan", "called": "392", "kind": "unm:m49",
    }  # fmt: skip
    answer = look_up(client, AREA + "392", "text/csv")
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True))))
    assert rows == [["name", "kind", "thing"], [AREA + "392", PREFIXES["skos"] + "exactMatch", ID + "place/japan"]]
    assert "Accept" in answer.vary


def test_the_table_of_all(client):
    rows = list(csv.DictReader(io.StringIO(client.get("/lookup.csv").get_data(as_text=True))))
    assert {"name": "JP", "kind": ONTOLOGY + "isoAlpha2", "thing": ID + "body/japan"} in rows
    assert {"name": "XVIII-12", "kind": ONTOLOGY + "depositaryNumber", "thing": ID + "instrument/untoc"} in rows


@pytest.mark.parametrize(
    "address, status",
    [
        ("/lookup", 400),
        ("/lookup?iri=", 400),
        ("/lookup?iri=" + "x" * 1001, 400),
        ("/lookup?iri=http://metadata.un.org/thesaurus/0", 404),
        ("/lookup?iri=%3Cscript%3E", 404),
        ("/lookup?iri=392&format=nonsense", 406),
    ],
)
def test_what_cannot_be_found_is_said(client, address, status):
    answer = client.get(address, headers={"Accept": "application/problem+json"} if status != 406 else {})
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json" or status == 406
    assert answer.get_json()["status"] == status and answer.get_json()["detail"]
