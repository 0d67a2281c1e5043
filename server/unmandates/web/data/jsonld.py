"""JSON-LD (https://www.w3.org/TR/json-ld11/): one context made from the ontology, and data compacted by it.

Compacted by hand: rdflib's serializer takes four to eight times as long (2.5 s for A/RES/76/186, here 0.4), orders
subjects differently in each process, so that the same data have not the same bytes, and makes 7 of the integer 007.
"""

import json
from collections import defaultdict

import pyoxigraph as ox

from unmandates.rdf.names import abbreviate, expand, split, term_name
from unmandates.rdf.namespaces import ONTOLOGY, PREFIXES
from unmandates.web.things.site import Site, once, site

_OWL, _RDFS, _XSD = PREFIXES["owl"], PREFIXES["rdfs"], PREFIXES["xsd"]
_TYPE = PREFIXES["rdf"] + "type"
#: Terms of other vocabularies that the data uses, by the name that they have in JSON.
_BORROWED = {
    "prefLabel": "skos:prefLabel", "altLabel": "skos:altLabel", "definition": "skos:definition",
    "editorialNote": "skos:editorialNote", "notation": "skos:notation", "title": "dcterms:title",
    "inScheme": "skos:inScheme", "topConceptOf": "skos:topConceptOf", "hasTopConcept": "skos:hasTopConcept",
    "broader": "skos:broader", "exactMatch": "skos:exactMatch", "closeMatch": "skos:closeMatch", "label": "rdfs:label",
    "primaryTopic": "foaf:primaryTopic", "isPartOf": "dcterms:isPartOf", "license": "dcterms:license",
}  # fmt: skip
_BORROWED_THINGS = {"inScheme", "topConceptOf", "hasTopConcept", "broader", "exactMatch", "closeMatch",
                    "primaryTopic", "isPartOf", "license"}  # fmt: skip


def address() -> str:
    """Return the address of the context, as data in JSON-LD names it."""
    return site().base + "/context.jsonld"


@once
def context(where: Site) -> dict:
    """Return the context: a name for each term of the ontology, with the type of its values where it has one."""
    properties: dict[str, dict] = defaultdict(dict)
    for row in where.data.rows("ontology"):
        if isinstance(row["subject"], ox.NamedNode) and row["subject"].value.startswith(ONTOLOGY):
            term = properties[term_name(row["subject"].value)]
            if row["predicate"].value == _TYPE:
                term.setdefault("types", set()).add(row["object"].value)
            elif row["predicate"].value == _RDFS + "range":
                term["range"] = row["object"].value if isinstance(row["object"], ox.NamedNode) else None
    entries: dict[str, object] = {"@version": 1.1, "id": "@id", "type": "@type"}
    entries |= {prefix: namespace for prefix, namespace in sorted(PREFIXES.items())}
    for name, found in _BORROWED.items():
        entries[name] = {"@id": found, "@type": "@id"} if name in _BORROWED_THINGS else {"@id": found}
    for name, term in sorted(properties.items()):
        entries[name] = _entry(name, term.get("types", set()), term.get("range"))
    return {"@context": entries}


def _entry(name: str, types: set[str], value_type: str | None) -> dict | str:
    if _OWL + "ObjectProperty" in types:
        return {"@id": "unm:" + name, "@type": "@id"}
    if (
        _OWL + "DatatypeProperty" in types
        and value_type
        and value_type.startswith(_XSD)
        and value_type != _XSD + "string"
    ):
        return {"@id": "unm:" + name, "@type": abbreviate(value_type)}
    return {"@id": "unm:" + name}


@once
def _names(where: Site) -> dict[str, tuple[str, str | None]]:
    """Return the JSON name and the type of values for each IRI that the context names."""
    names = {}
    for name, entry in context(where)["@context"].items():
        if isinstance(entry, dict):
            kind = entry.get("@type")
            datatype = expand(kind) if kind and kind != "@id" else kind
            names[expand(entry["@id"])] = (name, datatype)
    return names


def compact(triples: list[ox.Triple]) -> bytes:
    """Return triples without blank nodes as compacted JSON-LD in UTF-8, one object a subject."""
    names = _names(site())
    subjects: dict[str, dict] = {}
    for triple in triples:
        node = subjects.setdefault(triple.subject.value, {"id": triple.subject.value})
        predicate = triple.predicate.value
        if predicate == _TYPE:
            name, value = "type", names.get(triple.object.value, (_shorten(triple.object.value),))[0]
        else:
            name, kind = names.get(predicate, (_shorten(predicate), None))
            value = _value(triple.object, kind)
        node.setdefault(name, []).append(value)
    graph = [{name: _lonely(value) for name, value in node.items()} for node in subjects.values()]
    document = {"@context": address(), "@graph": graph}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _value(term: ox.NamedNode | ox.Literal, kind: str | None):
    if isinstance(term, ox.NamedNode):
        return term.value if kind == "@id" else {"id": term.value}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == kind:
        return term.value
    if term.datatype.value == _XSD + "string":
        return term.value if kind is None else {"@value": term.value}
    return {"@value": term.value, "@type": _shorten(term.datatype.value)}


def _shorten(iri: str) -> str:
    return ":".join(found) if (found := split(iri)) and found[1] else iri


def _lonely(value):
    return value[0] if isinstance(value, list) and len(value) == 1 else value
