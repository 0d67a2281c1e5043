"""The published release described, in the terms of DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/).

A catalogue with one data set, its distributions (the dumps of the release, with checksum and version) and the data
service (the SPARQL endpoint). Addresses come from the base that the service is configured with, and so does whoever
publishes it: where nobody is named, nobody is, and the catalogue does not say that it conforms to DCAT-AP 3
(https://semiceu.github.io/DCAT-AP/releases/3.0.0/), which wants a publisher.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

import pyoxigraph as ox

from unmandates.rdf import graphs
from unmandates.rdf.formats import of_file as of_file_name
from unmandates.rdf.names import expand
from unmandates.rdf.namespaces import DATASET, PREFIXES, ROOT
from unmandates.release.release import NQUADS, Release, dump_of
from unmandates.release.rights import LICENSE, Fact, of_parts, of_the_whole, rights
from unmandates.release.void import TITLES

CATALOG, SERVICE = ROOT + "catalog", ROOT + "sparql#service"
#: The namespaces that a description needs beyond those of the project.
SPDX = "http://spdx.org/rdf/terms#"
_MEDIA = "https://www.iana.org/assignments/media-types/"
VCARD = "http://www.w3.org/2006/vcard/ns#"
_DCAT_AP = "http://data.europa.eu/r5r/"
_SPARQL = "https://www.w3.org/TR/sparql11-protocol/"
_THEME = "http://publications.europa.eu/resource/authority/data-theme/INTR"
_NAMES = PREFIXES | {"spdx": SPDX, "vcard": VCARD}
_WORDS = {
    "en": "Who was asked to do what, by when, under which paragraph: resolutions of the United Nations read as data.",
    "ar": "من طُلب إليه ماذا، ومتى، وبموجب أي فقرة: قرارات الأمم المتحدة مقروءة بوصفها بيانات.",
}
#: The graphs that hold what is said of many things, and what they hold.
_GRAPHS = {
    graphs.ALL_COLLECTION: ("All statements about mandates.", "جميع العبارات عن الولايات."),
    graphs.CURATED_COLLECTION: ("What was curated by hand.", "ما حُرّر يدوياً."),
    graphs.OFFICIAL_COLLECTION: ("What comes from official sources.", "ما ورد من مصادر رسمية."),
    graphs.CANDIDATE_COLLECTION: ("What a machine proposes.", "ما تقترحه الآلة."),
    graphs.INFERRED: ("What follows from the rest.", "ما يُستنتج من سائر العبارات."),
}
_SOURCE = "The United Nations is the source of the documents, which are not reproduced here."
_SOURCE_COPIED = "The United Nations is the source of the documents; what is reproduced is an unofficial copy."


@dataclass(frozen=True)
class Publisher:
    """Whoever runs the service: a name, and perhaps a page and where to write to (`mailto:` or `https:`)."""

    name: str
    page: str = ""
    contact: str = ""


def published(release: Release, base: str, publisher: Publisher | None = None) -> list[ox.Triple]:
    """Return what is true of the release where it is served; `base` is the service's address without a last slash."""
    facts = [
        *_catalog(release, base), *_dataset(release, base), *_distributions(release, base), *_service(base), *_graphs(),
        *_kinds(base), *(_publisher(publisher, base) if publisher else ()),
    ]  # fmt: skip
    return [ox.Triple(ox.NamedNode(s), ox.NamedNode(expand(p, _NAMES)), value) for s, p, value in facts]


def _catalog(release: Release, base: str) -> Iterable[Fact]:
    yield CATALOG, "rdf:type", _node("dcat:Catalog")
    for language, title in TITLES.items():
        yield CATALOG, "dcterms:title", ox.Literal(title, language=language)
    for language, words in _WORDS.items():
        yield CATALOG, "dcterms:description", ox.Literal(words, language=language)
    if not release.imports:
        yield CATALOG, "dcterms:license", ox.NamedNode(LICENSE)
    yield CATALOG, "foaf:homepage", ox.NamedNode(base + "/")
    yield CATALOG, "dcat:dataset", ox.NamedNode(DATASET)
    yield CATALOG, "dcat:service", ox.NamedNode(SERVICE)


def _dataset(release: Release, base: str) -> Iterable[Fact]:
    yield DATASET, "rdf:type", _node("dcat:Dataset")
    for language, words in _WORDS.items():
        yield DATASET, "dcterms:description", ox.Literal(words, language=language)
    yield DATASET, "dcterms:rights", ox.Literal(_SOURCE_COPIED if release.imports else _SOURCE, language="en")
    yield from of_the_whole(release.imports)
    yield from of_parts(release.imports)
    yield DATASET, "dcterms:issued", ox.Literal(release.manifest["created"][:10], datatype=_node("xsd:date"))
    yield DATASET, "dcterms:identifier", ox.Literal(release.digest)
    yield DATASET, "dcat:version", ox.Literal(release.name)
    yield DATASET, "dcat:theme", ox.NamedNode(_THEME)
    yield DATASET, "dcat:landingPage", ox.NamedNode(base + "/")
    yield DATASET, "void:sparqlEndpoint", ox.NamedNode(base + "/sparql")
    for name in release.manifest["files"]:
        yield DATASET, "void:dataDump", ox.NamedNode(f"{base}/dump/{name}")
        yield DATASET, "dcat:distribution", ox.NamedNode(_distribution(name))


