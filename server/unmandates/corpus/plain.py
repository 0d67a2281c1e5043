"""Which nodes plainly keep a shape, found without pySHACL: it is then asked about the others alone.

A shape is read once as a test of the values of its path. The test is never sure of more than it knows: a component, a
path or a datatype that it does not know leaves a node in doubt, and pySHACL decides, which words all findings. The
query of a `sh:sparql` is asked once for all nodes instead of once for each.
"""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date

import pyoxigraph as ox
import rdflib
from oxrdflib._converter import to_ox
from rdflib.collection import Collection as RdfList
from rdflib.namespace import RDF, RDFS, SH, XSD

_TYPE, _SUBCLASS = ox.NamedNode(str(RDF.type)), ox.NamedNode(str(RDFS.subClassOf))
_DEFAULT = ox.DefaultGraph()
#: What is said of a shape without constraining anything.
_TELLING = {
    RDF.type,
    SH.path,
    SH.name,
    SH.message,
    SH.severity,
    SH.targetClass,
    SH.targetSubjectsOf,
    SH.targetObjectsOf,
}
#: Components that any values may break and that no value cannot.
_OF_VALUES = {SH.lessThan, SH.lessThanOrEquals, SH.disjoint, SH.maxInclusive}
_INTEGER = re.compile(r"-?[0-9]{1,15}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
#: A query that can be asked of all nodes at once: one group, in which nothing but an EXISTS or OPTIONAL is nested.
_QUERY = re.compile(r"(\s*SELECT\s+\$this(?:\s+\?value)?\s+WHERE\s*\{)(.*)\}\s*", re.DOTALL)
_TEXTS = re.compile(r'"(?:\\.|[^"\\])*"')
_APART = re.compile(r"\b(?:UNION|MINUS|SELECT|GRAPH|SERVICE|VALUES)\b|\{|\$(?!this\b)", re.IGNORECASE)
_NESTED = re.compile(r"\bEXISTS\s*\{|\bOPTIONAL\s*\{(?![^}]*\bBIND\b)", re.IGNORECASE)


class Facts:
    """What a store's default graph, which does not change meanwhile, says of things; each is looked up once."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self._said: dict[ox.NamedNode, dict[ox.NamedNode, list]] = {}
        self._above: dict[ox.NamedNode, frozenset[str]] = {}
        self._classes: dict[ox.NamedNode, frozenset[str]] = {}

    def objects(self, thing: ox.NamedNode, predicate: ox.NamedNode) -> Iterable:
        """Return the objects of a thing."""
        said = self._said.get(thing)
        if said is None:
            said = self._said[thing] = {}
            for quad in self.store.quads_for_pattern(thing, None, None, _DEFAULT):
                said.setdefault(quad.predicate, []).append(quad.object)
        return said.get(predicate, ())

    def subjects(self, predicate: ox.NamedNode, thing: ox.NamedNode) -> Iterable:
        """Return the subjects of which a thing is an object."""
        return [quad.subject for quad in self.store.quads_for_pattern(None, predicate, thing, _DEFAULT)]

    def above(self, name: ox.NamedNode) -> frozenset[str]:
        """Return the IRIs of a class and all its super-classes."""
        if name not in self._above:
            found, waiting = {name.value}, [name]
            while waiting:
                for quad in self.store.quads_for_pattern(waiting.pop(), _SUBCLASS, None, _DEFAULT):
                    if isinstance(quad.object, ox.NamedNode) and quad.object.value not in found:
                        found.add(quad.object.value)
                        waiting.append(quad.object)
            self._above[name] = frozenset(found)
        return self._above[name]

    def classes(self, thing: ox.NamedNode) -> frozenset[str]:
        """Return the IRIs of a thing's classes, super-classes among them."""
        if thing not in self._classes:
            types = {value for value in self.objects(thing, _TYPE) if isinstance(value, ox.NamedNode)}
            self._classes[thing] = frozenset().union(*map(self.above, types))
        return self._classes[thing]


#: Says of some values whether they plainly are as they should be.
Test = Callable[[Facts, Collection], bool]


class PlainShape:
    """A shape as tests, read from the graph of shapes by its node."""

    def __init__(self, graph: rdflib.Graph, node) -> None:
        self._queries = [_query(graph, constraint) for constraint in graph.objects(node, SH.sparql)]
        self._test = _tests(graph, node, _TELLING | {SH.sparql})
        paths = list(graph.objects(node, SH.path))
        self._values = _path(graph, paths[0]) if paths else lambda facts, thing: {thing}

    def doubtful(self, facts: Facts, nodes: set) -> set:
        """Return those of some nodes that do not plainly keep the shape."""
        if self._test is None or self._values is None or None in self._queries:
            return nodes
        doubtful = {node for node in nodes if not self._plain(facts, node)}
        asked = nodes - doubtful
        for begin, rest in self._queries if asked else ():
            text = f"{begin} VALUES $this {{ {' '.join(map(str, asked))} }} {rest}"
            doubtful.update(row["this"] for row in facts.store.query(text))
        return doubtful

    def _plain(self, facts: Facts, node) -> bool:
        return isinstance(node, ox.NamedNode) and self._test(facts, self._values(facts, node))


def _query(graph: rdflib.Graph, constraint) -> tuple[str, str] | None:
    """Return the query of a constraint in two pieces, between which the nodes are named; None where it has no place."""
    select = str(graph.value(constraint, SH.select))
    found = _QUERY.fullmatch(select)
    told = set(graph.predicates(constraint)) <= {RDF.type, SH.select, SH.prefixes, SH.message}
    if not found or not told or _APART.search(_NESTED.sub("", _TEXTS.sub('""', found[2]))):
        return None
    declared = [
        (graph.value(one, SH.prefix), graph.value(one, SH.namespace))
        for prefixes in graph.objects(constraint, SH.prefixes)
        for one in graph.objects(prefixes, SH.declare)
    ]
    head = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in declared)
    return f"{head}SELECT DISTINCT $this WHERE {{", f"{found[2]}}}"


