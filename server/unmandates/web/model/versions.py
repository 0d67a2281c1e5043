"""The versions of the ontology, each at its version IRI: the one in service, the former ones, those of other releases.

A former version is what was published of it (`ontology/versions/`), whatever a release at hand calls by its number.
"""

from pathlib import Path

import pyoxigraph as ox
from flask import Blueprint, Response

from unmandates.corpus.files import former_ontologies
from unmandates.release.release import ONTOLOGY
from unmandates.web.about.releases import releases
from unmandates.web.data import documents
from unmandates.web.data.statements import statements_as, triples_of
from unmandates.web.frame.delivery import kept
from unmandates.web.frame.signposting import LICENSE
from unmandates.web.http.formats import GRAPHS, split_suffix
from unmandates.web.http.operations import gives_rdf, in_path, leads, operation, refuses
from unmandates.web.http.parameters import reads
from unmandates.web.http.problems import problem
from unmandates.web.model.ontology import ontology
from unmandates.web.things.site import Site, once, site
from unmandates.web.things.vocabulary import IRI, vocabulary

blueprint = Blueprint("versions", __name__)


@once
def versions(where: Site) -> dict[str, Path | None]:
    """Return the Turtle file of each version, the one in service first: it has none, for the store tells it."""
    found: dict[str, Path | None] = {vocabulary(where).version: None}
    for version, path in former_ontologies().items():
        found.setdefault(version, path)
    for release in releases(where):
        version = release.manifest.get("ontology")
        if version and ONTOLOGY in release.files:
            found.setdefault(version, release.path(ONTOLOGY))
    return found


def statements(version: str) -> list[ox.Triple]:
    """Return what a version of the ontology that is here says."""
    path = versions(site())[version]
    if path is None:
        return triples_of("ontology")
    return [quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)]


@blueprint.get("/ontology/<version>")
@operation(
    "ontologyVersion", "A version of the ontology, in the form of `Accept`.",
    gives_rdf("The version.") | leads("To its page.") | refuses(404, 406),
    in_path("version", "The version.", lambda: versions(site())),
)  # fmt: skip
@reads("format")
def of_version(version: str) -> Response:
    """Answer with a version of the ontology, by `?format=` or `Accept`; the one in service has a page too."""
    there = versions(site())
    stem, form = split_suffix(version, GRAPHS) if version not in there else (version, None)
    if stem not in there:
        available = {f"{IRI}/{known}": f"/ontology/{known}" for known in there}
        said = f"There is no such version of the ontology here. There is: {', '.join(there)}."
        return problem(404, "Not Found", said, available=available)
    in_service = stem == next(iter(there))
    if in_service and form is None:
        return ontology()
    place = f"/ontology/{stem}.{{suffix}}"
    if form is None:
        return documents.answer(lambda suffix: _data(stem, suffix), place, as_page=True)
    return documents.of_file(lambda suffix: _data(stem, suffix), place, version.rpartition(".")[2])


@kept
def _data(version: str, suffix: str) -> Response:
    response = statements_as(statements(version), suffix)
    response.headers["Content-Location"] = f"/ontology/{version}.{suffix}"
    response.headers["Link"] = f'<{IRI}/{version}>; rel="cite-as describes", <{LICENSE}>; rel="license"'
    return response
