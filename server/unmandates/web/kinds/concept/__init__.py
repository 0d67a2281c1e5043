"""A concept of a scheme: a verb, a role, a kind of condition."""

from dataclasses import dataclass

from unmandates.web.kinds.kind import Kind
from unmandates.web.kinds.shared import pointing_to
from unmandates.web.things.relations import Pointing
from unmandates.web.things.things import Thing


@dataclass(frozen=True)
class ConceptPage:
    """What points to the concept."""

    relations: Pointing


def page(concept: Thing) -> ConceptPage:
    """Return what the page of a concept shows."""
    return ConceptPage(pointing_to(concept, "unm:source"))


KIND = Kind(r"scheme/.+/.+", page)
