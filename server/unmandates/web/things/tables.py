"""Tables: rows of a query grouped by what each line is about, its cells as pages write them."""

import re
from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.asking.data import Row, Term, iris_of, query, standalone
from unmandates.rdf.turtle import natural
from unmandates.web.things.naming import text_of
from unmandates.web.things.paging import Pager
from unmandates.web.things.site import Site
from unmandates.web.things.things import Thing, Value

_SECTIONS = {name: place for place, name in enumerate(("", "pp", "op", "summary", "ch", "sec", "para", "rec", "item"))}


@dataclass(frozen=True)
class Table:
    """A table: the query behind it with its terms, and its lines (each maps a column to a list of distinct cells).

    `key` names the variables of the query, with spaces between them, whose values each line is about: the query gives
    these for the lines and no others. Of a long table `lines` are those of one page, and `total` is how many there are.
    """

    name: str
    terms: dict[str, Term | tuple[Term, ...]]
    lines: list
    key: str
    total: int | None = None

    @property
    def query(self) -> str:
        """The query behind the table, as anybody can ask it."""
        return standalone(self.name, **self.terms)

    def __len__(self) -> int:
        return len(self.lines) if self.total is None else self.total


def table(where: Site, language: str, name: str, key: str, **terms: Term) -> Table:
    """Run the query `name` and return its rows as a table with one line for each value of the variable `key`."""
    if "language" in query(name).variables:
        terms["language"] = ox.Literal(language)
    grouped: dict[ox.NamedNode, list[Row]] = {}
    rows = where.data.rows(name, **terms)
    for row in rows:
        if row[key] is not None:
            grouped.setdefault(row[key], []).append(row)
    where.world.expect(iris_of(rows))
    lines = [_line(where, language, found) for found in grouped.values()]
    return Table(name, terms, lines, key)


def page_of(where: Site, language: str, name: str, key: str, keys: list[str], shown: Pager, **terms: Term) -> Table:
    """Return a page of a table of which all keys (IRIs, in their order) are known; of wholes it tells the names."""
    of_page = shown.of(keys)
    if "language" in query(name).variables:
        terms["language"] = ox.Literal(language)
    rows = where.data.rows(name, **terms, **{key: tuple(map(ox.NamedNode, of_page))})
    where.world.expect_names(iris_of(rows))
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row[key].value, []).append(row)
    lines = [_line(where, language, grouped[iri]) for iri in of_page if iri in grouped]
    return Table(name, terms, lines, key, len(keys))


def told(
    name: str, key: str, lines: list, language: str, total: int | None = None, **terms: Term | tuple[Term, ...]
) -> Table:
    """Return lines that a page has from elsewhere as a table, a page of `total`: with the query that gives the same."""
    if "language" in query(name).variables:
        terms["language"] = ox.Literal(language)
    return Table(name, terms, lines, key, total)


def in_reading_order(lines: list[dict], column: str) -> list[dict]:
    """Return lines in the order in which the parts of texts in a column are read: 2, 4, 4 (a), 10."""
    return sorted(lines, key=lambda line: place_in_text(line[column][0].iri))


def place_in_text(iri: str) -> tuple:
    """Return a sort key that follows the text: preamble, operative part, notes; a provision before those below it."""
    provision, *said = re.split(r"/(?=(?:act|mandate|citation)/)", iri, maxsplit=1)
    whole, _, path = provision.partition("/id/")[2].partition("/")[2].partition("/")
    section = path.partition("/")[0]
    return natural(whole), _SECTIONS.get(section, len(_SECTIONS)), natural(path), natural("".join(said))


def _line(where: Site, language: str, rows: list[Row]) -> dict[str, list]:
    line: dict[str, dict] = {}
    for row in rows:
        for variable, term in row.items():
            cells = line.setdefault(variable, {})
            if term is not None:
                cells[term] = None
    return {variable: [_cell(where, language, term) for term in cells] for variable, cells in line.items()}


def _cell(where: Site, language: str, term: ox.NamedNode | ox.Literal):
    if isinstance(term, ox.NamedNode):
        return Thing(where.world, term.value, language)
    return text_of(term) if term.language else Value(term.value, term.datatype.value)
