"""Footnotes that give the reference of what the text names, and those in which "Ibid." stands for the Treaty Series."""

import re
from collections.abc import Iterable

from unmandates.sources.akn4un.act import Unit, UnitKind
from unmandates.sources.akn4un.citing.instruments import of_series

#: How a footnote begins that gives a reference and tells nothing else.
_REFERRING = re.compile(
    r"(?:See (?:also )?)?(?:[A-Z]+/[A-Z\d]|(?:General Assembly |Economic and Social Council )?[Rr]esolutions? [\dSE]"
    r"|United Nations, Treaty Series|Official Records of the|Ibid\., (?:vol\.|Supplement|annex))"
)
_LONGEST = 260
#: It tells where something is printed that has no symbol of its own, and the document is not what the text names.
_PRINTED_IN = re.compile(r"\), (?:chap|sect|vol|annex)|, chap\. ")


def refers(footnote: Unit) -> bool:
    """Say whether a footnote gives a reference, and is no explanation in which others are named."""
    words = footnote.words.get("en") or (footnote.words[min(footnote.words)] if footnote.words else None)
    if words is None or len(words.text) > _LONGEST or _PRINTED_IN.search(words.text):
        return False
    return bool(_REFERRING.match(words.text.strip()))


def in_treaty_series(units: Iterable[Unit]) -> set[str]:
    """Return the paths of the footnotes that follow one of the Treaty Series, "Ibid." upon "Ibid."."""
    found: set[str] = set()
    going_on = False
    for unit in units:
        if unit.kind is UnitKind.FOOTNOTE and "en" in unit.words:
            text = unit.words["en"].text.strip()
            if going_on and text.startswith("Ibid."):
                found.add(unit.path)
            else:
                going_on = of_series(text)
    return found
