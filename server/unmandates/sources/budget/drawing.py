"""What a section of a budget cites: its programmes, whose they are, and the documents that each of them names."""

import json
import re
from collections import Counter, defaultdict

import pyoxigraph as ox

from unmandates.rdf.names import local_name
from unmandates.sources.bodies import known_bodies, own_key
from unmandates.sources.notes import Note, Outcome
from unmandates.sources.saying import document, in_language, of_class, part, said, thing
from unmandates.sources.source import Drawn, Item, Standing
from unmandates.sources.symbols import organ_of, printed

#: What the table calls the list of mandates at the end of a programme.
LISTED = "legislative_mandates"
_OF_THE_COUNCIL = re.compile(r"\b\d{1,4} \((?:19|20)\d\d\)")
#: The organs of which a heading of such a list may be, by their names there.
_ORGANS = {
    "General Assembly": "general-assembly",
    "Security Council": "security-council",
    "Economic and Social Council": "economic-and-social-council",
    "Human Rights Council": "human-rights-council",
}
_NAMED = re.compile(r"(?P<kind>Subprogramme|Component) (?P<number>[0-9]{1,2})(?: ?[–:,-] ?(?P<title>.+))?\Z")
_NUMERALS = re.compile(r"[0-9]+|\b[IVXL]+\b")


def draw(item: Item) -> Drawn:
    """Return the programmes of a section, their entities and citations; a machine extracted them: all is candidate."""
    section, drawn = json.loads(item.beside), Drawn()
    node, triples = document(section["symbol"])
    programmes: dict[tuple, list[dict]] = defaultdict(list)
    for row in section["rows"]:
        programmes[row.get("entity", ""), row.get("entity_long", ""), row.get("subprogramme", "")].append(row)
    cited: dict[ox.NamedNode, list[ox.Triple]] = {}
    for order, (programme, rows) in enumerate(programmes.items(), 1):
        one = thing(f"document/{item.key}/programme/{order}")
        triples += _programme(one, node, order, programme)
        body, about = _entity(*programme[:2])
        if body is None:
            drawn.notes.append(Note("entity-not-understood", Outcome.TAKEN, item=item.key, detail=programme[0]))
        else:
            triples += [said(one, "programmeOf", body), *about]
        triples += _citations(one, rows, cited, item.key, drawn.notes)
    titles = _titles(section["rows"], item.key, drawn.notes)
    for target, about in cited.items():
        triples += about
        if target in titles:
            triples.append(said(target, "dcterms:title", in_language(titles[target])))
    drawn.say(Standing.CANDIDATE, dict.fromkeys(triples))
    return drawn


def _programme(one: ox.NamedNode, whole: ox.NamedNode, order: int, programme: tuple[str, str, str]) -> list[ox.Triple]:
    """Return what is said of a programme: the whole one of an entity, or one of its subprogrammes."""
    found = _NAMED.match(programme[2])
    triples = part(one, "Programme", whole, order, found["number"] if found else "")
    title = found["title"] if found else programme[2]
    return [*triples, said(one, "dcterms:title", in_language(title))] if title else triples


def _entity(short: str, name: str) -> tuple[ox.NamedNode | None, list[ox.Triple]]:
    """Return the body of an entity, described only if it is not curated; None where its key is another body's."""
    known = known_bodies()
    if curated := known.key(short, name):
        return thing(f"body/{curated}"), []
    key = own_key(short)
    if not key or key in known.keys:
        return None, []
    body = thing(f"body/{key}")
    triples = [of_class(body, "Body"), said(body, "skos:prefLabel", in_language(name or short))]
    return body, [*triples, said(body, "abbreviation", short)]


def _citations(one: ox.NamedNode, rows: list[dict], cited: dict, key: str, notes: list[Note]) -> list[ox.Triple]:
    """Return the citations of a programme, one for each document; the documents are added to `cited`."""
    triples, orders, listed = [], {}, set()
    for row in rows:
        symbol, words = row.get("document_symbol", ""), row.get("cited_text", "")
        found = document(symbol)
        if found is None:
            notes.append(Note("symbol-not-understood", Outcome.SKIPPED, item=key, detail=f"{words}: {symbol}"))
            continue
        doubt = "words" if not _is_of(words, printed(symbol)) else "heading" if _other_organ(row, symbol) else ""
        if doubt:
            notes.append(Note(f"{doubt}-and-symbol-differ", Outcome.SKIPPED, item=key, detail=f"{words}: {symbol}"))
            continue
        target, about = found
        cited.setdefault(target, about)
        new = target not in orders
        order = orders.setdefault(target, len(orders) + 1)
        citation = ox.NamedNode(f"{one.value}/citation/{order}")
        if new:
            triples += [*part(citation, "Citation", one, order), said(citation, "cites", target)]
        triples.append(said(citation, "citedAs", words))
        if row.get("context") == LISTED:
            listed.add(citation)
    true = ox.Literal("true", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean"))
    return [*triples, *(said(citation, "listedAsMandate", true) for citation in sorted(listed, key=str))]


def _is_of(words: str, symbol: str) -> bool:
    """Say whether the numbers that were printed are those of a symbol, so that the machine named no other document."""
    numbers = _NUMERALS.findall(words)
    return bool(numbers) and not Counter(numbers) - Counter(_NUMERALS.findall(symbol))


def _other_organ(row: dict, symbol: str) -> bool:
    """Say whether the heading over a citation is of other organs than the symbol that the machine gave it.

    A number with its year in brackets, `1325 (2000)`, is the Security Council's under any heading.
    """
    organs = {key for name, key in _ORGANS.items() if name in row.get("organ_group", "")}
    organ = organ_of(symbol)
    if organ == "security-council" and _OF_THE_COUNCIL.search(row.get("cited_text", "")):
        return False
    return bool(organs) and organ is not None and organ not in organs


def _titles(rows: list[dict], key: str, notes: list[Note]) -> dict[ox.NamedNode, str]:
    """Return the title of each document that the lists of mandates, which print titles, call by one title alone."""
    titles: dict[ox.NamedNode, set[str]] = defaultdict(set)
    for row in rows:
        title = row.get("title", "").strip(" –-") if row.get("context") == LISTED else ""
        if title and (found := document(row.get("document_symbol", ""))):
            titles[found[0]].add(title)
    several = [node for node, found in titles.items() if len(found) > 1]
    for node in several:
        detail = "; ".join(sorted(titles.pop(node)))
        notes.append(Note("titles-differ", Outcome.TAKEN, item=key, detail=f"{local_name(node.value)}: {detail}"))
    return {node: min(found) for node, found in titles.items()}
