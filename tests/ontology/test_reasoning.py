"""The ontology is in OWL 2 DL, consistent with the data, and rejects what it is meant to reject."""

from pathlib import Path

import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF
from tests.ontology.reasoner import Ontology

from unmandates.corpus.files import read
from unmandates.rdf import graphs
from unmandates.rdf.names import term_name
from unmandates.rdf.namespaces import ONTOLOGY
from unmandates.rdf.stores import as_rdflib

REJECTED = sorted((Path(__file__).parent / "rejected").glob("*.ttl"))


def in_memory(graph) -> rdflib.Graph:
    copy = rdflib.Graph()
    for triple in graph:
        copy.add(triple)
    return copy


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return in_memory(as_rdflib(read().in_graphs(graphs.ONTOLOGY)))


@pytest.fixture(scope="module")
def loaded(ontology) -> Ontology:
    return Ontology(ontology)


def test_profile(loaded):
    assert loaded.profile_violations() == []


def test_every_class_can_have_members(loaded):
    assert loaded.unsatisfiable_classes() == []


def test_consistent_with_the_data(ontology, corpus):
    assert Ontology(ontology + in_memory(as_rdflib(corpus.curated()))).is_consistent()


@pytest.mark.parametrize("file", REJECTED, ids=lambda file: file.stem)
def test_rejected(loaded, file):
    assert loaded.rejects(rdflib.Graph().parse(file))


def test_what_is_true_is_not_rejected(loaded):
    assert not loaded.rejects(rdflib.Graph().parse(data=f"<urn:one> a <{ONTOLOGY}Resolution> .", format="turtle"))


def name(term) -> str:
    return term_name(str(term))


def test_each_disjointness_and_functional_axiom_is_proved(ontology):
    functional = {f"functional.{name(term)}" for term in ontology.subjects(RDF.type, OWL.FunctionalProperty)}
    sets = [
        {name(member) for member in Collection(ontology, ontology.value(axiom, OWL.members))}
        for axiom in ontology.subjects(RDF.type, OWL.AllDisjointClasses)
    ]
    proved = {file.stem for file in REJECTED}
    assert {file for file in proved if file.startswith("functional.")} == functional
    pairs = [set(file.removeprefix("disjoint.").split("-")) for file in proved if file.startswith("disjoint.")]
    for members in sets:
        assert any(pair <= members for pair in pairs), f"no file proves that {sorted(members)} exclude each other"
    assert all(any(pair <= members for members in sets) for pair in pairs)
