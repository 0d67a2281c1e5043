"""What an answer says about its other addresses: the Link header (RFC 8288, https://signposting.org/FAIR/)."""

from unmandates.namespaces import ID
from unmandates.web.formats import RDF
from unmandates.web.links import data_path, href
from unmandates.web.site import site
from unmandates.web.words import languages

LICENSE = "https://creativecommons.org/licenses/by/4.0/"


def links_of_page(iri: str, language: str) -> str:
    """Return the Link header of a thing's page: its data, itself in other languages, how to cite it."""
    path = iri.removeprefix(ID)
    return ", ".join(
        [
            f'<{site().base}{href(iri, language)}>; rel="canonical"',
            f'<{iri}>; rel="cite-as"',
            f'<{LICENSE}>; rel="license"',
            *_data(path, "alternate describedby"),
            *_pages(iri, except_for=language),
        ]
    )


def links_of_data(iri: str, suffix: str) -> str:
    """Return the Link header of a data document: what it is about, its other forms, its pages."""
    path = iri.removeprefix(ID)
    return ", ".join(
        [
            f'<{site().base}{data_path(path, suffix)}>; rel="canonical"',
            f'<{iri}>; rel="describes cite-as"',
            f'<{LICENSE}>; rel="license"',
            *_data(path, "alternate", except_for=suffix),
            *_pages(iri),
        ]
    )


def links_of_thing(iri: str) -> str:
    """Return the Link header of the answer that leads from a thing to its page or its data."""
    return ", ".join([f'<{LICENSE}>; rel="license"', *_data(iri.removeprefix(ID), "describedby"), *_pages(iri)])


def _data(path: str, relation: str, except_for: str = "") -> list[str]:
    return [
        f'<{data_path(path, form.suffix)}>; rel="{relation}"; type="{form.media_type}"'
        for form in RDF
        if form.suffix != except_for
    ]


def _pages(iri: str, except_for: str = "") -> list[str]:
    return [
        f'<{href(iri, language)}>; rel="alternate"; type="text/html"; hreflang="{language}"'
        for language in languages()
        if language != except_for
    ]
