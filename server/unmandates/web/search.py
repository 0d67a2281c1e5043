"""Search by name or symbol, and its description for browsers (OpenSearch)."""

import re
import unicodedata
from functools import lru_cache
from xml.sax.saxutils import escape

from flask import Blueprint, Response, request

from unmandates.web.delivery import kept
from unmandates.web.naming import Text, text_of
from unmandates.web.rendering import render
from unmandates.web.site import Site, site
from unmandates.web.words import words

blueprint = Blueprint("search", __name__)
_LONGEST, _SHOWN = 200, 60
_LIKE = str.maketrans("أإآٱىةؤئ", "اااايهوي", "ـ")


def fold(text: str) -> str:
    """Return text as it is compared: without case, accents, Arabic vowel signs, and with like Arabic letters as one."""
    plain = unicodedata.normalize("NFKD", text.translate(_LIKE))
    letters = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return " ".join(re.split(r"[^\w]+", letters)).strip()


@lru_cache(maxsize=4)
def _names(where: Site) -> list[tuple[str, str, Text]]:
    """Return every name of every thing: folded, the thing's IRI, and as it is written."""
    return [(fold(row["name"].value), row["thing"].value, text_of(row["name"])) for row in where.data.rows("labels")]


def find(where: Site, wanted: str) -> list[tuple[str, Text]]:
    """Return the IRIs of things with a name that holds all the words wanted, each with that name, the closest first."""
    terms = fold(wanted).split()
    if not terms:
        return []
    scored: dict[str, tuple] = {}
    for folded, iri, text in _names(where):
        if all(term in folded for term in terms):
            place = (folded != " ".join(terms), not folded.startswith(terms[0]), len(folded))
            if iri not in scored or place < scored[iri][0]:
                scored[iri] = (place, text)
    ordered = sorted(scored.items(), key=lambda item: (item[1][0], item[0]))
    return [(iri, text) for iri, (_, text) in ordered[:_SHOWN]]


@blueprint.get("/<language>/search")
@kept
def page(language: str) -> Response:
    """Show what was found."""
    wanted = request.args.get("q", "")[:_LONGEST]
    found = [(site().world.thing(iri, language), text) for iri, text in find(site(), wanted)]
    return render("search.html", wanted=wanted, found=found)


@blueprint.get("/<language>/opensearch.xml")
@kept
def description(language: str) -> Response:
    """Describe the search (https://github.com/dewitt/opensearch)."""
    text = words(language)
    return Response(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(text['site']['name'][:16])}</ShortName>\n"
        f"<Description>{escape(text['search']['label'])}</Description>\n"
        f'<Url type="text/html" template="{escape(site().base)}/{language}/search?q={{searchTerms}}"/>\n'
        f"<Language>{language}</Language>\n<InputEncoding>UTF-8</InputEncoding>\n</OpenSearchDescription>\n",
        content_type="application/opensearchdescription+xml",
    )
