"""What the data are, how complete, and how anybody can check and have them."""

import json
from dataclasses import dataclass, replace

from flask import Blueprint, Response, abort

from unmandates.corpus.layout import PACKAGE
from unmandates.rdf.formats import of_file
from unmandates.release.release import Release, dump_of
from unmandates.web.data.schema_org import in_html, of_dataset
from unmandates.web.frame.delivery import kept, send, send_text
from unmandates.web.frame.page import template
from unmandates.web.frame.rendering import render
from unmandates.web.frame.signposting import LICENSE, rights_by_part
from unmandates.web.http.operations import gives, in_path, operation, refuses
from unmandates.web.lists.documents import entries, number_imported, read_documents
from unmandates.web.things.site import site
from unmandates.web.things.standing import Origin, origins
from unmandates.web.things.tables import Table, in_reading_order, table

blueprint = Blueprint("about", __name__)


@template("about.html")
@dataclass(frozen=True)
class AboutPage:
    """The release; what it holds of each document, kind and part, and lacks; errors in the texts; how it is checked.

    `stubs` is how many documents are only cited, `imported` how many were imported; `origins` are the sources of these.
    `recipe` is a program that works out the digest of everything.
    """

    release: Release
    notes: Table
    documents: Table
    kinds: Table
    parts: Table
    stubs: int
    imported: int
    origins: list[Origin]
    recipe: str


@blueprint.get("/<language>/about")
@kept
def page(language: str) -> Response:
    """Show what the release holds, what is missing, what was found wrong in the sources, and the downloads."""
    where = site()
    imported, release = number_imported(where), where.data.release
    notes = table(where, language, "notes", "note")
    where.world.names.expect(origin.iri for line in notes.lines for origin in line["note"][0].all("errorOrigin"))
    shown = AboutPage(
        release=release,
        notes=replace(notes, lines=in_reading_order(notes.lines, "provision")),
        documents=table(where, language, "coverage-documents", "document"),
        kinds=table(where, language, "coverage-kinds", "kind"),
        parts=table(where, language, "coverage-parts", "class"),
        stubs=len(entries(where)) - len(read_documents(where)) - imported,
        imported=imported,
        origins=origins({terms.source for terms in release.imports.values()}, language),
        recipe=(PACKAGE / "release" / "recompute.py").read_text(encoding="utf-8"),
    )
    return render(shown, structured=in_html(of_dataset(language)))


def _files() -> list[str]:
    return ["manifest.json", *site().data.release.manifest["files"]]


@blueprint.get("/dump/<path:name>")
@operation(
    "dump", "A file of the release.",
    gives("The file.", "application/n-quads", "text/turtle", "application/json") | refuses(404),
    in_path("name", "The name of the file.", _files),
)  # fmt: skip
def dump(name: str) -> Response:
    """Send a file of the release; only those that its manifest names, and the manifest."""
    release = site().data.release
    if name not in release.files and name != "manifest.json":
        abort(404)
    if name not in release.files:
        manifest = json.dumps(release.manifest, ensure_ascii=False, indent=2) + "\n"
        return send_text(manifest, of_file(name).content_type, release)
    path = release.path(name)
    form = of_file(path.name)
    content_type = form.content_type if form else "text/plain; charset=utf-8"
    response = send(path, content_type, release, release.files[name]["sha256"])
    imported = name in {dump_of(part) for part in release.imports}
    response.headers["Link"] = f'<{rights_by_part() if imported else LICENSE}>; rel="license"'
    return response
