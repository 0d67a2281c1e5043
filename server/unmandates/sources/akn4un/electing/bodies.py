"""Which body an election is to: by its name, or by a short one (`the Tribunal`) that the act tells in full."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from unmandates.sources.akn4un.act import Act, UnitKind
from unmandates.sources.bodies import own_key

#: Names of bodies and their keys; with the label of those that are not curated. "United Nations" before a name is free.
NAMES = Path(__file__).with_name("bodies.csv")
_SHORT = re.compile(
    r"(?:Tribunal|Court|Council|Committee|Commission|Board|Unit|Panel|Assembly|Authority|Forum|Group|Fund|Programme)\Z"
)
_OF_ASSEMBLY = re.compile(r" of the (?:General )?Assembly\Z")
_IN_TITLE = re.compile(r"\b(?:of|to) (?:the |a )?((?:[A-Z]|ad hoc).+)", re.DOTALL)
#: Titles that name an office and no body.
_OFFICE = re.compile(r"(?:Chair|President|Vice-|Executive Director|Administrator|Secretary-General|.*\bCommissioner\b)")
_CONSTITUTED = re.compile(r"(?:,|\bthe) ([^,]+?) (?:is|are|will be|shall be) (?:now )?(?:composed|constituted)")


@dataclass(frozen=True)
class Elected:
    """A body: its key, its name, and whether it is curated and so has a label already."""

    key: str
    name: str
    curated: bool = False


def body_of(name: str) -> Elected | None:
    """Return the body of a name; None for words that are no name of a body."""
    words = " ".join(name.replace("’", "'").replace("‑", "-").split()).strip(" .,;:")
    words = _OF_ASSEMBLY.sub("", re.sub(r"\A(?:the|an?|its) ", "", words))
    if bracketed := re.search(r"\((\w+ Committee)\)\Z", words):
        words = bracketed[1]
    words = re.sub(r" \((?:UN|[A-Z]{3,})[\w-]*\)\Z", "", words)
    if (
        not words[:1].isupper()
        or re.search(r"\b(?:Committees|Commissions)\b", words)
        or len(words) > 220
        or is_short(words)
    ):
        return None
    known = _names().get(words.removeprefix("United Nations ").casefold())
    return known or Elected(own_key(words), words)


def is_short(name: str) -> bool:
    """Tell whether a name is short for another one (`the Tribunal`)."""
    return bool(_SHORT.fullmatch(re.sub(r"\Athe ", "", name.strip())))


def told_in(act: Act) -> tuple[str, ...]:
    """Return the names of the bodies that an act's title and its paragraphs on who a body is made of have in full."""
    names: dict[str, None] = {}
    texts = [unit.words["en"].text for unit in act.units if "en" in unit.words and unit.kind is not UnitKind.FOOTNOTE]
    for text in texts:
        for found in _CONSTITUTED.finditer(text):
            names.setdefault(re.sub(r"\Athe ", "", found[1].strip()))
    titled = _IN_TITLE.search(act.in_english().title)
    if titled:
        title = re.split(r" at its | for the |\s*\*", " ".join(titled[1].split()))[0].strip()
        names.setdefault(re.sub(r"\A(?:the|an?) ", "", title))
    return tuple(name for name in names if not is_short(name) and not _OFFICE.match(name))


def in_full(name: str, told: Iterable[str]) -> Elected | None:
    """Return the body of a name; a short one is that of the one full name that ends in it, or that has its words."""
    if not is_short(name):
        return body_of(name)
    last = re.sub(r"\Athe ", "", name.strip())
    found = {body for one in told if last in one.split() and (body := body_of(one))}
    return found.pop() if len(found) == 1 else None


@cache
def _names() -> dict[str, Elected]:
    with NAMES.open(encoding="utf-8", newline="") as file:
        return {
            row["name"].casefold(): Elected(row["key"], row["label"] or row["name"], not row["label"])
            for row in csv.DictReader(file)
        }
