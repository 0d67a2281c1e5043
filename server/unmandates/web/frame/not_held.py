"""Where a reader finds what has not been read here: official pages by symbol, and the official search."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

#: A symbol of a United Nations document in running text: `S/RES/1325 (2000)`, `A/70/1`, `E/CN.7/2019/1`.
_SYMBOL = re.compile(
    r"(?<![\w/])[A-Za-z]{1,6}(?:/[A-Za-z0-9][A-Za-z0-9.-]*)+"
    r"(?: ?\((?:\d{4}|[IVXLC]+)\))?(?:/[A-Za-z0-9][A-Za-z0-9.-]*)*"
)
#: The Security Council numbers its resolutions through, and their symbols end with the year.
_YEARLESS = re.compile(r"S/RES/\d+", re.IGNORECASE)
_PAGES, _SEARCH = "https://docs.un.org", "https://digitallibrary.un.org/search"


@dataclass(frozen=True)
class Elsewhere:
    """Official addresses for what was asked: its page, where its symbol gives one (else empty), and the search."""

    symbol: str
    page: str
    search: str


def symbol_in(text: str) -> str:
    """Return the first symbol in a text as it is printed, or nothing; what has no digit is none (`and/or`)."""
    return next((found[0] for found in _SYMBOL.finditer(text) if re.search(r"\d", found[0])), "")


def elsewhere(asked: str, language: str) -> Elsewhere:
    """Return where to look for what is not here."""
    symbol = re.sub(r" ?\(", "(", symbol_in(asked)).upper()
    page = f"{_PAGES}/{language}/{quote(symbol, safe='/().-')}" if symbol and not _YEARLESS.fullmatch(symbol) else ""
    return Elsewhere(symbol, page, f"{_SEARCH}?{urlencode({'ln': language, 'p': symbol or asked})}")
