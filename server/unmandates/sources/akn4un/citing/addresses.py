"""Addresses of documents of the United Nations, as links have them, and the symbols that they are of.

>>> symbol_of("https://undocs.org/en/A/75/6(Sect.30)"), symbol_of("https://docs.un.org/en/S/RES/1325(2000)")
('A/75/6 (Sect. 30)', 'S/RES/1325 (2000)')
>>> symbol_of("about:blank"), symbol_of("file:///C:/Users/someone/A_RES_1.docx")
(None, None)
"""

import re
from urllib.parse import unquote

from unmandates.sources.symbols import printed

_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?(?:undocs\.org|docs\.un\.org)/+(?:(?:ar|en|es|fr|ru|zh|de)/+)?(?P<symbol>[^?#]+)\Z",
    re.IGNORECASE,
)
#: What an address adds to a symbol for the printed form of the Official Records; it is no part of the symbol.
_SUPPLEMENT = re.compile(r"\s*\(\s*supp\.?\s*\)", re.IGNORECASE)
#: A second symbol of the same document: `A/76/335-S/2021/826`.
_JOINT = re.compile(r"-(?=(?:A|S|E|ISBA)/)")


def symbol_of(target: str) -> str | None:
    """Return the symbol, as printed, of the document that a link leads to; None for any other address."""
    found = _ADDRESS.match(unquote(target.strip()))
    if not found:
        return None
    return printed(first_symbol(_SUPPLEMENT.sub("", found["symbol"].strip(" /"))))


def first_symbol(written: str) -> str:
    """Return the first of the symbols of a document that has several (`A/76/335-S/2021/826`)."""
    return _JOINT.split(written, maxsplit=1)[0]
