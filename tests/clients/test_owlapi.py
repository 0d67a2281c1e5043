"""The OWL API, as owlready2 ships it, loads the ontology from where it is served, by its own Accept header."""

import jpype
import pytest
from tests.ontology.reasoner import start_java


@pytest.mark.parametrize("path", ["/ontology", "/ontology.ttl", "/ontology.rdf", "/ontology.owl", "/ontology/0.1.0"])
def test_it_loads_the_ontology(base, path):
    start_java()
    manager = jpype.JClass("org.semanticweb.owlapi.apibinding.OWLManager").createOWLOntologyManager()
    iri = jpype.JClass("org.semanticweb.owlapi.model.IRI").create(base + path)
    ontology = manager.loadOntologyFromOntologyDocument(iri)
    assert str(ontology.getOntologyID().getOntologyIRI().toString()) == "https://w3id.org/unmandates/ontology"
    assert ontology.getClassesInSignature().size() > 50
