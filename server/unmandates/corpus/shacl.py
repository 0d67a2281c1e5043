"""The shapes, made ready once, and what they find in a store: SHACL (https://www.w3.org/TR/shacl/) by pySHACL.

Which nodes a shape looks at is found here, in one walk over the data for all shapes: a shape that finds nothing to
look at then costs nothing, and a check of a few things costs as much as these things. Of the nodes pySHACL is given
those that do not plainly keep the shape (`plain`).
"""

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox
import rdflib
from oxrdflib._converter import from_ox
from pyshacl.graph_abstraction import OxigraphDataGraph
from pyshacl.shapes_graph import ShapesGraph
from pyshacl.validator import Validator
from rdflib.namespace import RDF, SH

from unmandates.corpus.findings import VIOLATION, WARNING, Finding
from unmandates.corpus.plain import Facts, PlainShape
from unmandates.rdf.names import abbreviate, local_name
from unmandates.rdf.stores import as_rdflib

#: How a shape says what it looks at (SHACL, section 2.1.3); `sh:targetNode` is not used.
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
_TYPE = ox.NamedNode(str(RDF.type))


class _Remembering(OxigraphDataGraph):
    """A store as pySHACL reads it, which does not change meanwhile: what was asked once is remembered.

    It is sure that it is there: asked whether it is, the base class counts every triple.
    """

    def __init__(self, store: ox.Store) -> None:
        super().__init__(store)
        self._objects: dict[tuple, list] = {}
        self._above: dict[tuple, list] = {}

    def __bool__(self) -> bool:
        return True

    def objects(self, subject, predicate, unique=False):
        """Yield the objects of a subject or several, as the base class does."""
        if isinstance(subject, list | tuple):
            yield from super().objects(subject, predicate, unique)
            return
        key = subject, predicate
        if key not in self._objects:
            self._objects[key] = list(super().objects(subject, predicate, unique))
        yield from self._objects[key]

    def transitive_objects(self, subject, predicate, remember=None):
        """Yield the subject, its objects, those of these, and so on, as the base class does."""
        if remember is not None:
            yield from super().transitive_objects(subject, predicate, remember)
            return
        key = subject, predicate
        if key not in self._above:
            self._above[key] = list(super().transitive_objects(subject, predicate, {}))
        yield from self._above[key]


class Shapes:
    """Shapes that can be held against any number of stores; `quads` are those of the graph of shapes."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        graph = _told_apart(quads)
        self._targeting = []
        for shape in ShapesGraph(graph).shapes:
            targets = {(target, str(term)) for target in TARGETS for term in graph.objects(shape.node, target)}
            if targets:
                self._targeting.append((shape, PlainShape(graph, shape.node), targets))

    def findings(
        self,
        store: ox.Store,
        focus: Iterable[str] | None = None,
        locate=lambda thing: None,
        statements: Iterable[ox.Quad] | None = None,
    ) -> list[Finding]:
        """Return what in the store's default graph breaks a shape, or only what of the things with the IRIs `focus`.

        The default graph holds the data and the super-classes; `locate` tells the file of a thing by its IRI. With
        `statements`, some of the data, the shapes look at what these select alone, and at all of the data for that.
        """
        facts = Facts(store)
        selected = _selected(facts, focus, _statements(store, focus) if statements is None else statements)
        doubtful = []
        for shape, plain, targets in self._targeting:
            nodes = set().union(*(selected.get(target, ()) for target in targets))
            if nodes := plain.doubtful(facts, nodes):
                doubtful.append((shape, {from_ox(node) for node in nodes}))
        if not doubtful:
            return []
        data = _Remembering(store)
        executor = Validator(data, shacl_graph=rdflib.Graph()).make_executor()
        return [finding for shape, nodes in doubtful for finding in _held(shape, executor, data, nodes, locate)]


def _held(shape, executor, data, nodes: set, locate) -> list[Finding]:
    """Return what the nodes break of one shape.

    Values that cannot be compared (a day that is none, a time with a zone beside one without) break the shape that
    compares them (SHACL, section 4.5.3); pySHACL stops at them, so the node that has them is found and named here.
    """
    try:
        _, results = shape.validate(executor, data, focus=nodes)
    except TypeError:
        if len(nodes) > 1:
            return [finding for node in sorted(nodes) for finding in _held(shape, executor, data, {node}, locate)]
        (thing,) = map(str, nodes)
        message = "has values that cannot be compared, since one of them is not of its datatype"
        return [Finding(_text(shape.node), message, "Correct the value.", locate(thing), None, thing)]
    return [_finding(result, statements, locate) for _, result, statements in results]


def _told_apart(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    """Return the shapes in Python's memory, each property shape with the targets of the node shapes that hold it.

    So told, a property shape is made ready once for all its targets; held by a node shape, once for each of them.
    """
    graph = rdflib.Graph()
    for triple in as_rdflib(quads):
        graph.add(triple)
    for node, held in list(graph.subject_objects(SH.property)):
        if isinstance(node, rdflib.URIRef):
            for target in TARGETS:
                for value in graph.objects(node, target):
                    graph.add((held, target, value))
            graph.remove((node, SH.property, held))
    return graph


def _selected(facts: Facts, focus: Iterable[str] | None, statements: Iterable[ox.Quad]) -> dict[tuple, set]:
    """Return the nodes, all or those of `focus`, which each kind of target selects by each class or property."""
    selected: dict[tuple, set] = defaultdict(set)
    for quad in statements:
        if isinstance(quad.object, ox.NamedNode) and quad.predicate == _TYPE:
            for term in facts.above(quad.object):
                selected[SH.targetClass, term].add(quad.subject)
        selected[SH.targetSubjectsOf, quad.predicate.value].add(quad.subject)
        selected[SH.targetObjectsOf, quad.predicate.value].add(quad.object)
    if focus is None:
        return selected
    wanted = {ox.NamedNode(iri) for iri in focus}
    return {target: nodes & wanted for target, nodes in selected.items()}


def _statements(store: ox.Store, focus: Iterable[str] | None) -> Iterable[ox.Quad]:
    default = ox.DefaultGraph()
    if focus is None:
        yield from store.quads_for_pattern(None, None, None, default)
        return
    for node in map(ox.NamedNode, focus):
        yield from store.quads_for_pattern(node, None, None, default)
        yield from store.quads_for_pattern(None, None, node, default)


def _finding(result, statements: Iterable[tuple], locate) -> Finding:
    said: dict[str, list] = defaultdict(list)
    for subject, predicate, value in statements:
        if subject == result:
            # A term of the shapes or the data comes together with the graph that it is from.
            said[predicate].append(value[1] if isinstance(value, tuple) else value)
    (thing,), (shape,), (component,), (severity,) = (
        said[name] for name in (SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent, SH.resultSeverity)
    )
    messages = sorted(said[SH.resultMessage], key=lambda text: (text.language != "en", text))
    parts = [_text(term) for term in said[SH.resultPath] if isinstance(term, rdflib.URIRef)]
    parts += [_text(term) for term in said[SH.value]]
    found = f" ({' '.join(parts)})" if parts else ""
    return Finding(
        _text(shape) if isinstance(shape, rdflib.URIRef) else "shape",
        str(messages[0] if messages else "A constraint does not hold.") + found,
        "",
        locate(str(thing)),
        None,
        str(thing),
        VIOLATION if severity == SH.Violation else WARNING,
        local_name(str(component)).removesuffix("ConstraintComponent"),
    )


def _text(term) -> str:
    return abbreviate(str(term)) if isinstance(term, rdflib.URIRef) else term.n3()
