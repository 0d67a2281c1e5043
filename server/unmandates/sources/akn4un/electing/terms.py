"""Terms of office as texts tell them: `for a three-year term of office beginning on 1 January 2023`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from unmandates.sources.akn4un.dates import MONTHS, date_of

_DAY = rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})"
_FIGURES = {name: number for number, name in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_START = re.compile(
    rf"\b(?:beginning|starting|commencing|effective|with effect)\s+(?:on |from |as of |as from )?{_DAY}"
    rf"|\bas (?:of|from) {_DAY}|\bfrom {_DAY}"
)
_AT_ONCE = re.compile(
    r"\b(?:beginning|starting|commencing|effective) (?:immediately|on the (?:date|day) of (?:the )?(?:re-?)?"
    r"(?:election|appointment))"
)
_END = re.compile(rf"\b(?:expiring|expires?|ending|ends?|until|to|through)\s+(?:on )?{_DAY}")
_YEARS = re.compile(rf"\b({'|'.join(_FIGURES)}|\d{{1,2}})[- ]years?\b")
_EXPIRY = re.compile(rf"\s*(?:The )?[Tt]erms? of office (?:will )?(?:expires?|ends?)(?: on)? {_DAY}(.*)", re.DOTALL)


@dataclass(frozen=True)
class Term:
    """A term of office: its first and last day (`2023-01-01`), empty where the text does not give them.

    `reckoned` tells that the last day is not printed and follows from the first one and a number of years.
    """

    start: str = ""
    end: str = ""
    reckoned: bool = False


def day(text: str) -> str:
    """Return the first day that a text names, as `2023-01-01`; empty without one."""
    found = re.search(_DAY, text)
    return _iso(*found.groups()) if found else ""


def term(text: str, met: str = "") -> Term:
    """Return the term of office that words tell; `met` is the day of the election, for a term that begins with it."""
    found = _START.search(text)
    start = _iso(*filter(None, found.groups())) if found else ""
    if not start and _AT_ONCE.search(text):
        start = met
    ended = _END.search(text, found.end() if found else 0)
    if ended:
        return Term(start, _iso(*ended.groups()))
    years = _YEARS.search(text)
    if start and years and " and a half" not in text:
        return Term(start, _last_day(start, int(_FIGURES.get(years[1], years[1]))), reckoned=True)
    return Term(start)


def expiry(text: str) -> tuple[str, str] | None:
    """Return the day on which terms of office expire as a footnote says, and the condition that it adds, if any.

    >>> expiry("Term of office expires on 31 December 2024.")
    ('2024-12-31', '')
    """
    found = _EXPIRY.match(text)
    if not found:
        return None
    *when, rest = found.groups()
    return _iso(*when), rest.strip(" .;,")


def _iso(number: str, month: str, year: str) -> str:
    return date_of(f"{number} {month} {year}") or ""


def _last_day(start: str, years: int) -> str:
    first = date.fromisoformat(start)
    after = first.replace(year=first.year + years, day=28 if (first.month, first.day) == (2, 29) else first.day)
    return (after - timedelta(days=1)).isoformat()
