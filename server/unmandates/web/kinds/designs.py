"""What the page of each kind shows besides the thing itself, and the template that shows it."""

from collections import defaultdict
from dataclasses import replace

import pyoxigraph as ox

from unmandates.rdf.namespaces import ONTOLOGY
from unmandates.rdf.turtle import natural
from unmandates.web.lists.lists import asked, choices, chosen, on_day
from unmandates.web.things import taking_part
from unmandates.web.things.reading import EVENTS, graph_of, is_bare, look_up, participants_of, rules_of
from unmandates.web.things.relations import Pointing, Relation, cited_in, pointing, relations
from unmandates.web.things.site import site
from unmandates.web.things.tables import Table, in_reading_order, table, told
from unmandates.web.things.things import Thing, expand

_ACTORS = ("body", "post", "group", "person")
_FILTERS = ("verb", "atLeast", "status", "day", "year")
#: Ways in which something is asked of an actor otherwise than by its name, as its page has them.
_HOW = ("certain", "body", "posts", "possible")
#: What the page of an actor tells in sections of its own.
_TOLD_OF_ACTORS = ("assignee", "addressee", "doer", "mandator", "adoptedBy", "speaker", "onBehalfOf")


def design(thing: Thing) -> tuple[str, dict]:
    """Return the template for a thing, and what it shows besides the thing itself."""
    if thing.kind == "document":
        look_up(thing)
    if thing.part and thing.is_a(*EVENTS):
        return "event.html", _event(thing)
    if thing.part:
        return ("concept.html" if thing.kind == "scheme" else "part.html"), _part(thing)
    if thing.kind == "document":
        return "document.html", _document(thing)
    if thing.kind in _ACTORS:
        return "actor.html", _actor(thing)
    if thing.kind == "topic":
        return "topic.html", _topic(thing)
    if thing.kind == "linkset":
        return "linkset.html", _link_set(thing)
    if thing.kind == "event":
        return "event.html", _event(thing)
    if thing.kind == "scheme":
        found = table(site(), thing.language, "concepts", "concept", scheme=ox.NamedNode(thing.iri))
        site().world.tell(line["concept"][0].iri for line in found.lines)
        concepts = sorted((line["concept"][0] for line in found.lines), key=lambda concept: natural(concept.iri))
        return "scheme.html", _pointing(thing) | {"concepts": concepts, "concepts_table": found}
    if thing.kind == "series":
        members = table(site(), thing.language, "series", "member", series=ox.NamedNode(thing.iri))
        return "series.html", _pointing(thing, "unm:inSeries", "unm:cites") | {
            "members": members,
            "citations": _citations(thing),
        }
    return "thing.html", _pointing(thing, "unm:cites") | {
        "citations": _citations(thing),
        "members": taking_part.by_role(thing),
        "members_table": _told("memberships", "membership", thing.within("Membership"), organization=thing),
    }


def parameters_of(kind: str, key: str) -> tuple[str, ...]:
    """Return the names of the parameters that the page of a thing reads: filters, the day of a status, and the form."""
    if kind in _ACTORS and "/" not in key:
        return (*_FILTERS, "format")
    return ("day", "format") if "/mandate/" in key or kind == "event" else ("format",)


def _pointing(thing: Thing, *without: str) -> dict:
    return {"relations": pointing(thing, relations(site(), thing, *without))}


def _event(thing: Thing) -> dict:
    where, language, day = site(), thing.language, chosen(("day",))["day"]
    standing = table(where, language, "status-of-an-event", "event", event=ox.NamedNode(thing.iri), day=day)
    agenda = table(where, language, "agenda", "item", event=ox.NamedNode(thing.iri))
    continued, others = _apart(relations(where, thing), "unm:continues")
    agendas = list(dict.fromkeys(line["agenda"][0] for line in agenda.lines))
    for one in agendas:
        where.world.describe(one.whole.iri)  # its items are told in their order
    return {
        "continued": continued,
        "relations": pointing(thing, others),
        "agendas": agendas,
        "agenda_table": agenda,
        "standing": standing,
        "on_day": day.value,
        "present": taking_part.by_capacity(thing),
        "by_capacity": taking_part.by_capacity,
        "capacity_said": taking_part.capacity_said,
        "rules_above": taking_part.rules_above(thing),
        "programme_table": _told("programme", "part", thing.within(*EVENTS), whole=thing),
        "rules_table": _told("participation-rules", "rule", rules_of(thing), event=thing),
        "participants_table": _told("participations", "participation", participants_of(thing), event=thing),
    }


