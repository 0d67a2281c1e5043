"""How the organs number their resolutions and decisions, and which organ words beside a number name."""

import re
from dataclasses import dataclass

from unmandates.sources.symbols import printed

#: Organs by the words that name them in English; the longest that fits counts.
NAMED = {
    "general assembly": "ga",
    "security council": "sc",
    "economic and social council": "ecosoc",
    "human rights council": "hrc",
}
#: What those are called for short in the acts of an organ.
_SHORT = {("council", own): own for own in ("ecosoc", "hrc", "sc")}
_SHORT |= {("assembly", own): "ga" for own in ("ga", "ecosoc", "hrc", "sc")}
_STEMS = {"ga": "A", "sc": "S", "ecosoc": "E", "hrc": "A/HRC"}
_KINDS = {"resolution": "RES", "decision": "DEC"}
#: From its thirty-first session the General Assembly numbers `31/1`, and its decisions from 301.
_FIRST_SESSION, _LAST_SESSION, _FIRST_DECISION, _LAST_RESOLUTION = 31, 120, 301, 450
_COUNCIL_SESSIONS = 90
#: The first resolution of the Security Council in a year, from 2000 on, as its texts of these years have them.
_FIRST_OF_YEAR = dict(
    zip(
        range(2000, 2025),
        (1285, 1335, 1387, 1455, 1522, 1581, 1652, 1739, 1795, 1860, 1908, 1967, 2033, 2086, 2133)
        + (2196, 2260, 2337, 2398, 2452, 2503, 2561, 2618, 2672, 2722),
        strict=True,
    )
)


@dataclass(frozen=True)
class Number:
    """A number of an act as printed: `76/186`, `S-27/2`, `2200 A (XXI)`, `1325 (2000)`, `1996/31`; letters apart."""

    before: str  #: the session or year of `76/186`; empty for the others
    number: str
    letters: str = ""
    bracket: str = ""

    @property
    def of_year(self) -> bool:
        """Say whether it is numbered by the year in brackets, as only the Security Council does."""
        return bool(re.fullmatch(r"(?:19|20)\d\d", self.bracket))

    @property
    def by_year(self) -> bool:
        """Say whether the year stands first, as the Economic and Social Council has it."""
        return bool(re.fullmatch(r"(?:19|20)\d\d", self.before))

    def digits(self) -> tuple[str, ...]:
        """Return its numbers without letters, for comparing it with a symbol."""
        return tuple(filter(None, (self.before, self.number, self.bracket)))

    def symbol(self, organ: str, kind: str) -> str | None:
        """Return the symbol of an organ's resolution or decision with this number, None if it cannot have it."""
        if not self.fits(organ, kind):
            return None
        numbers = "/".join(filter(None, (self.before, self.number)))
        bracket = f"({self.bracket})" if self.bracket else ""
        return printed(" ".join(filter(None, (f"{_STEMS[organ]}/{_KINDS[kind]}/{numbers}", self.letters, bracket))))

    def fits(self, organ: str, kind: str) -> bool:
        """Say whether an organ numbers so."""
        if organ == "sc":
            return self.of_year and kind == "resolution"
        if self.of_year:
            return False
        if self.bracket:
            return organ == "ga" or (organ == "ecosoc" and not self.bracket.startswith(("S-", "ES-")))
        if organ == "ecosoc":
            return self.by_year
        if self.by_year or not self.before:
            return False
        if not self.before.isdigit():
            return organ == "ga" or not self.before.startswith("ES-")
        session, number = int(self.before), int(self.number)
        if organ == "hrc":
            return session <= _COUNCIL_SESSIONS and number <= 150
        in_sessions = _FIRST_SESSION <= session <= _LAST_SESSION
        return in_sessions and (number >= _FIRST_DECISION if kind == "decision" else number <= _LAST_RESOLUTION)


def possible(symbol: str) -> bool:
    """Say whether there can be a document of a symbol: the Security Council adopted no `S/RES/1556 (2005)`.

    Its resolutions are numbered without a break, so that the number tells the year. Nor did the General Assembly adopt
    an `A/RES/27/2`: until its thirtieth session it numbered otherwise. Others are not checked.
    """
    if assembly := re.match(r"A/(?:RES|DEC)/(\d+)/(\d+)", symbol):
        return int(assembly[1]) >= _FIRST_SESSION
    found = re.fullmatch(r"S/RES/(\d+) \((\d{4})\)", symbol)
    if not found:
        return True
    number, year = int(found[1]), int(found[2])
    years, last = sorted(_FIRST_OF_YEAR), max(_FIRST_OF_YEAR)
    if year < years[0]:
        return number < _FIRST_OF_YEAR[years[0]]
    return _FIRST_OF_YEAR[min(year, last)] <= number and (year >= last or number < _FIRST_OF_YEAR[year + 1])


def organ_named(words: str, own: str) -> str | None:
    """Return the organ that words end with (`Security Council`, `the Council` in its acts), None for none."""
    text = words.lower().rstrip()
    for name, organ in NAMED.items():
        if text.endswith(name):
            return organ
    *_, previous, last = ["", "", *words.split()]
    short = _SHORT.get((last.lower(), own))
    return short if short and not previous[:1].isupper() else None
