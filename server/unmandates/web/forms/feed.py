"""The releases as an Atom feed (`/en/releases.atom`, RFC 4287): what changed with each since the one before it."""

from dataclasses import dataclass
from itertools import islice

from flask import Response

from unmandates.rdf.formats import RECORD, Format
from unmandates.rdf.namespaces import ROOT
from unmandates.release import changes
from unmandates.release.release import Release
from unmandates.web.about.releases import compared, is_compared, releases
from unmandates.web.frame.citation import AUTHOR
from unmandates.web.frame.form import FEED, Form
from unmandates.web.frame.page import template
from unmandates.web.frame.rendering import write
from unmandates.web.frame.signposting import LICENSE, license_of_all
from unmandates.web.things.site import site

#: How many things of a release are named in its entry.
_NAMED = 50


@dataclass(frozen=True)
class Entry:
    """A release; the one before it, how much changed since, and what: each change with the name of its thing."""

    release: Release
    older: str | None
    totals: dict[str, int]
    changed: list[tuple[changes.Change, str]]


@template("feed.xml")
@dataclass(frozen=True)
class FeedPage:
    """The releases, the latest first; `own` is the address of their page, `root` what the feed's names begin with.

    `license` is where the terms are told, `is_ours` whether they are those of all that is in the release.
    """

    entries: list[Entry]
    own: str
    author: str
    license: str
    is_ours: bool
    root: str = ROOT


def feed(language: str, page: str) -> Response:
    """Return the feed."""
    where = site()
    entries = [_entry(release, language) for release in releases(where)]
    terms = license_of_all()
    text = write(FeedPage(entries, f"{where.base}/{language}/{page}", AUTHOR, terms, terms == LICENSE))
    return Response(text + "\n", content_type=FORM.format.content_type)


def _entry(release: Release, language: str) -> Entry:
    older, totals = next(iter(release.manifest.get("changes", {}).items()), (None, {}))
    changed, names = [], site().world.names
    if older and is_compared(older, release):
        changed = list(islice(changes.read_table(compared(older, release, changes.THINGS)), _NAMED))
    names.expect(change.thing for change in changed)
    names.settle()
    return Entry(release, older, totals, [(change, names.name(change.thing, language).value) for change in changed])


FORM = Form(
    Format("atom", "application/atom+xml", "Atom", RECORD, parameters="; charset=utf-8"),
    "The releases as a feed (RFC 4287).",
    feed,
    pages=lambda: ("releases",),
    words=("releases", "feed"),
    place=FEED,
    operation="{page}",
)
