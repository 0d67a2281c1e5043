"""The data set described, in the terms of VoID (https://www.w3.org/TR/void/), as a named graph of the release.

Everything follows from the data alone: no time of day, no address, no digest, so that the same data give the same
description and the description may be part of what the digest covers. What belongs to a published release (its files,
checksums, version, addresses) is added where it is served: `unmandates.release.dcat`.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

import pyoxigraph as ox

from unmandates.rdf import graphs
from unmandates.rdf.names import expand, split
from unmandates.rdf.namespaces import DATASET, ID, PREFIXES, ROOT
from unmandates.release.imported import Terms
from unmandates.release.rights import Fact, of_parts, of_the_whole, part_iri

TITLES = {"en": "Mandates of the United Nations", "ar": "ولايات الأمم المتحدة"}
_TYPE = PREFIXES["rdf"] + "type"
_DEFAULT = ox.DefaultGraph()
#: What is counted of the whole and of each property, but takes the more memory the more there is.
_DISTINCT = (("distinctSubjects", "COUNT(DISTINCT ?s)"), ("distinctObjects", "COUNT(DISTINCT ?o)"))
_LINK_SET = ox.NamedNode(PREFIXES["unm"] + "LinkSet")
#: Properties whose objects are the same or nearly the same things in other data sets (VoID, 5).
_LINKS = [PREFIXES["skos"] + name for name in ("exactMatch", "closeMatch")] + [PREFIXES["owl"] + "sameAs"]
_FOREIGN = sorted((iri for iri in PREFIXES.values() if not iri.startswith(ROOT)), key=len, reverse=True)


def void_quads(
    store: ox.Store, imports: Mapping[str, Terms] | None = None, sizes: Mapping[str, int] | None = None
) -> list[ox.Quad]:
    """Return the description of a data set, as quads of the graph `graph/void`, sorted.

    The store holds each graph under its name, and as default what a query without FROM sees (`graphs.in_default`); that
    is counted: triples, classes, properties, links. A link set that the data describe is counted by its graph and
    described by its own words; links that stand elsewhere make a link set for each predicate and target. `imports` are
    the terms of the parts that were imported, by their names, and `sizes` how many statements they have; with them
    it is not counted how many subjects and objects differ, for which all of them would be held in memory at once.
    """
    described = {
        quad.graph_name.value: quad.subject
        for quad in store.quads_for_pattern(None, ox.NamedNode(_TYPE), _LINK_SET, None)
        if quad.graph_name != _DEFAULT and graphs.is_stated(quad.graph_name.value)
    }
    counted = store.query("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")
    properties = {row["p"]: int(row["n"].value) for row in counted}
    facts = [
        *_general(store, properties, bool(imports)),
        *of_the_whole(imports or {}),
        *of_parts(imports or {}),
        *((part_iri(part), "void:triples", _number(size)) for part, size in (sizes or {}).items()),
        *_classes(store),
        *_properties(store, properties, bool(imports)),
        *_described_linksets(store, described),
        *_other_linksets(store, described),
    ]
    graph = ox.NamedNode(graphs.VOID)
    found = {ox.Quad(ox.NamedNode(s), ox.NamedNode(expand(p)), value, graph) for s, p, value in facts}
    return sorted(found, key=str)


def _counted(store: ox.Store, what: str, pattern: str, **terms: ox.NamedNode) -> int:
    """Return a number of what the store's default graph holds, with terms in place of variables of the pattern."""
    for variable, term in terms.items():
        pattern = pattern.replace(f"?{variable}", str(term))
    (row,) = store.query(f"SELECT ({what} AS ?n) {{ {pattern} }}")
    return int(row["n"].value)


def _general(store: ox.Store, properties: dict[ox.NamedNode, int], large: bool) -> Iterable[Fact]:
    yield DATASET, "rdf:type", _node("void:Dataset")
    for language, title in TITLES.items():
        yield DATASET, "dcterms:title", ox.Literal(title, language=language)
    yield DATASET, "void:uriSpace", ox.Literal(ID)
    yield DATASET, "void:exampleResource", ox.NamedNode(ID + "body/general-assembly")
    for prefix in sorted(PREFIXES):
        if any(predicate.value.startswith(PREFIXES[prefix]) for predicate in properties):
            yield DATASET, "void:vocabulary", ox.NamedNode(PREFIXES[prefix])
    yield DATASET, "void:triples", _number(sum(properties.values()))
    # Filtered here: the engine would look at the name of the subject once for each of its triples.
    subjects = store.query("SELECT DISTINCT ?s { ?s ?p ?o }")
    ours = sum(isinstance(row["s"], ox.NamedNode) and row["s"].value.startswith(ID) for row in subjects)
    yield DATASET, "void:entities", _number(ours)
    for name, what in () if large else _DISTINCT:
        yield DATASET, f"void:{name}", _number(_counted(store, what, "?s ?p ?o"))
    yield DATASET, "void:classes", _number(_counted(store, "COUNT(DISTINCT ?o)", f"?s <{_TYPE}> ?o"))
    yield DATASET, "void:properties", _number(len(properties))


