"""A concept of a scheme: a verb, a role, a kind of condition."""

from dataclasses import dataclass

from unmandates.web.frame.page import template
from unmandates.web.kinds.kind import Kind, SubjectPage
from unmandates.web.kinds.shared import pointing_to
from unmandates.web.things.relations import Pointing
from unmandates.web.things.things import Thing


@template("concept/page.html")
@dataclass(frozen=True)
class ConceptPage(SubjectPage):
    """What points to the concept."""

    relations: Pointing


def page(concept: Thing) -> ConceptPage:
    """Return what the page of a concept shows."""
    return ConceptPage(pointing_to(concept, "unm:source"), thing=concept)


KIND = Kind(r"scheme/.+/.+", page)
