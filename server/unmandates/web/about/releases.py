"""The releases at hand, what changed from one to another, as pages, tables and a feed.

What changed was found when the later of two releases was made (`unmandates.release.changes`); here it is only read.
"""

import re
from pathlib import Path

import pyoxigraph as ox
from flask import Blueprint, Response, abort, request

from unmandates.rdf import graphs
from unmandates.rdf.formats import N_QUADS
from unmandates.rdf.names import abbreviate
from unmandates.rdf.namespaces import ID, ONTOLOGY, PREFIXES, SHAPE
from unmandates.release import changes
from unmandates.release.release import Release, at_hand
from unmandates.text.words import words
from unmandates.web.frame.delivery import kept, send
from unmandates.web.frame.rendering import render
from unmandates.web.http.formats import CSV, HTML, choose
from unmandates.web.http.language import negotiated
from unmandates.web.http.parameters import reads
from unmandates.web.http.problems import problem
from unmandates.web.http.redirects import BY_FORM, BY_READER, lead
from unmandates.web.things.display_names import label
from unmandates.web.things.naming import Text, best, text_of
from unmandates.web.things.site import Site, once, site
from unmandates.web.things.things import Thing

blueprint = Blueprint("releases", __name__)
_NAME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-z]{1,64}"
_PAIR = re.compile(rf"({_NAME})\.\.\.({_NAME})\Z")
#: What is said of blank nodes is told of these graphs.
_GRAPHS = {graphs.ONTOLOGY: "ontology", graphs.SHAPES: "shapes"}
#: How many things of each kind, and how many statements about one, a page shows.
_THINGS, _STATEMENTS = 200, 500
_FILES = {"csv": (changes.THINGS, CSV), "added.nq": (changes.ADDED, N_QUADS), "removed.nq": (changes.REMOVED, N_QUADS)}


@once
def releases(where: Site) -> list[Release]:
    """Return the releases at hand, the latest first; the one being shown is always among them."""
    present = where.data.release
    others = [release for release in at_hand(present.folder.parent) if release.name != present.name]
    return sorted([present, *others], key=lambda release: release.manifest["created"], reverse=True)


@blueprint.get("/releases/<name>")
def one(name: str) -> Response:
    """Lead to a release's place on the page, or to what changed between two as a page or as CSV."""
    if any(release.name == name for release in releases(site())):
        return lead(f"/{negotiated()}/releases#{name}", *BY_READER)
    stem, suffix = _split(name)
    if _pair(stem) is None:
        abort(404)
    if suffix:
        return lead(f"/{negotiated()}/releases/{name}", *BY_READER)
    form = choose(request, (HTML, CSV))
    if form is None:
        return problem(406, "Not Acceptable", "There is: text/html, text/csv.")
    return lead(f"/{negotiated()}/releases/{name}" + (".csv" if form is CSV else ""), *BY_FORM, *BY_READER)


@blueprint.get("/<language>/releases")
@kept
def page(language: str) -> Response:
    """List the releases at hand."""
    return render("releases.html", releases=releases(site()), present=site().data.release.name)


@blueprint.get("/<language>/releases/<name>")
@reads("thing")
def difference(language: str, name: str) -> Response:
    """Show what changed between two releases (`<older>...<later>`), in all or of one `?thing=`; or send its files."""
    stem, suffix = _split(name)
    pair = _pair(stem)
    if pair is None:
        if back := _pair("...".join(reversed(stem.split("...")))):
            ordered = f"{back[0]}...{back[1].name}"
            return lead(f"/{language}/releases/{ordered}" + (f".{suffix}" if suffix else ""))
        abort(404)
    if suffix:
        return _file(*pair, suffix)
    thing = request.args.get("thing", "")
    return _of_thing(language, stem, thing[:1000]) if thing else _page(language, stem)


def _pair(name: str) -> tuple[str, Release] | None:
    """Return the name of the older release and the later one, for `<older>...<later>` that were compared."""
    found = _PAIR.match(name)
    for release in releases(site()) if found else ():
        if release.name == found[2] and found[1] in release.manifest.get("changes", {}):
            return found[1], release
    return None


