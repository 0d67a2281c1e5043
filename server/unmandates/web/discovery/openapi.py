"""Where programs find how the service is used: its description, linked from every answer, and a catalogue of both.

The description is OpenAPI (`interface.py`); the links are those of RFC 8631, the catalogue that of RFC 9727.
"""

from flask import Blueprint, Flask, Response, json, request

from unmandates.text.words import languages
from unmandates.web.discovery.interface import document
from unmandates.web.frame.delivery import kept
from unmandates.web.http import health
from unmandates.web.things.site import site

blueprint = Blueprint("openapi", __name__)
OPENAPI = "application/vnd.oai.openapi+json;version=3.1"
LINKSET = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
_LINKS = (f'</openapi.json>; rel="service-desc"; type="{OPENAPI}"', '</.well-known/api-catalog>; rel="api-catalog"')


@blueprint.get("/openapi.json")
@kept
def description() -> Response:
    """Describe the interface."""
    return Response(json.dumps(document(site().base), ensure_ascii=False, indent=1) + "\n", content_type=OPENAPI)


@blueprint.get("/.well-known/api-catalog")
@kept
def catalogue() -> Response:
    """List the interfaces, each with its descriptions (RFC 9727; a link set as in RFC 9264)."""
    base = site().base
    interfaces = [
        {
            "anchor": f"{base}/",
            "service-desc": [{"href": f"{base}/openapi.json", "type": OPENAPI}],
            "service-doc": [{"href": f"{base}/{code}/about", "type": "text/html", "hreflang": [code]}
                            for code in languages()],
            "service-meta": [{"href": f"{base}/.well-known/void", "type": "text/turtle"}],
            "status": [{"href": base + health.PATH, "type": health.MEDIA_TYPE}],
        },
        {"anchor": f"{base}/sparql", "service-desc": [{"href": f"{base}/sparql", "type": "text/turtle"}]},
    ]  # fmt: skip
    return Response(json.dumps({"linkset": interfaces}, indent=1) + "\n", content_type=LINKSET)


def install(app: Flask) -> None:
    """Let every answer but that of a file of the site itself lead to the description."""

    @app.after_request
    def _lead(response: Response) -> Response:
        if request.endpoint != "static":
            response.headers["Link"] = ", ".join(filter(None, (response.headers.get("Link"), *_LINKS)))
        return response
