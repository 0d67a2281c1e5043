"""What the source says of a document: paragraphs with text and verb, and what a machine read them to ask of whom."""

import json
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from unmandates.sources.bodies import known_bodies
from unmandates.sources.inputs.json_text import parse_json
from unmandates.sources.inputs.limits import Breach
from unmandates.sources.notes import Note, Outcome
from unmandates.sources.saying import document, in_language, part, said, thing
from unmandates.sources.source import Drawn, Item, Standing
from unmandates.sources.symbols import organ_of
from unmandates.sources.un80.units import LANGUAGE, Unit, clean, places
from unmandates.sources.verbs import verb_named


def draw(item: Item) -> Drawn:
    """Return what the file of a document says; a machine made it: all is candidate."""
    drawn = Drawn()
    (file,) = item.files
    try:
        told = parse_json(file.read())
    except Breach as breach:
        drawn.notes.append(breach.note(file.path, item.key))
        return drawn
    if not isinstance(told, list) or not all(isinstance(unit, dict) for unit in told):
        drawn.notes.append(Note("no-list-of-units", Outcome.SKIPPED, file.path, item.key))
        return drawn
    symbol = json.loads(item.beside)["symbol"]
    node, triples = document(symbol)
    triples += _title(node, told, symbol)
    if organ := organ_of(symbol):
        reading = places(told, item.key)
        drawn.notes += reading.notes
        triples.append(said(node, "adoptedBy", thing(f"body/{organ}")))
        for unit in reading.units.values():
            triples += _unit(node, unit)
    else:
        drawn.notes.append(Note("no-act-of-an-organ", Outcome.TAKEN, file.path, item.key))
    drawn.say(Standing.CANDIDATE, dict.fromkeys(triples))
    return drawn


def _title(node: ox.NamedNode, told: list[Mapping], symbol: str) -> Iterator[ox.Triple]:
    """Yield the title, without the number that stands before it, where there is just one."""
    titles = [clean(unit.get("text")) for unit in told if unit.get("type") == "title" and _is_english(unit)]
    number = symbol.partition("/RES/")[2] or symbol
    if len(titles) == 1 and titles[0].startswith(f"{number}. "):
        yield said(node, "dcterms:title", in_language(titles[0].removeprefix(f"{number}. ")))


def _unit(document_node: ox.NamedNode, unit: Unit) -> Iterator[ox.Triple]:
    one = ox.NamedNode(f"{document_node.value}/{unit.path}")
    parent = ox.NamedNode(f"{document_node.value}/{unit.parent}") if unit.parent else document_node
    yield from part(one, unit.name, parent, unit.order, unit.number)
    yield said(one, "officialText", in_language(unit.text))
    readings = [found for found in _list(unit.told, "mandates") if isinstance(found, dict)]
    first = readings[0] if readings else unit.told
    words = clean(first.get("action_verb"))
    if words and unit.text.casefold().startswith(words.casefold()):
        yield said(one, "openingWords", in_language(unit.text[: len(words)]))
        verb = verb_named(clean(first.get("action_verb_normalized"))) or verb_named(words)
        if verb is not None and readings:  # without readings the verb is cut to one word: "Calls", "Takes"
            yield said(one, "opensWith", verb)
    for order, found in enumerate(readings, 1):
        yield from _reading(ox.NamedNode(f"{one.value}/reading/{order}"), one, order, found)


def _reading(node: ox.NamedNode, unit: ox.NamedNode, order: int, found: Mapping) -> Iterator[ox.Triple]:
    """Yield one reading of a paragraph: a verb, who is asked, and for what."""
    yield from part(node, "MachineReading", unit, order)
    if words := clean(found.get("action_verb")):
        yield said(node, "verbAsRead", words)
    if verb := verb_named(clean(found.get("action_verb_normalized"))):
        yield said(node, "readVerb", verb)
    for one in _list(found, "assignees"):
        name = clean(one.get("assignee_normalized")) if isinstance(one, dict) else ""
        if name:
            yield said(node, "assigneeAsRead", name)
        if key := known_bodies().named(name) if name else None:
            yield said(node, "readAssignee", thing(f"body/{key}"))
    for one in _list(found, "deliverables"):
        if isinstance(one, dict) and (name := clean(one.get("deliverable_normalized"))):
            yield said(node, "deliverableAsRead", name)


def _is_english(unit: Mapping) -> bool:
    return unit.get("language") in (None, LANGUAGE)


def _list(unit: Mapping, name: str) -> list:
    found = unit.get(name)
    return found if isinstance(found, list) else []