def _split(name: str) -> tuple[str, str]:
    """Return a name without the suffix of a file, and that suffix."""
    return next(((name.removesuffix("." + end), end) for end in _FILES if name.endswith("." + end)), (name, ""))


def compared(older: str, later: Release, file: str) -> Path:
    """Return the path of a file of a comparison. Raises ReleaseError."""
    return later.path(f"{changes.FOLDER}/{older}/{file}")


def is_compared(older: str, later: Release) -> bool:
    """Say whether a release has the files of its comparison with an older one."""
    return f"{changes.FOLDER}/{older}/{changes.THINGS}" in later.files


def _file(older: str, later: Release, suffix: str) -> Response:
    name, form = _FILES[suffix]
    if not is_compared(older, later):
        abort(404)
    path = compared(older, later, name)
    digest = later.files[f"{changes.FOLDER}/{older}/{name}"]["sha256"]
    response = send(path, form.content_type, later, digest)
    response.headers["Content-Disposition"] = f'inline; filename="{older}...{later.name}.{suffix}"'
    return response


@kept
def _page(language: str, name: str) -> Response:
    older, later = _pair(name)
    found: dict[str, list] = {kind: [] for kind in changes.KINDS}
    if not is_compared(older, later):
        abort(404)
    for change in changes.read_table(compared(older, later, changes.THINGS)):
        if len(found[change.kind]) < _THINGS:
            found[change.kind].append((change, _named(change.thing, language, older, later)))
    return render("difference.html", older=older, later=later, found=found, total=later.manifest["changes"][older],
                  name=name)  # fmt: skip


@kept
def _of_thing(language: str, name: str, iri: str) -> Response:
    older, later = _pair(name)
    if not is_compared(older, later):
        abort(404)
    sides = [
        [_statement(quad, language) for quad in _quads(compared(older, later, file), iri)]
        for file in (changes.REMOVED, changes.ADDED)
    ]
    if not any(sides):
        return problem(404, "Not Found", "Nothing changed in a thing of this name.")
    subjects: dict[Thing, tuple[list, list]] = {}
    for side, statements in enumerate(sides):
        for subject, predicate, value in statements:
            subjects.setdefault(subject, ([], []))[side].append((predicate, value))
    return render(
        "changed.html", older=older, later=later, name=name, thing=_named(iri, language, older, later),
        subjects=dict(sorted(subjects.items(), key=lambda item: item[0].iri)), cut=max(map(len, sides)) >= _STATEMENTS,
    )  # fmt: skip


def _quads(file: Path, iri: str) -> list[ox.Quad]:
    """Return the statements about a thing and its parts in a file of a comparison."""
    return list(ox.parse(b"".join(changes.statements_about(file, iri, _STATEMENTS)), format=ox.RdfFormat.N_QUADS))


def _statement(quad: ox.Quad, language: str) -> tuple[Thing, Text, object]:
    thing = site().world.thing(quad.subject.value, language)
    value = "…" if isinstance(quad.object, ox.BlankNode) else thing.value(quad.object)
    predicate = abbreviate(quad.predicate.value)
    return thing, thing.of(quad.predicate.value).name if predicate.startswith("<") else label(predicate), value


def _named(iri: str, language: str, older: str, later: Release) -> dict:
    """Return a thing's IRI, its name now or (for one that is gone) its last, and its link if it is there to be seen."""
    thing = site().world.thing(iri, language)
    if iri in _GRAPHS:
        return {"iri": iri, "name": Text(words(language)[_GRAPHS[iri]]["title"], language), "href": None}
    if (iri.startswith(ID) and thing.known) or iri.startswith((ONTOLOGY, SHAPE)):
        return {"iri": iri, "name": thing.name, "href": thing.href}
    quads = [quad for quad in _quads(compared(older, later, changes.REMOVED), iri) if quad.subject.value == iri]
    names = [text_of(quad.object) for quad in quads if quad.predicate.value == PREFIXES["skos"] + "prefLabel"]
    return {"iri": iri, "name": best(names, language) or thing.name, "href": None}
