"""Citations: what the paragraphs and footnotes of an act refer to, from links and from words, each thing once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pyoxigraph as ox

from unmandates.sources.akn4un.act import Act, Unit, UnitKind, Words
from unmandates.sources.akn4un.aspect import Aspect
from unmandates.sources.akn4un.aspects.opening import opening
from unmandates.sources.akn4un.aspects.text import unit_of
from unmandates.sources.akn4un.citing.footnotes import in_treaty_series, refers
from unmandates.sources.akn4un.citing.instruments import instruments, said_in_short
from unmandates.sources.akn4un.citing.manners import Chain
from unmandates.sources.akn4un.citing.places import own_places, places, places_of_report
from unmandates.sources.akn4un.citing.resolving import by_link, links, resolved
from unmandates.sources.akn4un.citing.series import possible
from unmandates.sources.akn4un.citing.wording import references
from unmandates.sources.notes import Note
from unmandates.sources.saying import document, part, said, thing
from unmandates.sources.source import Drawn, Standing

_VERBS = (UnitKind.PREAMBULAR, UnitKind.OPERATIVE, UnitKind.SUB)


@dataclass(frozen=True)
class Cited:
    """What is cited at a place of a text: the path of a thing, the part of it that is named, and in which manner."""

    start: int
    end: int
    path: str
    place: str = ""
    manner: str = ""
    footnote: str = ""
    described: tuple[ox.Triple, ...] = ()


@dataclass(frozen=True)
class Names:
    """What instruments may be called in a text: by "Ibid." of the Treaty Series, and by which short names."""

    same_series: bool
    short: frozenset[str]


def draw(act: Act) -> Drawn:
    """Return the citations of every unit of an act, and what could not be told to be of one document."""
    drawn = Drawn()
    units = {unit.path: unit for unit in act.units}
    series = in_treaty_series(act.units)
    short = said_in_short(unit.words["en"].text for unit in act.units if "en" in unit.words)
    notes = {
        path: list(_in_unit(act, unit, units, Names(path in series, short), drawn))
        for path, unit in units.items()
        if unit.kind is UnitKind.FOOTNOTE
    }
    described: dict[ox.Triple, None] = {}
    for path, unit in units.items():
        found = notes[path] if path in notes else list(_in_unit(act, unit, units, Names(False, short), drawn))
        if path not in notes:
            found = _through_footnotes(unit, units, notes, found)
        for order, cited in enumerate(_each_once(act, unit, found), 1):
            drawn.say(Standing.TEXT, _citation(act, unit, order, cited))
            described.update(dict.fromkeys(cited.described))
    drawn.say(Standing.TEXT, described)
    return drawn


def _in_unit(act: Act, unit: Unit, units: dict[str, Unit], names: "Names", drawn: Drawn) -> Iterator[Cited]:
    """Yield what a unit's own words and links refer to."""
    language = "en" if "en" in unit.words else min(unit.words, default="")
    if not language:
        return
    words = unit.words[language]
    pool = {link.symbol for other in unit.words.values() for link in links(other) if link.symbol}
    yield from _documents(act, unit, words, language, sorted(pool), drawn)
    if language == "en":
        for named in instruments(words.text, names.same_series, names.short):
            yield Cited(named.start, named.end, named.path, described=named.described)
        for start, end, paths in own_places(words.text):
            for path in paths:
                if path in units:
                    yield Cited(start, end, f"document/{act.key}/{path}")


def _documents(act: Act, unit: Unit, words: Words, language: str, pool: list[str], drawn: Drawn) -> Iterator[Cited]:
    text, marked = words.text, links(words)
    covered: set[int] = set()
    ends: set[int] = set()
    for reference in references(text, act.organ, language):
        here = [at for at, link in enumerate(marked) if link.start < reference.end and link.end > reference.start]
        covered.update(here)
        symbol, why = _if_possible(*resolved(unit, text, reference, [marked[at] for at in here], pool))
        if symbol is None:
            _note(act, unit, why, text[reference.start : reference.end], drawn)
            continue
        listed = any(end < reference.start <= end + 40 for end in ends)
        ends.add(reference.end)
        if reference.kind:
            below = places(text, reference.start, reference.end, not listed)
        else:
            below = places_of_report(text, reference.end)
        yield from _of_symbol(symbol, reference.start, reference.end, below)
    for at, link in enumerate(marked):
        if at not in covered:
            symbol, why = _if_possible(*by_link(text, link))
            if symbol is None:
                _note(act, unit, why, text[link.start : link.end], drawn)
            else:
                below = places(text, link.start, link.end, False) if "/RES/" in symbol else []
                yield from _of_symbol(symbol, link.start, link.end, below)


