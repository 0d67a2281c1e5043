"""How texts and events are read on pages: what stands where in them, and what else of the graph rests on a part."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote, urlsplit

import pyoxigraph as ox
from flask import g

from unmandates.asking.data import Row
from unmandates.rdf.names import expand, term_name
from unmandates.rdf.namespaces import GRAPH
from unmandates.rdf.turtle import natural
from unmandates.release.reading_order import rank
from unmandates.web.things.display_names import PROVISIONS, heading
from unmandates.web.things.site import site
from unmandates.web.things.tables import place_in_text
from unmandates.web.things.things import Thing

_GROUPS = ("Chapter", "Section")
#: What the provisions of a document are called, by their rank, in the words of the interface.
_BODY = ("summary", "text", "agenda", "annotations", "annexes")
EVENTS = ("Session", "Meeting", "PlenaryMeeting", "HighLevelMeeting", "PanelDiscussion", "Hearing", "Negotiation",
           "Observance", "Event")  # fmt: skip
_RULE, _PARTICIPATION = "ParticipationRule", "Participation"
#: Where the official pages of documents are in a language that their addresses begin with.
_OFFICIAL = "https://docs.un.org/"
#: What the rows of the queries about provisions name that rests on one.
_RESTING = {"told": "owner", "rests": "thing"}
#: The kinds of lists that the query `told` tells of, each with its place on the page of the event or body.
_TOLD = {"participations": "participants", "rules": "participation", "parts": "programme", "memberships": "members"}


@dataclass(frozen=True)
class OfficialPage:
    """The page where those who issued a document show its text."""

    address: str
    language: str
    host: str


@dataclass(frozen=True)
class Told:
    """A list that rests on a provision: of which kind, of which event or body, where it is on its page, how long."""

    kind: str
    thing: Thing
    place: str
    number: int


def timed(lines: list[dict]) -> bool:
    """Say whether any line of a table of tasks has a time by which it is due."""
    return any(
        line.get(name) for line in lines for name in ("dueDate", "dueSession", "dueBefore", "dueAt", "recurrence")
    )


def contents_of(part: Thing) -> list[Thing]:
    """Return the provisions that stand in a document or a provision, in the order of the text, footnotes aside."""
    return sorted((inner for inner in part.holds(*PROVISIONS) if not inner.is_a("Footnote")), key=_place)


def _place(part: Thing) -> tuple:
    return int(str(part.one("position") or 0)), natural(part.iri)


def body_of(document: Thing) -> list[tuple[str, list[Thing]]]:
    """Return what a document holds besides preamble, operative part and notes, by what it is: text, agenda, annex."""
    parts = [part for part in contents_of(document) if not part.is_a("PreambularParagraph", "OperativeParagraph")]
    return [(_BODY[rank], list(found)) for rank, found in groupby(parts, key=_rank)]


def _rank(part: Thing) -> int:
    return rank({term_name(term.iri) for term in part.classes})


def offered_filters(names: list[str], choices: dict[str, list], chosen: dict[str, str]) -> list[str]:
    """Return the filters between whose values there is a choice, or that are set."""
    return [name for name in names if len(choices[name]) > 1 or name in chosen or (name == "day" and choices[name])]


def status_code(status: Thing) -> str:
    """Return the key of a status, by which addresses and styles name it."""
    return status.local


def ancestors(part: Thing) -> list[Thing]:
    """Return what lies between a part and its whole, the outermost first."""
    found: list[Thing] = []
    above = part.one("parent")
    while isinstance(above, Thing) and above.part and len(found) < 12:
        found.insert(0, above)
        above = above.one("parent")
    return found


def footnotes_of(provision: Thing) -> list[Thing]:
    """Return the footnotes whose mark stands in a provision."""
    return provision.pointed_at_by("markedAt", "Footnote")


def life_of(mandate: Thing) -> list[Thing]:
    """Return the changes of a mandate that its document tells or that rules have made, in order of time."""
    return sorted(mandate.pointed_at_by("changes", "MandateChange"), key=lambda change: str(change.one("changeDate")))


def is_slip(note: Thing) -> bool:
    """Say whether a note on a text tells a slip of the copy at hand, not an error of the official text."""
    origin = note.one("errorOrigin")
    return isinstance(origin, Thing) and origin.path == "scheme/error-origin/copy"


def notes_of(document: Thing) -> list[tuple[str, list[Thing]]]:
    """Return the notes on a text by what the interface calls them, errors of the official text first, as it is read."""
    notes = sorted(document.within("TextualNote"), key=lambda note: place_in_text((note.one("parent") or note).iri))
    parted = {"official_errors": [], "slips": []}
    for note in notes:
        parted["slips" if is_slip(note) else "official_errors"].append(note)
    return [(name, found) for name, found in parted.items() if found]


def official_page(document: Thing) -> OfficialPage | None:
    """Return the official page of a document, in the reader's language where the text is known to exist in it."""
    page, printed = document.one("foaf:page"), document.one("symbol")
    if isinstance(page, Thing) and page.iri.startswith(_OFFICIAL):
        language, _, symbol = page.iri.removeprefix(_OFFICIAL).partition("/")
    elif printed and document.all("availableIn"):
        language, symbol = "en", quote(re.sub(r" ?\(", "(", str(printed)), safe="/().-")
    else:
        return None
    if any(str(code) == document.language for code in document.all("availableIn")):
        language = document.language
    return OfficialPage(f"{_OFFICIAL}{language}/{symbol}", language, urlsplit(_OFFICIAL).netloc)


