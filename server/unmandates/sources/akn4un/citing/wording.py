"""References to documents in the words of an English text: symbols in full, numbers of resolutions and decisions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from unmandates.sources.akn4un.citing.addresses import first_symbol
from unmandates.sources.akn4un.citing.series import NAMED, Number, organ_named
from unmandates.sources.symbols import printed

_DATE = r"(?: ?,? ?(?:of|adopted on) (?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4})?"
_LETTERS = r"[A-Z]{1,2}(?:(?: to | and |–|-)[A-Z]{1,2}(?![A-Za-z]))?"
_NUMBER = re.compile(
    rf"(?:(?P<before>(?:E?S-)?\d{{1,4}})/(?P<after>\d{{1,3}})(?: (?P<letters>{_LETTERS})(?![A-Za-z’']))?"
    rf"|(?P<number>\d{{1,4}}) ?(?:(?P<inner>{_LETTERS}) )?"
    rf"\((?P<bracket>(?:E?S-)?[IVXLC]+|(?:19|20)\d\d)\)(?: (?P<outer>[A-Z])(?![A-Za-z’']))?)(?![/\d])"
)
_HEAD = re.compile(r"\b(?P<kind>[Rr]esolution|[Dd]ecision)s?(?: (?:Nos?\.|No\.))? (?=(?:E?S-)?\d)")
#: What may stand between two numbers of one list.
_NEXT = re.compile(rf"{_DATE}(?:,? and(?: (?:its|in its|in))?|,|;| to) (?=(?:E?S-)?\d)")
_FIRST_NAMES = (
    "A|S|E|T|ST|ISBA|CTOC|CAC|CD|CLCS|CCM|TPNW|PBC|UNEP|HSP|FCCC|NPT|CCW|CD|CRPD|CEDAW|CCPR|CRC|CERD|CAT|CED|CMW|ICCD|DP|TD|JIU|SPLOS|HRI|LC|"
    "LOS|UNW|ICEF|BWC|CBD"
)
_IN_BRACKETS = r"[Pp]arts? [IVX\d]+|Vol\. [IVX\d]+|Sect\. \d+[A-Z]?|Resumption \d+|(?:19|20)\d\d|[IVXLC]+"
_SYMBOL = re.compile(
    rf"(?<![\w/])(?:{_FIRST_NAMES})/[A-Za-z0-9][A-Za-z0-9./–-]*(?: ?\((?:{_IN_BRACKETS})\)(?:/[A-Za-z0-9./]+)?)?"
)
_OWN = re.compile(r"\bits(?: (?:[a-z]+|own))?\Z")
#: A name directly before "resolution": "Commission on Narcotic Drugs resolution 51/11", and names of several bodies.
_STRANGE = re.compile(r"\S (?:[A-Z][\w’-]+)\Z")
#: Where in a report the resolution of a commission is printed: "chap. I, sect. C, resolution 59/1".
_PRINTED_IN = re.compile(r"(?:\b(?:chap|sect|part|vol)\. [\w.]+|\bannex(?: [IVX\d]+)?),\Z")
_SHORT_NAME = re.compile(r"(?:\A|[^\w ]|\b[a-z]\w*) (?:Council|Assembly)\Z")
#: "the General Assembly, in its resolution": the organ that is named is the one whose it is.
_THEIR_OWN = re.compile(
    rf"(?P<organ>{'|'.join(name.title().replace('And', 'and') for name in NAMED)}),? (?:in|by) its\Z"
)
_QUALIFYING = (
    "relevant|previous|subsequent|earlier|other|annual|historic|landmark|recent|consensus|all|the|that|its|of|in|by|and|"
    "their|both|these|those|his|under|to|with|on|as|per|See|see|also|main|first|two|three|for|from|pursuant|through"
)
_QUALIFIERS = re.compile(rf"(?:(?<![\w’])(?:{_QUALIFYING})\b|,|\s)+\Z")
_FOLLOWING = re.compile(
    rf"{_DATE},? (?:of|adopted by) the (?P<organ>[A-Z]\w+(?:(?: (?:and|on|of|for|the))* [A-Z][\w’]+)*)"
)
_BODY = re.compile(
    r"\b(?:Council|Assembly|Commission|Committee|Conference|Meeting|Board|Authority|Organization|Union|Forum)\b"
)


#: How far before a number the words are read that say whose it is.
_NEAR = 400


class Surety(IntEnum):
    """How sure it is by the words alone whose a number is."""

    FOREIGN = -1  #: it is that of another body, none of the four organs
    UNSURE = 0  #: another body is named as well
    USUAL = 1  #: no body is named: it is the organ's own, as its editors write, unless a link says otherwise
    SURE = 2  #: the organ is named, the way of numbering is its own, or it is a symbol in full


@dataclass(frozen=True)
class Reference:
    """A place in a text that refers to a document: from, to, and the symbol that the words tell, as surely as they do.

    `number` and `kind` (`resolution`, `decision`) are what is printed of an act; a symbol in full has none.
    """

    start: int
    end: int
    symbol: str | None
    surety: Surety = Surety.SURE
    number: Number | None = None
    kind: str = ""


def references(text: str, own: str, language: str = "en") -> list[Reference]:
    """Return the references in a text, in its order; `own` is the organ whose text it is.

    Numbers are read in English alone, symbols in every language.
    """
    if not any(map(str.isdigit, text)):
        return []
    found = [*_symbols(text), *(_numbers(text, own) if language == "en" else ())]
    return sorted(found, key=lambda reference: (reference.start, -reference.end))


def _symbols(text: str) -> Iterator[Reference]:
    for match in _SYMBOL.finditer(text):
        written = match.group().rstrip(".,;:-–/")
        symbol = printed(first_symbol(written.replace("–", "-")))
        if symbol:
            yield Reference(match.start(), match.start() + len(written), symbol)


def _numbers(text: str, own: str) -> Iterator[Reference]:
    for head in _HEAD.finditer(text):
        kind, at = head["kind"].lower(), head.end()
        matches = []
        while match := _NUMBER.match(text, at):
            matches.append(match)
            following = _NEXT.match(text, match.end())
            if not following:
                break
            at = following.end()
        if not matches:
            continue
        organ, surety = _organ_before(text[max(0, head.start() - _NEAR) : head.start()], own)
        if after := _FOLLOWING.match(text, matches[-1].end()):
            organ = organ_named(after["organ"], own)
            surety = Surety.SURE if organ else Surety.FOREIGN
        for match in matches:
            number = _number_of(match)
            yield Reference(match.start(), match.end(), *_told(number, kind, organ, surety, own), number, kind)


def _number_of(match: re.Match) -> Number:
    """Return the number that is printed, with letters as symbols have them (`A to C` is `A-C`)."""
    letters = match["letters"] or match["inner"] or match["outer"] or ""
    letters = re.sub(r" to | and |–", "-", letters)
    return Number(match["before"] or "", match["after"] or match["number"], letters, match["bracket"] or "")


def _organ_before(before: str, own: str) -> tuple[str | None, Surety]:
    """Return the organ that the words before "resolution" name, and how surely; None for one that is not known."""
    before = before.rstrip()
    if organ := organ_named(before, own):
        return organ, Surety.SURE
    others = {name for name in _BODY.findall(_without(own, before))}
    if _PRINTED_IN.search(before) or (_STRANGE.search(before) and not _SHORT_NAME.search(before)):
        return None, Surety.FOREIGN
    if named := _THEIR_OWN.search(before):
        return organ_named(named["organ"], own), Surety.SURE
    if _OWN.search(before):
        return (None, Surety.UNSURE) if others else (own, Surety.SURE)
    bare = _QUALIFIERS.sub("", before[-100:])
    if organ := organ_named(bare, own):
        return organ, Surety.SURE
    return (None, Surety.UNSURE) if others else (own, Surety.USUAL)


def _without(organ: str, text: str) -> str:
    """Return a text without the name of an organ."""
    name = next(name for name, known in NAMED.items() if known == organ)
    return re.sub(name, "", text, flags=re.IGNORECASE)


def _told(number: Number, kind: str, organ: str | None, surety: Surety, own: str) -> tuple[str | None, Surety]:
    """Return the symbol that a number has, and how surely."""
    if number.of_year and kind == "resolution":
        foreign = surety is Surety.SURE and organ not in ("sc", own)
        return (None, Surety.UNSURE) if foreign else (number.symbol("sc", kind), Surety.SURE)
    symbol = number.symbol(organ, kind) if organ else None
    return symbol, surety if symbol else min(surety, Surety.UNSURE)
