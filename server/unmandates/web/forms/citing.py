"""Citations as files for programs that keep references: what those of all formats have in common."""

from collections.abc import Callable

from flask import Response

from unmandates.rdf.formats import Format
from unmandates.web.frame.citation import Citation, ascii_of, cited_pages, is_cited_as_asked, of_path
from unmandates.web.frame.form import CITATION, Form
from unmandates.web.things.things import Thing


def citation_form(format: Format, write: Callable[[Citation], str]) -> Form:
    """Return the form of all pages that are cited, in which `write` puts their citations."""

    def make(language: str, path: str) -> Response:
        citation = of_path(path, language)
        response = Response(write(citation), content_type=format.content_type)
        response.headers["Content-Disposition"] = f'attachment; filename="{citation.key}.{format.suffix}"'
        response.headers["Link"] = f'<{ascii_of(citation.iri)}>; rel="describes cite-as"'
        return response

    return Form(
        format, f"How a page is cited, for programs that keep references ({format.name}).", make, cited_pages, of_any,
        place=CITATION, relation="describedby", narrows=is_cited_as_asked,
    )  # fmt: skip


def of_any(thing: Thing) -> bool:
    """Say of every thing that its page is cited."""
    return True
