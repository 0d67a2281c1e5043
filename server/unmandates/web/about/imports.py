"""What was imported into the release: from which sources, on which terms, what was noticed, where it differs."""

from dataclasses import dataclass

import pyoxigraph as ox
from flask import Blueprint, Response

from unmandates.release import differences
from unmandates.release.release import Release, dump_of
from unmandates.sources.folder import ImportStopped
from unmandates.sources.notes import Outcome
from unmandates.sources.report import Noticed, Report, read_report, say_kind
from unmandates.text.terminal import visible
from unmandates.text.words import words
from unmandates.web.frame.delivery import kept
from unmandates.web.frame.page import template
from unmandates.web.frame.rendering import render
from unmandates.web.http.parameters import reads
from unmandates.web.things.paging import PAGE, Pager, pager
from unmandates.web.things.site import Site, once, site
from unmandates.web.things.standing import Origin, origins
from unmandates.web.things.things import Thing

blueprint = Blueprint("imports", __name__)
#: The outcomes under which notes are told, in this order.
_OUTCOMES = (Outcome.SKIPPED, Outcome.RECOVERED, Outcome.FOREIGN, Outcome.TAKEN)
#: Characters of an example.
_LONGEST = 160


@dataclass(frozen=True)
class Part:
    """An imported part of the release: its name, its dump, how many graphs and statements it has."""

    name: str
    dump: str
    graphs: int
    statements: int


@dataclass(frozen=True)
class Kind:
    """A kind of note in the reader's words, how often it was noticed, and the first examples."""

    said: str
    count: int
    examples: list[str]


@dataclass(frozen=True)
class Imported:
    """A source: its terms, its parts, its report if it is kept, and by outcome what was noticed; `tables` are files."""

    origin: Origin
    parts: list[Part]
    report: Report | None
    noticed: dict[str, list[Kind]]
    tables: list[str]


@dataclass(frozen=True)
class Differing:
    """A difference: the thing, the property, what is curated, and what was imported, from which source."""

    thing: Thing
    property: Thing
    curated: object
    imported: object


@template("imports.html")
@dataclass(frozen=True)
class ImportsPage:
    """The sources, and a page of the differences between what was imported and what is curated."""

    sources: list[Imported]
    differing: list[Differing]
    pager: Pager


@blueprint.get("/<language>/imports")
@reads(PAGE)
@kept
def page(language: str) -> Response:
    """Show what was imported."""
    where = site()
    release = where.data.release
    names = dict.fromkeys(terms.source for terms in release.imports.values())
    found = _differences(where)
    shown = pager(len(found), place="differences")
    differing = [_differing(one, language) for one in shown.of(found)]
    where.world.expect(iri for one in differing for iri in (one.thing.iri, one.property.iri))
    listed = [_imported(release, origin, language) for origin in origins(set(names), language)]
    return render(ImportsPage(listed, differing, shown))


@once
def _differences(where: Site) -> list[differences.Difference]:
    release = where.data.release
    return list(differences.read(release.folder)) if differences.DIFFERENCES in release.files else []


def _differing(one: differences.Difference, language: str) -> Differing:
    thing = site().world.thing(one.thing, language)
    return Differing(thing, thing.of(one.property), _value(thing, one.curated), _value(thing, one.imported))


def _value(thing: Thing, written: str) -> object:
    """Return a value as N-Triples writes it as pages use it; several, or what cannot be read, as it is written."""
    line = f"<http://example.org/> <http://example.org/> {written} ."
    try:
        quads = list(ox.parse(line, format=ox.RdfFormat.N_TRIPLES))
    except SyntaxError:
        return visible(written)
    value = quads[0].object
    if isinstance(value, ox.NamedNode):
        site().world.expect([value.value])
    return thing.value(value)


def _imported(release: Release, origin: Origin, language: str) -> Imported:
    parts = [
        Part(name, dump_of(name), *(release.manifest["parts"][name][count] for count in ("graphs", "statements")))
        for name, terms in release.imports.items()
        if terms.source == origin.source
    ]
    report = _report(release, origin.source)
    noticed: dict[str, list[Kind]] = {}
    for outcome in _OUTCOMES if report else ():
        kinds = sorted(
            (one for one in report.noticed if one.outcome == outcome), key=lambda one: (-one.count, one.kind)
        )
        if kinds:
            heading = words(language)["importing"]["headings"][outcome]
            noticed[heading] = [_kind(one, language) for one in kinds]
    folder = release.manifest.get("reports", {}).get(origin.source, "")
    tables = [name for name in release.files if folder and name.startswith(f"{folder}/") and name.endswith(".csv")]
    return Imported(origin, parts, report, noticed, tables)


def _kind(one: Noticed, language: str) -> Kind:
    told = [": ".join(part for part in (note.place or note.item, note.detail) if part) for note in one.examples]
    shown = [visible(text) for text in told]
    short = [text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…" for text in shown]
    return Kind(say_kind(one.kind, language), one.count, short)


def _report(release: Release, source: str) -> Report | None:
    """Return the report of an import, if the release has it."""
    if source not in release.reports:
        return None
    try:
        return read_report(release.reports[source])
    except (ImportStopped, KeyError, TypeError, ValueError):
        return None