def _told(name: str, key: str, lines: list, **things: Thing) -> Table:
    """Return lines that a page has from its thing as a table, with the query about things that gives the same."""
    language = next(iter(things.values())).language
    return told(name, key, lines, language, **{one: ox.NamedNode(thing.iri) for one, thing in things.items()})


def _part(thing: Thing) -> dict:
    if not thing.is_a("Mandate", "SecretariatMandate"):
        return _pointing(thing, *([] if is_bare(thing) else ["unm:source"]))
    mandate = ox.NamedNode(thing.iri)
    day = chosen(("day",))["day"]
    standing = table(site(), thing.language, "mandates-on-a-day", "mandate", mandate=mandate, day=day)
    return _pointing(thing, "unm:source", "unm:answers", "unm:renews", "unm:adapts") | {
        "standing": standing,
        "on_day": day.value,
        "answers": table(site(), thing.language, "answers", "answer", mandate=mandate),
    }


def _document(thing: Thing) -> dict:
    day = on_day()
    given = table(site(), thing.language, "mandates-on-a-day", "mandate", document=ox.NamedNode(thing.iri), day=day)
    continued, others = _apart(relations(site(), thing, "unm:cites", "unm:source"), "unm:continues")
    cites = cited_in(thing)
    return {
        "asked": _asked(given),
        "given": given,
        "on_day": day.value,
        "cites": cites,
        "cites_table": _told("cited-in", "whole", list(cites), document=thing),
        "citations": _citations(thing),
        "continued": continued,
        "relations": pointing(thing, others),
    }


def _apart(found: list[Relation], name: str) -> tuple[list[Thing], list[Relation]]:
    """Return what points to a thing by one property, told in a place of its own, and the other relations."""
    told = next((one.others for one in found if one.property.iri == expand(name)), [])
    return told, [one for one in found if one.property.iri != expand(name)]


def _asked(given: Table) -> list[tuple[list[Thing], list[dict]]]:
    """Return who is asked what in a document: those with the same tasks together, those with most tasks first."""
    tasks: dict[Thing, list[dict]] = defaultdict(list)
    for line in in_reading_order(given.lines, "mandate"):
        for assignee in line["assignee"]:
            tasks[assignee].append(line)
    together: dict[tuple, tuple[list[Thing], list[dict]]] = {}
    for assignee, lines in tasks.items():
        together.setdefault(tuple(line["mandate"][0].iri for line in lines), ([], lines))[0].append(assignee)
    return sorted(together.values(), key=lambda group: -len(group[1]))


def _actor(thing: Thing) -> dict:
    actor, where, language = ox.NamedNode(thing.iri), site(), thing.language
    terms = chosen(_FILTERS)
    everything = table(where, language, "mandates-on-a-day", "mandate", assignee=actor, day=terms["day"])
    filtered = terms.keys() > {"day"}
    shown = table(where, language, "mandates-on-a-day", "mandate", assignee=actor, **terms) if filtered else everything
    otherwise = table(where, language, "asked-otherwise", "group", actor=actor)
    acts = table(where, language, "acts", "act", actor=actor)
    spoken = table(where, language, "statements-by", "statement", actor=actor)
    attended = table(where, language, "participations", "participation", actor=actor)
    present = {line["participation"][0] for line in attended.lines}
    found = relations(where, thing, *(f"unm:{name}" for name in _TOLD_OF_ACTORS))
    memberships, others = _apart(found, "unm:member")
    not_listed = taking_part.not_listed(where, attended.lines, thing)
    where.world.settle()
    return {
        "everything": everything,
        "table": shown,
        "given": _over_time(shown),
        "choices": choices(everything, _FILTERS),
        "chosen": asked(_FILTERS),
        "on_day": terms["day"].value,
        "otherwise": otherwise,
        "asked_as": _by_how(otherwise),
        "acts": {name: _acts(thing, acts, name) for name in ("addressee", "doer")},
        "members": taking_part.by_role(thing),
        "members_table": _told("memberships", "membership", thing.within("Membership"), organization=thing),
        "memberships_table": _told("memberships", "membership", memberships, member=thing),
        "memberships": memberships,
        "attended": attended,
        "capacity_said": taking_part.capacity_said,
        "not_listed": not_listed,
        "spoken": replace(spoken, lines=in_reading_order(spoken.lines, "statement")),
        "relations": _without(thing, others, present),
    }


