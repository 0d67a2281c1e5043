"""What pages say in the terms of schema.org, read as JSON-LD."""

import json

import pyoxigraph as ox
import pytest
from tests.web.conftest import BASE, TOLD_IN
from tests.web.page import Page

from unmandates.text.words import languages
from unmandates.web.data.schema_org import in_html

ID = "https://w3id.org/unmandates/id/"
SCHEMA = "https://schema.org/"
DATASET = "https://w3id.org/unmandates/dataset"


def blocks(source: str) -> list[str]:
    """Return the blocks of JSON-LD in a page."""
    start, end = '<script type="application/ld+json">', "</script>"
    return [part.partition(end)[0] for part in source.split(start)[1:]]


def triples(source: str) -> set[tuple[str, str, object]]:
    """Return the triples of a page's only block; the context of schema.org makes every name one of its terms."""
    (text,) = blocks(source)
    document = json.loads(text)
    assert document.pop("@context") == SCHEMA
    document["@context"] = {"@vocab": SCHEMA}
    quads = ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD)
    return {
        (getattr(quad.subject, "value", ""), quad.predicate.value.removeprefix(SCHEMA), quad.object) for quad in quads
    }


@pytest.mark.parametrize("language", TOLD_IN)
def test_a_resolution_is_legislation(client, language):
    found = triples(client.get(f"/{language}/document/T-RES-1-1").get_data(as_text=True))
    iri = ID + "document/T-RES-1-1"
    said = {}
    for subject, name, value in found:
        if subject == iri:
            said.setdefault(name.rpartition("#")[2], set()).add(value)
    assert said["type"] == {ox.NamedNode(SCHEMA + "Legislation")}
    assert said["legislationIdentifier"] == {ox.Literal("T/RES/1/1")}
    assert said["legislationDate"] == {ox.Literal("2021-06-07")}
    assert said["legislationPassedBy"] == {ox.NamedNode(ID + "body/council")}
    assert said["about"] == {ox.NamedNode(ID + "topic/testing")}
    assert said["citation"] == {ox.NamedNode(ID + "instrument/charter")}
    names = ["A resolution to test pages with", "قرار لاختبار الصفحات"]
    own, other = names if language == "en" else reversed(names)
    assert (said["name"], said["alternateName"]) == ({ox.Literal(own)}, {ox.Literal(other)})
    assert said["url"] == {ox.Literal(f"{BASE}/{language}/document/T-RES-1-1")}
    assert said["isPartOf"] == {ox.NamedNode(DATASET)}
    assert (
        ID + "body/council",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        ox.NamedNode(SCHEMA + "Organization"),
    ) in found


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    "path",
    [
        "about",
        "document/T-RES-1-1",
        "document/T-75-L.93",
        "body/council",
        "event/session-1",
        "topic/testing",
        "scheme/verb",
        "body/hostile",
    ],
)
def test_every_text_is_plain(client, language, path):
    """Readers of this want Text (https://schema.org/Text): no object has a value with a language."""
    (text,) = blocks(client.get(f"/{language}/{path}").get_data(as_text=True))
    assert '"@value"' not in text and '"@language"' not in text
    found = json.loads(text)
    assert isinstance(found["name"], str) and isinstance(found.get("description", ""), str)


def test_another_document_is_a_work(client):
    found = triples(client.get("/en/document/T-75-L.93").get_data(as_text=True))
    types = {value.value for subject, name, value in found if name.endswith("#type") and "L.93" in subject}
    assert types <= {SCHEMA + "CreativeWork", SCHEMA + "Legislation"} and types


@pytest.mark.parametrize("language", languages())
def test_the_page_about_the_data_describes_the_data_set(client, app, language):
    found = triples(client.get(f"/{language}/about").get_data(as_text=True))
    said = {name: value.value for subject, name, value in found if subject == DATASET}
    assert said["http://www.w3.org/1999/02/22-rdf-syntax-ns#type"] == SCHEMA + "Dataset"
    assert said["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert said["version"] == "2026-01-01-test" and 50 <= len(said["description"]) <= 5000
    release = app.extensions["unmandates"].data.release
    sums = {value.value for _, name, value in found if name == "sha256"}
    assert sums == {file["sha256"] for file in release.manifest["files"].values()}
    for _, name, value in found:
        if name == "contentUrl":
            answer = client.get(value.value.removeprefix(BASE))
            assert answer.status_code == 200
            answer.close()


def test_a_page_of_a_thing_says_what_it_is_and_where_its_data_are(client):
    """What an extractor of data finds in the page alone, the thing's own IRI above all."""
    found = triples(client.get("/en/body/council").get_data(as_text=True))
    iri = ID + "body/council"
    assert (iri, "name", ox.Literal("Council of Tests")) in found
    assert (iri, "alternateName", ox.Literal("مجلس الاختبارات")) in found
    assert (iri, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", ox.NamedNode(SCHEMA + "Organization")) in found
    for address in [value.value for _, name, value in found if name == "contentUrl"]:
        assert client.get(address.removeprefix(BASE)).status_code == 200


def test_only_these_pages_have_a_block(client):
    for path in ("", "mandates", "body/council/nothing", "document/T-RES-1-1/op/1", "search?q=x"):
        assert not blocks(client.get(f"/en/{path}").get_data(as_text=True)), path


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--", "<!--<script>", "&lt;", "\u2028", '"\\', "]]>"]
)
def test_nothing_ends_the_block(text):
    written = str(in_html({"name": text, text: 1}))
    assert not set("<>&\u2028") & set(written)
    assert json.loads(written) == {"name": text, text: 1}


def test_the_block_runs_nothing(client):
    answer = client.get("/en/document/T-RES-1-1")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    scripts = [attributes for tag, attributes in Page(answer.get_data(as_text=True)).tags if tag == "script"]
    assert scripts == [{"type": "application/ld+json"}]


def test_the_resolutions_of_the_corpus(real_client):
    for key in ("A-RES-75-283", "A-RES-76-186"):
        found = triples(real_client.get(f"/en/document/{key}").get_data(as_text=True))
        dates = {value.value for _, name, value in found if name == "legislationDate"}
        assert len(dates) == 1 and len([1 for _, name, _ in found if name == "citation"]) > 5
