"""Every term says what it is in two languages, and some competency question reaches it."""

import re

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from tests.questions.question import FOLDER, questions

from unmandates.corpus.files import read
from unmandates.rdf import graphs
from unmandates.rdf.names import term_name
from unmandates.rdf.namespaces import ONTOLOGY
from unmandates.rdf.stores import as_rdflib

STATUS = rdflib.URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
#: Questions of the curated documents, and those of imports, which are asked of a made-up one.
ASKED = (*questions(), *questions(FOLDER / "imports"))
GRAPH = as_rdflib(read().in_graphs(graphs.ONTOLOGY))
TERMS = sorted({term for kind in KINDS for term in GRAPH.subjects(RDF.type, kind) if str(term).startswith(ONTOLOGY)})


def name(term) -> str:
    return term_name(str(term))


@pytest.mark.parametrize("term", TERMS, ids=name)
def test_term_is_told_in_both_languages(term):
    for predicate in (RDFS.label, SKOS.definition, SKOS.example):
        languages = sorted(value.language for value in GRAPH.objects(term, predicate))
        assert languages == ["ar", "en"], f"{name(term)} needs {predicate} once in English and once in Arabic"
    assert list(GRAPH.objects(term, RDFS.isDefinedBy)) == [rdflib.URIRef(ONTOLOGY.rstrip("#"))]
    assert str(GRAPH.value(term, STATUS)) in ("stable", "testing", "deprecated")


def test_labels_are_unique():
    labels = [str(label) for term in TERMS for label in GRAPH.objects(term, RDFS.label)]
    assert sorted(labels) == sorted(set(labels))


def test_names_follow_the_house_style():
    for term in TERMS:
        first = name(term)[0]
        assert first.isupper() if (term, RDF.type, OWL.Class) in GRAPH else first.islower(), name(term)


def test_every_term_is_reached_by_a_question():
    asked = set(re.findall(r"\bunm:(\w+)", "\n".join(question.query for question in ASKED)))
    assert sorted(name(term) for term in TERMS if name(term) not in asked) == []
