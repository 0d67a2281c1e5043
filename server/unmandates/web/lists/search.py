"""Search by name or symbol, and its description for browsers (OpenSearch)."""

import re
import unicodedata
from dataclasses import dataclass
from xml.sax.saxutils import escape

from flask import Blueprint, Response, request

from unmandates.rdf.namespaces import ID
from unmandates.text.words import words
from unmandates.web.frame.delivery import kept
from unmandates.web.frame.not_held import Elsewhere, elsewhere, symbol_in
from unmandates.web.frame.page import template
from unmandates.web.frame.rendering import render
from unmandates.web.http.parameters import LONGEST, reads
from unmandates.web.http.redirects import lead
from unmandates.web.things.naming import Text, text_of
from unmandates.web.things.site import Site, once, site
from unmandates.web.things.things import Thing

blueprint = Blueprint("search", __name__)
_SHOWN = 60
_LIKE = str.maketrans("أإآٱىةؤئ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "اااايهوي01234567890123456789", "ـ")
#: A word no longer than this is found where words begin only, if words stand apart in its script.
_SHORT = 4
#: What Arabic writes together with the word that follows: "and", "by", "for", the article.
_JOINED = "[وف]?(?:[بكل]?ال|لل|[بكل])?"
#: Words for a paragraph, folded, and the paths that it may have in a document, the likeliest first.
_WORDS_OF = {
    "op": "op", "operative": "op", "operative para": "op", "operative paragraph": "op",
    "pp": "pp", "preamble": "pp", "preambular": "pp", "preambular para": "pp", "preambular paragraph": "pp",
    "para": "op para", "paras": "op para", "paragraph": "op para", "paragraphs": "op para",
    "fn": "fn", "footnote": "fn", "note": "fn",
    "rec": "rec", "recommendation": "rec", "التوصيه": "rec", "توصيه": "rec", "item": "item", "البند": "item",
    "فقره": "op para", "الفقره": "op para", "حاشيه": "fn", "الحاشيه": "fn", "الديباجه": "pp",
}  # fmt: skip
#: Words that say what a document is, folded; a symbol has signs in their place (`القرار 76/186`, `resolution 76/186`).
_KINDS = set("resolution decision report document no number قرار القرار مقرر المقرر تقرير التقرير الوثيقه رقم".split())
#: What the symbol of a document may have before the number by which texts call it.
_SERIES = ("a res", "a dec")
_WORD = "|".join(sorted(_WORDS_OF, key=len, reverse=True))
#: The number of a paragraph, folded (`2 a` of `2 (a)`), and the part of the text in which Arabic says that it stands.
_NUMBER = r"(?P<number>\d+(?: ?[^\W\d_]{1,4})?)(?: من (?P<where>المنطوق|الديباجه))?"
_PLACES = (
    re.compile(rf"(?P<document>.+?) (?:(?:in|at|في) )?(?P<word>{_WORD}) ?{_NUMBER}"),
    re.compile(rf"(?P<word>{_WORD}) ?{_NUMBER} (?:of|in|من|في) (?:(?:resolution|القرار|قرار) )?(?P<document>.+)"),
)


@template("search.html")
@dataclass(frozen=True)
class SearchPage:
    """What was wanted, the things found, each with the name by which it was, and where there may be something else."""

    wanted: str
    found: list[tuple[Thing, Text]]
    official: Elsewhere


def fold(text: str) -> str:
    """Return text as it is compared: without case, accents, Arabic vowel signs, and with like Arabic letters as one."""
    plain = unicodedata.normalize("NFKD", text.translate(_LIKE))
    letters = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return " ".join(re.split(r"[^\w]+", letters)).strip()


@once
def _names(where: Site) -> list[tuple[str, str, Text]]:
    """Return every name of every thing: folded, the thing's IRI, and as it is written."""
    return [(fold(row["name"].value), row["thing"].value, text_of(row["name"])) for row in where.data.rows("labels")]


def find(where: Site, wanted: str, symbol: str = "") -> list[tuple[str, Text]]:
    """Return the IRIs of things with a name that holds all the words wanted, each with that name, the closest first.

    Closest is a name that is just this, then one with these words, then one whose words begin so. A symbol among the
    words is found only as it is: A/70/1 is another document than A/RES/70/1.
    """
    phrase, whole = fold(wanted), f" {fold(symbol)} " if symbol else " "
    terms = [_without_article(term) for term in phrase.split()]
    if not terms:
        return []
    forms = [_forms(term) for term in terms]
    scored: dict[str, tuple] = {}
    for folded, iri, text in _names(where):
        if all(term in folded for term in terms) and (not symbol or whole in f" {folded} "):
            closeness = [_closeness(folded, whole, beginning) for whole, beginning in forms]
            if any(close > most for close, most in zip(closeness, map(_farthest, terms), strict=True)):
                continue
            apart = f" {phrase} " not in f" {folded} "
            place = (folded != phrase, max(closeness), apart, not folded.startswith(terms[0]), len(folded))
            if iri not in scored or place < scored[iri][0]:
                scored[iri] = (place, text)
    ordered = sorted(scored.items(), key=lambda item: (item[1][0], item[0]))
    return [(iri, text) for iri, (_, text) in ordered[:_SHOWN]]


def _without_article(term: str) -> str:
    """Return an Arabic word without the article, which names have or have not: what is found may have it."""
    return term[2:] if term.startswith("ال") and len(term) > 4 else term


def _forms(term: str) -> tuple[re.Pattern, re.Pattern]:
    """Return patterns for a word as a whole and for words that begin with it."""
    beginning = rf"(?:^| ){_JOINED if _is_arabic(term) else ''}{re.escape(term)}"
    return re.compile(beginning + "(?: |$)"), re.compile(beginning)


def _closeness(folded: str, whole: re.Pattern, beginning: re.Pattern) -> int:
    return 0 if whole.search(folded) else 1 if beginning.search(folded) else 2


def _farthest(term: str) -> int:
    """Return how far from a whole word a term may be found: a short one only where a word begins."""
    return 1 if len(term) <= _SHORT and ord(max(term)) < 0x2E80 else 2


def _is_arabic(term: str) -> bool:
    return "\u0600" <= term[0] <= "\u06ff"


def provision(where: Site, wanted: str, language: str) -> Thing | None:
    """Return the provision that a document's name with a paragraph asks for (`A/RES/76/186 para 2 (a)`), if any."""
    for match in _read(wanted):
        named = _without_kind(match["document"])
        names = {match["document"], *(f"{series} {named}" for series in _SERIES), named}
        documents = {iri for folded, iri, _ in _names(where) if folded in names}
        kinds = ("pp" if match["where"] == "الديباجه" else "op" if match["where"] else _WORDS_OF[match["word"]]).split()
        number, letter = re.fullmatch(r"(\d+) ?(.*)", match["number"]).groups()
        for iri in sorted(documents):
            for kind in kinds if iri.startswith(f"{ID}document/") else ():
                found = where.world.thing(f"{iri}/{kind}/{int(number)}", language)
                if letter:
                    inner = found.parts("SubParagraph") if found.known else []
                    found = next((one for one in inner if letter in _letters(one)), None)
                if found is not None and found.known:
                    return found
    return None


def _letters(part: Thing) -> set[str]:
    """Return what a part is called by in its whole, in all languages, folded."""
    return {fold(str(text)) for name in ("number", "printedNumber") for text in part.texts(name)}


def _without_kind(folded: str) -> str:
    """Return a folded text without words for the kind of a document, if a number is left to find it by."""
    left = " ".join(word for word in folded.split() if word not in _KINDS)
    return left if re.search(r"\d", left) else folded


def _read(wanted: str) -> list[re.Match]:
    """Return how a text can be read as a document and a paragraph of it."""
    return [match for form in _PLACES if (match := form.fullmatch(fold(wanted)))]


@blueprint.get("/<language>/search")
@reads("q")
def page(language: str) -> Response:
    """Show what was found, or lead to the paragraph that was asked for."""
    asked = provision(site(), request.args.get("q", "")[:LONGEST], language)
    if asked is None:
        return _page(language)
    return lead(asked.href)


@kept
def _page(language: str) -> Response:
    wanted = request.args.get("q", "")[:LONGEST]
    symbol = symbol_in(wanted)
    found = find(site(), wanted, symbol) or find(site(), _without_kind(fold(wanted)), symbol)
    if not found:
        found = [one for match in _read(wanted) for one in find(site(), _without_kind(match["document"]), symbol)]
    if not found and symbol:
        found = find(site(), symbol, symbol)  # the document is here, whatever else was asked of it
    site().world.expect(iri for iri, _ in found)
    found = [(site().world.thing(iri, language), text) for iri, text in found]
    return render(SearchPage(wanted, found, elsewhere(wanted, language)))


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