def _if_possible(symbol: str | None, why: str) -> tuple[str | None, str]:
    return (None, "number-and-year-differ") if symbol and not possible(symbol) else (symbol, why)


def _of_symbol(symbol: str, start: int, end: int, below: list[str]) -> Iterator[Cited]:
    found = document(symbol)
    if found is not None:
        node, described = found
        path = node.value.partition("/id/")[2]
        for place in below or [""]:
            yield Cited(start, end, path, place, described=tuple(described))


def _note(act: Act, unit: Unit, kind: str, words: str, drawn: Drawn) -> None:
    drawn.notes.append(Note(kind, item=act.key, place=unit.path, detail=words[:120]))


def _through_footnotes(
    unit: Unit, units: dict[str, Unit], notes: dict[str, list[Cited]], found: list[Cited]
) -> list[Cited]:
    """Return what a unit cites with what its footnotes give as the reference of what it names.

    A footnote upon the name of an instrument is that instrument's; another's things are cited at the place of its mark.
    """
    language = "en" if "en" in unit.words else min(unit.words, default="")
    marks = unit.words[language].marks if language else ()
    for mark in (mark for mark in marks if mark.kind == "note" and mark.target in notes):
        upon = [one for one in found if one.path.startswith("instrument/") and 0 <= mark.start - one.end <= 1]
        if upon:
            found = [replace(one, footnote=mark.target) if one in upon else one for one in found]
        elif refers(units[mark.target]):
            given = notes[mark.target]
            found = found + [
                replace(one, start=mark.start, end=mark.start, manner="", footnote=mark.target) for one in given
            ]
    return found


def _each_once(act: Act, unit: Unit, found: list[Cited]) -> list[Cited]:
    """Return each thing once, at its first place, with its manner and its footnote if it has one; never the act."""
    chain = _chain(unit)
    once: dict[tuple[str, str], Cited] = {}
    for cited in sorted(found, key=lambda one: (one.start, one.end, one.path, one.place)):
        if cited.path == f"document/{act.key}":
            continue
        identifying = unit.kind is UnitKind.FOOTNOTE and refers(unit)
        manner = "identify" if identifying else chain.manner(cited.start, cited.end) if chain else ""
        key = (cited.path, cited.place)
        first = once.get(key) or cited
        once[key] = replace(first, manner=first.manner or manner, footnote=first.footnote or cited.footnote)
    placed = {path for path, place in once if place}
    return [cited for (path, place), cited in once.items() if place or path not in placed]


def _chain(unit: Unit) -> Chain | None:
    words = unit.words.get("en")
    if words is None or unit.kind is UnitKind.FOOTNOTE:
        return None
    ends = [mark.end for mark in words.marks if mark.kind == "italic" and mark.start <= 1 < mark.end]
    end = max(ends, default=len(words.verb_name) if words.text.startswith(words.verb_name) else 0)
    found = opening(words.text[:end], words.text[end:]) if end and unit.kind in _VERBS else None
    return Chain(words.text, found.verb if found else "", end)


def _citation(act: Act, unit: Unit, order: int, cited: Cited) -> list[ox.Triple]:
    node = unit_of(act, f"{unit.path}/citation/{order}")
    triples = part(node, "Citation", unit_of(act, unit.path), order)
    triples.append(said(node, "cites", thing(cited.path)))
    if cited.place:
        triples.append(said(node, "citedPlace", cited.place))
    if cited.manner:
        triples.append(said(node, "citationManner", thing(f"scheme/citation-manner/{cited.manner}")))
    if cited.footnote:
        triples.append(said(node, "throughFootnote", unit_of(act, cited.footnote)))
    return triples


ASPECT = Aspect("citations", draw)
