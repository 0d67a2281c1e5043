"""The verbs with which the paragraphs of an act open, preambular and operative, and the words in each language."""

import re
from collections.abc import Iterable

import pyoxigraph as ox

from unmandates.sources.akn4un.act import Act, Unit, UnitKind, Words
from unmandates.sources.akn4un.aspect import Aspect
from unmandates.sources.akn4un.aspects.opening import Opening, opening
from unmandates.sources.akn4un.aspects.text import unit_of
from unmandates.sources.notes import Note
from unmandates.sources.saying import in_language, said, thing
from unmandates.sources.source import Drawn, Standing

#: Units that open with a verb; sub-paragraphs do only where the words are marked.
_WITH_VERBS = (UnitKind.PREAMBULAR, UnitKind.OPERATIVE, UnitKind.SUB)
_LAST_SIGNS = " ,;:."


def draw(act: Act) -> Drawn:
    """Return the opening words of each paragraph and the verb that they are by the English text."""
    drawn = Drawn()
    for unit in act.units:
        if unit.kind in _WITH_VERBS:
            drawn.say(Standing.TEXT, _of_unit(act, unit, drawn))
    return drawn


def _of_unit(act: Act, unit: Unit, drawn: Drawn) -> Iterable[ox.Triple]:
    node = unit_of(act, unit.path)
    marked = {language: _words(unit, words) for language, words in sorted(unit.words.items())}
    found = None
    if english := unit.words.get("en"):
        found = _of_english(unit, english, marked["en"])
        if not marked["en"] and found:
            marked["en"] = _first_words(english.text, found)
        if marked["en"] and (found is None or not found.verb):
            kind = "opening-words-not-understood" if found is None else "verb-without-concept"
            detail = found.form if found else marked["en"][:80]
            drawn.notes.append(Note(kind, item=act.key, place=unit.path, detail=detail))
            marked["en"] = marked["en"] if found else ""
    if unit.kind is not UnitKind.PREAMBULAR and found is None:
        return []
    verbs = [said(node, "opensWith", thing(f"scheme/verb/{found.verb}"))] if found and found.verb else []
    texts = [said(node, "openingWords", in_language(words, language)) for language, words in marked.items() if words]
    return [*verbs, *texts]


def _words(unit: Unit, words: Words) -> str:
    """Return the opening words as the source marks them: in italics at the start, or by name; whole words only."""
    ends = [mark.end for mark in words.marks if mark.kind == "italic" and mark.start <= 1 < mark.end]
    named = words.verb_name.strip(_LAST_SIGNS)
    if ends:
        end = max(ends)
    elif named and words.text.startswith(named) and unit.kind is UnitKind.PREAMBULAR:
        end = len(named)
    else:
        return ""
    return (words.text[:end] + re.match(r"\w*", words.text[end:]).group()).strip(_LAST_SIGNS)


def _of_english(unit: Unit, english: Words, marked: str) -> Opening | None:
    if unit.kind is UnitKind.PREAMBULAR:
        return opening(marked or english.verb_name, english.text[len(marked) :])
    if marked:
        found = opening(marked, english.text[len(marked) :])
        return found if found and (found.bent != "as-is" or found.form != marked.lower()) else None
    if unit.kind is UnitKind.OPERATIVE:
        found = opening(" ".join(english.text.split()[:3]), " ".join(english.text.split()[3:8]))
        return found if found and found.bent == "s" else None
    return None


def _first_words(text: str, found: Opening) -> str:
    """Return as many words of a text as its opening takes, with those that only join or strengthen between them."""
    words = text.split()
    for length in range(1, min(len(words), 9)):
        if (short := opening(" ".join(words[:length]))) and short.form == found.form:
            return " ".join(words[:length]).strip(_LAST_SIGNS)
    return ""


ASPECT = Aspect("verbs", draw)