def told_of(provision: Thing) -> list[Told]:
    """Return the lists, of two or more, that rest on a provision."""
    numbers: Counter = Counter()
    places: dict[tuple[str, Thing], str] = {}
    for row in _resting("told", provision):
        kind, owner = row["kind"].value, provision.of(row["owner"].value)
        numbers[kind, owner.whole] += int(row["number"].value)
        if owner.part and kind == "rules":
            places.setdefault((kind, owner.whole), _TOLD["parts"])
        else:
            places[kind, owner.whole] = _TOLD[kind]
    order = list(_TOLD)
    return [
        Told(kind, thing, places[kind, thing], number)
        for (kind, thing), number in sorted(numbers.items(), key=lambda one: (order.index(one[0][0]), -one[1]))
        if number > 1
    ]


def look_up(text: Thing) -> None:
    """Ask, once for all of a document or of a part of one, what is told of its provisions and rests on the bare ones.

    Pages tell it provision by provision.
    """
    provisions = [*([text] if text.part else []), *text.throughout(*PROVISIONS)]
    _look_up("told", text, provisions)
    if any(is_bare(provision) for provision in provisions):
        _look_up("rests", text, provisions)


def is_bare(provision: Thing) -> bool:
    """Say whether a provision is known by its number alone: others cite it, and nothing is told of it here."""
    said = provision.text("summary") or provision.text("officialText") or heading(provision)
    return not (said or provision.parts() or told_of(provision))


def rests_on(provision: Thing) -> list[tuple[str, list[Thing]]]:
    """Return what cites a provision, rests on it or is renewed by it, by the name of the property."""
    found: dict[str, dict[Thing, None]] = defaultdict(dict)
    for row in _resting("rests", provision):
        found[term_name(row["relation"].value)][provision.of(row["thing"].value)] = None
    return [(name, list(things)) for name, things in sorted(found.items())]


def _resting(name: str, provision: Thing) -> list[Row]:
    """Return the rows of a query about what rests on a provision, asked for it alone if nobody has looked it up."""
    if provision.iri not in g.setdefault(name, {}):
        _look_up(name, provision, [provision])
    return g.get(name)[provision.iri]


def _look_up(name: str, text: Thing, provisions: list[Thing]) -> None:
    """Ask what rests on the provisions of a document or of a part of one, for the present request."""
    narrowed = {"provision": tuple(ox.NamedNode(one.iri) for one in provisions)} if text.part else {}
    rows = site().data.rows(name, document=ox.NamedNode(text.whole.iri), **narrowed)
    site().world.tell(row[_RESTING[name]].value for row in rows)
    found: dict[str, list[Row]] = {one.iri: [] for one in provisions}
    for row in rows:
        found.setdefault(row["provision"].value, []).append(row)
    g.setdefault(name, {}).update(found)


def rules_of(event: Thing) -> list[Thing]:
    """Return the rules on participation that are about this very event, not about a part of it."""
    return [rule for rule in event.whole.within(_RULE) if rule.one("event") == event]


def participants_of(event: Thing) -> list[Thing]:
    """Return the participations in this very event."""
    return [one for one in event.whole.within(_PARTICIPATION) if one.one("event") == event]


def parts_of(event: Thing) -> list[Thing]:
    """Return the events of which an event consists, in order of time."""
    return sorted(
        (part for part in event.parts() if part.is_a(*EVENTS)),
        key=lambda part: (str(part.one("startTime") or part.one("startDate") or "9"), part.order, natural(part.iri)),
    )


def graph_of(thing: Thing) -> str:
    """Return the IRI of the graph in which a thing and its parts are kept."""
    return GRAPH + "/".join(thing.path.split("/")[:2])


def of_class(lines: list[dict], name: str) -> list[dict]:
    """Return the lines of a table whose cell `class` holds the class."""
    return [line for line in lines if any(term.iri == expand(name) for term in line["class"])]


#: What templates may call.
GLOBALS = {
    "group_classes": _GROUPS, "body_of": body_of, "contents_of": contents_of, "ancestors": ancestors,
    "footnotes_of": footnotes_of, "life_of": life_of, "own_rules": rules_of, "event_parts": parts_of,
    "graph_iri": graph_of, "lines_of_class": of_class, "offered_filters": offered_filters, "timed": timed,
    "status_code": status_code, "is_slip": is_slip, "notes_of": notes_of, "official_page": official_page,
    "told_of": told_of, "is_bare": is_bare, "rests_on": rests_on,
}  # fmt: skip
