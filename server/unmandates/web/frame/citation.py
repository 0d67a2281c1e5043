"""What is cited where a page is: its thing by its IRI, any other page by its address, with the release and its day."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from flask import request
from markupsafe import Markup, escape

from unmandates.rdf.namespaces import ID, ROOT
from unmandates.release.release import Release
from unmandates.text.words import direction, languages, say_date, words
from unmandates.web.http.addresses import encoded
from unmandates.web.http.formats import CITATIONS, Format
from unmandates.web.http.language import page_language
from unmandates.web.things import display_names
from unmandates.web.things.official import citation_of
from unmandates.web.things.site import site

#: Who made the data, as one creator.
AUTHOR = "The unmandates maintainers"
_SAFE_IN_URL = "/:?#[]@!$&'()*+,;=%-._~"


@dataclass(frozen=True)
class Citation:
    """What is cited: its title in the language of the page, its IRI or address, and the release that it is read in.

    `page` is the address of the page below the language, without its suffix; `query` what follows it. `document` is the
    document itself as the United Nations cites it, where the page is of a document or a part of one.
    """

    title: str
    iri: str
    language: str
    page: str
    release: Release
    query: str = ""
    document: str = ""

    @property
    def day(self) -> str:
        """The day of the release, as `2026-11-22`."""
        return self.release.manifest["created"][:10]

    @property
    def whole(self) -> str:
        """The title of the data set."""
        return words(self.language)["site"]["name"]

    @property
    def said(self) -> Markup:
        """The citation in words, without the IRI."""
        values = {"title": self.title, "whole": self.whole, "release": self.release.name}
        # By itself a name is taken to run as its first letter does: a symbol before Arabic words would part them.
        ways = {"title": direction(self.language), "whole": direction(self.language), "release": "ltr"}
        isolated = {name: Markup('<bdi dir="{}">{}</bdi>').format(ways[name], value) for name, value in values.items()}
        return escape(words(self.language)["cite"]["form"]).format(**isolated, day=say_date(self.day, self.language))

    @property
    def key(self) -> str:
        """A key of plain letters for a list of references, and a name for a file."""
        name = re.sub(r"[^A-Za-z0-9]+", "-", f"{self.page}-{self.query}").strip("-")[:80]
        return f"unmandates-{name or 'home'}-{self.day[:4]}"

    def address(self, form: Format) -> str:
        """Return the path of the citation as a file."""
        page = encoded(self.page) or "index"
        return f"/{self.language}/{page}.{form.suffix}" + (f"?{self.query}" if self.query else "")

    def link_header(self) -> str:
        """Return the Link header of a page that is not that of a thing."""
        files = (f'<{self.address(form)}>; rel="describedby"; type="{form.media_type}"' for form in CITATIONS)
        return ", ".join([f'<{ascii_of(self.iri)}>; rel="cite-as"', *files])


def of_request() -> Citation | None:
    """Return how to cite the page being asked for, or None for one that is not cited."""
    language = page_language()
    return of_path(request.path.removeprefix(f"/{language}/"), language) if _has_language(language) else None


def of_path(path: str, language: str) -> Citation | None:
    """Return how to cite the page at a path below the language; None where there is none that is cited."""
    where, table = site(), words(language)
    titles = {"": table["site"]["name"]}
    titles |= {name: table[name]["title"] for name in ("about", "releases", "shapes") if name in table}
    titles |= {name: found["title"] for name, found in table["lists"].items()}
    if path == "ontology":
        return Citation(table["ontology"]["title"], ROOT + "ontology", language, path, where.data.release)
    if path in titles:
        query = _query()
        iri = f"{where.base}/{language}/{path}" + (f"?{query}" if query else "")
        return Citation(titles[path], iri, language, path, where.data.release, query)
    thing = where.world.thing(ID + path, language)
    if path.count("/") < 1 or not thing.known:
        return None
    title = thing.text("dcterms:title") if not thing.part else None
    name = display_names.called(thing).value
    full = f"{name}. {title.value}" if title and title.value != name else name
    return Citation(full, thing.iri, language, path, where.data.release, document=citation_of(thing))


def _has_language(language: str) -> bool:
    return language in languages() and request.path.startswith(f"/{language}/")


def _query() -> str:
    """Return the request's query string without the form that it asks for, as an address has it."""
    pairs = [(name, value) for name, value in request.args.items(multi=True) if name != "format" and value]
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='/')}" for name, value in pairs)[:500]


def ascii_of(iri: str) -> str:
    """Return an IRI as a URI (RFC 3987, 3.1)."""
    return quote(iri, safe=_SAFE_IN_URL)
