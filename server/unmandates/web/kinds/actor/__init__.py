"""Whoever acts or is asked to: a body, a post, a group, a person; its tasks, its acts, where it belongs."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace

import pyoxigraph as ox

from unmandates.rdf.namespaces import ONTOLOGY
from unmandates.web.frame.form import Offer, offers, query_of
from unmandates.web.frame.page import template
from unmandates.web.kinds.kind import Kind, SubjectPage
from unmandates.web.kinds.shared import apart, at_hand
from unmandates.web.lists.filters import AT_LEAST, ON_DAY, STATUS, VERB, YEAR, asked, choices, chosen, names_of
from unmandates.web.things import record_of, taking_part
from unmandates.web.things.record_of import Record
from unmandates.web.things.relations import Pointing, Relation, numbers_of, pointing, relations
from unmandates.web.things.site import site
from unmandates.web.things.tables import Table, in_reading_order, table, told
from unmandates.web.things.taking_part import Memberships
from unmandates.web.things.things import Thing

_FILTERS = (VERB, AT_LEAST, STATUS, ON_DAY, YEAR)
#: Ways in which something is asked of an actor otherwise than by its name, as its page has them.
_HOW = ("certain", "body", "posts", "possible")
#: What the page tells in sections of its own.
_TOLD = (
    "assignee", "addressee", "doer", "mandator", "speaker", "onBehalfOf", "participant",
    "inFavour", "against", "abstaining", "vetoedBy",
    "initialSponsor", "additionalSponsor", "sponsor", "withdrawnSponsor",
)  # fmt: skip


@template("actor/page.html")
@dataclass(frozen=True)
class ActorPage(SubjectPage):
    """The tasks of an actor, `everything` and what the filters leave of it (`table`, by document in `given`).

    `listed` are the forms in which the list of these is had; `otherwise` is what is asked of it as one of a group,
    `asked_as` the same by how; `acts` are those that address it and its own; `members` are of it, `memberships` are its
    own, those of the page that `held` tells of. `votes` are those in which it took a position, `sponsored` the texts
    that it sponsored.
    """

    everything: Table
    table: Table
    given: list[tuple[Thing, list[Thing], list[dict]]]
    choices: dict[str, list]
    chosen: dict[str, str]
    listed: tuple[Offer, ...]
    on_day: str
    otherwise: Table
    asked_as: dict[str, list[dict]]
    acts: dict[str, tuple[dict[Thing, list[dict]], Table]]
    members: Memberships
    members_table: Table
    memberships: list[Thing]
    held: Record
    votes: Record
    sponsored: Record
    attended: Table
    not_listed: set[Thing]
    spoken: Table
    relations: Pointing
    capacity_said: Callable = taking_part.capacity_said


def page(actor: Thing) -> ActorPage:
    """Return what the page of an actor shows."""
    node, where, language = ox.NamedNode(actor.iri), site(), actor.language
    terms = chosen(_FILTERS)
    given = numbers_of(where, actor)

    def listed(name: str, key: str, *by: str, **asked) -> Table:
        """Return a table, which is asked for only where something points to the actor by one of the properties."""
        there = any(ox.NamedNode(ONTOLOGY + one) in given for one in by)
        return table(where, language, name, key, **asked) if there else told(name, key, [], language, **asked)

    everything = listed("mandates-on-a-day", "mandate", "assignee", assignee=node, day=terms["day"])
    filtered = terms.keys() > {"day"}
    left = listed("mandates-on-a-day", "mandate", "assignee", assignee=node, **terms) if filtered else everything
    otherwise = table(where, language, "asked-otherwise", "group", actor=node)
    acts = listed("acts", "act", "doer", "addressee", actor=node)
    spoken = listed("statements-by", "statement", "speaker", "onBehalfOf", "doer", actor=node)
    attended = listed("participations", "participation", "participant", "onBehalfOf", actor=node)
    present = {line["participation"][0] for line in attended.lines}
    found = relations(where, actor, *(f"unm:{name}" for name in _TOLD))
    few, found = apart(found, "unm:member")
    memberships, held = record_of.memberships_of(actor, few)
    votes, sponsored = record_of.votes_of(actor), record_of.sponsored_by(actor)
    not_listed = taking_part.not_listed(where, attended.lines, actor)
    where.world.settle()
    return ActorPage(
        thing=actor,
        everything=everything,
        table=left,
        given=_over_time(left),
        choices=choices(everything, _FILTERS),
        chosen=asked(_FILTERS),
        listed=offers("mandates", language, query_of({"assignee": actor.path, **asked(_FILTERS)}.items())),
        on_day=terms["day"].value,
        otherwise=otherwise,
        asked_as=_by_how(otherwise),
        acts={name: _acts(acts, name) for name in ("addressee", "doer")},
        members=taking_part.by_role(actor),
        members_table=at_hand("memberships", "membership", actor.within("Membership"), organization=actor),
        memberships=memberships,
        held=held,
        votes=votes,
        sponsored=sponsored,
        attended=attended,
        not_listed=not_listed,
        spoken=replace(spoken, lines=in_reading_order(spoken.lines, "statement")),
        relations=_without(actor, found, present),
    )


def _by_how(otherwise: Table) -> dict[str, list[dict]]:
    """Return the groups and others through which something is asked of an actor, by how; those for certain first."""
    found: dict[str, list[dict]] = {}
    for line in otherwise.lines:
        found.setdefault(min(str(cell) for cell in line["how"]), []).append(line)
    return dict(sorted(found.items(), key=lambda item: _HOW.index(item[0])))


def _without(thing: Thing, found: list[Relation], elsewhere: set[Thing]) -> Pointing:
    """Return relations without the things that stand elsewhere on the page."""
    left = [_left(one, elsewhere) for one in found]
    thinned = any(one.total < before.total for one, before in zip(left, found, strict=True) if one.others)
    return pointing(thing, [one for one in left if one.others], thinned)


def _left(relation: Relation, elsewhere: set[Thing]) -> Relation:
    """Return a relation without some things; one that is longer than a page is left as it is."""
    others = [other for other in relation.others if other not in elsewhere]
    return relation if relation.total > len(relation.others) else replace(relation, others=others, total=len(others))


def _over_time(found: Table) -> list[tuple[Thing, list[Thing], list[dict]]]:
    """Return tasks by document, the latest first: the document, who gives the tasks in it, and the lines."""
    grouped = _by_document(in_reading_order(found.lines, "mandate"))
    dated = sorted(grouped.items(), key=lambda item: _adopted(item[1]), reverse=True)
    return [
        (document, list(dict.fromkeys(giver for line in lines for giver in line["mandator"])), lines)
        for document, lines in dated
    ]


def _by_document(lines: list[dict]) -> dict[Thing, list[dict]]:
    """Return lines by their documents, in the order in which they come."""
    grouped: dict[Thing, list[dict]] = defaultdict(list)
    for line in lines:
        grouped[line["document"][0]].append(line)
    return dict(grouped)


def _adopted(lines: list[dict]) -> str:
    return max((str(cell) for line in lines for cell in line["adopted"]), default="")


def _acts(acts: Table, relation: str) -> tuple[dict[Thing, list[dict]], Table]:
    """Return the acts to which an actor stands in a relation, by document in the order of the text, and as a table."""
    iri = ONTOLOGY + relation
    lines = [line for line in in_reading_order(acts.lines, "act") if any(cell.iri == iri for cell in line["relation"])]
    return _by_document(lines), replace(acts, terms=acts.terms | {"relation": ox.NamedNode(iri)}, lines=lines)


KIND = Kind(r"(body|post|group|person)/[^/]+", page, reads=(*names_of(_FILTERS), *record_of.PARAMETERS))
