"""How things are read on pages: where a footnote is marked, how a paragraph is called, what lies above a part."""

from collections import defaultdict

from flask import g

from unmandates.namespaces import GRAPH
from unmandates.turtle import natural
from unmandates.web.language import page_language
from unmandates.web.naming import Text, in_order
from unmandates.web.site import site
from unmandates.web.things import Thing, expand
from unmandates.web.words import words

#: The classes of what a text consists of, as against what is said of the text.
PROVISIONS = (
    "PreambularParagraph", "OperativeParagraph", "SubParagraph", "Footnote", "ReportParagraph", "Recommendation",
    "AgendaItem", "Annotation", "Chapter", "Section", "Summary", "Annex", "TableRow", "Provision",
)  # fmt: skip
_EVENTS = ("Session", "Meeting", "PlenaryMeeting", "HighLevelMeeting", "PanelDiscussion", "Hearing", "Negotiation",
           "Observance", "Event")  # fmt: skip
_RULE, _PARTICIPATION = "ParticipationRule", "Participation"


def short(thing: Thing) -> Text:
    """Return a part's name without the name of its whole: `operative paragraph 9, act 1`."""
    name, whole = thing.name, thing.whole.name
    if thing.part and name.value.startswith(whole.value):
        rest = name.value.removeprefix(whole.value).lstrip(",،;: ")
        return Text(rest, name.language) if rest else name
    return name


def paragraph_mark(provision: Thing) -> str:
    """Return the shortest way to call a provision inside its document: `9`, `2 (a)`, `PP 3`, `note 4`."""
    number = provision.text("number")
    table = words(provision.language)["marks"]
    if provision.is_a("PreambularParagraph"):
        return table["preambular"].format(number=provision.order)
    if provision.is_a("Footnote"):
        return table["footnote"].format(number=number or provision.order)
    if provision.is_a("SubParagraph") and (above := provision.one("parent")):
        return f"{paragraph_mark(above)}\u00a0{number or provision.order}"
    return str(number or provision.part or provision.name)


def cited(provision: Thing) -> str:
    """Return a provision as one cites it: `A/RES/75/283, para. 2 (a)`; anything else by its name."""
    table = words(provision.language)["marks"]
    if not provision.part or not provision.is_a(*PROVISIONS):
        return provision.name.value
    paragraph = provision.is_a("OperativeParagraph", "SubParagraph", "ReportParagraph")
    form = table["paragraph"] if paragraph and not provision.part.startswith("pp/") else "{mark}"
    mark = form.format(mark=paragraph_mark(provision))
    return table["cited"].format(document=provision.whole.name, mark=mark)


def timed(lines: list[dict]) -> bool:
    """Say whether any line of a table of tasks has a time by which it is due."""
    return any(
        line.get(name) for line in lines for name in ("dueDate", "dueSession", "dueBefore", "dueAt", "recurrence")
    )


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
    marked = g.setdefault("footnotes", {})
    whole = provision.whole
    if whole.iri not in marked:
        marked[whole.iri] = defaultdict(list)
        for note in whole.within("Footnote"):
            for place in note.all("markedAt"):
                marked[whole.iri][place.iri].append(note)
    return marked[whole.iri].get(provision.iri, [])


def rules_of(event: Thing) -> list[Thing]:
    """Return the rules on participation that are about this very event, not about a part of it."""
    return [rule for rule in event.whole.within(_RULE) if rule.one("event") == event]


def participants_of(event: Thing) -> list[Thing]:
    """Return the participations in this very event."""
    return [one for one in event.whole.within(_PARTICIPATION) if one.one("event") == event]


def parts_of(event: Thing) -> list[Thing]:
    """Return the events of which an event consists, in order of time."""
    return sorted(
        (part for part in event.parts() if part.is_a(*_EVENTS)),
        key=lambda part: (str(part.one("startTime") or part.one("startDate") or "9"), part.order, natural(part.iri)),
    )


def label(name: str) -> Text:
    """Return what a property is called: in the interface's words for a borrowed one, else by the ontology."""
    language = page_language()
    borrowed = words(language)["borrowed"]
    return Text(borrowed[name], language) if name in borrowed else site().world.names.name(expand(name), language)


def graph_of(thing: Thing) -> str:
    """Return the IRI of the graph in which a thing and its parts are kept."""
    return GRAPH + "/".join(thing.path.split("/")[:2])


def of_class(lines: list[dict], name: str) -> list[dict]:
    """Return the lines of a table whose cell `class` holds the class."""
    return [line for line in lines if any(term.iri == expand(name) for term in line["class"])]


#: What templates may call.
GLOBALS = {
    "short": short, "paragraph_mark": paragraph_mark, "ancestors": ancestors, "footnotes_of": footnotes_of,
    "own_rules": rules_of, "participants_of": participants_of, "event_parts": parts_of, "label": label,
    "graph_iri": graph_of, "lines_of_class": of_class, "provision_classes": PROVISIONS, "timed": timed,
}  # fmt: skip
FILTERS = {"short": short, "cited": cited, "in_order": in_order}
