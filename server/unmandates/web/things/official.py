"""How the United Nations itself cites a document (United Nations Editorial Manual, "Resolutions", "Documents").

A resolution or decision is cited by its organ and number: `General Assembly resolution ES-11/1`, `72/262 C`,
`3314 (XXIX)`, `217 A (III)`, `Security Council resolution 2331 (2016)`; anything else by its symbol.
"""

import re

from unmandates.rdf.namespaces import ONTOLOGY
from unmandates.text.words import plain, say_date, words
from unmandates.web.things import display_names
from unmandates.web.things.things import Thing

_LETTERS = r"(?:[A-Z](?:-[A-Z])?)"
#: The number in the symbol of a resolution or decision: in a session, or in one of the series that ran on; its letters.
_NUMBERED = re.compile(
    rf"(?:.+/)?(?:RES|DEC)/(?:(?P<session>(?P<special>ES-|S-)?\d+/\d+) ?(?P<part>{_LETTERS})?"
    rf"|(?P<running>\d+) ?(?P<before>{_LETTERS})? ?\((?P<when>[^()]+)\) ?\[?(?P<after>{_LETTERS})?\]?)"
)
_ROMAN = re.compile(r"(?P<special>ES-|S-)?(?P<number>[IVXLC]+)")
_WORTH = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def citation_of(thing: Thing) -> str:
    """Return how a document, or the paragraph in which a thing stands, is cited; empty for what is in no document.

    A resolution or decision by its organ and number, anything else by its symbol; then the day and the paragraph.
    """
    document, table = thing.whole, words(thing.language)["cite"]["document"]
    symbol = document.text("symbol")
    if document.kind != "document" or not symbol:
        return ""
    organ, day = document.one("adoptedBy"), document.one("adoptionDate") or document.one("distributionDate")
    number = number_of(str(symbol), thing.language)
    kind = next((name for name in ("Resolution", "Decision") if document.is_a(name)), None)
    values = {"symbol": symbol, "day": say_date(str(day), thing.language) if day else ""}
    if number and kind and isinstance(organ, Thing):
        values |= {"organ": organ.name, "kind": document.of(ONTOLOGY + kind).name, "number": number}
        form = "decided_on" if day else "decided"
    else:
        form = "issued_on" if day else "issued"
    said = table[form].format(**values)
    paragraph = _paragraph(thing)
    return table["within"].format(document=said, paragraph=paragraph) if paragraph else said


def number_of(symbol: str, language: str) -> str | None:
    """Return the number of a resolution or decision as texts in a language write it; None where there is none.

    A letter stands before the session or year in brackets, wherever the symbol has it.

    >>> [number_of(symbol, "en") for symbol in ("A/RES/377(V)A", "S/RES/2331(2016)", "A/RES/72/262C", "A/64/130")]
    ['377 A (V)', '2331 (2016)', '72/262 C', None]
    """
    found = _NUMBERED.fullmatch(plain(symbol))
    if not found:
        return None
    table = words(language)["cite"]["number"]
    letters = found["part"] or found["before"] or found["after"]
    said = f" {_letters(letters, table['letters'].split())}" if letters else ""
    if found["session"]:
        special = found["special"] or ""
        return (table[special] if special else "") + found["session"].removeprefix(special) + said
    return f"{found['running']}{said} ({_session(found['when'], table)})"


def _letters(letters: str, names: list[str]) -> str:
    return "-".join(names[ord(letter) - ord("A")] for letter in letters.split("-"))


def _session(when: str, table: dict) -> str:
    """Return a session in Roman numbers, with the sign of a special one, as the language has it; a year as it is."""
    roman = _ROMAN.fullmatch(when)
    if not roman:
        return when
    values = {"roman": roman["number"], "number": _value(roman["number"])}
    if special := roman["special"]:
        return table[special] + table["special"].format(**values)
    return table["session"].format(**values)


def _value(roman: str) -> int:
    values = [_WORTH[letter] for letter in roman]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


def _paragraph(thing: Thing) -> str:
    """Return how the provision is cited in which a thing stands, without its document."""
    while isinstance(thing, Thing) and thing.part and not thing.is_a(*display_names.PROVISIONS):
        thing = thing.one("parent")
    if not isinstance(thing, Thing) or not thing.part:
        return ""
    table, kind = words(thing.language)["cite"]["document"], thing.part.partition("/")[0]
    mark = thing.order if kind == "pp" else plain(display_names.paragraph_mark(thing))
    return table.get(kind, "{mark}").format(mark=mark)
