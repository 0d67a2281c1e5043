"""A task that a paragraph gives to somebody: how it stands on a day, and what has been done about it."""

from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.web.frame.page import template
from unmandates.web.kinds.kind import Kind, SubjectPage
from unmandates.web.kinds.shared import pointing_to
from unmandates.web.lists.filters import ON_DAY, chosen
from unmandates.web.things.relations import Pointing
from unmandates.web.things.site import site
from unmandates.web.things.tables import Table, table
from unmandates.web.things.things import Thing


@template("mandate/page.html")
@dataclass(frozen=True)
class MandatePage(SubjectPage):
    """How the task stands (`standing`, one line) on a day (`on_day`, as `2026-11-29`), and what answered it."""

    relations: Pointing
    standing: Table
    on_day: str
    answers: Table


def page(mandate: Thing) -> MandatePage:
    """Return what the page of a task shows."""
    node, day = ox.NamedNode(mandate.iri), chosen((ON_DAY,))[ON_DAY.variable]
    return MandatePage(
        thing=mandate,
        relations=pointing_to(mandate, "unm:source", "unm:answers", "unm:renews", "unm:adapts"),
        standing=table(site(), mandate.language, "mandates-on-a-day", "mandate", mandate=node, day=day),
        on_day=day.value,
        answers=table(site(), mandate.language, "answers", "answer", mandate=node),
    )


KIND = Kind(r"[^/]+/.+/mandate/[^/]+", page, classes=("Mandate", "SecretariatMandate"), reads=("day",))
