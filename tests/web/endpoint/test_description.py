"""The data set, its catalogue and the service describe themselves, from the same facts."""

import random

import pyoxigraph as ox
import pytest
from tests.serving.releases import small_release
from tests.web.endpoint.conftest import ENDPOINT

from unmandates.engine import Limits
from unmandates.engine.description import describe, describe_graphs
from unmandates.rdf import graphs
from unmandates.rdf.namespaces import DATASET, PREFIXES
from unmandates.release.release import fill_default_graph
from unmandates.release.void import void_quads
from unmandates.web.application import create_app
from unmandates.web.things.settings import Settings

ASKING = PREFIXES | {"spdx": "http://spdx.org/rdf/terms#", "x": "http://example.org/"}
DATA = """
PREFIX x: <http://example.org/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wd: <http://www.wikidata.org/entity/>
GRAPH <https://w3id.org/unmandates/graph/body/a> {
  <https://w3id.org/unmandates/id/body/a> a x:Body ; skos:exactMatch wd:Q1, wd:Q2, <http://other.example/y> .
  <https://w3id.org/unmandates/id/body/b> a x:Body ; x:p 1, 2 .
}
GRAPH <https://w3id.org/unmandates/graph/inferred> { <https://w3id.org/unmandates/id/body/a> a x:Body, x:Actor }
GRAPH <https://w3id.org/unmandates/graph/shapes> { x:shape a x:Shape }
"""


@pytest.fixture(scope="module")
def quads():
    return list(ox.parse(DATA, format=ox.RdfFormat.TRIG))


def described(quads):
    store = ox.Store()
    store.bulk_extend(quads)
    fill_default_graph(store)
    return void_quads(store)


def ask(triples, text):
    store = ox.Store()
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    return bool(store.query(f"ASK {{ {text} }}", prefixes=ASKING))


@pytest.mark.parametrize(
    "fact",
    [
        "void:triples 8 ; void:entities 2 ; void:classes 2 ; void:properties 3 ; void:distinctSubjects 2",
        "void:classPartition [ void:class x:Body ; void:entities 2 ]",
        "void:classPartition [ void:class x:Actor ; void:entities 1 ]",
        "void:propertyPartition [ void:property x:p ; void:triples 2 ; void:distinctSubjects 1 ]",
        "void:subset [ a void:Linkset ; void:linkPredicate skos:exactMatch ; void:triples 2 ; "
        "void:subjectsTarget <" + DATASET + "> ; void:objectsTarget <http://www.wikidata.org/entity/> ]",
        "void:subset [ void:objectsTarget <http://other.example/> ; void:triples 1 ]",
        "dcterms:license <https://creativecommons.org/licenses/by/4.0/> ; void:vocabulary skos:",
    ],
)
def test_facts(quads, fact):
    assert ask((quad.triple for quad in described(quads)), f"<{DATASET}> {fact}")


LINK_SETS = """
PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX unm: <https://w3id.org/unmandates/ontology#> PREFIX void: <http://rdfs.org/ns/void#>
BASE <https://w3id.org/unmandates/id/>
GRAPH <https://w3id.org/unmandates/graph/linkset/areas> {
  <linkset/areas> a unm:LinkSet ; skos:prefLabel "Areas"@en ; void:linkPredicate skos:exactMatch, skos:notation ;
    void:objectsTarget <http://metadata.un.org/sdg/codes/geoArea> .
  <body/a> skos:exactMatch <http://metadata.un.org/sdg/codes/geoArea/004> ; skos:notation "004"^^unm:m49 .
  <body/b> skos:exactMatch <http://metadata.un.org/sdg/codes/geoArea/008> .
}
GRAPH <https://w3id.org/unmandates/graph/linkset/goals> {
  <linkset/goals> a unm:LinkSet ; void:linkPredicate skos:exactMatch ;
    void:objectsTarget <http://metadata.un.org/sdg/> .
  <instrument/a> skos:exactMatch <http://metadata.un.org/sdg/5> .
}
GRAPH <https://w3id.org/unmandates/graph/linkset/pages> {
  <linkset/pages> a unm:LinkSet ; void:linkPredicate foaf:page . <instrument/a> foaf:page <https://pages.example/a> .
}
GRAPH <https://w3id.org/unmandates/graph/inferred> {
  <linkset/areas> a void:Linkset . <body/a> skos:closeMatch <http://metadata.un.org/sdg/codes/geoArea/004> .
}
"""


@pytest.mark.parametrize(
    "linkset, facts",
    [
        (
            "areas",
            "void:triples 3 ; void:linkPredicate skos:notation ; "
            "void:objectsTarget <http://metadata.un.org/sdg/codes/geoArea>",
        ),
        (
            "goals",
            "void:triples 1 ; void:linkPredicate skos:exactMatch ; void:objectsTarget <http://metadata.un.org/sdg/>",
        ),
        ("pages", "void:triples 1 ; void:linkPredicate <http://xmlns.com/foaf/0.1/page>"),
    ],
)
def test_a_link_set_is_counted_by_its_own_description(linkset, facts):
    triples = [quad.triple for quad in described(ox.parse(LINK_SETS, format=ox.RdfFormat.TRIG))]
    name = f"<https://w3id.org/unmandates/id/linkset/{linkset}>"
    assert ask(triples, f"<{DATASET}> void:subset {name} . {name} a void:Linkset ; {facts} .")
    subsets = {triple.object.value for triple in triples if triple.predicate.value.endswith("void#subset")}
    assert subsets == {f"https://w3id.org/unmandates/id/linkset/{name}" for name in ("areas", "goals", "pages")}


