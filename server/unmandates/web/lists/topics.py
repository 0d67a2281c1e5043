"""The list of topics, as a tree."""

from collections import defaultdict
from dataclasses import dataclass

from unmandates.web.frame.page import template
from unmandates.web.lists.list import Lines, List, ListPage
from unmandates.web.things.tables import Table

#: How far down a tree is followed, whatever the data say.
_DEEPEST = 12
Branch = tuple[dict, list["Branch"]]


@template("topics.html")
@dataclass(frozen=True)
class TopicsPage:
    """The topics as a tree, and the same as a table."""

    name: str
    table: Table
    lines: Lines
    branches: list[Branch]


def as_tree(page: ListPage) -> TopicsPage:
    """Return the page that shows the topics as a tree."""
    return TopicsPage(page.name, page.table, page.lines, tree(page.lines))


def tree(lines: Lines) -> list[Branch]:
    """Return the lines of topics as a tree: each with those below it, in the order of their names."""
    below: dict[str, list[dict]] = defaultdict(list)
    there = {line["topic"][0].iri for line in lines}
    for line in lines:
        broader = [cell.iri for cell in line["broader"] if cell.iri in there]
        for above in broader or [""]:
            below[above].append(line)

    def branches(above: str, depth: int) -> list[Branch]:
        found = sorted(below.get(above, ()), key=lambda line: line["topic"][0].name.value.casefold())
        return [(line, branches(line["topic"][0].iri, depth + 1) if depth < _DEEPEST else []) for line in found]

    return branches("", 0)


LIST = List("topics", "topic", ("topic", "broader", "uses"), shown=as_tree)
