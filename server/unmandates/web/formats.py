"""The forms in which a thing can be had, and how a request chooses among them: a suffix, `?format=`, `Accept`."""

from dataclasses import dataclass

import pyoxigraph as ox
from flask import Request

from unmandates.web import negotiation


@dataclass(frozen=True)
class Format:
    """A form of data: its suffix, media type, name for readers, and the store's serializer if it has one."""

    suffix: str
    media_type: str
    name: str
    serializer: ox.RdfFormat | None = None


RDF = (
    Format("ttl", "text/turtle", "Turtle", ox.RdfFormat.TURTLE),
    Format("jsonld", "application/ld+json", "JSON-LD"),
    Format("rdf", "application/rdf+xml", "RDF/XML", ox.RdfFormat.RDF_XML),
    Format("nt", "application/n-triples", "N-Triples", ox.RdfFormat.N_TRIPLES),
)
HTML = Format("html", "text/html", "HTML")
CSV = Format("csv", "text/csv", "CSV")
BIBTEX = Format("bib", "application/x-bibtex", "BibTeX")
RIS = Format("ris", "application/x-research-info-systems", "RIS")
#: How a page is cited.
CITATIONS = (BIBTEX, RIS)

#: Other media types under which clients ask for the same forms.
_SYNONYMS = {
    "application/xhtml+xml": "text/html",
    "application/x-turtle": "text/turtle",
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
    "text/xml": "application/rdf+xml",
    "text/plain": "application/n-triples",
}


def split_suffix(path: str, offered: tuple[Format, ...]) -> tuple[str, Format | None]:
    """Return a path without its suffix and the form that the suffix names; only suffixes of forms on offer count.

    Keys contain dots (`A-75-L.93`), so that anything else after a dot belongs to the key.
    """
    stem, _, suffix = path.rpartition(".")
    found = next((form for form in offered if form.suffix == suffix), None)
    return (stem, found) if stem and found else (path, None)


def choose(request: Request, offered: tuple[Format, ...]) -> Format | None:
    """Return the form that a request asks for by `?format=` or else by `Accept`; None when none on offer will do.

    A client without preferences gets the first form. RFC 9110 section 12.5.1.
    """
    named = request.args.get("format")
    if named is not None:
        asked = named.lower()
        return next((form for form in offered if asked in (form.suffix, form.media_type, form.name.lower())), None)
    types = {form.media_type: form for form in offered}
    synonyms = {name: types[kind] for name, kind in _SYNONYMS.items() if kind in types and name not in types}
    best = negotiation.choose(request.headers.get("Accept"), (*types, *synonyms))
    return (types | synonyms).get(best) if best else None
