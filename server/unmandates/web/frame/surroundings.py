"""What is round every page, whatever it shows: its language and words, its other addresses, how it is cited."""

from dataclasses import dataclass, replace
from urllib.parse import quote

from flask import request
from markupsafe import Markup

from unmandates.text.words import Words, direction, languages, words, written
from unmandates.web.frame.canonical import addresses
from unmandates.web.frame.citation import Citation, of_request
from unmandates.web.frame.form import Offer, offers_here
from unmandates.web.http.language import LONGEST, page_language
from unmandates.web.things.site import Site, site

_QUERY = "%&=+/:@!$'()*,;~"
#: Characters of an address that a page repeats.
_LONGEST = 300


@dataclass(frozen=True)
class Surroundings:
    """What every template knows besides the fields of its page.

    `lang` and `dir` are its language and direction, `w` the words of it; `other` has the other languages: code, name of
    each in itself, and the switch that leads to this page in it; `addresses` are those of the page by language,
    `offers` its other forms.
    `report_about` is what a report of an error is about, `structured` the page for search engines, where it has any.
    """

    lang: str
    dir: str
    w: Words
    site: Site
    other: list[tuple[str, str, str]]
    addresses: dict[str, str]
    citation: Citation | None
    offers: tuple[Offer, ...]
    report_about: str | None
    structured: Markup | None = None


def surroundings(**instead) -> Surroundings:
    """Return what is round the page being made; `instead` of the usual a page may have its own."""
    language, citation = page_language(), of_request()
    usual = Surroundings(
        lang=language,
        dir=direction(language),
        w=written(language),
        site=site(),
        other=_other(language),
        addresses=addresses(),
        citation=citation,
        offers=offers_here(),
        report_about=citation.iri if citation else _address(),
    )
    return replace(usual, **instead)


def _address() -> str:
    return site().base + quote(request.full_path.rstrip("?")[:_LONGEST], safe=_QUERY)


def _other(language: str) -> list[tuple[str, str, str]]:
    path = request.path
    rest = path.removeprefix(f"/{language}") if path.startswith(f"/{language}/") else "/"
    whole = rest + "?" + request.query_string.decode("ascii", "replace") if request.query_string else rest
    repeated = (f"?page={quote(page, safe='/')}" for page in (whole, rest) if rest != "/")
    address = next((address for address in repeated if len(address) <= LONGEST), "")
    return [
        (code, words(code)["language"]["name"], f"/language/{code}{address}")
        for code in languages()
        if code != language
    ]
