"""What an answer says about its other addresses: typed links, in the header or as a document of their own.

RFC 8288 has the header, RFC 9264 the document (a link set), https://signposting.org/FAIR/ which relations there are:
a page says how its thing is cited (`cite-as`), who made it (`author`), what it is (`type`), under which licence it is,
where it is described (`describedby`) and had as data (`item`); data lead back to the page (`collection`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from unmandates.rdf.names import relative
from unmandates.rdf.namespaces import ROOT
from unmandates.text.words import languages
from unmandates.web.frame.form import Offer, offers
from unmandates.web.http.formats import RDF
from unmandates.web.things.links import data_path, href, linkset_path
from unmandates.web.things.site import site
from unmandates.web.things.standing import origins_of

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
LINKSET = "application/linkset+json"
_SCHEMA = "https://schema.org/"
#: What a thing of a kind is in the terms of schema.org.
_TYPES = {
    "document": "CreativeWork", "body": "Organization", "post": "Role", "group": "Audience", "person": "Person",
    "place": "Place", "instrument": "CreativeWork", "event": "Event", "topic": "DefinedTerm", "scheme": "DefinedTerm",
    "series": "CreativeWorkSeries", "linkset": "Dataset",
}  # fmt: skip


@dataclass(frozen=True)
class Link:
    """A typed link to an address: its relations with spaces between them, a media type, a language."""

    target: str
    relations: str
    media_type: str = ""
    language: str = ""

    def __str__(self) -> str:
        type_, language = (f'; type="{self.media_type}"' if self.media_type else "",
                           f'; hreflang="{self.language}"' if self.language else "")  # fmt: skip
        return f'<{self.target}>; rel="{self.relations}"{type_}{language}'


def links_of_page(iri: str, language: str, query: str = "") -> list[Link]:
    """Return the links of a thing's page: its data, itself in other languages, in other forms as it is asked with."""
    path = relative(iri)
    return [
        Link(f"{site().base}{href(iri, language)}", "canonical"),
        Link(iri, "cite-as"),
        *_about(iri, "AboutPage"),
        *_data(path, "alternate describedby item"),
        *links_of_forms(offers(path, language, query)),
        Link(linkset_path(path), "linkset", LINKSET),
        *_pages(iri, except_for=language),
    ]


def links_of_forms(offered: Iterable[Offer]) -> list[Link]:
    """Return the links of a page to its other forms."""
    return [Link(one.address, one.relation, one.media_type) for one in offered]


def links_of_data(iri: str, suffix: str) -> list[Link]:
    """Return the links of a data document: what it is about, its other forms, its pages."""
    path = relative(iri)
    return [
        Link(f"{site().base}{data_path(path, suffix)}", "canonical"),
        Link(iri, "describes cite-as"),
        *_about(iri, "Dataset"),
        *_data(path, "alternate", except_for=suffix),
        Link(linkset_path(path), "linkset", LINKSET),
        *_pages(iri, relations="alternate collection"),
    ]


def links_of_thing(iri: str) -> list[Link]:
    """Return the links of the answer that leads from a thing to its page or its data."""
    path = relative(iri)
    return [
        Link(license_of(iri), "license"), *_data(path, "describedby"), Link(linkset_path(path), "linkset", LINKSET),
        *_pages(iri),
    ]  # fmt: skip


def header(links: list[Link]) -> str:
    """Return links as the value of a Link header."""
    return ", ".join(map(str, links))


def link_set(iri: str) -> dict:
    """Return all links of a thing's pages and data as a link set in JSON (RFC 9264, section 4.2)."""
    path = relative(iri)
    contexts = [(href(iri, language), links_of_page(iri, language)) for language in languages()]
    contexts += [(data_path(path, form.suffix), links_of_data(iri, form.suffix)) for form in RDF]
    return {"linkset": [_context(_absolute(anchor), links) for anchor, links in contexts]}


def type_of(iri: str) -> str:
    """Return the type of a thing in the terms of schema.org; a resolution is legislation."""
    path = relative(iri)
    kind, part = path.partition("/")[0], path.count("/") > 1
    if kind == "document" and not part and site().world.thing(iri, "en").is_a("Resolution"):
        return _SCHEMA + "Legislation"
    return _SCHEMA + (_TYPES.get(kind, "Thing") if not part or kind in ("scheme", "event") else "Thing")


def license_of(iri: str) -> str:
    """Return where is told on which terms the data of a thing are used: the licence, or the rights by part."""
    imported = origins_of(site().world.thing(iri, "en")) if site().data.release.imports else []
    return rights_by_part() if imported else LICENSE


def license_of_all() -> str:
    """Return where is told on which terms the release as a whole is used: the licence, or the rights by part."""
    return rights_by_part() if site().data.release.imports else LICENSE


def rights_by_part() -> str:
    """Return where the terms of each part are told: ours are under `LICENSE`, an imported one on its source's."""
    return f"{site().base}/about#rights"


def _about(iri: str, *types: str) -> list[Link]:
    found = [Link(license_of(iri), "license"), Link(ROOT, "author"), *(Link(_SCHEMA + name, "type") for name in types)]
    return [*found, Link(type_of(iri), "type")]


def _data(path: str, relations: str, except_for: str = "") -> list[Link]:
    return [Link(data_path(path, form.suffix), relations, form.media_type) for form in RDF if form.suffix != except_for]


def _pages(iri: str, relations: str = "alternate", except_for: str = "") -> list[Link]:
    return [
        Link(href(iri, language), relations, "text/html", language)
        for language in languages()
        if language != except_for
    ]


def _context(anchor: str, links: list[Link]) -> dict:
    found: dict = {"anchor": anchor}
    for link in links:
        target = {"href": _absolute(link.target)}
        target |= {"type": link.media_type} if link.media_type else {}
        target |= {"hreflang": [link.language]} if link.language else {}
        for relation in link.relations.split():
            found.setdefault(relation, []).append(target)
    return found


def _absolute(address: str) -> str:
    return site().base + address if address.startswith("/") else address
