"""The paragraphs of a document, each with its place, told from the list of its units.

The source numbers nothing: it gives the units in order with the number printed before each. A paragraph has a place
here only where the numbers leave no doubt. What stands in an annex is never an operative paragraph, and where numbers
begin again below a heading the whole text has no places, since it is not told which section is which.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from unmandates.sources.notes import Note, Outcome

#: The language of the source, as it names it; it has some units in others.
LANGUAGE = "english"
_ANNEX = re.compile(r"(?:Annex|Appendix|Enclosure)(?: [IVX]+| [A-Z0-9])?\Z", re.I)
_FORMULA = re.compile(r"[“\"]?The (?:General Assembly|(?:[A-Z][\w-]* (?:and )?)+(?:Council|Assembly|Commission)),?\Z")
_NUMBER = re.compile(r"([1-9][0-9]{0,2})\.?\Z")
_LETTER = re.compile(r"\(([a-z]{1,5})\)\Z")


@dataclass(frozen=True)
class Unit:
    """A paragraph with a place: its path below the document, class, whole (a path), order, number and text.

    `told` is the unit as the source has it.
    """

    path: str
    name: str
    parent: str
    order: int
    number: str
    text: str
    told: Mapping


@dataclass
class Reading:
    """What is known while the units of one document are read in turn."""

    key: str
    notes: list[Note] = field(default_factory=list)
    units: dict[str, Unit] = field(default_factory=dict)
    preambular: int = 0
    operative: int = 0
    inner: int = 0  #: the last number of a list inside a paragraph
    lost: bool = False  #: whether such a list went on to the next paragraph's number: which is which is not told
    within: str = ""  #: path of the paragraph to which sub-paragraphs belong
    heading: bool = False  #: whether a heading was met since the last paragraph

    def note(self, kind: str, unit: Mapping, outcome: Outcome = Outcome.SKIPPED) -> None:
        """Note something about a unit."""
        self.notes.append(Note(kind, outcome, item=self.key, detail=clean(unit.get("text"))[:80]))


def clean(text: object) -> str:
    """Return a text with single spaces; an empty one for what is no text."""
    return " ".join(text.split()) if isinstance(text, str) else ""


def places(told: Iterable[Mapping], key: str) -> Reading:
    """Return the paragraphs of a document that have a place, and notes on the others."""
    reading = Reading(key)
    for unit in told:
        kind = unit.get("type")
        if unit.get("language") not in (None, LANGUAGE):
            reading.note("unit-in-another-language", unit)
            continue
        if _ANNEX.match(clean(unit.get("text"))):
            reading.note("annex-not-read", unit)
            break
        if kind == "heading":
            reading.heading = True
        elif kind == "paragraph" and clean(unit.get("text")) and not _place(reading, unit):
            return _without_operative(reading, unit)
    return reading if reading.operative else _only_one(reading)


def _place(reading: Reading, unit: Mapping) -> bool:
    """Give a unit its place; false where numbers begin again below a heading."""
    kind, level = unit.get("paragraph_type"), unit.get("paragraph_level")
    prefix = clean(unit.get("prefix"))
    if kind == "operative" and level == 1:
        return _operative(reading, unit, prefix)
    if level in (2, 3, 4) and (letter := _LETTER.match(prefix)):
        _sub(reading, unit, letter[1], prefix, level)
    elif kind == "preambular" and not prefix and level is None and not reading.operative:
        if not _FORMULA.match(clean(unit.get("text"))):
            reading.preambular += 1
            reading.within = f"pp/{reading.preambular}"
            _add(reading, unit, reading.within, "PreambularParagraph", "", reading.preambular, "")
    else:
        reading.note("unit-without-place", unit)
    return True


def _operative(reading: Reading, unit: Mapping, prefix: str) -> bool:
    found = _NUMBER.match(prefix)
    number = int(found[1]) if found else 0
    if number == 1 and reading.operative and reading.heading:
        return False
    if number == reading.operative + 1 and number == reading.inner + 1 and reading.inner:
        reading.lost = True
    if number == reading.operative + 1 and not reading.lost:
        reading.operative, reading.inner, reading.heading = number, 0, False
        reading.within = f"op/{number}"
        _add(reading, unit, reading.within, "OperativeParagraph", "", number, str(number))
        return True
    reading.inner, reading.within = number, ""
    reading.note("number-out-of-order", unit)
    return True


def _sub(reading: Reading, unit: Mapping, letter: str, prefix: str, level: int) -> None:
    depth = level - 1
    steps = reading.within.split("/") if reading.within else []
    parent = "/".join(steps[: 1 + depth])
    path = f"{parent}/{letter}"
    if len(steps) < 1 + depth or parent not in reading.units or path in reading.units:
        reading.note("unit-without-place", unit)
        return
    order = 1 + sum(one.parent == parent for one in reading.units.values())
    reading.within = path
    _add(reading, unit, path, "SubParagraph", parent, order, prefix)


def _add(reading: Reading, unit: Mapping, path: str, name: str, parent: str, order: int, number: str) -> None:
    reading.units[path] = Unit(path, name, parent, order, number, clean(unit["text"]), unit)


def _without_operative(reading: Reading, unit: Mapping) -> Reading:
    reading.note("numbers-begin-again", unit)
    reading.units = {path: one for path, one in reading.units.items() if path.startswith("pp/")}
    return reading


def _only_one(reading: Reading) -> Reading:
    """Return the reading, the one paragraph of an act that has but one, without a number, as its operative one."""
    acting = [one for one in reading.units.values() if one.told.get("action_verb_type") == "operative"]
    last = list(reading.units.values())[-1:]
    if len(acting) == 1 and acting == last and acting[0].path.startswith("pp/"):
        (one,) = acting
        del reading.units[one.path]
        reading.units["op/1"] = Unit("op/1", "OperativeParagraph", "", 1, "", one.text, one.told)
    return reading
