"""How a member voted, what it sponsored, and to what it belongs: of each a page, the latest first."""

from collections import Counter
from dataclasses import dataclass

import pyoxigraph as ox
from flask import abort, request

from unmandates.rdf.names import term_name
from unmandates.rdf.namespaces import ONTOLOGY
from unmandates.web.things.paging import Pager, pager
from unmandates.web.things.relations import numbers_of
from unmandates.web.things.site import site
from unmandates.web.things.tables import Table, page_of, table, told
from unmandates.web.things.things import Thing

#: Parameters of the pages of these lists, and that of the position to which the votes are narrowed.
PARAMETERS = VOTES, SPONSORED, MEMBERSHIPS, POSITION = "votes", "sponsored", "memberships", "position"
#: Lines of a page of votes or of texts: each names several things, and a member may have two such lists.
LINES = 25
#: Properties of positions and of sponsors, in the order in which they are told.
_POSITIONS = ("inFavour", "against", "abstaining", "vetoedBy")
_MANNERS = ("initialSponsor", "additionalSponsor", "sponsor", "withdrawnSponsor")


@dataclass(frozen=True)
class Record:
    """A list of which a page is shown: its table, where the reader is, and how many there are of each sort."""

    table: Table
    pager: Pager
    numbers: dict[str, int]
    chosen: str = ""

    @property
    def total(self) -> int:
        """How many there are of all sorts."""
        return sum(self.numbers.values())


def votes_of(member: Thing) -> Record:
    """Return the votes in which a member took a position, or one position alone where the request names it."""
    node, chosen = ox.NamedNode(member.iri), request.args.get(POSITION, "")
    if chosen and chosen not in _POSITIONS:
        abort(400, f"{POSITION} is one of {', '.join(_POSITIONS)}.")
    known = numbers_of(site(), member)
    number = sum(known.get(ox.NamedNode(ONTOLOGY + name), 0) for name in _POSITIONS)
    if number <= LINES and not chosen:  # all of them stand on one page: they are asked for at once
        found = (
            table(site(), member.language, "votes-told", "vote", member=node) if number else _none("votes-told", member)
        )
        numbers = _numbers((line["position"][0].local for line in found.lines), _POSITIONS)
        return Record(found, pager(len(found), VOTES, VOTES, LINES), numbers)
    rows = site().data.rows("votes-of", member=node)
    position = {row["vote"].value: term_name(row["position"].value) for row in rows}
    keys = [vote for vote, one in position.items() if chosen in ("", one)]
    shown = pager(len(keys), VOTES, VOTES, LINES)
    terms = {"position": ox.NamedNode(ONTOLOGY + chosen)} if chosen else {}
    found = page_of(site(), member.language, "votes-told", "vote", keys, shown, member=node, **terms)
    return Record(found, shown, _numbers(position.values(), _POSITIONS), chosen)


def sponsored_by(actor: Thing) -> Record:
    """Return the texts that an actor sponsored."""
    node = ox.NamedNode(actor.iri)
    if not _is_pointed_at(actor, _MANNERS):
        return Record(_none("sponsored-told", actor), pager(0, SPONSORED, SPONSORED, LINES), {})
    known = numbers_of(site(), actor)
    if sum(known.get(ox.NamedNode(ONTOLOGY + name), 0) for name in _MANNERS) <= LINES:  # all stand on one page
        found = table(site(), actor.language, "sponsored-told", "document", actor=node)
        manners = (min((one.local for one in line["manner"]), key=_MANNERS.index) for line in found.lines)
        return Record(found, pager(len(found), SPONSORED, SPONSORED, LINES), _numbers(manners, _MANNERS))
    rows = site().data.rows("sponsored-by", actor=node)
    manner: dict[str, str] = {}
    for row in rows:
        name, iri = term_name(row["manner"].value), row["document"].value
        if iri not in manner or _MANNERS.index(name) < _MANNERS.index(manner[iri]):  # `sponsor` follows from the others
            manner[iri] = name
    shown = pager(len(manner), SPONSORED, SPONSORED, LINES)
    found = page_of(site(), actor.language, "sponsored-told", "document", list(manner), shown, actor=node)
    return Record(found, shown, _numbers(manner.values(), _MANNERS))


def memberships_of(member: Thing, few: list[Thing]) -> tuple[list[Thing], Record]:
    """Return the memberships of a member that are shown, as things, and as a list; `few` are those at hand."""
    node, number = ox.NamedNode(member.iri), numbers_of(site(), member).get(ox.NamedNode(ONTOLOGY + "member"), 0)
    if number <= len(few):
        found = Table("memberships", {"member": node}, [], "membership", number)
        return few, Record(found, pager(number, MEMBERSHIPS, MEMBERSHIPS), {"": number})
    rows = site().data.rows("memberships", member=node)
    since = {row["membership"].value: str(row["from"].value if row["from"] else "") for row in rows}
    keys = sorted(sorted(since), key=lambda iri: since[iri], reverse=True)
    shown = pager(len(keys), MEMBERSHIPS, MEMBERSHIPS)
    site().world.tell(shown.of(keys))
    found = Table("memberships", {"member": node}, [], "membership", len(keys))
    return [member.of(iri) for iri in shown.of(keys)], Record(found, shown, {"": len(keys)})


def _none(name: str, thing: Thing) -> Table:
    """Return the table of a query that has no lines, and need not be asked."""
    variable = "member" if name == "votes-told" else "actor"
    return told(
        name, "vote" if variable == "member" else "document", [], thing.language, **{variable: ox.NamedNode(thing.iri)}
    )


def _is_pointed_at(thing: Thing, names: tuple[str, ...]) -> bool:
    return any(ox.NamedNode(ONTOLOGY + name) in numbers_of(site(), thing) for name in names)


def _numbers(found, order: tuple[str, ...]) -> dict[str, int]:
    numbers = Counter(found)
    return {name: numbers[name] for name in order if numbers[name]}
