"""The standard for registers of acts at its IRIs: its text, its context for JSON-LD, its shapes."""

from pathlib import Path

from flask import Blueprint, Response

from unmandates.rdf.formats import JSON_LD, TURTLE
from unmandates.sources import standard
from unmandates.sources.standard.version import VERSION
from unmandates.web.frame.delivery import kept
from unmandates.web.http.operations import gives, in_path, operation, refuses
from unmandates.web.http.problems import problem
from unmandates.web.http.redirects import lead

blueprint = Blueprint("standard", __name__)
_FOLDER = Path(standard.__file__).parent
_TEXT = "text/markdown; charset=utf-8"
_IN_PATH = in_path("version", "The version of the standard.", lambda: [VERSION])


@blueprint.get("/standard")
def latest() -> Response:
    """Lead to the version that is here."""
    return lead(f"/standard/{VERSION}")


@blueprint.get("/standard/shape")
@blueprint.get("/standard/shapes")
def named_shapes() -> Response:
    """Lead from what all names of the shapes begin with to the shapes."""
    return lead(f"/standard/{VERSION}/shapes.ttl")


@blueprint.get("/standard/<version>")
@operation(
    "standard", "The standard for registers of acts.", gives("Its text.", "text/markdown") | refuses(404), _IN_PATH
)
def text(version: str) -> Response:
    """Answer with the text of a version of the standard."""
    return _file("standard.md", _TEXT) if version == VERSION else _no_version()


@blueprint.get("/standard/<version>/context.jsonld")
@operation(
    "standardContext", "The JSON-LD context of the standard.",
    gives("It.", JSON_LD.media_type) | refuses(404), _IN_PATH,
)  # fmt: skip
def context(version: str) -> Response:
    """Answer with the context that a register in JSON-LD names."""
    return _file("context.jsonld", JSON_LD.media_type) if version == VERSION else _no_version()


@blueprint.get("/standard/<version>/shapes.ttl")
@operation("standardShapes", "The shapes of the standard.", gives("They.", TURTLE.media_type) | refuses(404), _IN_PATH)
def shapes(version: str) -> Response:
    """Answer with the shapes that a register keeps."""
    return _file("shapes.ttl", TURTLE.content_type) if version == VERSION else _no_version()


def _no_version() -> Response:
    return problem(404, "Not Found", f"There is no such version of the standard here. There is: {VERSION}.")


@kept
def _file(name: str, content_type: str) -> Response:
    return Response((_FOLDER / name).read_bytes(), content_type=content_type)
