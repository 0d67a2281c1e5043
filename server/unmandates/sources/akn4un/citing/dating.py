"""Whether an act can be of a year that the words give it: organs number their acts by session or by year.

The General Assembly's session n opens in September of the year 1945 + n and ends a year later; the Human Rights Council
has had three regular sessions a year since June 2006; the Economic and Social Council and, in brackets, the Security
Council number by year.
"""

import re

_OF_YEAR = re.compile(r"\s?,? ?(?:of|adopted on) (?:\d{1,2} )?(?:[A-Z][a-z]+ )?(\d{4})\b")
_ASSEMBLY = re.compile(r"A/RES/(\d{1,3})/")
_COUNCIL = re.compile(r"A/HRC/RES/(\d{1,3})/")
_BY_YEAR = re.compile(r"E/RES/(\d{4})/|S/RES/\d+ \((\d{4})\)")


def year_after(text: str, place: int) -> int | None:
    """Return the year of the date that stands directly after a place of a text (`of 27 March 2008`)."""
    found = _OF_YEAR.match(text, place)
    return int(found[1]) if found else None


def can_be_of(symbol: str, year: int) -> bool | None:
    """Say whether the act with a symbol can be of a year; None where its way of numbering does not tell."""
    if found := _ASSEMBLY.match(symbol):
        return year - 1945 - int(found[1]) in (0, 1)
    if found := _COUNCIL.match(symbol):
        return year == 2006 + (int(found[1]) - 1) // 3
    if found := _BY_YEAR.match(symbol):
        return year == int(found[1] or found[2])
    return None
