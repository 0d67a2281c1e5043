"""What pages of several kinds tell alike: what points to a thing, where it is cited, lists that they have at hand."""

from dataclasses import replace

import pyoxigraph as ox

from unmandates.rdf.names import expand
from unmandates.web.things.relations import Pointing, Relation, pointing, relations
from unmandates.web.things.site import site
from unmandates.web.things.tables import Table, in_reading_order, table, told
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


def citations_of(thing: Thing) -> Table:
    """Return where a thing or a part of it is cited, by provision, citations by the thing itself aside."""
    found = table(site(), thing.language, "citations", "citation", thing=ox.NamedNode(thing.iri))
    return replace(found, lines=in_reading_order(found.lines, "citation"))
