"""The list of whoever acts or is asked to, by the letters of their names."""

from itertools import groupby

from unmandates.text.alphabet import letter, place
from unmandates.web.lists.filters import ACTOR_KIND
from unmandates.web.lists.list import Lines, List, Section
from unmandates.web.things.tables import Table


def order(found: Table) -> Lines:
    """Return actors by their names."""
    return sorted(found.lines, key=lambda line: place(line["actor"][0].name.value))


def sections(lines: Lines) -> list[Section]:
    """Return actors under the letters with which their names begin."""
    together = groupby(lines, key=lambda line: letter(line["actor"][0].name.value))
    return [Section(sign, f"letter-{sign.lower()}", list(found)) for sign, found in together]


LIST = List(
    "actors", "actor", ("actor", "class", "mandates"), (ACTOR_KIND,), facet=ACTOR_KIND, order=order, sections=sections
)
