"""The releases as an Atom feed (RFC 4287): an entry for each, which tells what changed since the one before it."""

import re
from dataclasses import dataclass
from itertools import islice

from flask import Blueprint, Response, render_template

from unmandates.rdf.namespaces import ROOT
from unmandates.release import changes
from unmandates.release.release import Release
from unmandates.text.words import written
from unmandates.web.about.releases import compared, is_compared, releases
from unmandates.web.frame.citation import AUTHOR
from unmandates.web.frame.delivery import kept
from unmandates.web.frame.signposting import LICENSE
from unmandates.web.http.operations import gives, in_language, operation, refuses
from unmandates.web.things.site import site

blueprint = Blueprint("feed", __name__)
#: How many things of a release are named in its entry.
_NAMED = 50
#: What no XML may hold, escaped or not (https://www.w3.org/TR/xml/#charsets).
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Entry:
    """A release; the one before it, how much changed since, and what: each change with the name of its thing."""

    release: Release
    older: str | None
    totals: dict[str, int]
    changed: list[tuple[changes.Change, str]]


@blueprint.get("/<language>/releases.atom")
@operation("releases", "The releases as a feed (RFC 4287).",
           gives("The feed.", "application/atom+xml") | refuses(404), in_language())  # fmt: skip
@kept
def feed(language: str) -> Response:
    """Answer with the feed."""
    text = render_template(
        "feed.xml", lang=language, w=written(language), root=ROOT, own=f"{site().base}/{language}/releases",
        author=AUTHOR, license=LICENSE, entries=[_entry(release, language) for release in releases(site())],
    )  # fmt: skip
    return Response(_NOT_XML.sub("\ufffd", text) + "\n", content_type="application/atom+xml; charset=utf-8")


def _entry(release: Release, language: str) -> Entry:
    older, totals = next(iter(release.manifest.get("changes", {}).items()), (None, {}))
    changed, names = [], site().world.names
    if older and is_compared(older, release):
        changed = list(islice(changes.read_table(compared(older, release, changes.THINGS)), _NAMED))
    names.expect(change.thing for change in changed)
    names.settle()
    return Entry(release, older, totals, [(change, names.name(change.thing, language).value) for change in changed])
