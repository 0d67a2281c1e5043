"""Data documents: the same triples in every form, and what a document says of itself."""

import json
import re

import pyoxigraph as ox
import pytest

from unmandates.asking.data import DAY, FOLDER, query, standalone
from unmandates.rdf.namespaces import BASE as IDS
from unmandates.rdf.namespaces import PREFIXES
from unmandates.release.examples import examples
from unmandates.web.lists.filters import on_day

ID = "https://w3id.org/unmandates/id/"
FORMS = {"ttl": ox.RdfFormat.TURTLE, "rdf": ox.RdfFormat.RDF_XML, "nt": ox.RdfFormat.N_TRIPLES}


def triples(client, path: str, suffix: str) -> set:
    """Return the triples of a data document; a JSON-LD document is read with the context that it names."""
    body = client.get(f"/data/{path}.{suffix}").get_data()
    if suffix != "jsonld":
        return {quad.triple for quad in ox.parse(body, format=FORMS[suffix])}
    document = json.loads(body)
    assert document["@context"] == "https://example.org/context.jsonld"
    document["@context"] = client.get("/context.jsonld").get_json()["@context"]
    return {quad.triple for quad in ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD)}


@pytest.mark.parametrize(
    "path", ["body/council", "body/hostile", "document/T-RES-1-1", "document/T-RES-1-1/op/1/a", "event/session-1"]
)
def test_all_forms_hold_the_same_triples(client, path):
    found = triples(client, path, "nt")
    assert any(triple.subject.value == ID + path for triple in found)
    for suffix in ("ttl", "rdf", "jsonld"):
        assert triples(client, path, suffix) == found


def test_a_document_names_itself_and_its_topic(client):
    found = triples(client, "body/council", "ttl")
    document = ox.NamedNode("https://w3id.org/unmandates/data/body/council")
    about = {triple.predicate.value.rpartition("/")[2]: triple.object for triple in found if triple.subject == document}
    assert about["primaryTopic"] == ox.NamedNode(ID + "body/council")
    assert about["license"].value.startswith("https://creativecommons.org/")


def test_data_hold_the_parts_and_what_follows(client):
    found = triples(client, "document/T-RES-1-1", "ttl")
    subjects = {triple.subject.value for triple in found}
    assert ID + "document/T-RES-1-1/op/1/a/mandate/1/condition/1" in subjects
    part_of = ox.NamedNode(PREFIXES["unm"] + "partOf")
    assert any(triple.predicate == part_of for triple in found)


def test_ontology_in_all_forms(client):
    sizes = {
        suffix: len(list(ox.parse(client.get(f"/ontology.{suffix}").get_data(), format=form)))
        for suffix, form in (FORMS | {"jsonld": ox.RdfFormat.JSON_LD}).items()
    }
    assert len(set(sizes.values())) == 1 and sizes["ttl"] > 500


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.rq")))
def test_queries_open_with_words_and_can_be_asked_alone(app, name):
    assert query(name).words["en"].endswith((".", "?")), "a query file opens with a sentence"
    store = app.extensions["unmandates"].data._store
    terms = {DAY: on_day("2021-12-31")} if DAY in query(name).variables else {}
    store.query(standalone(name, **terms))


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.rq")))
def test_a_query_that_tells_a_status_tells_it_of_a_named_day(app, name):
    if not re.search(r"unm:status\b|unm:statusOf|unm:changeDate", query(name).text):
        return
    assert DAY in query(name).variables
    for ask in (app.extensions["unmandates"].data.rows, app.extensions["unmandates"].data.csv, standalone):
        with pytest.raises(ValueError, match="tells of a day"):
            ask(name, language=ox.Literal("en"))


def test_a_query_with_its_terms_gives_the_same_rows_when_asked_alone(app):
    data = app.extensions["unmandates"].data
    terms = {"assignee": ox.NamedNode(ID + "post/clerk"), "language": ox.Literal("en"), "day": on_day("2021-06-30")}
    rows = data.rows("mandates-on-a-day", **terms)
    alone = data._store.query(standalone("mandates-on-a-day", **terms))
    assert len(rows) == 1
    assert [[row[name] for name in rows[0]] for row in alone] == [list(row.values()) for row in rows]


def test_examples_have_rows(real_app):
    store = real_app.extensions["unmandates"].data._store
    assert len(examples()) >= 10
    for example in examples():
        result = store.query(example.query, prefixes=PREFIXES, base_iri=IDS)
        assert isinstance(result, ox.QueryBoolean) or list(result), f"{example.name} has no answer"
        if example.query_in("ar") != example.query:
            assert list(store.query(example.query_in("ar"), prefixes=PREFIXES, base_iri=IDS)), example.name
