"""Which document a place in a text refers to: words and links laid over each other, and never against each other."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from unmandates.sources.akn4un.act import Mark, Unit, UnitKind, Words
from unmandates.sources.akn4un.citing.addresses import symbol_of
from unmandates.sources.akn4un.citing.dating import can_be_of, year_after
from unmandates.sources.akn4un.citing.wording import Reference, Surety
from unmandates.sources.symbols import organ_of, printed

_LETTERS = re.compile(r" [A-Z]{1,2}(?:-[A-Z]{1,2})?(?= \(|\Z)")
_LETTER_AFTER = re.compile(r" ?(?P<letters>[A-Z]{1,2})(?![\w’'])")
#: From this session no other organ has numbers of the form `76/186` that are as high.
_ASSEMBLY_ALONE = 63
_YEAR_ALONE = 2007
_SHORT_FOOTNOTE = re.compile(r"(?:See (?:also )?)?[Rr]esolutions? ")


@dataclass(frozen=True)
class Link:
    """A stretch that links to a document, pieces side by side taken as one; `symbol` is None for an address of none."""

    start: int
    end: int
    symbol: str | None
    target: str


def links(words: Words) -> list[Link]:
    """Return the links of a text in its order; those on nothing but signs and spaces are none."""
    found: list[Link] = []
    marks = sorted((mark for mark in words.marks if mark.kind == "link"), key=lambda mark: (mark.start, mark.end))
    for mark in marks:
        link = _link(mark)
        before = found[-1] if found else None
        if before and before.symbol == link.symbol and link.start - before.end <= 1 and link.symbol:
            found[-1] = Link(before.start, max(before.end, link.end), link.symbol, link.target)
        else:
            found.append(link)
    return [link for link in found if any(map(str.isalnum, words.text[link.start : link.end]))]


def _link(mark: Mark) -> Link:
    return Link(mark.start, mark.end, symbol_of(mark.target), mark.target)


def resolved(
    unit: Unit, text: str, reference: Reference, here: list[Link], pool: Iterable[str]
) -> tuple[str | None, str]:
    """Return the symbol that a reference is to, or None and the kind of note that says why not.

    `here` are the links over the reference, `pool` the symbols that links of the unit have in any language.
    """
    linked = {link.symbol for link in here if link.symbol}
    if reference.symbol and reference.surety is Surety.SURE:
        if not linked or any(_base(symbol) == _base(reference.symbol) for symbol in linked):
            return reference.symbol, ""
        longer = [
            max(symbol, reference.symbol, key=len) for symbol in linked if _parts_of_one(symbol, reference.symbol)
        ]
        if longer:
            return min(longer), ""
        dated = _by_year(text, reference, linked)
        return (dated, "") if dated else (None, "link-and-words-differ")
    number = reference.number
    if number is None:
        return None, "reference-not-understood"
    digits = [figure for part in number.digits() for figure in re.findall(r"\d+|[IVXLC]+", part)]
    fitting = {symbol for symbol in linked or pool if re.findall(r"\d+|\b[IVXLC]+(?=\))", symbol) == digits}
    if reference.surety is Surety.FOREIGN:
        fitting = {symbol for symbol in fitting if organ_of(symbol) is None}
    if len({_base(symbol) for symbol in fitting}) == 1:
        symbol = with_letters(min(fitting), number.letters)
        return (symbol, "") if symbol else (None, "reference-not-understood")
    if linked:
        return None, "link-and-words-differ"
    if reference.symbol and not fitting and reference.surety is Surety.USUAL and _usual(unit, text, reference):
        return reference.symbol, ""
    return None, "number-of-unknown-organ"


def _by_year(text: str, reference: Reference, linked: set[str]) -> str | None:
    """Return the one act of those that words and links tell, all of one number, that can be of the year beside it."""
    year = year_after(text, reference.end)
    told = {reference.symbol, *linked}
    if year is None or len({tuple(re.findall(r"\d+", symbol)[-2:]) for symbol in told}) != 1:
        return None
    fitting = {symbol for symbol in told if can_be_of(symbol, year)}
    return min(fitting) if len(fitting) == 1 and all(can_be_of(symbol, year) is not None for symbol in told) else None


def by_link(text: str, link: Link) -> tuple[str | None, str]:
    """Return the symbol of a link that no words explain, or None and why not: what it stands on must be its number."""
    if link.symbol is None:
        strange = "link-not-understood" if re.search(r"(?:undocs|docs\.un)\.org", link.target) else "link-elsewhere"
        return None, strange
    shown = re.findall(r"\d+", text[link.start : link.end])
    figures = re.findall(r"\d+", link.symbol)
    if not shown or not (figures == shown or (len(shown) > 1 and figures[-len(shown) :] == shown)):
        return None, "link-on-other-words"
    after = _LETTER_AFTER.match(text, link.end)
    if after and "/RES/" in link.symbol:
        symbol = with_letters(link.symbol, after["letters"])
        return (symbol, "") if symbol else (None, "reference-not-understood")
    return link.symbol, ""


def with_letters(symbol: str, letters: str) -> str | None:
    """Return a symbol of an act with the letters that the words have; as it is without any."""
    if not letters:
        return symbol
    base, bracket, rest = _base(symbol).partition(" (")
    return printed(f"{base} {letters}{bracket}{rest}")


def _base(symbol: str) -> str:
    """Return a symbol without letters."""
    return _LETTERS.sub("", symbol)


def _parts_of_one(one: str, other: str) -> bool:
    """Say whether one of two symbols is the other with a part in brackets: `A/75/49 (Vol. I)`."""
    short, long = sorted((one, other), key=len)
    return long.startswith(f"{short} (")


def _usual(unit: Unit, text: str, reference: Reference) -> bool:
    """Say whether a number without the name of an organ can be only that of the organ whose text it is."""
    number = reference.number
    if number is None or (unit.kind is UnitKind.FOOTNOTE and _SHORT_FOOTNOTE.match(text)):
        return reference.start < 40
    if number.by_year:
        return int(number.before) >= _YEAR_ALONE
    return bool(number.bracket) or not number.before.isdigit() or int(number.before) >= _ASSEMBLY_ALONE
