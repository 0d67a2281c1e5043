"""What the data are, how complete, and how anybody can check and have them."""

import json

from flask import Blueprint, Response, abort

from unmandates.layout import PACKAGE
from unmandates.web.delivery import kept, send
from unmandates.web.rendering import render
from unmandates.web.site import site
from unmandates.web.structured import in_html, of_dataset
from unmandates.web.tables import Table, in_reading_order, table

blueprint = Blueprint("about", __name__)
_TYPES = {".nq": "application/n-quads", ".ttl": "text/turtle; charset=utf-8", ".json": "application/json",
          ".csv": "text/csv; charset=utf-8; header=present"}  # fmt: skip


@blueprint.get("/<language>/about")
@kept
def page(language: str) -> Response:
    """Show what the release holds, what is missing, what was found wrong in the sources, and the downloads."""
    where = site()
    documents = table(where, language, "documents", "document")
    notes = table(where, language, "notes", "note")
    return render(
        "about.html",
        release=where.data.release,
        notes=Table(notes.name, notes.terms, in_reading_order(notes.lines, "provision")),
        documents=table(where, language, "coverage-documents", "document"),
        kinds=table(where, language, "coverage-kinds", "kind"),
        parts=table(where, language, "coverage-parts", "class"),
        stubs=[line for line in documents.lines if any(cell.iri.endswith("/stub") for cell in line["coverage"])],
        recipe=(PACKAGE / "recompute.py").read_text(encoding="utf-8"),
        structured=in_html(of_dataset(language)),
    )


@blueprint.get("/dump/<path:name>")
def dump(name: str) -> Response:
    """Send a file of the release; only those that its manifest names, and the manifest."""
    release = site().data.release
    if name not in release.files and name != "manifest.json":
        abort(404)
    if name not in release.files:
        manifest = json.dumps(release.manifest, ensure_ascii=False, indent=2) + "\n"
        return Response(manifest, content_type=_TYPES[".json"], headers={"Cache-Control": "public, max-age=60"})
    path = release.path(name)
    return send(path, _TYPES.get(path.suffix, "application/octet-stream"), release.files[name]["sha256"])
