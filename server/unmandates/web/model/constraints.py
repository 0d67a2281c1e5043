"""The shapes as readers meet them: what each asks, in which words it is told to a curator, and what broke it."""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field

import pyoxigraph as ox

from unmandates.rdf.namespaces import ONTOLOGY, PREFIXES, ROOT, SHAPE
from unmandates.web.things.naming import Text, text_of
from unmandates.web.things.site import Site, once
from unmandates.web.things.vocabulary import vocabulary

IRI = ROOT + "shape"
#: The name under which the queries over the whole graph stand among the shapes.
HYGIENE = "hygiene"
#: Where a release keeps what its check found.
FINDINGS = "findings.csv"
_SH, _RDF = PREFIXES["sh"], PREFIXES["rdf"]
#: The parameters of constraints in the order in which they are read.
_PARAMETERS = (
    "minCount maxCount class datatype nodeKind in languageIn uniqueLang pattern minInclusive maxInclusive lessThan "
    "lessThanOrEquals disjoint"
).split()
#: The shapes that are not for one class, in the order in which they are read.
_GENERAL = ("Thing", "Sourced", "Summarized", "Part", "Task", "Term", "Authority", "Concept", "ConceptScheme")
_TARGETS = {"targetClass": "class", "targetSubjectsOf": "subjects", "targetObjectsOf": "objects"}
Node = ox.NamedNode | ox.BlankNode
Graph = dict[ox.NamedNode | ox.BlankNode, dict[str, list]]


@dataclass(frozen=True)
class Rule:
    """One thing that a constraint asks: the name of its parameter and the values, IRIs and literals."""

    name: str
    values: tuple


@dataclass
class Constraint:
    """A property shape: its path (properties, each with whether it is followed backwards), rules, message and query."""

    local: str
    path: list[tuple[str, bool]]
    rules: list[Rule]
    names: list[Text]
    messages: list[Text]
    query: str | None
    targets: list[tuple[str, str]]


@dataclass
class Shape:
    """A node shape: what it is for (kind of target, IRI), and its constraints."""

    local: str
    targets: list[tuple[str, str]]
    constraints: list[Constraint] = field(default_factory=list)


@dataclass(frozen=True)
class Broken:
    """A finding of the check of the release: the IRI of the thing, if there is one, and what was said of it."""

    thing: str | None
    message: str


@dataclass(frozen=True)
class Shapes:
    """All shapes by name, and for each class or property what binds it: shapes, each with a constraint or none."""

    shapes: dict[str, Shape]
    binding: dict[str, list[tuple[Shape, Constraint | None]]]


@once
def shapes(where: Site) -> Shapes:
    """Return the shapes of the release, in the order in which the ontology has their classes."""
    graph: Graph = defaultdict(lambda: defaultdict(list))
    for row in where.data.rows("shapes"):
        graph[row["subject"]][row["predicate"].value].append(row["object"])
    named = {node.value.removeprefix(SHAPE): node for node in graph if isinstance(node, ox.NamedNode)}
    found = {name: Shape(name, _targets(graph[node])) for name, node in named.items() if _is(graph[node], "NodeShape")}
    for name in sorted(named):
        if _is(graph[named[name]], "PropertyShape") and (shape := found.get(name.partition("-")[0])):
            shape.constraints.append(_constraint(graph, named[name], name))
    where.world.names.expect(iri for shape in found.values() for one in shape.constraints for iri, _ in one.path)
    for shape in found.values():
        order = [node.value for node in graph[named[shape.local]][_SH + "property"]]
        shape.constraints.sort(key=lambda one: (SHAPE + one.local not in order, one.local))
    places = {term: place for place, term in enumerate(vocabulary(where).terms_in_order)}
    places |= {ONTOLOGY + name: place - len(_GENERAL) for place, name in enumerate(_GENERAL)}
    ordered = sorted(found.values(), key=lambda shape: (places.get(ONTOLOGY + shape.local, len(places)), shape.local))
    return Shapes({shape.local: shape for shape in ordered}, _binding(ordered))


@once
def broken(where: Site) -> dict[str, list[Broken]] | None:
    """Return what the check of the release found, by the name of the shape or rule; None if no check was recorded."""
    if FINDINGS not in where.data.release.files:
        return None
    path = where.data.release.path(FINDINGS)
    found: dict[str, list[Broken]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[name_of(row["rule"])].append(Broken(row["thing"] or None, row["message"] or row["remedy"]))
    return dict(found)


def name_of(rule: str) -> str:
    """Return the place of a finding's rule on the pages: `Mandate-basis`, `hygiene-kind`."""
    return re.sub(r"[^\w-]+", "-", rule.removeprefix("shape:"))


def _is(about: dict[str, list], name: str) -> bool:
    return ox.NamedNode(_SH + name) in about[_RDF + "type"]


def _targets(about: dict[str, list]) -> list[tuple[str, str]]:
    return [(kind, node.value) for name, kind in _TARGETS.items() for node in about[_SH + name]]


def _constraint(graph: Graph, node: Node, name: str) -> Constraint:
    about = graph[node]
    query = next((text.value for sparql in about[_SH + "sparql"] for text in graph[sparql][_SH + "select"]), None)
    return Constraint(
        name, [step for path in about[_SH + "path"] for step in _path(graph, path)], _rules(graph, about),
        [text_of(text) for text in about[_SH + "name"]], [text_of(text) for text in about[_SH + "message"]],
        query.strip("\n") if query else None, _targets(about),
    )  # fmt: skip


def _path(graph: Graph, node: Node, back: bool = False) -> list[tuple[str, bool]]:
    """Return the properties of a path: several where any of them will do."""
    if isinstance(node, ox.NamedNode):
        return [(node.value, back)]
    about = graph[node]
    inverse = [step for inner in about[_SH + "inversePath"] for step in _path(graph, inner, not back)]
    along = [inner for name in ("oneOrMorePath", "zeroOrMorePath") for inner in about[_SH + name]]
    either = [inner for members in about[_SH + "alternativePath"] for inner in _members(graph, members)]
    return inverse + [step for inner in (*along, *either) for step in _path(graph, inner, back)]


def _members(graph: Graph, node: Node) -> list:
    """Return the members of a list."""
    found = []
    while isinstance(node, ox.BlankNode):
        found += graph[node][_RDF + "first"]
        node = next(iter(graph[node][_RDF + "rest"]), None)
    return found


def _rules(graph: Graph, about: dict[str, list]) -> list[Rule]:
    values = {name: tuple(about[_SH + name]) for name in _PARAMETERS}
    for options in about[_SH + "or"]:
        for option in _members(graph, options):
            for name in ("class", "datatype"):
                values[name] += tuple(graph[option][_SH + name])
    for name in ("in", "languageIn"):
        values[name] = tuple(member for members in values[name] for member in _members(graph, members))
    if values["minCount"] and values["minCount"] == values["maxCount"]:
        values = {"exactly": values.pop("minCount"), **values, "maxCount": ()}
    if any(value.value in ("false", "0") for value in values["uniqueLang"]):
        values["uniqueLang"] = ()
    return [Rule(name, found) for name, found in values.items() if found]


def _binding(found: list[Shape]) -> dict[str, list[tuple[Shape, Constraint | None]]]:
    binding: dict[str, list[tuple[Shape, Constraint | None]]] = defaultdict(list)
    for shape in found:
        for kind, iri in shape.targets:
            if kind == "class":
                binding[iri].append((shape, None))
        for constraint in shape.constraints:
            for iri in dict.fromkeys(iri for iri, _ in constraint.path):
                binding[iri].append((shape, constraint))
    return dict(binding)
