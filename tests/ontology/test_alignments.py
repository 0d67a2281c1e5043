"""The alignments: what they say is of terms that exist on our side, and it reaches the data, but does not swamp it."""

import pyoxigraph as ox
import pytest

from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.rdf import graphs
from unmandates.rdf.namespaces import ID, ONTOLOGY, PREFIXES
from unmandates.release.inference import infer

FILES = sorted((TURTLE_ROOT / "ontology" / "alignments").glob("*.ttl"))
AXIOMS = {PREFIXES["rdfs"] + "subClassOf", PREFIXES["rdfs"] + "subPropertyOf", PREFIXES["skos"] + "closeMatch"}
TYPE = PREFIXES["rdf"] + "type"


def iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


@pytest.fixture(scope="module")
def inferred(corpus) -> list[ox.Triple]:
    return infer(quad for quad in corpus.quads if quad.graph_name.value != graphs.SHAPES)


def test_the_vocabularies():
    assert {path.stem for path in FILES} >= set("undo fabio org prov skos dcterms eli schema time".split())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_aligns_our_terms_with_declared_ones_of_others(path, corpus):
    kinds = {
        quad.subject.value: quad.object.value
        for quad in corpus.in_graphs(graphs.ONTOLOGY)
        if quad.predicate.value == TYPE and not quad.object.value.endswith("FunctionalProperty")
    }
    triples = list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
    aligned = [triple for triple in triples if triple.subject.value.startswith(ONTOLOGY)]
    assert aligned
    for triple in aligned:
        assert triple.predicate.value in AXIOMS
        assert {triple.subject.value, triple.object.value} <= kinds.keys()
        assert not triple.object.value.startswith(ONTOLOGY)
        if not triple.predicate.value.endswith("closeMatch"):
            assert kinds[triple.subject.value] == kinds[triple.object.value]


@pytest.mark.parametrize(
    "thing, predicate, value",
    [
        ("document/A-RES-76-186", "rdf:type", "undo:Resolution"),
        ("document/A-RES-76-186", "rdf:type", "schema:CreativeWork"),
        ("document/A-RES-76-186", "rdf:type", "prov:Entity"),
        ("body/unodc", "rdf:type", "org:Organization"),
        ("body/ilo", "rdf:type", "org:FormalOrganization"),
        ("event/high-level-meeting-trafficking-2021", "rdf:type", "schema:Event"),
        ("document/A-RES-76-186/op/28/mandate/1", "prov:wasGeneratedBy", "document/A-RES-76-186/op/28/act/1"),
        ("document/A-RES-76-186/op/28", "dcterms:isPartOf", "document/A-RES-76-186"),
        ("document/A-64-130", "schema:creator", "post/secretary-general"),
        ("linkset/unbis", "rdf:type", "void:Linkset"),
    ],
)
def test_it_reaches_the_data(inferred, thing, predicate, value):
    value = iri(value) if ":" in value else ID + value
    assert ox.Triple(ox.NamedNode(ID + thing), ox.NamedNode(iri(predicate)), ox.NamedNode(value)) in inferred


def test_it_does_not_swamp_the_data(inferred, corpus):
    foreign = [
        triple
        for triple in inferred
        if not (triple.object if triple.predicate.value == TYPE else triple.predicate).value.startswith(ONTOLOGY)
        and triple.predicate.value != PREFIXES["rdfs"] + "label"
    ]
    assert 1000 < len(foreign) < len(corpus.curated()) / 2
