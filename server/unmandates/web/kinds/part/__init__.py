"""A part of something: a paragraph, an act, a condition, a membership; whatever has no kind of its own."""

from dataclasses import dataclass

from unmandates.web.frame.page import template
from unmandates.web.kinds.kind import Kind, SubjectPage
from unmandates.web.kinds.shared import pointing_to
from unmandates.web.things.display_names import PROVISIONS
from unmandates.web.things.reading import is_bare, look_up
from unmandates.web.things.relations import Pointing
from unmandates.web.things.site import site
from unmandates.web.things.things import Thing

_ACTS = ("PerformedAct", "RetoldAct", "EnjoinedAct", "Act")


@template("part/page.html")
@dataclass(frozen=True)
class PartPage(SubjectPage):
    """What points to the part."""

    relations: Pointing


def page(part: Thing) -> PartPage:
    """Return what the page of a part shows. Where only others tell of a paragraph, what rests on it is told too."""
    if part.is_a(*_ACTS):
        site().world.expect_all(part.one("parent").iri)  # its tasks stand there
    if not part.is_a(*PROVISIONS):
        return PartPage(pointing_to(part, "unm:source"), thing=part)
    look_up(part)
    return PartPage(pointing_to(part, *([] if is_bare(part) else ["unm:source"])), thing=part)


KIND = Kind(r"[^/]+/[^/]+/.+", page, general=True)