def _classes(store: ox.Store) -> Iterable[Fact]:
    for row in store.query(f"SELECT ?class (COUNT(*) AS ?n) {{ ?s <{_TYPE}> ?class }} GROUP BY ?class"):
        if not isinstance(row["class"], ox.NamedNode):
            continue
        part = f"{DATASET}#class-{_local(row['class'].value)}"
        yield DATASET, "void:classPartition", ox.NamedNode(part)
        yield part, "rdf:type", _node("void:Dataset")
        yield part, "void:class", row["class"]
        yield part, "void:entities", _number(int(row["n"].value))


def _properties(store: ox.Store, properties: dict[ox.NamedNode, int], large: bool) -> Iterable[Fact]:
    for predicate, triples in properties.items():
        part = f"{DATASET}#property-{_local(predicate.value)}"
        yield DATASET, "void:propertyPartition", ox.NamedNode(part)
        yield part, "rdf:type", _node("void:Dataset")
        yield part, "void:property", predicate
        yield part, "void:triples", _number(triples)
        for name, what in () if large else _DISTINCT:  # no more than the things of one property are held
            yield part, f"void:{name}", _number(_counted(store, what, "?s ?p ?o", p=predicate))


def _described_linksets(store: ox.Store, described: dict[str, ox.NamedNode]) -> Iterable[Fact]:
    """Count the links of each link set that has a graph of its own: all that its graph says of other things."""
    links: Counter[ox.NamedNode] = Counter()
    for graph, linkset in described.items():
        for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            if quad.subject != linkset:
                links[linkset] += 1
            elif quad.predicate.value == expand("void:linkPredicate"):
                yield linkset.value, "void:linkPredicate", quad.object
            elif quad.predicate.value == expand("void:objectsTarget"):
                yield from _objects_target(linkset.value, quad.object.value)
    for linkset in described.values():
        yield from _linkset(linkset.value, links[linkset])


def _other_linksets(store: ox.Store, described: dict[str, ox.NamedNode]) -> Iterable[Fact]:
    sizes: Counter[tuple[str, str]] = Counter()
    for predicate in _LINKS:
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, _DEFAULT):
            value = quad.object
            if not isinstance(value, ox.NamedNode) or value.value.startswith(ROOT):
                continue
            stated = store.quads_for_pattern(quad.subject, quad.predicate, value, None)
            names = {other.graph_name.value for other in stated if other.graph_name != _DEFAULT}
            if any(graphs.is_stated(name) and name not in described for name in names):
                sizes[predicate, _target(value.value)] += 1
    for (predicate, target), count in sizes.items():
        part = f"{DATASET}#links-{_local(predicate)}-{_local(target)}"
        yield from _linkset(part, count)
        yield part, "void:linkPredicate", ox.NamedNode(predicate)
        yield from _objects_target(part, target)


def _linkset(linkset: str, count: int) -> Iterable[Fact]:
    yield DATASET, "void:subset", ox.NamedNode(linkset)
    yield linkset, "rdf:type", _node("void:Linkset")
    yield linkset, "void:subjectsTarget", ox.NamedNode(DATASET)
    yield linkset, "void:triples", _number(count)


def _objects_target(linkset: str, target: str) -> Iterable[Fact]:
    yield linkset, "void:objectsTarget", ox.NamedNode(target)
    yield target, "rdf:type", _node("void:Dataset")
    yield target, "void:uriSpace", ox.Literal(target)


def _target(iri: str) -> str:
    """Return the vocabulary or data set that an IRI belongs to: a namespace that is known here, or its server."""
    known = next((namespace for namespace in _FOREIGN if iri.startswith(namespace)), None)
    return known or "{0.scheme}://{0.netloc}/".format(urlsplit(iri))


def _local(iri: str) -> str:
    """Return a name for an IRI that may stand in a fragment: its prefix and local name, or a short digest."""
    if (found := split(iri)) and (not found[1] or found[1].replace("_", "").isalnum()):
        return "-".join(filter(None, found))
    return hashlib.sha256(iri.encode()).hexdigest()[:12]


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(name))


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=_node("xsd:integer"))
