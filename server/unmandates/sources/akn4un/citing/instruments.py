"""Instruments that a text names: by their exact names, treaties by volume and number, the Charter to its articles."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from unmandates.sources.saying import in_language, of_class, part, said, thing

#: Names of instruments of the graph, and their volumes and numbers in the Treaty Series (`vol. 2225, No. 39574`).
NAMES = Path(__file__).with_name("instruments.csv")
_CHARTER = "instrument/charter-of-the-united-nations"
_VOLUME = r"vols?\. (?P<volumes>\d{1,4}(?:(?:, | and |, and )\d{1,4})*), Nos?\. (?P<number>[IVX]*-?\d{1,6})"
_SERIES = re.compile(rf"United Nations, Treaty Series, {_VOLUME}")
_IBID = re.compile(rf"Ibid\., {_VOLUME}")
_ARTICLES = re.compile(
    r"(?P<kind>Articles?|Chapters?) (?P<first>\d{1,3}|[IVX]+)(?:, paragraph \d+,)?"
    r"(?:(?:,| and| or) (?P<second>\d{1,3}|[IVX]+))?"
    r",? of (?:the Charter of the United Nations|the Charter(?! of)|its Charter)"
)
#: What makes a name part of the name of something else.
_WITHIN = re.compile(
    r"(?:Protocols?(?: thereto| of \d{4})? to the|supplementing the"
    r"|(?:Conference|Meeting) of (?:the )?(?:States )?Parties to the"
    r"|Committee on the|anniversary of the(?: adoption of the| entry into force of the)?|Amendments? to the"
    r"|Day of the|Special Committee on the) \Z"
)
_TITLE = re.compile(r"“[^“”]*”")
_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}
_ROMAN |= {"XIII": 13, "XIV": 14, "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18, "XIX": 19}


@dataclass(frozen=True)
class Named:
    """An instrument, or a part of one, at a place of a text: its path in the graph, and what is said of it itself."""

    start: int
    end: int
    path: str
    described: tuple[ox.Triple, ...] = ()


def said_in_short(texts: Iterable[str]) -> frozenset[str]:
    """Return the short names (`Global Plan of Action`) of instruments that some of the texts name in full."""
    wanted = {name: full for name, (_, full) in _names().items() if full}
    return frozenset(name for text in texts for name, full in wanted.items() if full in text)


def instruments(text: str, same_series: bool = False, short: frozenset[str] = frozenset()) -> list[Named]:
    """Return the instruments that an English text names, in its order; what is only inside another's name is none.

    `same_series` says that "Ibid." in it stands for the Treaty Series, `short` which short names may stand in it.
    """
    articles = list(_articles(text))
    names = [
        name for name in _by_name(text, short) if not any(whole.start <= name.start < whole.end for whole in articles)
    ]
    found = [*names, *articles, *_in_series(text, same_series)]
    return sorted(found, key=lambda named: (named.start, -named.end))


def _by_name(text: str, short: frozenset[str]) -> Iterator[Named]:
    titles = [(title.start(), title.end()) for title in _TITLE.finditer(text)]
    for found in _pattern().finditer(text):
        start, end = found.span()
        path, full = _names()[found.group()]
        if full and found.group() not in short:
            continue
        inside = any(begin < start and end < close - 1 for begin, close in titles if begin < start < close)
        whole = not any(begin < start < close and (start > begin + 1 or end < close - 1) for begin, close in titles)
        if (inside or not whole) or _WITHIN.search(text[max(0, start - 80) : start]):
            continue
        if re.match(r" (?:on (?:the|a) |against )|’s? |[^\W\d_]", text[end:]):
            continue
        yield Named(start, end, path)


def _articles(text: str) -> Iterator[Named]:
    for found in _ARTICLES.finditer(text):
        for written in filter(None, (found["first"], found["second"])):
            chapter = found["kind"].startswith("Chapter")
            number = _ROMAN.get(written, 0) if not written.isdigit() else int(written)
            if number and chapter != written.isdigit():
                path = f"{_CHARTER}/{'ch' if chapter else 'article'}/{number}"
                kind = "InstrumentChapter" if chapter else "Article"
                yield Named(
                    found.start(), found.end(), path, tuple(part(thing(path), kind, thing(_CHARTER), number, written))
                )


def of_series(text: str) -> bool:
    """Say whether a text names the Treaty Series."""
    return "Treaty Series, vol" in text


def _in_series(text: str, same_series: bool) -> Iterator[Named]:
    matches = [*_SERIES.finditer(text), *(_IBID.finditer(text) if same_series else ())]
    for found in matches:
        number = found["number"].rpartition("-")[2]
        for volume in re.findall(r"\d+", found["volumes"]):
            known, _ = _names().get(f"vol. {volume}, No. {number}", ("", ""))
            path = known or f"instrument/unts-vol-{volume}-no-{number}"
            yield Named(found.start(), found.end(), path, () if known else tuple(_treaty(path, volume, number)))


def _treaty(path: str, volume: str, number: str) -> Iterator[ox.Triple]:
    """Yield what the Treaty Series tells of a treaty that the graph does not know by its name."""
    node = thing(path)
    yield of_class(node, "Treaty")
    yield said(node, "treatySeriesVolume", volume)
    yield said(node, "treatySeriesNumber", number)
    labels = {
        "en": f"United Nations, Treaty Series, vol. {volume}, No. {number}",
        "ar": f"الأمم المتحدة، مجموعة المعاهدات، المجلد {volume}، الرقم {number}",
    }
    for language, label in labels.items():
        yield said(node, "skos:prefLabel", in_language(label, language))


@cache
def _names() -> dict[str, tuple[str, str]]:
    """Return by name the path of an instrument, and for a short name the full one that has to stand in the act."""
    with NAMES.open(encoding="utf-8", newline="") as file:
        return {row["words"]: (row["path"], row["short_for"]) for row in csv.DictReader(file)}


@cache
def _pattern() -> re.Pattern:
    names = sorted((name for name in _names() if not name.startswith("vol. ")), key=lambda name: (-len(name), name))
    return re.compile(
        rf"(?<![\w“])(?:{'|'.join(map(re.escape, names))})(?!\w)|(?<=“)(?:{'|'.join(map(re.escape, names))})(?=”)"
    )
