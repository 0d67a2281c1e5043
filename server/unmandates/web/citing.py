"""How to cite a page: in words, and as a file for programs that keep references (BibTeX and RIS).

A thing is cited by its IRI, any other page by its address, always with the release and its day. The files are had by a
suffix (`/en/body/unodc.bib`) or by `?format=bibtex`, `?format=ris`.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

from flask import Flask, Response, request
from markupsafe import Markup, escape

from unmandates.namespaces import ID, ROOT
from unmandates.rdf.formats import find_last
from unmandates.release import Release
from unmandates.web.delivery import kept
from unmandates.web.formats import BIBTEX, CITATIONS, RIS, Format, named
from unmandates.web.language import page_language
from unmandates.web.official import citation_of
from unmandates.web.site import site
from unmandates.web.words import languages, plain, say_date, words

#: Who made the data, as one creator.
AUTHOR = "The unmandates maintainers"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
#: What stands for a character that means something to TeX; braces stay in pairs, for BibTeX counts them.
_TEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&",
    "#": r"\#", "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
})  # fmt: skip
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
        isolated = {name: Markup("<bdi>{}</bdi>").format(value) for name, value in values.items()}
        return escape(words(self.language)["cite"]["form"]).format(**isolated, day=say_date(self.day, self.language))

    @property
    def key(self) -> str:
        """A key of plain letters for a list of references, and a name for a file."""
        name = re.sub(r"[^A-Za-z0-9]+", "-", f"{self.page}-{self.query}").strip("-")[:80]
        return f"unmandates-{name or 'home'}-{self.day[:4]}"

    def address(self, form: Format) -> str:
        """Return the path of the citation as a file."""
        page = quote(self.page, safe="/:@!$&'()*+,;=-._~") or "index"
        return f"/{self.language}/{page}.{form.suffix}" + (f"?{self.query}" if self.query else "")

    def link_header(self) -> str:
        """Return the Link header of a page that is not that of a thing."""
        files = (f'<{self.address(form)}>; rel="describedby"; type="{form.media_type}"' for form in CITATIONS)
        return ", ".join([f'<{_ascii(self.iri)}>; rel="cite-as"', *files])

    def bibtex(self) -> str:
        """Return an entry in UTF-8, with what TeX would take for itself written out."""
        url = quote(self.iri, safe=_SAFE_IN_URL)
        fields = {
            "title": "{" + _tex(self.title) + "}",
            "author": "{" + _tex(AUTHOR) + "}",
            "howpublished": _tex(self.whole),
            "note": _tex(f"{words(self.language)['site']['release']} {self.release.name}, {self.release.digest}"),
            "year": self.day[:4],
            "date": self.day,
            "langid": {"ar": "arabic", "en": "english"}.get(self.language, self.language),
            "url": url,
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
        lines.append(f"  month = {_MONTHS[int(self.day[5:7]) - 1]},")
        return f"@misc{{{self.key},\n" + "\n".join(lines) + "\n}\n"

    def ris(self) -> str:
        """Return a record, a line for each field (https://en.wikipedia.org/wiki/RIS_(file_format))."""
        year, month, day = self.day.split("-")
        fields = [
            ("TY", "DATA"), ("TI", self.title), ("T2", self.whole), ("AU", AUTHOR), ("PY", year),
            ("DA", f"{year}/{month}/{day}/"), ("ET", self.release.name), ("LA", self.language), ("ID", self.key),
            ("UR", quote(self.iri, safe=_SAFE_IN_URL)), ("N1", self.release.digest), ("ER", ""),
        ]  # fmt: skip
        return "".join(f"{tag}  - {plain(value)}\r\n" for tag, value in fields)


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
    name = thing.name.value
    full = f"{name}. {title.value}" if title and title.value != name else name
    return Citation(full, thing.iri, language, path, where.data.release, document=citation_of(thing))


def install(app: Flask) -> None:
    """Answer every page's address with its citation, where a suffix or `?format=` asks for it."""

    @app.before_request
    def _cite() -> Response | None:
        if request.method not in ("GET", "HEAD") or "language" not in (request.view_args or {}):
            return None
        path = request.path.removeprefix(f"/{request.view_args['language']}").lstrip("/")
        form, _ = find_last(named(request), CITATIONS)
        if form is None:
            stem, _, suffix = path.rpartition(".")
            form = next((form for form in CITATIONS if form.suffix == suffix), None)
            if form is None or site().world.thing(ID + path, "en").known:
                return None
            path = "" if stem == "index" else stem
        language = request.view_args["language"]
        return _file(language, path, form.suffix) if of_path(path, language) else None


@kept
def _file(language: str, path: str, suffix: str) -> Response:
    citation = of_path(path, language)
    text = citation.bibtex() if suffix == BIBTEX.suffix else citation.ris()
    form = BIBTEX if suffix == BIBTEX.suffix else RIS
    response = Response(text, content_type=f"{form.media_type}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{citation.key}.{suffix}"'
    response.headers["Content-Location"] = citation.address(form)
    response.headers["Link"] = f'<{_ascii(citation.iri)}>; rel="describes cite-as"'
    return response


def _has_language(language: str) -> bool:
    return language in languages() and request.path.startswith(f"/{language}/")


def _query() -> str:
    """Return the request's query string without the form that it asks for, as an address has it."""
    pairs = [(name, value) for name, value in request.args.items(multi=True) if name != "format" and value]
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='/')}" for name, value in pairs)[:500]


def _tex(text: str) -> str:
    return plain(text).translate(_TEX)


def _ascii(iri: str) -> str:
    return quote(iri, safe=_SAFE_IN_URL)
