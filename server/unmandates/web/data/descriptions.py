"""The data about a thing as a document of its own: what is said of it and its parts, and what follows from that."""

import json

import pyoxigraph as ox
from flask import Blueprint, Response, request

from unmandates.rdf.formats import JSON_LD
from unmandates.rdf.names import relative, whole_of
from unmandates.rdf.namespaces import ID, PREFIXES, ROOT
from unmandates.rdf.writing import write
from unmandates.web.data import dereference, jsonld
from unmandates.web.data.withdrawn import withdrawn
from unmandates.web.frame.delivery import kept
from unmandates.web.frame.signposting import LINKSET, header, license_of, link_set, links_of_data
from unmandates.web.frame.suggestions import not_found
from unmandates.web.http.formats import GRAPHS, HTML, Format, choose, split_suffix
from unmandates.web.http.operations import gives, gives_rdf, in_suffix, operation, refuses
from unmandates.web.http.parameters import reads
from unmandates.web.things.site import site

blueprint = Blueprint("descriptions", __name__)


@blueprint.get("/data/<path:path>")
@operation(
    "data", "What is said of a thing and of its parts, in one form of RDF.",
    gives_rdf("The data.") | refuses(404, 410),
    *dereference.THING, in_suffix(), path="/data/{kind}/{key}.{suffix}",
)  # fmt: skip
@reads("format")
def data(path: str) -> Response:
    """Answer with the data document in the form of its suffix; without one, lead to the form asked for, or the page."""
    stem, form = split_suffix(path, GRAPHS)
    if gone := withdrawn(stem):
        return gone
    if form is None:
        if not site().world.thing(ID + path, "en").known:
            return not_found(path)
        return dereference.lead_to(path, choose(request, (*GRAPHS, HTML)))
    if not site().world.thing(ID + stem, "en").known:
        return not_found(stem)
    if not path.endswith(f".{form.suffix}"):
        return dereference.lead_to(stem, form)  # by another suffix of the form: one document has one address
    return _document(path)


@blueprint.get("/linkset/<path:path>")
@operation(
    "linkset", "The typed links of a thing's pages and data (RFC 9264).",
    gives("The links.", LINKSET) | refuses(404, 410), *dereference.THING, path="/linkset/{kind}/{key}",
)  # fmt: skip
@reads()
def links(path: str) -> Response:
    """Answer with the typed links of a thing's pages and data (RFC 9264)."""
    if gone := withdrawn(path):
        return gone
    return _links(path) if site().world.thing(ID + path, "en").known else not_found(path)


@kept
def _links(path: str) -> Response:
    text = json.dumps(link_set(ID + path), ensure_ascii=False, indent=1) + "\n"
    response = Response(text, content_type=LINKSET)
    response.headers["Link"] = f'<{license_of(ID + path)}>; rel="license"'
    return response


@kept
def _document(path: str) -> Response:
    stem, form = split_suffix(path, GRAPHS)
    response = Response(serialize(triples_about(ID + stem), form), content_type=form.content_type)
    response.headers["Link"] = header(links_of_data(ID + stem, form.suffix))
    return response


def triples_about(iri: str) -> list[ox.Triple]:
    """Return what is said of a thing and of its parts, what follows from that, and what the document is."""
    description, below = site().world.describe(whole_of(iri)), iri + "/"
    subjects = [subject for subject in description.statements if subject == iri or subject.startswith(below)]
    triples = [
        ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), value)
        for subject in subjects
        for predicate, values in description.statements[subject].items()
        for value in values
    ]
    triples += [
        ox.Triple(row["subject"], row["predicate"], row["object"])
        for subject in subjects
        for row in site().data.rows("inferred", subject=ox.NamedNode(subject))
    ]
    return list(dict.fromkeys(triples)) + _about_document(iri)


def _about_document(iri: str) -> list[ox.Triple]:
    document = ox.NamedNode(f"{ROOT}data/{relative(iri)}")
    release = site().data.release
    values = {
        "rdf:type": ox.NamedNode(PREFIXES["foaf"] + "Document"),
        "foaf:primaryTopic": ox.NamedNode(iri),
        "dcterms:isPartOf": ox.NamedNode(ROOT + "dataset"),
        "dcterms:license": ox.NamedNode(license_of(iri)),
        "dcterms:issued": ox.Literal(release.manifest["created"], datatype=ox.NamedNode(PREFIXES["xsd"] + "dateTime")),
        "dcterms:identifier": ox.Literal(release.digest),
    }
    expanded = {PREFIXES[name.split(":")[0]] + name.split(":")[1]: value for name, value in values.items()}
    return [ox.Triple(document, ox.NamedNode(name), value) for name, value in expanded.items()]


def serialize(triples: list[ox.Triple], form: Format) -> bytes:
    """Return triples in one of the forms of RDF, sorted so that the same data give the same bytes."""
    ordered = sorted(triples, key=str)
    return jsonld.compact(ordered) if form is JSON_LD else write(ordered, form, PREFIXES)
