"""All that must hold before data may be served: syntax, shapes (SHACL), hygiene queries, canonical form.

Shapes are checked by pySHACL on the merged data with the ontology at hand for super-classes.
"""

from collections.abc import Iterable

import pyoxigraph as ox
import pyshacl
import rdflib
from pyshacl.graph_abstraction import OxigraphDataGraph
from rdflib.namespace import RDF, SH

from unmandates import graphs
from unmandates.corpus import Corpus
from unmandates.findings import VIOLATION, WARNING, Finding
from unmandates.hygiene import hygiene_findings
from unmandates.inference import as_rdflib
from unmandates.keys import key_findings
from unmandates.turtle import abbreviate


def check(corpus: Corpus) -> list[Finding]:
    """Return everything that is wrong with the corpus; shapes are looked at only when all files could be read."""
    if corpus.findings:
        return list(corpus.findings)
    return key_findings(corpus) + hygiene_findings(corpus) + ShapeChecker(corpus).findings()


class _CountlessGraph(OxigraphDataGraph):
    """A store as pySHACL reads it, sure that it is there: asked whether it is, the base class counts every triple."""

    def __bool__(self) -> bool:
        return True


class ShapeChecker:
    """The shapes and the curated data, loaded once so that they can be held against each other more than once.

    The data lies in an Oxigraph store, which answers the SPARQL constraints fastest, together with the ontology, from
    which the super-classes are read. `data` may be changed between two checks.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._shapes = _shapes_graph(corpus)
        self.data = ox.Store()
        quads = [*corpus.curated(), *corpus.in_graphs(graphs.ONTOLOGY)]
        self.data.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)

    def findings(self, focus: Iterable[str] | None = None) -> list[Finding]:
        """Return what breaks a shape, in all the data or only in the things with the IRIs `focus`."""
        _, results, _ = pyshacl.validate(
            _CountlessGraph(self.data),
            shacl_graph=self._shapes,
            inference=None,
            inplace=True,
            focus_nodes=[rdflib.URIRef(iri) for iri in focus] if focus is not None else None,
        )
        found = results.subjects(RDF.type, SH.ValidationResult)
        return [_shape_finding(results, result, self._corpus) for result in found]


def _shapes_graph(corpus: Corpus) -> rdflib.Graph:
    """Return the shapes in Python's memory, each property shape with the targets of the node shapes that hold it.

    So told, a property shape is made ready once for all its targets; held by a node shape, once for each of them.
    """
    graph = rdflib.Graph()
    for triple in as_rdflib(corpus.in_graphs(graphs.SHAPES)):
        graph.add(triple)
    for node, held in list(graph.subject_objects(SH.property)):
        if isinstance(node, rdflib.URIRef):
            for target in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode):
                for value in graph.objects(node, target):
                    graph.add((held, target, value))
            graph.remove((node, SH.property, held))
    return graph


def _shape_finding(results: rdflib.Graph, result, corpus: Corpus) -> Finding:
    def value(predicate):
        return results.value(result, predicate)

    thing = str(value(SH.focusNode))
    messages = sorted(results.objects(result, SH.resultMessage), key=lambda text: (text.language != "en", text))
    message = str(messages[0] if messages else "A constraint does not hold.")
    parts = []
    if isinstance(value(SH.resultPath), rdflib.URIRef):
        parts.append(abbreviate(str(value(SH.resultPath))))
    if value(SH.value) is not None:
        term = value(SH.value)
        parts.append(abbreviate(str(term)) if isinstance(term, rdflib.URIRef) else term.n3())
    found = f" ({' '.join(parts)})" if parts else ""
    shape = value(SH.sourceShape)
    rule = abbreviate(str(shape)) if isinstance(shape, rdflib.URIRef) else "shape"
    severity = VIOLATION if value(SH.resultSeverity) == SH.Violation else WARNING
    return Finding(rule, message + found, "", corpus.locate(thing), None, thing, severity)
