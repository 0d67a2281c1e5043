"""The versions of the ontology, each at its version IRI: the one in force, and those of other releases at hand."""

from functools import lru_cache

import pyoxigraph as ox
from flask import Blueprint, Response, request

from unmandates.namespaces import PREFIXES
from unmandates.release import ONTOLOGY, Release
from unmandates.web import context
from unmandates.web.addresses import LICENSE
from unmandates.web.delivery import kept
from unmandates.web.formats import HTML, RDF, choose, split_suffix
from unmandates.web.ontology import ontology
from unmandates.web.problems import problem
from unmandates.web.releases import releases
from unmandates.web.site import Site, site
from unmandates.web.vocabulary import IRI, vocabulary

blueprint = Blueprint("versions", __name__)


@lru_cache(maxsize=4)
def versions(where: Site) -> dict[str, Release]:
    """Return the latest release that holds each version, the version in force first."""
    found = {vocabulary(where).version: where.data.release}
    for release in releases(where):
        version = release.manifest.get("ontology")
        if version and ONTOLOGY in release.files:
            found.setdefault(version, release)
    return found


@blueprint.get("/ontology/<version>")
def of_version(version: str) -> Response:
    """Answer with a version of the ontology, by `?format=` or `Accept`; the one in force has a page too."""
    there = versions(site())
    stem, form = split_suffix(version, RDF) if version not in there else (version, None)
    if stem not in there:
        available = {f"{IRI}/{known}": f"/ontology/{known}" for known in there}
        said = f"There is no such version of the ontology here. There is: {', '.join(there)}."
        return problem(404, "Not Found", said, available=available)
    in_force = stem == next(iter(there))
    if in_force and form is None:
        return ontology()
    form = form or choose(request, (*RDF, HTML))
    if form is None:
        offered = {found.media_type: f"/ontology/{stem}.{found.suffix}" for found in RDF}
        return problem(406, "Not Acceptable", "There is: " + ", ".join(offered) + ".", available=offered)
    response = _data(stem, RDF[0].suffix if form is HTML else form.suffix)
    response.vary.add("Accept")
    return response


@kept
def _data(version: str, suffix: str) -> Response:
    form = next(found for found in RDF if found.suffix == suffix)
    release = versions(site())[version]
    if release is site().data.release:
        rows = site().data.rows("ontology")
        triples = [ox.Triple(row["subject"], row["predicate"], row["object"]) for row in rows]
    else:
        triples = [quad.triple for quad in ox.parse(path=str(release.path(ONTOLOGY)), format=ox.RdfFormat.TURTLE)]
    if form.serializer is None:
        body = context.expand(triples)
    else:
        body = ox.serialize(sorted(triples, key=str), format=form.serializer, prefixes=PREFIXES)
    charset = "; charset=utf-8" if form.media_type.startswith("text/") else ""
    response = Response(body, content_type=form.media_type + charset)
    response.headers["Content-Location"] = f"/ontology/{version}.{suffix}"
    response.headers["Link"] = f'<{IRI}/{version}>; rel="cite-as describes", <{LICENSE}>; rel="license"'
    return response