def _by_how(otherwise: Table) -> dict[str, list[dict]]:
    """Return the groups and others through which something is asked of an actor, by how; those for certain first."""
    found: dict[str, list[dict]] = {}
    for line in otherwise.lines:
        found.setdefault(min(str(cell) for cell in line["how"]), []).append(line)
    return dict(sorted(found.items(), key=lambda item: _HOW.index(item[0])))


def _without(thing: Thing, found: list[Relation], elsewhere: set[Thing]) -> Pointing:
    """Return relations without the things that stand elsewhere on the page."""
    left = [Relation(one.property, [other for other in one.others if other not in elsewhere]) for one in found]
    thinned = any(len(one.others) < len(before.others) for one, before in zip(left, found, strict=True) if one.others)
    return pointing(thing, [one for one in left if one.others], thinned)


def _over_time(found: Table) -> list[tuple[Thing, list[Thing], list[dict]]]:
    """Return tasks by document, the latest first: the document, who gives the tasks in it, and the lines."""
    grouped: dict[Thing, list[dict]] = defaultdict(list)
    for line in in_reading_order(found.lines, "mandate"):
        grouped[line["document"][0]].append(line)
    dated = sorted(grouped.items(), key=lambda item: _adopted(item[1]), reverse=True)
    return [
        (document, list(dict.fromkeys(giver for line in lines for giver in line["mandator"])), lines)
        for document, lines in dated
    ]


def _adopted(lines: list[dict]) -> str:
    return max((str(cell) for line in lines for cell in line["adopted"]), default="")


def _acts(thing: Thing, acts: Table, relation: str) -> tuple[dict[Thing, list[dict]], Table]:
    """Return the acts to which an actor stands in a relation, by document in the order of the text, and as a table."""
    iri = ONTOLOGY + relation
    lines = [line for line in in_reading_order(acts.lines, "act") if any(cell.iri == iri for cell in line["relation"])]
    grouped: dict[Thing, list[dict]] = defaultdict(list)
    for line in lines:
        grouped[line["document"][0]].append(line)
    return dict(grouped), replace(acts, terms=acts.terms | {"relation": ox.NamedNode(iri)}, lines=lines)


def _topic(thing: Thing) -> dict:
    uses = table(site(), thing.language, "uses", "subject", topic=ox.NamedNode(thing.iri))
    narrower, others = _apart(relations(site(), thing, "unm:about"), "skos:broader")
    return {
        "uses": replace(uses, lines=in_reading_order(uses.lines, "subject")),
        "narrower": narrower,
        "relations": pointing(thing, others),
    }


def _link_set(thing: Thing) -> dict:
    links = table(site(), thing.language, "links", "thing", graph=ox.NamedNode(graph_of(thing)))
    return _pointing(thing) | {"links": links}


def _citations(thing: Thing) -> Table:
    """Return where a thing or a part of it is cited, by provision, citations by the thing itself aside."""
    found = table(site(), thing.language, "citations", "citation", thing=ox.NamedNode(thing.iri))
    return replace(found, lines=in_reading_order(found.lines, "citation"))