def test_the_link_sets_of_the_corpus_say_what_they_hold(corpus):
    """Each predicate that a link set uses is one that it describes; its matches are of the data set that it names."""
    by_graph = {}
    for quad in corpus.curated():
        if "/graph/linkset/" in quad.graph_name.value:
            by_graph.setdefault(quad.graph_name.value, []).append(quad.triple)
    void = PREFIXES["void"]
    matches = [PREFIXES["skos"] + name for name in ("exactMatch", "closeMatch")]
    assert len(by_graph) >= 8
    for graph, triples in by_graph.items():
        linkset = graph.replace("/graph/", "/id/")
        told = {
            name: {t.object.value for t in triples if t.subject.value == linkset and t.predicate.value == void + name}
            for name in ("linkPredicate", "objectsTarget")
        }
        links = [triple for triple in triples if triple.subject.value != linkset]
        assert links and {link.predicate.value for link in links} == told["linkPredicate"], linkset
        for link in links:
            if link.predicate.value in matches:
                assert link.object.value.startswith(tuple(told["objectsTarget"])), link


def test_what_is_not_seen_is_not_counted(quads):
    assert not ask((quad.triple for quad in described(quads)), "?part void:class x:Shape")


def test_the_order_of_the_data_does_not_matter(quads):
    shuffled = list(quads)
    random.Random(1).shuffle(shuffled)
    assert described(quads) == described(shuffled)
    assert {quad.graph_name.value for quad in described(quads)} == {graphs.VOID}


def test_the_corpus_has_partitions_for_all_it_uses(corpus):
    triples = [quad.triple for quad in described(corpus.curated())]
    partitions = {t.object.value for t in triples if t.predicate.value.endswith("void#property")}
    assert partitions == {quad.predicate.value for quad in corpus.curated()}
    assert not any(isinstance(term, ox.BlankNode) for t in triples for term in (t.subject, t.object))


def test_the_catalogue(tmp_path):
    release = small_release(tmp_path, 1)
    web = create_app(Settings(base="https://e.org/un", release=release)).test_client()
    triples = list(ox.parse(web.get("/.well-known/void").data, format=ox.RdfFormat.TURTLE))
    file = release.manifest["files"]["unmandates.nq"]
    assert ask(
        (quad.triple for quad in triples),
        f"""?catalog a dcat:Catalog ; dcat:dataset ?data ; dcat:service ?service .
        ?data a dcat:Dataset ; dcat:version "small-1" ; dcterms:identifier "{release.digest}" ;
            dcat:distribution ?dump ; void:dataDump <https://e.org/un/dump/unmandates.nq> ;
            void:sparqlEndpoint <https://e.org/un/sparql> .
        ?dump dcat:downloadURL <https://e.org/un/dump/unmandates.nq> ;
            dcat:byteSize "{file["bytes"]}"^^xsd:nonNegativeInteger ;
            dcat:mediaType <https://www.iana.org/assignments/media-types/application/n-quads> ;
            spdx:checksum [ spdx:checksumValue "{file["sha256"]}"^^xsd:hexBinary ] .
        ?service dcat:endpointURL <https://e.org/un/sparql> ; dcat:servesDataset ?data """,
    )


def test_the_service_is_described_from_the_same_facts(quads):
    facts = [quad.triple for quad in described(quads)]
    body = describe(ENDPOINT, Limits(), facts=facts, services=["https://other.example/sparql"])
    assert ask(
        (quad.triple for quad in ox.parse(body, format=ox.RdfFormat.TURTLE)),
        "?service sd:defaultDataset/sd:defaultGraph ?graph ; sd:feature sd:BasicFederatedQuery . "
        "?graph void:triples 8 ; void:classPartition [ void:class x:Body ; void:entities 2 ]",
    )


def test_many_graphs_are_listed_apart_and_few_in_place():
    few = describe("https://example.org/sparql", Limits(), [f"http://example.org/{n}" for n in range(3)])
    many = describe("https://example.org/sparql", Limits(), [f"http://example.org/{n}" for n in range(700)])
    assert few.count(b"sd:name ") == 3 and b"seeAlso" not in few
    assert b"sd:name " not in many and b"<https://example.org/sparql/graphs>" in many and len(many) < 6000
    listed = describe_graphs("https://example.org/sparql", [f"http://example.org/{n}" for n in range(700)])
    apart = list(ox.parse(listed, format=ox.RdfFormat.TURTLE))
    assert ask(apart, "[] sd:namedGraph [ sd:name <http://example.org/699> ]")
