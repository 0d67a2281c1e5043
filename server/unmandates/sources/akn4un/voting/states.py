"""States by the ways in which votes and lists of sponsors write them: `TÜRKÝYE`, `COTE D'IVOIRE`, `the Bahamas`."""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

SPELLINGS = Path(__file__).with_name("states.csv")
_ARTICLE = "THE"


def body_of(name: str) -> str | None:
    """Return the key of the State's body in the graph (`turkiye`), None where the name is of none or of no one State.

    Capitals, accents, spaces and signs make no difference, nor does a "the" before the name.
    """
    letters = _letters(name)
    return _spellings().get(letters) or _spellings().get(letters.removeprefix(_ARTICLE))


def leading(text: str) -> tuple[str, int] | None:
    """Return the State with whose name a text begins, and how many characters the name takes; the longest name wins.

    >>> leading("Guinea-Bissau and Mali")
    ('guinea-bissau', 13)
    """
    letters, ends = "", []
    for at, character in enumerate(text):
        added = _letters(character)
        letters += added
        ends += [at + 1] * len(added)
        if character in ",;" or len(letters) > _longest():
            break
    start = len(_ARTICLE) if letters.startswith(_ARTICLE) and re.match(r"the\s", text, re.IGNORECASE) else 0
    for length in range(len(letters), start, -1):
        key = _spellings().get(letters[start:length])
        end = ends[length - 1]
        if key and not text[end : end + 1].isalpha():
            closed = end + 1 if text[end : end + 1] == ")" and "(" in text[:end] else end
            return key, closed
    return None


def name_of(key: str) -> str:
    """Return the name of a State by its body's key: the spelling that the key is of, else the first; empty for none.

    >>> name_of("turkiye"), name_of("united-kingdom")[:14]
    ('Türkiye', 'United Kingdom')
    """
    spellings = [spelling for spelling, body in _rows() if body == key]
    own = (spelling for spelling in spellings if _letters(spelling) == _letters(key))
    return next(own, spellings[0] if spellings else "")


def _letters(name: str) -> str:
    """Return the letters of a name alone, as capitals without accents."""
    bare = unicodedata.normalize("NFKD", name.upper())
    return "".join(character for character in bare if character.isalpha())


@cache
def _rows() -> list[tuple[str, str]]:
    with SPELLINGS.open(encoding="utf-8", newline="") as file:
        return [(row["spelling"], row["body"]) for row in csv.DictReader(file)]


@cache
def _spellings() -> dict[str, str]:
    return {_letters(spelling): body for spelling, body in _rows()}


@cache
def _longest() -> int:
    return max(map(len, _spellings())) + len(_ARTICLE)