def _path(graph: rdflib.Graph, path) -> Callable[[Facts, ox.NamedNode], Collection] | None:
    """Return what gives the values of a path, each once; None of a path that is not known here."""
    if isinstance(path, rdflib.URIRef):
        predicate = to_ox(path)
        return lambda facts, thing: facts.objects(thing, predicate)
    said = dict(graph.predicate_objects(path))
    if said.keys() == {SH.inversePath} and isinstance(said[SH.inversePath], rdflib.URIRef):
        inverse = to_ox(said[SH.inversePath])
        return lambda facts, thing: facts.subjects(inverse, thing)
    if said.keys() == {SH.alternativePath}:
        several = [_path(graph, one) for one in RdfList(graph, said[SH.alternativePath])]
        if None not in several:
            return lambda facts, thing: {value for one in several for value in one(facts, thing)}
    return None


def _tests(graph: rdflib.Graph, node, telling: set) -> Test | None:
    """Return the test of all that constrains values of a shape; None when there is something not known here."""
    found = [_test(graph, *said) for said in graph.predicate_objects(node) if said[0] not in telling]
    return None if None in found else lambda facts, values: all(test(facts, values) for test in found)


def _test(graph: rdflib.Graph, parameter: rdflib.URIRef, value) -> Test | None:
    if parameter == SH.minCount:
        return lambda facts, values, least=int(value): len(values) >= least
    if parameter == SH.maxCount:
        return lambda facts, values, most=int(value): len(values) <= most
    if parameter == SH["class"]:
        return _each(lambda facts, one, name=str(value): isinstance(one, ox.NamedNode) and name in facts.classes(one))
    if parameter == SH.nodeKind and value == SH.IRI:
        return _each(lambda facts, one: isinstance(one, ox.NamedNode))
    if parameter == SH.datatype:
        return _each(lambda facts, one, name=str(value): _well_typed(one, name))
    if parameter == SH.pattern:
        pattern = re.compile(str(value))
        return _each(lambda facts, one: (text := _text(one)) is not None and pattern.search(text) is not None)
    if parameter == SH.minInclusive and _INTEGER.fullmatch(str(value)):
        least = int(value)
        return _each(lambda facts, one: _well_typed(one, str(XSD.integer)) and int(one.value) >= least)
    if parameter == SH["in"]:
        known = set(map(to_ox, RdfList(graph, value)))
        return _each(lambda facts, one: one in known)
    if parameter == SH.languageIn:
        languages = {str(one).lower() for one in RdfList(graph, value)}
        return _each(lambda facts, one: (_language(one) or "").lower() in languages)
    if parameter == SH.uniqueLang:
        return lambda facts, values: _all_differ([language for one in values if (language := _language(one))])
    if parameter == SH["or"]:
        known = [test for one in RdfList(graph, value) if (test := _tests(graph, one, {RDF.type}))]
        return _each(lambda facts, one: any(test(facts, (one,)) for test in known))
    if parameter in _OF_VALUES:
        return lambda facts, values: not values
    return None


def _each(test: Callable[[Facts, object], bool]) -> Test:
    return lambda facts, values: all(test(facts, one) for one in values)


def _language(term) -> str | None:
    return term.language if isinstance(term, ox.Literal) else None


def _all_differ(languages: list[str]) -> bool:
    return len({language.lower() for language in languages}) == len(languages)


def _text(term) -> str | None:
    """Return the text of an IRI or a string; None of what may be written in several ways."""
    if isinstance(term, ox.NamedNode) or (
        isinstance(term, ox.Literal) and (term.language or term.datatype.value == str(XSD.string))
    ):
        return term.value
    return None


def _well_typed(term, datatype: str) -> bool:
    """Say whether a term is plainly a well-formed literal of a datatype."""
    if not isinstance(term, ox.Literal) or term.datatype.value != datatype:
        return False
    if datatype == str(XSD.integer):
        return _INTEGER.fullmatch(term.value) is not None
    if datatype == str(XSD.date):
        return _DAY.fullmatch(term.value) is not None and _is_day(term.value)
    if datatype == str(XSD.language):
        return _LANGUAGE.fullmatch(term.value) is not None
    return datatype in (str(XSD.string), str(RDF.langString))


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