def _distributions(release: Release, base: str) -> Iterable[Fact]:
    of_file = {dump_of(part): terms for part, terms in release.imports.items()}
    for name, file in release.manifest["files"].items():
        part, checksum = _distribution(name), _distribution(name) + "-checksum"
        yield part, "rdf:type", _node("dcat:Distribution")
        yield part, "dcterms:title", ox.Literal(name)
        if terms := of_file.get(name):
            for said in rights(terms):
                yield part, "dcterms:rights", said
            if terms.said_at:
                yield part, "dcterms:source", ox.NamedNode(terms.said_at)
        else:
            yield part, "dcterms:license", ox.NamedNode(LICENSE)
        yield part, "dcat:downloadURL", ox.NamedNode(f"{base}/dump/{name}")
        yield part, "dcat:accessURL", ox.NamedNode(f"{base}/dump/{name}")
        yield f"{base}/dump/{name}", "rdf:type", _node("rdfs:Resource")
        if form := of_file_name(name):
            yield part, "dcat:mediaType", ox.NamedNode(_MEDIA + form.media_type)
            yield _MEDIA + form.media_type, "rdf:type", _node("dcterms:MediaType")
        yield part, "dcat:byteSize", ox.Literal(str(file["bytes"]), datatype=_node("xsd:nonNegativeInteger"))
        yield part, "dcat:version", ox.Literal(release.name)
        yield part, "spdx:checksum", ox.NamedNode(checksum)
        yield checksum, "rdf:type", _node("spdx:Checksum")
        yield checksum, "spdx:algorithm", _node("spdx:checksumAlgorithm_sha256")
        yield checksum, "spdx:checksumValue", ox.Literal(file["sha256"], datatype=_node("xsd:hexBinary"))


def _service(base: str) -> Iterable[Fact]:
    yield SERVICE, "rdf:type", _node("dcat:DataService")
    yield SERVICE, "dcterms:title", ox.Literal("SPARQL endpoint", language="en")
    yield SERVICE, "dcterms:title", ox.Literal("نقطة استعلام SPARQL", language="ar")
    yield SERVICE, "dcat:endpointURL", ox.NamedNode(base + "/sparql")
    yield SERVICE, "dcat:endpointDescription", ox.NamedNode(base + "/sparql")
    yield SERVICE, "dcterms:conformsTo", ox.NamedNode(_SPARQL)
    yield SERVICE, "dcat:servesDataset", ox.NamedNode(DATASET)


def _kinds(base: str) -> Iterable[Fact]:
    """Say what the things are that are pointed at: DCAT-AP wants to know, and looks nowhere else."""
    yield LICENSE, "rdf:type", _node("dcterms:LicenseDocument")
    yield base + "/", "rdf:type", _node("foaf:Document")
    yield base + "/sparql", "rdf:type", _node("rdfs:Resource")
    yield _SPARQL, "rdf:type", _node("dcterms:Standard")
    yield SPDX + "checksumAlgorithm_sha256", "rdf:type", _node("spdx:ChecksumAlgorithm")
    yield _THEME, "rdf:type", _node("skos:Concept")
    yield _THEME, "skos:prefLabel", ox.Literal("International issues", language="en")


def _publisher(publisher: Publisher, base: str) -> Iterable[Fact]:
    agent, contact = f"{base}/catalog#publisher", f"{base}/catalog#contact"
    yield CATALOG, "dcterms:conformsTo", ox.NamedNode(_DCAT_AP)
    yield _DCAT_AP, "rdf:type", _node("dcterms:Standard")
    for described in (CATALOG, DATASET, SERVICE):
        yield described, "dcterms:publisher", ox.NamedNode(agent)
    yield agent, "rdf:type", _node("foaf:Agent")
    yield agent, "foaf:name", ox.Literal(publisher.name)
    if publisher.page:
        yield agent, "foaf:homepage", ox.NamedNode(publisher.page)
        yield publisher.page, "rdf:type", _node("foaf:Document")
    if publisher.contact:
        for described in (DATASET, SERVICE):
            yield described, "dcat:contactPoint", ox.NamedNode(contact)
        yield contact, "rdf:type", _node("vcard:Kind")
        yield contact, "vcard:fn", ox.Literal(publisher.name)
        way = "vcard:hasEmail" if publisher.contact.startswith("mailto:") else "vcard:hasURL"
        yield contact, way, ox.NamedNode(publisher.contact)


def _graphs() -> Iterable[Fact]:
    for graph, words in _GRAPHS.items():
        yield DATASET, "void:subset", ox.NamedNode(graph)
        yield graph, "rdf:type", _node("void:Dataset")
        yield graph, "rdf:type", _node("sd:GraphCollection" if graph != graphs.INFERRED else "sd:Graph")
        for language, said in zip(_WORDS, words, strict=True):
            yield graph, "dcterms:description", ox.Literal(said, language=language)


def _distribution(name: str) -> str:
    stem, _, suffix = name.rpartition(".")
    part = stem.removeprefix(PurePath(NQUADS).stem)
    return f"{DATASET}#distribution-{suffix}{part}"


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(name, _NAMES))
