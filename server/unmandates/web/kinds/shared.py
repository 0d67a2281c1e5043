"""What pages of several kinds tell alike: what points to a thing, where it is cited, lists that they have at hand."""

from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.rdf.names import expand
from unmandates.web.things.paging import Pager, pager
from unmandates.web.things.relations import Pointing, Relation, pointing, relations
from unmandates.web.things.site import site
from unmandates.web.things.tables import Table, page_of, place_in_text, told
from unmandates.web.things.things import Thing


def pointing_to(thing: Thing, *without: str) -> Pointing:
    """Return what points to a thing, without some properties."""
    return pointing(thing, relations(site(), thing, *without))


def at_hand(name: str, key: str, lines: list, **things: Thing) -> Table:
    """Return lines that a page has from its thing as a table, with the query about things that gives the same."""
    language = next(iter(things.values())).language
    return told(name, key, lines, language, **{one: ox.NamedNode(thing.iri) for one, thing in things.items()})


def apart(found: list[Relation], name: str) -> tuple[list[Thing], list[Relation]]:
    """Return what points to a thing by one property, told in a place of its own, and the other relations."""
    told_apart = next((one.others for one in found if one.property.iri == expand(name)), [])
    return told_apart, [one for one in found if one.property.iri != expand(name)]


@dataclass(frozen=True)
class Cited:
    """Where a thing is cited: the table, of which there is a page, and where in it the reader is."""

    table: Table
    pager: Pager


#: The parameter of the page of citations.
CITED = "cited"


def citations_of(thing: Thing) -> Cited:
    """Return where a thing or a part of it is cited, by provision, citations by the thing itself aside."""
    node = ox.NamedNode(thing.iri)
    rows = site().data.rows("citations-keys", thing=node)
    keys = sorted({row["citation"].value for row in rows}, key=place_in_text)
    shown = pager(len(keys), CITED, "cited")
    return Cited(page_of(site(), thing.language, "citations", "citation", keys, shown, thing=node), shown)
