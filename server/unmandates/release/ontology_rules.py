"""The rules of OWL 2 RL (https://www.w3.org/TR/owl2-profiles/#OWL_2_RL) that an ontology amounts to, read off it once.

Of each property and class is then known all that a statement with it says besides: one look-up a statement, and rounds
only for transitive properties and classes defined by a rule. Equality is not worked out: nothing in the data says that
two things are one. An ontology that says more than is known here is refused, so that nothing is left out in silence.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

import pyoxigraph as ox

from unmandates.rdf.namespaces import PREFIXES

_RDF, _RDFS, _OWL = (PREFIXES[name] for name in ("rdf", "rdfs", "owl"))
_TYPE = ox.NamedNode(_RDF + "type")
_FIRST, _REST, _NIL = (ox.NamedNode(_RDF + name) for name in ("first", "rest", "nil"))
#: What an ontology may say in the words of RDFS and OWL: axioms that are followed, and those from which nothing follows
#: but that data are wrong, or about literals.
_FOLLOWED = {_RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range")} | {
    _OWL + name
    for name in ("equivalentClass", "inverseOf", "unionOf", "intersectionOf", "onProperty", "someValuesFrom")
}
_SILENT = {_RDFS + name for name in ("label", "comment", "isDefinedBy", "seeAlso")} | {
    _OWL + name
    for name in (
        "members", "onDatatype", "withRestrictions", "versionIRI", "versionInfo", "priorVersion", "deprecated",
    )
}  # fmt: skip
_KINDS = {_RDFS + "Datatype"} | {
    _OWL + name
    for name in (
        "Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "FunctionalProperty", "TransitiveProperty",
        "AllDisjointClasses", "Restriction", "Ontology",
    )
}  # fmt: skip

Pair = tuple[ox.NamedNode, ox.NamedNode | ox.Literal]


class OntologyRules:
    """What an ontology, given among quads, makes follow. Raises ValueError when it says what is not known here."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        said: dict[str, dict] = defaultdict(lambda: defaultdict(list))
        self._transitive = set()
        for quad in quads:
            name, value = quad.predicate.value, quad.object
            if quad.predicate == _TYPE:
                if value.value.startswith((_RDFS, _OWL)) and value.value not in _KINDS:
                    raise ValueError(f"{quad.subject} is of the class {value}, from which it is not known what follows")
                if value.value == _OWL + "TransitiveProperty":
                    self._transitive.add(quad.subject)
            elif name in _FOLLOWED or quad.predicate in (_FIRST, _REST):
                said[name][quad.subject].append(value)
            elif name.startswith((_RDFS, _OWL)) and name not in _SILENT:
                raise ValueError(f"{quad.subject} has {quad.predicate}, from which it is not known what follows")
        self._read_classes(said)
        self._read_properties(said)

    def _read_classes(self, said: dict[str, dict]) -> None:
        wider = defaultdict(set)
        for name, value in _pairs(said[_RDFS + "subClassOf"]):
            wider[name].add(value)
        for name, value in _pairs(said[_OWL + "equivalentClass"]):
            wider[name].add(value)
            wider[value].add(name)
        for name, members in _pairs(said[_OWL + "unionOf"]):
            for member in _listed(said, members):
                wider[member].add(name)
        self._met = [(name, list(_listed(said, members))) for name, members in _pairs(said[_OWL + "intersectionOf"])]
        for name, members in self._met:
            wider[name].update(members)
        self._classes = _closed(wider)
        self._some = [
            (name, prop, filler)
            for name, filler in _pairs(said[_OWL + "someValuesFrom"])
            for prop in said[_OWL + "onProperty"][name]
        ]

    def _read_properties(self, said: dict[str, dict]) -> None:
        #: From a property, read forwards (True) or backwards, to those that hold with it.
        implied = defaultdict(set)
        for name, value in _pairs(said[_RDFS + "subPropertyOf"]):
            implied[name, True].add((value, True))
            implied[name, False].add((value, False))
        for name, value in _pairs(said[_OWL + "inverseOf"]):
            for one, other in ((name, value), (value, name)):
                implied[one, True].add((other, False))
                implied[one, False].add((other, True))
        self._implied = {node[0]: found - {node} for node, found in _closed(implied).items() if node[1]}
        self._ends = defaultdict(lambda: (set(), set()))
        for end, axiom in enumerate(("domain", "range")):
            for name, value in _pairs(said[_RDFS + axiom]):
                self._ends[name][end].update(self.classes(value))

    def classes(self, name) -> Iterable:
        """Return a class with all that its members are members of too."""
        return self._classes.get(name, (name,))

    def tells(self, prop: ox.NamedNode) -> bool:
        """Say whether something follows from a statement with a property and a text or number."""
        return bool(self._implied.get(prop))

    def consequences(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
        """Yield what follows from the statements, graphs merged, each once; what is stated may be among it."""
        pairs: dict[ox.NamedNode, set[Pair]] = defaultdict(set)
        types: dict = defaultdict(set)
        stated: dict[ox.NamedNode, list[Pair]] = defaultdict(list)
        for quad in quads:
            if quad.predicate == _TYPE:
                types[quad.subject].update(self.classes(quad.object))
            else:
                stated[quad.predicate].append((quad.subject, quad.object))
        for prop, found in stated.items():
            self._imply(prop, found, pairs)
        while self._close(stated, pairs):
            pass
        for prop in {*stated, *pairs} & self._ends.keys():
            domains, ranges = self._ends[prop]
            for subject, value in chain(stated.get(prop, ()), pairs.get(prop, ())):
                types[subject].update(domains)
                if ranges and not isinstance(value, ox.Literal):
                    types[value].update(ranges)
        while self._define(stated, pairs, types):
            pass
        for prop, found in pairs.items():
            yield from (ox.Triple(subject, prop, value) for subject, value in found)
        for thing, names in types.items():
            yield from (ox.Triple(thing, _TYPE, name) for name in names)

    def _imply(self, prop: ox.NamedNode, found: Iterable[Pair], pairs: dict[ox.NamedNode, set[Pair]]) -> None:
        """Add what holds with the pairs of a property."""
        for other, forwards in self._implied.get(prop, ()):
            if forwards:
                pairs[other].update(found)
            else:
                pairs[other].update((value, one) for one, value in found if not isinstance(value, ox.Literal))

    def _close(self, stated: dict, pairs: dict[ox.NamedNode, set[Pair]]) -> bool:
        """Close the transitive properties once; say whether any has grown."""
        grown = False
        for prop in self._transitive:
            further = defaultdict(set)
            for one, value in chain(stated.get(prop, ()), pairs.get(prop, ())):
                further[one].add(value)
            found = {(one, value) for one, values in _closed(further).items() for value in values if value != one}
            found |= {(one, one) for one, values in further.items() if one in _reached(further, values)}
            new = found - pairs[prop]
            new.difference_update(stated.get(prop, ()))
            pairs[prop] |= new
            self._imply(prop, new, pairs)
            grown = grown or bool(new)
        return grown

    def _define(self, stated: dict, pairs: dict, types: dict) -> bool:
        """Add the classes that are defined by a rule once; say whether anything has been added."""
        grown = False
        for name, prop, filler in self._some:
            for one, value in chain(stated.get(prop, ()), pairs.get(prop, ())):
                if name not in types[one] and (filler.value == _OWL + "Thing" or filler in types.get(value, ())):
                    types[one].update(self.classes(name))
                    grown = True
        for name, members in self._met:
            for names in types.values():
                if name not in names and names.issuperset(members):
                    names.update(self.classes(name))
                    grown = True
        return grown


def _pairs(said: dict) -> Iterator[tuple]:
    for subject, values in said.items():
        yield from ((subject, value) for value in values)


def _listed(said: dict[str, dict], members) -> Iterator:
    """Yield the members of an RDF list."""
    while members != _NIL:
        yield from said[_FIRST.value][members]
        (members,) = said[_REST.value][members]


def _reached(further: dict, begin: Iterable) -> set:
    """Return what is reached from some nodes, these among it."""
    found, waiting = set(begin), list(begin)
    while waiting:
        new = further.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _closed(further: dict) -> dict:
    """Return of each node all that is reached from it, itself among it."""
    return {node: frozenset(_reached(further, [node])) for node in further}
