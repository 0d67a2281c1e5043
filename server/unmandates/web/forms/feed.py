"""The releases as an Atom feed (`/en/releases.atom`, RFC 4287): what changed with each since the one before it."""

import re
from xml.etree import ElementTree

from flask import Response
from markupsafe import Markup

from unmandates.rdf.formats import RECORD, Format
from unmandates.rdf.namespaces import ROOT
from unmandates.release import changes
from unmandates.release.release import Release
from unmandates.text.words import words
from unmandates.web.about.releases import compared, is_compared, releases
from unmandates.web.frame.citation import AUTHOR
from unmandates.web.frame.form import FEED, Form
from unmandates.web.frame.rendering import totals
from unmandates.web.frame.signposting import LICENSE
from unmandates.web.things.site import site

ATOM = "http://www.w3.org/2005/Atom"
#: How many things of a release are named in its entry.
_NAMED = 50
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def feed(language: str, page: str) -> Response:
    """Return the feed."""
    ElementTree.register_namespace("", ATOM)
    where, table = site(), words(language)
    found = releases(where)
    own = f"{where.base}/{language}/releases"
    root = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": language})
    _text(root, "id", f"{ROOT}{language}/releases.atom")
    _text(root, "title", f"{table['site']['name']}: {table['releases']['title']}")
    _text(root, "subtitle", table["releases"]["opening"])
    _text(root, "updated", found[0].manifest["created"])
    _text(ElementTree.SubElement(root, f"{{{ATOM}}}author"), "name", AUTHOR)
    _text(root, "rights", table["about"]["license"])
    _link(root, rel="self", type="application/atom+xml", href=f"{own}.atom")
    _link(root, rel="alternate", type="text/html", hreflang=language, href=own)
    _link(root, rel="license", href=LICENSE)
    for release in found:
        _entry(root, release, language, own)
    body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(body + b"\n", content_type=FORM.format.content_type)


def _entry(root: ElementTree.Element, release: Release, language: str, own: str) -> None:
    table = words(language)["releases"]
    entry = ElementTree.SubElement(root, f"{{{ATOM}}}entry")
    _text(entry, "id", f"{ROOT}releases/{release.name}")
    _text(entry, "title", f"{words(language)['site']['release']} {release.name}")
    _text(entry, "published", release.manifest["created"])
    _text(entry, "updated", release.manifest["created"])
    _link(entry, rel="alternate", type="text/html", hreflang=language, href=f"{own}#{release.name}")
    older = next(iter(release.manifest.get("changes", {})), None)
    content = Markup("<p>{}</p>").format(release.digest)
    if older:
        address = f"{own}/{older}...{release.name}"
        _link(entry, rel="related", type="text/html", hreflang=language, href=address)
        content += Markup('<p><a href="{}">{} {}</a>: {}</p>').format(
            address, table["since"], older, totals(release.manifest["changes"][older], language)
        )
        content += _things(release, older, language)
    _text(entry, "content", str(content)).set("type", "html")


def _things(release: Release, older: str, language: str) -> Markup:
    names, table = site().world.names, words(language)["releases"]
    lines = Markup("")
    if not is_compared(older, release):
        return lines
    for number, change in enumerate(changes.read_table(compared(older, release, changes.THINGS))):
        if number == _NAMED:
            break
        name = names.name(change.thing, language).value
        lines += Markup("<li>{}: {} (−{} +{})</li>").format(table[change.kind], name, change.removed, change.added)
    return Markup("<ul>{}</ul>").format(lines) if lines else lines


def _text(parent: ElementTree.Element, name: str, value: str) -> ElementTree.Element:
    found = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}")
    found.text = _NOT_XML.sub("\ufffd", value)
    return found


def _link(parent: ElementTree.Element, **attributes: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}link", attributes)


FORM = Form(
    Format("atom", "application/atom+xml", "Atom", RECORD, parameters="; charset=utf-8"),
    "The releases as a feed (RFC 4287).",
    feed,
    pages=lambda: ("releases",),
    words=("releases", "feed"),
    place=FEED,
    operation="{page}",
)
