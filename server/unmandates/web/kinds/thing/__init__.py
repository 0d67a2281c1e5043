"""Whatever has no kind of its own: an instrument, an arrangement, a place, a source."""

from dataclasses import dataclass

from unmandates.web.frame.page import template
from unmandates.web.kinds.kind import Kind, SubjectPage
from unmandates.web.kinds.shared import Cited, at_hand, citations_of, pointing_to
from unmandates.web.things import taking_part
from unmandates.web.things.relations import Pointing
from unmandates.web.things.tables import Table
from unmandates.web.things.taking_part import Memberships
from unmandates.web.things.things import Thing


@template("thing/page.html")
@dataclass(frozen=True)
class ThingPage(SubjectPage):
    """Where the thing is cited, and its members if it has some."""

    citations: Cited
    members: Memberships
    members_table: Table
    relations: Pointing


def page(thing: Thing) -> ThingPage:
    """Return what the page of a thing shows."""
    return ThingPage(
        thing=thing,
        citations=citations_of(thing),
        members=taking_part.by_role(thing),
        members_table=at_hand("memberships", "membership", thing.within("Membership"), organization=thing),
        relations=pointing_to(thing, "unm:cites"),
    )


KIND = Kind(r"[^/]+/[^/]+", page, general=True)
