"""A topic: what is narrower, and which parts of which documents are about it."""

from dataclasses import dataclass, replace

import pyoxigraph as ox

from unmandates.web.frame.page import template
from unmandates.web.kinds.kind import Kind, SubjectPage
from unmandates.web.kinds.shared import apart
from unmandates.web.things.relations import Pointing, pointing, relations
from unmandates.web.things.site import site
from unmandates.web.things.tables import Table, in_reading_order, table
from unmandates.web.things.things import Thing


@template("topic/page.html")
@dataclass(frozen=True)
class TopicPage(SubjectPage):
    """What is about the topic, in the order of the texts, and the topics below it."""

    uses: Table
    narrower: list[Thing]
    relations: Pointing


def page(topic: Thing) -> TopicPage:
    """Return what the page of a topic shows."""
    uses = table(site(), topic.language, "uses", "subject", topic=ox.NamedNode(topic.iri))
    narrower, others = apart(relations(site(), topic, "unm:about"), "skos:broader")
    return TopicPage(
        replace(uses, lines=in_reading_order(uses.lines, "subject")), narrower, pointing(topic, others), thing=topic
    )


KIND = Kind(r"topic/[^/]+", page)
