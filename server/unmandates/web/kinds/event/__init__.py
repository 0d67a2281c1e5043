"""An event or a part of one: how it stands on a day, its agenda, programme, rules, and who took part."""

from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.web.kinds.kind import Kind
from unmandates.web.kinds.shared import apart, at_hand
from unmandates.web.lists.filters import ON_DAY, chosen
from unmandates.web.things import taking_part
from unmandates.web.things.reading import EVENTS, participants_of, rules_of
from unmandates.web.things.relations import Pointing, pointing, relations
from unmandates.web.things.site import site
from unmandates.web.things.tables import Table, table
from unmandates.web.things.taking_part import Group
from unmandates.web.things.things import Thing


@dataclass(frozen=True)
class EventPage:
    """How the event stands (`standing`, one line) on a day; its agendas with their items; who was `present`."""

    continued: list[Thing]
    relations: Pointing
    agendas: list[Thing]
    agenda_table: Table
    standing: Table
    on_day: str
    present: list[Group]
    rules_above: list[tuple[Thing, list[Thing]]]
    programme_table: Table
    rules_table: Table
    participants_table: Table
    by_capacity: Callable[[Thing], list[Group]] = taking_part.by_capacity
    capacity_said: Callable = taking_part.capacity_said


def page(event: Thing) -> EventPage:
    """Return what the page of an event shows."""
    where, language, node, day = (
        site(),
        event.language,
        ox.NamedNode(event.iri),
        chosen((ON_DAY,))[ON_DAY.variable],
    )
    where.world.describe(event.whole.iri)  # who takes part in a part of it is said beside that part
    agenda = table(where, language, "agenda", "item", event=node)
    agendas = list(dict.fromkeys(line["agenda"][0] for line in agenda.lines))
    for one in agendas:
        where.world.describe(one.whole.iri)  # its items are told in their order
    continued, others = apart(relations(where, event), "unm:continues")
    return EventPage(
        continued=continued,
        relations=pointing(event, others),
        agendas=agendas,
        agenda_table=agenda,
        standing=table(where, language, "status-of-an-event", "event", event=node, day=day),
        on_day=day.value,
        present=taking_part.by_capacity(event),
        rules_above=taking_part.rules_above(event),
        programme_table=at_hand("programme", "part", event.within(*EVENTS), whole=event),
        rules_table=at_hand("participation-rules", "rule", rules_of(event), event=event),
        participants_table=at_hand("participations", "participation", participants_of(event), event=event),
    )


KIND = Kind(r"event/.+", page, classes=EVENTS, reads=("day",))
