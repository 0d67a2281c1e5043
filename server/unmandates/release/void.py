"""The data set described, in the terms of VoID (https://www.w3.org/TR/void/), as a named graph of the release.

Everything follows from the data alone: no time of day, no address, no digest, so that the same data give the same
description and the description may be part of what the digest covers. What belongs to a published release (its files,
checksums, version, addresses) is added where it is served: `unmandates.release.dcat`.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

import pyoxigraph as ox

from unmandates.rdf import graphs
from unmandates.rdf.namespaces import DATASET, ID, PREFIXES, ROOT

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
TITLES = {"en": "Mandates of the United Nations", "ar": "ولايات الأمم المتحدة"}
_TYPE = PREFIXES["rdf"] + "type"
_LINK_SET = ox.NamedNode(PREFIXES["unm"] + "LinkSet")
#: Properties whose objects are the same or nearly the same things in other data sets (VoID, 5).
_LINKS = [PREFIXES["skos"] + name for name in ("exactMatch", "closeMatch")] + [PREFIXES["owl"] + "sameAs"]
_FOREIGN = sorted((iri for iri in PREFIXES.values() if not iri.startswith(ROOT)), key=len, reverse=True)
Fact = tuple[str, str, ox.NamedNode | ox.Literal]


def void_quads(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return the description of a data set, as quads of the graph `graph/void`, sorted.

    It counts what a query without FROM sees (`graphs.in_default`): distinct triples, classes, properties, links. A link
    set that the data describe is counted by its graph and described by its own words; links that stand elsewhere make
    a link set for each predicate and target.
    """
    seen = [quad for quad in quads if graphs.in_default(quad.graph_name.value)]
    triples = {quad.triple for quad in seen}
    described = {
        quad.graph_name.value: quad.subject
        for quad in seen
        if quad.predicate.value == _TYPE and quad.object == _LINK_SET and quad.graph_name.value != graphs.INFERRED
    }
    facts = [
        *_general(triples),
        *_classes(triples),
        *_properties(triples),
        *_described_linksets(seen, described),
        *_other_linksets(seen, described),
    ]
    graph = ox.NamedNode(graphs.VOID)
    found = {ox.Quad(ox.NamedNode(s), ox.NamedNode(_iri(p)), value, graph) for s, p, value in facts}
    return sorted(found, key=str)


def _general(triples: set[ox.Triple]) -> Iterable[Fact]:
    subjects = {triple.subject for triple in triples}
    yield DATASET, "rdf:type", _node("void:Dataset")
    for language, title in TITLES.items():
        yield DATASET, "dcterms:title", ox.Literal(title, language=language)
    yield DATASET, "dcterms:license", ox.NamedNode(LICENSE)
    yield DATASET, "void:uriSpace", ox.Literal(ID)
    yield DATASET, "void:exampleResource", ox.NamedNode(ID + "body/general-assembly")
    for prefix in sorted(PREFIXES):
        if any(triple.predicate.value.startswith(PREFIXES[prefix]) for triple in triples):
            yield DATASET, "void:vocabulary", ox.NamedNode(PREFIXES[prefix])
    yield DATASET, "void:triples", _number(len(triples))
    yield DATASET, "void:entities", _number(sum(1 for s in subjects if getattr(s, "value", "").startswith(ID)))
    yield DATASET, "void:distinctSubjects", _number(len(subjects))
    yield DATASET, "void:distinctObjects", _number(len({triple.object for triple in triples}))
    classes = {triple.object for triple in triples if triple.predicate.value == _TYPE}
    yield DATASET, "void:classes", _number(len(classes))
    yield DATASET, "void:properties", _number(len({triple.predicate for triple in triples}))


def _classes(triples: set[ox.Triple]) -> Iterable[Fact]:
    sizes = Counter(
        triple.object.value
        for triple in triples
        if triple.predicate.value == _TYPE and isinstance(triple.object, ox.NamedNode)
    )
    for iri, count in sizes.items():
        part = f"{DATASET}#class-{_local(iri)}"
        yield DATASET, "void:classPartition", ox.NamedNode(part)
        yield part, "rdf:type", _node("void:Dataset")
        yield part, "void:class", ox.NamedNode(iri)
        yield part, "void:entities", _number(count)


def _properties(triples: set[ox.Triple]) -> Iterable[Fact]:
    by_property: dict[str, list[ox.Triple]] = defaultdict(list)
    for triple in triples:
        by_property[triple.predicate.value].append(triple)
    for iri, found in by_property.items():
        part = f"{DATASET}#property-{_local(iri)}"
        yield DATASET, "void:propertyPartition", ox.NamedNode(part)
        yield part, "rdf:type", _node("void:Dataset")
        yield part, "void:property", ox.NamedNode(iri)
        yield part, "void:triples", _number(len(found))
        yield part, "void:distinctSubjects", _number(len({triple.subject for triple in found}))
        yield part, "void:distinctObjects", _number(len({triple.object for triple in found}))


def _described_linksets(quads: list[ox.Quad], described: dict[str, ox.NamedNode]) -> Iterable[Fact]:
    """Count the links of each link set that has a graph of its own: all that its graph says of other things."""
    links = defaultdict(set)
    for quad in quads:
        linkset = described.get(quad.graph_name.value)
        if not linkset:
            continue
        if quad.subject != linkset:
            links[linkset].add(quad.triple)
        elif quad.predicate.value == _iri("void:linkPredicate"):
            yield linkset.value, "void:linkPredicate", quad.object
        elif quad.predicate.value == _iri("void:objectsTarget"):
            yield from _objects_target(linkset.value, quad.object.value)
    for linkset in described.values():
        yield from _linkset(linkset.value, len(links[linkset]))


def _other_linksets(quads: list[ox.Quad], described: dict[str, ox.NamedNode]) -> Iterable[Fact]:
    stated = {
        quad.triple
        for quad in quads
        if quad.predicate.value in _LINKS
        and quad.graph_name.value not in described
        and quad.graph_name.value != graphs.INFERRED
    }
    sizes = Counter(
        (triple.predicate.value, _target(triple.object.value))
        for triple in stated
        if isinstance(triple.object, ox.NamedNode) and not triple.object.value.startswith(ROOT)
    )
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
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and (name := iri.removeprefix(namespace)).replace("_", "").isalnum():
            return f"{prefix}-{name}"
        if iri == namespace:
            return prefix
    return hashlib.sha256(iri.encode()).hexdigest()[:12]


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(_iri(name))


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=_node("xsd:integer"))
